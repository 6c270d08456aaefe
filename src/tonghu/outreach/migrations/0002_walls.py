from django.db import migrations

from tonghu.kit.sql import belongs, track, wall

PARTS = (
    "outreach_handout",
    "outreach_audience",
    "outreach_coorganiser",
    "outreach_lecturer",
    "outreach_attachment",
)


class Migration(migrations.Migration):
    dependencies = [("outreach", "0001_initial"), ("trail", "0002_functions")]
    operations = [
        *(wall(table) for table in ("outreach_activity", *PARTS)),
        *(belongs(table, "activity_id", "outreach_activity") for table in PARTS),
        track("outreach_activity", label="title", left_out="pinyin,initials,letters,token,changed_at"),
        *(track(table, root="outreach_activity", root_column="activity_id") for table in PARTS),
        track("outreach_material", label="name", left_out="pinyin"),
    ]
