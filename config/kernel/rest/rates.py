"""How often somebody may ask: a partner system as its access says, a person and an address as the settings say."""

from hashlib import sha256

from django.conf import settings
from rest_framework.throttling import SimpleRateThrottle


class Rate(SimpleRateThrottle):
    """Requests within the last minute, kept in the cache: one bucket for each client, person or address."""

    rate = "600/min"

    def get_cache_key(self, request, view):
        client = getattr(request, "client", None)
        if client is not None:
            self.num_requests = client.rate
            return f"rate:client:{client.pk}"
        self.num_requests = settings.RATE_OF_A_PERSON
        if request.user and request.user.is_authenticated:
            return f"rate:person:{request.user.pk}"
        return f"rate:address:{self.get_ident(request)}"


class SigningIn(SimpleRateThrottle):
    """Tries to sign in, for each name and address together."""

    rate = "10/min"

    def get_cache_key(self, request, view):
        name = str(request.data.get("username")).lower().encode()
        return f"rate:signing-in:{self.get_ident(request)}:{sha256(name).hexdigest()}"  # no cache keeps every sign
