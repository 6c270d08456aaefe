"""One officer's desk in the demonstration: cases registered and moved on through the actions, told from today."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tonghu.access.actor import Actor
from tonghu.cases.actions.accept import accept_case
from tonghu.cases.actions.classify import classify_case
from tonghu.cases.actions.closure import approve_closure, ask_closure
from tonghu.cases.actions.register import register_case
from tonghu.cases.actions.tell import tell_petitioner
from tonghu.cases.drafts import CaseDraft, PartyDraft
from tonghu.cases.models import Case
from tonghu.cases.rules.kinds import Role
from tonghu.cases.rules.ways import Class, Outcome, Way
from tonghu.demo.names import people_names
from tonghu.demo.spread import token
from tonghu.demo.world import World
from tonghu.people.rules import Sex

STREETS = ("槐荫路", "临水街", "茶亭巷", "石板街", "新圩路", "月塘巷")
CLOSED_WORDS = "已与当事人和有关单位说明处理情况，按约定落实，孩子生活和上学安排妥当。"


@dataclass
class Desk:
    """Who works here, and the day it is.

    Attributes:
        world: the prefecture; by: the acting officer; spoken: names given so far, so that none returns.
    """

    world: World
    by: Actor
    spoken: list[str] = field(default_factory=list)

    def ago(self, days: int) -> date:
        """So many days before today, never before the year in which the current slice begins."""
        return max(self.world.today - timedelta(days=days), date(2025, 1, 2))

    def ahead(self, days: int) -> date:
        """So many days to come: from the present day where the slice is told from one before it."""
        return max(self.world.today, timezone.localdate()) + timedelta(days=days)

    def person(self, *roles: Role, age: int = 36, sex: Sex = Sex.FEMALE, **more: Any) -> PartyDraft:
        """Somebody invented, with name, phone and address."""
        rng = self.world.rng
        name = more.pop("name", "") or self._name()
        born = self.world.today - timedelta(days=age * 365 + rng.randint(20, 330))
        return PartyDraft(
            roles=roles, name=name, sex=sex, born=born, phone="" if age < 14 else f"139{rng.randint(0, 99999):08d}",
            address=f"{rng.choice(STREETS)}{rng.randint(1, 180)}号", token=token(rng), **more,
        )  # fmt: skip

    def mother_and_child(self, age: int = 9, sex: Sex = Sex.FEMALE) -> tuple[PartyDraft, ...]:
        """A mother who came, and the child it is about."""
        return (
            self.person(Role.PETITIONER, Role.GUARDIAN, age=36, relation="母亲"),
            self.person(Role.MINOR, age=age, sex=sex),
        )

    def register(self, days: int, matter: str, title: str, words: str = "", **more: Any) -> Case:
        """A petition brought so many days ago."""
        persons = more.pop("persons", None)
        stated: dict[str, Any] = {"channel": "visit", "minor": True, **more}
        draft = CaseDraft(
            day=self.ago(days), matter=matter, title=title, words=words or f"{title}，希望妇联帮助。",
            persons=self.mother_and_child() if persons is None else persons, token=token(self.world.rng), **stated,
        )  # fmt: skip
        return register_case(draft=draft, by=self.by)

    def handled(self, case: Case, days: int, *, way: int = Way.PETITION, told: bool = True) -> Case:
        """Classified, the petitioner told, accepted so many days ago."""
        day = max(case.day, self.ago(days))
        classify_case(case=case, classed=Class.APPEAL, way=way, day=day, by=self.by)
        if told:
            tell_petitioner(case=case, day=day, by=self.by)
        return accept_case(case=case, day=day, by=self.by)

    def ask(self, case: Case, days: int, outcome: str = Outcome.SETTLED, satisfaction: int | None = 1) -> Case:
        """Closure asked for so many days ago."""
        return ask_closure(
            case=case, outcome=outcome, result=CLOSED_WORDS, satisfaction=satisfaction,
            day=max(case.day, self.ago(days)), by=self.by,
        )  # fmt: skip

    def approve(self, case: Case, days: int) -> Case:
        """Approved by the acting leader."""
        day = max(case.day, self.ago(days))
        return approve_closure(case=case, day=day, told_on=day, by=self.by)

    def _name(self) -> str:
        names = people_names(self.world.rng, len(self.spoken) + 1)
        found = next(name for name in names if name not in self.spoken)
        self.spoken.append(found)
        return found
