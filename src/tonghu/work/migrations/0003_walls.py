from django.db import migrations

from tonghu.kit.sql import track, wall
from tonghu.work.sql import CLIMB, HERS, OWED


class Migration(migrations.Migration):
    dependencies = [("work", "0002_terms"), ("trail", "0002_functions")]
    operations = [
        wall("work_obligation", read=OWED, write=OWED),
        wall("work_channel", read=HERS, write=HERS),
        wall("work_reminder", read=HERS, write=HERS),
        track("work_obligation", label="subject_label", left_out="reminded_on"),
        track("work_term", label="key"),
        track("work_closedday", root="places_office", root_column="office_id"),
        track("work_channel", root="accounts_user", root_column="user_id", personal="address", left_out="failed_on"),
        migrations.RunSQL(CLIMB, "drop function work_climb(date, int);"),
    ]
