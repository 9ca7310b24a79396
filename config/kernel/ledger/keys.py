"""The keys of the ledger. They come from the environment and are never written to the database."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from config.kernel.ledger import proof


def chain_key() -> bytes:
    """The HMAC key of the chains."""
    return settings.LEDGER_KEY.encode()


def algorithm() -> str:
    """What new entries name: the hash, and which key."""
    return f"hmac-{settings.LEDGER_HASH}/{proof.key_id(chain_key())}"


def at_hand() -> dict[str, bytes]:
    """Every key that links can be checked with, by its name: today's and those before it."""
    known = [settings.LEDGER_KEY, *settings.LEDGER_FORMER_KEYS]
    return {proof.key_id(key.encode()): key.encode() for key in known if key}


def signing_key() -> Ed25519PrivateKey:
    """The key that signs seals."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(settings.LEDGER_SIGNING_KEY))


def public_key() -> str:
    """What an auditor needs: 64 hex digits."""
    return signing_key().public_key().public_bytes_raw().hex()
