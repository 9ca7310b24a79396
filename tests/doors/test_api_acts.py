"""An act over the API: done, or refused with every reason; a stale copy and a repeated key (house:1, house:6)."""

from datetime import datetime, timedelta

import pytest

from config.kernel.ledger.models import Entry
from operators.application import actions as applications
from operators.review import actions as reviews
from tests import stages
from tests.doors import api
from tests.kernel.trials import entries
from tests.stages import fresh
from zones.call import actions as calls

pytestmark = pytest.mark.article("house:1")


@pytest.fixture
def application(who, on_day):
    made = stages.examined(who)
    on_day(7)
    return made


@pytest.fixture
def officer(who):
    return api.person(who.officer)


def test_an_act_is_done_and_says_what_became_true(application, officer, who):
    answer = officer.act(application, applications.accept)
    now = fresh(application)
    assert (answer.status_code, answer["ETag"], now.state) == (200, f'"{now.version}"', "accepted")
    said = answer.json()
    assert (said["fact"], said["act"]) == ("ApplicationAccepted", "application.accept")
    assert said["article"] == "beijing-2023-draft:12"
    assert said["case"] == {"noun": "application", "id": now.pk, "number": now.number,
                            "url": f"/api/v1/applications/{now.number}/"}  # fmt: skip
    assert Entry.objects.filter(act="application.accept").get().seat == who.officer


def test_what_begins_another_case_says_where_it_is(who, on_day):
    call = stages.published_call(who)
    on_day(2)
    answer = api.person(who.applicant).act(call, applications.start)
    assert answer.status_code == 201
    detail = api.person(who.applicant).get(answer["Location"])
    assert (detail.status_code, detail.json()["state"], detail["ETag"]) == (200, "draft", answer["ETag"])


def test_what_another_body_must_countersign_is_only_proposed(who, on_day):
    panel = stages.scored(who)
    on_day(45)
    answer = api.person(who.officer).act(panel, reviews.conclude, {"minutes": "评审会纪要。"})
    assert (answer.status_code, answer.json()["fact"], fresh(panel).state) == (202, "Proposed", "scoring")


def test_all_reasons_are_given_at_once_each_with_its_article(who, on_day):
    draft = stages.draft(who)
    on_day(5)
    said = api.problem(api.person(who.applicant).act(draft, applications.submit), 400)
    assert len(said["refusals"]) > 3
    for no in said["refusals"]:
        assert set(no) == {"code", "reason", "article", "kind", "field"}
        assert no["article"].partition(":")[0] in ("beijing-2023-draft", "house") and no["reason"] in said["detail"]
    assert set(said["fields"]) == {no["field"] for no in said["refusals"]} - {""}
    assert (fresh(draft).state, entries(draft)) == ("draft", ["application.start"])


def test_who_may_never_is_told_that_whatever_the_words_are(who, application):
    editor = api.person(who.editor)
    for words in ({}, {"reason": 5}, {"odd": 1}):
        assert "role" in api.codes(editor.act(application, applications.withdraw, words), 403)
    assert fresh(application).state == "submitted"


def test_what_is_not_open_now_says_who_was_first(application, officer, who):
    officer.act(application, applications.accept)
    said = api.problem(api.person(who.colleague).act(application, applications.accept), 409)
    assert [no["code"] for no in said["refusals"]] == ["wrong_state"]
    assert who.officer.body.name in said["detail"]


@pytest.mark.parametrize(
    ("words", "status", "field"),
    [
        ({}, 400, "reason"),
        ({"reason": ""}, 400, "reason"),
        ({"reason": 5}, 400, "reason"),
        ({"reason": "a\0b"}, 400, "reason"),
        ({"reason": "x", "odd": 1}, 400, "odd"),
        ({"reason": ["x"]}, 400, "reason"),
        ({"reason": 10**40}, 400, "reason"),
    ],
)
def test_words_that_do_not_do_are_refused_by_their_name(application, officer, words, status, field):
    assert field in api.problem(officer.act(application, applications.decline, words), status)["fields"]
    assert fresh(application).state == "submitted"


