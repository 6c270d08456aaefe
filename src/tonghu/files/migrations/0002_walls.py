from django.db import migrations

from tonghu.kit.sql import belongs, track, wall


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial"), ("trail", "0002_functions")]
    operations = [
        wall("files_stored"),
        wall("files_pending"),
        belongs("files_pending", "file_id", "files_stored"),
        track("files_stored", label="name"),
        track("files_pending", left_out="token"),
    ]
