"""The sealer: signs what was written, in order, and takes the seal outside the database."""

from datetime import UTC

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from config.kernel.ledger import anchor, keys, proof
from config.kernel.ledger.chain import as_read
from config.kernel.ledger.models import Entry, Seal

VALUES = ("id", *proof.FIELDS, "link")


class BrokenChain(Exception):
    """An entry that waits for its seal was not written by the frame; it is not sealed."""


def seal_due(now=None) -> int:
    """Seal when LEDGER_SEAL_SECONDS have passed since the last seal, or LEDGER_SEAL_ENTRIES wait."""
    now = now or timezone.now()
    last = Seal.objects.order_by("-id").first()
    waiting = Entry.objects.filter(id__gt=last.last_id if last else 0).count()
    late = last is None or (now - last.at).total_seconds() >= settings.LEDGER_SEAL_SECONDS
    return seal(now) if waiting >= settings.LEDGER_SEAL_ENTRIES or (waiting and late) else 0


def seal(now=None) -> int:
    """Seal everything that is committed; returns how many entries. One sealer at a time: the seals are a chain."""
    with transaction.atomic():
        last_id = _watermark()
        last = _last_seal()
        entries = list(
            Entry.objects.filter(id__gt=last.last_id if last else 0, id__lte=last_id).order_by("id").values(*VALUES)
        )
        if not entries:
            return 0
        entries = [as_read(entry) for entry in entries]
        _refuse_forged(entries)
        made = _sealed(entries, last, now or timezone.now())
        seal = {**made["seal"], "at": now or timezone.now()}
        Seal.objects.create(id=seal.pop("seal"), **seal)
        # Before the commit: should the database lose this seal, the next has its number and covers its entries too.
        anchor.add(made)
    return len(entries)


def _refuse_forged(entries: list[dict]) -> None:
    """What is sealed is vouched for; so each link is made again with the key first."""
    heads: dict[tuple, str] = {}
    for entry in entries:
        case = (entry["case_kind"], entry["case_id"])
        if case not in heads:
            before = Entry.objects.filter(case_kind=case[0], case_id=case[1], seq=entry["seq"] - 1)
            heads[case] = before.values_list("link", flat=True).first() or ""
        made = proof.link(keys.algorithm(), keys.chain_key(), heads[case], proof.content(entry))
        if entry["algorithm"] == keys.algorithm() and made != entry["link"]:
            raise BrokenChain(f"{case[0]}:{case[1]}, entry {entry['seq']} (id {entry['id']}): not written by an act")
        heads[case] = entry["link"]


def _watermark() -> int:
    """The highest id below which nothing can still be committed: ids commit out of order, so writers are held."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Entry._meta.db_table} IN SHARE MODE")
    last = Entry.objects.order_by("-id").values_list("id", flat=True).first()
    return last or 0


def _last_seal() -> Seal | None:
    return Seal.objects.select_for_update().order_by("-id").first()


def _sealed(entries: list[dict], last: Seal | None, now) -> dict:
    name = settings.LEDGER_HASH
    leaves = []
    for entry in entries:
        body = proof.content(entry)
        leaves.append(proof.leaf(name, entry["id"], body, entry["link"]))
    seal = {
        "seal": last.pk + 1 if last else 1,
        "first_id": entries[0]["id"],
        "last_id": entries[-1]["id"],
        "count": len(entries),
        "root": proof.root(name, leaves),
        "previous": proof.seal_name(as_dict(last)) if last else proof.NOTHING_BEFORE,
        "at": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
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
    row = {name: getattr(seal, name) for name in
           ("first_id", "last_id", "count", "root", "previous", "algorithm", "public_key", "signature")}
    return {**row, "seal": seal.pk, "at": seal.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
