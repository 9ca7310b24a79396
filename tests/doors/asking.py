"""Addresses of the tests' own below the API's sign-in: who am I, and one that needs a scope."""

from django.urls import include, path
from rest_framework.response import Response
from rest_framework.views import APIView

from config.kernel.rest import allowing
from config.urls import urlpatterns as ours


class WhoAmI(APIView):
    """The seat that the door has found."""

    def get(self, request):
        return Response({"seat": request.seat and request.seat.pk, "token": request.auth is not None})

    post = get


class Calls(APIView):
    """What is asked of a token that is to act on calls."""

    def post(self, request):
        allowing.to_act(request, "call")
        return Response({})


urlpatterns = [
    *ours,
    path("tests/", include([path("who/", WhoAmI.as_view()), path("calls/", Calls.as_view())])),
]
