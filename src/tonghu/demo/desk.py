"""What lies on the county officer's desk: photos of last events, and a sheet that nobody has confirmed yet."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

from tonghu.demo import divisions
from tonghu.demo.pictures import stall
from tonghu.demo.sheet import HEADINGS
from tonghu.demo.world import World
from tonghu.intake.actions import check_sheet
from tonghu.kit.sheets import write_sheet
from tonghu.outreach.actions import attach_file
from tonghu.outreach.models import Activity
from tonghu.outreach.rules import PUBLICITY
from tonghu.outreach.sheets import ActivityReader

PHOTOGRAPHED = 4
NAME = "石桥乡村级活动登记.xlsx"


def build(world: World) -> tuple[int, int]:
    """Photos and the sheet; returns how many photos there are and how many rows wait."""
    with world.acting("lin_he") as officer:
        events = Activity.objects.visible_to(officer).filter(kind__in=PUBLICITY).order_by("-day", "-id")
        for event in events[:PHOTOGRAPHED]:
            attach_file(activity=event, name=f"现场{event.day:%m%d}.jpg", content=stall(world.rng), by=officer)
        batch, _new = check_sheet(
            reader=ActivityReader(),
            name=NAME,
            content=_sheet(world),
            office=world.federation(divisions.COUNTY),
            by=officer,
            permission="outreach.import",
        )
        return PHOTOGRAPHED, batch.rows.count()


def _sheet(world: World) -> BytesIO:
    rows = []
    for index, venue in enumerate(("石桥乡妇女之家", "石桥乡中心小学", "石桥乡文化活动室", "石桥乡文化广场")):
        day = world.today - timedelta(days=12 + index * 9)
        copies = f"安全上网提示卡 {60 + index * 20}"
        rows.append(
            [day, "妇女之家安全课", "讲座", venue, "青溪县教育局", copies, None, 35 + index * 6, "网络安全", ""]
        )
    rows.append(["13月2日", "家长夜话", "讲座", "石桥乡妇女之家", "", "", None, 28, "家庭教育", ""])
    found = BytesIO()
    write_sheet(found, title="村级活动登记", scope_line="石桥乡妇联", headings=HEADINGS, rows=rows)
    return found
