"""The arithmetic of the ledger, without Django: an auditor can read, run and trust this file alone.

content  what an entry says, as bytes: its fields in one fixed order, one to a line, the canonical `said` last
link     HMAC(key, link before ‖ content): only the holder of the key can make one
leaf     H(0 ‖ id ‖ content ‖ link): anybody can compute one from an entry
root     the Merkle root over the leaves of a seal; the seal is signed with Ed25519 and names the seal before it
"""

import functools
import hashlib
import hmac
import json
from operator import itemgetter

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import hmac as crypto_hmac

FIELDS = (
    "case_kind", "case_id", "seq", "at", "act", "article", "fact", "seat", "countersigner", "algorithm", "said",
)  # fmt: skip
NOTHING_BEFORE = "0" * 64
_fields = itemgetter(*FIELDS)


def content(entry: dict) -> bytes:
    """`entry`: FIELDS → text or number; `at` in UTC with microseconds. Only `said` may be long; it is JSON, so no
    field holds a line break and no two entries share a content."""
    return "\n".join(map(str, _fields(entry))).encode()


def digest(name: str, data: bytes) -> str:
    """SHA-256 by hashlib; SM3 by cryptography (not every Python's hashlib has it). Neither is a certified module."""
    if name == "sha256":
        return hashlib.sha256(data).hexdigest()
    if name == "sm3":
        made = hashes.Hash(hashes.SM3())
        made.update(data)
        return made.finalize().hex()
    raise ValueError(f"unknown hash {name!r}; known: sha256, sm3")


@functools.cache
def _keyed(name: str, key: bytes):
    if name == "sha256":
        return hmac.new(key, digestmod="sha256")
    if name == "sm3":
        return crypto_hmac.HMAC(key, hashes.SM3())
    raise ValueError(f"unknown hash {name!r}; known: sha256, sm3")


def link(algorithm: str, key: bytes, previous: str, body: bytes) -> str:
    """The next link of a chain, hex. `algorithm` as an entry names it: `hmac-sha256/1a2b3c4d`."""
    made = _keyed(hash_of(algorithm), key).copy()  # the key's pads are hashed once
    made.update((previous or NOTHING_BEFORE).encode() + b"\n" + body)
    return made.hexdigest() if hasattr(made, "hexdigest") else made.finalize().hex()


def follows(entry: dict, previous: str, key: bytes) -> bool:
    """Whether this entry's link was made with the key, over the link before it."""
    try:
        return link(entry["algorithm"], key, previous, content(entry)) == entry["link"]
    except ValueError:  # it names a hash that there is not
        return False


def hash_of(algorithm: str) -> str:
    """`hmac-sm3/1a2b3c4d` → `sm3`."""
    return algorithm.removeprefix("hmac-").partition("/")[0]


def key_of(algorithm: str) -> str:
    """`hmac-sm3/1a2b3c4d` → `1a2b3c4d`, as `key_id` names it."""
    return algorithm.partition("/")[2]


@functools.cache
def key_id(key: bytes) -> str:
    """Names a key without telling it."""
    return hashlib.sha256(b"zones ledger key\n" + key).hexdigest()[:8]


def leaf(name: str, entry_id: int, body: bytes, made: str) -> str:
    return digest(name, b"\x00%d\n" % entry_id + body + b"\n" + made.encode())


def root(name: str, leaves: list[str]) -> str:
    """The Merkle root: pairs are hashed with a 1 before them; an odd one goes up as it is."""
    level = leaves or [NOTHING_BEFORE]
    while len(level) > 1:
        paired = [digest(name, b"\x01" + (a + b).encode()) for a, b in zip(level[::2], level[1::2], strict=False)]
        level = paired + level[len(paired) * 2 :]
    return level[0]


def seal_body(seal: dict) -> bytes:
    """What the signature covers."""
    signed = ("seal", "first_id", "last_id", "count", "root", "previous", "at", "algorithm", "public_key")
    return json.dumps({name: seal[name] for name in signed}, sort_keys=True, separators=(",", ":")).encode()


def seal_name(seal: dict) -> str:
    """How the next seal names this one."""
    return hashlib.sha256(seal_body(seal) + seal["signature"].encode()).hexdigest()
