"""Who may have an address told what happens, and where it may lie (house:6)."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from config.kernel.accounts.models import Body, Seat
from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only, wanted
from config.kernel.refusals import INPUT, NEVER, Refusal
from config.kernel.webhooks import addresses
from config.kernel.webhooks.models import Endpoint, Event
from config.kernel.webhooks.queries import news
from config.kernel.words import listed

MOST = 10  # endpoints of one seat: each is asked for every entry of the ledger
EXAMPLE = "https://example.cn/events"
ATTEMPTS = 15  # 30 s, doubled each time to at most 4 hours: about a day (see delivery)


def may_register(seat, *, by, at, url: str = "", facts: Sequence[str] = ()):
    """A seat registers an address of its own system, or its organisation's administrator does (house:6)."""
    yield from _keeper(seat, by)
    if seat.role == Role.EXPERT or seat.body.kind in (Body.Kind.PUBLIC, Body.Kind.SYSTEM):
        yield Refusal(
            "no_endpoint_here", _("Events are sent to systems of offices and organisations only."), "house:6", NEVER
        )
    if Endpoint.objects.filter(seat=seat).exclude(state=Endpoint.State.REMOVED).count() >= MOST:
        yield Refusal("too_many", _("A seat has %(most)s endpoints at most.") % {"most": MOST}, "house:6")
    if unknown := sorted(set(facts) - news()):
        yield Refusal(
            "unknown_fact",
            _("There are no events of this kind: %(kinds)s.") % {"kinds": listed(unknown)},
            "house:6",
            INPUT,
            "facts",
        )
    if not any(_keeper(seat, by)):  # nobody else makes this server ask the name servers
        yield from _address(url)


def may_pause(endpoint, *, by, at, reason: str = ""):
    """Who keeps it, or the clock, when nothing arrives (house:6)."""
    if by.role != Role.CLOCK:
        yield from _keeper(endpoint.seat, by)


def may_resume(endpoint, *, by, at):
    """Who keeps it (house:6)."""
    yield from _keeper(endpoint.seat, by)


def may_remove(endpoint, *, by, at, reason: str = ""):
    """Who keeps it, or a security administrator, who may end the seat itself (house:6)."""
    if by.role != Role.SECURITY_ADMIN:
        yield from _keeper(endpoint.seat, by)


def may_renew_secret(endpoint, *, by, at):
    """Who keeps it, as long as it is there (house:6)."""
    yield from _keeper(endpoint.seat, by)
    yield from _there(endpoint)


def may_replay(endpoint, *, by, at, event: str = "", only: bool = False):
    """Who keeps it, from any event on that it was told of, or that one only (house:6)."""
    yield from _keeper(endpoint.seat, by)
    yield from _there(endpoint)
    if not Event.objects.filter(endpoint=endpoint, name=event).exists():
        yield Refusal("unknown_event", _("This endpoint was told of no such event."), "house:6", INPUT, "event")


def may_skip(endpoint, *, by, at, event: str = "", reason: str = ""):
    """Who keeps it lets a case go on without a dead letter, with a reason (house:6)."""
    yield from _keeper(endpoint.seat, by)
    yield from _there(endpoint)
    yield from wanted("reason", reason, "house:6")
    if not Event.objects.filter(endpoint=endpoint, name=event, state=Event.State.DEAD).exists():
        yield Refusal("no_dead_letter", _("This event is no dead letter."), "house:6", INPUT, "event")


def may_give_up(endpoint, *, by, at, event: str = "", error: str = ""):
    """The clock, after so many tries (house:6)."""
    yield from only(by, Role.CLOCK, article="house:6")
    tried = Event.objects.filter(endpoint=endpoint, name=event, state=Event.State.WAITING, attempts__gte=ATTEMPTS)
    if not tried.exists():
        yield Refusal("not_tried", _("This event has tries left."), "house:6")


def _keeper(seat: Seat, by: Seat) -> Iterator[Refusal]:
    """The seat itself, or the administrator of its organisation."""
    if by.pk != seat.pk and not (by.role == Role.ADMINISTRATOR and by.body_id == seat.body_id):
        yield Refusal(
            "not_keeper",
            _("Only the seat itself, or the administrator of its organisation, keeps its endpoints."),
            "house:6",
            NEVER,
        )


def _there(endpoint) -> Iterator[Refusal]:
    if endpoint.state == Endpoint.State.REMOVED:
        yield Refusal("removed", _("This endpoint is removed."), "house:6")


def _address(url: str) -> Iterator[Refusal]:
    """What is wrong with an address, and what would be right."""
    try:
        addresses.checked(url)
    except addresses.Unsafe as unsafe:
        found = unsafe.code
    else:
        return
    if found == "scheme":
        yield _wrong("address_scheme", _("The address begins with %(scheme)s.") % {"scheme": "https://"})
    elif found == "credentials":
        yield _wrong("address_credentials", _("No user name or password stands in the address."))
    elif found == "port":
        yield _wrong("address_port", _("The port is 443, or 1024 or higher."))
    elif found == "unknown":
        yield _wrong("address_unknown", _("The name server knows no such host, or does not answer."))
    elif found == "internal":
        yield _wrong("address_internal", _("The address leads into an internal network that events are not sent to."))
    else:
        yield _wrong("address_form", _("Give the whole address, e.g. %(example)s.") % {"example": EXAMPLE})


def _wrong(code: str, reason: str) -> Refusal:
    return Refusal(code, reason, "house:6", INPUT, "url")
