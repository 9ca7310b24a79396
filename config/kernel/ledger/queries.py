"""Reading the ledger."""

from django.db.models import QuerySet

from config.kernel.accounts.queries import from_within
from config.kernel.ledger.models import Entry
from config.kernel.wired import wiring


def entries_of(case) -> QuerySet[Entry]:
    """The chain of one case, with who acted."""
    return Entry.objects.filter(case_kind=case.noun(), case_id=case.pk).select_related(
        "seat__user", "seat__body", "countersigner__user", "countersigner__body"
    )


def seen_by(seat, case) -> list[Entry]:
    """The entries of a visible case that this seat may know of, oldest first."""
    return list(known_to(seat, case).order_by("seq"))


def known_to(seat, case) -> QuerySet[Entry]:
    """The entries of a visible case that this seat may know of: timelines, and what a refusal says of it."""
    entries, noun = entries_of(case), case.noun()
    if _only_public(seat, noun):
        return entries.filter(act__in=wiring("PUBLIC")[noun])
    return entries.exclude(act__in=[act for act in wiring("WITHHELD") if not may_know(seat, noun, act)])


def may_know(seat, noun: str, act: str) -> bool:
    """Whether a seat that sees a case also sees that this act was done (PUBLIC and WITHHELD in config/wiring/)."""
    if _only_public(seat, noun):
        return act in wiring("PUBLIC")[noun]
    shown_to = wiring("WITHHELD").get(act)
    return shown_to is None or shown_to(seat)


def _only_public(seat, noun: str) -> bool:
    """Whether it is a public case, and somebody looks at it from outside."""
    return noun in wiring("PUBLIC") and not from_within(seat)


def last_entry(case) -> Entry | None:
    """What happened to this case last."""
    return entries_of(case).order_by("-seq").first()
