"""Who is known: by another spelling, an old phone, the same address; and what nobody is told."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.people import IDENTITY
from tests.factories.world import Cast
from tonghu.access.actor import Actor, actor_for
from tonghu.kit.scope import Confidentiality, within
from tonghu.kit.variants import folded_address, folded_name
from tonghu.people.keys import Told, keys_of, write_keys
from tonghu.people.matching import TooManyQuestions, known_elsewhere, match
from tonghu.people.models import Ask, MatchKey, Person, Sighting
from tonghu.people.rules import ASKS_AN_HOUR, MOST_CANDIDATES, MOST_NAMESAKES, KeySort
from tonghu.trail.models import Entry

ActorOf = Callable[..., Actor]
Scoped = Callable[..., AbstractContextManager[None]]
TOLD = Told(name="云小满", phone="13912340000", address="河湾乡柳树村3组12号", born=date(2012, 5, 1))


def known(cast: Cast, who: str, told: Told = TOLD, *, level: int = 0) -> Person:
    """Somebody whom a case of this person's office is about."""
    by = actor_for(cast[who])
    assert by.office
    person = Person(
        office=by.office, place=by.office.place_id, name=told.name, also=told.also, phone=told.phone,
        identity=told.identity,
        address=told.address, born=told.born, token=uuid4(), level=level, readers=[by.user.pk] if level else [],
    )  # fmt: skip
    with within(by.scope):
        person.save()
        write_keys([person])
    return person


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (Told(name="云晓曼", phone="139 1234 0000"), KeySort.PHONE),
        (Told(name="雲小滿", born=date(2012, 5, 1)), KeySort.NAME),
        (Told(name="云晓满", born=date(2012, 5, 1)), KeySort.PINYIN),
        (Told(name="李某", address="云岭省云溪市青溪县河湾乡柳树村三组十二号"), KeySort.ADDRESS),
        (Told(name="小满", also="云小满"), KeySort.ALSO),
    ],
)
def test_another_spelling_is_found_with_its_reasons(
    cast: Cast, actor: ActorOf, scoped: Scoped, told: Told, reason: KeySort
) -> None:
    person = known(cast, "zhou_sui")
    lin_he = actor("lin_he")
    with scoped(lin_he):
        [found] = match(told, by=lin_he)
    assert found.person == person
    assert reason in found.reasons
    assert found.why


def test_somebody_else_is_not(cast: Cast, actor: ActorOf, scoped: Scoped) -> None:
    known(cast, "zhou_sui")
    lin_he = actor("lin_he")
    with scoped(lin_he):
        assert match(Told(name="江一帆", phone="13700000000", address="石桥乡1号"), by=lin_he) == []
        assert match(Told(), by=lin_he) == []


@pytest.mark.parametrize("who", ["tian_yuan", "qiao_an"])
def test_across_offices_only_whom_to_ask(cast: Cast, actor: ActorOf, scoped: Scoped, who: str) -> None:
    known(cast, "zhou_sui")
    by = actor(who)
    with scoped(by):
        assert match(TOLD, by=by) == []
        assert known_elsewhere([TOLD], by=by) == ["河湾乡妇女联合会"]
        assert known_elsewhere([Told(name="云小满")], by=by) == []
    with scoped("ding_shu"):
        [entry] = Entry.objects.filter(verb="ask", user_id=by.user.pk)
        assert "云小满" not in str(entry.after)


def test_ones_own_area_is_not_told_as_elsewhere(cast: Cast, actor: ActorOf, scoped: Scoped) -> None:
    known(cast, "zhou_sui")
    lin_he = actor("lin_he")
    with scoped(lin_he):
        assert known_elsewhere([TOLD], by=lin_he) == []


def test_restricted_at_another_office_says_whom_to_ask(cast: Cast, actor: ActorOf, scoped: Scoped) -> None:
    known(cast, "zhou_sui", level=Confidentiality.RESTRICTED)
    lin_he = actor("lin_he")
    with scoped(lin_he):
        assert match(TOLD, by=lin_he) == []
        assert known_elsewhere([TOLD], by=lin_he) == ["河湾乡妇女联合会"]


@pytest.mark.parametrize("who", ["lin_he", "tian_yuan", "gu_xin"])
def test_a_sealed_person_is_like_an_unknown_one_and_her_own_people_are_told(
    cast: Cast, actor: ActorOf, scoped: Scoped, who: str
) -> None:
    known(cast, "zhou_sui", level=Confidentiality.SEALED)
    by = actor(who)
    with scoped(by):
        assert match(TOLD, by=by) == []
        assert known_elsewhere([TOLD], by=by) == []
        assert known_elsewhere([TOLD], by=by) == []
        assert Sighting.objects.count() == 0
        assert Person.objects.served().count() == 0
        assert MatchKey.objects.count() == 0
    zhou_sui = actor("zhou_sui")
    with scoped(zhou_sui):
        [sighting] = Sighting.objects.visible_to(zhou_sui)
        assert sighting.user_name == by.user.name


