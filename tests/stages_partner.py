"""A partner under an agreement in force since day 80: proposed, shown, admitted, restricted, leaving, on that day."""

from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.queries import open_on
from config.story import cast
from operators.agreement import actions as agreements
from operators.partner import actions as partners
from operators.partner.queries import exit_items
from tests import stages
from tests.cast import later
from tests.lived import lived
from tests.papers import fresh, scan_for

WORDS = {"credit_code": cast.JINGRONG.credit_code, "purpose": "联合研发信用评估产品。", "related_party": False}


def proposed_under(agreement, by, company=cast.JINGRONG):
    words = WORDS | {"credit_code": company.credit_code}
    return fresh(partners.propose(agreement, by=by, at=later(days=80, minutes=1), **words).subject)


@lived(after=stages.in_force)
def proposed(who):
    """The rival, as a partner of the applicant."""
    return proposed_under(stages.in_force(who), who.applicant)


def papers(partner, by) -> dict:
    """The words that show every condition, and the contract."""
    paper = scan_for(partner, by, later(days=80, minutes=2)).pk
    rows = partner.rulebook.value("partner_conditions")
    shown = {row["key"]: {"statement": "符合。", "evidence": [paper]} for row in rows}
    return {"conditions": shown, "contract": paper}


@lived(after=proposed)
def presented(who):
    partner = proposed(who)
    words = papers(partner, who.applicant)
    return fresh(partners.present(partner, by=who.applicant, at=later(days=80, minutes=3), **words).subject)


@lived(after=presented)
def admitted(who, grade="B"):
    words = {"grade": grade, "reason": "准入评定。"}
    return fresh(partners.admit(presented(who), by=who.applicant, at=later(days=80, minutes=4), **words).subject)


@lived(after=admitted)
def restricted(who):
    words = {"withheld": ["data"], "reason": "安全整改。"}
    return fresh(partners.restrict(admitted(who), by=who.applicant, at=later(days=80, minutes=5), **words).subject)


@lived(after=admitted)
def exiting(who):
    """Of its own will."""
    words = {"kind": "voluntary", "reason": "业务调整。"}
    return fresh(partners.begin_exit(admitted(who), by=who.rival, at=later(days=80, minutes=6), **words).subject)


def settled(partner, by, at):
    """Every item of its exit that is open is done."""
    paper = scan_for(partner, by, at).pk
    for row in exit_items(partner.rulebook, partner.exit_kind):
        if not partner.leavings.filter(key=row["key"], done_at__isnull=False).exists():
            partners.settle(partner, by=by, at=at, item=row["key"], text="已办结。", evidence=[paper])
    return fresh(partner)


def suspend(agreement, who, days=81):
    agreements.suspend(agreement, by=who.officer, at=later(days=days), reason="整改。")
    countersign(open_on(agreement), by=who.supervisor, at=later(days=days))
    return fresh(agreement)
