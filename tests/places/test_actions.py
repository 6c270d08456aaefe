from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tests.factories import world
from tests.factories.places import contact_draft, office_draft
from tonghu.access.actor import Actor
from tonghu.access.rules import Role
from tonghu.places.actions import (
    add_contact,
    add_contacts,
    add_duties,
    add_office,
    add_offices,
    add_places,
    change_contact,
    change_office,
    close_office,
    reach_contact,
    remove_contact,
    unmask_contact,
)
from tonghu.places.drafts import DutyDraft, PlaceDraft
from tonghu.places.models import Contact, Duty, Office, Place
from tonghu.places.rules import OfficeKind
from tonghu.trail.models import Entry, Verb


def test_divisions_come_with_their_level_and_spelling_in_any_order(cast, actor, scoped):
    he = actor("he_qing")
    with scoped(he):
        added = add_places(
            drafts=[PlaceDraft(code=990103101000, name="云湖镇"), PlaceDraft(code=990103000000, name="竹山县")], by=he
        )
        noted = Entry.objects.visible_to(he).filter(verb=Verb.DECIDE, table_name="places_place").first()
    assert [(place.level, place.initials) for place in added] == [(6, "zsx"), (9, "yhz")]
    # the county is not yet in the scope of an actor made before it was there
    assert noted is None
    with scoped("he_qing"):
        assert Entry.objects.get(verb=Verb.DECIDE, table_name="places_place").after["added"] == 2


def test_a_division_without_its_parent_is_refused(cast, actor, scoped):
    with scoped("he_qing"), pytest.raises(ValidationError, match="990109000000"):
        add_places(drafts=[PlaceDraft(code=990109101000, name="无根乡")], by=actor("he_qing"))
    assert not Place.objects.filter(code=990109101000).exists()


def test_the_same_division_twice_stays_one(cast, actor, scoped):
    with scoped("he_qing"):
        [place] = add_places(drafts=[PlaceDraft(code=world.TOWN, name="别名乡")], by=actor("he_qing"))
    assert place.name == "河湾乡"


def test_a_founder_without_an_office_begins_a_deployment(cast, scoped):
    founder = Actor(user=cast["xi_yuan"], office=None, roles=frozenset({Role.SYSTEM}))
    with scoped(founder):
        add_places(drafts=[PlaceDraft(code=980000000000, name="新安省")], by=founder)
        office = add_office(draft=office_draft(980000000000, kind=OfficeKind.FEDERATION), by=founder)
    assert office.pk


