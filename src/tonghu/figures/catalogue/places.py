"""Figures of the network (system 1): what exists on the period's last day, by where it stands."""

from django.utils.translation import gettext_lazy as _

from tonghu.figures.catalogue import units
from tonghu.figures.figure import By, Condition, Figure, Rate, Stock, Text, Unit
from tonghu.places.rules import Level, OfficeKind

PLACE_AND_TIME: tuple[By, ...] = ("county", "town", "month")


def _offices(name: str, label: Text, definition: Text, unit: Unit, *kinds: OfficeKind) -> Figure:
    by: tuple[By, ...] = () if kinds else ("office_kind",)
    where: tuple[Condition, ...] = (("kind", "in", tuple(str(kind) for kind in kinds)),) if kinds else ()
    return Figure(f"places.{name}", label, definition, unit, Stock(), "places.Office", where, (*PLACE_AND_TIME, *by))


def _townships(name: str, label: Text, definition: Text, *, station: bool | None) -> Figure:
    return Figure(
        f"places.{name}",
        label,
        definition,
        units.TOWNSHIPS,
        Stock(station),
        "places.Place",
        (("level", "eq", int(Level.TOWN)),),
        ("county", "month"),
    )


FIGURES = (
    _offices("offices", _("Offices in the network"), _("Offices of every kind."), units.UNITS),
    _offices(
        "panels",
        _("Collegial panels"),
        _("Collegial panels for women's and children's rights; each belongs to its court."),
        units.PLACES,
        OfficeKind.PANEL,
    ),
    _offices(
        "stations",
        _("Rights-protection stations"),
        _("Rights-protection stations of townships and villages."),
        units.PLACES,
        OfficeKind.STATION,
    ),
    _offices("legal_aid", _("Legal-aid centres"), _("Legal-aid centres."), units.PLACES, OfficeKind.LEGAL_AID),
    _offices(
        "parent_schools",
        _("Parent schools"),
        _("Parent schools that are open."),
        units.SCHOOLS,
        OfficeKind.PARENT_SCHOOL,
    ),
    _offices("centres", _("Care centres"), _("Care centres for children."), units.PLACES, OfficeKind.CENTRE),
    _townships("towns", _("Townships"), _("Townships and subdistricts."), station=None),
    _townships(
        "towns_with_station",
        _("Townships with a station"),
        _("Townships with a rights-protection station of their own or in one of their villages."),
        station=True,
    ),
    _townships(
        "towns_without_station",
        _("Townships without a station"),
        _("Townships with no rights-protection station of their own or in one of their villages."),
        station=False,
    ),
    Figure(
        "places.station_coverage",
        _("Townships covered by stations"),
        _("Townships with a rights-protection station in per cent of all townships."),
        units.PER_CENT,
        Rate("places.towns_with_station", "places.towns"),
        breakdowns=("county", "month"),
    ),
)
