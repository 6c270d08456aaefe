"""One transaction and one scope around the whole response; refusals leave a line, failures leave nothing."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client

from tests.factories.world import Cast
from tonghu.accounts.models import User
from tonghu.trail.models import Entry, Verb
from tonghu.web.frame import search

ClientOf = Callable[[str], Client]
PATH = "/search/?q=a"


def refusals(scoped: Callable[..., Any]) -> list[tuple[str, str, str, int]]:
    with scoped("ding_shu"):
        found = Entry.objects.filter(verb=Verb.REFUSED).order_by("id")
        return [(e.actor, e.label, e.after["path"], e.after["status"]) for e in found if e.after]


def test_another_countys_record_is_not_found_and_the_try_is_kept(
    cast: Cast, client_of: ClientOf, scoped: Callable[..., Any]
) -> None:
    response = client_of("tian_yuan").get("/people/123456/")
    assert response.status_code == 404
    assert "没有这个页面，或者它不属于您当前的单位" in response.content.decode()
    assert refusals(scoped) == [("田园", "", "/people/123456/", 404)]


def test_a_step_beyond_the_role_is_refused_and_kept(
    cast: Cast, client_of: ClientOf, scoped: Callable[..., Any]
) -> None:
    assert client_of("zhou_sui").get("/accounts/?q=secret").status_code == 403
    assert refusals(scoped) == [("周穗", "", "/accounts/", 403)], "the address without what was asked"


def test_an_address_that_leads_nowhere_is_no_refusal(
    cast: Cast, client_of: ClientOf, scoped: Callable[..., Any]
) -> None:
    assert client_of("zhou_sui").get("/favicon.ico").status_code == 404
    assert refusals(scoped) == []


@pytest.mark.django_db(transaction=True)
def test_a_refusal_survives_the_rollback_of_its_request(
    cast: Cast, client_of: ClientOf, scoped: Callable[..., Any]
) -> None:
    assert client_of("tian_yuan").get("/people/123456/").status_code == 404
    assert len(refusals(scoped)) == 1


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., Any]], None]:
    """Puts another body in the place of the search."""
    return lambda body: monkeypatch.setattr(search, "find", body)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_kept_of_a_request_that_failed(
    cast: Cast, client_of: ClientOf, answered: Callable[[Callable[..., Any]], None]
) -> None:
    def half_done(actor: Any, q: str) -> list[Any]:
        User.objects.filter(pk=actor.user.pk).update(name="半途")
        raise ZeroDivisionError

    answered(half_done)
    client = client_of("zhou_sui")
    client.raise_request_exception = False
    response = client.get(PATH)
    assert response.status_code == 500
    assert "已有的数据都在" in response.content.decode()
    assert "Traceback" not in response.content.decode()
    assert User.objects.get(username="zhou_sui").name == "周穗"


def test_a_view_cannot_hide_a_failed_transaction(
    cast: Cast, client_of: ClientOf, answered: Callable[[Callable[..., Any]], None]
) -> None:
    def hidden(actor: Any, q: str) -> list[Any]:
        try:
            with connection.cursor() as cursor:
                cursor.execute("insert into access_grant (user_id) values (0)")
        except IntegrityError:
            transaction.set_rollback(True)
        return []

    answered(hidden)
    with pytest.raises(RuntimeError, match="answered as if it had not"):
        client_of("zhou_sui").get(PATH)


def test_rows_cannot_be_streamed_past_the_scope(
    cast: Cast, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def streamed(*args: Any, **kwargs: Any) -> HttpResponse:
        return StreamingHttpResponse(["a"])  # type: ignore[return-value]

    monkeypatch.setattr(search, "render", streamed)
    with pytest.raises(RuntimeError, match="outside the scope"):
        client_of("zhou_sui").get(PATH)


def test_the_page_is_rendered_inside_the_scope(
    cast: Cast, client_of: ClientOf, answered: Callable[[Callable[..., Any]], None]
) -> None:
    def lazily(actor: Any, q: str) -> Iterator[Any]:
        with connection.cursor() as cursor:
            cursor.execute("select current_setting('tonghu.user'), current_setting('tonghu.request')")
            user, request = cursor.fetchone()  # type: ignore[misc]
        assert user == str(cast["zhou_sui"].pk)
        assert len(request) == 32
        yield from ()

    answered(lazily)
    assert client_of("zhou_sui").get(PATH).status_code == 200


def test_a_page_costs_few_queries_beside_its_own(
    cast: Cast, client_of: ClientOf, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    client = client_of("shen_mei")
    client.get("/search/")
    with django_assert_max_num_queries(10):
        client.get("/search/")
