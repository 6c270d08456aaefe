"""Figures are found by name, pinyin, initials and key, by those who may see figures."""

import pytest
from django.utils import translation

from tonghu.kit.scope import within
from tonghu.web.figures.search import find


@pytest.mark.parametrize("words", ["法制宣传", "fazhixuanchuan", "fzxc", "outreach.publicity", " FZXC "])
def test_a_figure_is_found(actor, words):
    with translation.override("zh-hans"), within(actor("lin_he").scope):
        assert "/figures/outreach.publicity/" in [hit.url for hit in find(actor("lin_he"), words, 8)]


def test_no_more_than_asked_for(actor):
    assert len(find(actor("lin_he"), "outreach", 3)) == 3


def test_a_liaison_finds_none(actor):
    assert find(actor("ning_zhou"), "outreach", 8) == []
