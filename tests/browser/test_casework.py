"""Casework as the cast does it: from the first knock to the follow-up, across offices, and without an account."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.casework import address, click, do, fill, gone, number_of, send
from tests.browser.conftest import PHONE
from tests.browser.furnish_casework import HOUSE, KNOWN, NEW_HERE, SPOKEN
from tests.browser.house import House
from tests.browser.visitor import Visitor
from tests.factories.world import PASSWORD
from tonghu.kit.scope import Confidentiality

pytestmark = pytest.mark.browser

Windows = Callable[..., Visitor]
WORDS = "奶奶来说，孙子身上有几处淤青，爸爸酒后打的。"
ANSWER = "已到家中查看，已给施暴人出具告诫书。"


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """A house with casework in it, one for all stories: none of them needs what another did."""
    with House("-m", "tests.browser.furnish_casework") as built:
        yield built
        assert built.complaints() == ""


def test_from_the_knock_to_the_follow_up(visitor: Windows) -> None:
    officer = visitor("lin_he")
    case = a_mother_comes(officer)
    take_up(officer, case)
    letter = tell_the_police(officer, case)
    the_police_answer(visitor("ning_zhou"), case, number_of(officer))
    officer.goto(letter)
    assert ANSWER in officer.text()
    work_on_it(officer, case)
    close_it(officer, visitor("gu_xin"), case)


def a_mother_comes(officer: Visitor) -> str:
    """Registered while listening: 110 first, known under another spelling, the receipt in her hand."""
    page = officer.page
    officer.goto("/cases/")
    click(officer, page.locator("a.main[href='/cases/new/']"))
    assert "110" in officer.text()
    fill(officer, **{"who-0-name": SPOKEN, "who-0-address": HOUSE, "who-1-name": "小满", "who-1-born": "2017-5-1"})
    page.locator("button[name=look]").click()
    expect(page.locator("#known")).to_contain_text(KNOWN)
    page.get_by_label(f"就是{KNOWN}").check()
    officer.look()
    fill(officer, words=WORDS, title="孩子身上有伤", matter="家庭暴力", minor=True, danger="2", situations=["4"])
    click(officer, page.locator(".save button.main"))
    case = address(officer)
    assert "110" in officer.text()
    click(officer, page.locator(f"a[href='{case}receipt/']").first)
    assert "回执" in officer.text()
    click(officer, page.locator(f"a[href='{case}']"))
    expect(page.locator("ul.people")).to_contain_text(KNOWN)
    return case


def take_up(officer: Visitor, case: str) -> None:
    """Only Article 31(6) starts the 60 days; harm to a minor is reported without asking anybody."""
    do(officer, case, "report", situations=["4"])
    do(officer, case, "classify", classed="appeal", way="6", words="不属于其他法律程序")
    do(officer, case, "accept")
    expect(officer.page.locator("aside")).to_contain_text("60")


def tell_the_police(officer: Visitor, case: str) -> str:
    """What is told is chosen; it is read once more before it goes out."""
    page = officer.page
    do(
        officer, case, "refer",
        to_office=page_option(officer, case), by_account=True, asks="请上门查看，并告知处理结果。",
    )  # fmt: skip
    letter = address(officer)
    click_in_place(officer, f"form[action='{letter}do/send/'] button")
    expect(page.locator("main")).to_contain_text("已发出")
    return letter


def page_option(officer: Visitor, case: str) -> str:
    """The police of the county as the form offers them."""
    officer.goto(f"{case}do/refer/")
    return officer.page.locator("[name=to_office] option", has_text="公安局").first.get_attribute("value") or ""


def click_in_place(one: Visitor, button: str) -> None:
    """Press a button whose answer stands on the same page."""
    with one.page.expect_navigation():
        one.page.locator(button).first.click()
    one.settle()


def the_police_answer(liaison: Visitor, case: str, letter: str) -> None:
    """She sees what was asked of her office and nothing else."""
    page = liaison.page
    code = f"/letters/{letter}/"
    click(liaison, page.locator(f"ul.lines a[href='{code}']"))
    assert "请上门查看" in liaison.text()
    assert SPOKEN not in liaison.text()
    assert KNOWN not in liaison.text()
    click_in_place(liaison, f"form[action='{code}accept/'] button")
    fill(liaison, words=ANSWER)
    click_in_place(liaison, f"form[action='{code}answer/'] .save button.main")
    expect(page.locator("main")).to_contain_text(ANSWER)
    gone(liaison, case, "/cases/", "/contacts/", "/late/", f"{case}do/note/", "/people/served/", "/transfers/")


def work_on_it(officer: Visitor, case: str) -> None:
    """Assessed, planned, served, agreed; what is promised is kept."""
    page = officer.page
    do(officer, case, "assess", q_recent="yes", q_near="yes", q_school="yes")
    do(officer, case, "plan", **{"goals-0-need": "schooling", "goals-0-words": "孩子回校上课"})
    for goal in page.locator("#plan a[href*='/goals/']").evaluate_all("all => all.map(e => e.getAttribute('href'))"):
        do(officer, case, "service", goal=goal.split("/")[-2], words="陪同到校，与班主任谈话")
        officer.goto(goal)
        send(officer, how="reached", why="已做到")
    do(
        officer, case, "agreement", words="每月给孩子生活费", side_matter=True,
        **{"promises-0-words": "本月生活费", "promises-0-amount": "800", "promises-0-due": "2099-1-31"},
    )  # fmt: skip
    click(officer, page.locator("#agreements a[href*='/promises/']").first)
    send(officer, how="kept", why="已转账")
    results_of_reports(officer, case)


def results_of_reports(officer: Visitor, case: str) -> None:
    """What came of the mandatory report is asked for until it stands there."""
    page = officer.page
    for letter in page.locator("#letters a[href*='/letters/']").evaluate_all("a => a.map(e => e.getAttribute('href'))"):
        officer.goto(letter)
        form = f"form[action='{letter}do/answer/']"
        if page.locator(form).count():
            fill(officer, inside=form, words="已立案调查")
            click_in_place(officer, f"{form} button")
    officer.goto(case)


def close_it(officer: Visitor, leader: Visitor, case: str) -> None:
    """Asked for, approved from Monday's page, looked after, taken up again."""
    do(officer, case, "ask_closure", outcome="settled", result="孩子安全，已回校", satisfaction="1")
    leader.goto("/late/")
    click(leader, leader.page.locator("a[href*='/late/rows/']").first)
    leader.goto("/")
    click(leader, leader.page.locator(f"ul.lines a[href^='{case}']").first)
    do(leader, case, "approve_closure")
    expect(leader.page.locator("aside")).to_contain_text("已办结")
    officer.goto(case)
    do(officer, case, "follow_up", how="visit", safe="yes", words="孩子情况稳定")
    do(officer, case, "reopen", why="父亲又饮酒闹事")
    expect(officer.page.locator("aside")).to_contain_text("正在办理")


