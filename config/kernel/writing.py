"""The one door: rows that the law cares about change only inside an act."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models, transaction

_open: ContextVar[bool] = ContextVar("writing_is_open", default=False)
_joined: ContextVar[bool] = ContextVar("acts_are_joined", default=False)


class WrittenOutsideAnAct(TypeError):
    """Somebody wrote to an act-only model without an act."""


def writing_is_open() -> bool:
    """Whether the code that asks runs inside an act."""
    return _open.get()


@contextmanager
def door():
    """Held open by the frame while an act runs."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


def given():
    """State what is so, without acting: for tests and migrations only (a test keeps it out of the rest)."""
    return door()


@contextmanager
def all_or_nothing():
    """The acts inside are committed together or not at all: for a demonstration, which no interruption may halve."""
    token = _joined.set(True)
    try:
        with transaction.atomic():
            yield
    finally:
        _joined.reset(token)


def acts_are_joined() -> bool:
    """Whether an act of its own is committed with others."""
    return _joined.get()


def check(name: str) -> None:
    """Every way of writing asks this first. Raises WrittenOutsideAnAct."""
    if not writing_is_open():
        raise WrittenOutsideAnAct(f"{name}: call an act instead.")


def _closed(method: str):
    def write(self, *args, **kwargs):
        check(f"{self.model.__name__}.objects.{method}")
        return getattr(super(ActOnlyRows, self), method)(*args, **kwargs)

    return write


class ActOnlyRows(models.QuerySet):
    """A queryset whose every way of writing, Django's own inner ones included, asks for the door."""

    update = _closed("update")
    delete = _closed("delete")
    bulk_create = _closed("bulk_create")
    bulk_update = _closed("bulk_update")
    _insert = _closed("_insert")
    _update = _closed("_update")
    _raw_delete = _closed("_raw_delete")


class ActOnly(models.Model):
    """A model that changes only inside an act: Django's loaders and cascades included, through the base manager."""

    objects = ActOnlyRows.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args, **kwargs):
        check(f"{type(self).__name__}.save")
        super().save(*args, **kwargs)

    def save_base(self, *args, **kwargs):
        check(f"{type(self).__name__}.save_base")
        super().save_base(*args, **kwargs)

    def delete(self, *args, **kwargs):
        check(f"{type(self).__name__}.delete")
        return super().delete(*args, **kwargs)
