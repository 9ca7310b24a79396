"""What an excellent result gives: its operator comes first, until its next result is final (Art. 33)."""

from operators.evaluation.models import EXCELLENT, Preference


def prefer(evaluation, at) -> None:
    """Only the last result counts: an excellent one gives preference until the next."""
    Preference.objects.filter(authorisation=evaluation.authorisation_id, ended_at=None).update(ended_at=at)
    if evaluation.grade == EXCELLENT:
        Preference.objects.update_or_create(
            evaluation=evaluation,
            defaults={"authorisation": evaluation.authorisation, "given_at": at, "ended_at": None},
        )
