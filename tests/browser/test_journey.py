"""The main job, from the farmyard to the signature, as the people of the cast do it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser import steps
from tests.browser.conftest import DESK, PHONE
from tests.browser.house import House
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

Sizes = dict[str, int]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_from_an_event_to_a_signed_report(
    size: Sizes, visitor: Callable[..., Visitor], house: House, tmp_path: Path
) -> None:
    chair = visitor("zhou_sui", size=size)
    activity = steps.log_an_event(chair, steps.photo_in(tmp_path))

    officer = visitor("lin_he", size=size)
    steps.correct_a_count(officer, activity, before="130", after="128", why="现场签到复核")
    steps.import_last_year(officer, steps.sheet_in(tmp_path))

    report = steps.draft_the_report(visitor("he_qing", size=size))
    steps.check_the_report(visitor("fang_ting", size=size), report)
    leader = visitor("shen_mei", size=size)
    steps.open_the_records(leader, report, number=10)
    steps.sign_the_report(leader, report)
    assert "10" in steps.download_the_report(leader, report)

    steps.correct_a_count(officer, activity, before="46", after="41", why="重复登记", field="consulted")
    steps.see_what_changed(leader, report, number=10)

    record = activity.split("/")[2]
    steps.see_nothing(
        visitor("tian_yuan", size=size),
        activity,
        f"{activity}edit/",
        f"/trail/outreach_activity/{record}/",
        report,
        f"{report}docx/",
        f"{report}figures/outreach.publicity/",
    )
    assert house.run("-m", "tonghu", "trail", "verify")


def test_a_shorter_way_in_english(visitor: Callable[..., Visitor], tmp_path: Path) -> None:
    chair = visitor("zhou_sui", size=PHONE, language="en-GB")
    activity = steps.log_an_event(chair, steps.photo_in(tmp_path))
    officer = visitor("lin_he", language="en-GB")
    steps.correct_a_count(officer, activity, before="130", after="128", why="counted again")
    for path in ("/", "/activities/", "/network/", "/people/", "/figures/", "/reports/", "/activities/imports/"):
        officer.goto(path)
    leader = visitor("shen_mei", language="en-GB")
    steps.open_the_records(leader, steps.draft_the_report(visitor("he_qing", language="en-GB")), number=10)
