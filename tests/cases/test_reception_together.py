"""Two at once on two connections: one hour, one lawyer, one promise, one step of a track."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.cases.test_together import at_once, inside
from tests.factories.careparts import day_draft, lawyer, reception_day, slot_draft
from tests.factories.cases import accepted
from tonghu.cases.actions.agreement import AgreementDraft, PromiseDraft, agree, keep_promise, waive_promise
from tonghu.cases.actions.assess import assess
from tonghu.cases.actions.reception import plan_days
from tonghu.cases.actions.slots import book
from tonghu.cases.actions.tracks import begin_track, take_step
from tonghu.cases.models import Assessment, Promise, ReceptionDay, Slot, Track, TrackStep
from tonghu.kit.scope import within

pytestmark = pytest.mark.django_db(transaction=True)


def refused(answers):
    return [one for one in answers if isinstance(one, ValidationError)]


def test_one_hour_is_given_to_one_and_one_lawyer_to_one_place(actor):
    lin = actor("lin_he")
    with within(lin.scope):
        day = reception_day(lin, days=7)
        who = lawyer(lin, "程湾")
    answers = at_once(*(inside(lin, book, reception=day, draft=slot_draft()) for _ in range(2)))
    assert len(refused(answers)) == 1
    drafts = [day_draft(who.pk, token=uuid4()) for _ in range(2)]
    answers = at_once(*(inside(lin, plan_days, draft=one, office=lin.office) for one in drafts))
    assert len(refused(answers)) == 1
    with within(lin.scope):
        assert Slot.objects.count() == 1
        assert ReceptionDay.objects.filter(lawyer=who).count() == 1


def test_a_promise_is_kept_or_given_up_never_both(actor):
    lin = actor("lin_he")
    with within(lin.scope):
        case = accepted(lin, way=1)
        due = timezone.localdate() + timedelta(days=9)
        agree(case=case, draft=AgreementDraft(words="约定", promises=[PromiseDraft("付款", due)]), by=lin)
        promise = Promise.objects.select_related("case").get()
    answers = at_once(
        inside(lin, keep_promise, promise=promise), inside(lin, waive_promise, promise=promise, why="双方同意")
    )
    assert len(refused(answers)) == 1
    with within(lin.scope):
        promise = Promise.objects.get()
        assert (promise.kept_on is None) != (promise.waived_on is None)


def test_a_double_click_is_one_assessment_and_one_step_of_a_track(actor):
    lin, token = actor("lin_he"), uuid4()
    with within(lin.scope):
        case = accepted(lin, way=1)
    at_once(*(inside(lin, assess, case=case, answers={}, token=token, seen=case.version) for _ in range(2)))
    with within(lin.scope):
        assert Assessment.objects.count() == 1
        begin_track(case=case, kind="warning_letter", by=lin)
        track = Track.objects.select_related("case").get()
    answers = at_once(*(inside(lin, take_step, track=track, step="issued", token=token) for _ in range(2)))
    assert refused(answers) == []
    with within(lin.scope):
        assert TrackStep.objects.count() == 2
