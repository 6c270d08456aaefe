"""Casework of these days: a case in every state, so that whoever signs in finds her work."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tonghu.cases.actions.assess import assess
from tonghu.cases.actions.carry_over import PastCase, carry_over
from tonghu.cases.actions.confide import confide_case
from tonghu.cases.actions.direct import direct_case
from tonghu.cases.actions.extend import extend_case
from tonghu.cases.actions.follow_up import follow_up
from tonghu.cases.actions.glass import break_glass, end_glass
from tonghu.cases.actions.incident import add_incident
from tonghu.cases.actions.merge import merge_case
from tonghu.cases.actions.reopen import reopen_case
from tonghu.cases.actions.review import ask_review
from tonghu.cases.actions.withdraw import withdraw_case
from tonghu.cases.models import Case
from tonghu.cases.rules.kinds import Role
from tonghu.cases.rules.ways import Danger, Outcome, Way
from tonghu.demo import cases_others, cases_protect, divisions
from tonghu.demo.cases_bench import Desk
from tonghu.demo.cases_past import CHANNELS, OTHERS, OUTCOMES, TITLES
from tonghu.demo.spread import token, turn, working_days
from tonghu.demo.world import World
from tonghu.kit.periods import Period
from tonghu.kit.scope import Confidentiality
from tonghu.work.actions import climb

JUDGED_BY_TODAY = 7
"""The term in which a review can be asked for is judged by the present day, whatever day the slice is told from."""
LAST_YEAR = 14
"""Closed cases of last year in each of four counties."""
OFFICERS = (
    (divisions.COUNTY, "lin_he"), (divisions.NEIGHBOUR, "tian_yuan"), (divisions.DISTRICT, "tao_ran"),
    (divisions.HILLS, "luo_qing"),
)  # fmt: skip
CLOSED = ((150, 21), (141, 34), (132, 48), (120, 75), (96, 29), (40, 17))
"""Days since each was brought, and days from its acceptance to its closing: one is late, the last can be reviewed."""


def build(world: World) -> int:
    """Cases of last year and of this one; returns how many."""
    _last_year(world)
    _closed(world)
    _under_way(world)
    _ended(world)
    cases_protect.build(world)
    cases_others.build(world)
    _confidential(world)
    climb(world.today)
    with world.acting("shen_mei") as leader:
        return Case.objects.visible_to(leader).filter(day__year__gte=2025).count()


def _last_year(world: World) -> None:
    """Carried over from the register that was kept before."""
    year = world.today.year - 1
    if year < 2025:
        return
    for code, username in OFFICERS:
        with world.acting(username) as officer:
            days = working_days(Period.year(year), LAST_YEAR, world.rng)
            carry_over(
                drafts=[
                    PastCase(
                        office_id=world.federation(code).pk, day=day, matter=turn(OTHERS, index),
                        closed_on=day + timedelta(days=world.rng.randint(8, 55)), title=TITLES[turn(OTHERS, index)],
                        channel=turn(CHANNELS, index), minor=index % 4 != 3, outcome=turn(OUTCOMES, index),
                        token=token(world.rng),
                    )
                    for index, day in enumerate(days)
                    if day + timedelta(days=55) <= world.today
                ],
                by=officer,
            )  # fmt: skip


def _closed(world: World) -> None:
    """Closed this year by all the steps; two of them late."""
    made = []
    with world.acting("lin_he") as officer:
        desk = Desk(world, officer)
        for index, (brought, days) in enumerate(CLOSED):
            matter = turn(OTHERS, index + 2)
            case = desk.register(brought, matter, TITLES[matter], channel=turn(CHANNELS, index))
            case = desk.handled(case, brought - 2)
            left = brought - 2 - days
            outcome = Outcome.PARTLY if index % 3 else Outcome.SETTLED
            made.append((desk.ask(case, left + 1, outcome, index % 3 + 1), left))
    with world.acting("gu_xin") as leader:
        head = Desk(world, leader)
        for case, left in made:
            head.approve(case, left)
    with world.acting("lin_he") as officer:
        desk = Desk(world, officer)
        follow_up(
            case=made[0][0], how="visit", safe=True, words="孩子情绪平稳，按时上学。", day=desk.ago(20), by=officer
        )
        if (timezone.localdate() - world.today).days < JUDGED_BY_TODAY:
            ask_review(case=made[-1][0], asked_on=desk.ago(3), words="对处理结果有不同意见，要求复查。", by=officer)
        reopen_case(case=made[1][0], why="约定的抚养费又停付，来访要求继续处理。", day=desk.ago(6), by=officer)


def _under_way(world: World) -> None:
    """Fresh ones, one with its clock running, one extended, two late; one waits for its closure."""
    with world.acting("lin_he") as officer:
        desk = Desk(world, officer)
        desk.register(1, "custody", "离异后父亲不让探望孩子", channel="call")
        desk.register(0, "schooling", "转学手续办不下来，孩子在家等开学")
        desk.handled(desk.register(22, "abandonment", "父亲外出两年不寄生活费", way_words()), 20)
        desk.handled(desk.register(70, "custody", "抚养费拖欠半年"), 68)
        late = desk.handled(desk.register(95, "schooling", "随迁子女借读费争议"), 90)
        extended = desk.handled(desk.register(75, "security", "孤儿生活费发放标准有争议", channel="letter"), 65)
        waiting = desk.handled(desk.register(40, "break_up", "父母分居，孩子两头住"), 38)
        desk.ask(waiting, 1)
        again = desk.register(12, "bullying", "在校被同学多次索要钱物", minor=True)
        add_incident(case=again, day=desk.ago(4), words="放学路上又被拦。", people=1, by=officer)
        follow_up(
            case=desk.handled(again, 10, way=Way.DUTY), how="school", safe=True, words="班主任每天接送。", by=officer
        )
        twin = desk.register(3, "bullying", "家长来电：孩子在校被欺负", channel="call")
        merge_case(case=twin, into=again, words="同一名孩子、同一件事。", by=officer)
    with world.acting("gu_xin") as leader:
        head = Desk(world, leader)
        told = head.ago(8)
        extend_case(case=extended, days=30, why="需要上级民政部门核定标准。", told_on=told, by=leader)
    assert late.pk


def way_words() -> str:
    """What a grandmother said, in her words."""
    return "孩子跟着我，他爸两年没有音信，低保也没有办下来，开学的钱还没有着落。"


def _ended(world: World) -> None:
    """One whose body is another, one taken back by the petitioner."""
    with world.acting("lin_he") as officer:
        desk = Desk(world, officer)
        direct_case(
            case=desk.register(30, "wages", "幼儿园拖欠工资", minor=False, persons=(desk.person(Role.PETITIONER),)),
            body="青溪县劳动人事争议仲裁委员会", day=desk.ago(26), by=officer,
        )  # fmt: skip
        withdraw_case(
            case=desk.register(26, "dispute", "婆媳争执", minor=False, persons=(desk.person(Role.HELP_SEEKER),)),
            words="双方已和好，本人撤回。", day=desk.ago(15), by=officer,
        )  # fmt: skip
    with world.acting("zhou_sui") as chair:
        desk = Desk(world, chair)
        desk.register(2, "dispute", "留守儿童与祖父母争执后夜不归宿", channel="found")
        desk.handled(desk.register(35, "support", "祖辈抚养两个孙辈，生活困难"), 33, way=Way.ADMINISTRATIVE)


def _confidential(world: World) -> None:
    """One sealed to those named on it; one restricted to the county, which the city opened in an emergency."""
    with world.acting("lin_he") as officer:
        desk = Desk(world, officer)
        head = world.member("gu_xin")
        secret = desk.register(9, "sexual_assault", "未成年人受侵害，学校报告", minor=True, danger=Danger.HIGH)
        confide_case(
            case=secret, level=Confidentiality.SEALED, readers=(officer.user.pk, head), why="涉及未成年人隐私。",
            by=officer,
        )  # fmt: skip
        close = desk.register(16, "domestic_violence", "母女暂住庇护处", minor=True, danger=Danger.HIGH)
        assess(case=close, answers={"recent": "yes", "near": "yes", "sees": "yes", "worse": "no"}, by=officer,
               day=desk.ago(15))  # fmt: skip
        confide_case(
            case=close, level=Confidentiality.RESTRICTED, why="住处不能让人知道。", by=officer
        )  # fmt: skip
        office, year, serial = close.numbered, close.year, close.serial
    with world.acting("shen_mei") as leader:
        glass = break_glass(
            office=office, year=year, serial=serial, why="夜间接到求助电话，需要确认庇护安排。", hours=4, by=leader
        )
        end_glass(glass=glass, by=leader)
