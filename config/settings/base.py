"""What every deployment shares. Everything that differs between them comes from the environment."""

from logging import DEBUG as DEBUG_LEVEL
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF

from config.settings.logs import logging

ROOT = Path(__file__).resolve().parents[2]
env = environ.Env()

DATA_DIR = Path(env("DATA_DIR", default=str(ROOT / "var")))
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)  # database, mail and documents are nobody else's to read

DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ADDRESSES = "config.addresses"  # which act has which address in the API
WIRING = "config.wiring"  # who is woken, who may object, who can count, who does the work after commit

INSTALLED_APPS = [
    "config",
    "config.kernel",
    "config.story",
    "zones",
    "operators",
    "products",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "django_structlog",
    "oauth2_provider",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
            ]
        },
    }
]

# --- database: SQLite in WAL unless DATABASE_URL says PostgreSQL ---------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'zones.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE is what serialises writers; with Django's default 555 of 600 transactions failed (design: stack).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Only what asks for it is prepared (the frame's statements), however often it comes; off for a pooler between
    # here and the database that hands a connection on after each transaction and knows no prepared statements.
    prepares = env.bool("DATABASE_PREPARES", default=True)
    DATABASES["default"].setdefault("OPTIONS", {})["prepare_threshold"] = 2**31 if prepares else None
    if prepares:  # the pooler's own settings say it: a page of twenty rows was compiled for seconds, and read in ten ms
        DATABASES["default"]["OPTIONS"]["options"] = "-c jit=off"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people ---------------------------------------------------------------------------------------

AUTH_USER_MODEL = "kernel.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

# --- words and time: Chinese first, English complete; UTC in store, Beijing on screen --------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [ROOT / "config" / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# --- files: uploads are private, below DATA_DIR, never served by path -------------------------------

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns at every start until it is there
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": str(DATA_DIR / "documents"),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DOCUMENT_MAX_BYTES = env.int("DOCUMENT_MAX_BYTES", default=50 * 1024 * 1024)
CLAMD_URL = env("CLAMD_URL", default="")  # unix:/path or tcp://host:port; empty = not scanned, and said so

# --- work after commit: Redis when there is one, else Celery's filesystem broker --------------------

REDIS_URL = env("REDIS_URL", default="")
if REDIS_URL:  # what is counted for all web workers together; without it a table counts (config/kernel/tallies.py)
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
EMAIL_CONFIG = env.email_url("EMAIL_URL", default=f"filemail:///{DATA_DIR / 'mail'}")  # kept as files until it is set
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20  # seconds, of each answer of the mail server; well below the lease
OUTBOX_LEASE_SECONDS = env.int("OUTBOX_LEASE_SECONDS", default=60)  # then a delivery whose worker died is taken over
OUTBOX_NUDGE = env.bool("OUTBOX_NUDGE", default=True)  # a commit wakes the worker; otherwise beat finds the rows
# Networks (CIDR) that events may be sent into, over http too; without them to the open internet only, over https.
WEBHOOK_INTERNAL_NETWORKS = env.list("WEBHOOK_INTERNAL_NETWORKS", default=[])
WEBHOOK_EVENTS_KEPT_DAYS = env.int("WEBHOOK_EVENTS_KEPT_DAYS", default=90)  # delivered ones; till then replayed
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="zones@localhost")

# --- keys: given by the environment; development.py makes its own ------------------------------------

