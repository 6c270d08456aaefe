"""``tonghu setup``, ``tonghu places import``, and what ``tonghu serve`` says before them."""

import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.house import free_port
from tests.demo.test_serving import sign_in, wait
from tests.demo.town import Town
from tonghu.engine.cluster import using
from tonghu.kit.sheets import write_sheet

PLACE = ("--place", "990100000000", "--place-name", "云溪市")
OFFICE = ("--office", "云溪市妇女联合会")
THREE = ("--system", "席远:xi_yuan", "--security", "安然：an_ran", "--audit", "丁舒:ding_shu")
GRANTS = """select u.username, u.name, u.must_change_password, g.role, o.name, o.short, o.place_id
    from access_grant g join accounts_user u on u.id = g.user_id join places_office o on o.id = g.office_id
    order by u.username"""
COUNTS = "select (select count(*) from places_place), (select count(*) from accounts_user)"


def started(folder: Path) -> Iterator[Town]:
    """A data folder whose server runs on between commands, which saves each of them a start."""
    town = Town(folder)
    with using(town.folder):
        yield town
    town.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Town]:
    """A data folder of its own with nothing in it."""
    yield from started(tmp_path / "data")


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Another for commands that are refused; they leave it empty."""
    yield from started(tmp_path_factory.mktemp("untouched") / "data")


def test_an_office_and_three_administrators_with_passwords_of_their_own_and_only_once(empty: Town) -> None:
    done = empty.run("setup", *PLACE, "--above", "99:云岭省", *OFFICE, *THREE)
    assert done.returncode == 0, done.stderr
    passwords = re.findall(r"\b[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}\b", done.stdout)
    assert len(set(passwords)) == 3
    office = ("云溪市妇女联合会", "云溪市妇联", 990100000000)
    three = [
        ("an_ran", "安然", True, "security", *office),
        ("ding_shu", "丁舒", True, "audit", *office),
        ("xi_yuan", "席远", True, "system", *office),
    ]
    assert empty.ask(GRANTS) == three
    assert empty.ask("select name, level from places_place order by code") == [("云岭省", 2), ("云溪市", 4)]
    assert empty.ask("select distinct actor from trail_entry") == [("建库 Founding",)]
    again = empty.run("setup", *PLACE, *OFFICE, "--system", "甲:a", "--security", "乙:b", "--audit", "丙:c")
    assert again.returncode == 1
    assert "这里已经有账号" in again.stderr
    assert "There are accounts here already; nothing was changed." in again.stderr
    assert empty.ask(GRANTS) == three


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--place --office --system --security --audit is missing; nothing was saved"),
        ((*PLACE, *OFFICE), "--system --security --audit is missing"),
        (("--place", "990100", "--place-name", "云溪市", *OFFICE, *THREE[:4], "--audit", "安然:an_ran"), "three dif"),
        ((*PLACE, *OFFICE, *THREE[:4], "--audit", "安然:someone"), "three different people"),
        (("--place", "99010", *OFFICE, *THREE), "A place code has 2, 4, 6, 9 or 12 digits."),
        ((*PLACE, *OFFICE, *THREE[:4], "--audit", "丁舒"), "Two parts with a colon between them"),
        ((*PLACE, *OFFICE, *THREE[:4], "--audit", "丁舒:ding shu"), "丁舒: Enter a valid username"),
        ((*PLACE, *OFFICE, "--opened", "2199-01-01", *THREE), "between 1949-10-01 and today"),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_a_sentence_and_nothing_is_saved(
    untouched: Town, words: tuple[str, ...], said: str
) -> None:
    done = untouched.run("setup", *words)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert untouched.ask(COUNTS) == [(0, 0)]


def test_a_division_above_without_a_name_carries_its_code_until_it_is_told(empty: Town, tmp_path: Path) -> None:
    done = empty.run("setup", *PLACE, *OFFICE, *THREE)
    assert "the name of 99 is not known" in done.stdout
    table = tmp_path / "names.csv"
    table.write_text("代码,名称,English name\n99,云岭省,Yunling\n", "utf-8")
    kept = empty.run("places", "import", str(table))
    assert "1 kept under another name" in kept.stdout
    assert "1 renamed" in empty.run("places", "import", str(table), "--rename").stdout
    named = empty.ask("select name, name_en, pinyin from places_place where level = 2")
    assert named == [("云岭省", "Yunling", "yunlingsheng")]


def test_the_state_s_own_names_are_known(empty: Town) -> None:
    done = empty.run("setup", "--place", "110102", "--office", "测试单位", *THREE)
    assert done.returncode == 0, done.stderr
    names = [name for (name,) in empty.ask("select name from places_place order by code")]
    assert (names[0], names[-1]) == ("北京市", "西城区")


def test_a_terminal_is_asked_for_everything(empty: Town) -> None:
    mine, theirs = pty.openpty()
    answers = [
        "99010",
        "990100000000",
        "云岭省",
        "云溪市",
        "云溪市妇女联合会",
        "席远:xi_yuan",
        "安然:an_ran",
        "丁舒:ding_shu",
    ]
    os.write(mine, "".join(f"{answer}\n" for answer in answers).encode())
    done = subprocess.run(
        [sys.executable, "-m", "tonghu", "setup"],
        env=empty.environment, stdin=theirs, capture_output=True, text=True, check=False,
    )  # fmt: skip
    os.close(mine)
    os.close(theirs)
    assert done.returncode == 0, done.stderr
    assert "区划代码应为2、4、6、9或12位数字。" in done.stdout
    assert len(empty.ask(GRANTS)) == 3


def test_every_bad_row_is_named_and_none_is_written(untouched: Town, tmp_path: Path) -> None:
    table = tmp_path / "divisions.xlsx"
    write_sheet(
        table, title="区划", scope_line="云溪市", headings=("代码", "名称"),
        rows=[
            (99, "云岭省"), ("9901", "云溪市"), (990101, "青溪县"), ("990101101", "河湾乡"),
            (99010, "短码县"), ("990102101", "沙坪乡"), ("990101102", ""), (990101, "清溪县"),
        ],
    )  # fmt: skip
    done = untouched.run("places", "import", str(table))
    assert done.returncode == 1
    assert [line.split(" / row ")[1] for line in done.stderr.splitlines() if " / row " in line] == [
        "8: A place code has 2, 4, 6, 9 or 12 digits.",
        "9: 990102000000 above it is neither registered nor in this file.",
        "10: The name is missing.",
        "11: 990101000000 stands in row 6 as “青溪县” already.",
    ]
    assert "4 of 8 rows are bad; none was written" in done.stderr
    assert untouched.ask(COUNTS) == [(0, 0)]


def test_divisions_come_in_once_in_any_order_before_the_office_too(empty: Town, tmp_path: Path) -> None:
    table = tmp_path / "divisions.csv"
    rows = ["990101101201,柳树村", "990101101000,河湾乡", "990101,青溪县", "990101,青溪县", "9901,云溪市", "99,云岭省"]
    text = "云溪市区划\n区划代码,名称\n" + "\n".join(rows)
    table.write_text(text, "utf-8-sig")
    first = empty.run("places", "import", str(table))
    assert "5 added, 0 there already" in first.stdout, first.stderr
    table.write_text(text, "gb18030")
    assert "0 added, 5 there already, 0 renamed" in empty.run("places", "import", str(table)).stdout
    assert empty.ask("select name, level from places_place where level > 4 order by code") == [
        ("青溪县", 6), ("河湾乡", 9), ("柳树村", 12),
    ]  # fmt: skip
    noted = empty.ask("select actor, after->>'added' from trail_entry")
    assert noted == [("命令行 Command line", "5")]
    assert empty.run("setup", "--place", "9901", *OFFICE, *THREE).returncode == 0
    assert empty.ask(COUNTS) == [(5, 3)]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("gone.csv", None, "cannot be opened; nothing was changed"),
        ("letter.csv", b"dear sirs\n", "The row of headings was not found"),
        ("noise.csv", b"\xff\xff\xff\xff", "The text of this file cannot be read"),
        ("letter.xlsx", b"dear sirs", "This is not an Excel workbook"),
    ],
)
def test_a_file_that_is_no_list_is_a_sentence(
    untouched: Town, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = untouched.run("places", "import", str(tmp_path / name))
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_serving_without_accounts_names_the_command_and_the_password_then_lets_in(empty: Town) -> None:
    port = free_port()
    command = [sys.executable, "-m", "tonghu", "serve", "--port", str(port), "--workers", "1", "--no-worker"]
    serving = subprocess.Popen(
        command, env=empty.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert serving.stdout
    first = [serving.stdout.readline() for _line in range(3)]
    assert "tonghu setup" in first[0]
    assert "There are no accounts yet" in first[1]
    assert "http://" in first[2]
    wait(f"http://127.0.0.1:{port}/")
    done = empty.run("setup", *PLACE, *OFFICE, *THREE)
    found = re.search(r"an_ran\s+(\S+)", done.stdout)
    assert found, done.stderr
    page = sign_in(f"http://127.0.0.1:{port}/", "an_ran", found[1])
    serving.send_signal(signal.SIGINT)
    rest, _nothing = serving.communicate(timeout=60)
    assert "Set up the second factor" in page
    assert "Traceback" not in rest
