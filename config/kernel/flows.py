"""The house dialect of django-fsm: every step names its article, and a case is a flow with a chain of its own."""

from collections.abc import Callable
from typing import Any, TypeVar

import django_fsm
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.writing import ActOnly

Read = TypeVar("Read")


def step(*, source, target, article: str):
    """A move of `state`, and the article that knows it. The frame asks it before it is called."""
    return django_fsm.transition(field="state", source=source, target=target, custom={"article": article})


def state_field(states: type[models.TextChoices], default) -> django_fsm.FSMField:
    """The field `state`: assigned by steps only."""
    return django_fsm.FSMField(_("state"), choices=states.choices, default=default, max_length=20, protected=True)


def states_only(table: str, states: type[models.TextChoices]) -> models.CheckConstraint:
    """The database repeats which states there are."""
    return models.CheckConstraint(condition=models.Q(state__in=states.values), name=f"{table}_state_known")


def both_or_neither(name: str, *fields: str) -> models.CheckConstraint:
    """Who and when: all given or none."""
    given = models.Q(**{f"{field}__isnull": False for field in fields})
    missing = models.Q(**{f"{field}__isnull": True for field in fields})
    return models.CheckConstraint(condition=given | missing, name=name)


class Case(ActOnly):
    """A row with a life: its state, its place in the ledger, and whose turn it is.

    `version` counts what happened to the row: a door hands it back as `seen`, and an act asked of a stale copy is
    refused. `state_since` is when the last step was taken. `ledger_seq` and `ledger_head` are the end of the case's own
    chain. `due_on` is the current deadline only (its index serves the queues); where it comes from stands in `due_from`
    and `due_days`, so that a changed calendar can compute it anew.
    """

    state: Any  # of those cases that have a flow
    get_state_display: Any

    number = models.CharField(_("number"), max_length=32, unique=True, null=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    ledger_seq = models.PositiveIntegerField(default=0, editable=False)
    ledger_head = models.CharField(max_length=64, default="", editable=False)
    state_since = models.DateTimeField(null=True, editable=False)
    due_on = models.DateField(_("due on"), null=True, editable=False, db_index=True)
    due_from = models.DateField(null=True, editable=False)
    due_days = models.PositiveSmallIntegerField(null=True, editable=False)
    due_provisional = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def noun(cls) -> str:
        """The word of the ledger, the wiring and the API for this kind of case."""
        return str(cls._meta.model_name)

    @property
    def key(self) -> str:
        """The case's name in the ledger: `application:12`."""
        return f"{self.noun()}:{self.pk}"

    def remember(self) -> None:
        """The frame: it is locked from now on, so what `once` reads does not change."""
        self.__dict__["read_once"] = {}

    def forget(self) -> None:
        """The frame: whoever asks it now may have to read anew."""
        self.__dict__.pop("read_once", None)

    def once(self, read: Callable[[Any], Read]) -> Read:
        """`read(case)`: once while an act holds the case, for rule and body alike; anew each time outside of one."""
        kept = self.__dict__.get("read_once")
        if kept is None:
            return read(self)
        if read not in kept:
            kept[read] = read(self)
        return kept[read]

    def refresh_from_db(self, using=None, fields=None, from_queryset=None):
        # django-fsm's own mixin lifts the protection for the whole class (trap T3); this instance forgets its state
        # instead, reads it anew, and remembers it where there was nothing to read.
        before = self.__dict__.pop("state", None)
        try:
            super().refresh_from_db(using, fields, from_queryset)
            if before is not None and fields is None:
                self.__dict__["state"] = self.state  # what was forgotten counts as deferred until it is asked for
        finally:
            if before is not None:
                self.__dict__.setdefault("state", before)


def steps_of(model) -> list[tuple[str, str, str, str]]:
    """(step, source, target, article) of every move of a model's flow, in the order of the file."""
    found = []
    for name, method in vars_of(model).items():
        meta = getattr(method, "_django_fsm", None)
        if meta is None:
            continue
        for transition in meta.transitions.values():
            found.append((name, transition.source, transition.target, transition.custom["article"]))
    return found


def vars_of(model) -> dict:
    """The methods of a model in the order they were written, bases first."""
    seen: dict = {}
    for base in reversed(model.__mro__):
        seen.update(vars(base))
    return seen
