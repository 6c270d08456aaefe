"""Accounts and roles: who may give them, what bars them, what the trail keeps."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.factories.world import Cast
from tonghu.access import second_factor
from tonghu.access.actions import (
    add_grants,
    add_user,
    add_users,
    change_own_password,
    change_user,
    close_user,
    end_grant,
    grant,
    new_password,
    open_user,
    reset_password,
)
from tonghu.access.actor import Actor, actor_for
from tonghu.access.drafts import GrantDraft, UserDraft
from tonghu.access.models import Grant
from tonghu.access.queries import accounts
from tonghu.access.rules import Role
from tonghu.accounts.models import User
from tonghu.trail.models import Entry, Verb

FIRST = "qing-feng-xu-lai-7"


@pytest.fixture
def security(actor: Callable[..., Actor], scoped: Callable[..., Any]) -> Iterator[Actor]:
    """The security administrator, inside her scope."""
    by = actor("an_ran")
    with scoped(by):
        yield by


def entries(scoped: Callable[..., Any], user: User) -> list[tuple[str, str]]:
    with scoped("ding_shu"):
        found = Entry.objects.about("accounts_user", user.pk).order_by("id")
        return [(e.verb, e.table_name) for e in found]


def test_a_new_account_has_no_role_and_must_change_its_password(security: Actor) -> None:
    user = add_user(username="su_qin", name="苏芹", password=FIRST, by=security)
    assert user.must_change_password
    assert check_password(FIRST, user.password)
    assert actor_for(user).roles == frozenset()
    assert not actor_for(user).may("outreach.view")


@pytest.mark.parametrize(
    ("username", "name", "password", "field"),
    [
        ("lin_he", "林禾二", FIRST, "username"),
        ("su qin", "苏芹", FIRST, "username"),
        ("su_qin", "  ", FIRST, "name"),
        ("su_qin", "苏芹", "123", "password"),
        ("su_qin", "苏芹", "password", "password"),
    ],
)
def test_what_cannot_stand_is_said_by_field(
    security: Actor, username: str, name: str, password: str, field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        add_user(username=username, name=name, password=password, by=security)
    assert field in refused.value.message_dict


def test_several_accounts_are_all_made_or_none(security: Actor) -> None:
    with pytest.raises(ValidationError):
        add_users(drafts=[UserDraft("su_qin", "苏芹", FIRST), UserDraft("lin_he", "林禾", FIRST)], by=security)
    assert not User.objects.filter(username="su_qin").exists()


@pytest.mark.parametrize("username", ["zhou_sui", "lin_he", "shen_mei", "xi_yuan", "ding_shu", "mu_qing"])
def test_nobody_else_gives_accounts_or_roles(cast: Cast, actor: Callable[..., Actor], username: str) -> None:
    by, user = actor(username), cast["wei_lan"]
    held = user.grants.get()
    for step in (
        lambda: add_user(username="su_qin", name="苏芹", password=FIRST, by=by),
        lambda: grant(user=user, office=cast.county, role=Role.LEADER, by=by),
        lambda: end_grant(grant=held, by=by),
        lambda: reset_password(user=user, by=by),
        lambda: close_user(user=user, by=by),
        lambda: open_user(user=user, by=by),
        lambda: change_user(user=user, name="别人", by=by),
        lambda: accounts(by=by),
    ):
        with pytest.raises(PermissionDenied):
            step()


def test_a_role_opens_at_once_and_closes_at_once(cast: Cast, security: Actor) -> None:
    given = grant(user=cast["mu_qing"], office=cast.town, role=Role.CHAIR, by=security)
    assert actor_for(cast["mu_qing"], office_id=cast.town.pk).may("outreach.log")
    end_grant(grant=given, by=security)
    assert cast.town not in actor_for(cast["mu_qing"]).offices
    again = grant(user=cast["mu_qing"], office=cast.town, role=Role.CHAIR, by=security)
    assert again.pk != given.pk, "an ended role can be given again"


def test_a_role_holds_on_its_days_only(cast: Cast, security: Actor) -> None:
    today = timezone.localdate()
    day = timedelta(days=1)
    user, office = cast["mu_qing"], cast.town
    given = grant(user=user, office=office, role=Role.CHAIR, by=security, since=today + day)
    assert office not in actor_for(user).offices
    Grant.objects.filter(pk=given.pk).update(since=today - day, until=today)
    assert office in actor_for(user).offices
    Grant.objects.filter(pk=given.pk).update(until=today - day, since=today - day)
    assert office not in actor_for(user).offices
    with pytest.raises(ValidationError, match="截止日早于起始日"):
        grant(user=user, office=cast.village, role=Role.CHAIR, by=security, since=today, until=date(2020, 1, 1))


@pytest.mark.parametrize(
    ("username", "role"),
    [("lin_he", Role.SYSTEM), ("xi_yuan", Role.AUDIT), ("ding_shu", Role.SECURITY), ("xi_yuan", Role.RIGHTS)],
)
def test_the_three_administrators_stay_apart(cast: Cast, security: Actor, username: str, role: Role) -> None:
    with pytest.raises(ValidationError, match="三员分立"):
        grant(user=cast[username], office=cast.city, role=role, by=security)


def test_the_database_keeps_them_apart_too(cast: Cast, security: Actor) -> None:
    with pytest.raises(IntegrityError, match="access_administrator_apart"), transaction.atomic():
        Grant.objects.create(user=cast["lin_he"], office=cast.city, role=Role.AUDIT)


def test_one_office_takes_an_administrator_twice_the_same_only_once(cast: Cast, security: Actor) -> None:
    grant(user=cast["ding_shu"], office=cast.county, role=Role.AUDIT, by=security)
    with pytest.raises(ValidationError, match="已经有这个角色"):
        grant(user=cast["ding_shu"], office=cast.county, role=Role.AUDIT, by=security)


def test_a_listed_office_takes_nobody(cast: Cast, security: Actor) -> None:
    with pytest.raises(ValidationError, match="只作登记"):
        grant(user=cast["mu_qing"], office=cast.panel, role=Role.CHAIR, by=security)


def test_nobody_changes_her_own_roles_account_or_password_this_way(cast: Cast, security: Actor) -> None:
    own = cast["an_ran"]
    for step in (
        lambda: grant(user=own, office=cast.county, role=Role.SECURITY, by=security),
        lambda: end_grant(grant=own.grants.get(), by=security),
        lambda: close_user(user=own, by=security),
        lambda: reset_password(user=own, by=security),
    ):
        with pytest.raises(ValidationError):
            step()
    assert own.grants.count() == 1


def test_several_grants_are_all_given_or_none(cast: Cast, security: Actor) -> None:
    drafts = [
        GrantDraft(cast["mu_qing"], cast.town, Role.CHAIR),
        GrantDraft(cast["mu_qing"], cast.panel, Role.CHAIR),
    ]
    with pytest.raises(ValidationError):
        add_grants(drafts=drafts, by=security)
    assert cast["mu_qing"].grants.count() == 1


def test_the_trail_keeps_every_step_but_no_password(cast: Cast, security: Actor, scoped: Callable[..., Any]) -> None:
    user = add_user(username="su_qin", name="苏芹", password=FIRST, by=security)
    end_grant(grant=grant(user=user, office=cast.town, role=Role.CHAIR, by=security), by=security)
    password = reset_password(user=user, by=security)
    close_user(user=user, by=security)
    assert entries(scoped, user) == [
        (Verb.INSERT, "accounts_user"),
        (Verb.INSERT, "access_grant"),
        (Verb.DELETE, "access_grant"),
        (Verb.DECIDE, "accounts_user"),
        (Verb.UPDATE, "accounts_user"),
    ]
    with scoped("ding_shu"):
        told = str(list(Entry.objects.about("accounts_user", user.pk).values()))
    assert password not in told
    assert "md5$" not in told


def test_a_lost_phone_is_forgotten_with_the_password(cast: Cast, security: Actor) -> None:
    user = cast["lin_he"]
    TOTPDevice.objects.create(user=user, confirmed=True)
    StaticDevice.objects.create(user=user, confirmed=True)
    first = reset_password(user=user, by=security)
    assert second_factor.has_device(user)
    second = reset_password(user=user, by=security, second_factor_too=True)
    assert not second_factor.has_device(user)
    assert not StaticDevice.objects.filter(user=user).exists()
    user.refresh_from_db()
    assert first != second
    assert user.check_password(second)
    assert user.must_change_password


def test_passwords_handed_over_are_long_and_never_the_same() -> None:
    made = {new_password() for _time in range(200)}
    assert len(made) == 200
    assert all(len(password) == 14 for password in made)
    assert not set("".join(made)) & set("lo01i")


def test_ones_own_password_is_checked(cast: Cast, actor: Callable[..., Actor], scoped: Callable[..., Any]) -> None:
    by = actor("zhou_sui")
    with scoped(by):
        with pytest.raises(ValidationError):
            change_own_password(password="12345678", by=by)
        change_own_password(password=FIRST, by=by)
    assert User.objects.get(username="zhou_sui").check_password(FIRST)
