from django.db import migrations

from tonghu.kit.sql import track, wall


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial"), ("trail", "0002_functions")]
    operations = [
        wall("files_stored"),
        track("files_stored", label="name"),
    ]
