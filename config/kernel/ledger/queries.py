"""Reading the ledger."""

from django.db.models import QuerySet

from config.kernel.ledger.models import Entry


def entries_of(case) -> QuerySet[Entry]:
    """The chain of one case, with who acted."""
    return Entry.objects.filter(case_kind=case.noun(), case_id=case.pk).select_related(
        "seat__user", "seat__body", "countersigner__user", "countersigner__body"
    )


def last_entry(case) -> Entry | None:
    """What happened to this case last."""
    return entries_of(case).order_by("-seq").first()
