"""The acts of agreements where each is allowed, for tests/operators/test_odd_words.py."""

from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.queries import open_on
from operators.agreement import actions as agreements
from tests import awarding, stages
from tests import stages_oversight as oversight
from tests.cast import later
from tests.stages import fresh


def with_reason(stage):
    return lambda who: (stage(who), {"reason": "理由。"})


def text(who):
    drafted = stages.drafted_agreement(who)
    heads = {head.key: "约定。" for head in drafted.heads.all()}
    return drafted, {"heads": heads, "starts_on": drafted.starts_on, "ends_on": drafted.ends_on}


def scan(who):
    locked = stages.finalised(who)
    return locked, {"party": locked.parties.first().pk, "scan": stages.scan_for(locked, who.officer, later(days=78)).pk}


def lodged(who):
    locked, words = scan(who)
    agreements.lodge_scan(locked, by=who.officer, at=later(days=78), **words)
    return fresh(locked), {"party": words["party"]}


def refusal(who):
    locked, words = lodged(who)
    return locked, words | {"reason": "理由。"}


def pdf(who):
    locked, words = scan(who)
    return locked, {"document": words["scan"], "sha256": locked.sha256, "signatures": 0}


def suspended(who):
    agreement = stages.in_force(who)
    agreements.suspend(agreement, by=who.officer, at=later(days=81), reason="整改。")
    countersign(open_on(agreement), by=who.supervisor, at=later(days=81))
    return fresh(agreement)


def replaced(who):
    agreement = stages.in_force(who)
    made = agreements.draft_amendment(agreement, by=who.officer, at=later(days=81), reason="变更。").subject
    agreements.write(made, by=who.officer, at=later(days=81), starts_on=later(days=82).date())
    made = fresh(agreements.finalise(fresh(made), by=who.officer, at=later(days=81)).subject)
    awarding.signed_by(made, who.authority_signatory, who.signatory, at=later(days=81))
    return agreement, {"amendment": made.pk}


# act → (who does it, on which day, the case and its words)
AGREEMENTS = {
    agreements.draft: ("officer", 76, lambda who: (
        stages.to_sign(who), {"starts_on": later(days=80).date(), "years": 5})),
    agreements.draft_amendment: ("officer", 81, with_reason(stages.in_force)),
    agreements.write: ("officer", 76, text),
    agreements.reopen: ("officer", 77, with_reason(stages.finalised)),
    agreements.sign: ("signatory", 78, lambda who: (locked := stages.finalised(who), {"sha256": locked.sha256})),
    agreements.lodge_scan: ("officer", 78, scan),
    agreements.check_scan: ("colleague", 78, lodged),
    agreements.refuse_scan: ("colleague", 78, refusal),
    agreements.attach_pdf: ("clock", 78, pdf),
    agreements.suspend: ("officer", 81, with_reason(stages.in_force)),
    agreements.resume: ("officer", 82, with_reason(suspended)),
    agreements.terminate: ("officer", 81, with_reason(oversight.heard)),
    agreements.replace: ("clock", 82, replaced),
    agreements.abandon: ("officer", 78, with_reason(stages.finalised)),
}  # fmt: skip