@pytest.mark.parametrize(
    "instant",
    ["2026-04-30", "x", 5, None, "2026-04-30T09:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:00-14:00"],
)
def test_an_instant_is_read_with_its_zone_or_not_at_all(who, on_day, instant):
    call = stages.published_call(who)
    on_day(2)
    answer = api.person(who.officer).act(call, calls.extend, {"closes_at": instant, "reason": "示例"})
    assert "closes_at" in api.problem(answer, 400)["fields"]
    later = api.person(who.officer).act(
        call, calls.extend, {"closes_at": "2026-05-30T09:00:00+08:00", "reason": "示例"}
    )
    assert (later.status_code, fresh(call).closes_at.isoformat()) == (200, "2026-05-30T01:00:00+00:00")


@pytest.mark.parametrize("zone", ["+22:43", "-23:59", "+00:00"])
def test_an_instant_of_any_zone_is_read_as_the_same_instant(who, on_day, zone):
    call = stages.published_call(who)
    on_day(2)
    closing = datetime.fromisoformat(f"2026-05-30T09:00:00{zone}")
    words = {"closes_at": closing.isoformat(), "reason": "示例"}
    assert api.person(who.officer).act(call, calls.extend, words).status_code == 200
    assert fresh(call).closes_at == closing
    found = api.person(who.officer).get("calls/", {"open_at": (closing - timedelta(seconds=1)).isoformat()})
    assert [row["number"] for row in found.json()["results"]] == [call.number]


def test_a_stale_copy_is_not_acted_on(application, officer, who):
    etag = officer.get(f"applications/{application.number}/")["ETag"]
    applications.find(application, by=who.colleague, condition="standing", result="met", remark="再看")
    assert api.codes(officer.act(application, applications.accept, If_Match=etag), 412) == ["stale"]
    etag = officer.get(f"applications/{application.number}/")["ETag"]
    assert officer.act(application, applications.accept, If_Match=etag).status_code == 200


@pytest.mark.parametrize("etag", ["1", 'W/"1"', '"x"', '"-1"', '"1", "2"', '"' + "9" * 30 + '"', "", "公"])
def test_an_if_match_that_is_none_is_refused(application, officer, etag):
    assert set(api.problem(officer.act(application, applications.accept, If_Match=etag), 400)["fields"]) == {"If-Match"}
    assert officer.act(application, applications.accept, If_Match="*").status_code == 200


def test_one_key_has_one_effect_and_two_equal_answers(who, on_day):
    call = stages.published_call(who)
    on_day(2)
    ask = {"text": "问题"}
    asker = api.person(who.applicant)
    first, again = (asker.act(call, calls.ask, ask, Idempotency_Key="k-1") for _ in range(2))
    assert (first.status_code, first.content) == (200, again.content)
    assert call.questions.count() == 1
    assert api.codes(asker.act(call, calls.ask, {"text": "另一个"}, Idempotency_Key="k-1"), 422) == ["key_reused"]
    assert asker.act(call, calls.ask, {"text": "另一个"}, Idempotency_Key="k-2").status_code == 200
    rival = api.person(who.rival).act(call, calls.ask, ask, Idempotency_Key="k-1")  # keys are each seat's own
    assert (rival.status_code, call.questions.count()) == (200, 3)


@pytest.mark.parametrize("key", ["k" * 201, "a\tb", "\x7f"])
def test_a_key_that_is_too_long_or_not_of_signs_is_refused(application, officer, key):
    said = api.problem(officer.act(application, applications.accept, Idempotency_Key=key), 400)
    assert set(said["fields"]) == {"Idempotency-Key"}
    assert officer.act(application, applications.accept, Idempotency_Key="k" * 200).status_code == 200


def test_the_act_bar_says_what_is_open_and_why_the_rest_is_not(application, officer, who):
    shown = {act["name"]: act for act in officer.get(f"applications/{application.number}/").json()["acts"]}
    assert shown["application.accept"]["open"] and shown["application.accept"]["refusals"] == []
    assert not shown["agreement.draft"]["open"]
    assert {no["article"].partition(":")[0] for no in shown["agreement.draft"]["refusals"]} == {"beijing-2023-draft"}
    assert "application.submit" not in shown  # the applicant's
    answer = officer.post(shown["application.accept"]["url"])
    assert answer.status_code == 200


def test_reasons_are_in_the_language_that_is_asked_for(application, officer):
    officer.act(application, applications.accept)
    said = officer.act(application, applications.accept, Accept_Language="en").json()
    assert "is not open from there" in said["detail"]
    assert "is not open from there" not in officer.act(application, applications.accept).json()["detail"]