def test_across_offices_and_behind_a_seal(visitor: Windows) -> None:
    officer, neighbour = visitor("lin_he"), visitor("tian_yuan")
    moving = found(officer, "要搬走的抚养费")
    a_case_moves(officer, neighbour, moving)
    sealing = found(officer, "要封存的事")
    a_seal_is_broken(officer, visitor("gu_xin"), sealing)


def found(one: Visitor, title: str) -> str:
    """The address of a case, by its line on the list."""
    one.goto("/cases/")
    click(one, one.page.locator("tbody a", has_text=title))
    return address(one)


def a_case_moves(officer: Visitor, neighbour: Visitor, case: str) -> None:
    """It is the neighbour's when she accepts; then it is gone from here."""
    neighbour.goto("/cases/")
    assert "要搬走" not in neighbour.text()
    gone(neighbour, case)
    do(officer, case, "transfer", to_office={"label": "白沙县妇女联合会"}, why="母女已搬到白沙县居住。")
    neighbour.goto("/")
    click(neighbour, neighbour.page.locator("ul.lines a[href='/transfers/']").first)
    offer = neighbour.page.locator("form[action$='/accept/']")
    click(neighbour, offer.get_by_role("button", name="接办"))
    assert address(neighbour) == case
    assert "要搬走的抚养费" in neighbour.text()
    gone(officer, case)
    officer.goto("/cases/")
    assert "要搬走" not in officer.text()


def a_seal_is_broken(officer: Visitor, leader: Visitor, case: str) -> None:
    """Whoever is not named on it does not find it; the emergency opening names her, ends, and is reviewed."""
    page = officer.page
    officer.goto(f"{case}do/confide/")
    superior = page.get_by_label("沈湄").get_attribute("value") or ""
    sealed = str(Confidentiality.SEALED.value)
    do(officer, case, "confide", level=[sealed], readers=[superior], why="受害人有危险")
    number = number_of(officer)
    assert "封存" in officer.text()
    leader.goto("/cases/")
    assert "要封存的事" not in leader.text()
    assert number not in leader.text()
    gone(leader, case)
    click(leader, leader.page.locator("a[href='/cases/break-glass/']"))
    fill(leader, number=number, why="对方扬言上门，承办人联系不上", hours="1")
    click(leader, leader.page.locator("main form button.danger"))
    assert address(leader) == case
    click(leader, leader.page.locator("form[action$='/end/'] button"))
    gone(leader, case)
    officer.goto(case)
    assert "顾欣" in officer.text()
    fill(officer, inside="form[action$='/review/']", review="情况属实")
    click_in_place(officer, "form[action$='/review/'] button[value=yes]")
    expect(page.locator("main")).to_contain_text("情况属实")


