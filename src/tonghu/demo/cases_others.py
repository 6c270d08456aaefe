"""What others have in hand: letters to bodies, transfers between offices, the contact log, reception days."""

from __future__ import annotations

from datetime import date, time, timedelta

from tonghu.cases.actions.contact import log_contacts
from tonghu.cases.actions.filing import answer_filing, take_filing
from tonghu.cases.actions.letter_steps import reply, step_letter
from tonghu.cases.actions.letters import fingerprint, send_letter, write_letter
from tonghu.cases.actions.reception import DayDraft, plan_days
from tonghu.cases.actions.slots import Consulted, SlotDraft, book, record, walk_in
from tonghu.cases.actions.transfer import accept_offer, offer_case
from tonghu.cases.drafts import ContactDraft
from tonghu.cases.letter_drafts import LetterDraft
from tonghu.cases.models import Case, Filing, FilingState, Letter, ReceptionDay, Transfer
from tonghu.cases.public import FilingDraft, file
from tonghu.cases.queries.disclosing import offered, parties_of
from tonghu.cases.rules.kinds import Channel, Matter, Role, Talk
from tonghu.cases.rules.steps import TransferKind
from tonghu.cases.rules.ways import Situation, Way
from tonghu.demo import divisions
from tonghu.demo.cases_bench import Desk
from tonghu.demo.spread import token, turn
from tonghu.demo.world import World
from tonghu.people.models import Person
from tonghu.people.rules import ServiceRole
from tonghu.places.models import Office
from tonghu.places.rules import OfficeKind

TALKS = (
    (Channel.CALL, Talk.ADVICE, Matter.CUSTODY, "问离婚后抚养费怎么要"),
    (Channel.VISIT, Talk.ADVICE, Matter.SCHOOLING, "问随迁子女入学材料"),
    (Channel.CALL, Talk.SILENT, "", ""),
    (Channel.CALL, Talk.ADVICE, Matter.DOMESTIC_VIOLENCE, "问怎样申请保护令"),
    (Channel.WINDOW, Talk.ADVICE, Matter.DISPUTE, "调解中心窗口，婆媳争执"),
    (Channel.CALL, Talk.WRONG_NUMBER, "", ""),
    (Channel.LETTER, Talk.REQUEST, Matter.SECURITY, "来信反映低保评定"),
    (Channel.VISIT, Talk.ADVICE, Matter.INHERITANCE, "问女儿能不能继承宅基地上的房屋"),
    (Channel.CALL, Talk.NOTICE, Matter.ABUSE, "邻居说常听到孩子哭喊"),
)
ASKED = (
    (Matter.CUSTODY, "抚养费标准和变更抚养关系"), (Matter.DOMESTIC_VIOLENCE, "保护令要什么证据"),
    (Matter.INJURY, "孩子受伤向谁要赔偿"),
)  # fmt: skip
ANSWERED = "已说明办法和要准备的材料，留下联系电话。"
WRITERS = (
    (divisions.COUNTY, "lin_he", 30), (divisions.TOWN, "zhou_sui", 9), (divisions.NEIGHBOUR, "tian_yuan", 14),
)  # fmt: skip


def build(world: World) -> None:
    """Letters, transfers, talks and reception days of the county and its neighbour."""
    for code, username, count in WRITERS:
        _log(world, code, username, count)
    _filings(world)
    _letters(world)
    _transfers(world)
    _receptions(world)


