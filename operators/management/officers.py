"""Who runs a command for the data authority."""

import getpass
import os

from django.contrib.auth import authenticate
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from config.kernel.accounts.models import Seat
from config.kernel.accounts.roles import Role
from config.kernel.acts import Refused
from config.kernel.citations import say


def officer(username: str) -> Seat:
    """The seat of who has just shown to be that officer of the authority, by the password: asked for, or read from
    OFFICER_PASSWORD."""
    password = os.environ.get("OFFICER_PASSWORD") or getpass.getpass(_("Password of %s: ") % username)
    user = authenticate(username=username, password=password)
    seats = Seat.objects.filter(user=user, role=Role.OFFICER, body__kind="authority", state=Seat.State.ACTIVE)
    if user is None or (seat := seats.select_related("body").first()) is None:
        raise CommandError(_("This is no officer of the data authority, or the password is wrong."))
    return seat


def as_error(refused: Refused) -> CommandError:
    """All reasons, each with its article."""
    return CommandError("\n".join(f"{no.reason} ({say(no.article)})" for no in refused.refusals))
