"""The verbs of partners (Arts 22-24)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.kernel.acts import act
from config.kernel.documents.models import Document
from config.kernel.numbers import next_number
from config.kernel.workdays.deadlines import clear_due, set_due
from operators.agreement.models import Agreement
from operators.organisation.codes import checked
from operators.organisation.models import Organisation
from operators.partner import facts, rules
from operators.partner.models import CreditGrade, Leaving, Partner
from operators.partner.queries import exit_items


@act(rules.may_propose, title=_("propose a partner"), article="22")
def propose(agreement: Agreement, *, by, at, credit_code, purpose, related_party):
    """Its papers follow; it has no permission yet."""
    organisation = Organisation.objects.get(credit_code=checked(credit_code)[0])
    partner = Partner.objects.create(
        agreement=agreement, application=agreement.application, organisation=organisation, purpose=purpose,
        proposed_by=by, proposed_at=at, number=next_number("HZ", timezone.localdate(at).year),
    )  # fmt: skip
    return facts.PartnerProposed(partner, by, at, agreement.key, organisation.key, purpose, related_party)


@act(rules.may_present, title=_("present the papers of the partner"), article="22")
def present(partner: Partner, *, by, at, conditions, contract):
    """Conditions that are named again are shown anew; the contract is the one that is named last."""
    shown = {
        key: {"statement": row.get("statement", ""), "evidence": list(row.get("evidence", ()))}
        for key, row in conditions.items()
    }
    partner.conditions = {**partner.conditions, **shown}
    partner.contract_id = contract
    named = [pk for row in shown.values() for pk in row["evidence"]]
    return facts.PartnerPapersPresented(partner, by, at, shown, _digests([contract])[0], _digests(named))


@act(rules.may_admit, title=_("admit the partner"), holds=("organisation",))
def admit(partner: Partner, *, by, at, grade, reason):
    """Its first grade decides what it may do. Nobody is barred meanwhile, or its exit would not begin."""
    partner.admit()
    partner.admitted_by, partner.admitted_at = by, at
    _grade(partner, by, at, grade, reason, [partner.contract_id])
    return facts.PartnerAdmitted(partner, by, at, grade, reason)


@act(rules.may_decline, title=_("not admit the partner"))
def decline(partner: Partner, *, by, at, reason):
    """It may be proposed again."""
    partner.decline()
    partner.ended_at, partner.ended_reason = at, reason
    return facts.PartnerDeclined(partner, by, at, reason)


@act(rules.may_assess, title=_("assess the partner"), article="23")
def assess(partner: Partner, *, by, at, grade, reason, evidence):
    """The grade moves, and with it what the partner may do."""
    before = partner.grade
    _grade(partner, by, at, grade, reason, evidence)
    return facts.PartnerAssessed(partner, by, at, before, grade, reason, _digests(evidence))


@act(rules.may_restrict, title=_("restrict the partner"))
def restrict(partner: Partner, *, by, at, withheld, reason):
    """What is withheld is not given by any grade meanwhile."""
    partner.restrict()
    partner.withheld = sorted(set(withheld))
    return facts.PartnerRestricted(partner, by, at, partner.withheld, reason)


@act(rules.may_lift, title=_("lift the restriction"))
def lift(partner: Partner, *, by, at, reason):
    """Its grade alone decides again."""
    partner.lift()
    partner.withheld = []
    return facts.PartnerRestrictionLifted(partner, by, at, reason)


@act(rules.may_begin_exit, title=_("begin the exit of the partner"))
def begin_exit(partner: Partner, *, by, at, kind, reason):
    """It has no permission any more; the checklist of this kind of exit is to be done."""
    partner.begin_exit()
    partner.exit_kind, partner.exit_reason, partner.exit_begun_at = kind, reason, at
    for place, row in enumerate(exit_items(partner.rulebook, kind), start=1):
        Leaving.objects.create(partner=partner, key=row["key"], title=row["title_zh"], place=place)
    set_due(partner, timezone.localdate(at), partner.rulebook.value("partner_exit"))
    return facts.PartnerExitBegun(partner, by, at, str(kind), reason, partner.due_on.isoformat())


@act(rules.may_settle, title=_("show an item of the exit as done"), article="24")
def settle(partner: Partner, *, by, at, item, text, evidence):
    """One item less."""
    row = partner.leavings.get(key=item)
    row.text, row.evidence, row.done_by, row.done_at = text, list(evidence), by, at
    row.save()
    return facts.PartnerExitItemDone(partner, by, at, item, _digests(evidence))


@act(rules.may_finish_exit, title=_("finish the exit of the partner"))
def finish_exit(partner: Partner, *, by, at):
    """It may be proposed again."""
    partner.finish_exit()
    partner.ended_at, partner.ended_reason = at, partner.exit_reason
    clear_due(partner)
    return facts.PartnerExited(partner, by, at, partner.exit_kind)


def _grade(partner, by, at, grade, reason, evidence) -> None:
    partner.grade = grade
    CreditGrade.objects.create(
        partner=partner, round=partner.grades.count() + 1, grade=grade, reason=reason, evidence=list(evidence),
        given_by=by, given_at=at,
    )  # fmt: skip


def _digests(named) -> list[str]:
    return list(Document.objects.filter(pk__in=named).order_by("pk").values_list("sha256", flat=True))