def _log(world: World, code: int, username: str, count: int) -> None:
    with world.acting(username) as officer:
        desk, office = Desk(world, officer), world.federation(code)
        drafts = []
        for index in range(count):
            channel, talk, matter, words = turn(TALKS, index)
            known = talk not in (Talk.SILENT, Talk.WRONG_NUMBER)
            day = desk.ago(40 - 40 * index // count)
            phone = f"139{world.rng.randint(0, 99999):08d}"
            drafts.append(
                ContactDraft(
                    day=day,
                    channel=channel,
                    talk=talk,
                    matter=matter,
                    words=words,
                    office_id=office.pk,
                    people=1 + index % 3 // 2,
                    answer=ANSWERED if known else "",
                    phone=phone if known else "",
                    minor=matter in (Matter.CUSTODY, Matter.SCHOOLING, Matter.ABUSE),
                    token=token(world.rng),
                )
            )
        if code == divisions.COUNTY:
            drafts += _orders(desk)
        log_contacts(drafts=drafts, by=officer)


def _orders(desk: Desk) -> list[ContactDraft]:
    """A work order of the 12345 line that is late, and a leader's instruction that falls due."""
    return [
        ContactDraft(
            day=desk.ago(9), channel=Channel.LINE_12345, talk=Talk.REQUEST, matter=Matter.BULLYING, minor=True,
            words="12345 转来：学校门口有人欺负低年级学生", order_number="12345-0417", due=desk.ago(3),
            token=token(desk.world.rng),
        ),
        ContactDraft(
            day=desk.ago(2), channel=Channel.INSTRUCTION, talk=Talk.REQUEST, matter=Matter.SECURITY, minor=True,
            words="县领导批示：核实一户困境儿童的保障情况", order_number="批示 26 号", due=desk.ahead(4),
            token=token(desk.world.rng),
        ),
    ]  # fmt: skip


def _filings(world: World) -> None:
    """What citizens filed on the public page: a petition and a mandatory report that wait, one answered."""
    office = world.federation(divisions.COUNTY).pk
    filed = (
        FilingDraft(office_id=office, words="邻居家孩子常被打，半夜哭，不敢出面。", where="槐荫路一带", minor=True,
                    token=token(world.rng)),
        FilingDraft(office_id=office, words="学生手臂有伤，不肯说原因。", report=True, unit="某中心小学",
                    situations=(Situation.INJURIES,), minor=True, token=token(world.rng)),
        FilingDraft(office_id=office, words="问孩子落户要找哪个部门。", minor=True, token=token(world.rng)),
    )  # fmt: skip
    for draft in filed:
        file(draft)
    with world.acting("lin_he") as officer:
        asked = Filing.objects.visible_to(officer).filter(report=False).latest("id")
        take_filing(filing=asked, by=officer)
        answer_filing(
            filing=asked, state=FilingState.DIRECTED, note="落户由公安派出所办理，带出生证明和户口簿。", by=officer
        )


def _letters(world: World) -> None:
    """One that police have on their account and have not answered; one answered; one on paper, urged."""
    with world.acting("lin_he") as officer:
        desk = Desk(world, officer)
        police = world.named(OfficeKind.MEMBER_UNIT, divisions.COUNTY, "公安局")
        open_case = desk.handled(desk.register(24, "missing", "十四岁女孩离家两天", minor=True), 23, way=Way.DUTY)
        _sent(open_case, desk, LetterDraft(
            to_office_id=police.pk, by_account=True, asks="请协助查找，并告知是否立案。",
            fields=("case.matter", "case.title"),
        ), 4)  # fmt: skip
        answered = desk.handled(desk.register(50, "trafficking", "外地来电寻亲", minor=True), 48, way=Way.JUSTICE)
        done = _sent(answered, desk, LetterDraft(
            to_office_id=police.pk, by_account=True, asks="请核查血样比对结果。", fields=("case.matter",)
        ), 30)  # fmt: skip
        paper = desk.handled(desk.register(66, "security", "孩子户口未落，医保办不了"), 60, way=Way.ADMINISTRATIVE)
        late = _sent(paper, desk, LetterDraft(
            to_name="青溪县民政局", asks="请核实并答复落户后的保障。", fields=("case.matter", "case.title")
        ), 40)  # fmt: skip
        step_letter(letter=late, step="remind", words="电话催问一次。", day=desk.ago(20), by=officer)
        step_letter(letter=late, step="urge", words="逾期未复，发督促处理意见书。", day=desk.ago(9), by=officer)
    with world.acting("ning_zhou") as liaison:
        reply(letter=done, step="accept", by=liaison)
        reply(letter=done, step="answer", words="比对已完成，未发现一致信息，将继续关注。", by=liaison)


def _sent(case: Case, desk: Desk, draft: LetterDraft, days: int) -> Letter:
    letter = write_letter(case=case, draft=draft, by=desk.by)
    chosen = [one for one in offered(case, parties_of(case, desk.by), desk.by) if one.key in set(letter.fields)]
    looked_at = fingerprint(chosen, letter)
    return send_letter(letter=letter, looked_at=looked_at, day=max(case.day, desk.ago(days)), by=desk.by)


def _transfers(world: World) -> None:
    """One that the neighbour took over, one that waits for its answer, one handed down to a township."""
    neighbour, town = world.federation(divisions.NEIGHBOUR), world.federation(divisions.TOWN)
    with world.acting("lin_he") as officer:
        desk = Desk(world, officer)
        moved = desk.register(20, "custody", "孩子已随母亲搬到白沙县")
        offer_case(
            case=moved, kind=TransferKind.TRANSFER, to_office=neighbour, why="母女已搬到白沙县居住。", by=officer
        )
        waiting = desk.register(7, "schooling", "户籍在白沙县，入学受阻")
        offer_case(
            case=waiting, kind=TransferKind.TRANSFER, to_office=neighbour, why="学校和户籍都在白沙县。", by=officer
        )
        below = desk.handled(desk.register(15, "support", "祖孙两人生活困难"), 14, way=Way.ADMINISTRATIVE)
        offer_case(
            case=below, kind=TransferKind.ASSIGN, to_office=town, why="请上门了解情况并报结果。",
            report_by=desk.ahead(12), by=officer,
        )  # fmt: skip
    with world.acting("tian_yuan") as officer:
        offer = Transfer.objects.concerning(officer).filter(case_number=moved.number).latest("id")
        accept_offer(offer=offer, by=officer)
        desk = Desk(world, officer)
        desk.handled(desk.register(5, "dispute", "父母分居后孩子跟谁住"), 4)
        desk.register(1, "wages", "保育员欠薪", minor=False, persons=(desk.person(Role.PETITIONER),))


def _receptions(world: World) -> None:
    """Lawyer reception days of the last weeks and of those to come, with who came and who has booked."""
    with world.acting("lin_he") as officer:
        desk, office = Desk(world, officer), world.federation(divisions.COUNTY)
        lawyer = Person.objects.visible_to(officer).serving().filter(services__role=ServiceRole.LAWYER).first()
        if lawyer is None:
            return
        for days in (21, 7):
            held = _planned(desk, office, lawyer.pk, _workday(desk.ago(days)))
            for number, (matter, asked) in enumerate(ASKED[days // 14 :][:2]):
                came = SlotDraft(at=time(9, 30 * number), people=2, minors_present=1, minor=True, matter=matter,
                                 token=token(world.rng))  # fmt: skip
                slot = walk_in(reception=held, draft=came, by=officer)
                told = Consulted(came=True, asked=asked, advised="说明了法律规定和可走的程序。", people=2, minor=True,
                                 minors_present=1, matter=matter)  # fmt: skip
                record(slot=slot, consulted=told, by=officer)
        for days in (7, 21):
            coming = _planned(desk, office, lawyer.pk, _workday(desk.ahead(days)))
            for number in range(2):
                booked = SlotDraft(at=time(9, 30 * number), who=desk.person(Role.PETITIONER).name, phone="13900090001",
                                   matter=Matter.CUSTODY, token=token(world.rng))  # fmt: skip
                book(reception=coming, draft=booked, by=officer)


def _planned(desk: Desk, office: Office, lawyer: int, day: date) -> ReceptionDay:
    draft = DayDraft(
        day=day, begins=time(9), ends=time(11, 30), lawyer=lawyer, venue="县妇女儿童维权服务中心",
        token=token(desk.world.rng),
    )  # fmt: skip
    return plan_days(draft=draft, office=office, by=desk.by)[0]


def _workday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day
