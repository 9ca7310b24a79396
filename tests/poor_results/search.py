"""The search: every state of an authorisation and its results that any acts of anybody lead to.

A state is what the acts go by: each agreement under the authorisation with its streak, each result with its grade in
the order of the rounds, and what is proposed and still stands. States that are met again are not gone through again.
Savepoints lie on top of each other, so the walk goes down one branch after the other and takes each move of each state
once; the rounds of a breadth-first search are then counted on the graph that it leaves. It ends when every move of
every state was made and nothing new was found.

What bounds it: so many rounds as the start says, one proposal that stands at a time, and a round is opened when the
result of the one before was notified (what comes before that is its own affair).
"""

from collections import Counter, defaultdict
from itertools import cycle
from typing import NamedTuple

from django.db import IntegrityError, transaction

from config.kernel.countersigning.models import Proposal
from config.kernel.refusals import Refused
from operators.agreement.models import LIVE, Agreement
from operators.evaluation.models import Evaluation
from operators.exit.models import Exit
from tests.poor_results import moves, starts

TRIES = 3  # acts of anybody at all, by turns, beside the moves of each state


class State(NamedTuple):
    agreements: tuple[tuple[str, int], ...]  # state, streak; the older first
    results: tuple[tuple[str, str], ...]  # state, grade; the earlier round first
    proposals: tuple[str, ...]

    @property
    def live(self) -> bool:
        return any(state in LIVE for state, _streak in self.agreements)

    @property
    def two_poor_in_a_row(self) -> bool:
        """Of the final results; exempted rounds are none."""
        finals = [grade for state, grade in self.results if state == "final"]
        return ("poor", "poor") in zip(finals, finals[1:], strict=False)


class Search:
    """From one start. `graph`: state → move → state."""

    def __init__(self, who, start):
        self.who, self.rounds = who, start.rounds
        self.authorisation = start.live(who).authorisation_id
        self.graph: dict[State, dict[str, State]] = {}
        self.refused: dict[str, set[str]] = defaultdict(set)  # move without its place → codes, or "database"
        self.terminations = self.moves = self.tried = 0
        self.anybody = moves.by_anybody(who)
        self.turns = cycle(range(len(self.anybody)))

    def run(self) -> "Search":
        self.first = self.look()
        self.walk(self.first)
        return self

    def walk(self, state: State) -> None:
        found = self.graph[state] = {}
        for move in [*self.moves_of(state), *self.tries()]:
            before = transaction.savepoint()
            if self.made(move):
                after = self.look()
                found[move.name] = after
                self.terminations += self.ended(state, after)
                if after not in self.graph:
                    self.walk(after)
            transaction.savepoint_rollback(before)

    def made(self, move) -> bool:
        self.moves += 1
        kind = move.name.rstrip(" 0123456789")
        try:
            move.make()
        except Refused as refused:
            self.refused[kind] |= set(refused.codes)
            return False
        except IntegrityError:
            self.refused[kind].add("database")
            return False
        return True

    def ended(self, before: State, after: State) -> bool:
        """Whether this move ended the authorisation for poor results; its exit is open then."""
        if not (before.live and after.two_poor_in_a_row and not before.two_poor_in_a_row):
            return False
        over = Agreement.objects.filter(authorisation=self.authorisation, state="terminated")
        return Exit.objects.filter(agreement__in=over).exists()

    def look(self) -> State:
        self.agreements = list(Agreement.objects.filter(authorisation=self.authorisation).order_by("pk"))
        rows = Evaluation.objects.filter(authorisation=self.authorisation).order_by("period_ends_on")
        self.results = list(rows.select_related("round__zone", "round__indicator_set"))
        places = {(case.noun(), case.pk): case for case in [*self.agreements, *self.results]}
        self.proposals = [
            proposal for proposal in Proposal.objects.filter(state="open").order_by("pk")
            if (case := places.get((proposal.case_kind, proposal.case_id))) and case.version == proposal.case_version
        ]  # fmt: skip
        return State(
            tuple((one.state, one.poor_streak) for one in self.agreements),
            tuple((one.state, one.grade) for one in self.results),
            tuple(f"{one.act} of {one.case_id}" for one in self.proposals),
        )

    def moves_of(self, state: State) -> list:
        who, found = self.who, []
        for proposal in self.proposals:
            found += moves.of_proposal(who, proposal)
        for place, evaluation in enumerate(self.results, 1):
            found += moves.of_evaluation(who, place, evaluation)
        for place, agreement in enumerate(self.agreements, 1):
            found += moves.of_agreement(who, place, agreement)
        live = [one for one in self.agreements if one.state in LIVE]
        number = len(self.results) + 1
        if live and number <= self.rounds and all(one.state not in ("opened", "scored") for one in self.results):
            found.append(moves.Move("open a round", lambda: starts.open_round(who, live[0], number)))
        return [move for move in found if not (state.proposals and move.name.startswith("propose"))]

    def tries(self) -> list:
        evaluation = self.results[-1] if self.results else None
        asked = [self.anybody[next(self.turns)](evaluation, self.agreements[-1]) for _ in range(TRIES)]
        return [move for move in asked if move]

    def layers(self) -> list[int]:
        """How many states each round of a breadth-first search finds; three that find nothing close it."""
        known, layer, counts = {self.first}, [self.first], [1]
        while layer:
            new = {after for state in layer for after in self.graph[state].values()} - known
            known |= new
            layer = list(new)
            counts.append(len(layer))
        self.lost = set(self.graph) - known, known - set(self.graph)
        return [*counts, 0, 0]

    def broken(self) -> list[State]:
        return [state for state in self.graph if state.live and state.two_poor_in_a_row]

    def kinds(self) -> Counter:
        return Counter(name.rstrip(" 0123456789") for found in self.graph.values() for name in found)
