"""Fields that are kept encrypted: identity numbers. AES-256-GCM under FIELD_KEY; equal values look different."""

import base64
import os
from functools import cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models


def _cipher() -> AESGCM:
    return _keyed(settings.FIELD_KEY.encode())


@cache
def _keyed(secret: bytes) -> AESGCM:
    return AESGCM(HKDF(hashes.SHA256(), 32, salt=None, info=b"zones field encryption").derive(secret))


class EncryptedField(models.TextField):
    """Text that the database never sees in clear, so it cannot be searched there either: asking is an error."""

    def get_lookup(self, lookup_name):
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_prep_value(self, value):
        if not value:
            return value
        nonce = os.urandom(12)
        return base64.b64encode(nonce + _cipher().encrypt(nonce, value.encode(), None)).decode()

    def from_db_value(self, value, expression, connection):
        if not value:
            return value
        raw = base64.b64decode(value)
        return _cipher().decrypt(raw[:12], raw[12:], None).decode()


def masked(identity_number: str) -> str:
    """`110101199003070000` → `110101********0000`, a passport's `E12345678` → `E*******8`: enough to recognise."""
    length = len(identity_number)
    head, tail = (6, 4) if length >= 15 else (1, 1) if length >= 6 else (0, 0)
    return identity_number[:head] + "*" * (length - head - tail) + identity_number[length - tail :]
