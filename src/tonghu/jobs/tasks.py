"""What runs by the clock. Each task calls an action; running one twice does no harm."""

import logging

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from tonghu.cases.tasks import end_openings
from tonghu.figures.actions import fold
from tonghu.trail.actions import seal
from tonghu.work.tasks import climb_late, remind_people

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="fold_deltas")
def fold_deltas(timestamp: int) -> None:
    """Every minute: what was saved since moves from deltas into cells, so that reading stays quick."""
    fold()


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="end_glass")
def end_glass(timestamp: int) -> None:
    """Every minute: emergency openings of confidential cases whose time is over end."""
    end_openings()


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="seal_trail")
def seal_trail(timestamp: int) -> None:
    """Every ten minutes: entries of the trail are closed under the next hash of the chain."""
    seal()


@app.periodic(cron="5 * * * *")
@app.task(queueing_lock="climb")
def climb(timestamp: int) -> None:
    """Every hour, so that no day is missed: what is late two days climbs to the superior office."""
    climb_late()


@app.periodic(cron="*/15 * * * *")
@app.task(queueing_lock="remind")
def remind(timestamp: int) -> None:
    """Every quarter of an hour by day: what was not reminded of today is."""
    remind_people()


@app.periodic(cron="*/2 * * * *")
@app.task(queueing_lock="sweep_stalled", pass_context=True)
async def sweep_stalled(context: JobContext, timestamp: int) -> None:
    """Every two minutes: jobs of a worker that was killed are taken up again.

    One whose like is waiting already is dropped: the waiting one does its work.
    """
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        log.warning("job %s (%s) had stalled and is taken up again", job.id, job.task_name)
        try:
            await manager.retry_job(job)
        except UniqueViolation:
            await manager.finish_job(job, status=Status.FAILED, delete_job=True)
