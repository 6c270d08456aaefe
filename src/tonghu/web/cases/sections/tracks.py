"""Protection orders, warning letters and other tracks of a case."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.models import Case, Track
from tonghu.cases.rules.steps import TrackKind, TrackState
from tonghu.cases.rules.tracks import TRACKS
from tonghu.web.cases.sections import Section

ORDER = 40
PARTS = (Track,)


def section(case: Case, by: Actor) -> Section | None:
    """Tracks, those under way first."""
    found = list(Track.objects.visible_to(by).filter(case=case).order_by("-day", "-id"))
    if not found:
        return None
    rows = [
        {
            "track": track,
            "running": track.state == TrackState.UNDER_WAY,
            "stage": TRACKS[TrackKind(track.kind)].stages.get(track.stage, track.stage),
        }
        for track in found
    ]
    rows.sort(key=lambda row: not row["running"])
    return Section(_("Tracks"), "cases/parts/section_tracks.html", {"rows": rows}, len(rows), "tracks")
