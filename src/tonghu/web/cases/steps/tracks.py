"""Beginning a track: which one, who decides, what its kind asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tonghu.cases.actions.tracks import OPENED, begin_track
from tonghu.cases.models import Step, Track
from tonghu.cases.rules.steps import TrackKind
from tonghu.cases.rules.tracks import TRACKS, TrackRule
from tonghu.web.cases.parts.asking import facts_in, field_of
from tonghu.web.cases.steps.base import StepForm, day_field, words_field


class TrackForm(StepForm):
    """The kind is chosen in the address (``?kind=``); without one the page offers them all."""

    verb = "track"
    template = "cases/parts/begin.html"
    button = gettext_lazy("Begin it")

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=TrackKind.choices, widget=forms.HiddenInput)
    day = day_field(gettext_lazy("Since"))
    body = forms.CharField(label=gettext_lazy("Court, police or body"), required=False, max_length=200)
    words = words_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.data.get("kind") if self.is_bound else self.initial.get("kind")
        self.rule: TrackRule | None = TRACKS[TrackKind(kind)] if kind in TrackKind.values else None
        if self.rule is not None:
            self.fields["body"].label = str(self.rule.body)
            for ask in self.rule.asks:
                self.fields[ask.key] = field_of(ask)
            self.order_fields([name for name in self.fields if name != "words"])

    @property
    def title(self) -> str:
        return str(self.rule.kind.label) if self.rule else super().title

    @property
    def then(self) -> str:
        made = Track.objects.visible_to(self.by).filter(case=self.case).order_by("-id").first()
        return reverse("web:case-track", args=[self.case.pk, made.pk]) if made else super().then

    def context(self) -> dict[str, Any]:
        return {"rule": self.rule, "rules": list(TRACKS.values())}

    def do(self) -> str:
        if self.rule is None:
            raise ValidationError({"kind": _("Choose one of the tracks.")})
        facts = self.cleaned_data
        begin_track(
            case=self.case,
            kind=facts["kind"],
            body=facts["body"],
            facts=facts_in(self.rule.asks, facts),
            words=facts["words"],
            day=facts["day"],
            by=self.by,
            token=facts["token"],
            seen=facts["seen"],
        )
        return _("The track has begun. Its steps stand on its own page.")


def _said(step: Step) -> str:
    kind, key = step.data.get("kind", ""), step.data.get("step", "")
    rule = TRACKS.get(kind)
    if rule is None:
        return str(kind)
    what = _("begun") if key == OPENED else str(rule.by_key[key].label) if key in rule.by_key else key
    return f"{rule.kind.label}：{what}"


FORMS: dict[str, type[StepForm]] = {"track": TrackForm}
SAID = {"track": _said, "track_step": _said}
