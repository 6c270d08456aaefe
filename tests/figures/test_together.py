"""Many at once: eight save while it is folded; one moves an activity while another adds to it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from tests.factories.activities import draft, material
from tests.factories.figures import counted_anew, in_counties, rolled_up, unsaved
from tests.factories.together import until_somebody_waits
from tonghu.figures.actions import fold
from tonghu.figures.models.cell import Grain
from tonghu.kit.scope import within
from tonghu.outreach.actions import log_activity
from tonghu.outreach.models import Activity, Handout

pytestmark = pytest.mark.django_db(transaction=True)
SAVERS, EACH = 8, 12


def _exact():
    anew = counted_anew()
    assert rolled_up(Grain.PLACE) == anew
    assert rolled_up(Grain.COUNTY) == in_counties(anew)
    return anew


def test_eight_save_while_it_is_folded(cast, actor):
    lin, leaflet, done = actor("lin_he"), material(), Event()
    assert lin.scope

    def save(saver):
        try:
            for number in range(EACH):
                day = date(2026, 1 + number % 6, 1 + saver)
                with within(lin.scope):
                    log_activity(
                        draft=draft(cast.county.pk, day=day, title=f"{saver}-{number}", handouts=((leaflet.pk, 10),)),
                        by=lin,
                    )
        finally:
            connection.close()

    def keep_folding():
        folded = 0
        while not done.is_set():
            folded += fold()
        connection.close()
        return folded

    with ThreadPoolExecutor(SAVERS + 1) as pool:
        folder = pool.submit(keep_folding)
        for saved in [pool.submit(save, saver) for saver in range(SAVERS)]:
            saved.result(timeout=60)
        done.set()
        assert folder.result(timeout=60) > 0
    with within(lin.scope):
        anew = _exact()
        assert sum(n for key, n in anew.items() if key[0] == "activity" and key[-1] == "n") == SAVERS * EACH


def test_a_line_added_while_its_activity_moves_to_another_month(cast, actor):
    lin, leaflet = actor("lin_he"), material()
    assert lin.scope
    with within(lin.scope):
        one = unsaved(cast.county, day=date(2026, 1, 5))
        one.save()

    def add():
        with within(lin.scope):
            Handout.objects.create(activity=one, place=one.place, material=leaflet, copies=7)
        connection.close()

    adder = Thread(target=add)
    with within(lin.scope):
        Activity.objects.filter(pk=one.pk).update(day=date(2026, 3, 5))
        adder.start()
        until_somebody_waits()
    adder.join(timeout=30)
    with within(lin.scope):
        anew = _exact()
    assert {key[2] for key in anew if key[0] == "copies"} == {date(2026, 3, 1)}


def test_folding_waits_for_nobody_who_folds(cast, actor):
    lin = actor("lin_he")
    with within(lin.scope):
        unsaved(cast.county, day=date(2026, 1, 5)).save()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('figures_fold'))")
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(_fold_elsewhere).result(timeout=30) == 0
    assert fold() > 0


def _fold_elsewhere():
    try:
        return fold()
    finally:
        connection.close()
