from django.db import migrations
from django.db.migrations.operations import RunSQL

from tonghu.kit.sql import belongs, track, wall
from tonghu.people.models.child import PERSONAL as OF_CHILD
from tonghu.people.models.person import PERSONAL
from tonghu.people.sql import MATCH, OWN, PART, PERSON, TIE, TRAIL, UNMATCH, UNTRAIL


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("trail", "0002_functions")]
    operations = [
        wall("people_person", read=PERSON, write=PERSON),
        wall("people_service"),
        wall("people_child", read=PART, write=PART),
        wall("people_guardian", read=TIE, write=TIE),
        wall("people_matchkey", read=PART, write=PART),
        wall("people_sighting", read=PART, write=PART),
        wall("people_ask", read=OWN, write="false"),
        belongs("people_service", "person_id", "people_person"),
        belongs("people_child", "person_id", "people_person"),
        belongs("people_guardian", "child_id", "people_person"),
        belongs("people_matchkey", "person_id", "people_person"),
        belongs("people_sighting", "person_id", "people_person"),
        track("people_person", personal=PERSONAL, left_out="token"),
        track("people_service", root="people_person", root_column="person_id"),
        track("people_child", root="people_person", root_column="person_id", personal=OF_CHILD),
        track("people_guardian", root="people_person", root_column="child_id"),
        RunSQL(TRAIL, UNTRAIL),
        RunSQL(MATCH, UNMATCH),
    ]
