from django.db import migrations

from tonghu.cases.sql_slips import FUNCTIONS, NO_SLIPS, TRIGGERS


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_walls"), ("people", "0002_walls"), ("work", "0003_walls")]
    operations = [migrations.RunSQL(FUNCTIONS + TRIGGERS, NO_SLIPS)]
