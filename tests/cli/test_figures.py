"""``tonghu figures``: what it prints, and its exit status."""

import subprocess
import sys

import pytest

from tests.factories.activities import activity
from tonghu.kit.periods import Period

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tonghu(elsewhere):
    """The command as a person runs it, on this test's database."""

    def run(*words):
        return subprocess.run(
            [sys.executable, "-m", "tonghu", "figures", *words],
            env=elsewhere, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run


def test_the_catalogue_is_listed(tonghu):
    said = tonghu("list").stdout
    assert "outreach.publicity\t法制宣传活动\t场\tv1\t" in said


def test_a_value_is_shown_for_an_office_and_a_period(tonghu, cast, actor):
    activity(actor("zhou_sui"), day=Period.half(2026, 1).start)
    said = tonghu("show", "outreach.publicity", "--office", cast.town.name, "--period", "2026H1").stdout
    assert said.split("\t")[1:4] == ["河湾乡", "2026H1", "1 场"]
    assert (
        tonghu("show", "outreach.publicity", "--office", str(cast.county.pk), "--period", "2026Q1").stdout.split("\t")[
            3
        ]
        == "1 场"
    )


@pytest.mark.parametrize(
    "words",
    [
        ("show", "outreach.nothing"),
        ("show", "outreach.publicity", "--period", "soon"),
        ("show", "outreach.publicity", "--office", "无此单位"),
    ],
)
def test_what_does_not_exist_gets_a_sentence(tonghu, words):
    done = tonghu(*words)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 2


def test_folding_says_how_many(tonghu, actor):
    activity(actor("lin_he"))
    assert "已合并" in tonghu("fold").stdout
    assert "已合并 0 条" in tonghu("fold").stdout


def test_a_check_without_records_is_wrong_and_says_how_much(tonghu):
    done = tonghu("check", "--here")
    lines = done.stdout.strip().splitlines()
    assert done.returncode == 1
    assert len(lines) == 67
    assert lines[-1] == "66 stated: 0 ok, 1 damaged, 33 pending, 32 wrong"
    assert lines[0].split()[:2] == ["1", "1-01"]
    assert lines[0].endswith("pending conference")
