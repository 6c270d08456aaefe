"""The cast, a lawyer on today's roster, somebody known under another spelling, two running cases."""

import os

import django

KNOWN = "章小筠"
"""Who came last spring; this time she is written down as SPOKEN."""

SPOKEN = "张晓云"
HOUSE = "河湾乡柳树村3组12号"
NEW_HERE = "liang_mo"
"""Who has not undertaken confidentiality yet."""


def casework() -> None:
    from tests.factories.careparts import reception_day
    from tests.factories.cases import accepted, days_ago, party_draft, registered
    from tests.factories.world import load
    from tonghu.access.actor import actor_for
    from tonghu.access.models import Undertaking
    from tonghu.kit.scope import within

    cast = load()
    Undertaking.objects.using("owner").filter(user=cast[NEW_HERE]).delete()
    officer = actor_for(cast["lin_he"])
    with within(officer.scope):
        known = party_draft(name=KNOWN, phone="", address=HOUSE)
        registered(officer, title="家里吵架", matter="domestic_violence", day=days_ago(200), persons=(known,))
        accepted(officer, title="要搬走的抚养费", day=days_ago(3), persons=(party_draft(name="苏荷", phone=""),))
        accepted(officer, title="要封存的事", day=days_ago(2), persons=(party_draft(name="白芷", phone=""),))
        reception_day(officer)


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tonghu.config.settings"
    django.setup()
    from django.core.management import call_command

    from tests.factories import world

    call_command("migrate", database="owner", interactive=False, verbosity=0)
    world.build("owner")
    casework()


if __name__ == "__main__":
    main()
