from django.db import migrations

from tonghu.kit.sql import track, wall


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial"), ("trail", "0002_functions")]
    operations = [
        wall("places_contact"),
        track("places_office", label="name", left_out="pinyin,initials"),
        track("places_contact", root="places_office", root_column="office_id", personal="name,phone"),
        track("places_duty", root="places_office", root_column="office_id"),
    ]
