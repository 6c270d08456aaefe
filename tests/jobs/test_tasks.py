"""What runs by the clock, run by a real worker on a real queue."""

from datetime import date

import pytest
from django.db import connection
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params

from tests.factories.activities import activity
from tonghu.figures.models import Cell, Delta
from tonghu.figures.models.cell import Grain
from tonghu.jobs.tasks import fold_deltas, seal_trail, sweep_stalled
from tonghu.kit.scope import within
from tonghu.trail.models import Seal

pytestmark = pytest.mark.django_db(transaction=True)


def work():
    """A worker that ends when nothing is left to do."""
    with app.replace_connector(PsycopgConnector(kwargs=connector_params())) as working:
        working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False, delete_jobs="successful")


def _rows(sql, values=()):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def test_what_was_saved_is_folded(actor):
    lin = actor("lin_he")
    activity(lin, day=date(2026, 3, 8))
    fold_deltas.defer(timestamp=0)
    work()
    with within(lin.scope):
        assert not Delta.objects.exists()
        assert Cell.objects.filter(fact="activity", n=1).count() == len(Grain)


def test_the_trail_is_sealed(actor):
    activity(actor("lin_he"), day=date(2026, 3, 8))
    before = Seal.objects.count()
    seal_trail.defer(timestamp=0)
    work()
    assert Seal.objects.count() == before + 1


@pytest.mark.parametrize("another_waits", [False, True])
def test_a_job_whose_worker_was_killed_is_taken_up_again(actor, another_waits):
    activity(actor("lin_he"), day=date(2026, 3, 8))
    stalled = _stalled()
    if another_waits:
        fold_deltas.defer(timestamp=1)
    sweep_stalled.defer(timestamp=0)
    work()
    assert _rows("select id from procrastinate_jobs where id = %s and status = 'doing'", [stalled]) == []
    work()
    with within(actor("lin_he").scope):
        assert not Delta.objects.exists()


def _stalled():
    """A job as a killed worker leaves it; its worker was last heard of an hour ago."""
    job = fold_deltas.defer(timestamp=0)
    ((worker,),) = _rows(
        "insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 hour') returning id"
    )
    _rows("update procrastinate_jobs set status = 'doing', worker_id = %s where id = %s returning id", [worker, job])
    return job


def test_the_clock_knows_every_task():
    crons = {name.rpartition(".")[2]: task.cron for (name, _id), task in app.periodic_registry.periodic_tasks.items()}
    assert crons == {
        "fold_deltas": "* * * * *",
        "seal_trail": "*/10 * * * *",
        "sweep_stalled": "*/2 * * * *",
        "climb": "5 * * * *",
        "remind": "*/15 * * * *",
        "end_glass": "* * * * *",
    }


def test_a_task_waits_once_only(cast):
    from procrastinate.exceptions import AlreadyEnqueued

    fold_deltas.defer(timestamp=0)
    with pytest.raises(AlreadyEnqueued):
        fold_deltas.defer(timestamp=1)
