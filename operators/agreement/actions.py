"""The verbs of agreements (Arts 14-16)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.queries import the
from config.kernel.acts import act
from config.kernel.documents.models import Document
from config.kernel.numbers import next_number
from config.kernel.workdays.deadlines import clear_due, set_due
from operators.agreement import facts, rules
from operators.agreement.clauses import digest
from operators.agreement.models import Agreement, Head, Party, last_day
from operators.agreement.queries import authorisation_of, streak_before
from operators.application.models import Application
from operators.decision.queries import verified_decision
from zones.call.actions import supervisor_countersigns


@act(rules.may_draft, title=_("draft the agreement"), article="14")
def draft(application: Application, *, by, at, starts_on, years=None):
    """The heads that the rulebook asks for, empty; the parties as the government decided; five years by default."""
    mode = verified_decision(application).signing_mode
    years = application.call.rulebook.value("term_years_default") if years is None else years
    agreement = Agreement.objects.create(
        application=application, signing_mode=mode, starts_on=starts_on, ends_on=last_day(starts_on, years),
        authorisation=authorisation_of(application), poor_limit=application.call.rulebook.value("poor_results_limit"),
        number=next_number("XY", timezone.localdate(at).year),
    )  # fmt: skip
    for place, head in enumerate(application.call.rulebook.value("agreement_heads"), 1):
        Head.objects.create(agreement=agreement, key=head["key"], title=head["title_zh"], place=place)
    _name_parties(agreement, at)
    return _drafted(agreement, by, at)


@act(rules.may_draft_amendment, title=_("draft an amendment"), article="16")
def draft_amendment(agreement: Agreement, *, by, at, reason):
    """A copy of the text to be changed, finalised and signed by the same path."""
    amendment = Agreement.objects.create(
        application=agreement.application, amends=agreement, signing_mode=agreement.signing_mode,
        starts_on=max(timezone.localdate(at), agreement.starts_on), ends_on=agreement.ends_on,
        authorisation=agreement.authorisation, poor_limit=agreement.poor_limit,
        number=next_number("XY", timezone.localdate(at).year),
    )  # fmt: skip
    for head in agreement.heads.all():
        Head.objects.create(agreement=amendment, key=head.key, title=head.title, text=head.text, place=head.place)
    _name_parties(amendment, at)
    return _drafted(amendment, by, at, reason)


@act(rules.may_write, title=_("write the agreement"), article="15")
def write(agreement: Agreement, *, by, at, heads=None, starts_on=None, ends_on=None):
    """`heads`: key → text."""
    for key, text in (heads or {}).items():
        Head.objects.filter(agreement=agreement, key=key).update(text=text)
    agreement.starts_on, agreement.ends_on = starts_on or agreement.starts_on, ends_on or agreement.ends_on
    return facts.AgreementWritten(
        agreement, by, at, sorted(heads or {}), agreement.starts_on.isoformat(), agreement.ends_on.isoformat()
    )


@act(rules.may_finalise, title=_("finalise the agreement"))
def finalise(agreement: Agreement, *, by, at):
    """The text is locked under its digest, the parties as they are and are called today; the worker renders it."""
    agreement.finalise()
    agreement.parties.all().delete()
    _name_parties(agreement, at)
    agreement.sha256 = digest(agreement)
    _to_be_signed_by(agreement, at)
    return facts.AgreementFinalised(agreement, by, at, agreement.sha256)


@act(rules.may_reopen, title=_("open the text again"))
def reopen(agreement: Agreement, *, by, at, reason):
    """Nobody has signed; the digest is void."""
    agreement.reopen()
    agreement.sha256, agreement.pdf = "", None
    clear_due(agreement)
    return facts.AgreementReopened(agreement, by, at, reason)


@act(rules.may_sign, title=_("sign the agreement"), article="14")
def sign(agreement: Agreement, *, by, at, sha256):
    """For the signatory's body, over the digest of the locked text."""
    party = agreement.parties.get(body_id=by.body_id)
    return _signed(agreement, party, by, at, Party.Manner.ONLINE)


@act(rules.may_lodge_scan, title=_("lodge a stamped paper"), article="14")
def lodge_scan(agreement: Agreement, *, by, at, party, scan):
    """It counts when another officer has checked it."""
    row, document = agreement.parties.get(pk=party), Document.objects.get(pk=scan)
    row.scan, row.lodged_by, row.lodged_person = document, by, by.user
    row.save()
    return facts.ScanLodged(agreement, by, at, row.pk, document.sha256)


@act(rules.may_check_scan, title=_("check a stamped paper"), article="14")
def check_scan(agreement: Agreement, *, by, at, party):
    """The paper says what the locked text says: the party has signed."""
    return _signed(agreement, agreement.parties.get(pk=party), by, at, Party.Manner.STAMPED_SCAN)


@act(rules.may_refuse_scan, title=_("send a stamped paper back"), article="14")
def refuse_scan(agreement: Agreement, *, by, at, party, reason):
    """It is another text, or unreadable: nobody has signed, another can be lodged."""
    row = agreement.parties.get(pk=party)
    row.scan = row.lodged_by = row.lodged_person = None
    row.save()
    return facts.ScanRefused(agreement, by, at, row.pk, reason)


