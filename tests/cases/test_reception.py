from datetime import time, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.careparts import day_draft, lawyer, reception_day, slot_draft
from tonghu.cases.actions.reception import called_them, cancel_day, free_hours, move_day, plan_days, stand_in
from tonghu.cases.actions.slots import Consulted, book, open_petition, record, unbook, walk_in
from tonghu.cases.models import Case, Contact, Party, ReceptionDay, Slot
from tonghu.cases.queries.reception import counts, roster
from tonghu.cases.rules.kinds import Channel
from tonghu.cases.rules.reception import slots
from tonghu.work.models import Obligation

ASKED = Consulted(came=True, asked="怎样变更抚养权", advised="先收集证据，可申请法律援助", people=2, minors_present=1)


def soon(days=7):
    return timezone.localdate() + timedelta(days=days)


@given(st.integers(0, 23), st.integers(1, 600), st.integers(10, 240))
def test_consultations_follow_each_other_and_end_by_the_end(hour, length, minutes):
    ends = min(hour * 60 + length, 23 * 60 + 59)
    found = [at.hour * 60 + at.minute for at in slots(time(hour), time(ends // 60, ends % 60), minutes)]
    assert all(second - first == minutes for first, second in pairwise(found))
    assert all(at + minutes <= ends for at in found)


def test_a_lawyer_is_in_one_place_at_a_time(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        who = lawyer(lin)
        plan_days(draft=day_draft(who.pk), office=lin.office, by=lin)
        with pytest.raises(ValidationError) as refused:
            plan_days(draft=day_draft(who.pk, begins=time(10), ends=time(12)), office=lin.office, by=lin)
        assert "09:00" in str(refused.value)
        plan_days(draft=day_draft(who.pk, begins=time(11), ends=time(12)), office=lin.office, by=lin)
        assert ReceptionDay.objects.count() == 2


def test_weeks_are_planned_all_or_none_and_a_second_click_adds_none(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        who = lawyer(lin)
        draft = day_draft(who.pk, weeks=3)
        assert len(plan_days(draft=draft, office=lin.office, by=lin)) == 4
        plan_days(draft=draft, office=lin.office, by=lin)
        assert ReceptionDay.objects.count() == 4
        with pytest.raises(ValidationError):
            plan_days(draft=day_draft(who.pk, day=soon(-7), weeks=3), office=lin.office, by=lin)
        assert ReceptionDay.objects.count() == 4


@pytest.mark.parametrize(
    "changes", [{"ends": time(8)}, {"minutes": 5}, {"weeks": 13}, {"minutes": 200}, {"lawyer": 2**40}]
)
def test_a_day_that_cannot_be_is_refused(actor, scoped, changes):
    lin = actor("lin_he")
    with scoped(lin):
        who = lawyer(lin)
        with pytest.raises(ValidationError):
            plan_days(draft=day_draft(**({"lawyer_id": who.pk} | _named(changes))), office=lin.office, by=lin)


def _named(changes):
    return {("lawyer_id" if name == "lawyer" else name): value for name, value in changes.items()}


def test_an_hour_is_booked_once(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        day = reception_day(lin, days=7)
        draft = slot_draft()
        made = book(reception=day, draft=draft, by=lin)
        assert book(reception=day, draft=draft, by=lin) == made
        with pytest.raises(ValidationError) as refused:
            book(reception=day, draft=slot_draft(), by=lin)
        assert "at" in refused.value.message_dict
        with pytest.raises(ValidationError):
            book(reception=day, draft=slot_draft(at=time(9, 10)), by=lin)
        with pytest.raises(ValidationError):
            walk_in(reception=day, draft=slot_draft(at=None), by=lin)
        unbook(slot=made, by=lin)
        assert time(9, 30) in free_hours(day)


def test_what_was_asked_and_advised_stands_in_the_contact_log_once(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        day = reception_day(lin)
        slot = book(reception=day, draft=slot_draft(), by=lin)
        record(slot=slot, consulted=ASKED, by=lin)
        contact = Contact.objects.get()
        assert (contact.channel, contact.words, contact.people) == (Channel.LAWYER_DAY, ASKED.asked, 2)
        assert (contact.slot, contact.caller, contact.minor) == (slot, "苏禾", True)
        assert (Slot.objects.get().who, Slot.objects.get().phone) == ("", "")
        with pytest.raises(ValidationError):
            record(slot=slot, consulted=ASKED, by=lin)
        with pytest.raises(ValidationError):
            unbook(slot=slot, by=lin)
        today = timezone.localdate()
        found = counts(lin, today, today)
        assert (found.consultations, found.people, found.minors, found.petitions) == (1, 2, 1, 0)


def test_a_petition_is_opened_from_a_consultation_in_one_click_and_once(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        day = reception_day(lin)
        slot = walk_in(reception=day, draft=slot_draft(at=None), by=lin)
        with pytest.raises(ValidationError):
            open_petition(slot=slot, by=lin)
        record(slot=slot, consulted=ASKED, by=lin)
        case = open_petition(slot=slot, by=lin)
        assert open_petition(slot=slot, by=lin) == case
        case = Case.objects.get()
        assert (case.reception, case.channel, case.words) == (True, Channel.LAWYER_DAY, ASKED.asked)
        assert Party.objects.get(case=case).person.name == "苏禾"
        assert Contact.objects.get().case == case
        assert roster(lin, day.day, day.day).get().walked_in == 1


def test_who_did_not_come_stands_in_no_contact_log(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        slot = book(reception=reception_day(lin), draft=slot_draft(), by=lin)
        record(slot=slot, consulted=Consulted(came=False), by=lin)
        assert not Contact.objects.exists()
        assert Slot.objects.get().came is False


@pytest.mark.parametrize(
    "consulted",
    [Consulted(came=True, asked="", advised="x"), Consulted(came=True, asked="x", advised=""),
     Consulted(came=True, asked="x", advised="x", people=1, minors_present=2),
     Consulted(came=True, asked="x", advised="x", matter="nonsense")],
)  # fmt: skip
def test_a_consultation_without_words_or_with_wrong_numbers_is_refused(actor, scoped, consulted):
    lin = actor("lin_he")
    with scoped(lin):
        slot = book(reception=reception_day(lin), draft=slot_draft(), by=lin)
        with pytest.raises(ValidationError):
            record(slot=slot, consulted=consulted, by=lin)


def test_a_lawyer_who_cancels_leaves_a_list_to_call(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        who = lawyer(lin)
        day = reception_day(lin, days=7, lawyer=who.pk)
        book(reception=day, draft=slot_draft(), by=lin)
        with pytest.raises(ValidationError):
            cancel_day(reception=day, why="", by=lin)
        cancel_day(reception=day, why="律师出庭", by=lin)
        task = Obligation.objects.get(subject_table="cases_receptionday")
        assert (task.state, task.subject_label) == ("open", day.day.isoformat())
        assert "苏禾" not in task.label
        called_them(reception=day, by=lin)
        assert Obligation.objects.get().state == "done"
        with pytest.raises(ValidationError):
            book(reception=day, draft=slot_draft(at=time(10)), by=lin)
        plan_days(draft=day_draft(who.pk, day=soon()), office=lin.office, by=lin)


def test_another_lawyer_stands_in_and_the_first_is_free(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        first, second = lawyer(lin), lawyer(lin, "程湾")
        day = reception_day(lin, days=7, lawyer=first.pk)
        busy = reception_day(lin, days=8, lawyer=second.pk)
        stand_in(reception=day, lawyer=second.pk, by=lin)
        assert ReceptionDay.objects.get(pk=day.pk).stands_in == second
        plan_days(draft=day_draft(first.pk, day=soon()), office=lin.office, by=lin)
        with pytest.raises(ValidationError):
            plan_days(draft=day_draft(second.pk, day=soon()), office=lin.office, by=lin)
        with pytest.raises(ValidationError):
            stand_in(reception=busy, lawyer=2**40, by=lin)


def test_a_day_that_moves_takes_its_bookings_along(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        day = reception_day(lin, days=7)
        for at in (time(9), time(9, 30), time(10)):
            book(reception=day, draft=slot_draft(at=at), by=lin)
        moved = move_day(reception=day, day=soon(8), begins=time(9, 30), ends=time(11, 30), by=lin)
        assert list(moved.slots.values_list("at", flat=True)) == [time(9, 30), time(10), time(10, 30)]
        assert moved.day == soon(8)
        with pytest.raises(ValidationError):
            move_day(reception=moved, day=soon(9), begins=time(16), ends=time(16, 30), by=lin)
        with pytest.raises(ValidationError):
            move_day(reception=moved, day=soon(-1), begins=time(9), ends=time(11), by=lin)
        assert ReceptionDay.objects.get().day == soon(8)
        move_day(reception=moved, day=soon(9), begins=time(9), ends=time(11), by=lin)
        assert Obligation.objects.filter(kind="task.call").count() == 2
        assert Obligation.objects.filter(kind="task.call", state="open").count() == 1


def test_the_neighbour_and_the_leader_plan_nothing_here(actor, scoped):
    lin, tian, gu = actor("lin_he"), actor("tian_yuan"), actor("gu_xin")
    with scoped(lin):
        day = reception_day(lin, days=7)
        who = day.lawyer_id
    with scoped(tian):
        assert not roster(tian, day.day, day.day).exists()
        with pytest.raises(ReceptionDay.DoesNotExist):
            book(reception=day, draft=slot_draft(), by=tian)
        with pytest.raises(PermissionDenied):
            plan_days(draft=day_draft(who), office=lin.office, by=tian)
    with scoped(gu):
        assert roster(gu, day.day, day.day).count() == 1
        with pytest.raises(PermissionDenied):
            cancel_day(reception=day, why="x", by=gu)


def test_a_roster_of_three_and_of_thirty_costs_the_same(actor, scoped, django_assert_num_queries):
    lin = actor("lin_he")
    with scoped(lin):
        for weeks in (2, 12):
            who = lawyer(lin, f"律师{weeks}")
            plan_days(draft=day_draft(who.pk, weeks=weeks, token=uuid4()), office=lin.office, by=lin)
            with django_assert_num_queries(1):
                assert [(one.lawyer.name, one.booked) for one in roster(lin, soon(0), soon(365))]
