"""`/api/v1/session/`: a person signs in, looks who one is, chooses the seat to act from, signs out."""

from django.contrib.auth import authenticate, login, logout
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.response import Response
from rest_framework.views import APIView

from config.kernel.rest.rates import Rate, SigningIn
from config.kernel.rest.reading import PlainJSON
from config.kernel.rest.signing_in import CHOSEN, Session, own, seat_of, seats_of


class Credentials(serializers.Serializer):
    """What a person signs in with."""

    username = serializers.CharField(max_length=150)
    password = serializers.CharField(max_length=200)


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

    authentication_classes = [Session]
    parser_classes = [PlainJSON]

    def get_throttles(self):
        return [SigningIn()] if self.request.method == "POST" else [Rate()]

    def get(self, request):
        """Who is signed in; nobody is an answer too."""
        return Response(self._who(request))

    def post(self, request):
        """Sign in. A wrong name and a wrong password are told alike."""
        words = Credentials(data=request.data)
        words.is_valid(raise_exception=True)
        user = authenticate(request, **words.validated_data)
        if user is None:
            raise AuthenticationFailed(_("The user name or the password is wrong."))
        login(request._request, user)
        request.user, request.seat = user, seat_of(request, user)
        return Response(self._who(request))

    def put(self, request):
        """Choose the seat for this session."""
        words = Chosen(data=request.data)
        words.is_valid(raise_exception=True)
        if not request.user.is_authenticated:
            raise AuthenticationFailed(_("Sign in first: only a seat can act."))
        request.seat = own(seats_of(request.user), str(words.validated_data["seat"]))
        request.session[CHOSEN] = request.seat.pk
        return Response(self._who(request))

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
