"""From the notification to the final result: who does what, when, and what is refused (Art. 33)."""

import pytest

from operators.evaluation import actions as evaluations
from tests import stages_evaluation as lives
from tests.cast import later
from tests.papers import fresh
from tests.refusing import answers, never, refused

pytestmark = pytest.mark.article("33")

DAY = lives.opens(1)
AT, LATE = later(days=DAY, minutes=60), later(days=DAY + 40)
ANEW = lives.sheet("85", "quality")


def test_the_authority_notifies_together_with_the_supervisor(who):
    scored = lives.scored(who)
    assert answers(evaluations.notify, scored, who, "supervisor applicant clock", at=AT) == never(
        "supervisor applicant clock"
    )


def test_the_operator_appeals_with_a_reason_within_its_days(who):
    notified = lives.notified(who)
    assert answers(evaluations.appeal, notified, who, "editor rival officer", at=AT, reason="得分有误。") == {
        "editor": ["role"], "rival": ["other_body"], "officer": ["role", "other_body"],
    }  # fmt: skip
    assert refused(evaluations.appeal, notified, by=who.signatory, at=AT, reason=" ") == ["missing"]
    assert refused(evaluations.appeal, notified, by=who.signatory, at=LATE, reason="迟了。") == ["too_late"]
    last = later(days=(notified.due_on - later().date()).days)
    assert evaluations.appeal.refusals(notified, by=who.signatory, at=last, reason="最后一日。") == []


def test_whoever_waived_its_appeal_makes_none_and_waives_once(who):
    notified = lives.notified(who)
    assert answers(evaluations.waive, notified, who, "applicant rival_signatory", at=AT) == {
        "applicant": ["role"], "rival_signatory": ["other_body"],
    }  # fmt: skip
    waived = fresh(evaluations.waive(notified, by=who.signatory, at=AT).subject)
    assert refused(evaluations.appeal, waived, by=who.signatory, at=AT, reason="反悔。") == ["waived"]
    assert refused(evaluations.waive, waived, by=who.signatory, at=AT) == ["nothing_to_waive"]


def test_there_is_nothing_to_waive_before_the_notification(who):
    assert refused(evaluations.waive, lives.scored(who), by=who.signatory, at=AT) == ["nothing_to_waive"]


def test_an_appeal_is_answered_by_the_authority_in_words_with_what_is_scored_anew(who):
    appealed = lives.appealed(who)
    others = "supervisor applicant"
    assert answers(evaluations.uphold, appealed, who, others, at=AT, answer="属实。", scores=ANEW) == never(others)
    assert answers(evaluations.dismiss, appealed, who, others, at=AT, answer="不成立。") == never(others)
    by = {"by": who.officer, "at": AT}
    assert refused(evaluations.dismiss, appealed, **by, answer=" ") == ["missing"]
    assert refused(evaluations.uphold, appealed, **by, answer=" ", scores=ANEW) == ["missing"]
    assert refused(evaluations.uphold, appealed, **by, answer="属实。", scores=[]) == ["nothing_changed"]
    strange = lives.sheet("85", "else")
    assert refused(evaluations.uphold, appealed, **by, answer="属实。", scores=strange) == ["not_scored"]


def test_a_result_is_final_when_no_appeal_can_come_any_more(who):
    notified = lives.notified(who)
    assert refused(evaluations.finalise, notified, by=who.clock, at=AT) == ["appeal_open"]
    others = "supervisor applicant"
    assert answers(evaluations.finalise, notified, who, others, at=LATE) == never(others)
    for by in (who.clock, who.officer):
        assert evaluations.finalise.refusals(notified, by=by, at=LATE) == []


def test_an_exemption_has_its_reason(who):
    notified = lives.notified(who)
    others = "supervisor applicant clock"
    assert answers(evaluations.exempt, notified, who, others, at=AT, reason="不可抗力。") == never(others)
    assert refused(evaluations.exempt, notified, by=who.officer, at=AT, reason=" ") == ["missing"]


def test_only_a_final_result_is_corrected_with_its_reason_and_what_is_scored_anew(who):
    notified = lives.notified(who)
    by = {"by": who.officer, "at": AT}
    assert refused(evaluations.correct, notified, **by, reason="有误。", scores=ANEW) == ["not_final"]
    final = lives.waive_and_finalise(who, notified)
    others = "supervisor applicant clock"
    assert answers(evaluations.correct, final, who, others, at=AT, reason="有误。", scores=ANEW) == never(others)
    assert refused(evaluations.correct, final, **by, reason=" ", scores=ANEW) == ["missing"]
    assert refused(evaluations.correct, final, **by, reason="有误。", scores=[]) == ["nothing_changed"]
    assert refused(evaluations.correct, final, **by, reason="有误。", scores=lives.sheet("1", "else")) == ["not_scored"]


def test_a_round_is_published_by_the_authority_when_every_result_is_final_or_exempted(who):
    notified = lives.notified(who)
    assert refused(evaluations.publish, notified.round, by=who.officer, at=LATE) == ["results_open"]
    final = lives.waive_and_finalise(who, notified)
    others = "supervisor applicant clock"
    assert answers(evaluations.publish, final.round, who, others, at=LATE) == never(others)
    assert evaluations.publish.refusals(fresh(final.round), by=who.officer, at=LATE) == []
