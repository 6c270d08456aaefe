from django.db import migrations

from tonghu.cases.sql_carry import CARRY, UNCARRY
from tonghu.cases.sql_letters import REPLY, UNREPLY
from tonghu.cases.sql_move import ASK, DECLINE, GONE, MOVE


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_slips"),
        ("people", "0002_walls"),
        ("files", "0002_walls"),
        ("work", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(CARRY, UNCARRY),
        migrations.RunSQL(MOVE + DECLINE + ASK, GONE),
        migrations.RunSQL(REPLY, UNREPLY),
    ]
