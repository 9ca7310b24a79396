"""The verbs of legacy agreements (Art. 16)."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Body
from config.kernel.acts import act
from config.kernel.numbers import next_number
from operators.agreement.clauses import digest
from operators.agreement.models import Agreement, Head, Party
from operators.application.models import Application
from operators.legacy import facts, rules
from operators.legacy.models import LegacyAgreement, LegacyList
from operators.organisation.models import Organisation
from zones.call.models import Call
from zones.zone.models import Zone

ORIGINAL = "original"  # how it was signed, and the one head of its text: as the parties had it


@act(rules.may_lodge, title=_("lodge a list of legacy agreements"), article="16")
def lodge(authority: Body, *, by, at, rulebook, rows):
    """Nothing is taken over before another officer has confirmed it."""
    kept = [{name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}
            for row in rows]  # fmt: skip
    legacy_list = LegacyList.objects.create(
        rulebook=rulebook, rows=kept, lodged_by=by, lodged_at=at, number=next_number("YX", timezone.localdate(at).year)
    )
    return facts.LegacyListLodged(legacy_list, by, at, [row["original_number"] for row in kept])


@act(rules.may_confirm, title=_("confirm the list"))
def confirm(legacy_list: LegacyList, *, by, at):
    """Each row is taken over (a reaction does it), all or none."""
    legacy_list.confirm()
    legacy_list.answered_by, legacy_list.answered_at = by, at
    return facts.LegacyListConfirmed(legacy_list, by, at)


@act(rules.may_refuse, title=_("send the list back"))
def refuse(legacy_list: LegacyList, *, by, at, reason):
    """Nothing of it is taken over."""
    legacy_list.refuse()
    legacy_list.answered_by, legacy_list.answered_at, legacy_list.reason = by, at, reason
    return facts.LegacyListRefused(legacy_list, by, at, reason)


@act(rules.may_take_over, title=_("take over a legacy agreement"), article="16")
def take_over(legacy_list: LegacyList, *, by, at, row):
    """It goes on by its own text and term; what comes after follows the measures."""
    given = next(rules.read(kept) for kept in legacy_list.rows if kept["row"] == row)
    agreement = _made(legacy_list, given, at)
    Head.objects.create(
        agreement=agreement, key=ORIGINAL, title=given["original_number"][:100], text=given["terms"], place=1
    )
    for place, name in enumerate(given["parties"], 1):
        body = Body.objects.get(name=name, kind__in=rules.SIGNERS)
        Party.objects.create(agreement=agreement, role=body.kind, body=body, name=name, place=place)
    operator = agreement.operator.body
    last = len(given["parties"]) + 1
    Party.objects.create(agreement=agreement, role="operator", body=operator, name=operator.name, place=last)
    agreement.sha256 = digest(agreement)
    LegacyAgreement.objects.create(
        legacy_list=legacy_list, row=row, agreement=agreement, original_number=given["original_number"],
        signed_on=given["signed_on"],
    )  # fmt: skip
    return facts.LegacyTakenOver(
        agreement, by, at, legacy_list.key, given["original_number"], given["signed_on"].isoformat(),
        agreement.starts_on.isoformat(), agreement.ends_on.isoformat(), agreement.sha256,
    )  # fmt: skip


def _made(legacy_list, given, at) -> Agreement:
    """An agreement as it stands, with the call and the application that every agreement has."""
    signed_at = timezone.make_aware(datetime.combine(given["signed_on"], time.min))
    began_at = timezone.make_aware(datetime.combine(given["starts_on"], time.min))
    call = Call.objects.create(
        zone=Zone.objects.get(name=given["zone"]), rulebook=legacy_list.rulebook, title=given["original_number"],
        text=given["terms"], opens_at=signed_at, closes_at=signed_at + timedelta(days=1), state=Call.State.CONCLUDED,
    )  # fmt: skip
    organisation = Organisation.objects.get(credit_code=given["credit_code"])
    application = Application.objects.create(
        call=call, organisation=organisation, started_by=legacy_list.lodged_by, started_at=at, submitted_at=at,
        title=f"{organisation.body.name} · {call.title}", state=Application.State.AWARDED,
    )  # fmt: skip
    return Agreement.objects.create(
        application=application, signing_mode=ORIGINAL, starts_on=given["starts_on"], ends_on=given["ends_on"],
        state=given["state"], sha256=ORIGINAL, in_force_at=began_at, authorisation=application,
        poor_limit=legacy_list.rulebook.value("poor_results_limit"),
        number=next_number("XY", timezone.localdate(at).year),
    )  # fmt: skip
