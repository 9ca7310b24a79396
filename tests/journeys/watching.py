"""What must hold after whatever anybody tries: looked at from outside the frame, against the tables."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection

from config.kernel.acts import Act
from config.kernel.ledger import keys
from config.kernel.ledger.checking import entries, heads
from config.kernel.ledger.models import Entry
from config.kernel.ledger.verification import Report, verify_chains
from config.kernel.nouns import case_models
from config.kernel.outbox.models import Delivery
from config.kernel.refusals import Refused
from config.kernel.writing import ActOnly
from tests.tables.flows import BEGINS, FLOWS, TAKEN_BY

NEVER_TOUCHED = {"Workday", "Article", "Parameter", "BodyName"}  # large, and no act of a life writes there
WATCHED = [m for m in apps.get_models() if issubclass(m, ActOnly) and m.__name__ not in NEVER_TOUCHED] + [Delivery]


def rows() -> dict:
    """Every row that only an act may write, and what the outbox owes."""
    with connection.cursor() as cursor:
        return {model.__name__: _table(cursor, model) for model in WATCHED}


def _table(cursor, model) -> list[tuple]:
    cursor.execute(f'SELECT * FROM "{model._meta.db_table}" ORDER BY "{model._meta.pk.column}"')
    return cursor.fetchall()


def states() -> dict[str, str]:
    """The state of every case with a life, by its key."""
    return {
        f"{noun}:{pk}": state for noun in FLOWS for pk, state in case_models()[noun].objects.values_list("pk", "state")
    }


class Watch:
    """Counts what the frame does: every invocation that made a fact, and the state before and after it."""

    def __init__(self):
        self.rows, self.states, self.made = rows(), states(), []
        self.tried: Counter = Counter()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Inside, each act that is carried out is noted, nested ones included."""
        carry_out = Act.carry_out

        def noted(act, subject, **kwargs):
            before = state_of(subject)
            fact = carry_out(act, subject, **kwargs)
            if not any(
                fact is known for _, _, known, _ in self.made
            ):  # else it was only proposed, by an act of its own
                same = (type(fact.subject), fact.subject.pk) == (type(subject), subject.pk)
                self.made.append((act, before if same else None, fact, fact.subject.__dict__.get("state")))
            return fact

        Act.carry_out = noted
        try:
            yield
        finally:
            Act.carry_out = carry_out

    def attempt(self, act: Act, case, *, by, at, words: dict) -> bool:
        """Try it; whether it was done. What must hold is asserted either way."""
        self.made = []
        last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
        try:
            with self.watching():
                act(case, by=by, at=at, **words)
        except Refused as refused:
            assert refused.refusals and all(no.reason for no in refused.refusals)
            assert rows() == self.rows, f"{act.name} was refused ({refused.codes}) and changed something"
            self.tried["refused"] += 1
            return False
        self.check_entries(Entry.objects.filter(pk__gt=last))
        self.check_moves()
        self.rows = rows()
        self.tried["done", act.name] += 1
        return True

    def check_entries(self, written) -> None:
        """One entry for each invocation: this act's, this fact's, on this case."""
        told = Counter((act.name, fact.kind, fact.subject.key) for act, _, fact, _ in self.made)
        kept = Counter(written.values_list("act", "fact", "case_kind", "case_id"))
        assert told == Counter({(act, kind, f"{noun}:{pk}"): n for (act, kind, noun, pk), n in kept.items()})

    def check_moves(self) -> None:
        """Each move is one of its life's table, and nothing moved besides."""
        for act, before, fact, after in sorted(self.made, key=lambda made: made[2].subject.version):
            noun = fact.subject.noun()
            if noun in FLOWS:
                assert may_move(act, noun, before, after), f"{act.name}: {noun} from {before} to {after}"
                self.states[fact.subject.key] = after
        assert states() == self.states


def may_move(act: Act, noun: str, before: str | None, after: str) -> bool:
    """Whether the table has this move by this act; an act that is no step moves nothing, or begins a life."""
    if before is None:
        return after == BEGINS[noun]
    steps = [step for (kind, step), acts in TAKEN_BY.items() if kind == noun and act.name in acts]
    if act.step:
        steps = [act.verb]
    return any(FLOWS[noun][before].get(step, ("",))[0] == after for step in steps) if steps else before == after


def state_of(case) -> str | None:
    """The state as the database has it now; None for a case without states."""
    return type(case).objects.values_list("state", flat=True).get(pk=case.pk) if case.noun() in FLOWS else None


def check_chains() -> None:
    """Every chain follows from its first entry, and every case's row knows its end."""
    report = Report()
    verify_chains(entries("case_kind", "case_id", "seq"), heads(), keys.at_hand(), report)
    assert report.passed, report.problems
    for noun, model in case_models().items():
        for pk, version, seq in model.objects.values_list("pk", "version", "ledger_seq"):
            assert version == seq, f"{noun}:{pk} is at version {version} after {seq} entries"
