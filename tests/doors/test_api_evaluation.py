"""Scoring sheets go out and come in over the API, and results are data for a chart (Art. 33)."""

import json
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from config.api.described import written
from config.kernel.documents.sniffing import ALLOWED
from config.kernel.rest import addresses
from config.kernel.writing import given
from operators.evaluation import actions as evaluations
from operators.evaluation.models import Evaluation, Score
from tests import stages_evaluation as lives
from tests.cast import later
from tests.doors import api
from tests.operators.scoring_sheets import DAY, changed, file_of, lines_of
from tests.papers import fresh

pytestmark = pytest.mark.article("33")


def test_a_sheet_is_downloaded_filled_in_brought_back_and_imported(who, on_day):
    evaluation_round = lives.two_opened(who)
    on_day(DAY, 5)
    officer, address = api.person(who.officer), addresses.of_case(evaluation_round)
    answer = officer.get(f"{address}sheet/", headers={"Accept": ALLOWED["xlsx"]})
    assert (answer.status_code, answer["Content-Type"]) == (200, ALLOWED["xlsx"])
    assert f"{evaluation_round.number}.xlsx" in answer["Content-Disposition"]
    assert load_workbook(BytesIO(b"".join(answer.streaming_content))).active.max_row == 3
    good = lines_of(who, evaluation_round)
    bad = officer.send(f"{address}documents/", file_of(changed(good, 2, value="八十")), "评分表.xlsx").json()["id"]
    words = {"sheet": bad}
    refused = officer.post(f"{address}import-scores/", words)
    assert api.codes(refused, 400) == ["unread"] and list(refused.json()["fields"]) == ["rows.2"]
    assert not Score.objects.exists()
    done = officer.post(f"{address}import-scores/", words | {"good_rows_only": True})
    assert done.status_code == 200 and done.json()["said"]["left_out"] == [2]
    assert Score.objects.count() == 1


def test_a_sheet_is_not_for_those_who_score_nobody_there(who, on_day):
    evaluation_round = lives.two_opened(who)
    on_day(DAY, 5)
    address = f"{addresses.of_case(evaluation_round)}sheet/"
    wanted = {"applicant": 403, "officer": 200, "supervisor": 200, "district": 200, "recorder": 403, "outsider": 404}
    assert {name: api.person(getattr(who, name)).get(address).status_code for name in wanted} == wanted
    with given():
        type(evaluation_round).objects.filter(pk=evaluation_round.pk).update(state="published")
    api.problem(api.nobody().get(address), 401)


def test_the_sheet_and_its_import_are_described():
    document = json.loads(written("en"))["paths"]
    sheet = document["/api/v1/rounds/{reference}/sheet/"]["get"]
    assert list(sheet["responses"]["200"]["content"]) == [ALLOWED["xlsx"]]
    operation = document["/api/v1/rounds/{reference}/import-scores/"]["post"]
    assert set(operation["responses"]) >= {"200", "400", "403", "404", "409"}
    assert document["/api/v1/rounds/{reference}/documents/"]["post"]["operationId"] == "rounds_documents_add"


def test_an_example_of_indicators_shows_its_dimensions(who, on_day):
    made = lives.drafted(who)
    on_day(81, 5)
    said = api.person(who.officer).get(addresses.of_case(made)).json()
    weights = {row["dimension"]: row["weight"] for row in said["dimensions"]}
    assert weights == {"安全合规": "50.00", "产品与应用成效": "30.00", "数据使用与质量": "20.00"}


