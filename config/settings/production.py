"""A deployment: every secret must be given, and the browser is told to insist on HTTPS."""

import re

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403
from config.settings.base import LOG_LEVEL, env
from config.settings.logs import logging


def secret(name: str, shape: str = ".{32,}") -> str:
    """What the environment gives; ImproperlyConfigured where it gives nothing, an empty text, or one easily guessed."""
    if not re.fullmatch(shape, env(name)):
        raise ImproperlyConfigured(f"{name} is not given as {shape}.")
    return env(name)


SECRET_KEY = secret("SECRET_KEY")
LEDGER_KEY = secret("LEDGER_KEY")
LEDGER_SIGNING_KEY = secret("LEDGER_SIGNING_KEY", "[0-9a-fA-F]{64}")
FIELD_KEY = secret("FIELD_KEY")

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LOGGING = logging(LOG_LEVEL, machine=True)