def test_an_officer_opens_stations_in_her_county_only(cast, actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        stations = add_offices(
            drafts=[office_draft(world.TOWN, name=f"{word}站", parent_id=cast.town.pk) for word in ("一", "二", "三")],
            by=lin,
        )
        assert Office.objects.visible_to(lin).filter(pk__in=[station.pk for station in stations]).count() == 3
        with pytest.raises(PermissionDenied):
            add_office(draft=office_draft(world.NEIGHBOUR_TOWN), by=lin)


def test_a_chair_keeps_no_offices(cast, actor, scoped):
    with scoped("zhou_sui"), pytest.raises(PermissionDenied):
        add_office(draft=office_draft(world.TOWN), by=actor("zhou_sui"))


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("kind", {"kind": "palace"}),
        ("name", {"name": "　 "}),
        ("name", {"name": "长" * 121}),
        ("opened_on", {"opened_on": date(1948, 1, 1)}),
        ("opened_on", {"opened_on": date(2999, 1, 1)}),
        ("closed_on", {"closed_on": date(2019, 1, 1)}),
        ("parent", {"parent_id": 987654}),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(cast, actor, scoped, field, changes):
    with scoped("lin_he"), pytest.raises(ValidationError) as refused:
        add_office(draft=office_draft(world.TOWN, **changes), by=actor("lin_he"))
    assert list(refused.value.message_dict) == [field]


def test_the_same_office_twice_is_refused_and_none_of_the_list_is_saved(cast, actor, scoped):
    drafts = [office_draft(world.TOWN, name="新站"), office_draft(world.TOWN, name="河湾乡维权工作站")]
    with scoped("lin_he"), pytest.raises(ValidationError, match="河湾乡维权工作站"):
        add_offices(drafts=drafts, by=actor("lin_he"))
    assert not Office.objects.filter(name="新站").exists()


def test_a_change_stands_in_the_trail_of_her_area(cast, actor, scoped):
    lin = actor("lin_he")
    draft = office_draft(world.TOWN, name="河湾乡维权站", opened_on=world.SINCE)
    with scoped(lin):
        change_office(office=cast.station, draft=draft, by=lin)
        entry = Entry.objects.visible_to(lin).about("places_office", cast.station.pk).get()
    assert (entry.before["name"], entry.after["name"]) == ("河湾乡维权工作站", "河湾乡维权站")
    assert entry.actor == "林禾"


def test_an_office_keeps_its_place_and_never_belongs_to_itself(cast, actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        with pytest.raises(ValidationError, match="place"):
            change_office(office=cast.station, draft=office_draft(world.OTHER_TOWN), by=lin)
        own = office_draft(world.COUNTY, kind=OfficeKind.FEDERATION, name=cast.county.name, parent_id=cast.town.pk)
        with pytest.raises(ValidationError) as refused:
            change_office(office=cast.county, draft=own, by=lin)
    assert "parent" in refused.value.message_dict


def test_closing_waits_for_the_parts_and_says_why_in_the_trail(cast, actor, scoped):
    lin, today = actor("lin_he"), timezone.localdate()
    with scoped(lin):
        with pytest.raises(ValidationError):
            close_office(office=cast.town, on=today, by=lin)
        with pytest.raises(ValidationError):
            close_office(office=cast.station, on=today + timedelta(days=1), by=lin)
        close_office(office=cast.station, on=today, by=lin, why="并入乡妇联")
        entry = Entry.objects.visible_to(lin).about("places_office", cast.station.pk).get()
    assert entry.why == "并入乡妇联"
    assert not Office.objects.open_on(today).filter(pk=cast.station.pk).exists()


def test_contacts_stand_behind_the_wall_of_their_office(cast, actor, scoped):
    lin, tian = actor("lin_he"), actor("tian_yuan")
    with scoped(lin):
        contact = add_contact(draft=contact_draft(cast.station.pk), by=lin)
        with pytest.raises(PermissionDenied):
            add_contacts(drafts=[contact_draft(cast.neighbour_station.pk)], by=lin)
    with scoped(tian):
        assert not Contact.objects.filter(pk=contact.pk).exists()
        with pytest.raises(PermissionDenied):
            change_contact(contact=contact, draft=contact_draft(cast.station.pk, name="别人"), by=tian)


def test_a_contact_is_corrected_reached_and_taken_off(cast, actor, scoped):
    zhou = actor("zhou_sui")
    with scoped(zhou):
        contact = add_contact(draft=contact_draft(cast.station.pk), by=zhou)
        contact = change_contact(contact=contact, draft=contact_draft(cast.station.pk, phone="0990-1234567"), by=zhou)
        reach_contact(contact=contact, by=zhou)
        contact = Contact.objects.get(pk=contact.pk)
        assert (contact.phone, contact.reached_on) == ("0990-1234567", timezone.localdate())
        remove_contact(contact=contact, by=zhou)
        assert not Contact.objects.filter(office=cast.station).exists()
        verbs = list(Entry.objects.about("places_office", cast.station.pk).values_list("verb", flat=True))
    assert verbs == ["delete", "update", "update", "insert"]


@pytest.mark.parametrize("phone", ["12", "call me", "1" * 40])
def test_a_phone_that_is_none_is_refused(cast, actor, scoped, phone):
    with scoped("lin_he"), pytest.raises(ValidationError) as refused:
        add_contact(draft=contact_draft(cast.station.pk, phone=phone), by=actor("lin_he"))
    assert "phone" in refused.value.message_dict


def test_unmasking_a_contact_needs_a_reason_and_stands_in_the_trail(cast, actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        contact = add_contact(draft=contact_draft(cast.station.pk), by=lin)
        with pytest.raises(ValidationError):
            unmask_contact(contact=contact, why=" ", by=lin)
        assert unmask_contact(contact=contact, why="夜间报警", by=lin) == "13800000002"
        entry = Entry.objects.visible_to(lin).about("places_office", cast.station.pk).filter(verb=Verb.UNMASK).get()
    assert (entry.why, entry.after) == ("夜间报警", {"contact": contact.pk, "field": "phone"})


def test_duties_are_written_line_by_line(cast, actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        add_duties(
            drafts=[DutyDraft(office_id=cast.station.pk, text=text) for text in ("接待来访", "调解纠纷")], by=lin
        )
        with pytest.raises(ValidationError):
            add_duties(drafts=[DutyDraft(office_id=cast.station.pk, text=" ")], by=lin)
        assert Entry.objects.visible_to(lin).about("places_office", cast.station.pk).count() == 2
    assert list(Duty.objects.values_list("text", flat=True)) == ["接待来访", "调解纠纷"]
