"""Partner systems of the tests: issued by one security administrator, confirmed by the other."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from oauth2_provider.models import get_access_token_model, set_token_value

from config.kernel.clients import actions
from config.kernel.clients.models import Client
from config.kernel.clients.scopes import known
from tests.cast import later

SECRET = "a secret of the tests"


def client(who, seat, **words) -> Client:
    """Access for a system that acts from this seat, to be confirmed; every scope, where none is named."""
    words = {"name": "示例系统", "scopes": sorted(known()), "secret": make_password(SECRET)} | words
    return actions.issue(seat, by=who.security_admin, at=later(), **words).subject


def active(who, seat, **words) -> Client:
    """The same, confirmed."""
    made = actions.confirm(client(who, seat, **words), by=who.other_security_admin, at=later()).subject
    return Client.objects.select_related("seat__user", "seat__body").get(pk=made.pk)


def token_of(system: Client, token: str = "token", *, scopes=None, seconds: int = 600) -> dict[str, str]:
    """A token as django-oauth-toolkit keeps it; returns the header that shows it."""
    made = get_access_token_model()(
        application=system, scope=" ".join(system.scopes if scopes is None else scopes),
        expires=timezone.now() + timedelta(seconds=seconds),
    )  # fmt: skip
    set_token_value(made, token)
    made.save()
    return bearer(token)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
