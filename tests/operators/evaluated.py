"""The acts of evaluation where each is allowed, for tests/operators/test_odd_words.py."""

from config.kernel.accounts.queries import the
from operators.agreement import actions as agreements
from operators.evaluation import actions as acts
from tests import stages_evaluation as evaluations
from tests.cast import later
from tests.operators.scoring_sheets import added, file_of, lines_of
from tests.papers import fresh, scan_for

FIRST, SECOND = evaluations.opens(1), evaluations.opens(2)


def drafting():
    return {"title": "示例指标体系", "indicators": evaluations.INDICATORS}


def superseding(who):
    evaluations.adopted(who)
    return evaluations.used(), {"by_set": evaluations.drafted(who).pk}


def period(who):
    words = {"title": "考核评估", "starts_on": later(days=81).date(), "ends_on": later(days=170).date()}
    return evaluations.adopted(who).zone, words | {"providers": [who.district.body_id]}


def self_report(who):
    evaluation = evaluations.opened(who)
    paper = scan_for(evaluation, who.applicant, later(days=FIRST)).pk
    return evaluation, {"text": "自评报告。", "claims": [evaluations.CLAIMS[0] | {"evidence": [paper]}]}


def anew():
    return evaluations.sheet("85", "quality")


def importing(who):
    evaluation_round = evaluations.opened(who).round
    sheet = added(evaluation_round, who.officer, file_of(lines_of(who, evaluation_round)))
    return evaluation_round, {"sheet": sheet, "good_rows_only": True}


def second_poor(who):
    agreement = evaluations.poor_once(who)
    evaluations.up_to_notified(who, agreement, 2, "30")
    return fresh(agreement), {"in_a_row": 2, "reason": "连续较差。"}


# act → (who does it, on which day, the case and its words)
EVALUATION = {
    acts.draft_set: ("officer", 81, lambda who: (the("authority"), drafting())),
    acts.draft_example: ("officer", 81, lambda who: (the("authority"), {"code": "example"})),
    acts.revise_set: ("officer", 81, lambda who: (evaluations.drafted(who), drafting())),
    acts.supersede_set: ("officer", 82, superseding),
    acts.open_round: ("officer", FIRST, period),
    acts.report: ("applicant", FIRST, self_report),
    acts.score: ("officer", FIRST, lambda who: (
        evaluations.reported(who), {"scores": evaluations.sheet("80", "products")})),
    acts.import_scores: ("officer", FIRST, importing),
    acts.appeal: ("signatory", FIRST, lambda who: (evaluations.notified(who), {"reason": "得分有误。"})),
    acts.uphold: ("officer", FIRST + 1, lambda who: (
        evaluations.appealed(who), {"answer": "属实。", "scores": anew()})),
    acts.dismiss: ("officer", FIRST + 1, lambda who: (evaluations.appealed(who), {"answer": "不成立。"})),
    acts.exempt: ("officer", FIRST, lambda who: (evaluations.opened(who), {"reason": "理由。"})),
    acts.correct: ("officer", FIRST + 1, lambda who: (
        evaluations.excellent(who), {"reason": "计分有误。", "scores": anew()})),
    agreements.end_for_poor_results: ("officer", SECOND, second_poor),
}  # fmt: skip
