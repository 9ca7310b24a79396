"""Who proposes, admits, grades, restricts and parts with a partner (Arts 22-24; 27:6)."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from django.utils.translation import gettext as _

from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only, own_body, wanted
from config.kernel.documents.receiving import of_case
from config.kernel.refusals import INPUT, Refusal
from config.kernel.shapes import Code, Key
from config.kernel.words import listed, of_two
from operators.agreement.models import Agreement
from operators.organisation.codes import checked
from operators.organisation.models import Organisation
from operators.partner.models import ADMITTED, UNFINISHED, Partner
from operators.partner.queries import exit_items, grades_of, related, standing_agreement

SPEAKERS = (Role.ADMINISTRATOR, Role.SIGNATORY, Role.SECURITY_OFFICER)
CONTACTS = (Role.ADMINISTRATOR, Role.SIGNATORY)
Kind = Partner.ExitKind


class Shown(TypedDict, total=False):
    """How a condition is met; `evidence`: ids of documents of the case."""

    statement: str
    evidence: Sequence[int]


def the_operator(by, application, article: str) -> Iterator[Refusal]:
    """A member of the operator who speaks for it: it manages its partners itself (Art. 22)."""
    yield from only(by, *SPEAKERS, kinds=("organisation",), article=article)
    yield from own_body(by, application.organisation.body_id, article)


def may_propose(
    agreement, *, by, at, credit_code: Code = "", purpose: str = "", related_party: bool | None = None,
):  # fmt: skip
    """The operator, under its agreement in force, an organisation that is not its own (Art. 22; 27:6)."""
    yield from the_operator(by, agreement.application, "22")
    if agreement.state != Agreement.State.IN_FORCE:
        yield Refusal("not_in_force", _("This agreement is not in force."), article="22")
    yield from wanted("purpose", purpose, "22")
    if related_party is None:
        said = _("Say whether the partner is related to the operator.")
        yield Refusal("undeclared", said, "27:6", INPUT, "related_party")
    organisation = Organisation.objects.filter(credit_code=checked(credit_code)[0]).first()
    if organisation is None:
        said = _("No organisation is registered under this unified social credit code.")
        yield Refusal("credit_code", said, "22", INPUT, "credit_code")
        return
    yield from _fit(organisation, agreement.operator, related_party)
    if Partner.objects.filter(
        application_id=agreement.application_id, organisation=organisation, state__in=UNFINISHED
    ).exists():
        yield Refusal("partner_there", _("This organisation is a partner, or is proposed as one, already."), "22")


def may_present(partner, *, by, at, conditions: dict[str, Shown] | None = None, contract: int = 0):
    """While it is proposed, the operator shows how each condition is met, and the contract (Art. 22)."""
    yield from the_operator(by, partner.application, "22")
    if partner.state != Partner.State.PROPOSED:
        yield Refusal("decided", _("This was decided already."), article="22")
    known = {row["key"] for row in partner.rulebook.value("partner_conditions")}
    if not conditions or set(conditions) - known:
        yield Refusal("conditions", _("Name conditions of the checklist."), "22", INPUT, "conditions")
    yield from _papers(partner, [contract], "contract", "22")
    named = [pk for shown in (conditions or {}).values() for pk in shown.get("evidence", ())]
    if named:
        yield from _papers(partner, named, "conditions", "22")


def may_admit(partner, *, by, at, grade: Key = "", reason: str = ""):
    """The operator, when every condition is shown and the contract is there; the offices hear of it (Arts 22, 23)."""
    yield from the_operator(by, partner.application, "22")
    yield from _in_force(partner, "22")
    yield from _fit(partner.organisation, partner.operator, related_party=False)
    yield from _unshown(partner)
    if partner.contract_id is None:
        yield Refusal("no_contract", _("The contract with the partner is missing."), article="22")
    yield from _graded(partner, grade, reason)


def may_decline(partner, *, by, at, reason: str = ""):
    """The operator does not admit it; the clock, when the operator leaves or the organisation is barred (Art. 22)."""
    if by.role != Role.CLOCK:
        yield from the_operator(by, partner.application, "22")
    yield from wanted("reason", reason, "22")


def may_assess(partner, *, by, at, grade: Key = "", reason: str = "", evidence: Sequence[int] = ()):
    """The operator assesses its partner, and grades it anew, with reason and evidence (Arts 22, 23)."""
    yield from the_operator(by, partner.application, "23")
    yield from _in_force(partner, "23")
    if partner.state not in ADMITTED:
        yield Refusal("not_admitted", _("Only an admitted partner is assessed."), article="23")
    yield from _graded(partner, grade, reason)
    yield from _papers(partner, evidence, "evidence", "23")


def may_restrict(partner, *, by, at, withheld: Sequence[Key] = (), reason: str = ""):
    """The operator withholds permissions that the grade would give (Art. 23)."""
    yield from the_operator(by, partner.application, "23")
    yield from wanted("reason", reason, "23")
    given = grades_of(partner.rulebook).get(partner.grade, {}).get("permissions", ())
    if not withheld or set(withheld) - set(given):
        yield Refusal("withheld", _("Name permissions that its grade gives."), "23", INPUT, "withheld")


def may_lift(partner, *, by, at, reason: str = ""):
    """The operator gives back what it withheld, never while its own agreement is suspended (Art. 23)."""
    yield from the_operator(by, partner.application, "23")
    yield from wanted("reason", reason, "23")
    yield from _in_force(partner, "23")


def may_begin_exit(partner, *, by, at, kind: str = "", reason: str = ""):
    """The partner of its own will; else the operator; the clock, with the operator or when barred (Art. 24)."""
    if by.role != Role.CLOCK:
        yield from only(by, *SPEAKERS, kinds=("organisation",), article="24")
        yield from _leaves(partner, by, kind)
    yield from wanted("reason", reason, "24")
    if kind not in Kind.values:
        yield Refusal("kind", _("The rules know no such exit."), "24", INPUT, "kind")
    elif kind == Kind.OPERATOR_EXIT and standing_agreement(partner) is not None and by.role != Role.CLOCK:
        yield Refusal("operator_stays", _("The operator itself does not leave."), article="24")
    elif kind == Kind.ASSESSMENT and partner.grades.count() < 2:
        yield Refusal("not_assessed", _("No assessment of this partner is on record."), article="24")
    elif kind == Kind.CREDIT and not _bad_credit(partner):
        said = _("Its credit is not of the lowest grade, and it is not barred.")
        yield Refusal("good_credit", said, article="24")


def may_settle(partner, *, by, at, item: Key = "", text: str = "", evidence: Sequence[int] = ()):
    """The operator shows, with evidence, that an item of the exit is done (Art. 24)."""
    yield from the_operator(by, partner.application, "24")
    if partner.state != Partner.State.EXITING:
        yield Refusal("not_exiting", _("This partner is not leaving."), article="24")
    row = partner.leavings.filter(key=item).first()
    if row is None:
        yield Refusal("item", _("The checklist of this exit has no such item."), "24", INPUT, "item")
    elif row.done_at is not None:
        yield Refusal("done", _("This item is done already."), article="24")
    yield from wanted("text", text, "24")
    yield from _papers(partner, evidence, "evidence", "24")


def may_finish_exit(partner, *, by, at):
    """The operator, when every item of the checklist is done (Art. 24)."""
    yield from the_operator(by, partner.application, "24")
    if missing := list(partner.leavings.filter(done_at=None)):
        titles = {row["key"]: row for row in exit_items(partner.rulebook, partner.exit_kind)}
        named = [of_two(titles[row.key]["title_zh"], titles[row.key]["title_en"]) for row in missing]
        said = _("Not done yet: %(items)s.") % {"items": listed(named)}
        yield Refusal("items_open", said, article="24")


def _leaves(partner, by, kind) -> Iterator[Refusal]:
    if by.body_id == partner.organisation.body_id:
        yield from only(by, *CONTACTS, kinds=("organisation",), article="24")
        if kind != Kind.VOLUNTARY:
            yield Refusal("not_voluntary", _("A partner leaves of its own will only."), "24", INPUT, "kind")
    else:
        yield from own_body(by, partner.operator.body_id, "24")
        if kind == Kind.VOLUNTARY:
            yield Refusal("own_will", _("Of its own will only the partner itself leaves."), "24", INPUT, "kind")


def _bad_credit(partner) -> bool:
    return partner.grade == list(grades_of(partner.rulebook))[-1] or not partner.organisation.in_good_standing


def _in_force(partner, article) -> Iterator[Refusal]:
    agreement = standing_agreement(partner)
    if agreement is None or agreement.state != Agreement.State.IN_FORCE:
        yield Refusal("not_in_force", _("The agreement of the operator is not in force."), article)


def _fit(organisation, operator, related_party) -> Iterator[Refusal]:
    if not organisation.in_good_standing:
        yield Refusal("standing", _("This organisation is not confirmed, or is barred."), article="22")
    if related_party or related(organisation, operator):
        said = _("The operator takes no part in developing further what it delivered: the partner is related to it.")
        yield Refusal("related", said, article="27:6")


def _unshown(partner) -> Iterator[Refusal]:
    for row in partner.rulebook.value("partner_conditions"):
        shown = partner.conditions.get(row["key"], {})
        if not shown.get("statement", "").strip() or not shown.get("evidence"):
            named = {"condition": of_two(row["title_zh"], row["title_en"])}
            said = _("A statement and evidence are missing: %(condition)s.") % named
            yield Refusal("unshown", said, article="22")


def _graded(partner, grade, reason) -> Iterator[Refusal]:
    yield from wanted("reason", reason, "23")
    if grade not in grades_of(partner.rulebook):
        yield Refusal("grade", _("The rulebook knows no such grade."), "23", INPUT, "grade")


def _papers(partner, named, field, article) -> Iterator[Refusal]:
    """Documents of this case, at least one."""
    if not named or set(named) - set(of_case(partner).values_list("pk", flat=True)):
        yield Refusal("papers", _("Add the file to this case and name it."), article, INPUT, field)
