"""The acts of partners where each is allowed, for tests/operators/test_odd_words.py."""

from config.story import cast as story
from operators.partner import actions as acts
from tests import stages
from tests import stages_partner as partners
from tests.cast import later
from tests.papers import scan_for


def presenting(who):
    partner = partners.proposed(who)
    return partner, partners.papers(partner, who.applicant)


def assessing(who):
    partner = partners.admitted(who)
    return partner, {"grade": "C", "reason": "考核。", "evidence": [partner.contract_id]}


def settling(who):
    partner = partners.exiting(who)
    paper = scan_for(partner, who.applicant, later(days=81)).pk
    return partner, {"item": "data", "text": "已销毁。", "evidence": [paper]}


# act → (who does it, on which day, the case and its words)
PARTNERS = {
    acts.propose: ("applicant", 81, lambda who: (stages.in_force(who), {
        "credit_code": story.JINGRONG.credit_code, "purpose": "联合研发。", "related_party": False})),
    acts.present: ("applicant", 81, presenting),
    acts.admit: ("applicant", 81, lambda who: (partners.presented(who), {"grade": "B", "reason": "评定。"})),
    acts.decline: ("applicant", 81, lambda who: (partners.proposed(who), {"reason": "理由。"})),
    acts.assess: ("applicant", 81, assessing),
    acts.restrict: ("applicant", 81, lambda who: (
        partners.admitted(who), {"withheld": ["data"], "reason": "理由。"})),
    acts.lift: ("applicant", 81, lambda who: (partners.restricted(who), {"reason": "理由。"})),
    acts.begin_exit: ("rival", 81, lambda who: (
        partners.admitted(who), {"kind": "voluntary", "reason": "理由。"})),
    acts.settle: ("applicant", 81, settling),
}  # fmt: skip
