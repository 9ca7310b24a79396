"""Acts: the only way anything changes. A rule says no in words, a flow says where, an act says what happened.

The order is always: one transaction (or join the open one) → lock, from the top floor down → ask flow and rule, all
refusals at once → the body → the case, its ledger entry and its outbox rows → reactions (acts of their own) → commit.
"""

import typing
from collections.abc import Callable, Iterable
from contextlib import ExitStack

import django_fsm
from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from config.kernel import writing
from config.kernel.facts import Fact
from config.kernel.locking import hold
from config.kernel.recording import record
from config.kernel.refusals import INPUT, NEVER, Refusal, Refused
from config.kernel.repeats import Repeat
from config.kernel.security import note_refusal
from config.kernel.shapes import misfits, words_of
from config.kernel.standing import busy_refusals, seat_not_active, stale_refusals, stands, state_refusals
from config.kernel.wired import wiring

__all__ = ["ACTS", "Act", "Refusal", "Refused", "act"]

ACTS: dict[str, "Act"] = {}


class Act:
    """One verb of one noun. Call it to do it; `refusals()` answers "may I, and if not, why" for every door."""

    def __init__(self, do, rule, *, title, article="", holds=(), reads=(), together=None):
        self.do, self.rule, self.title, self.together = do, rule, title, together
        self.holds, self.reads = tuple(holds), tuple(reads)
        self.verb = do.__name__
        self.noun = do.__module__.split(".")[-2]
        self.name = f"{self.noun}.{self.verb}"
        self.model = next(iter(typing.get_type_hints(do).values()))
        self.step = getattr(getattr(self.model, self.verb, None), "_django_fsm", None)
        self.article = article or next(iter(self.step.transitions.values())).custom["article"]
        self.__doc__ = do.__doc__

    def __repr__(self):
        return f"<act {self.name}>"

    def refusals(self, subject, /, *, by, at=None, **words) -> list[Refusal]:
        """Every reason why this seat may not do this to this case with these words at this instant."""
        return self._refusals(subject, by, at or timezone.now(), words, stands(by))

    def _refusals(self, subject, by, at, words, seat_stands: bool) -> list[Refusal]:
        found = [] if seat_stands else [seat_not_active()]
        if self.step and not django_fsm.can_proceed(getattr(subject, self.verb)):
            found += state_refusals(subject, by, self)
        found += self._ruled(subject, by, at, words)
        for objection in wiring("OBJECTIONS").get(self.name, ()):
            found += objection(subject, by=by, at=at)
        return found

    def _ruled(self, subject, by, at, words) -> list[Refusal]:
        """The rule's reasons; it is not asked about what it cannot read, nor does it say that this is missing."""
        odd = list(misfits(*words_of(self.rule), words))
        unread = {misfit.field for misfit in odd}
        read = {name: words[name] for name in words if name not in unread}
        found = self.rule(subject, by=by, at=at, **read)
        about_them = {*unread, ""} if unread else set()
        return odd + [no for no in found if no.kind != INPUT or no.field.partition(".")[0] not in about_them]

    def __call__(self, subject, /, *, by, at=None, seen=None, key="", **words) -> Fact:
        """Do it, or raise Refused and change nothing.

        `seen` is the version of the copy that the caller looked at; `key` makes a second press of the same button
        return the first one's fact.
        """
        outermost = not writing.writing_is_open()
        alone = outermost and not writing.acts_are_joined()
        try:
            with ExitStack() as stack:
                stack.enter_context(transaction.atomic(durable=alone))  # inner acts: a savepoint of their own
                stack.enter_context(writing.door())
                return self.carry_out(subject, by=by, at=at or timezone.now(), seen=seen, key=key, words=words)
        except Refused as refused:
            if outermost and any(refusal.kind == NEVER for refusal in refused.refusals):
                note_refusal(self, subject, by, refused)
            raise
        except OperationalError as error:  # the database chose another's change over this one
            if outermost and (found := list(busy_refusals(error))):
                raise Refused(found) from error
            raise

    def carry_out(self, subject, *, by, at, words, seen=None, key="", countersigner=None) -> Fact:
        """The frame's order, inside the transaction. Countersigning calls it with the second body's seat."""
        held = hold(self, subject, by, key)
        subject = held.case
        if held.key_used and held.seat_stands and (first := Repeat.first(self, subject, by, key, words)):
            return first
        found = [
            *stale_refusals(subject, by, seen, self.article),
            *self._refusals(subject, by, at, words, held.seat_stands),
        ]
        if found:
            raise Refused(found)
        if self.together and countersigner is None and self.together(subject, at).body != by.body:
            propose = import_string("config.kernel.countersigning.actions.propose")  # itself an act
            fact = propose(subject, by=by, at=at, act=self.name, words=words)
        else:
            before = getattr(subject, "state", None)
            fact = self.do(subject, by=by, at=at, **words)
            if fact.subject is not subject or before != getattr(subject, "state", None):
                fact.subject.state_since = at
            self._record(fact, held, countersigner)
        if key:
            Repeat.keep(self, subject, by, key, words, fact)
        return fact

    def _record(self, fact, held, countersigner) -> None:
        record(self, fact, held, countersigner)
        for react in wiring("REACTIONS").get(type(fact), ()):
            react(fact)


def act(rule: Callable[..., Iterable[Refusal]], **options) -> Callable[[Callable[..., Fact]], Act]:
    """Turn a function into an act. Its first parameter is typed with the model that is locked.

    `title`: the verb on a button. `article`: for verbs that are no step of a flow. `holds`: foreign keys held still
    meanwhile. `reads`: what rule and body read of other rows, fetched with the case (as select_related names it).
    `together`: (subject, at) → Second, the body that must countersign (会同).
    """

    def wrap(do) -> Act:
        made = Act(do, rule, **options)
        if made.name in ACTS:
            raise TypeError(f"two acts named {made.name}")
        ACTS[made.name] = made
        return made

    return wrap
