from django.db import migrations

from tonghu.kit.sql import track


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("trail", "0002_functions")]
    operations = [
        track("accounts_user", label="name", left_out="password,last_login"),
    ]
