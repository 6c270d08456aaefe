"""The Chinese catalogue: written from the sources and checked for gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polib

from tonghu.locale.extract import PACKAGE, Message, messages

FOLDER = PACKAGE / "locale" / "zh_Hans" / "LC_MESSAGES"
CATALOGUE = FOLDER / "django.po"
PARTS = PACKAGE / "locale" / "parts"
HEAD = {
    "Project-Id-Version": "tonghu",
    "Language": "zh_Hans",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_]*\}")


def merge() -> int:
    """Write the catalogue anew: what the sources ask for, with the translations there are.

    Translations come from the catalogue itself and from ``parts/*.tsv`` (message, Chinese, plural;
    a context stands before the message with ``|||``), the parts counting more.

    Returns:
        The number of messages without a translation.
    """
    known = {**written(), **from_parts()}
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = HEAD
    for message, places in sorted(messages().items()):
        entry = polib.POEntry(msgid=message.msgid, msgctxt=message.context or None)
        entry.occurrences = [(place, "") for place in places]
        translation = known.get((message.msgid, message.context), "")
        if message.plural:
            entry.msgid_plural, entry.msgstr_plural = message.plural, {0: translation}
        else:
            entry.msgstr = translation
        catalogue.append(entry)
    FOLDER.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(CATALOGUE))
    return len(catalogue.untranslated_entries())


def written() -> dict[tuple[str, str], str]:
    """The catalogue's translations by message and context."""
    if not CATALOGUE.exists():
        return {}
    return {(e.msgid, e.msgctxt or ""): _chinese(e) for e in polib.pofile(str(CATALOGUE)) if not e.obsolete}


def from_parts() -> dict[tuple[str, str], str]:
    """The translations in ``parts/`` by message and context; the first of several counts."""
    found: dict[tuple[str, str], str] = {}
    for key, chinese, _where in _lines():
        found.setdefault(key, chinese)
    return found


def _lines() -> Iterator[tuple[tuple[str, str], str, str]]:
    """Each line of ``parts/``: message and context, its Chinese, the file's name."""
    for path in sorted(PARTS.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            key, _tab, rest = line.partition("\t")
            context, _bar, msgid = key.rpartition("|||")
            chinese = _unescape(rest.split("\t")[0])
            if chinese:
                yield (_unescape(msgid), context), chinese, path.name


def quarrels() -> list[str]:
    """Messages that two parts translate differently: they need a context (``pgettext``) each."""
    known = from_parts()
    return [
        f"two translations: {msgid!r} is {known[msgid, context]!r}, in {where} {chinese!r}"
        for (msgid, context), chinese, where in _lines()
        if known[msgid, context] != chinese
    ]


def gaps() -> list[str]:
    """What keeps the Chinese from being complete, one sentence a message; empty where nothing does."""
    entries = {} if not CATALOGUE.exists() else {_key(e): e for e in polib.pofile(str(CATALOGUE)) if not e.obsolete}
    wanted = messages()
    found = quarrels()
    found += [f"no longer used: {key.msgid!r}" for key in entries.keys() - wanted.keys()]
    for message, places in wanted.items():
        entry = entries.get(message)
        if entry is None or entry.fuzzy or not _chinese(entry):
            found.append(f"not translated: {message.context}{message.msgid!r} ({places[0]})")
        elif not _same_placeholders(message, _chinese(entry)):
            found.append(f"other placeholders: {message.msgid!r} and {_chinese(entry)!r}")
    return sorted(found)


def _key(entry: polib.POEntry) -> Message:
    return Message(entry.msgid, entry.msgctxt or "", entry.msgid_plural or "")


def _chinese(entry: polib.POEntry) -> str:
    return str(entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr)


def _same_placeholders(message: Message, chinese: str) -> bool:
    """Chinese may leave out the number of a singular, but never names what the message does not."""
    asked = set(PLACEHOLDER.findall(message.plural or message.msgid))
    return set(PLACEHOLDER.findall(chinese)) == asked


def _unescape(text: str) -> str:
    return text.replace("\\n", "\n")
