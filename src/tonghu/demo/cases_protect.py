"""Danger and protection: assessment, plan, safety plan, mandatory report, agreement, tracks with their visits."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from tonghu.cases.actions.agreement import AgreementDraft, PromiseDraft, agree, keep_promise
from tonghu.cases.actions.assess import assess
from tonghu.cases.actions.meeting import hold_meeting
from tonghu.cases.actions.plan import GoalDraft, end_goal, make_plan
from tonghu.cases.actions.report_harm import report_harm
from tonghu.cases.actions.safety import write_safety_plan
from tonghu.cases.actions.scene import go_to_scene
from tonghu.cases.actions.service import log_service
from tonghu.cases.actions.tracks import begin_track, take_step
from tonghu.cases.letter_drafts import HarmReport
from tonghu.cases.models import Agreement, Case, Goal, Promise, Track
from tonghu.cases.rules.bodies import Body
from tonghu.cases.rules.disclosing import OF_A_REPORT
from tonghu.cases.rules.kinds import Role
from tonghu.cases.rules.plans import Need
from tonghu.cases.rules.steps import TrackKind
from tonghu.cases.rules.ways import Danger, Situation, Way
from tonghu.demo.cases_bench import Desk
from tonghu.demo.world import World
from tonghu.people.rules import Sex


def build(world: World) -> None:
    """Four families of the county."""
    with world.acting("lin_he") as officer:
        desk = Desk(world, officer)
        _violence(desk)
        _harm(desk)
        _agreement(desk)
        _guidance(desk)


def _violence(desk: Desk) -> None:
    """Danger is high: plan, protection order in force, warning letter with its visits."""
    by = desk.by
    persons = (*desk.mother_and_child(age=7), desk.person(Role.COMPLAINED_OF, age=41, sex=Sex.MALE))
    case = desk.register(
        58, "domestic_violence", "丈夫酒后打人，孩子受惊吓", "他喝了酒就动手，孩子躲在床底下不敢出来。",
        persons=persons, danger=Danger.HIGH, noticed_on=desk.ago(58),
    )  # fmt: skip
    _reported(case, desk, 57, Situation.OTHER)
    case = desk.handled(case, 56, way=Way.JUSTICE)
    answers = {"recent": "yes", "worse": "yes", "sees": "yes", "near": "yes", "means": "yes", "weapon": "no"}
    assess(case=case, answers=answers, by=by, day=desk.ago(56))
    goals = (
        GoalDraft(Need.SAFETY, "母女有安全住处，知道危险时去哪里、找谁。", desk.ahead(10)),
        GoalDraft(Need.COUNSELLING, "孩子每周见一次心理老师。", desk.ahead(25)),
    )
    make_plan(case=case, goals=goals, by=by)
    safety, support = Goal.objects.visible_to(by).filter(case=case).order_by("id")
    write_safety_plan(
        case=case, signs="喝酒、摔东西", steps="带孩子先离开，到邻居家打 110", place_of_safety="县庇护所",
        people_to_call="110、村妇联主席", by=by,
    )  # fmt: skip
    log_service(case=case, goal=support.pk, words="心理老师第一次见面，画画、聊天。", given_by="心理老师",
                hours=Decimal("1.0"), day=desk.ago(6), by=by)  # fmt: skip
    go_to_scene(case=case, found="家中平静，邻居愿意帮忙。", who="村妇联主席、民警", with_police=True, safe=True,
                day=desk.ago(50), by=by)  # fmt: skip
    end_goal(goal=safety, reached=True, day=desk.ago(2), by=by)
    order = _track(case, desk, TrackKind.PROTECTION_ORDER, "青溪县人民法院", 52)
    applied = timezone.make_aware(datetime.combine(desk.ago(52), time(10)))
    order = take_step(track=order, step="apply", facts={"applied_at": applied, "applicant": "herself"},
                      day=desk.ago(52), by=by)  # fmt: skip
    take_step(track=order, step="granted", facts={"until": desk.ago(50) + timedelta(days=170)}, day=desk.ago(50), by=by)
    warning = _track(case, desk, TrackKind.WARNING_LETTER, "河湾派出所", 54)
    warning = take_step(track=warning, step="issued", facts={"copies": True}, day=desk.ago(53), by=by)
    for days in (40, 20):
        take_step(track=warning, step="visit", facts={"by": "both", "quiet": True}, words="家中无新的暴力。",
                  day=desk.ago(days), by=by)  # fmt: skip


def _harm(desk: Desk) -> None:
    """A mandatory report went out; its result is still awaited."""
    case = desk.register(
        11, "abuse", "女童身上多处旧伤，学校发现", "老师上体育课时看见孩子手臂有多处旧伤，孩子不肯说。",
        channel="handed_down", situations=(Situation.INJURIES,), noticed_on=desk.ago(12), danger=Danger.MEDIUM,
        persons=(desk.person(Role.REPORTER, age=33, relation="老师"), desk.person(Role.MINOR, Role.VICTIM, age=8)),
    )  # fmt: skip
    _reported(case, desk, 11, Situation.INJURIES)
    desk.handled(case, 10, way=Way.JUSTICE, told=False)


def _reported(case: Case, desk: Desk, days: int, situation: int) -> None:
    day = max(case.day, desk.ago(days))
    called = timezone.make_aware(datetime.combine(day, time(9, 20)))
    report = HarmReport(
        bodies=(("青溪县公安局", Body.POLICE),), situations=(situation,), noticed_on=case.noticed_on or case.day,
        sent_on=day, called_110_at=called, asks="请依法处置，并将结果告知我会。", fields=OF_A_REPORT,
    )  # fmt: skip
    report_harm(case=case, report=report, by=desk.by)


def _agreement(desk: Desk) -> None:
    """A coordination meeting agreed sums and dates: the first was kept, the second was not."""
    by = desk.by
    case = desk.handled(desk.register(62, "injury", "课间被推倒骨折，赔偿谈不拢", minor=True), 48, way=Way.DUTY)
    hold_meeting(case=case, result="学校和两家当面谈，同意分两次付清。", authority="青溪县教育局", agreed=True,
                 present="学校、双方家长、县教育局、县妇联", venue="县妇联会议室", day=desk.ago(42), by=by)  # fmt: skip
    agree(
        case=case,
        draft=AgreementDraft(
            words="赔偿医疗费和营养费共 8,400 元，分两次付；学校安排补课。", day=desk.ago(42), authority="青溪县教育局",
            present="学校、双方家长", venue="县妇联会议室", committee=True,
            promises=(
                PromiseDraft("第一次赔偿款", desk.ago(30), Decimal(4400)),
                PromiseDraft("第二次赔偿款", desk.ago(5), Decimal(4000)),
            ),
        ),
        by=by,
    )  # fmt: skip
    made = Agreement.objects.visible_to(by).get(case=case)
    first = Promise.objects.visible_to(by).filter(agreement=made).order_by("due").first()
    if first is not None:
        keep_promise(promise=first, day=desk.ago(31), words="已转账，有回单。", by=by)


def _guidance(desk: Desk) -> None:
    """Family-education guidance that a court ordered: two sessions held of four."""
    case = desk.handled(desk.register(33, "dispute", "父母为孩子管教方式长期争吵", minor=True), 31, way=Way.JUSTICE)
    ordered = {"ordered_by": "court", "sessions": 4, "return_on": desk.ahead(12)}
    guidance = _track(case, desk, TrackKind.GUIDANCE, "青溪县人民法院", 28, facts=ordered)
    for days in (21, 7):
        guidance = take_step(
            track=guidance,
            step="held",
            facts={"hours": 2, "came": True},
            words="父母都到了，谈怎样不打骂。",
            day=desk.ago(days),
            by=desk.by,
        )


def _track(case: Case, desk: Desk, kind: str, body: str, days: int, *, facts: dict[str, object] | None = None) -> Track:
    begin_track(case=case, kind=kind, body=body, facts=facts or {}, day=desk.ago(days), by=desk.by)
    return Track.objects.visible_to(desk.by).filter(case=case, kind=kind).latest("id")
