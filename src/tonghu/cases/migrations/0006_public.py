from django.db import migrations

from tonghu.cases.sql_public import PUBLIC, UNPUBLIC


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_move")]
    operations = [migrations.RunSQL(PUBLIC, UNPUBLIC)]
