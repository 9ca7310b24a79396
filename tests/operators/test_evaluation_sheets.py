"""Scores come from a spreadsheet as from the page: every fault of every row is named (Art. 33)."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from config.kernel.accounts.models import Seat
from config.kernel.acts import Refused
from config.kernel.documents.receiving import hand_out, of_case, seen_by
from config.kernel.ledger.models import Entry
from config.kernel.writing import given
from operators.evaluation import actions as evaluations
from operators.evaluation.drafting import sheet_for
from operators.evaluation.models import Score
from operators.evaluation.sheets import COLUMNS, MOST_ROWS
from tests import stages_evaluation as lives
from tests.cast import later
from tests.operators.scoring_sheets import DAY, PLACES, added, changed, file_of, lines_of
from tests.papers import PDF, fresh
from tests.refusing import answers, refusals, refused

pytestmark = pytest.mark.article("33")


def words(evaluation_round, by, lines, **more) -> dict:
    return {"by": by, "at": later(days=DAY, minutes=10), "sheet": added(evaluation_round, by, file_of(lines))} | more


def faults(who, evaluation_round, lines, **more) -> list[tuple[str, str]]:
    """(code, row) of each, by the authority's officer; nothing has changed."""
    found = refusals(evaluations.import_scores, evaluation_round, **words(evaluation_round, who.officer, lines, **more))
    assert {no.kind for no in found} == {"input"}
    assert not Score.objects.exists()
    assert all(no.field.removeprefix("rows.") in no.reason for no in found if no.field != "sheet")
    return [(no.code, no.field) for no in found]


def test_a_sheet_asks_a_body_for_its_own_indicators_of_every_operator_and_for_nothing_else(who):
    evaluation_round = lives.two_opened(who)
    book = load_workbook(BytesIO(sheet_for(evaluation_round, by=who.officer)))
    heads, *rows = book.active.iter_rows(values_only=True)
    assert list(heads) == ["考核评估编号", "运营单位", "统一社会信用代码", "指标编号", "指标", "权重", "分值范围",
                           "得分", "意见"]  # fmt: skip
    operators = [one.agreement.operator for one in evaluation_round.evaluations.order_by("pk")]
    assert [row[1:8] for row in rows] == [
        (one.body.name, one.credit_code, "products", "产品与应用成效", 30, "0至100", None) for one in operators
    ]
    assert book.active.protection.sheet
    asked = {cell.column for row in book.active.iter_rows() for cell in row if not cell.protection.locked}
    assert asked == {PLACES["value"] + 1, PLACES["remark"] + 1}
    assert {line[PLACES["indicator"]] for line in lines_of(who, evaluation_round, who.supervisor)} == {"compliance"}


def test_what_is_filled_in_comes_back_as_scores(who):
    evaluation_round = lives.two_opened(who)
    lines = changed(changed(lines_of(who, evaluation_round), 2, value=85.25, remark="好"), 3, value=0)
    fact = evaluations.import_scores(evaluation_round, **words(evaluation_round, who.officer, lines))
    scores = Score.objects.order_by("pk").values_list("indicator__key", "value", "remark", "assessor__body")
    body = who.officer.body_id
    assert [(key, str(value), *rest) for key, value, *rest in scores] == [
        ("products", "85.25", "好", body), ("products", "0.00", "", body),
    ]  # fmt: skip
    first, second = evaluation_round.evaluations.order_by("pk")
    assert (fact.evaluations, fact.left_out) == ([first.key, second.key], [])
    assert first.assessors.get(body=body).sent_by == who.officer
    assert Entry.objects.filter(act="evaluation.score").count() == 2


def test_when_all_is_sent_the_sheet_has_what_was_given(who):
    evaluation_round = lives.two_opened(who)
    lines = changed(lines_of(who, evaluation_round), 2, remark="'=1+1")
    evaluations.import_scores(evaluation_round, **words(evaluation_round, who.officer, lines))
    assert Score.objects.order_by("pk").first().remark == "=1+1"
    again = [list(row) for row in load_workbook(BytesIO(sheet_for(evaluation_round, by=who.officer))).active.values][1:]
    assert again == lines
    found = refusals(evaluations.import_scores, evaluation_round, **words(evaluation_round, who.officer, again))
    assert [(no.code, no.field) for no in found] == [("sheet_sent", "rows.2"), ("sheet_sent", "rows.3")]


