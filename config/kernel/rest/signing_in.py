"""Signing in to the API: partner systems by token, people by session. Both end in a seat: `request.seat`.

Here alone is decided who somebody is; a second factor for office seats will be asked for in `seats_of`.
"""

from django.utils.translation import gettext as _
from oauthlib.common import Request
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied

from config.kernel.accounts.models import Seat
from config.kernel.accounts.roles import Role
from config.kernel.clients.tokens import Validator
from config.kernel.rest import rates

HEADER = "Seat"
CHOSEN = "seat"  # in the session


class ClientToken(BaseAuthentication):
    """A token of a partner system. One that does not count is 401, also where anybody may read.

    `request.client` is the system, `request.seat` its seat, whatever header or cookie says, `request.auth` the token.
    """

    def authenticate(self, request):
        request.seat = None
        scheme, _blank, token = get_authorization_header(request).decode("latin-1").partition(" ")
        if scheme.lower() != "bearer":
            return None
        # Asked directly: django-oauth-toolkit's own class reads the body first, whoever sent it and however large.
        asked = Request(request.build_absolute_uri(request.path))
        if not Validator().validate_bearer_token(token.strip(), [], asked):
            request.refused_token = True
            rates.refuse_too_many(rates.of_address(request))  # trying tokens is counted too
            raise AuthenticationFailed(_("This token is not valid (any more)."))
        request.client, request.seat = asked.client, asked.client.seat
        return request.seat.user, asked.access_token

    def authenticate_header(self, request) -> str:
        refused = getattr(request, "refused_token", False)
        return 'Bearer realm="api", error="invalid_token"' if refused else 'Bearer realm="api"'


class Session(SessionAuthentication):
    """A person who has signed in, in the seat that the header `Seat` names, else in the one that was chosen."""

    def authenticate(self, request):
        request.seat = None
        found = super().authenticate(request)
        if found is not None:
            request.seat = self.seat(request, found[0])
        return found

    def authenticate_header(self, request) -> str:
        return 'Session realm="api"'  # with a header it is 401, without one Django REST framework says 403

    def enforce_csrf(self, request):
        try:
            super().enforce_csrf(request)
        except PermissionDenied as error:
            said = _("The session's own token is missing or wrong: read it anew at %(address)s.")
            raise PermissionDenied(said % {"address": "/api/v1/session/"}) from error

    def seat(self, request, user) -> Seat | None:
        return seat_of(request, user)


class SessionWithoutSeat(Session):
    """For the session's own address: who holds several seats comes here to choose one."""

    def seat(self, request, user) -> Seat | None:
        return present(request, seats_of(user))


def seats_of(user) -> list[Seat]:
    """A person's active seats, business first."""
    seats = list(Seat.objects.filter(user=user, state=Seat.State.ACTIVE).select_related("body").order_by("pk"))
    for seat in seats:
        seat.user = user  # whom the session has read already
    return sorted(seats, key=lambda seat: seat.role == Role.PERSON)


def seat_of(request, user) -> Seat:
    """The seat of the header, of the session, or the only one. PermissionDenied where it is not held, or not clear.

    Who chose a seat that has ended meanwhile is told so: nothing is done from another one in silence.
    """
    seats = seats_of(user)
    if asked := request.headers.get(HEADER) or request.session.get(CHOSEN):
        return own(seats, str(asked))
    if found := present(request, seats):
        return found
    if seats:
        said = _("You hold several seats: say from which you act, in the header %(header)s.")
        raise PermissionDenied(said % {"header": HEADER})
    raise PermissionDenied(_("You hold no active seat."))


def present(request, seats: list[Seat]) -> Seat | None:
    """The one that the session remembers while it is still held; else the only business seat, or the person's own."""
    chosen = [seat for seat in seats if seat.pk == request.session.get(CHOSEN)]
    business = chosen or [seat for seat in seats if seat.role != Role.PERSON] or seats
    return business[0] if len(business) == 1 else None


def own(seats: list[Seat], named: str) -> Seat:
    """The one of these seats, by its id; PermissionDenied where it is not among them."""
    for seat in seats:
        if str(seat.pk) == named:
            return seat
    raise PermissionDenied(_("This is no active seat of yours."))
