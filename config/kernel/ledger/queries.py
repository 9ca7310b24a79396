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
    return [entry for entry in entries_of(case).order_by("seq") if may_know(seat, case.noun(), entry.act)]


def may_know(seat, noun: str, act: str) -> bool:
    """Whether a seat that sees a case also sees that this act was done (PUBLIC and WITHHELD in config/wiring/)."""
    public = wiring("PUBLIC").get(noun)
    if public is not None and not from_within(seat):
        return act in public
    shown_to = wiring("WITHHELD").get(act)
    return shown_to is None or shown_to(seat)


def last_entry(case) -> Entry | None:
    """What happened to this case last."""
    return entries_of(case).order_by("-seq").first()