def test_in_the_village_on_the_reception_day_and_without_an_account(visitor: Windows) -> None:
    a_township_logs(visitor("zhou_sui", size=PHONE))
    she_promises_first(visitor(size=PHONE))
    a_lawyer_is_in(visitor("lin_he"))
    code = a_citizen_files(visitor(size=PHONE))
    officer = visitor("lin_he", language="en-GB")
    she_takes_it_up(officer)
    the_citizen_looks(visitor(size=PHONE), code)
    for path in ("/", "/cases/", "/contacts/", "/late/", "/transfers/", "/reception/", "/people/served/"):
        officer.goto(path)


def a_township_logs(chair: Visitor) -> None:
    """A few words on a phone, and one press makes them a petition."""
    page = chair.page
    chair.goto("/")
    click(chair, page.locator("nav.do a[href='/contacts/new/']"))
    fill(chair, words="孙奶奶说孩子没人管，要不到抚养费", caller="孙奶奶", phone="13900000055")
    click(chair, page.locator("button[name=petition]"))
    assert "孩子没人管" in page.locator("[name=words]").input_value()
    fill(chair, title="抚养费没有着落", matter="子女抚养")
    click(chair, page.locator(".save button.main"))
    case = address(chair)
    expect(page.locator("ul.people")).to_contain_text("孙奶奶")
    contact = page.locator("section:has(#contacts) a").first
    click(chair, contact)
    assert page.locator(f"main a[href='{case}']").count()
    chair.goto("/contacts/")
    chair.goto("/cases/")
    chair.goto("/late/")


def she_promises_first(one: Visitor) -> None:
    """At the first sign-in the undertaking stands before everything; then it does not come again."""
    one.sign_in(NEW_HERE, PASSWORD)
    one.goto("/cases/")
    assert address(one) == "/undertaking/"
    click(one, one.page.locator("main form button.main"))
    assert address(one) == "/cases/"
    one.goto("/contacts/")
    assert address(one) == "/contacts/"


def a_lawyer_is_in(officer: Visitor) -> None:
    """Somebody walks in; what was asked and advised becomes a petition by one press."""
    page = officer.page
    officer.goto("/reception/")
    click(officer, page.locator("tbody a[href^='/reception/']").first)
    click(officer, page.locator("a[href$='/walk-in/']"))
    send(officer, who="苏禾", people="2")
    send(officer, asked="怎样要抚养费", advised="可以向法院起诉，也可以申请法律援助", matter="custody")
    click(officer, page.locator("form[action$='/petition/'] button"))
    assert "怎样要抚养费" in officer.text()


def a_citizen_files(citizen: Visitor) -> str:
    """110 first; a code, shown once."""
    page = citizen.page
    citizen.goto("/help/")
    assert "110" in citizen.text()
    click(citizen, page.locator("a[href='/help/petition/']"))
    fill(citizen, office={"label": "青溪县妇女联合会"}, words="孩子不让我见，我该怎么办？")
    for _ in range(5):
        click_in_place(citizen, ".save button.main")
        if page.locator(".code").count():
            break
        assert "请看一遍再提交" in citizen.text()
    return page.locator(".code").inner_text()


def she_takes_it_up(officer: Visitor) -> None:
    """It waits on her desk; she takes it up and says what the citizen may read."""
    page = officer.page
    officer.goto("/cases/filings/")
    click(officer, page.locator("tbody a").first)
    filing = address(officer)
    click(officer, page.locator(f"form[action='{filing}take/'] button"))
    assert "孩子不让我见" in page.locator("[name=words]").input_value()
    send(officer, title="Contact with her child", matter="离婚")
    assert "/cases/" in address(officer)


def the_citizen_looks(citizen: Visitor, code: str) -> None:
    """With the code, and with nothing else."""
    page = citizen.page
    citizen.goto("/help/follow/")
    fill(citizen, code="AAAA-BBBB-CCCC")
    click_in_place(citizen, ".save button.main")
    assert "青溪县" not in page.locator("main").inner_text()
    fill(citizen, code=code)
    click_in_place(citizen, ".save button.main")
    assert "青溪县" in page.locator("main").inner_text()
    assert "孩子不让我见" not in citizen.text()
