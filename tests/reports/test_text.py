"""Section text: what is let in reads back the same; code, unknown keys and stray brackets are named, never run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghu.reports.living import KNOWN
from tonghu.reports.text import (
    MOST,
    BlockRef,
    FigureRef,
    Line,
    Plain,
    Prose,
    TextRefused,
    Word,
    blocks,
    keys,
    parse,
    source,
)

WORDS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs"), blacklist_characters="[]{}<>%$#\x85"), min_size=1
)
PIECE = st.one_of(
    WORDS, st.sampled_from([f"[[{key}]]" for key in KNOWN]), st.sampled_from(["[[office]]", "[[period]]"])
)
LINE = st.lists(PIECE, min_size=1, max_size=6).map("".join)


@given(st.lists(LINE, max_size=6).map("\n".join))
def test_text_of_words_and_known_figures_reads_back_the_same(text):
    lines = parse(text, KNOWN)
    assert source(lines) == text
    assert parse(source(lines), KNOWN) == lines


def read(text: str) -> tuple[list[Line], list[str]]:
    try:
        return parse(text, KNOWN), []
    except TextRefused as refused:
        return [], refused.sentences


@given(st.text(max_size=300))
def test_whatever_is_typed_is_read_or_refused_with_sentences(text):
    lines, said = read(text)
    assert bool(lines) or all(said)
    assert all(key in KNOWN for key in keys(lines))


@given(
    LINE,
    st.sampled_from(
        ["{{ x }}", "{% load y %}", "<script>", "</p>", "<!--", "${x}", "[[", "]]", "[[a[[office]]]]", "{# x #}"]
    ),
    LINE,
)
def test_code_is_refused_wherever_it_stands(before, code, after):
    with pytest.raises(TextRefused):
        parse(before + code + after, KNOWN)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("共[[outreach.nothing]]场", "outreach.nothing"),
        ("共[[__class__]]场", "__class__"),
        ("一\n二[[settings.SECRET_KEY]]", "2"),
        ("共[[table:outreach.publicity:month]]场", "table:outreach.publicity:month"),
        ("[[table:outreach.publicity:colour]]", "colour"),
        ("[[chart:outreach.nothing:month]]", "outreach.nothing"),
        ("字" * (MOST + 1), f"{MOST}"),
        ("x\x00y", "1"),
    ],
)
def test_the_sentence_names_the_spot(text, said):
    with pytest.raises(TextRefused) as refused:
        parse(text, KNOWN)
    assert said in str(refused.value)


def test_pieces_and_blocks():
    text = "[[period]]，[[office]]办了[[outreach.publicity]]。\n\n[[chart:outreach.publicity:month]]"
    first, second = lines = parse(text, KNOWN)
    assert first == Prose(
        (Word("period"), Plain("，"), Word("office"), Plain("办了"), FigureRef("outreach.publicity"), Plain("。"))
    )
    assert second == BlockRef("chart", "outreach.publicity", "month")
    assert keys(lines) == ["outreach.publicity"]
    assert blocks(lines) == {("outreach.publicity", "month")}
