"""Signing in to the API: partner systems by token, people by session. Both end in a seat: `request.seat`.

Here alone is decided who somebody is; a second factor for office seats will be asked for here.
"""

from django.utils.translation import gettext as _
from oauth2_provider.contrib.rest_framework import OAuth2Authentication
from rest_framework.authentication import SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied

from config.kernel.accounts.models import Seat
from config.kernel.accounts.roles import Role

CHOSEN = "seat"  # in the session


class ClientToken(OAuth2Authentication):
    """A token of a partner system. One that does not count is 401, also where anybody may read."""

    def authenticate(self, request):
        request.seat = None
        if not get_authorization_header(request).lower().startswith(b"bearer"):
            return None
        found = super().authenticate(request)
        if found is None:
            raise AuthenticationFailed(_("This token is not valid (any more)."))
        token = found[1]
        client = type(token.application).objects.select_related("seat__user", "seat__body").get(pk=token.application_id)
        if not client.is_usable(request):
            raise AuthenticationFailed(_("The access of this system was revoked, or is not confirmed yet."))
        request.seat, request.client = client.seat, client
        return client.seat.user, token


class Session(SessionAuthentication):
    """A person who has signed in, in the seat that the header `Seat` names, else in the one that was chosen."""

    def authenticate(self, request):
        request.seat = None
        found = super().authenticate(request)
        if found is not None:
            request.seat = seat_of(request, found[0])
        return found


def seats_of(user) -> list[Seat]:
    """A person's active seats, business first."""
    seats = Seat.objects.filter(user=user, state=Seat.State.ACTIVE).select_related("user", "body").order_by("pk")
    return sorted(seats, key=lambda seat: seat.role == Role.PERSON)


def seat_of(request, user) -> Seat | None:
    """The seat that the header or the session names; without either, the only business seat or the person's own."""
    seats = seats_of(user)
    named = request.headers.get("Seat") or request.session.get(CHOSEN)
    if named is not None:
        return _own(seats, str(named))
    business = [seat for seat in seats if seat.role != Role.PERSON]
    return business[0] if len(business) == 1 else seats[-1] if seats and not business else None


def _own(seats: list[Seat], named: str) -> Seat:
    for seat in seats:
        if str(seat.pk) == named:
            return seat
    raise PermissionDenied(_("This is no active seat of yours."))
