"""Fill an empty data folder with the cast and nine events of this half-year, through the actions."""

from datetime import date, timedelta

import django


def half_year(today: date) -> tuple[date, date]:
    """First and last day of the half-year that ``today`` lies in."""
    return (date(today.year, 1, 1), date(today.year, 6, 30)) if today.month < 7 else (
        date(today.year, 7, 1), date(today.year, 12, 31)
    )  # fmt: skip


def events() -> None:
    from django.utils import timezone

    from tests.factories.world import load
    from tonghu.access.actor import actor_for
    from tonghu.kit.scope import within
    from tonghu.outreach.actions import log_activities
    from tonghu.outreach.drafts import ActivityDraft
    from tonghu.outreach.models import Material

    cast, today = load(), timezone.localdate()
    start, _ = half_year(today)
    actor = actor_for(cast["lin_he"])
    for name, form in (("未成年人保护法宣传册", "handbook"), ("致家长的一封信", "letter"), ("防溺水传单", "leaflet")):
        Material.objects.using("owner").create(name=name, form=form)
    handbook = Material.objects.get(name="未成年人保护法宣传册")
    with within(actor.scope):
        log_activities(
            drafts=[
                ActivityDraft(
                    office_id=cast.county.pk,
                    day=min(start + timedelta(days=5 * number), today),
                    kind="campaign",
                    title=f"法治宣传进村第{number + 1}站",
                    venue=f"青溪县第{number + 1}村文化广场",
                    consulted=20 + number,
                    audience=100 + number,
                    handouts=((handbook.pk, 200 + number),),
                    coorganisers=(cast.justice.pk,),
                )
                for number in range(9)
            ],
            by=actor,
        )


def main() -> None:
    import os

    os.environ["DJANGO_SETTINGS_MODULE"] = "tonghu.config.settings"
    django.setup()
    from django.core.management import call_command

    from tests.factories import world

    call_command("migrate", database="owner", interactive=False, verbosity=0)
    world.build("owner")
    events()


if __name__ == "__main__":
    main()
