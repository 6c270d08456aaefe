"""Letters: what is disclosed and on what ground, what each side may do and see, what is owed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.conftest import ActorOf
from tests.factories.cases import accepted, days_ago, party_draft, registered
from tests.factories.letters import key_of, letter_draft, minors_case, party_of, preview, sent
from tests.factories.world import Cast
from tonghu.cases.actions.letter_steps import reply, step_letter
from tonghu.cases.actions.letters import change_letter, override_consent, send_letter, write_letter
from tonghu.cases.models import Case, Document, Letter, Party, Step
from tonghu.cases.queries.facts import facts_of
from tonghu.cases.queries.letters import allowed, came_back, inbox, told, waits_for_override
from tonghu.cases.rules.kinds import Role
from tonghu.cases.rules.steps import Consent, LetterState
from tonghu.people.models import Person
from tonghu.trail.models import Entry, Verb
from tonghu.work.models import Obligation

Scoped = Callable[..., AbstractContextManager[None]]


def owed(letter: Letter) -> set[str]:
    rows = Obligation.objects.filter(subject_id=letter.case_id, ordinal=letter.pk, state="open")
    return set(rows.values_list("kind", flat=True))


def test_a_letter_says_what_was_chosen_and_nothing_else(actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = minors_case(lin)
        fields = ("case.matter", key_of(case, lin, "柳小舟", "name"))
        guardian = [party_of(case, lin, "柳青青")]
        letter = sent(case, lin, fields=fields, agreed=guardian, agreed_how="当面口头同意")
        assert [(line.sort, line.value) for line in told(letter)][1:] == [("name", "柳小舟")]
        assert [line.sort for line in told(letter)] == ["matter", "name"]
        assert "柳青青" not in letter.disclosed
        assert "砖厂" not in letter.disclosed
        assert letter.consent == Consent.GIVEN
        assert "柳青青" in letter.consent_by
        assert case.number not in letter.disclosed
        assert owed(letter) == {"referral.receipt", "referral.answer"}
        paper = Document.objects.get(letter=letter)
        assert paper.issued_on == timezone.localdate()
        assert "柳小舟" in paper.body
        assert case.number not in paper.body


def test_what_was_sent_stays_when_the_case_changes(actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin)
        letter = sent(case, lin, fields=("case.title",))
        Case.objects.filter(pk=case.pk).update(title="改过的标题")
        assert [line.value for line in told(Letter.objects.get(pk=letter.pk))] == ["抚养费纠纷"]


def test_what_was_not_looked_at_is_not_sent(actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin)
        letter = write_letter(case=case, draft=letter_draft(fields=("case.title",)), by=lin)
        looked = preview(letter, lin)
        Case.objects.filter(pk=case.pk).update(title="改过的标题")
        with pytest.raises(ValidationError):
            send_letter(letter=letter, by=lin, looked_at=looked)


@pytest.mark.parametrize(
    ("field", "agreed"),
    [
        (("柳小舟", "name"), ()),
        (("柳小舟", "name"), ("石大川",)),
        (("柳小舟", "name"), ("柳小舟",)),
    ],
)
def test_a_minors_data_goes_out_with_a_guardians_consent_alone(
    field: tuple[str, str], agreed: tuple[str, ...], actor: ActorOf, scoped: Scoped
) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = minors_case(lin)
        draft = letter_draft(
            fields=(key_of(case, lin, *field),),
            agreed=[party_of(case, lin, name) for name in agreed],
            agreed_how="电话",
        )
        if agreed:
            with pytest.raises(ValidationError):
                write_letter(case=case, draft=draft, by=lin)
        else:
            letter = write_letter(case=case, draft=draft, by=lin)
            with pytest.raises(ValidationError):
                send_letter(letter=letter, by=lin, looked_at=preview(letter, lin))


def test_a_grown_person_agrees_for_herself(actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        persons = (party_draft(), party_draft(name="单雨秋", roles=(Role.WITNESS,), phone="13900000041"))
        case = registered(lin, persons=persons)
        draft = letter_draft(
            fields=(key_of(case, lin, "单雨秋", "name"),),
            agreed=[party_of(case, lin, "单雨荷")],
            agreed_how="当面",
        )
        with pytest.raises(ValidationError) as refused:
            write_letter(case=case, draft=draft, by=lin)
        assert "agreed" in refused.value.message_dict


def test_an_override_is_another_persons_decision_with_a_reason(actor: ActorOf, scoped: Scoped) -> None:
    lin, gu = actor("lin_he"), actor("gu_xin")
    with scoped(lin):
        case = minors_case(lin)
        letter = write_letter(case=case, draft=letter_draft(fields=(key_of(case, lin, "柳小舟", "name"),)), by=lin)
        with pytest.raises(PermissionDenied):
            override_consent(letter=letter, why="监护人联系不上", by=lin)
    with scoped(gu):
        assert list(waits_for_override(gu)) == [letter]
        with pytest.raises(ValidationError):
            override_consent(letter=letter, why=" ", by=gu)
        letter = override_consent(letter=letter, why="监护人联系不上，孩子有危险", by=gu)
        assert list(waits_for_override(gu)) == []
    with scoped(lin):
        letter = send_letter(letter=letter, by=lin, looked_at=preview(letter, lin))
        assert letter.consent == Consent.OVERRIDE
        assert letter.override_by == "顾欣"
        assert Entry.objects.filter(verb=Verb.DECIDE, table_name="cases_letter", object_id=letter.pk).exists()


def test_a_changed_draft_loses_its_override(actor: ActorOf, scoped: Scoped) -> None:
    lin, gu = actor("lin_he"), actor("gu_xin")
    with scoped(lin):
        case = minors_case(lin)
        names = [key_of(case, lin, name, "name") for name in ("柳小舟", "柳青青")]
        letter = write_letter(case=case, draft=letter_draft(fields=names[:1]), by=lin)
    with scoped(gu):
        letter = override_consent(letter=letter, why="监护人联系不上", by=gu)
    with scoped(lin):
        letter = change_letter(letter=letter, draft=letter_draft(fields=names), by=lin)
        with pytest.raises(ValidationError):
            send_letter(letter=letter, by=lin, looked_at=preview(letter, lin))


@pytest.mark.parametrize(
    "accused", [{"name": "青溪县公安局"}, {"name": "石大川", "unit": "县公安局"}, {"name": "宁舟"}]
)
def test_nothing_goes_to_the_unit_or_person_complained_of(
    accused: dict[str, str], actor: ActorOf, scoped: Scoped, cast: Cast
) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        persons = (party_draft(), party_draft(roles=(Role.COMPLAINED_OF,), phone="", **accused))
        case = registered(lin, persons=persons)
        with pytest.raises(ValidationError) as refused:
            write_letter(case=case, draft=letter_draft(to_name="", to_office_id=cast.police.pk), by=lin)
        assert "to_name" in refused.value.message_dict
        letter = write_letter(case=case, draft=letter_draft(to_name="青溪县民政局"), by=lin)
        Letter.objects.filter(pk=letter.pk).update(to_office=cast.police, to_name=cast.police.name)
        letter.refresh_from_db()
        with pytest.raises(ValidationError):
            send_letter(letter=letter, by=lin, looked_at=preview(letter, lin))
        assert Letter.objects.get(pk=letter.pk).state == LetterState.DRAFT


def test_choosing_a_number_is_an_unmasking(actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin)
        mother = party_of(case, lin, "单雨荷")
        draft = letter_draft(fields=(f"{mother}.phone",), agreed=[mother], agreed_how="书面")
        write_letter(case=case, draft=draft, by=lin)
        entry = Entry.objects.get(verb=Verb.UNMASK, object_id=case.pk)
        assert entry.after["fields"] == ["phone"]


def test_the_liaison_sees_her_letter_and_nothing_of_the_case(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin, ning = actor("lin_he"), actor("ning_zhou")
    with scoped(lin):
        case = minors_case(lin)
        draft = letter_draft(to_name="", to_office_id=cast.police.pk, by_account=True)
        written = write_letter(case=case, draft=draft, by=lin)
    with scoped(ning):
        assert list(inbox(ning)) == []
        assert not Letter.objects.exists()
    with scoped(lin):
        letter = send_letter(letter=written, by=lin, looked_at=preview(written, lin))
    with scoped(ning):
        [seen] = inbox(ning)
        assert seen == letter
        assert list(Letter.objects.all()) == [letter]
        for model in (Case, Party, Person, Step, Document, Obligation, Entry):
            assert not model.objects.exists(), model
        assert case.number not in seen.disclosed + seen.asks + seen.code


@pytest.mark.parametrize("change", ["disclosed = 'x'::bytea", "asks = 'x'::bytea", "state = 'answered'"])
def test_the_liaisons_scope_writes_no_row_itself(change: str, actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin, ning = actor("lin_he"), actor("ning_zhou")
    with scoped(lin):
        letter = sent(registered(lin), lin, to_name="", to_office_id=cast.police.pk, by_account=True)
    with scoped(ning), connection.cursor() as cursor:
        cursor.execute(f"update cases_letter set {change} where id = %s", [letter.pk])
        assert cursor.rowcount == 0
        cursor.execute("delete from cases_letter")
        assert cursor.rowcount == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(
                "insert into cases_letter select (jsonb_populate_record(l, '{\"id\": 99}')).* from cases_letter l"
            )


def test_her_answer_ends_what_was_owed_and_stands_in_the_timeline(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin, ning = actor("lin_he"), actor("ning_zhou")
    with scoped(lin):
        case = registered(lin)
        letter = sent(case, lin, to_name="", to_office_id=cast.police.pk, by_account=True)
    token = uuid4()
    with scoped(ning):
        reply(letter=letter, step="accept", by=ning)
        with pytest.raises(ValidationError):
            reply(letter=letter, step="answer", words=" ", by=ning)
        reply(letter=letter, step="answer", words="已立案，正在调查", by=ning, token=token)
        reply(letter=letter, step="answer", words="已立案，正在调查", by=ning, token=token)
        with pytest.raises(ValidationError):
            reply(letter=letter, step="return", words="不属于我们", by=ning)
    with scoped(lin):
        letter.refresh_from_db()
        assert (letter.state, letter.answer, letter.answered_by) == ("answered", "已立案，正在调查", "宁舟")
        assert owed(letter) == set()
        assert facts_of(case).referrals_open == 0
        said = Step.objects.filter(case=case, verb="refer", data__step="answer")
        assert [step.words for step in said] == ["已立案，正在调查"]
        assert list(came_back(lin)) == [letter]


@pytest.mark.parametrize("who", ["tian_yuan", "ji_xue", "mu_qing", "he_qing", "xi_yuan"])
def test_nobody_else_answers_a_letter(who: str, actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin, other = actor("lin_he"), actor(who)
    with scoped(lin):
        letter = sent(registered(lin), lin, to_name="", to_office_id=cast.police.pk, by_account=True)
    with scoped(other):
        assert not Letter.objects.exists()
        with pytest.raises(PermissionDenied):
            reply(letter=letter, step="accept", by=other)
        with connection.cursor() as cursor:
            cursor.execute(
                "select cases_letter_reply(%s, 'accept', %s, ''::bytea, null)", [letter.pk, timezone.localdate()]
            )
            assert cursor.fetchone() == (None,)


def test_a_letter_on_paper_is_not_in_the_account_of_the_body(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin, ning = actor("lin_he"), actor("ning_zhou")
    with scoped(lin):
        sent(registered(lin), lin, to_name="", to_office_id=cast.police.pk)
    with scoped(ning):
        assert not Letter.objects.exists()


def test_an_account_needs_somebody_who_has_one(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin = actor("lin_he")
    with scoped(lin), pytest.raises(ValidationError):
        write_letter(case=registered(lin), draft=letter_draft(to_office_id=cast.justice.pk, by_account=True), by=lin)


def test_a_body_that_never_answers_is_urged_then_reported_and_the_steps_stay(actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin, day=days_ago(90))
        letter = sent(case, lin, day=days_ago(80))
        assert letter.answer_by < timezone.localdate()
        assert "urge" in allowed(letter)
        assert "supervise" not in allowed(letter)
        letter = step_letter(letter=letter, step="urge", by=lin, day=days_ago(50))
        assert Document.objects.get(letter=letter, kind="urging").issued_on is None
        assert "supervise" in allowed(letter)
        letter = step_letter(letter=letter, step="supervise", by=lin)
        assert Document.objects.filter(letter=letter, kind="supervision").exists()
        assert {"referral.answer", "referral.urge", "referral.supervise"} <= owed(letter)
        assert {"answer", "remind", "revoke"} <= set(allowed(letter))
        step_letter(letter=letter, step="remind", by=lin)
        letter = step_letter(letter=letter, step="revoke", words="另行处理", by=lin)
        assert owed(letter) == set()
        assert facts_of(case).referrals_open == 0


def test_an_answer_that_is_not_late_is_not_urged(actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        letter = sent(registered(lin), lin)
        with pytest.raises(ValidationError):
            step_letter(letter=letter, step="urge", by=lin)


def test_agreed_days_are_the_days_that_are_owed(actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        day = timezone.localdate() + timedelta(days=40)
        letter = sent(registered(lin), lin, answer_by=day)
        assert Obligation.objects.get(kind="referral.answer", ordinal=letter.pk).due == day


def test_the_same_form_twice_is_one_letter(actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case, token = registered(lin), uuid4()
        first = write_letter(case=case, draft=letter_draft(), by=lin, token=token)
        assert write_letter(case=case, draft=letter_draft(), by=lin, token=token) == first
        assert Letter.objects.count() == 1
        looked = preview(first, lin)
        again = uuid4()
        for _click in range(2):
            send_letter(letter=first, by=lin, looked_at=looked, token=again)
        assert Step.objects.filter(case=case, data__step="send").count() == 1


@pytest.mark.parametrize("who", ["tian_yuan", "ning_zhou", "he_qing"])
def test_letters_of_a_case_are_seen_where_the_case_is(who: str, actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        letter = sent(accepted(lin), lin)
    with scoped(who):
        assert not Letter.objects.visible_to(actor(who)).filter(pk=letter.pk).exists()
        assert not Letter.objects.filter(pk=letter.pk).exists()


def test_a_leader_writes_no_letter(actor: ActorOf, scoped: Scoped) -> None:
    lin, gu = actor("lin_he"), actor("gu_xin")
    with scoped(lin):
        case = registered(lin)
    with scoped(gu), pytest.raises(PermissionDenied):
        write_letter(case=case, draft=letter_draft(), by=gu)