def test_assessors_read_what_the_operator_reports_with_its_evidence(who, on_day):
    evaluation = lives.opened(who)
    on_day(DAY, 5)
    address = addresses.of_case(evaluation)
    operator = api.person(who.applicant)
    file = file_of([])
    paper = operator.send(f"{address}documents/", file, "证明.xlsx").json()["id"]
    claims = [{"indicator": "products", "statement": "上线产品三项。", "evidence": [paper]}]
    assert operator.post(f"{address}report/", {"text": "自评报告。", "claims": claims}).status_code == 200
    for seat in (who.applicant, who.officer, who.supervisor, who.district, who.audit_admin):
        asker = api.person(seat)
        said = asker.get(address).json()
        assert (said["self_report"], said["claims"]) == ("自评报告。", claims)
        assert asker.get(f"{address}documents/{paper}/").getvalue() == file
    assert api.person(who.rival).get(address).status_code == 404


def results(seat, evaluation) -> list[dict]:
    return api.person(seat).get(f"{addresses.of_case(evaluation)}results/").json()["results"]


def finals(who, agreement, number: int, *others: str) -> Evaluation:
    """The applicant's final result of 84.00 in a round, beside others' totals, as they stand; the rest is exempted."""
    ours = lives.result(who, agreement, number, "80")
    beside = Evaluation.objects.filter(round=ours.round).exclude(pk=ours.pk)
    with given():
        for other, value in zip(beside.order_by("pk"), others, strict=False):
            for indicator in ours.indicator_set.indicators.all():
                Score.objects.create(evaluation=other, indicator=indicator, value=value)
            beside.filter(pk=other.pk).update(state="scored", total=value, grade="good")
            beside.filter(pk=other.pk).update(state="notified")
            beside.filter(pk=other.pk).update(state="final", final_at=ours.final_at)
        beside.exclude(state="final").update(state="exempted", exempted_at=ours.final_at)
    return ours


@pytest.fixture
def over_two_rounds(who, on_day) -> Evaluation:
    """Three operators in the first round, two in the second."""
    agreement = lives.adopted(who)
    for number in (1, 2):
        lives.beside(who, agreement, number)
    for number, others in ((1, ("60", "72")), (2, ("70",))):
        ours = finals(who, agreement, number, *others)
    on_day(300)
    return ours


def test_results_over_time_stand_beside_the_mean_of_the_zone_by_dimension(who, over_two_rounds):
    first, second = results(who.officer, over_two_rounds)
    assert (first["total"], first["grade"], first["mean"], second["mean"]) == ("84.00", "good", "72.00", "77.00")
    assert first["dimensions"] == [
        {"dimension": "安全合规", "value": "88.00", "mean": "73.33"},
        {"dimension": "产品与应用成效", "value": "80.00", "mean": "70.67"},
        {"dimension": "数据使用与质量", "value": "80.00", "mean": "70.67"},
    ]
    assert results(who.supervisor, over_two_rounds) == results(who.audit_admin, over_two_rounds) == [first, second]
    assert sum(Decimal(one["value"]) for one in second["dimensions"]) == Decimal("248")


def test_an_operator_is_told_no_mean_before_it_is_published_nor_one_of_fewer_than_three(who, over_two_rounds):
    def means() -> list:
        said = results(who.applicant, over_two_rounds)
        assert [one["total"] for one in said] == ["84.00", "84.00"]
        assert all((part["mean"] is None) == (one["mean"] is None) for one in said for part in one["dimensions"])
        return [one["mean"] for one in said]

    assert means() == [None, None]
    first, second = Evaluation.objects.filter(authorisation=over_two_rounds.authorisation).order_by("period_ends_on")
    for one in (first, second):
        evaluations.publish(fresh(one.round), by=who.officer, at=later(days=299))
    assert means() == ["72.00", None]


def test_a_chart_costs_as_many_statements_for_two_rounds_as_for_one(who, on_day):
    agreement = lives.adopted(who)
    lives.beside(who, agreement)

    def asked(evaluation) -> int:
        on_day(300)
        asker = api.person(who.applicant)
        with CaptureQueriesContext(connection) as captured:
            asker.get(f"{addresses.of_case(evaluation)}results/")
        return len([one for one in captured if "kernel_tally" not in one["sql"]])

    one = asked(finals(who, agreement, 1, "60"))
    assert asked(finals(who, agreement, 2, "70")) == one
