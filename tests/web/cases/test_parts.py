"""Assessment, plan, agreement and tracks as pages."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.cases import accepted
from tonghu.cases.actions.agreement import AgreementDraft, PromiseDraft, agree
from tonghu.cases.actions.confide import confide_case
from tonghu.cases.actions.plan import GoalDraft, make_plan
from tonghu.cases.actions.service import log_service
from tonghu.cases.actions.tracks import begin_track, take_step
from tonghu.cases.models import Agreement, Assessment, Case, Goal, Party, Promise, SafetyPlan, Step, Track
from tonghu.cases.rules.instruments import CURRENT
from tonghu.cases.rules.ways import Danger
from tonghu.kit.scope import within
from tonghu.web.cases.sections import sections_of
from tonghu.work.models import Obligation


def soon(days=20):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def lin(actor):
    return actor("lin_he")


@pytest.fixture
def case(lin):
    with within(lin.scope):
        return accepted(lin, way=1)


def fresh(by, case):
    with within(by.scope):
        return Case.objects.get(pk=case.pk)


def answers(**yes):
    return {f"q_{question.key}": yes.get(question.key, "no") for question in CURRENT.questions}


def sent(by, case, **facts):
    return {"token": str(uuid4()), "seen": fresh(by, case).version, **facts}


def lines(prefix, *rows):
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    for n, row in enumerate(rows):
        data |= {f"{prefix}-{n}-{name}": value for name, value in row.items()}
    return data


def test_an_assessment_is_counted_saved_and_says_which_answer_gave_which_points(client_of, lin, case):
    client, url = client_of("lin_he"), f"/cases/{case.pk}/do/assess/"
    page = client.get(url).content.decode()
    assert all(str(question.text) in page for question in CURRENT.questions)
    counted = client.post(url, sent(lin, case, count="1", **answers(recent="yes", worse="yes")))
    assert counted.status_code == 422
    assert "6" in counted.content.decode()
    assert client.post(url, sent(lin, case, **answers(recent="yes", worse="yes"))).status_code == 302
    with within(lin.scope):
        made = Assessment.objects.get()
        assert (made.score, made.danger) == (6, Danger.MEDIUM)
    shown = client.get(f"/cases/{case.pk}/assessments/{made.pk}/").content.decode()
    assert "6" in shown
    assert str(CURRENT.source) in shown
    assert "#section" not in shown
    assert f"/cases/{case.pk}/assessments/{made.pk}/" in client.get(f"/cases/{case.pk}/").content.decode()


def test_a_lower_danger_keeps_what_was_typed_until_there_is_a_reason_then_a_leader_looks(client_of, lin, case):
    client, url = client_of("lin_he"), f"/cases/{case.pk}/do/assess/"
    wrong = client.post(url, sent(lin, case, danger="1", words="她说只有一次", **answers(choked="yes")))
    assert wrong.status_code == 422
    assert "她说只有一次" in wrong.content.decode()
    data = sent(lin, case, danger="1", why="已分居，对方在外省", **answers(choked="yes"))
    assert client.post(url, data).status_code == 302
    with within(lin.scope):
        made = Assessment.objects.get()
    url = f"/cases/{case.pk}/assessments/{made.pk}/"
    assert client.post(f"{url}seen/").status_code == 403
    leader = client_of("gu_xin")
    assert "已分居" in leader.get(url).content.decode()
    assert leader.post(f"{url}seen/").status_code == 302


def test_who_somebody_is_in_a_case_is_corrected_or_she_is_taken_out(client_of, lin, case):
    client = client_of("lin_he")
    with within(lin.scope):
        party = Party.objects.get(case=case)
    url = f"/cases/{case.pk}/parties/{party.pk}/"
    assert url in client.get(f"/cases/{case.pk}/").content.decode()
    token = str(uuid4())
    for _click in range(2):
        changed = client.post(url, {"token": token, "roles": ["petitioner", "guardian"], "relation": "母亲"})
        assert changed.status_code == 302
    with within(lin.scope):
        party.refresh_from_db()
        assert (party.roles, party.relation) == (["petitioner", "guardian"], "母亲")
        assert Step.objects.filter(case=case, verb="party").count() == 1
    out = {"token": str(uuid4()), "roles": ["petitioner"], "out": "on"}
    refused = client.post(url, out)
    assert (refused.status_code, "why" in refused.context["form"].errors) == (422, True)
    for _click in range(2):
        assert client.post(url, out | {"why": "登记错了人"}).status_code == 302
    assert client.get(url).status_code == 404
    with within(lin.scope):
        assert not Party.objects.filter(case=case).exists()


def test_a_plan_is_made_from_the_needs_found_and_its_goals_are_ended(client_of, lin, case):
    client = client_of("lin_he")
    client.post(f"/cases/{case.pk}/do/assess/", sent(lin, case, **answers(school="yes")))
    url = f"/cases/{case.pk}/do/plan/"
    assert "孩子正常上学" in client.get(url).content.decode()
    assert client.post(url, sent(lin, case, **lines("goals", {"words": "没有需求"}))).status_code == 422
    rows = lines("goals", {"need": "schooling", "words": "下学期返校", "by_day": soon().isoformat()}, {"need": "care"})
    assert client.post(url, sent(lin, case, **rows)).status_code == 302
    with within(lin.scope):
        goal = Goal.objects.get()
    assert (goal.words, goal.by_day) == ("下学期返校", soon())
    service = sent(lin, case, goal=goal.pk, words="与班主任联系", hours="1.5", given_by="志愿者")
    assert client.post(f"/cases/{case.pk}/do/service/", service).status_code == 302
    page = client.get(f"/cases/{case.pk}/goals/{goal.pk}/").content.decode()
    assert "与班主任联系" in page
    end = {"token": str(uuid4()), "how": "dropped", "why": ""}
    assert client.post(f"/cases/{case.pk}/goals/{goal.pk}/", end).status_code == 422
    assert client.post(f"/cases/{case.pk}/goals/{goal.pk}/", end | {"how": "reached"}).status_code == 302
    with within(lin.scope):
        assert Goal.objects.get().state == "reached"


def test_the_safety_plan_begins_with_the_words_in_force_and_prints_without_number_or_name(client_of, lin, case):
    client, url = client_of("lin_he"), f"/cases/{case.pk}/do/safety/"
    assert client.post(url, sent(lin, case, steps="去姐姐家")).status_code == 302
    assert "去姐姐家" in client.get(url).content.decode()
    with within(lin.scope):
        plan = SafetyPlan.objects.get()
    page = client.get(f"/cases/{case.pk}/safety/{plan.pk}/").content.decode()
    article = re.search(r"<article.*?</article>", page, re.DOTALL)[0]
    assert "去姐姐家" in article
    assert case.number not in article
    assert case.number not in re.search(r"<title>.*?</title>", page, re.DOTALL)[0]
    assert client.post(f"/cases/{case.pk}/safety/{plan.pk}/", {"token": str(uuid4())}).status_code == 422
    end = {"token": str(uuid4()), "why": "他已搬走"}
    assert client.post(f"/cases/{case.pk}/safety/{plan.pk}/", end).status_code == 302


def test_an_agreement_with_its_sums_is_kept_in_part_then_wholly(client_of, lin, case):
    client = client_of("lin_he")
    rows = lines("promises", {"words": "付抚养费", "amount": "8400", "due": soon().isoformat()}, {})
    missing = client.post(
        f"/cases/{case.pk}/do/agreement/", sent(lin, case, words="按月付", **lines("promises", {"words": "付款"}))
    )
    assert missing.status_code == 422
    done = client.post(f"/cases/{case.pk}/do/agreement/", sent(lin, case, words="按月付", committee="on", **rows))
    assert done.status_code == 302
    with within(lin.scope):
        promise, agreement = Promise.objects.get(), Agreement.objects.get()
    assert "8,400.00" in client.get(f"/cases/{case.pk}/").content.decode()
    url = f"/cases/{case.pk}/promises/{promise.pk}/"
    part = {"token": str(uuid4()), "how": "partly", "amount": "9000", "rest_by": soon(40).isoformat()}
    assert client.post(url, part).status_code == 422
    assert client.post(url, part | {"amount": "400"}).status_code == 302
    with within(lin.scope):
        rest = Promise.objects.exclude(pk=promise.pk).get()
    assert rest.amount == 8000
    url = f"/cases/{case.pk}/promises/{rest.pk}/"
    assert client.post(url, {"token": str(uuid4()), "how": "kept"}).status_code == 302
    url = f"/cases/{case.pk}/agreements/{agreement.pk}/"
    assert client.post(url, {"token": str(uuid4()), "how": "left"}).status_code == 422
    assert client.post(url, {"token": str(uuid4()), "how": "confirmed"}).status_code == 302
    assert client.get(url).status_code == 200


def test_a_grave_case_warns_and_takes_a_side_matter_only(client_of, lin):
    with within(lin.scope):
        case = accepted(lin, way=1, matter="rape")
    client, url = client_of("lin_he"), f"/cases/{case.pk}/do/agreement/"
    assert "不得以调解结案" in client.get(url).content.decode()
    rows = lines("promises", {})
    assert client.post(url, sent(lin, case, words="付医药费", **rows)).status_code == 422
    assert client.post(url, sent(lin, case, words="付医药费", side_matter="on", **rows)).status_code == 302


def test_a_track_is_begun_led_on_and_says_what_bars_the_rest(client_of, lin, case):
    client, url = client_of("lin_he"), f"/cases/{case.pk}/do/track/"
    assert "人身安全保护令" in client.get(url).content.decode()
    assert client.get(f"{url}?kind=protection_order").status_code == 200
    begun = client.post(url, sent(lin, case, kind="protection_order", body="青溪县人民法院"))
    assert begun.status_code == 302
    with within(lin.scope):
        track = Track.objects.get()
    assert begun.headers["Location"] == f"/cases/{case.pk}/tracks/{track.pk}/"
    page = client.get(begun.headers["Location"]).content.decode()
    assert f"/tracks/{track.pk}/apply/" in page
    assert f"/tracks/{track.pk}/granted/" not in page
    assert "aria-disabled" in page
    barred = client.get(f"/cases/{case.pk}/tracks/{track.pk}/granted/").content.decode()
    assert "已申请" in barred
    step = {"token": str(uuid4()), "applicant": "federation", "urgent": "on"}
    assert client.post(f"/cases/{case.pk}/tracks/{track.pk}/apply/", step).status_code == 422
    step["applied_at"] = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    assert client.post(f"/cases/{case.pk}/tracks/{track.pk}/apply/", step).status_code == 302
    with within(lin.scope):
        clock = Obligation.objects.get(kind="protection.decide_urgent")
    page = client.get(f"/cases/{case.pk}/tracks/{track.pk}/").content.decode()
    assert f"{timezone.localtime(clock.due_at):%Y-%m-%d %H:%M}" in page
    assert clock.explained in page
    assert client.get(f"/cases/{case.pk}/tracks/{track.pk}/nonsense/").status_code == 404


def test_a_part_of_another_case_is_not_found_under_this_one(client_of, lin, case):
    with within(lin.scope):
        other = accepted(lin, way=1)
        make_plan(case=other, goals=[GoalDraft("care", "照看")], by=lin)
        goal = Goal.objects.get()
    assert client_of("lin_he").get(f"/cases/{case.pk}/goals/{goal.pk}/").status_code == 404


def test_the_parts_of_a_sealed_case_are_nowhere_for_others(client_of, actor, lin):
    with within(lin.scope):
        case = full(lin, 1)
        readers = (lin.user.pk, actor("gu_xin").user.pk)
        confide_case(case=case, level=2, readers=readers, why="安全", by=lin)
        rows = {
            "goals": Goal.objects.get().pk, "agreements": Agreement.objects.get().pk,
            "promises": Promise.objects.get().pk, "tracks": Track.objects.get().pk,
        }  # fmt: skip
    for username, status in (("shen_mei", 404), ("zhou_sui", 404), ("lin_he", 200)):
        client = client_of(username)
        assert {client.get(f"/cases/{case.pk}/{name}/{pk}/").status_code for name, pk in rows.items()} <= {status, 403}
    assert client_of("shen_mei").get(f"/cases/{case.pk}/tracks/{rows['tracks']}/").status_code == 404


def full(lin, times):
    """A case with so many of everything."""
    case = accepted(lin, way=1)
    for _ in range(times):
        make_plan(case=case, goals=[GoalDraft("care", "照看")], by=lin)
        goal = Goal.objects.filter(case=case).latest("id")
        log_service(case=case, goal=goal.pk, words="家访", by=lin)
        agree(case=case, draft=AgreementDraft(words="约定", promises=[PromiseDraft("付款", soon())]), by=lin)
        begin_track(case=case, kind="warning_letter", by=lin)
        take_step(track=Track.objects.filter(case=case).latest("id"), step="issued", by=lin)
    return case


def test_sections_cost_the_same_for_one_and_for_many(lin):
    spent = []
    with within(lin.scope):
        for times in (1, 6):
            case = full(lin, times)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert {"plan", "agreements", "tracks"} <= {one.key for one in sections_of(case, lin)}
            spent.append(len(queries))
    assert spent[0] == spent[1]
