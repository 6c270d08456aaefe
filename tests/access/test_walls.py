"""The two walls, each alone: the policy with raw SQL, ``visible_to`` with a role that no policy holds back."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, connections, models, transaction

from tests.factories import records
from tests.factories.records import Records
from tests.factories.world import Cast
from tonghu.access.actor import Actor
from tonghu.kit.scope import NOBODY, Scoped, within

ScopedIn = Callable[[str], AbstractContextManager[None]]
ActorOf = Callable[[str], Actor]

HERE, THERE = "河湾标记", "沙坪标记"

SEES = {
    "wei_lan": (0, 0),
    "zhou_sui": (1, 0),
    "lin_he": (1, 0),
    "gu_xin": (1, 0),
    "he_qing": (1, 1),
    "fang_ting": (1, 1),
    "shen_mei": (1, 1),
    "tian_yuan": (0, 1),
    "qiao_an": (0, 1),
    "liang_mo": (0, 0),
    "ning_zhou": (0, 0),
    "ji_xue": (0, 0),
    "mu_qing": (0, 0),
    "xi_yuan": (0, 0),
    "an_ran": (0, 0),
    "ding_shu": (0, 0),
}
"""Rows of a township seen by each of the cast: in 河湾乡 (青溪县), in 沙坪乡 (白沙县)."""


def scoped_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if issubclass(model, Scoped)]


@pytest.fixture
def both(cast: Cast, scoped: ScopedIn) -> tuple[Records, Records]:
    """The same records in two counties, written as the application, each inside its own scope."""
    with scoped("zhou_sui"):
        here = records.fill(cast.town, by=cast["zhou_sui"], mark=HERE)
    with scoped("qiao_an"):
        there = records.fill(cast.neighbour_town, by=cast["qiao_an"], mark=THERE)
    return here, there


@pytest.fixture
def as_owner(cast: Cast) -> tuple[Records, Records]:
    """The same, written and read by the owner, whom no policy holds back."""
    return (
        records.fill(cast.town, by=cast["zhou_sui"], mark=HERE, using="owner"),
        records.fill(cast.neighbour_town, by=cast["qiao_an"], mark=THERE, using="owner"),
    )


def places(table: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"select place from {table}")
        return [place for (place,) in cursor.fetchall()]


def test_the_factory_fills_every_walled_table(both: tuple[Records, Records]) -> None:
    here, there = both
    every = {model._meta.db_table for model in scoped_models()}
    assert every <= set(here.made) & set(there.made)


@pytest.mark.parametrize("username", SEES)
def test_the_policy_alone(username: str, both: tuple[Records, Records], cast: Cast, scoped: ScopedIn) -> None:
    expected = [cast.town.place_id] * SEES[username][0] + [cast.neighbour_town.place_id] * SEES[username][1]
    with scoped(username):
        for model in scoped_models():
            assert sorted(places(model._meta.db_table)) == expected, model


@pytest.mark.parametrize("username", SEES)
def test_visible_to_alone(username: str, as_owner: tuple[Records, Records], actor: ActorOf) -> None:
    for model in scoped_models():
        manager = model._default_manager.using("owner")
        assert manager.count() == 2
        here, there = (manager.visible_to(actor(username)).filter(place=r.office.place_id) for r in as_owner)
        assert (here.count(), there.count()) == SEES[username], model


def test_nobody_sees_nothing(both: tuple[Records, Records]) -> None:
    for model in scoped_models():
        assert places(model._meta.db_table) == []
    with within(NOBODY):
        for model in scoped_models():
            assert places(model._meta.db_table) == []


@pytest.mark.parametrize("model", scoped_models(), ids=lambda m: m._meta.db_table)
def test_a_neighbour_changes_nothing(
    model: type[models.Model], both: tuple[Records, Records], scoped: ScopedIn
) -> None:
    table = model._meta.db_table
    theirs = both[1][table]
    with scoped("lin_he"):
        assert attempt(f"update {table} set place = place where id = {theirs.pk}") in ("0 rows", "no right")
        assert attempt(f"delete from {table} where id = {theirs.pk}") in ("0 rows", "no right")
    with scoped("tian_yuan"):
        assert places(table) == [theirs.place]


@pytest.mark.parametrize("model", scoped_models(), ids=lambda m: m._meta.db_table)
def test_nothing_is_moved_out_or_put_into_another_county(
    model: type[models.Model], both: tuple[Records, Records], cast: Cast, scoped: ScopedIn
) -> None:
    table, there = model._meta.db_table, cast.neighbour.place_id
    fields = [f.column for f in model._meta.concrete_fields if not f.generated and f.column not in ("id", "place")]
    columns = ", ".join(f'"{name}"' for name in fields)
    with scoped("lin_he"):
        assert attempt(f"update {table} set place = {there}") in ("wall", "no right")
        assert attempt(f"insert into {table} (place, {columns}) select {there}, {columns} from {table}") == "wall"


def attempt(statement: str) -> str:
    """What the database says to a statement of the application: rows done, a wall, or no right at all."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            return f"{cursor.rowcount} rows"
    except ProgrammingError as error:
        return "wall" if "row-level security" in str(error) else "no right" if "denied" in str(error) else str(error)


def test_the_owner_is_another_connection(cast: Cast) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone() == ("tonghu_owner",)
