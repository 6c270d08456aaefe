from django.db import migrations

from tonghu.kit.sql import AUDITS, INSIDE
from tonghu.trail.sql import CLOSE, FUNCTIONS


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]
    operations = [
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(CLOSE.format(audits=AUDITS, inside=INSIDE), migrations.RunSQL.noop),
    ]
