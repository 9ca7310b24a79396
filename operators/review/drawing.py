"""The draw (Art. 9; balance and size are house defaults): random, balanced, and to be repeated by anybody.

Every candidate gets the rank sha256(seed ‖ expert id). In that order, a majority of the seats goes to experts of
the zone's field and the rest to others, never two of one employer while another candidate is left.
"""

import hashlib


def ordered(seed: str, candidates: list[dict], size: int) -> list[int]:
    """Expert ids: the drawn ones first, then the substitutes in their order.

    `candidates`: [{"expert": id, "employer": code, "in_field": bool}], in any order.
    """
    ranked = sorted(candidates, key=lambda candidate: _rank(seed, candidate["expert"]))
    majority = size // 2 + 1
    chosen = _take(ranked, majority, [], want=lambda candidate: candidate["in_field"])
    chosen = _take(ranked, size, chosen, want=lambda candidate: not candidate["in_field"])
    chosen = _take(ranked, size, chosen, want=lambda candidate: True)
    for candidate in ranked:  # a second one of an employer only when nobody else is left
        if len(chosen) < size and candidate not in chosen:
            chosen.append(candidate)
    rest = [candidate for candidate in ranked if candidate not in chosen]
    return [candidate["expert"] for candidate in [*chosen, *rest]]


def _take(ranked: list[dict], until: int, chosen: list[dict], want) -> list[dict]:
    chosen = list(chosen)
    for candidate in ranked:
        employers = {taken["employer"] for taken in chosen}
        new = candidate not in chosen and candidate["employer"] not in employers
        if len(chosen) < until and want(candidate) and new:
            chosen.append(candidate)
    return chosen


def substitute(panel, able: set[int], sitting: set[int], leaving: int) -> int | None:
    """Who takes the seat of `leaving`: the next in the order, but no second one of an employer while another can act,
    and of those one who knows the field as little or as much. `able`: who can act; `sitting`: who stays."""
    known = {candidate["expert"]: candidate for candidate in panel.candidates}
    employers = {known[expert]["employer"] for expert in sitting}
    waiting = [known[expert] for expert in panel.order if expert in able]
    waiting.sort(
        key=lambda candidate: (
            candidate["employer"] in employers,
            candidate["in_field"] != known[leaving]["in_field"],
        )
    )
    return waiting[0]["expert"] if waiting else None


def _rank(seed: str, expert: int) -> str:
    return hashlib.sha256(f"{seed}:{expert}".encode()).hexdigest()


def replays(panel) -> bool:
    """Whether the recorded draw comes out again from its seed and candidates."""
    return ordered(panel.seed, panel.candidates, panel.size) == panel.order
