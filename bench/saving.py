"""Eight people saving activities at once while an import lies open: nobody waits, nothing deadlocks."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from statistics import quantiles

from django.db import connection

from bench.results import Result
from bench.world import CITY
from tonghu.access.actor import Actor, actor_for
from tonghu.access.models import Grant
from tonghu.access.rules import Role
from tonghu.accounts.models import User
from tonghu.kit.scope import within
from tonghu.outreach.actions import log_activities, log_activity
from tonghu.outreach.drafts import ActivityDraft
from tonghu.places.models import Office

SAVERS, SECONDS, IMPORTED = 8, 6, 2000


def measure() -> list[Result]:
    actor = _officer()
    alone = _saves(actor)
    opened, close = threading.Event(), threading.Event()
    importer = threading.Thread(target=_import, args=(actor, opened, close))
    importer.start()
    opened.wait(120)
    beside = _saves(actor)
    close.set()
    importer.join(60)
    return [
        Result(
            "saves a second, 8 people, an import open",
            len(beside) / SECONDS,
            len(alone) / SECONDS,
            "saves/s",
            1.5,
            True,
        ),
        Result("slowest twentieth of a save, an import open", _p95(beside), _p95(alone), "ms", None),
    ]


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1]


def _officer() -> Actor:
    office = Office.objects.get(place_id=CITY + 1_000_000, kind="federation")
    user, _ = User.objects.get_or_create(username="saver", defaults={"name": "测试员"})
    Grant.objects.get_or_create(user=user, office=office, role=Role.PROGRAMME, defaults={"since": date(2020, 1, 1)})
    return actor_for(user)


def _draft(actor: Actor, n: int) -> ActivityDraft:
    assert actor.office is not None
    return ActivityDraft(
        office_id=actor.office.pk, day=date(2026, 1 + n % 6, 1 + n % 28), kind="campaign", venue=f"广场{n}",
        consulted=5, audience=100, handouts=((1, 100), (2, 50)), audiences=(("parents", 100),),
    )  # fmt: skip


def _import(actor: Actor, opened: threading.Event, close: threading.Event) -> None:
    with within(actor.scope):
        log_activities(drafts=[_draft(actor, n) for n in range(IMPORTED)], by=actor)
        opened.set()
        close.wait(120)
    connection.close()


def _saves(actor: Actor) -> list[float]:
    """Milliseconds of every save that eight threads make in the time given."""
    end = time.perf_counter() + SECONDS

    def save(_: int) -> list[float]:
        taken: list[float] = []
        while (started := time.perf_counter()) < end:
            with within(actor.scope):
                log_activity(draft=_draft(actor, len(taken)), by=actor)
            taken.append((time.perf_counter() - started) * 1000)
        connection.close()
        return taken

    with ThreadPoolExecutor(SAVERS) as pool:
        return [ms for many in pool.map(save, range(SAVERS)) for ms in many]
