"""``python -m bench.hint``: the repeat-people hint against one indexed lookup, in the present data folder."""

import json
import time
from collections.abc import Callable
from statistics import median

import django

TIMES = 200


def main() -> None:
    from bench.casework_world import told
    from tonghu.access.actor import actor_for
    from tonghu.accounts.models import User
    from tonghu.kit.scope import within
    from tonghu.people.matching import match
    from tonghu.people.models import Person

    officer = actor_for(User.objects.get(username="bench-officer"))
    with within(officer.scope):
        indexes = list(Person.objects.served().order_by("-id").values_list("id", "phone_index")[:TIMES])
        asked = [told(pk) for pk, _index in indexes]
        ours = _median(lambda n: match(asked[n], by=officer), len(asked))
        bare = _median(lambda n: list(Person.objects.filter(phone_index=indexes[n][1])), len(asked))
    print(json.dumps([ours, bare]))


def _median(ask: Callable[[int], object], times: int) -> float:
    taken = []
    for n in range(times):
        started = time.perf_counter()
        ask(n)
        taken.append(1000 * (time.perf_counter() - started))
    return median(taken)


if __name__ == "__main__":
    django.setup()
    main()
