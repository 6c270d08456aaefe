"""Letters and offers of the stories; every value can be changed by name."""

from __future__ import annotations

from typing import Any

from tests.factories.cases import party_draft, registered
from tonghu.access.actor import Actor
from tonghu.cases.actions.letters import fingerprint, send_letter, write_letter
from tonghu.cases.letter_drafts import LetterDraft
from tonghu.cases.models import Case, Letter
from tonghu.cases.queries.disclosing import offered, parties_of
from tonghu.cases.rules.kinds import Role


def letter_draft(**changes: Any) -> LetterDraft:
    """To the county's police, on paper, nothing personal disclosed."""
    values: dict[str, Any] = {"to_name": "青溪县公安局", "asks": "请依法处理并回复", "fields": ("case.matter",)}
    return LetterDraft(**(values | changes))


def minors_case(by: Actor, **changes: Any) -> Case:
    """A boy hurt, his mother who came with him, the man complained of."""
    persons = (
        party_draft(name="柳青青", roles=(Role.PETITIONER, Role.GUARDIAN), phone="13900000031"),
        party_draft(name="柳小舟", roles=(Role.MINOR, Role.VICTIM), phone="", address="河湾乡柳树村5组"),
        party_draft(name="石大川", roles=(Role.COMPLAINED_OF,), phone="", address="", unit="河湾乡砖厂"),
    )
    values: dict[str, Any] = {"title": "孩子被打伤", "words": "他说被打了两次。", "minor": True, "persons": persons}
    return registered(by, **(values | changes))


def key_of(case: Case, by: Actor, name: str, field: str) -> str:
    """The key of one field of the person of that name."""
    party = next(one for one in parties_of(case, by) if one.person.name == name)
    return f"{party.pk}.{field}"


def party_of(case: Case, by: Actor, name: str) -> int:
    """The id of the party of that name."""
    return next(one.pk for one in parties_of(case, by) if one.person.name == name)


def preview(letter: Letter, by: Actor) -> str:
    """What she has looked at before she sends."""
    case = letter.case
    chosen = [one for one in offered(case, parties_of(case, by), by) if one.key in set(letter.fields)]
    return fingerprint(chosen, letter)


def sent(case: Case, by: Actor, **changes: Any) -> Letter:
    """A letter that went out today, or on the ``day`` that is named."""
    day = changes.pop("day", None)
    letter = write_letter(case=case, draft=letter_draft(**changes), by=by)
    return send_letter(letter=letter, by=by, looked_at=preview(letter, by), day=day)
