"""The sealer: signs what was written, in order, and takes the seal outside the database."""

import logging
from datetime import datetime

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from config.kernel.ledger import anchor, keys, proof
from config.kernel.ledger.chain import as_read, instant
from config.kernel.ledger.models import Entry, Seal
from config.kernel.ledger.verification import Problem
from config.kernel.ledger.words import say

log = logging.getLogger(__name__)

VALUES = ("id", *proof.FIELDS, "link")
SIGNED = ("first_id", "last_id", "count", "root", "previous", "algorithm", "public_key", "signature")
MOST = 2000  # entries in one seal: what sealer and verifier hold in memory
WATERMARK_SECONDS = 1  # writers queue behind a sealer that waits, e.g. for a vacuum; it rather tries again


class BrokenChain(Exception):
    """An entry that waits for its seal was not written by the frame; nothing is sealed until a person has looked."""

    def __init__(self, problem: Problem):
        super().__init__(say(problem))


def seal_due(now=None) -> int:
    """Seal when LEDGER_SEAL_SECONDS have passed since the last seal, or LEDGER_SEAL_ENTRIES wait."""
    now = now or timezone.now()
    last = Seal.objects.order_by("-id").first()
    waiting = Entry.objects.filter(id__gt=last.last_id if last else 0).count()
    late = last is None or (now - last.at).total_seconds() >= settings.LEDGER_SEAL_SECONDS
    if waiting < settings.LEDGER_SEAL_ENTRIES and not (waiting and late):
        return 0
    try:
        return seal(now)
    except OperationalError as busy:
        log.warning("not sealed now, beat will ask again: %s", busy)
        return 0


def seal(now: datetime | None = None) -> int:
    """Seal everything that is committed; returns how many entries. Raises BrokenChain, and seals nothing after it."""
    last_id = watermark()
    total = 0
    while count := _seal_next(last_id, now or timezone.now()):
        total += count
    return total


def watermark() -> int:
    """The highest id below which nothing can still be committed: ids commit out of order, so writers are held."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{WATERMARK_SECONDS}s'")
                cursor.execute(f"LOCK TABLE {Entry._meta.db_table} IN SHARE MODE")
        last = Entry.objects.order_by("-id").values_list("id", flat=True).first()
    return last or 0


def _seal_next(last_id: int, now: datetime) -> int:
    """One seal. The anchor file is held until the commit: one sealer at a time, and no verifier in between."""
    with anchor.held() as file, transaction.atomic():
        last = _last_seal()
        entries = _waiting(last.last_id if last else 0, last_id)
        if not entries:
            return 0
        _refuse_forged(entries)
        made = _sealed(entries, last, now)
        Seal.objects.create(id=made["seal"]["seal"], at=now, **{name: made["seal"][name] for name in SIGNED})
        # Before the commit: should the database lose this seal, the next has its number and covers its entries too.
        anchor.add(file, made)
    return len(entries)


def _last_seal() -> Seal | None:
    if connection.vendor == "postgresql":  # sealers of other machines, whose anchor file is another
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Seal._meta.db_table} IN EXCLUSIVE MODE")
    return Seal.objects.order_by("-id").first()


def _waiting(after: int, last_id: int) -> list[dict]:
    """The next entries without a seal, each with the link of the one before it in its chain."""
    before = Entry.objects.filter(
        case_kind=OuterRef("case_kind"), case_id=OuterRef("case_id"), seq=OuterRef("seq") - 1
    ).values("link")[:1]
    rows = Entry.objects.filter(id__gt=after, id__lte=last_id).annotate(previous=Subquery(before)).order_by("id")
    return [as_read(row) for row in rows.values(*VALUES, "previous")[:MOST]]


def _refuse_forged(entries: list[dict]) -> None:
    """What is sealed is vouched for; so each link is made again with the key first."""
    known = keys.at_hand()
    for entry in entries:
        key = known.get(proof.key_of(entry["algorithm"]))
        if key is None or not proof.follows(entry, entry["previous"] or "", key):
            case = f"{entry['case_kind']}:{entry['case_id']}"
            raise BrokenChain(Problem("link_differs", case, entry["seq"], entry["id"]))


def _sealed(entries: list[dict], last: Seal | None, now: datetime) -> dict:
    name = settings.LEDGER_HASH
    leaves = [proof.leaf(name, entry["id"], proof.content(entry), entry["link"]) for entry in entries]
    seal = {
        "seal": last.pk + 1 if last else 1,
        "first_id": entries[0]["id"],
        "last_id": entries[-1]["id"],
        "count": len(entries),
        "root": proof.root(name, leaves),
        "previous": proof.seal_name(as_dict(last)) if last else proof.NOTHING_BEFORE,
        "at": instant(now),
        "algorithm": name,
        "public_key": keys.public_key(),
    }
    seal["signature"] = keys.signing_key().sign(proof.seal_body(seal)).hex()
    places = [
        [entry["id"], f"{entry['case_kind']}:{entry['case_id']}", entry["seq"], leaf]
        for entry, leaf in zip(entries, leaves, strict=True)
    ]
    return {"seal": seal, "entries": places}


def as_dict(seal: Seal) -> dict:
    """The seal as the proof reads it, from the database's row."""
    return {"seal": seal.pk, "at": instant(seal.at), **{name: getattr(seal, name) for name in SIGNED}}
