"""The verbs of partner systems (house:10)."""

from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import get_access_token_model

from config.kernel.accounts.models import Seat
from config.kernel.acts import act
from config.kernel.clients import facts, rules
from config.kernel.clients.models import Client


@act(rules.may_issue, title=_("issue access to a system"), article="house:10")
def issue(seat: Seat, *, by, at, name, scopes, secret, rate=600):
    """`secret`: the hash of it, made by who issues it and shows it once; no record has the secret itself."""
    client = Client.objects.create(
        seat=seat, name=name, scopes=sorted(set(scopes)), rate=rate, issued_by=by, issued_at=at,
        client_secret=secret,
    )  # fmt: skip
    return facts.ClientIssued(client, by, at, seat.pk, name, client.scopes, rate)


@act(rules.may_confirm, title=_("confirm access of a system"))
def confirm(client: Client, *, by, at):
    """From now on it gets tokens."""
    client.confirm()
    return facts.ClientConfirmed(client, by, at)


@act(rules.may_revoke, title=_("revoke access of a system"))
def revoke(client: Client, *, by, at, reason):
    """Its tokens end at once."""
    client.revoke()
    get_access_token_model().objects.filter(application=client).delete()
    return facts.ClientRevoked(client, by, at, reason)
