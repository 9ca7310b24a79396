"""Who drafts, finalises, signs and ends an agreement, and for how long (Arts 14-16)."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only, wanted
from config.kernel.documents.models import Document
from config.kernel.refusals import INPUT, NEVER, Refusal
from config.kernel.shapes import Few
from config.kernel.words import listed
from operators.agreement.clauses import digest, incomplete
from operators.agreement.models import LIVE, Agreement
from operators.agreement.queries import streak_before
from operators.agreement.term import begins, term_fits, years_fit
from operators.application.models import Application
from operators.decision.queries import verified_decision
from zones.zone.rules import authority_officer

Heads = dict[str, str] | None  # key → text
SIGNABLE = (Agreement.State.FINALISED, Agreement.State.PART_SIGNED)


def may_draft(application, *, by, at, starts_on: date | None = None, years: int | None = None):
    """When nothing stands against the award any more, by the authority (Arts 14, 15)."""
    yield from authority_officer(by, "14")
    if application.state != Application.State.TO_SIGN:
        yield Refusal("not_to_sign", _("An agreement is drafted when the public notice has ended."), article="14")
    if verified_decision(application) is None:
        yield Refusal("not_decided", _("No verified decision says how it is signed."), article="14")
    if Agreement.objects.filter(application=application, state__in=[*Agreement.UNSIGNED, *LIVE]).exists():
        yield Refusal("agreement_there", _("There is an agreement for this award."), article="14")
    yield from _good_standing(application)
    yield from begins(starts_on, at)
    if years is not None:
        yield from years_fit(application.call.rulebook, years)


def may_draft_amendment(agreement, *, by, at, reason: str = ""):
    """An agreement in force is amended by the same path (Arts 15, 16)."""
    yield from authority_officer(by, "16")
    yield from wanted("reason", reason, "16")
    if agreement.state not in LIVE:
        yield Refusal("not_in_force", _("Only an agreement in force is amended."), article="16")
    if Agreement.objects.filter(application_id=agreement.application_id, state__in=Agreement.UNSIGNED).exists():
        yield Refusal("amendment_there", _("An amendment is under way."), article="16")
    if timezone.localdate(at) >= agreement.ends_on:
        yield Refusal("last_day", _("On the last day of its term it is too late to amend it."), article="16")


def may_write(agreement, *, by, at, heads: Heads = None, starts_on: date | None = None, ends_on: date | None = None):
    """A drafted text can be changed (Art. 15), within the longest term (Art. 16)."""
    yield from authority_officer(by, "15")
    if agreement.state != Agreement.State.DRAFTED:
        yield Refusal("text_locked", _("The text is locked."), article="15")
    unknown = set(heads or {}) - set(agreement.heads.values_list("key", flat=True))
    if unknown:
        yield Refusal(
            "head_unknown", _("There is no such head: %(keys)s.") % {"keys": listed(sorted(unknown))},
            "15", INPUT, "heads",
        )  # fmt: skip
    if starts_on:
        yield from begins(starts_on, at)
    yield from term_fits(agreement, starts_on or agreement.starts_on, ends_on or agreement.ends_on)


def may_finalise(agreement, *, by, at):
    """All heads of Art. 15 complete, the term within Art. 16; then the text is locked."""
    yield from authority_officer(by, "15")
    yield from incomplete(agreement)
    yield from _good_standing(agreement.application)
    yield from begins(agreement.starts_on, at)
    yield from term_fits(agreement, agreement.starts_on, agreement.ends_on)


def may_reopen(agreement, *, by, at, reason: str = ""):
    """A locked text is opened again only before anybody signed it (Art. 15)."""
    yield from authority_officer(by, "15")
    yield from wanted("reason", reason, "15")
    if agreement.parties.filter(scan__isnull=False).exists():
        yield Refusal("scan_lodged", _("A stamped copy was lodged already."), article="15")


def may_sign(agreement, *, by, at, sha256: str = ""):
    """A signatory of a party signs the text by its digest (Art. 14)."""
    yield from only(by, Role.SIGNATORY, article="14")
    party = agreement.parties.filter(body_id=by.body_id).first()
    if party is None:
        yield Refusal("not_a_party", _("Your body is not a party to this agreement."), article="14", kind=NEVER)
    elif party.signed_at is not None:
        yield Refusal("signed", _("Your body has signed already."), article="14")
    yield from _signable(agreement)
    if sha256 != agreement.sha256:
        yield Refusal("other_text", _("What you read is not the text that is to be signed."), "15", INPUT, "sha256")


def may_lodge_scan(agreement, *, by, at, party: int = 0, scan: int = 0):
    """Where a party stamps on paper, an officer lodges the scan (Art. 14; house default)."""
    yield from authority_officer(by, "14")
    yield from _signable(agreement)
    row = agreement.parties.filter(pk=party).first()
    if row is None:
        yield Refusal("party", _("There is no such party."), "14", INPUT, "party")
    elif row.signed_at is not None:
        yield Refusal("signed", _("This party has signed already."), article="14")
    if not _has_document(agreement, scan):
        yield Refusal("scan", _("Add the scan of the stamped paper to this agreement."), "14", INPUT, "scan")


def may_check_scan(agreement, *, by, at, party: int = 0):
    """Another officer compares the stamped paper with the locked text (Art. 14; house default)."""
    yield from _checking(agreement, by, party)


def may_refuse_scan(agreement, *, by, at, party: int = 0, reason: str = ""):
    """Or sends it back, with the reason (Art. 14; house default)."""
    yield from _checking(agreement, by, party)
    yield from wanted("reason", reason, "14")


def may_attach_pdf(agreement, *, by, at, document: int = 0, sha256: str = "", signatures: int = 0):
    """The worker attaches what it rendered, unless the text or its signatures have changed meanwhile (Art. 15)."""
    yield from only(by, Role.CLOCK, article="15")
    if not _has_document(agreement, document):
        yield Refusal("document", _("This file does not belong to the agreement."), "15", INPUT, "document")
    if agreement.state in (Agreement.State.DRAFTED, Agreement.State.ABANDONED):
        yield Refusal("text_open", _("Only a locked text is rendered."), article="15")
    elif (sha256, signatures) != (agreement.sha256, agreement.parties.filter(signed_at__isnull=False).count()):
        yield Refusal("overtaken", _("Meanwhile it has changed; it is rendered again."), article="15")


def may_bring_into_force(agreement, *, by, at):
    """When all have signed and its first day has come (Art. 16)."""
    yield from only(by, Role.CLOCK, article="16")
    today = timezone.localdate(at)
    if today < agreement.starts_on:
        yield Refusal("not_begun", _("Its term begins on %(date)s.") % {"date": agreement.starts_on}, article="16")
    if today > agreement.ends_on:
        yield Refusal("term_over", _("Its term is over."), article="16")
    if agreement.amends and agreement.amends.state != Agreement.State.IN_FORCE:
        yield Refusal("original_rests", _("What it amends is not in force at present."), article="16")
    if streak_before(agreement) >= agreement.poor_limit:
        said = _("%(count)s poor results in a row ended this authorisation.") % {"count": agreement.poor_limit}
        yield Refusal("poor_results", said, article="33")


def may_suspend(agreement, *, by, at, reason: str = ""):
    """The authority together with the supervisor (Art. 16)."""
    yield from _ending(by, reason)


def may_resume(agreement, *, by, at, reason: str = ""):
    """The authority together with the supervisor (Art. 16)."""
    yield from _ending(by, reason)


def may_terminate(agreement, *, by, at, reason: str = ""):
    """For a breach of the agreement: the authority together with the supervisor (Art. 16)."""
    yield from _ending(by, reason)


def may_count_poor_results(agreement, *, by, at, in_a_row: Few = 0):
    """Whoever makes a result final; the results themselves say how many (Art. 33)."""
    yield from only(by, Role.OFFICER, Role.CLOCK, kinds=("authority", "system"), article="33")
    if in_a_row < 0 or (agreement.state in LIVE and in_a_row >= agreement.poor_limit):
        said = _("An authorisation goes on with fewer than %(count)s poor results in a row.")
        yield Refusal("too_many_poor", said % {"count": agreement.poor_limit}, "33", INPUT, "in_a_row")


def may_end_for_poor_results(agreement, *, by, at, in_a_row: Few = 0, reason: str = ""):
    """Whoever makes the result final that is one too many: nobody decides it, it follows (Art. 33)."""
    yield from only(by, Role.OFFICER, Role.CLOCK, kinds=("authority", "system"), article="33")
    yield from wanted("reason", reason, "33")
    if in_a_row < agreement.poor_limit:
        said = _("An authorisation ends with %(count)s poor results in a row.")
        yield Refusal("too_few_poor", said % {"count": agreement.poor_limit}, "33", INPUT, "in_a_row")


def may_expire(agreement, *, by, at):
    """The clock, on the day after the last (Art. 16)."""
    yield from only(by, Role.CLOCK, article="16")
    if timezone.localdate(at) <= agreement.ends_on:
        yield Refusal("not_over", _("Its term runs until %(date)s.") % {"date": agreement.ends_on}, article="16")


def may_replace(agreement, *, by, at, amendment: int = 0):
    """By the amendment that comes into force (Art. 16)."""
    yield from only(by, Role.CLOCK, article="16")
    signed = Agreement.objects.filter(pk=amendment, amends=agreement, state=Agreement.State.SIGNED)
    if not signed.filter(starts_on__lte=timezone.localdate(at)).exists():
        yield Refusal("no_amendment", _("No amendment, signed by all and begun, replaces it."), article="16")


def may_abandon(agreement, *, by, at, reason: str = ""):
    """A text that will not be signed is abandoned; what all have signed binds them (Arts 14, 16)."""
    yield from only(by, Role.OFFICER, Role.CLOCK, kinds=("authority", "system"), article="14")
    yield from wanted("reason", reason, "14")
    void = (agreement.amends and agreement.amends.state not in LIVE) or timezone.localdate(at) > agreement.ends_on
    if agreement.state == Agreement.State.SIGNED and not void:
        yield Refusal("signed", _("All have signed it; it comes into force on its first day."), article="16")


def _ending(by, reason) -> Iterator[Refusal]:
    yield from authority_officer(by, "16")
    yield from wanted("reason", reason, "16")


def _good_standing(application) -> Iterator[Refusal]:
    """Whoever was barred since it applied gets no zone to operate (Art. 17 (2))."""
    if not application.organisation.in_good_standing:
        yield Refusal("standing", _("The operator is no longer in good standing."), article="17(2)")


def _signable(agreement) -> Iterator[Refusal]:
    yield from _good_standing(agreement.application)
    if agreement.state not in SIGNABLE:
        yield Refusal("not_signable", _("Only a finalised text is signed, once by each party."), article="14")
    elif digest(agreement) != agreement.sha256:
        yield Refusal("text_changed", _("This is not the text that was locked; it must not be signed."), article="15")


def _checking(agreement, by, party) -> Iterator[Refusal]:
    yield from authority_officer(by, "14")
    yield from _signable(agreement)
    row = agreement.parties.filter(pk=party).first()
    if row is None or row.scan_id is None or row.signed_at is not None:
        yield Refusal("no_scan", _("No scan of this party waits to be checked."), article="14")
    elif row.lodged_person_id == by.user_id:
        yield Refusal(
            "same_person",
            _("A stamped paper is lodged by one person and checked by another."), article="14", kind=NEVER,
        )  # fmt: skip


def _has_document(agreement, pk) -> bool:
    return Document.objects.filter(pk=pk, case_kind=agreement.noun(), case_id=agreement.pk).exists()
