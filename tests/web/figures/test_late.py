"""What is entered into a period after its report was signed is shown as such; what is not open is counted as such."""

import pytest
from django.db import connections

from tests.factories.activities import activity
from tests.factories.reports import HALF, signed
from tonghu.figures.area import Area
from tonghu.figures.catalogue import ALL
from tonghu.figures.records import late
from tonghu.kit.scope import within

KEY = "outreach.publicity"
QUESTION = {"period": HALF.code}


def test_a_late_record_is_told_from_those_that_were_signed(client_of, cast, actor):
    lin, leader, area = actor("lin_he"), actor("gu_xin"), Area.of(cast.county)
    activity(lin, day=HALF.start, title="签发前")
    with within(leader.scope):
        report = signed(lin, leader)
    officer = client_of("lin_he")
    assert officer.get(f"/figures/{KEY}/", QUESTION).context["late"] == 0
    added = activity(lin, day=HALF.end, title="签发后补录")
    assert officer.get(f"/figures/{KEY}/", QUESTION).context["late"] == 1
    lines = officer.get(f"/figures/{KEY}/records/", QUESTION).context["lines"]
    assert {line.cells[1]: line.late for line in lines} == {"签发前": False, "签发后补录": True}
    with within(lin.scope):
        assert [one.pk for one in late(ALL[KEY], area=area, period=HALF, since=report.signed_at)] == [added.pk]
        assert not late(ALL["places.stations"], area=area, period=HALF, since=report.signed_at).exists()


def test_the_neighbour_is_not_told_of_the_signed_report(client_of, actor):
    with within(actor("gu_xin").scope):
        activity(actor("lin_he"), day=HALF.start)
        signed(actor("lin_he"), actor("gu_xin"))
    assert client_of("tian_yuan").get(f"/figures/{KEY}/", QUESTION).context["report"] is None


@pytest.mark.django_db(transaction=True)
def test_what_counts_but_is_not_open_is_a_number_and_nothing_more(client_of, cast, actor):
    activity(actor("lin_he"), day=HALF.start, title="可看的")
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "insert into figures_delta (fact, place, month, kind, sub, n, records) values (%s, %s, %s, %s, '', 2, 2)",
            ["activity", cast.county.place_id, HALF.start, "campaign"],
        )
    page = client_of("lin_he").get(f"/figures/{KEY}/records/", QUESTION)
    assert (page.context["value"].value, page.context["count"], page.context["not_open"]) == (3, "1", 2)
