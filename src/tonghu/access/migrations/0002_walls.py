from django.db import migrations

from tonghu.kit.sql import track

# 三员: one of the three administrators holds that one role and nothing beside it.
ONE_ADMINISTRATOR = """
alter table access_grant add constraint access_administrator_apart exclude using gist (
    user_id with =,
    (case role when 'system' then 1 when 'security' then 2 when 'audit' then 3 else 0 end) with <>
);
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("trail", "0002_functions")]
    operations = [
        track("access_grant", root="accounts_user", root_column="user_id"),
        track("access_undertaking", label="version", root="accounts_user", root_column="user_id"),
        migrations.RunSQL(ONE_ADMINISTRATOR, migrations.RunSQL.noop),
    ]
