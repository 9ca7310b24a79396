"""Finding a case by what an address or a word names it: its public number, or the id of what has none (yet)."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

LONGEST_ID = 18  # digits: more than any id has, less than the database's largest number


def find(rows: QuerySet, reference: str) -> Any:
    """The one of these rows; Http404 for what is not among them, be it hidden or not there at all."""
    named = matching(rows, reference).first()
    if named is None:
        raise Http404
    return named


def matching(rows: QuerySet, reference: str) -> QuerySet:
    """The rows of that name: one or none."""
    if reference.isascii() and reference.isdigit() and len(reference) <= LONGEST_ID:
        return rows.filter(pk=int(reference))
    if "\0" in reference or not hasattr(rows.model, "number"):
        return rows.none()
    return rows.filter(number=reference)
