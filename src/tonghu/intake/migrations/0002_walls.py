from django.db import migrations

from tonghu.kit.sql import track, wall


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("trail", "0002_functions")]
    operations = [
        wall("intake_batch"),
        wall("intake_row"),
        track("intake_batch", label="kind", left_out="headings"),
    ]
