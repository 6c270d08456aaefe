from django.db import migrations

from tonghu.figures.sql import FOLD, TRIGGERS


class Migration(migrations.Migration):
    dependencies = [("figures", "0002_walls"), ("outreach", "0002_walls")]
    operations = [migrations.RunSQL(TRIGGERS + FOLD, migrations.RunSQL.noop)]
