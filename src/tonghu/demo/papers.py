"""Reports of the demonstration: one signed with an event changed since, one that waits, one begun."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.utils import translation

from tonghu.access.actor import Actor, actor_for
from tonghu.accounts.models import User
from tonghu.demo import divisions
from tonghu.demo.halves import halves
from tonghu.demo.spread import token
from tonghu.demo.world import REQUEST, World
from tonghu.kit.periods import Period
from tonghu.kit.scope import within
from tonghu.outreach.actions import correct_activity
from tonghu.outreach.drafts import draft_of
from tonghu.outreach.models import Activity
from tonghu.outreach.rules import PUBLICITY
from tonghu.reports.actions import change_section, check_report, draft_report, sign_report
from tonghu.reports.models import Report
from tonghu.reports.paper import write_report_docx
from tonghu.reports.rules import SectionKind, State

ADDRESSEE = {divisions.CITY: "云岭省妇女联合会", divisions.COUNTY: "云溪市妇女联合会"}
NAMES = {State.SIGNED: "已签发", State.CHECKED: "待签发"}
WORDS = {
    SectionKind.PROBLEMS: "一些偏远乡镇还没有维权站，群众办事要到邻近乡镇。"
    "家长参加讲座的时间难统一，外出务工家长到场少。个别单位活动记录不及时，次月才补记。",
    SectionKind.PROPOSALS: "建议把缺站乡镇列入下一步建站计划，由县级派员定期巡回服务。"
    "建议学校把家庭教育讲座安排在家长会同一天，方便家长参加。",
    SectionKind.NEXT: "继续办好重点时段的集中宣传，把强制报告和家庭教育指导送到村居。"
    "加强讲师队伍备课，按家长的提问更新内容。活动当天记录，随时可查。",
}


def build(world: World) -> int:
    """The city's signed report and the one that waits for its chair, the county's draft; returns how many."""
    before, last = halves(world.today)[1:3]
    checked = _waiting(world, before)
    with world.acting("shen_mei") as leader:
        sign_report(report=checked, by=leader)
    _change_an_event(world, before)
    _waiting(world, last)
    with world.acting("lin_he") as officer:
        _draft(world, divisions.COUNTY, last, officer, words=False)
    return 3


def write(folder: Path) -> tuple[Path, ...]:
    """Write the city's reports afresh as .docx, the last signed one first; returns where they are."""
    leader = actor_for(User.objects.get(username="shen_mei"), request=REQUEST)
    with translation.override("zh-hans"), within(leader.scope):
        own = Report.objects.visible_to(leader).filter(office=leader.office).select_related("office")
        found = [own.filter(state=state).order_by("-end", "-version").first() for state in NAMES]
        return tuple(_write(report, folder, leader) for report in found if report)


def _write(report: Report, folder: Path, reader: Actor) -> Path:
    path = folder / f"{report.title}（{NAMES[State(report.state)]}）.docx"
    write_report_docx(report, path, reader)
    return path


def _waiting(world: World, period: Period) -> Report:
    """Drafted by the programme officer, checked by her colleague."""
    with world.acting("he_qing") as drafter:
        report = _draft(world, divisions.CITY, period, drafter, words=True)
    with world.acting("fang_ting") as checker:
        return check_report(report=report, by=checker)


def _draft(world: World, code: int, period: Period, by: Actor, *, words: bool) -> Report:
    office = world.federation(code)
    report = draft_report(office=office, period=period, by=by, token=token(world.rng), addressee=ADDRESSEE[code])
    for section in report.sections.order_by("position") if words else ():
        text = WORDS.get(SectionKind(section.kind))
        if text and not section.body:
            change_section(
                section=section,
                heading=section.heading,
                kind=SectionKind(section.kind),
                body=text,
                by=by,
                seen_edit=section.edit,
            )
    return report


def _change_an_event(world: World, period: Period) -> None:
    """The county finds in its sign-in sheet that fewer came to be advised than were reported."""
    with world.acting("lin_he") as officer:
        event = Activity.objects.visible_to(officer).filter(
            kind__in=PUBLICITY, day__range=(period.start, period.end), consulted__gt=20
        )[0]
        draft = draft_of(event)
        corrected = replace(draft, consulted=(draft.consulted or 0) - 12)
        correct_activity(
            activity=event, draft=corrected, by=officer, seen_version=event.version, why="与签到表核对后更正"
        )