@pytest.mark.parametrize("who", ["he_qing", "fang_ting", "ning_zhou", "mu_qing", "xi_yuan", "an_ran", "ding_shu"])
def test_who_does_no_casework_asks_nothing(cast: Cast, actor: ActorOf, scoped: Scoped, who: str) -> None:
    known(cast, "zhou_sui")
    by = actor(who)
    with scoped(by):
        with pytest.raises(PermissionDenied):
            match(TOLD, by=by)
        with pytest.raises(PermissionDenied):
            known_elsewhere([TOLD], by=by)
        assert Person.objects.served().count() == 0
        assert MatchKey.objects.count() == 0


def test_questions_to_others_have_an_end(cast: Cast, actor: ActorOf, scoped: Scoped) -> None:
    known(cast, "zhou_sui")
    by = actor("tian_yuan")
    with scoped(by):
        for _ in range(ASKS_AN_HOUR):
            known_elsewhere([TOLD], by=by)
        with pytest.raises(TooManyQuestions):
            known_elsewhere([TOLD], by=by)
        assert Ask.objects.count() == ASKS_AN_HOUR


def test_a_hint_costs_two_statements_for_three_and_for_thirty(cast: Cast, actor: ActorOf, scoped: Scoped) -> None:
    lin_he = actor("lin_he")
    for number in range(3):
        known(cast, "lin_he", Told(name="云小满", phone=f"1391234{number:04}"))
    with scoped(lin_he), CaptureQueriesContext(connection) as few:
        match(TOLD, by=lin_he)
    for number in range(3, 30):
        known(cast, "lin_he", Told(name="云小满", phone=f"1391234{number:04}"))
    with scoped(lin_he), CaptureQueriesContext(connection) as many:
        assert len(match(TOLD, by=lin_he)) == 20
    assert len(many) == len(few)


def test_who_has_the_very_name_is_not_crowded_out_by_homophones(cast: Cast, actor: ActorOf, scoped: Scoped) -> None:
    first = known(cast, "lin_he", Told(name="云小满"))
    for _ in range(MOST_NAMESAKES + 1):
        known(cast, "lin_he", Told(name="云晓曼"))
    lin_he = actor("lin_he")
    with scoped(lin_he):
        assert [one.person for one in match(Told(name="云小满"), by=lin_he)] == [first]


def test_a_phone_that_many_share_does_not_hide_the_same_identity_number(
    cast: Cast, actor: ActorOf, scoped: Scoped
) -> None:
    first = known(cast, "lin_he", Told(name="云小满", identity=IDENTITY))
    for _ in range(MOST_CANDIDATES + 1):
        known(cast, "lin_he", Told(phone="0990-1234567"))
    lin_he = actor("lin_he")
    with scoped(lin_he):
        assert match(Told(identity=IDENTITY, phone="09901234567"), by=lin_he)[0].person == first


NAMES = st.text(alphabet="张王李云小满晓喆哲堃坤峰峯建健国", min_size=2, max_size=4)


@given(NAMES, st.sampled_from(["", " ", "·", "　"]))
def test_spaces_and_dots_in_a_name_change_nothing(name: str, between: str) -> None:
    assert folded_name(between.join(name)) == folded_name(name)
    assert folded_name(folded_name(name)) == folded_name(name)


@given(st.integers(1, 99), st.integers(1, 999))
def test_an_address_is_the_same_with_and_without_what_lies_above(group: int, house: int) -> None:
    short = folded_address(f"河湾乡柳树村{group}组{house}号")
    assert short
    assert folded_address(f"云岭省云溪市青溪县 河湾乡柳树村{group}组{house}") == short
    assert folded_address(f"河湾乡柳树村{group + 1}组{house}号") != short


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("三组十二号", "3组12号"),
        ("二十组一百零五号", "20组105号"),
        ("十组二〇三室", "10组203室"),
        ("３组１２号", "3组12"),
    ],
)
def test_numbers_of_an_address_are_read(one: str, other: str) -> None:
    assert folded_address(f"河湾乡柳树村{one}") == folded_address(f"河湾乡柳树村{other}")


@pytest.mark.parametrize("village", ["", "河湾乡", "柳树村", "青溪县河湾乡柳树村", "河湾乡柳树村三组", "柳树村3小组"])
def test_a_village_alone_is_no_address(village: str) -> None:
    assert folded_address(village) == ""


@given(NAMES)
def test_no_key_shows_what_it_was_made_of(name: str) -> None:
    told = Told(name=name, phone="13912340000", address="河湾乡柳树村3组12号", born=date(2012, 5, 1))
    for _sort, key in keys_of(told):
        assert len(key) == 32
        assert set(key) <= set("0123456789abcdef")
