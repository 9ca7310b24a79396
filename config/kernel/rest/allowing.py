"""Deny, then allow: who is signed in, and what a partner's token covers. What a seat may do stands in the rules."""

from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.permissions import BasePermission

from config.kernel.accounts.models import Seat


class Reading(BasePermission):
    """Anybody reads what is public; a token reads the nouns that it was given for."""

    def __init__(self, noun: str):
        self.noun = noun

    def has_permission(self, request, view) -> bool:
        covered(request, f"{self.noun}:read")
        return True


def to_act(request, noun: str) -> None:
    """Raises NotAuthenticated or PermissionDenied: only a seat acts, a token's within its scope."""
    signed_in(request)
    covered(request, f"{noun}:act")


def signed_in(request) -> Seat:
    """The seat that asks. Raises NotAuthenticated where there is none."""
    if request.seat is None:
        raise NotAuthenticated(_("Sign in first: only a seat can act."))
    return request.seat


def covered(request, scope: str) -> None:
    """A person's session covers everything; a token what it was given."""
    token = request.auth
    if token is not None and not token.allow_scopes([scope]):
        raise PermissionDenied(_("The token does not cover this: it needs the scope %(scope)s.") % {"scope": scope})
