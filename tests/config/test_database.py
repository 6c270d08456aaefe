"""The ground under every other test: who connects, what she sees, what stays."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import connection, connections
from django.test import Client

from tests.factories.world import Cast
from tonghu.accounts.models import User
from tonghu.kit.scope import SETTINGS
from tonghu.people.models import Person


def test_tests_connect_as_the_application(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone() == ("tonghu_app",)


def settings_now() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select " + ", ".join(f"coalesce(current_setting('tonghu.{name}', true), '')" for name in SETTINGS)
        )
        return set(cursor.fetchone() or ())


def test_leaving_a_scope_resets_it(cast: Cast, scoped: Callable[[str], AbstractContextManager[None]]) -> None:
    with scoped("lin_he"):
        assert "{990101}" in settings_now()
    assert settings_now() == {""}


def test_no_scope_sees_nobody(cast: Cast, scoped: Callable[[str], AbstractContextManager[None]]) -> None:
    from uuid import uuid4

    with scoped("lin_he"):
        Person.objects.create(office=cast.county, place=cast.county.place_id, name="白露", token=uuid4())
        assert Person.objects.count() == 1
    assert Person.objects.count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_committing_test_leaves_nothing_behind(cast: Cast, time: str) -> None:
    assert User.objects.filter(username="passing_by").count() == 0
    User.objects.create(username="passing_by", name="过客")
    assert connections["aside"] is not connections["default"]


def test_aside_is_the_same_connection_where_all_is_rolled_back(cast: Cast) -> None:
    assert connections["aside"] is connections["default"]
    assert not User.objects.filter(username="passing_by").exists()


def test_someone_signed_in_is_known(client_of: Callable[[str], Client], cast: Cast) -> None:
    assert client_of("lin_he").session["_auth_user_id"] == str(cast["lin_he"].pk)
