"""What a deployment begins with, from the options of ``tonghu setup`` or asked for."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass, field

from stdnum import numdb

from tonghu.access.actions import new_password
from tonghu.access.drafts import UserDraft
from tonghu.access.rules import Role
from tonghu.cli.answers import Answers, pair, words
from tonghu.cli.spoken import spoken
from tonghu.kit.codes import level_of, parent_of, parse_place
from tonghu.kit.dates import FOUNDING
from tonghu.places.drafts import OfficeDraft, PlaceDraft
from tonghu.places.models import Place
from tonghu.places.rules import OfficeKind

ROLES = {
    Role.SYSTEM: ("--system", "系统管理员 / system administrator"),
    Role.SECURITY: ("--security", "安全管理员 / security administrator"),
    Role.AUDIT: ("--audit", "审计管理员 / audit administrator"),
}
PERSON = "姓名:账号 / name:username"


@dataclass(slots=True)
class Plan:
    """What will be written: divisions from the top down, offices, administrators by role.

    Attributes:
        nameless: codes of divisions above whose names nobody told; they carry their code until renamed.
    """

    places: list[PlaceDraft] = field(default_factory=list)
    offices: list[OfficeDraft] = field(default_factory=list)
    administrators: dict[Role, UserDraft] = field(default_factory=dict)
    nameless: list[str] = field(default_factory=list)


def planned(args: Namespace) -> Plan:
    """Every answer there must be. Raises EngineError: one is missing or cannot be read."""
    answers, plan = Answers(), Plan()
    code = answers.need(args.place, "--place", "单位所在区划的代码 / code of the office's division", parse_place)
    if code is not None:
        _divisions(plan, code, args, answers)
    name = answers.need(args.office, "--office", "妇联全称 / the federation's full name", words)
    if code is not None and name is not None:
        plan.offices = [_federation(code, name, args)]
    for role, (option, told) in ROLES.items():
        person = answers.need(getattr(args, role), option, f"{told}，{PERSON}", pair)
        if person is not None:
            plan.administrators[role] = UserDraft(username=person[1], name=person[0], password=new_password())
    answers.complete()
    return plan


def _divisions(plan: Plan, code: int, args: Namespace, answers: Answers) -> None:
    given = {parse: name for parse, name in spoken(lambda: [_named(text) for text in args.above])}
    known = {place.code: place.name for place in Place.objects.filter(code__in=_chain(code))}
    for one in _chain(code):
        short = str(one)[: level_of(one)]
        name = known.get(one) or given.get(one) or (args.place_name if one == code else "") or standard_name(one)
        if not name and (answers.asks or one == code):
            name = answers.need(None, "--place-name", f"{short} 的名称 / name of {short}", words) or short
        elif not name:
            plan.nameless.append(short)
        plan.places.append(PlaceDraft(code=one, name=name or short))


def _chain(code: int) -> list[int]:
    """A division and those above it, the highest first."""
    parent = parent_of(code)
    return [*(_chain(parent) if parent is not None else []), code]


def _named(text: str) -> tuple[int, str]:
    code, name = pair(text)
    return parse_place(code), name


def standard_name(code: int) -> str:
    """The name of a division down to the county by its code (GB/T 2260); blank where it has none."""
    parts = numdb.get("cn/loc").info(str(code // 1_000_000))
    names = parts[-1][1].get("county", "") if len(parts) > 1 else ""
    # former names of the same code stand before the present one, with their years in brackets
    return str(names).split(",")[-1].rpartition("]")[2]


def _federation(code: int, name: str, args: Namespace) -> OfficeDraft:
    short = name.replace("妇女联合会", "妇联")
    return OfficeDraft(
        place_id=code,
        kind=OfficeKind.FEDERATION,
        name=name,
        short=short if short != name else "",
        opened_on=args.opened or FOUNDING,
    )
