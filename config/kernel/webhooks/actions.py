"""The verbs of endpoints (house:6)."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Seat
from config.kernel.acts import act
from config.kernel.ledger.models import Entry
from config.kernel.webhooks import addresses, facts, rules, signing
from config.kernel.webhooks.facts import EndpointRegistered  # its `facts` are those that are asked for
from config.kernel.webhooks.models import Endpoint, Event, Round


@act(rules.may_register, title=_("register an endpoint"), article="house:6")
def register(seat: Seat, *, by, at, url: str, facts: Sequence[str] = ()):
    """From now on it hears what happens; its secret is read from `queries.secret_of`."""
    last = Entry.objects.order_by("-id").values_list("id", flat=True).first()
    endpoint = Endpoint.objects.create(
        seat=seat, url=url, facts=sorted(set(facts)), after=last or 0, secret=signing.new_secret(), secret_at=at
    )
    Round.objects.create(endpoint=endpoint, until=at)
    return EndpointRegistered(endpoint, by, at, addresses.parsed(url).host, endpoint.facts)


@act(rules.may_pause, title=_("pause the endpoint"))
def pause(endpoint: Endpoint, *, by, at, reason: str = ""):
    """Nothing is sent; what happens meanwhile waits for it."""
    endpoint.pause()
    return facts.EndpointPaused(endpoint, by, at, reason)


@act(rules.may_resume, title=_("resume the endpoint"))
def resume(endpoint: Endpoint, *, by, at):
    """What waits is sent at once, with all its tries before it."""
    endpoint.resume()
    Event.objects.filter(endpoint=endpoint, state=Event.State.WAITING).update(attempts=0, due_at=at)
    Round.objects.filter(endpoint=endpoint).update(until=at)
    return facts.EndpointResumed(endpoint, by, at)


@act(rules.may_remove, title=_("remove the endpoint"))
def remove(endpoint: Endpoint, *, by, at, reason: str = ""):
    """Nothing is sent any more; its secrets are forgotten."""
    endpoint.remove()
    endpoint.secret = endpoint.former_secret = ""
    return facts.EndpointRemoved(endpoint, by, at, reason)


@act(rules.may_renew_secret, title=_("renew the secret"), article="house:6")
def renew_secret(endpoint: Endpoint, *, by, at):
    """A new secret; for a day the one before it signs too."""
    endpoint.former_secret, endpoint.secret, endpoint.secret_at = endpoint.secret, signing.new_secret(), at
    return facts.SecretRenewed(endpoint, by, at)


@act(rules.may_replay, title=_("send events again"), article="house:6")
def replay(endpoint: Endpoint, *, by, at, event: str, only: bool = False):
    """From this event on, in order, or this one only, e.g. a dead letter; under the same ids."""
    events = Event.objects.filter(endpoint=endpoint)
    first = events.get(name=event)
    chosen = events.filter(pk=first.pk) if only else events.filter(entry_id__gte=first.entry_id)
    count = chosen.update(state=Event.State.WAITING, attempts=0, due_at=at, delivered_at=None, error="")
    Round.objects.filter(endpoint=endpoint).update(until=at)
    return facts.EventsReplayed(endpoint, by, at, event, count)


@act(rules.may_skip, title=_("skip a dead letter"), article="house:6")
def skip(endpoint: Endpoint, *, by, at, event: str, reason: str):
    """Its case goes on without it."""
    Event.objects.filter(endpoint=endpoint, name=event).update(state=Event.State.SKIPPED)
    return facts.EventSkipped(endpoint, by, at, event, reason)


@act(rules.may_give_up, title=_("give up an event"), article="house:6")
def give_up(endpoint: Endpoint, *, by, at, event: str, error: str):
    """A dead letter: it holds its case back until somebody sends it again or skips it."""
    Event.objects.filter(endpoint=endpoint, name=event).update(state=Event.State.DEAD, error=error)
    return facts.EventGivenUp(endpoint, by, at, event, error)
