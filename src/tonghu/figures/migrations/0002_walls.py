from django.db import migrations

from tonghu.kit.sql import wall


class Migration(migrations.Migration):
    dependencies = [("figures", "0001_initial"), ("trail", "0002_functions")]
    operations = [
        wall("figures_cell"),
        wall("figures_delta"),
    ]
