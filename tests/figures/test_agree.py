"""One definition everywhere: list, figure, records, export, breakdown and chart say the same number."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.factories.activities import activity, material
from tonghu.figures.area import Area
from tonghu.figures.breakdown import breakdown
from tonghu.figures.catalogue import ALL
from tonghu.figures.charts import chart
from tonghu.figures.evaluate import evaluate
from tonghu.figures.figure import Stock
from tonghu.figures.records import rows
from tonghu.kit.periods import Period
from tonghu.kit.scope import within
from tonghu.outreach.filters import Wanted
from tonghu.outreach.queries import count
from tonghu.outreach.rules import ActivityKind, AudienceSort, MaterialForm

HALF = Period.half(2026, 1)
QUESTION = {"period": HALF.code}
COUNTED = [key for key, figure in ALL.items() if figure.adds_up]


@pytest.fixture
def spring(cast, actor):
    """Something of every figure of the outreach desk, in two townships and at the county."""
    leaflets = [material(str(form.label), form) for form in MaterialForm]
    for number, kind in enumerate(ActivityKind):
        who = actor("zhou_sui") if number % 3 == 0 else actor("lin_he")
        activity(
            who, kind=kind, day=date(2026, 1 + number % 6, 1 + number), title=f"第{number}场", consulted=number or None,
            handouts=tuple((one.pk, 10 + number) for one in leaflets[: number % 5]),
            audiences=((AudienceSort.PARENTS, 20 + number), (AudienceSort.PUPILS, 5)),
            coorganisers=(cast.justice.pk,) if number % 2 else (),
            topics=("law", "drowning") if number % 2 else ("drugs",),
        )  # fmt: skip


@pytest.mark.usefixtures("spring")
@pytest.mark.parametrize("key", COUNTED)
def test_a_figure_its_records_its_parts_and_its_charts_agree(cast, actor, key):
    figure, area = ALL[key], Area.of(cast.county)
    with within(actor("lin_he").scope):
        value = evaluate(figure, area=area, period=HALF).value
        assert sum(record.contribution for record in rows(figure, area=area, period=HALF)) == value
        for by in figure.breakdowns:
            parts = breakdown(figure, by=by, area=area, period=HALF)
            assert sum(part.value.value for part in parts) == value, by
            drawn = chart(figure, parts, by=by, area=area, period=HALF)
            shown = [point["value"] for point in drawn["data"]["values"]]
            assert sum(shown) == value, by


@pytest.mark.usefixtures("spring")
def test_the_list_counts_what_the_figure_counts(cast, actor):
    lin, area = actor("lin_he"), Area.of(cast.county)
    with within(lin.scope):
        listed = count(lin, Wanted(place=cast.county.place, first=HALF.start, last=HALF.end))
        for key, sum_of_list in {
            "outreach.activities": listed.number,
            "outreach.consulted": listed.consulted,
            "outreach.audience": listed.audience,
            "outreach.copies": listed.copies,
        }.items():
            assert evaluate(ALL[key], area=area, period=HALF).value == sum_of_list, key


@pytest.mark.usefixtures("spring")
@pytest.mark.parametrize("key", ["outreach.publicity", "outreach.copies", "outreach.consulted"])
def test_page_records_and_workbook_agree(client_of, key):
    officer = client_of("lin_he")
    page = officer.get(f"/figures/{key}/", QUESTION).context
    listed = officer.get(f"/figures/{key}/records/", QUESTION).context["lines"]
    answer = officer.get(f"/figures/{key}/export/", QUESTION)
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    exported = [row for row in list(sheet.iter_rows(values_only=True))[3:] if row[0] is not None]
    assert sum(line.contribution for line in listed) == page["value"].value
    assert sum(row[-1] for row in exported) == page["value"].value
    assert len(exported) == len(listed) == int(page["count"])


@pytest.mark.parametrize("key", [key for key, figure in ALL.items() if isinstance(figure.measure, Stock)])
def test_what_stands_agrees_with_its_records_and_parts(cast, actor, key):
    figure, area = ALL[key], Area.of(cast.city)
    with within(actor("shen_mei").scope):
        value = evaluate(figure, area=area, period=HALF).value
        assert rows(figure, area=area, period=HALF).count() == value
        for by in figure.breakdowns:
            parts = breakdown(figure, by=by, area=area, period=HALF)
            if by == "month":
                assert {part.value.value for part in parts} == {value}
            else:
                assert sum(part.value.value for part in parts) == value, by
