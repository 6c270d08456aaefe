from django.db import migrations

from tonghu.kit.sql import belongs, track, wall
from tonghu.people.models.person import PERSONAL


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("trail", "0002_functions")]
    operations = [
        wall("people_person"),
        wall("people_service"),
        belongs("people_service", "person_id", "people_person"),
        track("people_person", personal=PERSONAL, left_out="token"),
        track("people_service", root="people_person", root_column="person_id"),
    ]
