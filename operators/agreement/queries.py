"""Reading agreements."""

from django.db.models import Q

from config.kernel.accounts.roles import Role
from operators.agreement.models import LIVE, Agreement
from zones.zone.queries import in_office, supervised_by

PARTS = ("application__organisation__body", "application__call__zone")  # what each row of a list names


def visible_to(seat):
    """The parties, the authority, the zone's supervisor, auditors. Who operates what is public (see `operating`)."""
    agreements = Agreement.objects.select_related(*PARTS)
    if seat is None:
        return agreements.none()
    if (seat.body.kind == "authority" and seat.role != Role.EXPERT) or seat.role == Role.AUDIT_ADMIN:
        return agreements.all()
    if seat.role in (Role.PERSON, Role.EXPERT, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN):
        return agreements.none()
    party = Q(pk__in=Agreement.objects.filter(parties__body_id=seat.body_id).values("pk"))
    if seat.role == Role.OFFICER:
        return agreements.filter(party | Q(application__call__zone__in=supervised_by(seat.body_id)))
    return agreements.filter(party)


def files_seen_by(seat, agreement, documents):
    """Of these documents, the parties see what was made or signed: a scan that no second officer has checked, or that
    was sent back, is the offices' (Art. 14)."""
    if in_office(seat):
        return documents
    signed = agreement.parties.filter(signed_at__isnull=False, scan__isnull=False)
    return documents.exclude(Q(by__role=Role.OFFICER) & ~Q(pk__in=signed.values("scan")))


def application_of(agreement) -> list:
    """The applications that began the authorisation and led to the agreement: results are counted under the one, the
    other is awarded, or lapses, together with it."""
    both = {agreement.authorisation_id: agreement.authorisation, agreement.application_id: agreement.application}
    return [both[pk] for pk in sorted(both)]


def authorisation_of(application):
    """The application that began the authorisation which this one goes on with: that of the same operator's last
    agreement for the zone, where its rulebook carries poor results over and it was not terminated; else its own."""
    former = Agreement.objects.filter(
        application__organisation=application.organisation_id, application__call__zone=application.call.zone_id,
        in_force_at__isnull=False,
    ).exclude(application=application.pk).order_by("-in_force_at", "-pk").first()  # fmt: skip
    carried = application.call.rulebook.value("poor_results_carried_over")
    if former is None or not carried or former.state == Agreement.State.TERMINATED:
        return application
    return former.authorisation


def streak_before(agreement) -> int:
    """The poor results in a row of its authorisation so far, as the agreement that came into force last has them."""
    former = Agreement.objects.filter(authorisation=agreement.authorisation_id, in_force_at__isnull=False)
    last = former.exclude(pk=agreement.pk).order_by("-in_force_at", "-pk").first()
    return last.poor_streak if last else 0


def ended():
    """What was in force and is over, in the order in which it ended: public (Arts 14, 16)."""
    over = Agreement.objects.filter(state__in=["expired", "terminated"], in_force_at__isnull=False)
    return over.select_related(*PARTS).order_by("state_since", "id")


def operating():
    """Who operates which zone, until when: public (Art. 14; 27:18)."""
    return Agreement.objects.filter(state__in=LIVE).select_related(*PARTS).order_by("application__call__zone", "id")
