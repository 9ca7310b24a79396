"""Whose turn it is, since when, due when, under which article: computed for every case that is shown."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from config.kernel.accounts.models import Body
from config.kernel.accounts.queries import the
from config.kernel.workdays.deadlines import after
from operators.application.models import Application, Objection

# state → (whose turn, the article of what is owed); a correction stops the authority's clock
OWED = {
    "draft": ("applicant", "12"),
    "submitted": ("authority", "12"),
    "returned": ("applicant", "12"),
    "accepted": ("authority", "13"),
    "under_review": ("authority", "13"),
    "reviewed": ("authority", "13"),
    "reported": ("government", "13"),
    "approved": ("authority", "14"),
    "public_notice": ("public", "14"),
    "to_sign": ("authority", "14"),
}


@dataclass(frozen=True)
class Turn:
    """The turn line of a case. `stopped`: the authority's clock waits for the applicant."""

    body: Body
    since: datetime
    due_on: date | None
    days: int | None
    provisional: bool
    article: str
    stopped: bool


def turn(application: Application) -> Turn | None:
    """The present turn; None when the application is over."""
    if application.state not in OWED:
        return None
    if application.state == Application.State.PUBLIC_NOTICE:
        unanswered = application.objections.filter(answered_at=None).order_by("at").first()
        if unanswered is not None:
            return _to_answer(application, unanswered)
    who, article = OWED[application.state]
    return Turn(
        body=application.organisation.body if who == "applicant" else the(who),
        since=application.state_since or application.started_at,
        due_on=application.due_on,
        days=application.due_days,
        provisional=application.due_provisional,
        article=article,
        stopped=application.state == Application.State.RETURNED,
    )


def _to_answer(application: Application, objection: Objection) -> Turn:
    """While an objection waits, it is the authority's turn: the notice cannot end before the answer (Art. 14)."""
    days = application.call.rulebook.value("objection_handling")
    due = after(timezone.localdate(objection.at), days)
    return Turn(
        body=the("authority"), since=objection.at, due_on=due.on, days=days, provisional=due.provisional, article="14",
        stopped=False,
    )  # fmt: skip
