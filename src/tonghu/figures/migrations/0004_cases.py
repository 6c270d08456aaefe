from django.db import migrations

from tonghu.figures.sql_cases import CASE_TRIGGERS, NO_CASE_TRIGGERS


class Migration(migrations.Migration):
    dependencies = [("figures", "0003_rollup"), ("cases", "0002_walls")]
    operations = [migrations.RunSQL(CASE_TRIGGERS, NO_CASE_TRIGGERS)]