@act(rules.may_attach_pdf, title=_("attach the document"), article="15")
def attach_pdf(agreement: Agreement, *, by, at, document, sha256, signatures):
    """What the worker rendered from the locked text, and signed."""
    agreement.pdf = Document.objects.get(pk=document)
    return facts.PdfAttached(agreement, by, at, document, agreement.pdf.sha256, signatures)


@act(rules.may_bring_into_force, title=_("bring into force"))
def bring_into_force(agreement: Agreement, *, by, at):
    """The applicant operates the zone from now on, until the last day of the term."""
    if agreement.amends:
        replace(agreement.amends, by=by, at=at, amendment=agreement.pk)
    agreement.bring_into_force()
    agreement.in_force_at, agreement.poor_streak = at, streak_before(agreement)
    return facts.AgreementInForce(agreement, by, at, agreement.starts_on.isoformat(), agreement.ends_on.isoformat())


@act(rules.may_suspend, title=_("suspend the agreement"), together=supervisor_countersigns)
def suspend(agreement: Agreement, *, by, at, reason):
    """The term runs on; the operation rests."""
    agreement.suspend()
    return facts.AgreementSuspended(agreement, by, at, reason)


@act(rules.may_resume, title=_("resume the agreement"), together=supervisor_countersigns)
def resume(agreement: Agreement, *, by, at, reason):
    """The operation goes on."""
    agreement.resume()
    return facts.AgreementResumed(agreement, by, at, reason)


@act(rules.may_terminate, title=_("terminate the agreement"), together=supervisor_countersigns)
def terminate(agreement: Agreement, *, by, at, reason):
    """The authorisation ends."""
    agreement.terminate()
    agreement.ended_at, agreement.ended_reason = at, reason
    return facts.AgreementTerminated(agreement, by, at, reason)


@act(rules.may_count_poor_results, title=_("count the poor results"), article="33")
def count_poor_results(agreement: Agreement, *, by, at, in_a_row):
    """One result more is final, or was corrected; below the limit the authorisation goes on."""
    agreement.poor_streak = in_a_row
    return facts.PoorResultsCounted(agreement, by, at, in_a_row)


@act(rules.may_end_for_poor_results, title=_("end the authorisation for poor results"))
def end_for_poor_results(agreement: Agreement, *, by, at, in_a_row, reason):
    """Poor results in a row, as many as the limit: streak and state change in one statement (Art. 33)."""
    agreement.end_for_poor_results()
    agreement.poor_streak, agreement.ended_at, agreement.ended_reason = in_a_row, at, reason
    return facts.AgreementTerminated(agreement, by, at, reason)


@act(rules.may_expire, title=_("let the agreement expire"))
def expire(agreement: Agreement, *, by, at):
    """The last day is over."""
    agreement.expire()
    agreement.ended_at = at
    return facts.AgreementExpired(agreement, by, at)


@act(rules.may_replace, title=_("replace by an amendment"))
def replace(agreement: Agreement, *, by, at, amendment):
    """The amended text takes its place."""
    agreement.replace()
    agreement.ended_at = at
    return facts.AgreementReplaced(agreement, by, at, f"agreement:{amendment}")


@act(rules.may_abandon, title=_("abandon the text"))
def abandon(agreement: Agreement, *, by, at, reason):
    """It will not be signed."""
    agreement.abandon()
    agreement.ended_at, agreement.ended_reason = at, reason
    clear_due(agreement)
    return facts.AgreementAbandoned(agreement, by, at, reason)


def _name_parties(agreement, at) -> None:
    """Those of the signing mode, each body once though it be in two roles, and the operator (Art. 14)."""
    signers = {mode["key"]: mode["signers"] for mode in agreement.call.rulebook.value("signing_modes")}
    named: dict = {}
    for role in signers[agreement.signing_mode]:
        body = agreement.zone.supervisor_at(at) if role == "supervisor" else the(role)
        named.setdefault(body.pk, (role, body))
    for place, (role, body) in enumerate([*named.values(), ("operator", agreement.operator.body)], 1):
        Party.objects.create(agreement=agreement, role=role, body=body, name=body.name, place=place)


def _to_be_signed_by(agreement, at) -> None:
    """The award lapses on its own day, however late its text is locked; an amendment has its time from today."""
    if agreement.amends:
        set_due(agreement, timezone.localdate(at), agreement.call.rulebook.value("signing"))
    else:
        for field in ("due_on", "due_from", "due_days", "due_provisional"):
            setattr(agreement, field, getattr(agreement.application, field))


def _drafted(agreement, by, at, reason=""):
    parties = [[party.role, party.body_id] for party in agreement.parties.all()]
    return facts.AgreementDrafted(
        agreement, by, at, agreement.application.key, parties, agreement.starts_on.isoformat(),
        agreement.ends_on.isoformat(), agreement.amends.key if agreement.amends else "", reason,
    )  # fmt: skip


def _signed(agreement, party, by, at, manner):
    party.manner, party.signed_sha256 = manner, agreement.sha256
    party.signed_by, party.signed_person, party.signed_at = by, by.user, at
    party.save()
    if complete := not agreement.parties.filter(signed_at=None).exists():
        agreement.sign_at_last()
        clear_due(agreement)
    else:
        agreement.sign_in_part()
    return facts.AgreementSigned(agreement, by, at, party.pk, agreement.sha256, manner, complete)
