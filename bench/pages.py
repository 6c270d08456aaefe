"""List pages against the bare view: first screen, search, next page; of a county and of the whole city."""

import re
from datetime import date
from urllib.parse import quote

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from bench.results import Result
from bench.servers import Client, in_turn, median, p95, serving, throughput
from bench.world import CITY
from tonghu.access.models import Grant
from tonghu.access.rules import Role
from tonghu.accounts.models import User
from tonghu.places.models import Office

GOAL = 3.0


def cookie_of(place: int) -> str:
    """The session of a programme officer at a place's federation, as the browser would send it."""
    office = Office.objects.get(place_id=place, kind="federation")
    user, _ = User.objects.get_or_create(username=f"bench{place}", defaults={"name": "测试员"})
    Grant.objects.get_or_create(user=user, office=office, role=Role.PROGRAMME, defaults={"since": date(2020, 1, 1)})
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"sessionid={session.session_key}"


def measure() -> list[Result]:
    found: list[Result] = []
    with (
        serving("tonghu.config.wsgi:application", "tonghu.config.settings") as ours,
        serving("bench.bare:application", "bench.bare_settings") as bare,
    ):
        for name, place, path in (
            ("county", CITY + 1_000_000, f"/{(CITY + 1_000_000) // 1_000_000}/"),
            ("city", CITY, "/"),
        ):
            cookie = cookie_of(place)
            for page, url in _pages(ours, cookie).items():
                found += _compare(f"list of a {name}, {page}", Client(ours, url, cookie), Client(bare, path))
            found.append(
                Result(
                    f"list of a {name}, first screen, 8 clients",
                    throughput(lambda c=cookie: Client(ours, "/activities/", c), 5),
                    throughput(lambda p=path: Client(bare, p), 5),
                    "pages/s",
                    GOAL,
                    higher_is_better=True,
                )
            )
    return found


def _pages(port: int, cookie: str) -> dict[str, str]:
    client = Client(port, "/activities/", cookie)
    client.connection.request("GET", client.path, headers=client.headers)
    body = client.connection.getresponse().read().decode()
    after = re.search(r'href="(\?[^"]*after=[^"]*)"', body)
    if after is None:
        raise RuntimeError("the list offers no next page")
    following = "/activities/" + after.group(1).replace("&amp;", "&")
    return {
        "first screen": "/activities/",
        "next page": following,
        "search by two characters": f"/activities/?q={quote('防溺')}",
        "search by pinyin": "/activities/?q=guangchang",
    }


def _compare(name: str, ours: Client, bare: Client) -> list[Result]:
    a, b = in_turn(ours, bare, 150)
    return [
        Result(f"{name}, median", median(a), median(b), "ms", GOAL),
        Result(f"{name}, p95", p95(a), p95(b), "ms", None),
    ]
