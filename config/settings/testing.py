"""The tests: fixed keys, fast passwords, files in a folder of their own."""

import os
import tempfile
from pathlib import Path

if "DATA_DIR" not in os.environ:
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="zones-tests-")
worker = os.environ.get("PYTEST_XDIST_WORKER", "")
if not os.environ["DATA_DIR"].endswith(worker):  # its own folder for each, which its child processes share
    os.environ["DATA_DIR"] += f"/{worker}"

os.environ.setdefault("LOG_LEVEL", "WARNING")  # a line for each request is read by nobody here

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import DATABASES  # noqa: E402

SECRET_KEY = "tests"  # noqa: S105
LEDGER_KEY = "tests-ledger"
LEDGER_SIGNING_KEY = "11" * 32
FIELD_KEY = "tests-field"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
RATE_OF_A_PERSON = TRIES_TO_SIGN_IN = TRIES_FROM_AN_ADDRESS = 1_000_000  # a test of a rate sets its own
OUTBOX_NUDGE = False  # there is no worker to hear it
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # a file, so that threads and processes share it
    DATABASES["default"]["TEST"] = {"NAME": str(Path(os.environ["DATA_DIR"]) / "test.sqlite3")}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["TEST"] = {"TEMPLATE": "template0"}
