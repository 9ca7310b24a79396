"""The search: every state of an authorisation and its results that any acts of anybody lead to.

A state is what the acts go by: each agreement under the authorisation with its streak, each result with its grade in
the order of the rounds, and what is proposed and still stands. A state that is met again is not gone through again.
Savepoints lie on top of each other, so the walk goes down one branch after the other and makes each move of each state
once; the rounds of a breadth-first search are then counted on the graph that it leaves. It ends when every move of
every state was made, and nothing new was found.

What bounds it: so many rounds as the start says, one proposal that stands at a time, and a round is opened when the
result of the one before was notified (what comes before that is its own affair).
"""

from collections import defaultdict
from collections.abc import Callable
from itertools import count, pairwise
from typing import NamedTuple

from django.db import IntegrityError, transaction

from config.kernel.countersigning.models import Proposal
from config.kernel.refusals import Refused
from operators.agreement.models import LIVE, Agreement
from operators.evaluation.models import Evaluation
from operators.exit.models import Exit
from tests.poor_results import moves, starts
from tests.poor_results.moves import Move
from tests.poor_results.starts import Family

TRIES = 1  # of anybody at all, by turns, beside the moves of each state
TURNS = count()  # from one search to the next: there are some 475 of these, and as many states


class State(NamedTuple):
    agreements: tuple[tuple[str, int], ...]  # state, streak; the older first
    results: tuple[tuple[str, str], ...]  # state, grade; the earlier round first
    proposals: tuple[str, ...]

    @property
    def live(self) -> bool:
        return any(state in LIVE for state, _streak in self.agreements)

    @property
    def over(self) -> bool:
        """Nothing is live, or waits to be."""
        return not self.live and all(state != "signed" for state, _streak in self.agreements)

    @property
    def poor_in_a_row(self) -> bool:
        """Two of the final results; exempted rounds are none."""
        finals = [grade for state, grade in self.results if state == "final"]
        return ("poor", "poor") in pairwise(finals)


class Search:
    """From one start after the other, under one agreement (or two). `graph`: state → move → state."""

    def __init__(self, who, family: Family):
        self.who, self.family, self.agreement = who, family, family.world(who)
        self.authorisation = self.agreement.authorisation_id
        self.graph: dict[State, dict[str, State]] = {}
        self.firsts: list[State] = []
        self.refused: dict[str, set[str]] = defaultdict(set)  # move without its place → codes, or "database"
        self.terminations = self.without_exit = self.tried = 0
        self.anybody = moves.by_anybody(who)

    def begin(self, live: Callable) -> None:
        before = transaction.savepoint()
        live(self.who, self.agreement)
        self.firsts.append(self.look())
        if self.firsts[-1] not in self.graph:
            self.walk(self.firsts[-1])
        transaction.savepoint_rollback(before)

    def walk(self, state: State) -> None:
        found = self.graph[state] = {}
        for move in self.moves_of(state):
            before = transaction.savepoint()
            if self.made(move):
                after = self.look()
                found[move.name] = after
                self.note_end(state, after)
                if after not in self.graph:
                    self.walk(after)
            transaction.savepoint_rollback(before)

    def made(self, move: Move) -> bool:
        self.tried += 1
        try:
            move.make()
        except Refused as refused:
            self.refused[move.kind] |= set(refused.codes)
            return False
        except IntegrityError:
            self.refused[move.kind].add("database")
            return False
        return True

    def note_end(self, before: State, after: State) -> None:
        """Whether this move ended the authorisation for poor results; its exit is open then."""
        if before.live and not after.live and after.poor_in_a_row and not before.poor_in_a_row:
            over = Agreement.objects.filter(authorisation=self.authorisation, state="terminated")
            self.terminations += 1
            self.without_exit += not Exit.objects.filter(agreement__in=over).exists()

    def look(self) -> State:
        self.agreements = list(Agreement.objects.filter(authorisation=self.authorisation).order_by("pk"))
        rows = Evaluation.objects.filter(authorisation=self.authorisation).order_by("period_ends_on")
        self.results = list(rows.select_related("round__zone", "round__indicator_set"))
        places = {
            (case.noun(), case.pk): (place, case.version)
            for cases in (self.agreements, self.results)
            for place, case in enumerate(cases, 1)
        }
        self.proposals = []
        for proposal in Proposal.objects.filter(state="open").order_by("pk"):
            place, version = places.get((proposal.case_kind, proposal.case_id), (0, None))
            if version == proposal.case_version:
                self.proposals.append((place, proposal))
        return State(
            tuple((one.state, one.poor_streak) for one in self.agreements),
            tuple((one.state, one.grade) for one in self.results),
            tuple(f"{proposal.act} {place}" for place, proposal in self.proposals),
        )

    def moves_of(self, state: State) -> list[Move]:
        tries = [self.anybody[next(TURNS) % len(self.anybody)] for _ in range(TRIES)]
        latest = self.results[-1] if self.results else None
        found = [move for tried in tries if (move := tried(latest, self.agreements[-1]))]
        if state.over and not self.family.beyond:
            return found
        at_once = not self.family.standing
        for place, proposal in self.proposals:
            found.append(moves.of_proposal(self.who, place, proposal))
        for place, evaluation in enumerate(self.results, 1):
            found += moves.of_evaluation(self.who, place, evaluation, at_once)
        for place, agreement in enumerate(self.agreements, 1):
            found += moves.of_agreement(self.who, place, agreement, at_once)
        number, live = len(self.results) + 1, [one for one in self.agreements if one.state in LIVE]
        if live and number <= self.family.rounds and all(one.state not in ("opened", "scored") for one in self.results):
            found.append(Move("open a round", lambda: starts.open_round(self.who, live[0], number)))
        found = [move for move in found if move.kind.removesuffix(" agreement") not in self.family.without]
        return [move for move in found if not (state.proposals and move.name.startswith("propose"))]

    def layers(self) -> list[int]:
        """How many states each round of a breadth-first search from all starts finds; three that find none end it."""
        layer, counts = set(self.firsts), [len(self.firsts)]
        known: set[State] = set()
        while any(counts[-3:]):
            known |= layer
            layer = {after for state in layer for after in self.graph[state].values()} - known
            counts.append(len(layer))
        assert known == set(self.graph)
        return counts

    def broken(self) -> list[State]:
        return [state for state in self.graph if state.live and state.poor_in_a_row]
