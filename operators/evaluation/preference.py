"""What an excellent result gives: its operator comes first, until its next result is final (Art. 33)."""

from collections.abc import Callable

from django.db.models import Case, Exists, Expression, IntegerField, OuterRef, Value, When

from config.kernel.accounts.roles import Role
from operators.agreement.models import LIVE, Agreement
from operators.evaluation.models import EXCELLENT, Preference


def prefer(evaluation, at) -> None:
    """Only the last result counts: an excellent one gives preference until the next."""
    Preference.objects.filter(authorisation=evaluation.authorisation_id, ended_at=None).update(ended_at=at)
    if evaluation.grade == EXCELLENT:
        Preference.objects.update_or_create(
            evaluation=evaluation,
            defaults={"authorisation": evaluation.authorisation, "given_at": at, "ended_at": None},
        )


def live():
    """Preferences that count: the last final result is excellent, and the authorisation goes on."""
    authorised = Agreement.objects.filter(state__in=LIVE).values("authorisation")
    return Preference.objects.filter(ended_at=None, authorisation__in=authorised)


def held_by(path: str) -> Callable[..., Expression]:
    """(seat) → 1 for rows whose organisation, at this path of theirs, holds a preference, else 0. It is about the order
    in which the offices work; whoever reviews an application is not told."""

    def preferred(seat) -> Expression:
        nothing = Value(0, output_field=IntegerField())
        if seat is None or seat.role == Role.EXPERT:
            return nothing
        held = live().filter(authorisation__organisation=OuterRef(path))
        return Case(When(Exists(held), then=Value(1)), default=nothing, output_field=IntegerField())

    return preferred
