"""`manage.py partner issue | confirm | revoke | list`: access of partner systems, by the security administrators.

Nobody acts in somebody's name without the password: it is asked for, or read from ADMINISTRATOR_PASSWORD.
"""

import getpass
import os

from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from oauth2_provider.generators import generate_client_secret

from config.kernel.accounts.models import Seat
from config.kernel.accounts.roles import Role
from config.kernel.acts import Refused
from config.kernel.citations import say
from config.kernel.clients import actions
from config.kernel.clients.models import Client


class Command(BaseCommand):
    help = "Issue, confirm or revoke the access of a partner system; `list` shows them all."

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        issue = verbs.add_parser("issue", help="issued by one security administrator, to a seat")
        issue.add_argument("--seat", type=int, required=True, help="the id of the seat that it acts from")
        issue.add_argument("--name", required=True)
        issue.add_argument("--scope", action="append", required=True, help="noun:read or noun:act, once for each")
        issue.add_argument("--rate", type=int, default=600, help="requests a minute")
        confirm = verbs.add_parser("confirm", help="confirmed by another")
        revoke = verbs.add_parser("revoke", help="its tokens end at once")
        revoke.add_argument("--reason", required=True)
        for verb in (confirm, revoke):
            verb.add_argument("client_id")
        for verb in (issue, confirm, revoke):
            verb.add_argument("--by", required=True, help="user name of the acting security administrator")
        verbs.add_parser("list")

    def handle(self, *args, verb, **options):
        try:
            getattr(self, f"_{verb}")(**options)
        except Refused as refused:
            raise CommandError("\n".join(f"{no.reason} ({say(no.article)})" for no in refused.refusals)) from refused

    def _issue(self, *, seat, name, scope, rate, by, **_options):
        row = Seat.objects.filter(pk=seat).first()
        if row is None:
            raise CommandError(_("There is no such seat."))
        secret = generate_client_secret()
        words = {"name": name, "scopes": scope, "rate": rate, "secret": make_password(secret)}
        client = actions.issue(row, by=_administrator(by), at=timezone.now(), **words)
        self.stdout.write(f"client_id      {client.subject.client_id}\nclient_secret  {secret}")
        self.stdout.write(_("The secret is shown this once. Another security administrator confirms the access."))

    def _confirm(self, *, client_id, by, **_options):
        actions.confirm(_client(client_id), by=_administrator(by), at=timezone.now())

    def _revoke(self, *, client_id, reason, by, **_options):
        actions.revoke(_client(client_id), by=_administrator(by), at=timezone.now(), reason=reason)

    def _list(self, **_options):
        for client in Client.objects.select_related("seat__user", "seat__body").order_by("pk"):
            said = [client.client_id, client.get_state_display(), client.name, str(client.seat), *client.scopes]
            self.stdout.write("  ".join(str(word) for word in said))


def _client(client_id: str) -> Client:
    client = Client.objects.filter(client_id=client_id).first()
    if client is None:
        raise CommandError(_("There is no such partner system."))
    return client


def _administrator(username: str) -> Seat:
    """The seat of who has just shown to be that security administrator."""
    password = os.environ.get("ADMINISTRATOR_PASSWORD") or getpass.getpass(_("Password of %s: ") % username)
    user = authenticate(username=username, password=password)
    seat = Seat.objects.filter(user=user, role=Role.SECURITY_ADMIN, state=Seat.State.ACTIVE).first() if user else None
    if seat is None:
        raise CommandError(_("This is no security administrator, or the password is wrong."))
    return seat
