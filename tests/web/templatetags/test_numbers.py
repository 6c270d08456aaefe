from decimal import Decimal

import pytest
from django.utils import translation

from tonghu.figures.catalogue import ALL
from tonghu.figures.value import Value
from tonghu.web.templatetags.numbers import said

AUDIENCE = ALL["outreach.audience"]


@pytest.mark.parametrize(
    ("number", "language", "text"),
    [
        (120_000, "zh-hans", "12万"),
        (20_600, "zh-hans", "2.06万"),
        (20_691, "zh-hans", "20,691"),
        (120_000, "en", "120,000"),
        (Decimal("95.6"), "zh-hans", "95.6"),
        (None, "zh-hans", "–"),
    ],
)
def test_large_round_numbers_are_said_in_wan_on_chinese_pages(number, language, text):
    with translation.override(language):
        assert said(Value(AUDIENCE, number, 3, None, 0)) == text
