"""Acts: the only way anything changes. A rule says no in words, a flow says where, an act says what happened.

The order is always: one transaction (or join the open one) → lock, from the top floor down → ask flow and rule, all
refusals at once → the body → the case, its ledger entry and its outbox rows → reactions (acts of their own) → commit.
"""

import typing
from collections.abc import Callable, Iterable
from contextlib import ExitStack

import django_fsm
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from config.kernel import writing
from config.kernel.facts import Fact
from config.kernel.ledger import chain
from config.kernel.outbox import queue
from config.kernel.refusals import INPUT, NEVER, Refusal, Refused
from config.kernel.repeats import Repeat
from config.kernel.security import note_refusal
from config.kernel.shapes import misfits, words_of
from config.kernel.standing import busy_refusals, seat_refusals, stale_refusals, state_refusals

__all__ = ["ACTS", "Act", "Refusal", "Refused", "act", "wiring"]

ACTS: dict[str, "Act"] = {}


def wiring(table: str) -> dict:
    """One of the tables of config/wiring.py: lower floors ask without knowing whom."""
    return import_string(f"{settings.WIRING}.{table}")


class Act:
    """One verb of one noun. Call it to do it; `refusals()` answers "may I, and if not, why" for every door."""

    def __init__(self, do, rule, *, title, article="", holds=(), together=None):
        self.do, self.rule, self.title, self.holds, self.together = do, rule, title, holds, together
        self.verb = do.__name__
        self.noun = do.__module__.split(".")[-2]
        self.name = f"{self.noun}.{self.verb}"
        self.model = next(iter(typing.get_type_hints(do).values()))
        self.step = getattr(getattr(self.model, self.verb, None), "_django_fsm", None)
        self.article = article or next(iter(self.step.transitions.values())).custom["article"]
        self.__doc__ = do.__doc__

    def __repr__(self):
        return f"<act {self.name}>"

    def refusals(self, subject, *, by, at=None, **words) -> list[Refusal]:
        """Every reason why this seat may not do this to this case with these words at this instant."""
        at = at or timezone.now()
        found = [*seat_refusals(by, self.article)]
        if self.step and not django_fsm.can_proceed(getattr(subject, self.verb)):
            found += state_refusals(subject, self)
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

    def __call__(self, subject, *, by, at=None, seen=None, key="", **words) -> Fact:
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
        subject = self._locked(subject)
        if key and not any(seat_refusals(by, self.article)) and (first := Repeat.first(self, subject, by, key, words)):
            return first
        found = [*stale_refusals(subject, seen, self.article), *self.refusals(subject, by=by, at=at, **words)]
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
            self._record(fact, countersigner)
        if key:
            Repeat.keep(self, subject, by, key, words, fact)
        return fact

    def _locked(self, subject):
        """The case, fresh and locked; before it what the rule leans on, held still; after it what goes with it."""
        for name in self.holds:
            _hold_still(subject._meta.get_field(name).related_model, getattr(subject, f"{name}_id"))
        case = _lock(subject)
        for rows in wiring("LOCKED_WITH").get(self.name, ()):
            list(rows(case).select_for_update(of=("self",), no_key=True))
        return case

    def _record(self, fact, countersigner) -> None:
        case = fact.subject
        entry = chain.append(case, act=self, fact=fact, countersigner=countersigner)
        case.version += 1
        case.save()
        queue.enqueue(fact, entry)
        for react in wiring("REACTIONS").get(type(fact), ()):
            react(fact)


def _lock(row):
    """The row, fresh and locked; before it what moves together with it, so that no two acts wait for each other."""
    for above in wiring("LOCKED_FIRST").get(row._meta.model_name, lambda row: ())(row):
        _lock(above)
    return type(row).objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)


def _hold_still(model, pk) -> None:
    """A shared lock: sixteen may submit to one call at once, and none while it is being cancelled."""
    if connection.vendor == "postgresql":  # SQLite's IMMEDIATE transactions have one writer anyway
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT 1 FROM "{model._meta.db_table}" WHERE id = %s FOR SHARE', [pk])  # noqa: S608


def act(rule: Callable[..., Iterable[Refusal]], **options) -> Callable[[Callable[..., Fact]], Act]:
    """Turn a function into an act. Its first parameter is typed with the model that is locked.

    `title`: the verb on a button. `article`: for verbs that are no step of a flow. `holds`: foreign keys held still
    meanwhile. `together`: (subject, at) → Second, the body that must countersign (会同).
    """

    def wrap(do) -> Act:
        made = Act(do, rule, **options)
        if made.name in ACTS:
            raise TypeError(f"two acts named {made.name}")
        ACTS[made.name] = made
        return made

    return wrap
