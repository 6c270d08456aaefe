"""Chinese text made searchable: normal form, pinyin, initials, single characters."""

from __future__ import annotations

import re
import unicodedata

from pypinyin import Style, lazy_pinyin

# pypinyin reads these by their commonest sense; as surnames they sound otherwise
# (Xinhua Dictionary, surname readings).
SURNAMES = {
    "万俟": ("mo", "qi"), "尉迟": ("yu", "chi"), "澹台": ("tan", "tai"), "长孙": ("zhang", "sun"),
    "单于": ("chan", "yu"), "令狐": ("ling", "hu"), "宰父": ("zai", "fu"), "亓官": ("qi", "guan"),
    "单": ("shan",), "仇": ("qiu",), "曾": ("zeng",), "解": ("xie",), "查": ("zha",), "区": ("ou",),
    "盖": ("ge",), "朴": ("piao",), "缪": ("miao",), "覃": ("qin",), "翟": ("zhai",), "乜": ("nie",),
    "员": ("yun",), "黑": ("he",), "折": ("she",), "种": ("chong",), "秘": ("bi",), "繁": ("po",),
    "召": ("shao",), "乐": ("yue",), "隗": ("wei",), "郇": ("xun",), "句": ("gou",), "阚": ("kan",),
    "佴": ("nai",), "卜": ("bu",), "祭": ("zhai",), "藏": ("zang",), "粘": ("nian",),
}  # fmt: skip
CHINESE = r"㐀-䶿一-鿿豈-﫿\U00020000-\U0003134f〇"
TOKEN = re.compile(rf"[{CHINESE}]|[a-z0-9]+")
TYPED = re.compile(r"[a-z0-9]+")
WIDE = {ord(wide): unicodedata.normalize("NFKC", wide) for wide in map(chr, range(0xFF01, 0xFF5F)) if wide.isalnum()}
"""Full-width ASCII letters and digits, by the half-width ones they stand for."""


def normal(text: str) -> str:
    """``text`` in one spelling, for comparing and searching: NFKC (letters, digits and punctuation become half-width),
    stripped, runs of white space one space, control and zero-width characters gone. For reading it is :func:`tidy`."""
    return _visible(unicodedata.normalize("NFKC", text))


def tidy(text: str) -> str:
    """``text`` for reading: like :func:`normal`, but only letters and digits become half-width. Chinese text takes
    full-width punctuation (GB/T 15834-2011), which NFKC would make ASCII."""
    return _visible(text.translate(WIDE))


def _visible(text: str) -> str:
    kept = "".join(
        character for character in text if character.isspace() or unicodedata.category(character) not in ("Cc", "Cf")
    )
    return " ".join(kept.split())


def syllables(text: str) -> list[str]:
    """The pinyin syllables of ``text`` without tones, ASCII letters and digits in lower case; characters
    without a reading are left out."""
    readings = lazy_pinyin(normal(text).lower(), style=Style.NORMAL, errors="default")
    return [found for reading in readings for found in TYPED.findall(reading)]


def pinyin_of(text: str) -> str:
    """``text`` as it is typed on a keyboard: pinyin without tones or spaces, ü as v."""
    return "".join(syllables(text))


def initials_of(text: str) -> str:
    """The first letter of every syllable: 张晓云 is ``zxy``."""
    return "".join(syllable[0] for syllable in syllables(text))


def person_syllables(name: str) -> list[str]:
    """Like :func:`syllables`, for a person's name: the surname has its reading as a surname."""
    name = normal(name)
    for length in (2, 1):
        if reading := SURNAMES.get(name[:length]):
            return [*reading, *syllables(name[length:])]
    return syllables(name)


def person_pinyin(name: str) -> str:
    """A person's name as typed: 单雄 is ``shanxiong``, not ``danxiong``."""
    return "".join(person_syllables(name))


def person_initials(name: str) -> str:
    """The first letters of a person's name, surname read as a surname."""
    return "".join(syllable[0] for syllable in person_syllables(name))


def characters(text: str) -> list[str]:
    """The distinct Chinese characters and lower-case ASCII words of ``text``, sorted, for a GIN array."""
    return sorted(set(TOKEN.findall(normal(text).lower())))
