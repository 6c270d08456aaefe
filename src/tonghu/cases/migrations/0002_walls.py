from django.db import migrations

from tonghu.cases.models.case import PERSONAL as OF_CASE
from tonghu.cases.models.contact import PERSONAL as OF_CONTACT
from tonghu.cases.sql import OPEN_TO_READER, SHUT_AGAIN
from tonghu.cases.sql_follow import (
    FILED,
    FOLLOW,
    LOGGED_AGAIN,
    SEEN_PARTY,
    UNFOLLOW,
    UNLOGGED,
    UNSEEN_PARTY,
)
from tonghu.cases.sql_glass import GLASS, UNGLASS
from tonghu.cases.sql_move import CONCERNS
from tonghu.cases.sql_number import NO_NUMBERS, NUMBERS
from tonghu.kit.sql import ADDRESSED, CASEWORK, GUARDED, INSIDE, belongs, track, wall, within_whole

# part of a case, and its columns whose values the trail keeps apart
PARTS = {
    "cases_party": "person_id,roles,relation",
    "cases_incident": "words",
    "cases_step": "words",
    "cases_letter": "asks,disclosed,consent_by,override_why,answer,situations",
    "cases_transfer": "why,answer",
    "cases_assessment": "answers,needs,why",
    "cases_goal": "need,words,why",
    "cases_service": "words,given_by",
    "cases_safetyplan": "signs,steps,place_of_safety,people_to_call",
    "cases_agreement": "present,words,venue",
    "cases_promise": "words,why,amount",
    "cases_track": "facts",
    "cases_trackstep": "words,facts",
    "cases_document": "addressee,body",
    "cases_attachment": "name,why",
    "cases_review": "words",
    "cases_followup": "words,safe",
    "cases_breakglass": "why,review",
}
WHOLE = within_whole("cases_case", "case_id")
LETTER = f"({WHOLE}) or (by_account and state <> 'draft' and {ADDRESSED.format(column='to_office_id')})"
OFFER = f"({WHOLE}) or ({CONCERNS})"
READ = {"cases_letter": LETTER, "cases_transfer": OFFER}
LOG = f"{INSIDE} and {CASEWORK}"
SLIPS = "revoke insert, update, delete, truncate on cases_caseslip, cases_contactslip, cases_eventslip from tonghu_app;"


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("trail", "0002_functions")]
    operations = [
        wall("cases_case", read=GUARDED, write=GUARDED),
        wall("cases_contact", read=GUARDED, write=GUARDED),
        wall("cases_receptionday", read=LOG, write=LOG),
        wall("cases_slot", read=LOG, write=LOG),
        migrations.RunSQL(UNLOGGED, LOGGED_AGAIN),
        wall("cases_filing", read=FILED, write=FILED),
        wall("cases_caseslip"),
        wall("cases_contactslip"),
        wall("cases_eventslip"),
        migrations.RunSQL(SLIPS, migrations.RunSQL.noop),
        *(wall(table, read=READ.get(table, WHOLE), write=WHOLE) for table in PARTS),
        *(belongs(table, "case_id", "cases_case") for table in PARTS),
        belongs("cases_slot", "reception_id", "cases_receptionday"),
        track("cases_case", personal=OF_CASE, left_out="token,changed_at"),
        track("cases_contact", personal=OF_CONTACT, left_out="token"),
        track("cases_receptionday", left_out="token"),
        track(
            "cases_slot", root="cases_receptionday", root_column="reception_id", personal="who,phone",
            left_out="token",
        ),
        track("cases_filing", personal="words,contact_name,contact_phone,where,reporter_unit,public_note",
              left_out="token,code_index"),
        *(
            track(table, root="cases_case", root_column="case_id", personal=personal, left_out="token")
            for table, personal in PARTS.items()
        ),
        track("cases_exportcolumn", label="heading"),
        migrations.RunSQL(SEEN_PARTY, UNSEEN_PARTY),
        migrations.RunSQL(FOLLOW, UNFOLLOW),
        migrations.RunSQL(OPEN_TO_READER, SHUT_AGAIN),
        migrations.RunSQL(GLASS, UNGLASS),
        migrations.RunSQL(NUMBERS, NO_NUMBERS),
    ]  # fmt: skip
