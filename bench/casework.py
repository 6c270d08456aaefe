"""Casework at 300,000 cases against the bare one-query view, and against itself at 3,000.

Both worlds are served at once and asked in turn, so that a ratio is of one run on one machine.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

from bench.results import Result
from bench.servers import Client, in_turn, p95, serving

MANY, FEW = 300_000, 3_000
ROUNDS = 100
PAGE_GOAL, GROWTH_GOAL, LATE_GOAL, HINT_GOAL = 3.0, 1.5, 10.0, 5.0


def sessions() -> dict[str, str]:
    """Cookies of a rights officer at a county and of a leader at the city, in the present data folder."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from bench.world import CITY
    from tonghu.access.actions import undertake
    from tonghu.access.actor import actor_for
    from tonghu.access.models import Grant
    from tonghu.access.rules import Role
    from tonghu.access.undertakings import VERSION
    from tonghu.accounts.models import User
    from tonghu.kit.scope import within
    from tonghu.places.models import Office

    found = {}
    for name, place, role in (("officer", CITY + 1_000_000, Role.RIGHTS), ("leader", CITY, Role.LEADER)):
        office = Office.objects.get(place_id=place, kind="federation")
        user, _ = User.objects.get_or_create(username=f"bench-{name}", defaults={"name": "测试员"})
        Grant.objects.get_or_create(user=user, office=office, role=role, defaults={"since": date(2020, 1, 1)})
        actor = actor_for(user)
        with within(actor.scope):
            undertake(version=VERSION, by=actor)
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        found[name] = f"sessionid={session.session_key}"
    return found


def world(many: int, folder: Path) -> tuple[Path, dict[str, str]]:
    """A data folder with so many cases, and the cookies in it."""
    command = [sys.executable, "-m", "bench.casework_world", str(many)]
    out = subprocess.run(command, check=True, env=_env(folder), stdout=subprocess.PIPE, text=True).stdout
    return folder, json.loads(out.strip().splitlines()[-1])


def _env(folder: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    return {**kept, "TONGHU_DATA": str(folder), "TONGHU_DEMO": "1", "DJANGO_SETTINGS_MODULE": "tonghu.config.settings"}


def measure(folder: Path) -> list[Result]:
    """Build both worlds in folders below ``folder``, where they are not there already, and measure."""
    with ExitStack() as stack:
        big, cookies = world(MANY, folder / "cases-many")
        small, few = world(FEW, folder / "cases-few")
        ours = stack.enter_context(serving("tonghu.config.wsgi:application", "tonghu.config.settings", _env(big)))
        less = stack.enter_context(serving("tonghu.config.wsgi:application", "tonghu.config.settings", _env(small)))
        bare = stack.enter_context(serving("bench.bare:application", "bench.bare_settings", _env(big)))
        found = []
        for name, (who, path, few_path) in _pages().items():
            goal = LATE_GOAL if name.startswith("late") else PAGE_GOAL
            found += _against(name, Client(ours, path, cookies[who]), Client(bare, "/cases/"), goal)
            found += _growth(name, Client(ours, path, cookies[who]), Client(less, few_path, few[who]))
        found += _floods(ours, cookies["officer"])
        hint = subprocess.run(
            [sys.executable, "-m", "bench.hint"], check=True, env=_env(big), stdout=subprocess.PIPE, text=True
        ).stdout
        a, b = json.loads(hint.strip().splitlines()[-1])
        return [*found, Result("repeat-people hint, one indexed lookup", a, b, "ms", HINT_GOAL)]


def _pages() -> dict[str, tuple[str, str, str]]:
    """By name: who asks, the address among many, the address among few (a case that exists in both)."""
    from bench.casework_world import name_of
    from tonghu.kit.text import person_pinyin

    # the county's federation is second of the list of offices: its cases leave the remainder 1
    name = name_of(1)
    return {
        "desk of a county": ("officer", "/", "/"),
        "list of a county": ("officer", "/cases/", "/cases/"),
        "list of the city": ("leader", "/cases/", "/cases/"),
        "search by name": ("officer", f"/cases/?q={quote(name)}", f"/cases/?q={quote(name)}"),
        "search by pinyin": ("officer", f"/cases/?q={person_pinyin(name)}", f"/cases/?q={person_pinyin(name)}"),
        "search by number": ("officer", "/cases/?q=2024-0001", "/cases/?q=2024-0001"),
        "case file": ("officer", "/cases/1/", "/cases/1/"),
        "lateness of the city": ("leader", "/late/", "/late/"),
    }


def _against(name: str, ours: Client, bare: Client, goal: float) -> list[Result]:
    a, b = in_turn(ours, bare, ROUNDS)
    return [
        Result(f"{name}, p95 against the bare view", p95(a), p95(b), "ms", goal),
        Result(f"{name}, median", median(a), median(b), "ms", None),
    ]


def _growth(name: str, many: Client, few: Client) -> list[Result]:
    a, b = in_turn(many, few, ROUNDS)
    return [Result(f"{name}, p95 against 3,000 cases", p95(a), p95(b), "ms", GROWTH_GOAL)]


def _floods(port: int, cookie: str) -> list[Result]:
    """10,000 public submissions from one address within a minute, while staff work and another address files."""
    from bench.flood import flood

    staff = Client(port, "/cases/", cookie)
    idle = _p95(staff.get, 60)
    with flood(port, 10_000, seconds=60) as going:
        busy = _p95(staff.get, 200)
        went = going.another_files()
    refused = going.refused_share()
    return [
        Result("public flood: let through of 10,000, in per cent (at most 5)", 100 * (1 - refused), 5.0, "%", 1.0),
        Result("public flood: another address could not file (0 of 1)", 0.0 if went else 1.0, 1.0, "", 0.5),
        Result("public flood: staff pages, p95 against idle", busy, idle, "ms", 3.0),
    ]


def _p95(ask: Callable[[], float], times: int) -> float:
    found = []
    for _ in range(times):
        found.append(ask())
        time.sleep(0.05)
    return quantiles(found, n=20)[-1]
