"""Signing in to the API: partner systems by token, people by session. Both end in a seat: `request.seat`.

Here alone is decided who somebody is; a second factor for office seats will be asked for here.
"""

from hashlib import sha256

from django.utils.translation import gettext as _
from oauth2_provider.models import get_access_token_model
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied

from config.kernel.accounts.models import Seat
from config.kernel.accounts.roles import Role

CHOSEN = "seat"  # in the session


class ClientToken(BaseAuthentication):
    """A token of a partner system. One that does not count is 401, also where anybody may read.

    Looked up here, with all that hangs on it in one query, and from the header alone: the toolkit's own class reads the
    body before it knows who asks.
    """

    def authenticate(self, request):
        request.seat = None
        scheme, _space, said = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        tokens = get_access_token_model().objects.select_related("application__seat__user", "application__seat__body")
        token = tokens.filter(token_checksum=sha256(said.strip()).hexdigest()).first()
        if token is None or token.is_expired() or not token.allows_audience(request.build_absolute_uri(request.path)):
            raise AuthenticationFailed(_("This token is not valid (any more)."))
        client = token.application
        if not client.is_usable(request):
            raise AuthenticationFailed(_("The access of this system was revoked, or is not confirmed yet."))
        request.seat, request.client = client.seat, client
        return client.seat.user, token

    def authenticate_header(self, request):
        return 'Bearer realm="api"'


class Session(SessionAuthentication):
    """A person who has signed in, in the seat that the header `Seat` names, else in the one that was chosen."""

    def authenticate(self, request):
        request.seat = None
        found = super().authenticate(request)
        if found is not None:
            request.seat = seat_of(request, found[0])
        return found

    def authenticate_header(self, request):
        return 'Session realm="api"'  # with a header it is 401, without one Django REST framework says 403


def seats_of(user) -> list[Seat]:
    """A person's active seats, business first."""
    seats = Seat.objects.filter(user=user, state=Seat.State.ACTIVE).select_related("user", "body").order_by("pk")
    return sorted(seats, key=lambda seat: seat.role == Role.PERSON)


def seat_of(request, user) -> Seat | None:
    """The seat that the header names, else the one that the session remembers while it is still held; without either,
    the only business seat or the person's own. PermissionDenied for a header that names no seat of one's own."""
    seats = seats_of(user)
    if "Seat" in request.headers:
        return own(seats, request.headers["Seat"])
    chosen = request.session.get(CHOSEN)
    if any(seat.pk == chosen for seat in seats):
        return own(seats, str(chosen))
    business = [seat for seat in seats if seat.role != Role.PERSON]
    return business[0] if len(business) == 1 else seats[-1] if seats and not business else None


def own(seats: list[Seat], named: str) -> Seat:
    """The one of these seats; PermissionDenied where it is not among them."""
    for seat in seats:
        if str(seat.pk) == named:
            return seat
    raise PermissionDenied(_("This is no active seat of yours."))
