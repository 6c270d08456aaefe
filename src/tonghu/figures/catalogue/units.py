"""Units of the catalogue. In Chinese each noun has a measure word of its own."""

from django.utils.translation import npgettext_lazy

from tonghu.figures.figure import Unit

EVENTS = Unit(npgettext_lazy("unit", "event", "events"))
COPIES = Unit(npgettext_lazy("unit", "copy", "copies"))
HANDBOOKS = Unit(npgettext_lazy("unit", "handbook", "handbooks"))
LEAFLETS = Unit(npgettext_lazy("unit", "leaflet", "leaflets"))
LETTERS = Unit(npgettext_lazy("unit", "letter", "letters"))
KINDS = Unit(npgettext_lazy("unit", "kind", "kinds"))
PERSON_TIMES = Unit(npgettext_lazy("unit", "person-time", "person-times"))
PARENTS = Unit(npgettext_lazy("unit", "parent", "parents"))
PEOPLE = Unit(npgettext_lazy("unit", "person", "people"))
UNITS = Unit(npgettext_lazy("unit", "unit", "units"))
PLACES = Unit(npgettext_lazy("unit", "place", "places"))
SCHOOLS = Unit(npgettext_lazy("unit", "school", "schools"))
TOWNSHIPS = Unit(npgettext_lazy("unit", "township", "townships"))
CASES = Unit(npgettext_lazy("unit", "case", "cases"))
OCCURRENCES = Unit(npgettext_lazy("unit", "occurrence", "occurrences"))
TIMES = Unit(npgettext_lazy("unit", "time", "times"))
REPORTS = Unit(npgettext_lazy("unit", "report", "reports"))
SENT = Unit(npgettext_lazy("unit", "letter sent", "letters sent"))
ORDERS = Unit(npgettext_lazy("unit", "order", "orders"))
GOALS = Unit(npgettext_lazy("unit", "goal", "goals"))
DAYS = Unit(npgettext_lazy("unit", "day", "days"))
PER_CENT = Unit("%")
