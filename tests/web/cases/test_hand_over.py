"""An officer leaves: her cases go to another at once, and to nobody of another office."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

from django.test import Client

from tests.factories.cases import registered
from tests.factories.world import Cast
from tonghu.access.actor import Actor
from tonghu.access.models import Grant
from tonghu.access.rules import Role
from tonghu.cases.models import Case

ClientOf = Callable[[str], Client]
ActorOf = Callable[..., Actor]
Scoped = Callable[..., AbstractContextManager[None]]
ADDRESS = "/cases/hand-over/"


def test_all_of_them_at_once(cast: Cast, actor: ActorOf, client_of: ClientOf, scoped: Scoped) -> None:
    taker = cast["mu_qing"]
    Grant.objects.create(user=taker, office=cast.county, role=Role.RIGHTS, since=date(2020, 1, 1))
    lin_he = actor("lin_he")
    with scoped(lin_he):
        for _ in range(3):
            registered(lin_he)
    leader = client_of("gu_xin")
    assert "林禾 · 3" in leader.get(ADDRESS).text
    sent = {"from_user": lin_he.user.pk, "to_user": taker.pk}
    assert leader.post(ADDRESS, sent).status_code == 302
    with scoped(lin_he):
        assert set(Case.objects.values_list("officer", flat=True)) == {taker.pk}


def test_somebody_of_another_office_is_not_offered(
    cast: Cast, actor: ActorOf, client_of: ClientOf, scoped: Scoped
) -> None:
    lin_he = actor("lin_he")
    with scoped(lin_he):
        registered(lin_he)
    sent = {"from_user": lin_he.user.pk, "to_user": cast["tian_yuan"].pk}
    assert client_of("gu_xin").post(ADDRESS, sent).status_code == 422
    assert "林禾" not in client_of("tian_yuan").get(ADDRESS).text
    assert client_of("zhou_sui").get(ADDRESS).status_code == 403
