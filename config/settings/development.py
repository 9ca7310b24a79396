"""A developer's machine and the demonstration: keys are made here, once, and kept in DATA_DIR."""

import secrets

from config.settings.base import *  # noqa: F403
from config.settings.base import DATA_DIR


def kept(name: str) -> str:
    """A secret of this machine: made at first use, readable by its owner only."""
    path = DATA_DIR / "keys" / name
    if not path.exists():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
    return path.read_text()


SECRET_KEY = SECRET_KEY or kept("secret")  # noqa: F405
LEDGER_KEY = LEDGER_KEY or kept("ledger")  # noqa: F405
LEDGER_SIGNING_KEY = LEDGER_SIGNING_KEY or kept("ledger-signing")  # noqa: F405
FIELD_KEY = FIELD_KEY or kept("field")  # noqa: F405
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
