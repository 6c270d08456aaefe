"""Figures of publicity and family education (systems 7 and 15).

All count activities by the responsible office and by their first day; withdrawn ones are left out.
"""

from django.utils.translation import gettext_lazy as _

from tonghu.figures.catalogue import units
from tonghu.figures.figure import By, Condition, Count, Distinct, Figure, Sum, Text, Unit
from tonghu.outreach.rules import PUBLICITY, ActivityKind, AudienceSort, MaterialForm, Topic

LECTURES = (ActivityKind.LECTURE, ActivityKind.LAW_LECTURE, ActivityKind.EXPERT_TALK)
PLACE_AND_TIME: tuple[By, ...] = ("county", "town", "month")


def _events(name: str, label: Text, definition: Text, *kinds: ActivityKind) -> Figure:
    by: tuple[By, ...] = () if len(kinds) == 1 else ("kind",)
    return Figure(
        f"outreach.{name}", label, definition, units.EVENTS, Count(), "outreach.Activity",
        _kinds(*kinds), (*PLACE_AND_TIME, *by),
    )  # fmt: skip


def _kinds(*kinds: ActivityKind, prefix: str = "") -> tuple[Condition, ...]:
    return ((f"{prefix}kind", "in", tuple(sorted(str(kind) for kind in kinds))),) if kinds else ()


def _copies(name: str, label: Text, definition: Text, unit: Unit, *forms: MaterialForm) -> Figure:
    where: tuple[Condition, ...] = tuple(("material__form", "eq", str(form)) for form in forms)
    return Figure(
        f"outreach.{name}", label, definition, unit, Sum("copies"), "outreach.Handout", where,
        (*PLACE_AND_TIME, "kind", "material"),
    )  # fmt: skip


def _audience(name: str, label: Text, definition: Text, *kinds: ActivityKind) -> Figure:
    return Figure(
        f"outreach.{name}", label, definition, units.PERSON_TIMES, Sum("audience"), "outreach.Activity",
        _kinds(*kinds), (*PLACE_AND_TIME, "kind"),
    )  # fmt: skip


EVENTS = (
    _events(
        "publicity",
        _("Legal publicity events"),
        _(
            "Campaign days, rights weeks, exhibitions, media pieces, case-law classes and events in villages. "
            "Lectures, contests and training are counted on their own."
        ),
        *PUBLICITY,
    ),
    _events("activities", _("Activities of all kinds"), _("Every activity of publicity and family education.")),
    _events("contests", _("Contests"), _("Legal knowledge contests and the like."), ActivityKind.CONTEST),
    _events(
        "lectures",
        _("Lectures"),
        _("Lectures of all sorts: general, law-into-families, and family-education talks by experts."),
        *LECTURES,
    ),
    _events(
        "law_lectures",
        _("Law-into-families lectures"),
        _("Lectures that bring the law into families."),
        ActivityKind.LAW_LECTURE,
    ),
    _events(
        "expert_talks",
        _("Family-education talks by experts"),
        _("Talks on family education for which an expert was invited."),
        ActivityKind.EXPERT_TALK,
    ),
    _events("training", _("Training sessions"), _("Training of staff, cadres and volunteers."), ActivityKind.TRAINING),
    _events("exhibitions", _("Exhibitions"), _("Exhibitions and display boards."), ActivityKind.EXHIBITION),
    _events("media", _("Media pieces"), _("Broadcasts, columns and posts."), ActivityKind.MEDIA),
    _events("case_classes", _("Case-law classes"), _("Classes that explain a case."), ActivityKind.CASE_CLASS),
)

