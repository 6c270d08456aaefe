from django.db import migrations

from tonghu.outreach.sql import SEARCH, UNSEARCH


class Migration(migrations.Migration):
    dependencies = [("outreach", "0002_walls")]
    operations = [migrations.RunSQL(SEARCH, UNSEARCH)]