FAULTS = {  # what stands in the first row, and the fault that is named there
    "a text in a number cell": ({"value": "八十"}, "unread"),
    "digits as a text": ({"value": "80"}, "unread"),
    "no score": ({"value": None}, "unread"),
    "a formula": ({"value": "=40+40"}, "unread"),
    "a formula beside it": ({"remark": '=HYPERLINK("http://example.org")'}, "unread"),
    "above the range": ({"value": 100.01}, "out_of_range"),
    "below the range": ({"value": -1}, "out_of_range"),
    "three decimals": ({"value": 80.001}, "out_of_range"),
    "no operator's code": ({"credit_code": None}, "unread"),
    "a stranger's code": ({"credit_code": "91110000MA00000000"}, "stranger"),
    "another's name": ({"operator": "某某公司"}, "stranger"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_rows_fault_is_named_and_nothing_is_imported(who, fault):
    evaluation_round = lives.two_opened(who)
    cells, code = FAULTS[fault]
    assert faults(who, evaluation_round, changed(lines_of(who, evaluation_round), 2, **cells)) == [(code, "rows.2")]


def test_a_strangers_evaluation_a_strange_indicator_a_row_twice_and_one_that_is_missing_are_named(who):
    evaluation_round = lives.two_opened(who)
    lines = lines_of(who, evaluation_round)
    stranger = changed([lines[0]], 2, number="PJ-2026-9999")
    assert faults(who, evaluation_round, [*lines, *stranger]) == [("stranger", "rows.4")]
    assert faults(who, evaluation_round, [lines[0], *lines]) == [("scored_twice", "rows.2"), ("scored_twice", "rows.3")]
    other = changed(lines, 3, indicator="compliance")
    assert faults(who, evaluation_round, other) == [("scores_missing", "rows.3"), ("not_scored", "rows.3")]


def test_all_faults_of_all_rows_are_named_at_once(who):
    evaluation_round = lives.two_opened(who)
    lines = changed(lines_of(who, evaluation_round), 2, value="x", remark=True, credit_code="y")
    found = faults(who, evaluation_round, changed(lines, 3, value=101, operator="z"))
    assert found == [
        ("unread", "rows.2"), ("unread", "rows.2"), ("stranger", "rows.2"), ("stranger", "rows.3"),
        ("out_of_range", "rows.3"),
    ]  # fmt: skip


def test_the_good_rows_are_imported_where_that_is_chosen(who):
    evaluation_round = lives.two_opened(who)
    lines = changed(lines_of(who, evaluation_round), 2, value="x")
    chosen = words(evaluation_round, who.officer, lines, good_rows_only=True)
    fact = evaluations.import_scores(evaluation_round, **chosen)
    first, second = evaluation_round.evaluations.order_by("pk")
    assert (fact.evaluations, fact.left_out) == ([second.key], [2])
    assert Score.objects.get().evaluation == second
    assert len(lines_of(who, evaluation_round)) == 1  # the other is still asked for
    none_good = words(evaluation_round, who.officer, lines[:1], good_rows_only=True)
    assert refused(evaluations.import_scores, evaluation_round, **none_good) == ["unread"]
    assert first.assessors.get(body=who.officer.body).sent_at is None


def test_an_operator_is_scored_as_a_whole(who):
    """Two indicators of one scorer: where one is wrong, the other is left out with it."""
    agreement = lives.adopted(who)
    with given():
        lives.used().indicators.filter(key="compliance").update(scorer="authority")
    evaluation_round = lives.opened_round(who, agreement).round
    lines = changed(lines_of(who, evaluation_round), 3, value=None)
    chosen = words(evaluation_round, who.officer, lines, good_rows_only=True)
    assert refused(evaluations.import_scores, evaluation_round, **chosen) == ["unread"]
    assert not Score.objects.exists()


def test_a_conflict_is_named_at_the_operators_first_row_and_the_others_can_be_scored(who):
    evaluation_round = lives.two_opened(who)
    first, second = evaluation_round.evaluations.order_by("pk")
    with given():
        Seat.objects.create(user=who.officer.user, body=first.agreement.operator.body, role="editor", state="revoked")
    lines = lines_of(who, evaluation_round)
    assert faults(who, evaluation_round, lines) == [("conflict", "rows.2")]
    chosen = words(evaluation_round, who.officer, lines, good_rows_only=True)
    assert evaluations.import_scores(evaluation_round, **chosen).evaluations == [second.key]


@pytest.mark.parametrize(
    ("content", "heads"),
    [
        ([], None),
        ([[""]], [column.title for name, column in COLUMNS.items() if name != "value"]),
        ([["x"]] * (MOST_ROWS + 1), None),
    ],
    ids=["no row", "a missing column", "too many rows"],
)
def test_a_sheet_that_is_wrong_as_a_whole_is_refused_as_a_whole(who, content, heads):
    evaluation_round = lives.two_opened(who)
    sheet = added(evaluation_round, who.officer, file_of(content, heads))
    at = later(days=DAY, minutes=10)
    for only in (False, True):
        wanted = {"by": who.officer, "at": at, "sheet": sheet, "good_rows_only": only}
        (no,) = refusals(evaluations.import_scores, evaluation_round, **wanted)
        assert (no.code, no.field) == ("no_sheet" if content else "rows", "sheet")


def test_what_is_no_spreadsheet_of_the_own_body_is_none(who):
    evaluation_round = lives.two_opened(who)
    theirs = added(evaluation_round, who.supervisor, file_of(lines_of(who, evaluation_round, who.supervisor)))
    paper = added(evaluation_round, who.officer, PDF, name="评分表.pdf")
    for sheet in (theirs, paper, 0, -1, 10**12):
        wanted = {"by": who.officer, "at": later(days=DAY, minutes=10), "sheet": sheet}
        assert refused(evaluations.import_scores, evaluation_round, **wanted) == ["sheet"]


def test_only_officers_of_a_body_that_scores_here_take_bring_and_import_a_sheet(who):
    evaluation_round = lives.two_opened(who)
    others = "applicant signatory clock recorder"
    assert answers(evaluations.import_scores, evaluation_round, who, others, sheet=0) == {
        role: ["role", "no_assessor", "sheet"] if role in ("applicant", "signatory", "clock") else ["role", "sheet"]
        for role in others.split()
    }
    with given():
        evaluation_round.evaluations.first().assessors.model.objects.filter(body=who.district.body).delete()
    for ask in (
        lambda: sheet_for(evaluation_round, by=who.district),
        lambda: added(evaluation_round, who.district, PDF),
    ):
        with pytest.raises(Refused) as no:
            ask()
        assert no.value.codes == ["no_assessor"]


def test_nothing_is_brought_when_the_results_are_published(who):
    evaluation_round = lives.two_opened(who)
    with given():
        type(evaluation_round).objects.filter(pk=evaluation_round.pk).update(state="published")
    with pytest.raises(Refused) as no:
        added(evaluation_round, who.officer, file_of([]))
    assert no.value.codes == ["over"]


def test_each_body_sees_its_own_sheets_and_nobody_else_does(who):
    evaluation_round = lives.two_opened(who)
    kept = added(evaluation_round, who.officer, file_of(lines_of(who, evaluation_round)))
    seen = {name: seen_by(seat, evaluation_round).count() for name, seat in
            {"own": who.officer, "colleague": who.colleague, "auditor": who.audit_admin, "supervisor": who.supervisor,
             "operator": who.applicant, "nobody": None}.items()}  # fmt: skip
    assert seen == {"own": 1, "colleague": 1, "auditor": 1, "supervisor": 0, "operator": 0, "nobody": 0}
    assert of_case(evaluation_round).count() == 1
    assert hand_out(kept, who.colleague, later(days=DAY)).pk == kept


def test_a_sheet_is_made_in_as_many_statements_for_two_operators_as_for_six(who):
    evaluation_round = lives.two_opened(who)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            sheet_for(fresh(evaluation_round), by=who.officer)
        return len(captured)

    few = asked()
    with given():
        for number in range(2, 6):
            agreement = lives.beside(who, evaluation_round.evaluations.first().agreement, number)
            made = evaluation_round.evaluations.create(
                agreement=agreement, authorisation=agreement.authorisation, number=f"PJ-{number}",
                period_ends_on=evaluation_round.ends_on,
            )  # fmt: skip
            made.assessors.create(body=who.officer.body, role="authority")
    assert (asked(), len(lines_of(who, evaluation_round))) == (few, 6)
