"""The background worker: Django is ready when this is imported."""

from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params

from tonghu.jobs import tasks

CONCURRENCY = 2
TASKS = (tasks.fold_deltas, tasks.seal_trail, tasks.end_glass, tasks.climb, tasks.remind, tasks.sweep_stalled)


def main() -> None:
    """Work until SIGINT or SIGTERM; what is being done then is finished first, for up to ten seconds."""
    # Django's connector cannot listen for new jobs
    with app.replace_connector(PsycopgConnector(kwargs=connector_params())) as working:
        working.run_worker(concurrency=CONCURRENCY, delete_jobs="successful", shutdown_graceful_timeout=10)
