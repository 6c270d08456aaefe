import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghu.kit.text import characters, initials_of, normal, person_initials, person_pinyin, pinyin_of, tidy


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("单立人", "shanliren"), ("仇小云", "qiuxiaoyun"), ("曾云", "zengyun"), ("解云", "xieyun"),
        ("查云", "zhayun"), ("区云", "ouyun"), ("盖云", "geyun"), ("朴云", "piaoyun"), ("任云", "renyun"),
        ("尉迟云", "yuchiyun"), ("单于云", "chanyuyun"), ("吕云", "lvyun"), ("", ""),
    ],
)  # fmt: skip
def test_surnames_have_their_own_reading(name: str, pinyin: str) -> None:
    assert person_pinyin(name) == pinyin


def test_other_text_keeps_its_reading() -> None:
    assert pinyin_of("区妇联 解答 12338") == "qufulianjieda12338"
    assert initials_of("云溪市妇联") == "yxsfl"
    assert person_initials("单于云") == "cyy"


def test_homophones_meet() -> None:
    assert person_pinyin("张健国") == person_pinyin("张坚国")


def test_normal_form() -> None:
    assert normal("　ＡＢ１２　 张\u200b云 \n 李 ") == "AB12 张云 李"


def test_what_is_read_keeps_chinese_punctuation() -> None:
    assert tidy("　她说：“不敢回家”，（ＡＢ１２）！\u200b… \n 另有１人？ ") == "她说：“不敢回家”，（AB12）！… 另有1人？"
    assert normal("（一），二") == "(一),二"


def test_characters_for_a_search_array() -> None:
    assert characters("云溪云 Rights 2026周") == ["2026", "rights", "云", "周", "溪"]


@given(st.text())
def test_normal_is_its_own_normal(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(st.text())
def test_tidy_changes_only_how_it_looks(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert normal(tidy(text)) == normal(text)


@given(st.text())
def test_search_keys_are_plain(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]*", initials_of(text))
    found = characters(text)
    assert found == sorted(set(found))
    assert characters(" ".join(found)) == found
