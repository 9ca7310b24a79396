"""How often somebody may ask: a partner system as its access says, a person and an address as the settings say."""

from django.conf import settings
from rest_framework.exceptions import Throttled
from rest_framework.throttling import BaseThrottle

from config.kernel.tallies import spend

MINUTE, HOUR = 60, 3600
Counter = tuple[str, int, int]  # whose, at most so many, in so many seconds


class Rate(BaseThrottle):
    """429 with Retry-After for whoever asks too often; nobody else is held up by it."""

    def allow_request(self, request, view) -> bool:
        self.seconds = spend(*counter(request))
        return not self.seconds

    def wait(self) -> int:
        return self.seconds


def counter(request) -> Counter:
    """Whose request it is, and how many such there may be."""
    client = getattr(request, "client", None)
    if client is not None:
        return f"client:{client.pk}", client.rate, MINUTE
    if request.user and request.user.is_authenticated:
        return f"user:{request.user.pk}", settings.RATE_OF_A_PERSON, MINUTE
    return of_address(request)


def of_address(request) -> Counter:
    """For requests that nobody answers for."""
    return f"address:{address(request)}", settings.RATE_OF_A_PERSON, MINUTE


def address(request) -> str:
    """Where it comes from; of X-Forwarded-For only what our own proxies (NUM_PROXIES) wrote is believed."""
    return str(BaseThrottle().get_ident(request))[:64]


def refuse_too_many(*counters: Counter) -> None:
    """Count one more on each; Throttled where one of them is spent."""
    if seconds := max(spend(*one) for one in counters):
        raise Throttled(seconds)
