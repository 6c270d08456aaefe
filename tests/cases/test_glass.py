"""Break-glass: who may, what it opens, when it ends, who reviews."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tests.factories.world import Cast
from tonghu.access.actor import Actor, actor_for
from tonghu.cases.actions.glass import TooMany, break_glass, end_glass, end_what_is_over, review_glass
from tonghu.cases.models import BreakGlass, Case, Contact, Party
from tonghu.kit.scope import Confidentiality, within
from tonghu.people.models import Person
from tonghu.trail.models import Entry
from tonghu.work.models import Obligation

ActorOf = Callable[..., Actor]
Scoped = Callable[..., AbstractContextManager[None]]


WRITES = {"town": "zhou_sui", "neighbour_town": "qiao_an"}


def confidential(cast: Cast, place: str, level: int) -> None:
    """A case of an office with a contact and a person, all of one confidentiality; its chair is named on it."""
    office, writer = cast.offices[place], cast[WRITES[place]]
    common = {"office": office, "place": office.place_id, "level": level, "readers": [writer.pk]}
    entered = {"entered_by": writer.pk, "entered_name": writer.name}
    with within(actor_for(writer).scope):
        case = Case.objects.create(
            **common, **entered, numbered=office, year=2026, serial=7, day=date(2026, 9, 1), channel="visit",
            title="标记", matter="custody", kind="family", token=uuid4(),
        )  # fmt: skip
        person = Person.objects.create(**common, name="标记人", token=uuid4())
        Contact.objects.create(**common, **entered, day=date(2026, 9, 1), channel="visit", case=case, token=uuid4())
        Party.objects.create(**entered, case=case, place=case.place, person=person, roles=["petitioner"])


def opened(cast: Cast, by: Actor, place: str = "town", **facts: object) -> BreakGlass:
    asked = {"year": 2026, "serial": 7, "why": "孩子可能有危险", "hours": 4} | facts
    return break_glass(office=cast.offices[place], by=by, **asked)  # type: ignore[arg-type]


def sight(by: Actor) -> tuple[int, int, int, int]:
    """What the second wall alone shows her, and the first of the parts."""
    return (
        Case.objects.count(),
        Contact.objects.count(),
        Person.objects.served().count(),
        Party.objects.visible_to(by).count(),
    )


def test_it_opens_the_case_and_all_that_hangs_on_it_for_a_while(cast: Cast, actor: ActorOf, scoped: Scoped) -> None:
    confidential(cast, "town", Confidentiality.SEALED)
    lin_he = actor("lin_he")
    with scoped(lin_he):
        assert sight(lin_he) == (0, 0, 0, 0)
        glass = opened(cast, lin_he)
        assert sight(lin_he) == (1, 1, 1, 1)
        end_glass(glass=glass, by=lin_he)
        assert sight(lin_he) == (0, 0, 0, 0)


def test_time_ends_it(cast: Cast, actor: ActorOf, scoped: Scoped) -> None:
    confidential(cast, "town", Confidentiality.RESTRICTED)
    lin_he = actor("lin_he")
    with scoped(lin_he):
        glass = opened(cast, lin_he, hours=1)
        assert end_what_is_over() == 0
        BreakGlass.objects.filter(pk=glass.pk).update(until=timezone.now() - timedelta(seconds=1))
        assert end_what_is_over() == 1
        assert sight(lin_he) == (0, 0, 0, 0)


@pytest.mark.parametrize("who", ["tian_yuan", "shen_mei", "lin_he"])
def test_what_is_not_there_and_what_is_elsewhere_sound_alike(
    cast: Cast, actor: ActorOf, scoped: Scoped, who: str
) -> None:
    if who != "shen_mei":
        confidential(cast, "neighbour_town" if who == "lin_he" else "town", Confidentiality.SEALED)
    by = actor(who)
    with scoped(by), pytest.raises(ValidationError) as there:
        opened(cast, by, "neighbour_town" if who == "lin_he" else "town")
    with scoped(by), pytest.raises(ValidationError) as nowhere:
        opened(cast, by, serial=4711)
    assert there.value.message_dict == nowhere.value.message_dict
    with scoped(by):
        assert sight(by) == (0, 0, 0, 0)


@pytest.mark.parametrize("who", ["zhou_sui", "he_qing", "fang_ting", "ning_zhou", "mu_qing", "an_ran"])
def test_who_may_not(cast: Cast, actor: ActorOf, scoped: Scoped, who: str) -> None:
    confidential(cast, "town", Confidentiality.SEALED)
    by = actor(who)
    with scoped(by), pytest.raises(PermissionDenied):
        opened(cast, by)


def test_every_try_is_in_the_trail_and_the_eleventh_is_refused(cast: Cast, actor: ActorOf, scoped: Scoped) -> None:
    by = actor("lin_he")
    with scoped(by):
        for serial in range(10):
            with pytest.raises(ValidationError):
                opened(cast, by, serial=1000 + serial)
        with pytest.raises(TooMany):
            opened(cast, by)
    with scoped("ding_shu"):
        assert Entry.objects.filter(verb="glass", user_id=by.user.pk).count() == 10


def test_somebody_else_reviews_once(cast: Cast, actor: ActorOf, scoped: Scoped) -> None:
    confidential(cast, "town", Confidentiality.SEALED)
    lin_he, zhou_sui = actor("lin_he"), actor("zhou_sui")
    with scoped(lin_he):
        glass = opened(cast, lin_he)
        with pytest.raises(PermissionDenied):
            review_glass(glass=glass, justified=True, words="没问题", by=lin_he)
    with scoped(zhou_sui):
        assert Obligation.objects.visible_to(zhou_sui).get(kind="breakglass.review").state == "open"
        with pytest.raises(ValidationError):
            review_glass(glass=glass, justified=True, words=" ", by=zhou_sui)
        review_glass(glass=glass, justified=False, words="可以先打电话", by=zhou_sui)
        assert Obligation.objects.visible_to(zhou_sui).get(kind="breakglass.review").state == "done"
        with pytest.raises(ValidationError):
            review_glass(glass=glass, justified=True, words="改主意", by=zhou_sui)


@pytest.mark.parametrize("facts", [{"why": " "}, {"hours": 0}, {"hours": 25}])
def test_a_reason_and_an_end_are_needed(cast: Cast, actor: ActorOf, scoped: Scoped, facts: dict[str, object]) -> None:
    by = actor("lin_he")
    with scoped(by), pytest.raises(ValidationError):
        opened(cast, by, **facts)
