from tests.factories.cases import registered
from tests.factories.people import IDENTITY, person_draft
from tests.factories.places import contact_draft, office_draft
from tonghu.cases.actions.confide import confide_case
from tonghu.people.actions import add_person, change_person, forget, leave, open_person, unmask
from tonghu.people.models import Person
from tonghu.places.actions import add_contact, change_contact, change_office, remove_contact
from tonghu.trail.queries import history
from tonghu.trail.words import events
from tonghu.web.trail.subjects import SUBJECTS


def told(who, table, pk):
    found = []
    for event in events(history(who, table, pk), subjects=SUBJECTS):
        for line in event.lines:
            found.append((line.verb, line.subject, {c.label: (c.before, c.after) for c in line.changes}))
    return found


def test_a_change_is_told_from_what_to_what_with_names_for_ids(cast, actor, scoped, settings):
    settings.LANGUAGE_CODE = "en"
    lin = actor("lin_he")
    draft = office_draft(
        cast.station.place_id, name=cast.station.name, opened_on=cast.station.opened_on, parent_id=cast.county.pk
    )
    with scoped(lin):
        change_office(office=cast.station, draft=draft, by=lin)
        [(verb, subject, changes)] = told(lin, "places_office", cast.station.pk)
    assert (verb, subject) == ("Changed", "")
    assert changes == {"belongs to": (cast.town.name, cast.county.name)}


def test_personal_values_are_told_masked_and_only_where_they_changed(cast, actor, scoped, settings):
    settings.LANGUAGE_CODE = "en"
    lin, draft = actor("lin_he"), person_draft(cast.county.pk, identity=IDENTITY)
    with scoped(lin):
        person = add_person(draft=draft, by=lin)
        changed = person_draft(cast.county.pk, identity=IDENTITY, phone="13900990001")
        change_person(person=person, draft=changed, by=lin)
        update, _service, insert = told(lin, "people_person", person.pk)
    assert update == ("Changed", "", {"phone": ("139****0001", "139****0001")})
    assert insert[2]["name"] == ("", "单雨")
    assert insert[2]["identity number"] == ("", "*" * 14 + IDENTITY[-4:])
    assert insert[2]["office"] == ("", "青溪县妇女联合会")


def test_a_save_without_a_change_is_no_event(cast, actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        contact = add_contact(draft=contact_draft(cast.station.pk), by=lin)
        change_contact(contact=contact, draft=contact_draft(cast.station.pk), by=lin)
        contact.save()  # encrypts again, so the row differs and the record does not
        assert [verb for verb, _subject, _changes in told(lin, "places_office", cast.station.pk)] == [told_added()]
        remove_contact(contact=contact, by=lin)
        assert len(told(lin, "places_office", cast.station.pk)) == 2


def test_named_readers_are_told_by_name(cast, actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin)
        confide_case(case=case, level=2, readers=[cast["gu_xin"].pk, lin.user.pk], why="安全", by=lin)
        changes = [one for _verb, _subject, one in told(lin, "cases_case", case.pk)]
    assert any({"林禾", "顾欣"} <= {name for _old, new in one.values() for name in new.split("、")} for one in changes)


def told_added() -> str:
    from tonghu.trail.words import VERBS

    return str(VERBS["insert"])


def test_reads_are_told_with_the_field_and_the_reason(cast, actor, scoped, settings):
    settings.LANGUAGE_CODE = "en"
    lin = actor("lin_he")
    with scoped(lin):
        person = add_person(draft=person_draft(cast.county.pk), by=lin)
        open_person(person=person, by=lin)
        unmask(person=person, field="phone", why="约讲座", by=lin)
        whole = events(history(lin, "people_person", person.pk), subjects=SUBJECTS)
        lines = told(lin, "people_person", person.pk)
    assert lines[0] == ("Saw in clear", "", {"what": ("", "phone")})
    assert lines[1][0] == "Opened the file"
    assert whole[0].why == "约讲座"


def test_what_was_erased_is_said_to_be_erased(cast, actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        person = add_person(draft=person_draft(cast.county.pk), by=lin)
        leave(person=person, on=person.entered_at.date(), by=lin)
        forget(person=Person.objects.get(pk=person.pk), why="本人要求", by=lin)
        whole = events(history(lin, "people_person", person.pk), subjects=SUBJECTS)
    lines = [line for event in whole for line in event.lines]
    assert sum(line.erased for line in lines) == 2
    assert "单雨" not in str(lines)


def test_a_name_outside_the_scope_is_not_told(cast, actor, scoped, django_assert_max_num_queries):
    lin, tian = actor("lin_he"), actor("tian_yuan")
    with scoped(lin):
        person = add_person(draft=person_draft(cast.county.pk), by=lin)
    with scoped(tian):
        assert told(tian, "people_person", person.pk) == []


def test_a_long_history_costs_the_queries_of_a_short_one(cast, actor, scoped, django_assert_num_queries):
    lin = actor("lin_he")
    with scoped(lin):
        for number in range(3):
            add_contact(draft=contact_draft(cast.station.pk, name=f"联{number}"), by=lin)
            add_contact(draft=contact_draft(cast.legal_aid.pk, name=f"络{number}"), by=lin)
        for number in range(27):
            add_contact(draft=contact_draft(cast.station.pk, name=f"系{number}"), by=lin)
        with django_assert_num_queries(1):
            assert len(told(lin, "places_office", cast.legal_aid.pk)) == 3
        with django_assert_num_queries(1):
            assert len(told(lin, "places_office", cast.station.pk)) == 30
