"""The contact log: a few words for all of them, links to the first, a case by one click."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tests.cases.stories import told
from tests.factories.cases import case_draft, contact_draft, days_ago, registered
from tonghu.cases.actions.contact import (
    Changed,
    answer_contact,
    correct_contact,
    link_contact,
    log_contact,
    log_contacts,
    open_case_from,
)
from tonghu.cases.models import Contact, Step
from tonghu.cases.queries.contacts import ContactsWanted, contacts_exported, contacts_page, count_contacts
from tonghu.cases.rules.kinds import Channel, Talk
from tonghu.work.models import Obligation


def test_a_silent_call_and_a_wrong_number_take_no_words(actor, scoped):
    zhou = actor("zhou_sui")
    with scoped(zhou):
        for talk in (Talk.SILENT, Talk.WRONG_NUMBER):
            assert log_contact(draft=contact_draft(talk=talk, words="", phone=""), by=zhou).pk
        with pytest.raises(ValidationError) as caught:
            log_contact(draft=contact_draft(words=""), by=zhou)
        assert "words" in caught.value.message_dict


def test_a_double_click_is_one_contact(actor, scoped):
    zhou = actor("zhou_sui")
    with scoped(zhou):
        draft = contact_draft()
        assert log_contact(draft=draft, by=zhou) == log_contact(draft=draft, by=zhou)


def test_the_same_phone_again_is_linked_to_the_first(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        first = log_contact(draft=contact_draft(day=days_ago(5), phone="139-0000-0021"), by=lin)
        second, third, other = log_contacts(
            drafts=[contact_draft(), contact_draft(phone="139 0000 0021"), contact_draft(phone="")], by=lin
        )
        assert second.repeats_id == third.repeats_id == first.pk
        assert other.repeats_id is first.repeats_id is None


def test_a_work_order_is_owed_by_its_own_day_until_it_is_answered(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        order = contact_draft(channel=Channel.LINE_12345, order_number="YX-77", day=days_ago(2), due=days_ago(-3))
        contact = log_contact(draft=order, by=lin)
        row = Obligation.objects.get(subject_table="cases_contact", subject_id=contact.pk)
        assert (row.kind, row.due, row.subject_label) == ("order12345.answer", days_ago(-3), "YX-77")
        with pytest.raises(ValidationError):
            answer_contact(contact=contact, answer=" ", by=lin)
        answer_contact(contact=contact, answer="已联系诉求人", by=lin)
        row.refresh_from_db()
        assert (row.state, row.in_time) == ("done", True)


def test_a_petition_is_opened_from_a_contact_once(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        contact = log_contact(draft=contact_draft(), by=lin)
        draft = case_draft()
        case = open_case_from(contact=contact, draft=draft, by=lin)
        assert open_case_from(contact=contact, draft=draft, by=lin) == case
        contact.refresh_from_db()
        assert (contact.case, contact.opened_case) == (case, True)
        with pytest.raises(ValidationError):
            open_case_from(contact=contact, draft=case_draft(), by=lin)


def test_a_contact_about_a_case_stands_in_its_timeline_and_under_its_wall(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin, level=1)
        contact = log_contact(draft=contact_draft(case_id=case.pk, talk=Talk.PROGRESS, words="问进展"), by=lin)
        assert contact.level == 1
        assert told(case) == ["register", "contact"]
        assert Step.objects.get(case=case, verb="contact").words == "问进展"
        loose = log_contact(draft=contact_draft(phone="13900000099"), by=lin)
        link_contact(contact=loose, case=case, by=lin)
        assert Contact.objects.get(pk=loose.pk).case == case
        with pytest.raises(ValidationError):
            link_contact(contact=loose, case=registered(lin), by=lin)
    with scoped("shen_mei"):
        assert not Contact.objects.exists()


def test_a_correction_does_not_overwrite_anothers(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        contact = log_contact(draft=contact_draft(), by=lin)
        fixed = correct_contact(contact=contact, draft=contact_draft(words="咨询抚养权"), seen=1, by=lin)
        assert (fixed.words, fixed.version) == ("咨询抚养权", 2)
        with pytest.raises(Changed):
            correct_contact(contact=contact, draft=contact_draft(), seen=1, by=lin)


@pytest.mark.parametrize("who", ["he_qing", "ning_zhou", "mu_qing"])
def test_who_does_no_casework_logs_and_sees_nothing(actor, scoped, who):
    lin = actor("lin_he")
    with scoped(lin):
        log_contact(draft=contact_draft(), by=lin)
    with scoped(who):
        assert not Contact.objects.exists()
        with pytest.raises(PermissionDenied):
            log_contact(draft=contact_draft(), by=actor(who))


def test_the_log_is_narrowed_counted_and_read_on(actor, scoped, django_assert_num_queries):
    lin = actor("lin_he")
    with scoped(lin):
        drafts = [contact_draft(day=days_ago(n), phone=f"139000001{n:02}", channel=Channel.VISIT) for n in range(12)]
        log_contacts(drafts=drafts, by=lin)
        log_contact(
            draft=contact_draft(channel=Channel.LINE_12345, due=timezone.localdate(), order_number="A1"), by=lin
        )
        with django_assert_num_queries(1):
            rows, cursor = contacts_page(lin, ContactsWanted(), after=None, size=10)
        assert (len(rows), cursor is not None) == (10, True)
        rest, end = contacts_page(lin, ContactsWanted(), after=cursor, size=10)
        assert (len(rest), end) == (3, None)
        assert count_contacts(lin, ContactsWanted(channel=Channel.VISIT)).number == 12
        assert count_contacts(lin, ContactsWanted(waiting=True)).number == 1
        assert count_contacts(lin, ContactsWanted(q="A1")).number == 1
        assert count_contacts(lin, ContactsWanted(q="139 0000 0105")).number == 1
        assert len(contacts_exported(lin, ContactsWanted(first=days_ago(2)))) == 4