MATERIALS = (
    _copies("copies", _("Copies handed out"), _("Copies of material of every form."), units.COPIES),
    _copies(
        "copies_material",
        _("Publicity materials handed out"),
        _("Copies of publicity material; handbooks, leaflets, letters and readers are counted on their own."),
        units.COPIES,
        MaterialForm.MATERIAL,
    ),
    _copies(
        "copies_handbook",
        _("Handbooks handed out"),
        _("Copies of handbooks."),
        units.HANDBOOKS,
        MaterialForm.HANDBOOK,
    ),
    _copies("copies_leaflet", _("Leaflets handed out"), _("Copies of leaflets."), units.LEAFLETS, MaterialForm.LEAFLET),
    _copies(
        "copies_letter",
        _("Letters to parents handed out"),
        _("Copies of letters to parents."),
        units.LETTERS,
        MaterialForm.LETTER,
    ),
    Figure(
        "outreach.material_kinds",
        _("Kinds of material"),
        _("Different materials of which at least one copy was handed out; each is counted once."),
        units.KINDS,
        Distinct("material"),
        "outreach.Handout",
        breakdowns=(*PLACE_AND_TIME, "kind"),
    ),
)

PEOPLE = (
    Figure(
        "outreach.consulted",
        _("People consulted at activities"),
        _("Consultations given at activities, in person-times, where the number was recorded."),
        units.PERSON_TIMES,
        Sum("consulted"),
        "outreach.Activity",
        breakdowns=(*PLACE_AND_TIME, "kind"),
    ),
    _audience(
        "audience",
        _("Audience of activities"),
        _("Audience of all activities, in person-times, where it was recorded."),
    ),
    _audience("lecture_audience", _("Audience of lectures"), _("Audience of lectures of all sorts."), *LECTURES),
    Figure(
        "outreach.parents",
        _("Parents in the audience"),
        _("Parents at activities of all kinds, in person-times, where the audience was recorded by sort."),
        units.PERSON_TIMES,
        Sum("people"),
        "outreach.Audience",
        (("sort", "eq", str(AudienceSort.PARENTS)),),
        (*PLACE_AND_TIME, "kind"),
    ),
    Figure(
        "outreach.talk_parents",
        _("Parents at talks by experts"),
        _("Parents at family-education talks by experts, in person-times."),
        units.PARENTS,
        Sum("people"),
        "outreach.Audience",
        (("sort", "eq", str(AudienceSort.PARENTS)), *_kinds(ActivityKind.EXPERT_TALK, prefix="activity__")),
        PLACE_AND_TIME,
    ),
    Figure(
        "outreach.coorganisers",
        _("Co-organising units"),
        _("Different units that held an activity together with the responsible office; each is counted once."),
        units.UNITS,
        Distinct("office"),
        "outreach.CoOrganiser",
        breakdowns=(*PLACE_AND_TIME, "kind"),
    ),
    Figure(
        "outreach.lecturers",
        _("Lecturers who spoke"),
        _("Different people who spoke at an activity; each is counted once."),
        units.PEOPLE,
        Distinct("person"),
        "outreach.Lecturer",
        breakdowns=(*PLACE_AND_TIME, "kind"),
    ),
)

TOPIC_LABELS: dict[Topic, Text] = {
    Topic.LAW: _("Activities on the protection of minors law"),
    Topic.DROWNING: _("Activities against drowning"),
    Topic.DRUGS: _("Activities against drugs"),
    Topic.SEXUAL_ABUSE: _("Activities against sexual abuse"),
    Topic.BULLYING: _("Activities against bullying"),
    Topic.NET: _("Activities on safety on the net"),
    Topic.DOMESTIC_VIOLENCE: _("Activities against domestic violence"),
    Topic.FAMILY_EDUCATION: _("Activities on family education"),
    Topic.SAFETY: _("Activities on traffic, fire and food safety"),
    Topic.HEALTH: _("Activities on health"),
    Topic.TRAFFICKING: _("Activities against trafficking"),
    Topic.MORALS: _("Activities on morals and upbringing"),
}

TOPICS = tuple(
    Figure(
        f"outreach.topic_{topic.value}",
        label,
        _("Activities of all kinds with this topic; an activity with several topics counts under each."),
        units.EVENTS,
        Count(),
        "outreach.Activity",
        (("topics", "has", topic.value),),
        (*PLACE_AND_TIME, "kind"),
    )
    for topic, label in TOPIC_LABELS.items()
)

FIGURES = (*EVENTS, *MATERIALS, *PEOPLE, *TOPICS)
