"""Whose a case is and who may see it: assignment, handing over, confidentiality, joining, splitting, reviews."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tests.cases.stories import owed, told
from tests.factories.cases import accepted, case_draft, contact_draft, days_ago, party_draft, registered
from tonghu.access.models import Grant
from tonghu.cases.actions.assign import assign_case, hand_over
from tonghu.cases.actions.closure import approve_closure, ask_closure
from tonghu.cases.actions.confide import confide_case
from tonghu.cases.actions.contact import log_contact, open_case_from
from tonghu.cases.actions.merge import merge_case, unmerge_case
from tonghu.cases.actions.party import add_party, change_party, remove_party
from tonghu.cases.actions.register import register_cases
from tonghu.cases.actions.review import ask_review, decide_review
from tonghu.cases.actions.split import split_case
from tonghu.cases.models import Case, Contact, Party, Review
from tonghu.cases.queries.facts import facts_of
from tonghu.cases.rules.kinds import Matter, Role
from tonghu.cases.rules.states import State
from tonghu.cases.rules.ways import Danger, Outcome
from tonghu.people.models import Person
from tonghu.work.models import Obligation

SEALED, RESTRICTED = 2, 1


def test_a_case_goes_to_an_officer_of_its_office_with_what_is_owed(actor, scoped, cast):
    lin = actor("lin_he")
    with scoped(lin):
        Grant.objects.create(user=cast["mu_qing"], office=cast.county, role="rights")
        case = assign_case(case=registered(lin), officer=cast["mu_qing"].pk, by=lin)
        assert case.officer_name == "穆晴"
        assert Obligation.objects.get(subject_id=case.pk).assigned == cast["mu_qing"]
        with pytest.raises(ValidationError):
            assign_case(case=case, officer=cast["zhou_sui"].pk, by=lin)


def test_all_cases_of_who_leaves_are_handed_over_at_once(actor, scoped, cast, django_assert_max_num_queries):
    lin, gu = actor("lin_he"), actor("gu_xin")
    with scoped(lin):
        Grant.objects.create(user=cast["mu_qing"], office=cast.county, role="rights")
        cases = register_cases(drafts=[case_draft(persons=(party_draft(),)) for _n in range(12)], by=lin)
        hidden = registered(lin, level=SEALED, readers=(lin.user.pk, gu.user.pk))
    with scoped(gu):
        with django_assert_max_num_queries(12):
            done = hand_over(from_user=lin.user.pk, to_user=cast["mu_qing"].pk, by=gu)
        assert (done.cases, done.kept) == (12, 1)
        assert Case.objects.filter(officer=cast["mu_qing"].pk).count() == 12
        assert not Obligation.objects.filter(subject_id__in=[c.pk for c in cases], assigned=cast["lin_he"]).exists()
        assert Case.objects.get(pk=hidden.pk).officer == lin.user.pk
        with pytest.raises(ValidationError):
            hand_over(from_user=lin.user.pk, to_user=cast["ning_zhou"].pk, by=gu)
    with scoped("he_qing"), pytest.raises(PermissionDenied):
        hand_over(from_user=lin.user.pk, to_user=gu.user.pk, by=actor("he_qing"))


def test_sealing_moves_people_contacts_and_what_is_owed(actor, scoped):
    lin, gu, shen = actor("lin_he"), actor("gu_xin"), actor("shen_mei")
    with scoped(lin):
        contact = log_contact(draft=contact_draft(due=timezone.localdate(), order_number="G-1"), by=lin)
        case = open_case_from(contact=contact, draft=case_draft(), by=lin)
        with pytest.raises(ValidationError) as caught:
            confide_case(case=case, level=SEALED, readers=(), why="当事人要求", by=lin)
        assert list(caught.value.message_dict) == ["readers"]
        case = confide_case(case=case, level=SEALED, readers=(gu.user.pk,), why="当事人要求", by=lin)
        assert case.readers == sorted([lin.user.pk, gu.user.pk])
    for who in (lin, gu):
        with scoped(who):
            assert Case.objects.visible_to(who).count() == Contact.objects.visible_to(who).count() == 1
            assert Person.objects.served().visible_to(who).count() == 1
            assert Obligation.objects.visible_to(who).count() == 2
    for who in (shen, actor("zhou_sui"), actor("tian_yuan")):
        with scoped(who):
            for model in (Case, Contact, Party, Obligation):
                assert not model.objects.exists(), model
            assert not Person.objects.served().exists()


def test_a_restricted_case_is_its_offices_and_opens_again(actor, scoped):
    lin, zhou = actor("lin_he"), actor("zhou_sui")
    with scoped(zhou):
        case = registered(zhou)
        with pytest.raises(ValidationError):
            confide_case(case=case, level=RESTRICTED, why="未成年人", by=zhou)
        case = confide_case(case=case, level=RESTRICTED, readers=(actor("gu_xin").user.pk,), why="未成年人", by=zhou)
    with scoped(lin):
        assert not Case.objects.visible_to(lin).exists()
        assert not Person.objects.served().exists()
    with scoped(zhou):
        confide_case(case=case, level=0, why="不再需要", by=zhou)
    with scoped(lin):
        assert Case.objects.visible_to(lin).exists()
        assert Person.objects.served().visible_to(lin).exists()


def test_nobody_outside_the_area_is_named(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin), pytest.raises(ValidationError) as caught:
        confide_case(case=registered(lin), level=SEALED, readers=(actor("tian_yuan").user.pk,), why="保密", by=lin)
    assert "readers" in caught.value.message_dict


def test_who_stands_in_another_case_is_copied_when_one_is_sealed(actor, scoped):
    lin, gu = actor("lin_he"), actor("gu_xin")
    with scoped(lin):
        first = registered(lin)
        person = Party.objects.get(case=first).person
        second = registered(lin, persons=(party_draft(person_id=person.pk),))
        confide_case(case=second, level=SEALED, readers=(gu.user.pk,), why="保密", by=lin)
        hidden = Party.objects.get(case=second).person
        assert hidden != person
        assert hidden.phone == person.phone
    with scoped("zhou_sui"):
        assert not Party.objects.exists()
    with scoped("shen_mei"):
        assert [one.pk for one in Person.objects.served()] == [person.pk]


def test_joined_and_taken_apart_a_case_is_exactly_what_it_was(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        kept, case = accepted(lin), accepted(lin, day=days_ago(20), minor=True, danger=Danger.LOW)
        before = owed(case)
        merged = merge_case(case=case, into=kept, by=lin)
        assert (merged.state, merged.merged_into, owed(merged)) == (State.MERGED, kept, {})
        kept.refresh_from_db()
        assert (kept.minor, kept.danger) == (True, Danger.LOW)
        assert told(kept)[-1] == "joined"
        apart = unmerge_case(case=merged, by=lin)
        assert (apart.state, apart.merged_into, owed(apart)) == (State.HANDLING, None, before)
        assert Party.objects.filter(case=apart).count() == 1
        again = unmerge_case(case=merge_case(case=registered(lin), into=kept, by=lin), by=lin)
        assert again.state == State.REGISTERED


def test_what_is_joined_is_sealed_with_the_case_that_is_kept(actor, scoped):
    lin, gu = actor("lin_he"), actor("gu_xin")
    with scoped(lin):
        kept, case = registered(lin), registered(lin)
        merge_case(case=case, into=kept, by=lin)
        confide_case(case=kept, level=SEALED, readers=(gu.user.pk,), why="保密", by=lin)
    with scoped("shen_mei"):
        assert not Case.objects.exists()
        assert not Person.objects.served().exists()
    with scoped(gu):
        assert Case.objects.count() == 2


def test_cases_are_joined_within_one_office_and_confidentiality_only(actor, scoped):
    lin, zhou = actor("lin_he"), actor("zhou_sui")
    with scoped(zhou):
        towns = registered(zhou)
    with scoped(lin):
        case = registered(lin)
        for other in (towns, case, registered(lin, level=RESTRICTED)):
            with pytest.raises(ValidationError) as caught:
                merge_case(case=case, into=other, by=lin)
            assert "into" in caught.value.message_dict
        ended = registered(lin)
        merge_case(case=ended, into=case, by=lin)
        with pytest.raises(ValidationError):
            merge_case(case=case, into=registered(lin), by=lin)


def test_a_matter_is_split_off_with_its_people(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin, also=(Matter.LAND,))
        [party] = Party.objects.filter(case=case)
        with pytest.raises(ValidationError):
            split_case(case=case, matter=case.matter, title="宅基地", by=lin)
        made = split_case(case=case, matter=Matter.LAND, title="宅基地", parties=[party.pk], by=lin)
        assert (made.split_from, made.matter, made.state) == (case, Matter.LAND, State.REGISTERED)
        assert Party.objects.get(case=made).person == party.person
        assert Case.objects.get(pk=case.pk).also == []


def test_a_review_is_decided_by_the_superior_and_the_next_one_by_hers(actor, scoped, cast):
    lin, gu, shen = actor("lin_he"), actor("gu_xin"), actor("shen_mei")
    with scoped(lin):
        case = accepted(lin, day=days_ago(40))
        ask_closure(case=case, outcome=Outcome.SETTLED, result="已解决", by=lin)
    with scoped(gu):
        approve_closure(case=case, by=gu)
    with scoped(lin):
        ask_review(case=case, by=lin)
        review = Review.objects.get(case=case)
        assert review.by_office == cast.city
        assert review.decide_by >= timezone.localdate() + timedelta(days=30)
        assert owed(case)["petition.review"] == review.decide_by
        with pytest.raises(ValidationError):
            ask_review(case=case, by=lin)
    with scoped(shen):
        decide_review(case=case, result="upheld", words="处理得当", by=shen)
        assert "petition.review" not in owed(case)
    with scoped(lin):
        ask_review(case=case, by=lin)
        assert Review.objects.order_by("-id")[0].kind == "rereview"
    with scoped(shen):
        done = decide_review(case=case, result="again", words="事实不清", by=shen)
        assert done.state == State.HANDLING
        assert owed(case)["petition.finish"]
        assert told(case)[-2:] == ["decide_review", "reopen"]


def test_the_days_of_a_hearing_are_not_counted(actor, scoped):
    lin, gu = actor("lin_he"), actor("gu_xin")
    with scoped(lin):
        case = accepted(lin, day=days_ago(90))
        ask_closure(case=case, outcome=Outcome.SETTLED, result="已解决", by=lin)
    with scoped(gu):
        approve_closure(case=case, day=days_ago(60), by=gu)
    with scoped(lin):
        # she asked in time; it was entered late
        Obligation.objects.filter(kind="petition.review_ask").update(due=timezone.localdate())
        ask_review(case=case, asked_on=days_ago(50), by=lin)
    with scoped(gu):
        decide_review(case=case, result="upheld", words="处理得当", hearing_days=25, by=gu)
        ended = Obligation.objects.get(kind="petition.review", state="done")
        assert ended.in_time


def test_review_is_over_after_thirty_days(actor, scoped):
    lin, gu = actor("lin_he"), actor("gu_xin")
    with scoped(lin):
        case = accepted(lin, day=days_ago(90))
        ask_closure(case=case, outcome=Outcome.SETTLED, result="已解决", by=lin)
    with scoped(gu):
        approve_closure(case=case, day=days_ago(60), by=gu)
    with scoped(lin):
        assert not facts_of(case).in_review_time
        with pytest.raises(ValidationError):
            ask_review(case=case, by=lin)


def test_a_petitioner_added_later_is_owed_the_notice(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin, persons=())
        made = add_party(case=case, draft=party_draft(), by=lin)
        assert "petition.notice" in owed(case)
        with pytest.raises(ValidationError):
            add_party(case=case, draft=party_draft(person_id=made.person_id), by=lin)
        change_party(case=case, party=made, roles=(Role.PETITIONER, Role.MINOR), by=lin)
        assert Case.objects.get(pk=case.pk).minor
        remove_party(case=case, party=made, why="登记错了", by=lin)
        assert not Party.objects.filter(case=case).exists()
        with pytest.raises(ValidationError):
            add_party(case=case, draft=party_draft(roles=(Role.PETITIONER, Role.COMPLAINED_OF)), by=lin)
