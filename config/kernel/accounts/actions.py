"""The verbs of bodies and seats (house:2)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.kernel.accounts import facts, rules
from config.kernel.accounts.models import Body, BodyName, Seat, User
from config.kernel.accounts.roles import Role
from config.kernel.acts import act


@act(rules.may_register_body, title=_("register a body"), article="house:2")
def register_body(system: Body, *, by, at, kind, name, former=()):
    """A new office under its name of today; `former`: the names that it bore before."""
    body = Body.objects.create(kind=kind, name=name)
    for old in former:
        BodyName.objects.create(body=body, **old)
    since = former[-1]["until_on"] if former else timezone.localdate(at)
    BodyName.objects.create(body=body, name=name, from_on=since)
    return facts.BodyRegistered(body, by, at, name, kind)


@act(rules.may_rename, title=_("rename a body"), article="house:2")
def rename(body: Body, *, by, at, name, from_on):
    """The old name stays in the history until the day before."""
    BodyName.objects.filter(body=body, until_on=None).update(until_on=from_on)
    BodyName.objects.create(body=body, name=name, from_on=from_on)
    body.name = name
    return facts.BodyRenamed(body, by, at, name, from_on.isoformat())


@act(rules.may_sign_up, title=_("register a person"), article="house:2")
def sign_up(public: Body, *, by, at, username, full_name, email=""):
    """An account, and the seat of a registered person."""
    user = User.objects.create_user(username=username, email=email, full_name=full_name)
    seat = Seat.objects.create(user=user, body=public, role=Role.PERSON, state=Seat.State.ACTIVE)
    return facts.PersonSignedUp(seat, by, at, user.pk)


@act(rules.may_appoint, title=_("appoint a security administrator"), article="house:2")
def appoint(system: Body, *, by, at, user):
    """One of the first two security administrators."""
    seat = Seat.objects.create(user=user, body=system, role=Role.SECURITY_ADMIN, state=Seat.State.ACTIVE)
    return facts.AdministratorAppointed(seat, by, at, user.pk)


@act(rules.may_grant, title=_("grant a seat"), article="house:2")
def grant(body: Body, *, by, at, user, role):
    """Propose that a person holds a role for a body; another person confirms."""
    seat = Seat.objects.create(user=user, body=body, role=role, proposed_by=by)
    return facts.SeatGranted(seat, by, at, user.pk, role)


@act(rules.may_confirm, title=_("confirm a seat"))
def confirm(seat: Seat, *, by, at):
    """From now on the person may act from this seat."""
    seat.confirm()
    seat.confirmed_by, seat.confirmed_at = by, at
    return facts.SeatConfirmed(seat, by, at)


@act(rules.may_revoke, title=_("revoke a seat"))
def revoke(seat: Seat, *, by, at, reason):
    """The seat ends; what was done from it stays."""
    seat.revoke()
    seat.ended_at = at
    return facts.SeatRevoked(seat, by, at, reason)
