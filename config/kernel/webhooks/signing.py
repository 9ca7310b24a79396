"""The secret of an endpoint, and the headers that prove where an event comes from (Standard Webhooks, v1)."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

PREFIX = "whsec_"
SECRET_BYTES = 32  # the convention asks for 24 to 64
OVERLAP = timedelta(hours=24)  # so long both secrets sign: the receiver changes over without missing an event


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def headers(name: str, body: bytes, at: datetime, keys: list[str]) -> dict[str, str]:
    """The three headers of the convention; the instant is that of the try, so that an old copy is told from it."""
    seconds = int(at.timestamp())
    signed = f"{name}.{seconds}.".encode() + body
    return {
        "webhook-id": name,
        "webhook-timestamp": str(seconds),
        "webhook-signature": " ".join(f"v1,{_signature(key, signed)}" for key in keys),
    }


def keys_of(endpoint, at: datetime) -> list[str]:
    """What signs at this instant: the secret, and for a day after it was renewed the one before it."""
    former = endpoint.former_secret if at < endpoint.secret_at + OVERLAP else ""
    return [endpoint.secret, *([former] if former else [])]


def _signature(key: str, signed: bytes) -> str:
    raw = base64.b64decode(key.removeprefix(PREFIX))
    return base64.b64encode(hmac.new(raw, signed, hashlib.sha256).digest()).decode()
