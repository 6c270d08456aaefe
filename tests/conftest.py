"""What every test stands on: a real PostgreSQL as the application's role, and the cast in it.

``cast`` is the small world (tests/factories/world.py), ``actor("lin_he")`` someone in it, ``scoped(...)`` a
transaction that sees what she sees, ``client_of("lin_he")`` her browser, signed in. Ask for ``cast`` (or mark
``django_db``) to use the database; with ``transaction=True`` what is written is committed, "aside" is a
connection of its own, threads and other programs (``elsewhere``) see it, and a fresh copy follows.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from tests.factories import postgres

postgres.begin()

import django  # noqa: E402
from django.conf import settings  # noqa: E402

django.setup()

ActorOf = Callable[..., "Actor"]  # noqa: F821
DATABASES = ["default", "aside", "owner"]


def pytest_configure(config: pytest.Config) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    from django.test import TransactionTestCase

    TransactionTestCase._fixture_teardown = lambda self: postgres.refresh()  # type: ignore[method-assign]


def pytest_unconfigure(config: pytest.Config) -> None:
    postgres.end()


def _transactional(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    names = getattr(item, "fixturenames", ())
    return "transactional_db" in names or bool(marker and marker.kwargs.get("transaction"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        used = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
        if used or item.get_closest_marker("django_db"):
            marker = pytest.mark.django_db(transaction=_transactional(item), databases=DATABASES)
            item.add_marker(marker, append=False)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("django_db"):
        postgres.mirror(not _transactional(item))


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: "pytest_django.DjangoDbBlocker") -> None:  # type: ignore[name-defined]  # noqa: F821
    with django_db_blocker.unblock():
        postgres.own_database()


@pytest.fixture
def cast(db: None) -> "Cast":  # noqa: F821
    """The small world of the cast."""
    from tests.factories import world

    return world.load()


@pytest.fixture
def actor(cast: "Cast") -> ActorOf:  # noqa: F821
    """``actor("lin_he")``, or ``actor("lin_he", office=cast.county)`` where she has several."""
    from tonghu.access.actor import actor_for

    return lambda username, office=None: actor_for(
        cast[username], office_id=office.pk if office else None, request=f"test-{username}"
    )


@pytest.fixture
def scoped(actor: ActorOf) -> Callable[..., AbstractContextManager[None]]:
    """``with scoped("lin_he"):`` or ``with scoped(actor):``, a transaction inside that scope."""
    from tonghu.kit.scope import within

    return lambda who: within(actor(who).scope if isinstance(who, str) else who.scope)


@pytest.fixture
def client_of(cast: "Cast") -> "Callable[[str], Client]":  # noqa: F821
    """``client_of("lin_he")``, a browser in which she has signed in and passed the second factor."""
    from django.test import Client
    from django_otp import DEVICE_ID_SESSION_KEY
    from django_otp.plugins.otp_totp.models import TOTPDevice

    def signed_in(username: str) -> Client:
        user = cast[username]
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        device, _ = TOTPDevice.objects.get_or_create(user=user, name="authenticator", confirmed=True)
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = device.persistent_id
        session.save()
        return client

    return signed_in


@pytest.fixture
def elsewhere(cast: "Cast") -> dict[str, str]:  # noqa: F821
    """The environment in which another program works on this test's database (commit first)."""
    return postgres.environment()


@pytest.fixture(autouse=True)
def _language_as_it_was() -> Iterator[None]:
    """A request leaves its language behind in the thread."""
    from django.utils import translation

    yield
    translation.deactivate()