SECRET_KEY = env("SECRET_KEY", default="")
LEDGER_KEY = env("LEDGER_KEY", default="")  # any long secret: the HMAC key of the chains
LEDGER_FORMER_KEYS = env.list("LEDGER_FORMER_KEYS", default=[])  # HMAC keys before this one: they check, never sign
LEDGER_SIGNING_KEY = env("LEDGER_SIGNING_KEY", default="")  # 64 hex digits: the Ed25519 seed that signs the seals
FIELD_KEY = env("FIELD_KEY", default="")  # any long secret: encrypts identity numbers
LEDGER_HASH = env("LEDGER_HASH", default="sha256")  # or sm3
LEDGER_ANCHOR = env("LEDGER_ANCHOR", default="")  # default: beside the SQLite file, else in DATA_DIR
LEDGER_JOURNAL = env.bool("LEDGER_JOURNAL", default=False)  # each link to the anchor file too: no known gap
LEDGER_SEAL_SECONDS = env.int("LEDGER_SEAL_SECONDS", default=60)
LEDGER_SEAL_ENTRIES = env.int("LEDGER_SEAL_ENTRIES", default=1000)
PDF_CERTIFICATE = env("PDF_CERTIFICATE", default="")  # a PKCS#12 file; default: a self-signed one made in DATA_DIR
PDF_CERTIFICATE_PASSWORD = env("PDF_CERTIFICATE_PASSWORD", default="")

# --- the API -------------------------------------------------------------------------------------------

OAUTH2_PROVIDER_APPLICATION_MODEL = "kernel.Client"
OAUTH2_PROVIDER = {
    "OAUTH2_VALIDATOR_CLASS": "config.kernel.clients.tokens.Validator",
    "SCOPES_BACKEND_CLASS": "config.kernel.clients.scopes.OwnScopes",
    "ACCESS_TOKEN_EXPIRE_SECONDS": env.int("TOKEN_SECONDS", default=3600),
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    # RFC 9700, every recommendation: tokens are kept as hashes, no implicit and no password grant.
    **{
        f"COMPLIANT_BCP_RFC9700_{name}": True
        for name in (
            "IMPLICIT_GRANT",
            "PASSWORD_GRANT",
            "PKCE_METHOD",
            "ACCESS_TOKEN_TRANSPORT",
            "AUTHZ_RESPONSE_ISS",
            "TOKEN_STORAGE",
            "REFRESH_TOKEN",
            "REDIRECT_URI_SCHEME",
            "REDIRECT_URI_MATCHING",
            "PKCE_REQUIRED",
        )
    },
}
RATE_OF_A_PERSON = env.int("RATE_OF_A_PERSON", default=300)  # requests a minute, of a person or an unknown address
TRIES_TO_SIGN_IN = env.int("TRIES_TO_SIGN_IN", default=10)  # an hour, with one user name; a success forgives them
TRIES_FROM_AN_ADDRESS = env.int("TRIES_FROM_AN_ADDRESS", default=100)  # an hour, whatever the names
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "config.kernel.rest.signing_in.ClientToken",
        "config.kernel.rest.signing_in.Session",
    ],
    "DEFAULT_PERMISSION_CLASSES": [],  # each view says: reading what is visible, acting from a seat
    "DEFAULT_THROTTLE_CLASSES": ["config.kernel.rest.rates.Rate"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["config.kernel.rest.reading.PlainJSON"],
    "DEFAULT_METADATA_CLASS": None,  # what can be asked stands in the schema, and on each case in its acts
    "DEFAULT_SCHEMA_CLASS": "config.kernel.rest.describing.Described",
    "EXCEPTION_HANDLER": "config.kernel.rest.problems.answer",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "NUM_PROXIES": env.int("PROXIES", default=0),
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Authorised operation of public-data zones in Beijing",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": False,
    "POSTPROCESSING_HOOKS": [  # and no more: enums stay where they are used
        "config.kernel.rest.securing.add_schemes",
        "config.kernel.rest.granting.add_tokens",
        "config.kernel.rest.linking.add_links",
        "config.api.examples.add_examples",
    ],
    "SWAGGER_UI_DIST": "SIDECAR",  # served from here: nothing is fetched from elsewhere
    "SWAGGER_UI_FAVICON_HREF": "",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "docExpansion": "none", "tagsSorter": "alpha"},
}

# --- what leaves the site: nothing ---------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True

# --- what is written down: one line for each request -----------------------------------------------------

LOG_LEVEL = env("LOG_LEVEL", default="INFO")
LOGGING = logging(LOG_LEVEL, machine=False)
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = DEBUG_LEVEL  # the line at the end says it all
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False  # it believes whatever X-Forwarded-For says; config/apps.py does not
