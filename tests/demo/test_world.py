"""What stands in the demonstration: the stated figures, ten events to click on, work that waits."""

import csv
from importlib.resources import files

from tests.demo.town import Town
from tonghu.demo.cast import CAST
from tonghu.outreach.rules import PUBLICITY

CITY = "place_id between 990100000000 and 990199999999"
KINDS = "({})".format(", ".join(f"'{kind}'" for kind in sorted(PUBLICITY)))


def test_the_stated_figures_are_met(town: Town) -> None:
    done = town.run("figures", "check")
    assert done.returncode == 0, done.stdout
    table = files("tonghu.figures").joinpath("data/stated.tsv").read_text("utf-8").splitlines()
    compared = sum(bool(row["key"]) and row["state"] != "damaged" for row in csv.DictReader(table, delimiter="\t"))
    last = done.stdout.splitlines()[-1]
    assert last.startswith(f"66 stated: {compared} ok, 1 damaged")
    assert last.endswith("0 wrong")


def test_the_last_finished_half_year_has_ten_publicity_events(town: Town) -> None:
    rows = town.ask(
        f"select extract(year from day)::int, ceil(extract(month from day) / 6)::int, count(*)"
        f" from outreach_activity where kind in {KINDS} and place / 100000000 = 9901 and day >= '2024-01-01'"
        f" group by 1, 2 order by 1, 2"
    )
    assert rows[:3] == [(2024, 1, 8), (2024, 2, 9), (2025, 1, 10)]


def test_nothing_is_dated_after_today(town: Town) -> None:
    assert town.ask("select max(coalesce(last_day, day)) <= '2025-10-15' from outreach_activity") == [(True,)]


def test_the_network_is_whole_but_for_six_townships(town: Town) -> None:
    counts = dict(town.ask(f"select kind, count(*) from places_office where {CITY} group by 1"))
    assert (counts["panel"], counts["station"], counts["legal_aid"]) == (38, 131, 19)
    without = town.ask(
        "select p.code / 1000000 from places_place p where level = 9 and code / 100000000 = 9901 and not exists"
        " (select from places_office o where o.kind = 'station' and o.place_id = p.code)"
    )
    assert len(without) == 6
    assert (990101,) in without


def test_every_panel_belongs_to_a_court(town: Town) -> None:
    rows = town.ask(
        "select o.name, c.name from places_office o left join places_office c on c.id = o.parent_id"
        " where o.kind = 'panel'"
    )
    assert rows
    assert [row for row in rows if not (row[1] or "").endswith("法院")] == []


def test_reports_are_signed_waiting_and_begun(town: Town) -> None:
    rows = town.ask(
        "select o.short, r.state, r.start::text from reports_report r join places_office o on o.id = office_id"
    )
    assert sorted(rows) == [
        ("云溪市妇联", "checked", "2025-01-01"),
        ("云溪市妇联", "signed", "2024-07-01"),
        ("青溪县妇联", "draft", "2025-01-01"),
    ]


def test_an_event_behind_the_signed_report_was_changed_since(town: Town) -> None:
    rows = town.ask(
        "select e.actor, e.why, (e.before ->> 'consulted')::int - (e.after ->> 'consulted')::int"
        " from trail_entry e join outreach_activity a on a.id = e.object_id and e.table_name = 'outreach_activity'"
        " join reports_frozenrecord r on r.source = 'outreach_activity' and r.object_id = a.id"
        " join reports_report p on p.signed_at < e.at where e.verb = 'update' group by e.id"
    )
    assert rows == [("林禾", "与签到表核对后更正", 12)]


def test_everything_was_written_by_somebody_of_the_cast(town: Town) -> None:
    actors = {
        actor
        for (actor,) in town.ask(
            "select distinct actor from trail_entry where table_name not in ('work_term', 'cases_filing')"
        )
    }
    names = {member.name for member in CAST}
    assert actors <= names | {"建库 Founding", "童护"}
    founded = town.ask(
        "select table_name, count(*) from trail_entry where actor = '建库 Founding' group by 1 order by 1"
    )
    assert founded == [("access_grant", 3), ("accounts_user", 3), ("places_office", 2), ("places_place", 1)]
    untold = town.ask(
        "select count(*) from outreach_activity a where not exists (select from trail_entry e where"
        " e.table_name = 'outreach_activity' and e.object_id = a.id and e.verb = 'insert' and e.actor = a.entered_name)"
    )
    assert untold == [(0,)]


def test_the_map_is_nowhere(town: Town) -> None:
    """No division of China begins with 99 (GB/T 2260)."""
    assert town.ask("select count(*) from places_place where code / 10000000000 <> 99") == [(0,)]


def test_the_sheet_has_three_bad_rows_with_four_bad_cells(town: Town) -> None:
    script = "from tests.demo.reading import tell; tell()"
    done = town.run("manage", "shell", "-c", script)
    assert done.stdout.splitlines()[-1] == "20 good, 3 bad, cells A24 G25 C26 H26", done.stdout + done.stderr
