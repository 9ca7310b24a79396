"""Is the ledger what it was? Without Django: it runs on a live database and on an export far away from it.

Memory is constant: entries, anchor and chains are streams. Every problem names its entry.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from config.kernel.ledger import proof


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


def verify_seals(entries: Iterable[dict], anchor: Iterable[dict], public_key: str, report: Report) -> Iterator[dict]:
    """Compare the entries, by id, with what the anchor promised; yields those that no seal covers yet."""
    found = iter(entries)
    entry = next(found, None)
    for place, leaf_name in _promised(anchor, public_key, report):
        entry_id, case, seq, leaf = place
        while entry is not None and entry["id"] < entry_id:
            _count(report, Problem("inserted", _case(entry), entry["seq"], entry["id"]))
            entry = next(found, None)
        if entry is None or entry["id"] > entry_id:
            report.problems.append(Problem("removed", case, seq, entry_id))
            continue
        made = proof.leaf(leaf_name, entry["id"], proof.content(entry), entry["link"])
        _count(report, None if made == leaf else Problem("changed", case, seq, entry_id))
        entry = next(found, None)
    while entry is not None:
        report.entries += 1
        report.unsealed += 1
        yield entry
        entry = next(found, None)


def _count(report: Report, problem: Problem | None) -> None:
    report.entries += 1
    if problem:
        report.problems.append(problem)


def _promised(anchor: Iterable[dict], public_key: str, report: Report) -> Iterator[tuple[list, str]]:
    """The places of every seal whose number, ancestry, signature and root are right."""
    expected, previous = 1, proof.NOTHING_BEFORE
    for line in _without_lost_seals(line for line in anchor if "seal" in line):
        seal, places = line["seal"], line["entries"]
        report.seals += 1
        if seal["seal"] != expected or seal["previous"] != previous:
            report.problems.append(Problem("seal_out_of_line", seq=seal["seal"]))
        if not _signed(seal, public_key) or proof.root(seal["algorithm"], [place[3] for place in places]) != seal["root"]:
            report.problems.append(Problem("seal_not_signed", seq=seal["seal"]))
        expected, previous = seal["seal"] + 1, proof.seal_name(seal)
        for place in places:
            yield place, seal["algorithm"]


def _without_lost_seals(lines: Iterable[dict]) -> Iterator[dict]:
    """A seal that the database lost before its commit stands again, with the same entries first (see seals.py)."""
    waiting = None
    for line in lines:
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


def verify_chains(entries: Iterable[dict], heads: Iterable[tuple], keys: dict[str, bytes], report: Report) -> None:
    """Follow each chain, by case and seq; `heads` are (kind, id, seq, head) of the cases' own rows, in that order."""
    chains = groupby(entries, key=lambda entry: (entry["case_kind"], entry["case_id"]))
    rows = iter(heads)
    chain, row = next(chains, None), next(rows, None)
    while chain or row:
        if chain and (row is None or chain[0] < row[:2]):
            last = _follow(chain[1], keys, report)
            report.problems.append(Problem("case_gone", _case(last), last["seq"], last["id"]))
            chain = next(chains, None)
        elif chain is None or row[:2] < chain[0]:
            if row[2]:
                report.problems.append(Problem("chain_gone", f"{row[0]}:{row[1]}", row[2]))
            row = next(rows, None)
        else:
            last = _follow(chain[1], keys, report)
            if (last["seq"], last["link"]) != row[2:]:
                report.problems.append(Problem("head_differs", _case(last), max(last["seq"], row[2]), last["id"]))
            chain, row = next(chains, None), next(rows, None)


def _follow(chain: Iterable[dict], keys: dict[str, bytes], report: Report) -> dict:
    seq, previous, entry = 0, "", {}
    for entry in chain:
        seq += 1
        if entry["seq"] != seq:
            report.problems.append(Problem("gap", _case(entry), entry["seq"], entry["id"]))
            seq = entry["seq"]
        key = keys.get(entry["algorithm"].partition("/")[2])
        if key is None:
            report.links_without_key += 1
        else:
            report.links_checked += 1
            if proof.link(entry["algorithm"], key, previous, proof.content(entry)) != entry["link"]:
                report.problems.append(Problem("link_differs", _case(entry), entry["seq"], entry["id"]))
        previous = entry["link"]
    return entry


def verify_journal(anchor: Iterable[dict], find) -> Iterator[Problem]:
    """Links that left the database at commit must still be there: `find(case, seq)` → link or None."""
    for line in anchor:
        if "link" in line:
            case, seq, made = line["link"]
            if find(case, seq) != made:
                yield Problem("journal_differs", case, seq)


def _case(entry: dict) -> str:
    return f"{entry['case_kind']}:{entry['case_id']}"
