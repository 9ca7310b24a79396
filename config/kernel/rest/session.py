"""`/api/v1/session/`: a person signs in, looks who one is, chooses the seat to act from, signs out.

The CSRF cookie is not readable by scripts, so every answer says the token: it comes back in the header X-CSRFToken with
each request that is not a read, the sign-in included.
"""

import hashlib
import logging

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.response import Response
from rest_framework.views import APIView

from config.kernel.accounts.models import User
from config.kernel.rest import rates
from config.kernel.rest.reading import PlainJSON
from config.kernel.rest.signing_in import CHOSEN, SessionWithoutSeat, own, present, seats_of
from config.kernel.tallies import forgive

log = logging.getLogger(__name__)


class Credentials(serializers.Serializer):
    """What a person signs in with, of a form that does a hasher no harm."""

    username = serializers.CharField(max_length=150)
    password = serializers.CharField(max_length=1000, trim_whitespace=False)


class Chosen(serializers.Serializer):
    """The seat to act from."""

    seat = serializers.IntegerField(min_value=1, max_value=2**63 - 1)


class SeatOfMine(serializers.Serializer):
    """One of one's own seats."""

    id = serializers.IntegerField()
    role = serializers.CharField()
    role_name = serializers.CharField(source="get_role_display")
    body = serializers.CharField(source="body.name")


class WhoIAm(serializers.Serializer):
    """The person, the seats, the present one, and the token for `X-CSRFToken`."""

    person = serializers.CharField(allow_null=True)
    seats = SeatOfMine(many=True)
    seat = serializers.IntegerField(allow_null=True)
    csrf_token = serializers.CharField()


class SessionView(APIView):
    """For people only; partner systems send a token with each request instead."""

    authentication_classes = [SessionWithoutSeat]
    parser_classes = [PlainJSON]
    names = {"GET": "who_am_i", "POST": "sign_in", "PUT": "choose_seat", "DELETE": "sign_out"}
    refused = {"GET": (400, 406, 429), "DELETE": (400, 403, 406, 429),
               **dict.fromkeys(("POST", "PUT"), (400, 401, 403, 406, 413, 415, 429))}  # fmt: skip

    @extend_schema(responses=WhoIAm)
    def get(self, request):
        """Who is signed in; nobody is an answer too."""
        return Response(self._who(request))

    @extend_schema(request=Credentials, responses=WhoIAm)
    def post(self, request):
        """Sign in. A wrong name and a wrong password are told alike, and of the session before nothing is left."""
        SessionWithoutSeat().enforce_csrf(request)  # of nobody too: who is signed in by a stranger works for him
        words = Credentials(data=request.data)
        words.is_valid(raise_exception=True)
        user = checked(request, **words.validated_data)
        logout(request._request)
        login(request._request, user)
        request.user, request.seat = user, present(request, seats_of(user))
        return Response(self._who(request))

    @extend_schema(request=Chosen, responses=WhoIAm)
    def put(self, request):
        """Choose the seat for this session."""
        words = Chosen(data=request.data)
        words.is_valid(raise_exception=True)
        if not request.user.is_authenticated:
            raise AuthenticationFailed(_("Sign in first: only a seat can act."))
        request.seat = own(seats_of(request.user), str(words.validated_data["seat"]))
        request.session[CHOSEN] = request.seat.pk
        return Response(self._who(request))

    @extend_schema(responses={204: None})
    def delete(self, request):
        """Sign out."""
        logout(request._request)
        return Response(status=204)

    def _who(self, request) -> dict:
        known = request.user and request.user.is_authenticated
        return WhoIAm(
            {
                "person": request.user.full_name if known else None,
                "seats": seats_of(request.user) if known else [],
                "seat": request.seat.pk if request.seat else None,
                "csrf_token": get_token(request._request),
            }
        ).data


def checked(request, username: str, password: str) -> User:
    """The person, after the try was counted; a hasher runs for unknown names too (Django's own doing)."""
    digest = hashlib.sha256(User.normalize_username(username).casefold().encode()).hexdigest()
    by_name = f"sign-in:{digest}", settings.TRIES_TO_SIGN_IN, rates.HOUR
    by_address = f"sign-in-from:{rates.address(request)}", settings.TRIES_FROM_AN_ADDRESS, rates.HOUR
    rates.refuse_too_many(by_name, by_address)
    user = authenticate(request._request, username=username, password=password)
    if not isinstance(user, User):
        log.warning("A sign-in from %s failed.", rates.address(request))
        raise AuthenticationFailed(_("The user name or the password is wrong."))
    forgive(by_name[0], rates.HOUR)  # not the address: whoever knows one password could try all the others
    return user
