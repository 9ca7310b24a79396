"""Who lodges and confirms what was signed before the measures, and what is wrong with a row (Art. 16)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypedDict

from django.utils import timezone
from django.utils.translation import gettext as _

from config.kernel.accounts.models import Body
from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only, wanted
from config.kernel.refusals import INPUT, NEVER, Refusal
from config.kernel.shapes import Line
from operators.agreement.models import LIVE, Agreement
from operators.agreement.term import FARTHEST
from operators.legacy.models import LegacyAgreement, LegacyList
from operators.organisation.models import Organisation
from zones.rulebook.models import Rulebook
from zones.zone.models import Zone
from zones.zone.rules import authority_officer

SIGNERS = ("government", "authority", "department", "district")


class LegacyRow(TypedDict):
    """One agreement: `row` is its row in the spreadsheet; `parties` are names of bodies beside the operator."""

    row: int
    zone: Line
    credit_code: Line
    original_number: Line
    signed_on: date
    starts_on: date
    ends_on: date
    state: str
    parties: Sequence[Line]
    terms: str


def may_lodge(authority, *, by, at, rulebook: Rulebook | None = None, rows: Sequence[LegacyRow] = ()):
    """One officer of the authority lodges the list; every fault of every row is named (Art. 16)."""
    yield from authority_officer(by, "16")
    if not isinstance(rulebook, Rulebook) or not rulebook.rules_calls():
        said = _("A list names the rulebook by which its agreements are evaluated and ended.")
        yield Refusal("rulebook", said, "16", INPUT, "rulebook")
    elif not rows:
        yield Refusal("rows", _("The list has no row."), "16", INPUT, "rows")
    else:
        yield from faults(rows, rulebook, at)


def may_confirm(legacy_list, *, by, at):
    """Another officer compares the list with the signed papers (Art. 16; house default)."""
    yield from _answering(legacy_list, by)
    if legacy_list.state == LegacyList.State.LODGED:
        yield from faults([read(row) for row in legacy_list.rows], legacy_list.rulebook, at)


def may_refuse(legacy_list, *, by, at, reason: str = ""):
    """Or sends it back, with the reason (Art. 16; house default)."""
    yield from _answering(legacy_list, by)
    yield from wanted("reason", reason, "16")


def may_take_over(legacy_list, *, by, at, row: int = 0):
    """It follows for each row of a confirmed list, once (Art. 16)."""
    yield from only(by, Role.CLOCK, article="16")
    if legacy_list.state != LegacyList.State.CONFIRMED:
        yield Refusal("not_confirmed", _("Another officer has to confirm this list first."), "16")
    if row not in [given["row"] for given in legacy_list.rows]:
        yield Refusal("row", _("The list has no such row."), "16", INPUT, "row")
    elif legacy_list.agreements.filter(row=row).exists():
        yield Refusal("taken_over", _("This row was taken over already."), "16")


def faults(rows: Sequence[LegacyRow], rulebook: Rulebook, at) -> Iterator[Refusal]:
    """What is wrong with each row, by its number in the spreadsheet; `field` is rows.<number>."""
    keys = set(LegacyRow.__annotations__)
    if any(set(row) != keys for row in rows):
        yield Refusal("rows", _("A row has other columns than are asked for."), "16", INPUT, "rows")
        return
    twice = {
        name: {value for value, times in Counter(row[name] for row in rows).items() if times > 1}
        for name in ("row", "original_number")
    }
    pairs = Counter((row["zone"], row["credit_code"]) for row in rows)
    for row in rows:
        repeated = row["row"] in twice["row"] or row["original_number"] in twice["original_number"]
        repeated = repeated or pairs[row["zone"], row["credit_code"]] > 1
        for no in _wrong(row, rulebook, timezone.localdate(at), repeated):
            reason = _("Row %(row)s: %(fault)s") % {"row": row["row"], "fault": no.reason}
            yield replace(no, reason=reason, field=f"rows.{row['row']}")


def read(row: dict) -> LegacyRow:
    """A row as it was kept, its days as days again."""
    days = {name: date.fromisoformat(row[name]) for name in ("signed_on", "starts_on", "ends_on")}
    return {**row, **days}  # type: ignore[typeddict-item]


def _wrong(row: LegacyRow, rulebook, today: date, repeated: bool) -> Iterator[Refusal]:
    zone = Zone.objects.filter(name=row["zone"], state=Zone.State.ESTABLISHED).first()
    operator = Organisation.objects.filter(credit_code=row["credit_code"]).first()
    if zone is None:
        yield Refusal("zone", _("There is no established zone of this name."), "16", INPUT)
    if operator is None or operator.state != Organisation.State.CONFIRMED:
        yield Refusal("operator", _("No confirmed organisation has this credit code."), "16", INPUT)
    if repeated or LegacyAgreement.objects.filter(original_number=row["original_number"]).exists():
        yield Refusal("duplicate", _("This agreement is there twice."), "16", INPUT)
    elif zone and operator and _operates(zone, operator):
        yield Refusal("duplicate", _("This operator has an agreement for this zone."), "16", INPUT)
    last = date.fromisoformat(rulebook.value("legacy_signed_until"))
    if row["signed_on"] > min(last, today):
        said = _("It was signed after %(date)s, so it is no legacy agreement.") % {"date": last}
        yield Refusal("signed_on", said, "16", INPUT)
    if not row["starts_on"] < row["ends_on"] <= FARTHEST or row["starts_on"] > today:
        yield Refusal("term", _("Its term has begun, and ends after it began, before the year 2101."), "16", INPUT)
    elif row["ends_on"] < today:
        yield Refusal("over", _("Its term is over; it is not taken over any more."), "16", INPUT)
    if row["state"] not in LIVE:
        yield Refusal("state", _("It is in force or suspended."), "16", INPUT)
    named = set(Body.objects.filter(kind__in=SIGNERS, name__in=list(row["parties"])).values_list("name", flat=True))
    if not row["parties"] or set(row["parties"]) - named:
        yield Refusal("parties", _("Each party beside the operator is an office that is registered here."), "16", INPUT)
    if not row["original_number"].strip() or not row["terms"].strip():
        yield Refusal("terms", _("Its number, or what it says, is missing."), "16", INPUT)


def _operates(zone, operator) -> bool:
    return Agreement.objects.filter(
        application__call__zone=zone, application__organisation=operator, state__in=LIVE
    ).exists()


def _answering(legacy_list, by) -> Iterator[Refusal]:
    yield from authority_officer(by, "16")
    if legacy_list.lodged_by.user_id == by.user_id:
        said = _("A list is lodged by one person and confirmed by another.")
        yield Refusal("same_person", said, "16", NEVER)
