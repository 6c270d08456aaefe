from django.db import migrations

from tonghu.kit.sql import INSIDE, belongs, track, wall

TABLES = (
    "reports_report",
    "reports_section",
    "reports_frozenfigure",
    "reports_frozenrecord",
)

# A template holds nobody's data: its office's system administrator, who has no area, keeps it too.
PATTERN = f"({INSIDE}) or office_id = (select nullif(current_setting('tonghu.office', true), '')::bigint)"
PATTERN_PART = f"({INSIDE}) or template_id in (select id from reports_template)"  # noqa: S608

# A signature is a freeze: the database refuses to change what was signed, whoever asks. It looks at what
# was done, so that the walls have spoken first.
SIGNED = """
create function reports_signed_stays() returns trigger language plpgsql as $$
declare signed boolean;
begin
    if tg_table_name = 'reports_report' then
        signed := old.state in ('signed', 'replaced') and (tg_op = 'DELETE'
            or (to_jsonb(new) - array['state', 'document_number', 'county', 'town']) is distinct from
               (to_jsonb(old) - array['state', 'document_number', 'county', 'town'])
            or new.state not in ('signed', 'replaced'));
    else
        select r.state in ('signed', 'replaced') into signed from reports_report r
            where r.id in (old.report_id, new.report_id) order by 1 desc limit 1;
    end if;
    if signed then
        raise exception 'a signed report is not changed; revise it' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger reports_signed after update or delete on reports_report
    for each row execute function reports_signed_stays();
create trigger reports_signed after update or delete on reports_section
    for each row execute function reports_signed_stays();
create trigger reports_signed after update or delete on reports_frozenfigure
    for each row execute function reports_signed_stays();
"""

NOTHING_ADDED = """
create function {name}() returns trigger language plpgsql as $$
begin
    if exists (select from new_rows n {joined} where {state}) then
        raise exception 'a signed report is not changed; revise it' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger reports_added after insert on {table} referencing new table as new_rows
    for each statement execute function {name}();
"""
REPORT = "join reports_report r on r.id = n.report_id"
FIGURE = "join reports_frozenfigure f on f.id = n.figure_id join reports_report r on r.id = f.report_id"
FROZEN = "r.state in ('signed', 'replaced')"
ADDED = "".join(
    NOTHING_ADDED.format(name=f"{table}_added", table=table, joined=joined, state=state)
    for table, joined, state in (
        ("reports_report", "", "n.state <> 'draft'"),
        ("reports_section", REPORT, FROZEN),
        ("reports_frozenfigure", REPORT, FROZEN),
        ("reports_frozenrecord", FIGURE, FROZEN),
    )
)
CLOSE = """
revoke update, delete, truncate on reports_frozenfigure, reports_frozenrecord from tonghu_app;
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial"), ("trail", "0002_functions")]
    operations = [
        wall("reports_template", read=PATTERN, write=PATTERN),
        wall("reports_templatesection", read=PATTERN_PART, write=PATTERN_PART),
        *(wall(t) for t in TABLES),
        belongs("reports_templatesection", "template_id", "reports_template"),
        belongs("reports_section", "report_id", "reports_report"),
        belongs("reports_frozenfigure", "report_id", "reports_report"),
        belongs("reports_frozenrecord", "figure_id", "reports_frozenfigure"),
        track("reports_template", label="name"),
        track("reports_templatesection", label="heading", root="reports_template", root_column="template_id"),
        track("reports_report", label="title", left_out="token,edit"),
        track("reports_section", label="heading", root="reports_report", root_column="report_id", left_out="edit"),
        migrations.RunSQL(SIGNED + ADDED + CLOSE, migrations.RunSQL.noop),
    ]
