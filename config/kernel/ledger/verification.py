"""Is the ledger what it was? Without Django: it runs on a live database and on an export far away from it.

Memory is constant: entries, anchor and chains are streams. Every problem names its entry. An attacker may have put
anything anywhere, a word where a number belongs too: what is read is compared, never trusted.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from config.kernel.ledger import proof

AT_ONCE = 1000  # links of the journal looked up together


@dataclass(frozen=True)
class Problem:
    """`what` is a word of WORDS in `words.py`; case, seq and entry id say where."""

    what: str
    case: str = ""
    seq: int = 0
    entry_id: int = 0


@dataclass
class Report:
    """What was looked at, and what is wrong."""

    entries: int = 0
    seals: int = 0
    unsealed: int = 0
    links_checked: int = 0
    links_without_key: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return not self.problems

    def found(self, what: str, entry: dict) -> None:
        self.problems.append(Problem(what, _case(entry), entry["seq"], entry["id"]))


def verify_seals(
    entries: Iterable[dict], anchor: Iterable[dict], public_key: str, report: Report, kept: Iterable[dict] | None = None
) -> Iterator[dict]:
    """Compare the entries, by id, with what the anchor promised; yields those that no seal covers yet.

    `kept` are the database's own copies of the seals, by number, where there is a database.
    """
    seals = _compared(standing_seals(anchor), kept, report) if kept is not None else standing_seals(anchor)
    found = iter(entries)
    entry = next(found, None)
    for (entry_id, case, seq, leaf), algorithm in _promised(seals, public_key, report):
        while entry is not None and entry["id"] < entry_id:
            report.entries += 1
            report.found("inserted", entry)
            entry = next(found, None)
        if entry is None or entry["id"] > entry_id:
            report.problems.append(Problem("removed", case, seq, entry_id))
            continue
        report.entries += 1
        if proof.leaf(algorithm, entry["id"], proof.content(entry), str(entry["link"])) != leaf:
            report.problems.append(Problem("changed", case, seq, entry_id))
        entry = next(found, None)
    while entry is not None:
        report.entries += 1
        report.unsealed += 1
        yield entry
        entry = next(found, None)


def _promised(seals: Iterable[dict], public_key: str, report: Report) -> Iterator[tuple[list, str]]:
    """The places of every seal, after its number, ancestry, signature and root were looked at."""
    expected, previous = 1, proof.NOTHING_BEFORE
    for line in seals:
        seal, places = line["seal"], line["entries"]
        report.seals += 1
        if seal["seal"] != expected or seal["previous"] != previous:
            report.problems.append(Problem("seal_out_of_line", seq=seal["seal"]))
        root = proof.root(seal["algorithm"], [place[3] for place in places])
        if root != seal["root"] or not _signed(seal, public_key):
            report.problems.append(Problem("seal_not_signed", seq=seal["seal"]))
        expected, previous = seal["seal"] + 1, proof.seal_name(seal)
        for place in places:
            yield place, seal["algorithm"]


def standing_seals(anchor: Iterable[dict]) -> Iterator[dict]:
    """The seals of the anchor, without one that the database lost before its commit.

    The next seal has that one's number then, and covers the same entries first: whatever else looks like it, such as
    the seals of a database that was rolled back, is no such loss and stays.
    """
    waiting = None
    for line in anchor:
        if "seal" not in line:
            continue
        again = waiting and line["seal"]["seal"] == waiting["seal"]["seal"]
        if waiting and not (again and line["entries"][: len(waiting["entries"])] == waiting["entries"]):
            yield waiting
        waiting = line
    if waiting:
        yield waiting


def _signed(seal: dict, public_key: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(
            bytes.fromhex(seal["signature"]), proof.seal_body(seal)
        )
    except (InvalidSignature, ValueError):
        return False
    return seal["public_key"] == public_key


def _compared(seals: Iterable[dict], kept: Iterable[dict], report: Report) -> Iterator[dict]:
    """The same seals, each compared on the way with the database's own copy.

    The anchor may be one ahead: that seal was written before its commit, and its entries are looked at all the same.
    """
    rows, last = iter(kept), 0
    row, ahead = next(rows, None), []
    for line in seals:
        seal = line["seal"]
        if seal["seal"] > last:  # else sealed again after a rollback: out of line already
            last = seal["seal"]
            if row is None:
                ahead.append(last)
            elif row != seal:
                report.problems.append(Problem("seal_differs", seq=last))
            row = next(rows, None)
        yield line
    if len(ahead) > 1:
        report.problems += [Problem("seal_missing", seq=number) for number in ahead]
    while row is not None:
        report.problems.append(Problem("seal_not_anchored", seq=row["seal"]))
        row = next(rows, None)


def verify_chains(entries: Iterable[dict], heads: Iterable[tuple], keys: dict[str, bytes], report: Report) -> None:
    """Follow each chain, by case and seq; `heads` are (kind, id, seq, head) of the cases' own rows, in that order."""
    chains = groupby(entries, key=_chain)
    rows = iter(heads)
    chain: Any = next(chains, None)
    row: Any = next(rows, None)
    while chain or row:
        if chain and (row is None or chain[0] < row[:2]):
            last = _follow(chain[1], keys, report)
            report.found("case_gone", last)
            chain = next(chains, None)
        elif chain is None or row[:2] < chain[0]:
            if row[2]:
                report.problems.append(Problem("chain_gone", f"{row[0]}:{row[1]}", row[2]))
            row = next(rows, None)
        else:
            last = _follow(chain[1], keys, report)
            if (last["seq"], last["link"]) != row[2:]:
                end = max((seq for seq in (last["seq"], row[2]) if isinstance(seq, int)), default=0)
                report.found("head_differs", {**last, "seq": end})
            chain, row = next(chains, None), next(rows, None)


def _chain(entry: dict) -> tuple[str, int]:
    """The case as its row has it; one that can be no row's comes before all rows."""
    number = entry["case_id"]
    return str(entry["case_kind"]), number if isinstance(number, int) else -1


def _follow(chain: Iterable[dict], keys: dict[str, bytes], report: Report) -> dict:
    """Each entry has the place after the one before, and a link over it; returns the last."""
    place, previous, entry = 0, "", {}
    for entry in chain:
        place += 1
        if entry["seq"] != place:
            report.found("gap", entry)
            place = entry["seq"] if isinstance(entry["seq"], int) else place
        key = keys.get(proof.key_of(str(entry["algorithm"])))
        if key is None:
            report.links_without_key += 1
        else:
            report.links_checked += 1
            if not proof.follows(entry, previous, key):
                report.found("link_differs", entry)
        previous = str(entry["link"])
    return entry


def verify_journal(anchor: Iterable[dict], found: Callable[[list[int]], dict[int, list]], report: Report) -> None:
    """Links that left the database at commit must still be there: `found(ids)` → id → [id, case, seq, link]."""
    journal = (line["link"] for line in anchor if "link" in line)
    while links := list(islice(journal, AT_ONCE)):
        there = found([link[0] for link in links])
        for entry_id, case, seq, made in links:
            if there.get(entry_id) != [entry_id, case, seq, made]:
                report.problems.append(Problem("journal_differs", case, seq, entry_id))


def _case(entry: dict) -> str:
    return f"{entry['case_kind']}:{entry['case_id']}"
