"""Deny, then allow: who is signed in, and what a partner's token covers. What a seat may do stands in the rules."""

from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAuthenticated, PermissionDenied

from config.kernel.accounts.models import Seat
from config.kernel.rest.reading import of_known_length


def to_act(request, noun: str) -> None:
    """Raises NotAuthenticated or PermissionDenied: only a seat acts, a token's within its scope. ParseError for a body
    that would not be read."""
    signed_in(request)
    covered(request, f"{noun}:act")
    of_known_length(request)


def signed_in(request) -> Seat:
    """The seat that asks. Raises NotAuthenticated where there is none."""
    if request.seat is None:
        raise NotAuthenticated(_("Sign in first: only a seat can act."))
    return request.seat


def covered(request, scope: str) -> None:
    """Anybody reads what is public, and a person's session covers everything; a token covers what it was given."""
    token = request.auth
    if token is not None and not token.allow_scopes([scope]):
        raise PermissionDenied(_("The token does not cover this: it needs the scope %(scope)s.") % {"scope": scope})
