"""Reading the ledger."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from config.kernel.accounts.queries import in_office
from config.kernel.ledger.models import Entry


def entries_of(case) -> QuerySet[Entry]:
    """The chain of one case, with who acted."""
    return Entry.objects.filter(case_kind=case.noun(), case_id=case.pk).select_related(
        "seat__user", "seat__body", "countersigner__user", "countersigner__body"
    )


def seen_by(seat, case) -> QuerySet[Entry]:
    """The entries of a visible case that this seat may see, oldest first."""
    entries = entries_of(case).order_by("seq")
    if in_office(seat):
        return entries
    public = import_string(f"{settings.WIRING}.PUBLIC").get(case.noun())
    if public is not None:
        return entries.filter(act__in=public)
    return entries.exclude(act__in=import_string(f"{settings.WIRING}.WITHHELD"))


def last_entry(case) -> Entry | None:
    """What happened to this case last."""
    return entries_of(case).order_by("-seq").first()
