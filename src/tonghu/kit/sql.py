"""Migration operations for what Django's models cannot say: walls, tracking, grants."""

from django.db.migrations.operations import RunSQL

_COUNTIES = "(select nullif(current_setting('tonghu.counties', true), ''))::bigint[]"
_LO = "(select nullif(current_setting('tonghu.lo', true), '')::bigint)"
_HI = "(select nullif(current_setting('tonghu.hi', true), '')::bigint)"
INSIDE = f"county = any({_COUNTIES}) and ({_LO} is null or place between {_LO} and {_HI})"
CASEWORK = "(select current_setting('tonghu.casework', true) = 'on')"
_OFFICE = "(select nullif(current_setting('tonghu.office', true), '')::bigint)"
_USER = "(select nullif(current_setting('tonghu.user', true), '')::bigint)"
# a yes or no inside (select ...) is taken for even odds; outside it for one in two hundred, and a list of a city's
# newest cases is then sorted whole instead of read from its index (4.3 s against 5 ms)
_WHOLE = "(select nullif(current_setting('tonghu.lo', true), '') is null)"
_AREA = f"county = any({_COUNTIES}) and ({_WHOLE} or place between {_LO} and {_HI})"
GUARDED = f"""{_AREA} and {CASEWORK}
    and (level = 0 or (level = 1 and office_id = {_OFFICE}) or {_USER} = any(readers))"""
"""Of an area's cases: ordinary ones, restricted ones of the acting office, those on which she is named."""
ADDRESSED = "{column} = " + _OFFICE
"""A row addressed to the acting office: ``ADDRESSED.format(column="to_office_id")``."""
AUDITS = "(select current_setting('tonghu.audit', true)) = 'on'"


def wall(table: str, *, read: str = INSIDE, write: str = INSIDE) -> RunSQL:
    """Row-level security: a query without a scope sees nothing and writes nothing.

    Every setting is read inside ``(select ...)``, so that it is evaluated once a query and the
    index on county stays usable.

    Args:
        table: name of a table with the columns place and county.
        read: condition for rows that may be seen.
        write: condition for rows that may be added, changed, removed.
    """
    return RunSQL(
        f"""
        alter table {table} enable row level security;
        create policy {table}_read on {table} for select using ({read});
        create policy {table}_insert on {table} for insert with check ({write});
        create policy {table}_update on {table} for update using ({write}) with check ({write});
        create policy {table}_delete on {table} for delete using ({write});
        """,
        f"""
        drop policy {table}_read on {table}; drop policy {table}_insert on {table};
        drop policy {table}_update on {table}; drop policy {table}_delete on {table};
        alter table {table} disable row level security;
        """,
    )


def track(
    table: str, *, label: str = "", root: str = "", root_column: str = "id", personal: str = "", left_out: str = ""
) -> RunSQL:
    """Let the trail record every insert, update and delete of a table, whoever writes.

    Args:
        table: the table.
        label: column that names a row to a reader.
        root: table of the record on whose page a change is shown; its own by default.
        root_column: column with that record's id.
        personal: columns, comma-separated, whose values the trail keeps apart so that they can be erased.
        left_out: columns, comma-separated, that say nothing (derived values).
    """
    arguments = ", ".join(f"'{a}'" for a in (label, root or table, root_column, personal, left_out))
    return RunSQL(
        f"""
        create trigger trail_insert after insert on {table} referencing new table as new_rows
            for each statement execute function trail_record_insert({arguments});
        create trigger trail_update after update on {table} referencing old table as old_rows new table as new_rows
            for each statement execute function trail_record_update({arguments});
        create trigger trail_delete after delete on {table} referencing old table as old_rows
            for each statement execute function trail_record_delete({arguments});
        """,
        f"""
        drop trigger trail_insert on {table}; drop trigger trail_update on {table}; drop trigger trail_delete on {table};
        """,
    )


def belongs(table: str, column: str, whole: str) -> RunSQL:
    """A part stands where its whole stands: the database itself keeps their places equal.

    Args:
        table: table of the parts, with a column place; column: the parts' reference to the whole.
        whole: table of the wholes, with the columns id and place.
    """
    return RunSQL(
        f"""
        create unique index if not exists {whole}_id_place on {whole} (id, place);
        alter table {table} add constraint {table}_stands_with_whole foreign key ({column}, place)
            references {whole} (id, place) on update cascade deferrable initially deferred;
        """,
        f"alter table {table} drop constraint {table}_stands_with_whole;",
    )


def within_whole(whole: str, column: str) -> str:
    """The condition for a part that may be seen exactly where its whole may: the whole's own policy decides."""
    return f"exists (select 1 from {whole} whole where whole.id = {column})"  # noqa: S608  names of our own
