"""Who gives a partner system access, and to what (house:10)."""

from collections.abc import Iterator, Sequence

from django.contrib.auth.hashers import identify_hasher
from django.utils.translation import gettext as _

from config.kernel.accounts.models import Seat
from config.kernel.accounts.roles import THREE_ADMINISTRATORS, Role
from config.kernel.accounts.rules import only, wanted
from config.kernel.clients.scopes import known
from config.kernel.refusals import INPUT, NEVER, Refusal
from config.kernel.shapes import Few, Line

NOT_FOR_SYSTEMS = {*THREE_ADMINISTRATORS, Role.CLOCK, Role.PERSON, Role.EXPERT}
FASTEST = 6_000  # requests a minute: above it a partner wants an export, not an interface (house default)


def may_issue(seat, *, by, at, name: Line = "", scopes: Sequence[str] = (), secret: Line = "", rate: Few = 600):
    """A security administrator gives a system the use of a seat that does business for a body (house:10)."""
    yield from only(by, Role.SECURITY_ADMIN, article="house:10")
    yield from wanted("name", name, "house:10")
    if seat.role in NOT_FOR_SYSTEMS:
        yield Refusal("role_not_for_systems", _("No system acts from a seat of this role."), "house:10")
    yield from _held(seat)
    if not scopes or set(scopes) - set(known()):
        yield Refusal("scopes", _("Name the scopes, each as noun:read or noun:act."), "house:10", INPUT, "scopes")
    if not _hashed(secret):
        yield Refusal("secret", _("A secret is kept as its hash only."), "house:10", INPUT, "secret")
    if not 1 <= rate <= FASTEST:
        yield Refusal(
            "rate", _("Between 1 and %(most)s requests a minute.") % {"most": FASTEST}, "house:10", INPUT, "rate"
        )


def _held(seat) -> Iterator[Refusal]:
    """Somebody answers for it: the seat is active, and its person may sign in."""
    if seat.state != Seat.State.ACTIVE or not seat.user.is_active:
        yield Refusal("seat_not_held", _("The seat that the system would act from is not active."), "house:10")


def _hashed(secret: str) -> bool:
    try:
        return bool(identify_hasher(secret))
    except ValueError:
        return False


def may_confirm(client, *, by, at):
    """Another security administrator confirms it (house:10)."""
    yield from only(by, Role.SECURITY_ADMIN, article="house:10")
    yield from _held(client.seat)
    if by.user_id == client.issued_by.user_id:
        yield Refusal("same_person", _("One person issues and another confirms."), "house:10", kind=NEVER)


def may_revoke(client, *, by, at, reason: str = ""):
    """Either of them revokes it, with a reason, at once; the clock when its seat ends (house:10)."""
    yield from only(by, Role.SECURITY_ADMIN, Role.CLOCK, article="house:10")
    yield from wanted("reason", reason, "house:10")
