"""Transfers: ownership moves when the other office accepts, with all that hangs on the case."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, connections
from django.utils import timezone

from tests.conftest import ActorOf
from tests.factories.cases import accepted, party_draft, registered
from tests.factories.letters import minors_case, sent
from tests.factories.world import Cast
from tonghu.access.actor import Actor, actor_for
from tonghu.cases.actions.transfer import (
    TooMany,
    accept_offer,
    ask_for_case,
    decline_offer,
    offer_case,
    offer_for,
    report_back,
    revoke_offer,
)
from tonghu.cases.models import Attachment, Case, Letter, Party, Step, Transfer
from tonghu.cases.queries.transfers import concerning, receivers, waiting_for
from tonghu.cases.rules.kinds import Role
from tonghu.cases.rules.steps import TransferKind
from tonghu.files import storage
from tonghu.files.actions import store_file
from tonghu.files.models import FileKind
from tonghu.kit.scope import within
from tonghu.people.models import Child, Guardian, MatchKey, Person
from tonghu.places.models import Office
from tonghu.trail.models import Entry
from tonghu.work.models import Obligation

Scoped = Callable[..., AbstractContextManager[None]]


def offered(case: Case, by: Actor, to: Office, **changes: Any) -> Transfer:
    values = {"kind": TransferKind.TRANSFER, "why": "当事人已搬到该县"}
    return offer_case(case=case, to_office=to, by=by, **(values | changes))


def test_it_moves_when_the_other_office_accepts_and_not_before(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin, tian = actor("lin_he"), actor("tian_yuan")
    with scoped(lin):
        case = accepted(lin)
        letter = sent(case, lin)
        offered(case, lin, cast.neighbour)
        assert Case.objects.get(pk=case.pk).office == cast.county
    with scoped(tian):
        assert not Case.objects.filter(pk=case.pk).exists()
        [offer] = waiting_for(tian)
        assert (offer.case_number, offer.why) == (case.number, "当事人已搬到该县")
        assert not Party.objects.exists()
        moved = accept_offer(offer=offer, by=tian, words="我们接着办")
        assert moved is not None
        assert (moved.office, moved.place, moved.number) == (cast.neighbour, cast.neighbour.place_id, case.number)
        assert moved.officer is None
        assert Party.objects.get(case=moved).person.office == cast.neighbour
        owed = Obligation.objects.filter(subject_id=case.pk, state="open")
        assert {row.office_id for row in owed} == {cast.neighbour.pk}
        assert {row.assigned_id for row in owed} == {None}
        assert Letter.objects.get(pk=letter.pk).from_office == cast.county
        assert Step.objects.get(case=moved, data__step="accept").words == "我们接着办"
    with scoped(lin):
        assert not Case.objects.filter(pk=case.pk).exists()
        assert not Obligation.objects.filter(subject_id=case.pk).exists()
        assert not Person.objects.served().exists()
        [told] = concerning(lin)
        assert (told.state, told.answered_by) == ("accepted", "田园")


def test_the_superior_still_sees_what_was_handed_down(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin, zhou = actor("lin_he"), actor("zhou_sui")
    by_day = timezone.localdate() + timedelta(days=30)
    with scoped(lin):
        case = registered(lin)
        offer = offered(case, lin, cast.town, kind=TransferKind.ASSIGN, report_by=by_day)
    with scoped(zhou):
        accept_offer(offer=offer_for(zhou, offer.pk), by=zhou)
        assert Case.objects.visible_to(zhou).get(pk=case.pk).office == cast.town
    with scoped(lin):
        assert Case.objects.visible_to(lin).get(pk=case.pk).office == cast.town
        owed = Obligation.objects.get(kind="handing_down.answer", ordinal=offer.pk)
        assert (owed.office, owed.state, owed.due >= timezone.localdate()) == (cast.county, "open", True)
    with scoped(zhou):
        report_back(offer=offer_for(zhou, offer.pk), words="已调解，双方签字", by=zhou)
        with pytest.raises(ValidationError):
            report_back(offer=offer_for(zhou, offer.pk), words="再报一次", by=zhou)
    with scoped(lin):
        owed.refresh_from_db()
        assert (owed.state, owed.in_time) == ("done", True)
        assert Step.objects.get(case=case, data__step="report").words == "已调解，双方签字"


def test_handing_down_goes_down_only(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    zhou = actor("zhou_sui")
    with scoped(zhou):
        case = registered(zhou)
        for office in (cast.county, cast.neighbour_town, cast.other_town, cast.town, cast.police):
            with pytest.raises(ValidationError) as refused:
                offered(case, zhou, office, kind=TransferKind.FORWARD)
            assert "to_office" in refused.value.message_dict


def test_a_transfer_goes_to_a_federation_alone(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin)
        for office in (cast.police, cast.justice, cast.county, cast.school):
            with pytest.raises(ValidationError):
                offered(case, lin, office)


def test_the_office_complained_of_is_not_offered_the_case(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        accused = party_draft(name="白沙县妇联", roles=(Role.COMPLAINED_OF,), phone="")
        case = registered(lin, persons=(party_draft(), accused))
        with pytest.raises(ValidationError) as refused:
            offered(case, lin, cast.neighbour)
        assert "to_office" in refused.value.message_dict


def test_only_the_owner_offers(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    zhou, lin = actor("zhou_sui"), actor("lin_he")
    with scoped(zhou):
        case = registered(zhou)
    with scoped(lin), pytest.raises(ValidationError):
        offered(case, lin, cast.neighbour)


def test_a_declined_offer_leaves_all_as_it_was(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin, tian = actor("lin_he"), actor("tian_yuan")
    with scoped(lin):
        case = registered(lin)
        offer = offered(case, lin, cast.neighbour)
    with scoped(tian):
        with pytest.raises(ValidationError):
            decline_offer(offer=offer_for(tian, offer.pk), why="", by=tian)
        decline_offer(offer=offer_for(tian, offer.pk), why="当事人不在本县", by=tian)
        with pytest.raises(ValidationError):
            accept_offer(offer=offer_for(tian, offer.pk), by=tian)
    with scoped(lin):
        assert Case.objects.visible_to(lin).get(pk=case.pk).office == cast.county
        assert not Obligation.objects.filter(subject_id=case.pk, kind="transfer.answer", state="open").exists()
        assert Step.objects.get(case=case, data__step="decline").words == "当事人不在本县"
        assert offered(case, lin, cast.neighbour).pk != offer.pk


@pytest.mark.parametrize("who", ["qiao_an", "zhou_sui", "ning_zhou", "he_qing", "pei_yue"])
def test_only_the_office_that_is_asked_answers(who: str, actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin, other = actor("lin_he"), actor(who)
    with scoped(lin):
        case = registered(lin)
        offer = offered(case, lin, cast.neighbour)
    with scoped(other):
        if who == "pei_yue":
            assert accept_offer(offer=offer_for(other, offer.pk), by=other) is not None
            return
        assert offer_for(other, offer.pk) is None
        with pytest.raises((PermissionDenied, Transfer.DoesNotExist)):
            accept_offer(offer=offer, by=other)
        with connection.cursor() as cursor:
            cursor.execute("select cases_move(%s, %s, '', ''::bytea, null)", [offer.pk, timezone.localdate()])
            assert cursor.fetchone() == (None,)


def test_a_revoked_offer_is_not_accepted(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin, tian = actor("lin_he"), actor("tian_yuan")
    with scoped(lin):
        offer = offered(registered(lin), lin, cast.neighbour)
        revoke_offer(offer=offer, by=lin, why="当事人又搬回来了")
    with scoped(tian), pytest.raises(ValidationError):
        accept_offer(offer=offer_for(tian, offer.pk), by=tian)


def test_a_case_sealed_meanwhile_does_not_move(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin, tian = actor("lin_he"), actor("tian_yuan")
    with scoped(lin):
        case = registered(lin)
        offer = offered(case, lin, cast.neighbour)
        Case.objects.filter(pk=case.pk).update(level=2, readers=[lin.user.pk])
    with scoped(tian), pytest.raises(ValidationError):
        accept_offer(offer=offer_for(tian, offer.pk), by=tian)


def test_a_restricted_case_becomes_the_receivers_own(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin, zhou = actor("lin_he"), actor("zhou_sui")
    with scoped(lin):
        case = registered(lin, level=1, readers=(lin.user.pk,))
        offer = offered(case, lin, cast.town)
    with scoped(zhou):
        accept_offer(offer=offer_for(zhou, offer.pk), by=zhou)
        assert Case.objects.visible_to(zhou).get(pk=case.pk).level == 1
        assert Person.objects.visible_to(zhou).served().count() == 1
    with scoped(lin):
        assert not Case.objects.filter(pk=case.pk).exists()
        assert not Person.objects.served().exists()


def test_a_person_of_two_cases_is_copied_with_what_hangs_on_her(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin, tian = actor("lin_he"), actor("tian_yuan")
    with scoped(lin):
        case = minors_case(lin)
        mother, boy, _man = (party.person for party in Party.objects.filter(case=case).order_by("id"))
        Child.objects.get_or_create(person=boy, defaults={"place": boy.place, "school": "河湾乡中心小学"})
        Guardian.objects.get_or_create(child=boy, person=mother, defaults={"place": boy.place, "kinship": "52"})
        stays = registered(lin, persons=(party_draft(person_id=mother.pk, roles=(Role.PETITIONER,)),))
        offer = offered(case, lin, cast.neighbour)
        keys = MatchKey.objects.filter(person=mother).count()
    with scoped(tian):
        accept_offer(offer=offer_for(tian, offer.pk), by=tian)
        parties = list(Party.objects.filter(case=case).select_related("person").order_by("id"))
        assert [party.person.name for party in parties] == ["柳青青", "柳小舟", "石大川"]
        assert parties[0].person_id != mother.pk
        assert parties[1].person_id == boy.pk
        assert parties[0].person.phone == "13900000031"
        assert MatchKey.objects.filter(person=parties[0].person).count() == keys
        tie = Guardian.objects.visible_to(tian).get(child=boy)
        assert (tie.person_id, tie.place) == (parties[0].person_id, cast.neighbour.place_id)
        assert Child.objects.visible_to(tian).filter(person=boy).exists()
    with scoped(lin):
        assert list(Person.objects.served().values_list("pk", flat=True)) == [mother.pk]
        assert Party.objects.get(case=stays).person_id == mother.pk


def test_what_was_joined_to_it_goes_along(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin, tian = actor("lin_he"), actor("tian_yuan")
    with scoped(lin):
        case, joined = registered(lin), registered(lin)
        Party.objects.filter(case=joined).update(person=Party.objects.get(case=case).person)
        Case.objects.filter(pk=joined.pk).update(state="merged", merged_into=case)
        offer = offered(case, lin, cast.neighbour)
    with scoped(tian):
        accept_offer(offer=offer_for(tian, offer.pk), by=tian)
        assert set(Case.objects.values_list("pk", "office")) == {(one.pk, cast.neighbour.pk) for one in (case, joined)}
        assert Party.objects.get(case=case).person_id == Party.objects.get(case=joined).person_id


def test_files_go_along_and_leave_nothing_behind(
    actor: ActorOf, scoped: Scoped, cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    lin, tian = actor("lin_he"), actor("tian_yuan")
    with scoped(lin):
        case = registered(lin)
        stored = store_file(
            name="附件.pdf",
            content=BytesIO(b"%PDF-1.7 x"),
            kind=FileKind.DOCUMENT,
            media_type="application/pdf",
            office=case.office,
            by=lin,
        )
        Attachment.objects.create(case=case, place=case.place, file=stored, entered_by=1, entered_name="x")
        offer = offered(case, lin, cast.neighbour)
        old = storage.path_of(stored.place, stored.sha256)
    with scoped(tian), django_capture_on_commit_callbacks(execute=True):
        accept_offer(offer=offer_for(tian, offer.pk), by=tian)
    with scoped(tian):
        moved = Attachment.objects.get(case=case).file
        assert moved.office == cast.neighbour
        assert storage.path_of(moved.place, moved.sha256).read_bytes() == b"%PDF-1.7 x"
    assert not old.exists()


def test_an_office_asks_by_number_and_hears_the_same_whether_or_not_there_is_one(
    actor: ActorOf, scoped: Scoped, cast: Cast
) -> None:
    lin, tian = actor("lin_he"), actor("tian_yuan")
    with scoped(lin):
        case = registered(lin)
        sealed = registered(lin, level=2, readers=(lin.user.pk,))
    with scoped(tian):
        for serial in (case.serial, sealed.serial, 9999):
            ask_for_case(office=cast.county, year=case.year, serial=serial, why="当事人住在本县", by=tian)
        assert not Transfer.objects.exists()
        assert not concerning(tian).exists()
    with scoped(lin):
        [request] = waiting_for(lin)
        assert (request.case_id, request.kind, request.to_office) == (case.pk, "request", cast.neighbour)
        assert accept_offer(offer=request, by=lin, words="请接着办") is None
    with scoped(tian):
        assert Case.objects.visible_to(tian).get(pk=case.pk).office == cast.neighbour


def test_a_request_is_taken_back_by_its_number(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin, tian = actor("lin_he"), actor("tian_yuan")
    with scoped(lin):
        case = registered(lin)
    with scoped(tian):
        facts = {"office": cast.county, "year": case.year, "serial": case.serial, "why": "当事人住在本县", "by": tian}
        ask_for_case(**facts)
        ask_for_case(**facts, back=True)
    with scoped(lin):
        assert list(waiting_for(lin)) == []


def test_asking_is_limited(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    tian = actor("tian_yuan")
    with scoped(tian):
        for serial in range(20):
            ask_for_case(office=cast.county, year=2026, serial=serial, why="试", by=tian)
        with pytest.raises(TooMany):
            ask_for_case(office=cast.county, year=2026, serial=21, why="试", by=tian)
        assert Entry.objects.filter(table_name="cases_transfer", after__has_key="asked").count() == 20


def test_the_same_click_twice_is_one_move(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin, tian = actor("lin_he"), actor("tian_yuan")
    with scoped(lin):
        offer = offered(registered(lin), lin, cast.neighbour)
    with scoped(tian):
        token = uuid4()
        first = accept_offer(offer=offer_for(tian, offer.pk), by=tian, token=token)
        assert accept_offer(offer=offer_for(tian, offer.pk), by=tian, token=token) == first


def test_the_scope_of_the_receiver_writes_no_offer_itself(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin, tian = actor("lin_he"), actor("tian_yuan")
    with scoped(lin):
        offer = offered(registered(lin), lin, cast.neighbour)
    with scoped(tian):
        assert Transfer.objects.filter(pk=offer.pk).update(state="accepted") == 0
        assert Transfer.objects.filter(pk=offer.pk).delete()[0] == 0


def at_once(*steps: Callable[[], Any]) -> list[Any]:
    def run(step: Callable[[], Any]) -> Any:
        try:
            return step()
        except ValidationError as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(run, steps))


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def offer(self, cast: Cast) -> Transfer:
        lin = actor_for(cast["lin_he"])
        with within(lin.scope):
            return offered(registered(lin), lin, cast.neighbour)

    def accept(self, cast: Cast, offer: Transfer, who: str) -> Callable[[], Any]:
        def step() -> Any:
            by = actor_for(cast[who])
            with within(by.scope):
                return accept_offer(offer=Transfer.objects.get(pk=offer.pk), by=by)

        return step

    def test_two_accept(self, cast: Cast) -> None:
        offer = self.offer(cast)
        found = at_once(self.accept(cast, offer, "tian_yuan"), self.accept(cast, offer, "pei_yue"))
        assert sorted(type(one).__name__ for one in found) == ["Case", "ValidationError"]

    def test_accept_against_revoke(self, cast: Cast) -> None:
        offer = self.offer(cast)

        def revoke() -> Any:
            lin = actor_for(cast["lin_he"])
            with within(lin.scope):
                try:
                    return revoke_offer(offer=offer, by=lin)
                except Case.DoesNotExist:
                    return ValidationError("moved")

        found = at_once(self.accept(cast, offer, "tian_yuan"), revoke)
        assert sum(isinstance(one, ValidationError) for one in found) == 1
        tian = actor_for(cast["tian_yuan"])
        with within(tian.scope):
            moved = Case.objects.visible_to(tian).filter(pk=offer.case_id).exists()
            state = Transfer.objects.get(pk=offer.pk).state
        assert (state, moved) in {("accepted", True), ("revoked", False)}


def test_the_offices_that_are_offered_are_those_that_can_take_it(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    def named(who: str, **below: bool) -> set[str]:
        with scoped(who):
            return {one.name for one in receivers(actor(who), **below)}

    assert named("lin_he", below=True) == {cast.town.name, cast.other_town.name, cast.village.name}
    assert named("lin_he") == {cast.city.name, cast.neighbour.name, cast.far_city.name}
    assert cast.other_town.name in named("zhou_sui")
    assert cast.neighbour_town.name not in named("zhou_sui")
