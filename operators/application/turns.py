"""Whose turn it is, since when, due when, under which article: computed for every case that is shown."""

from dataclasses import replace

from django.utils import timezone

from config.kernel.accounts.queries import the
from config.kernel.countersigning.turns import Owed, owed
from config.kernel.turns import Turn
from config.kernel.workdays.deadlines import after
from operators.application.models import Application, Objection

OWED: Owed = {
    "draft": (lambda application: application.organisation.body, "12"),
    "submitted": ("authority", "12"),
    "returned": (lambda application: application.organisation.body, "12"),
    "accepted": ("authority", "13"),
    "under_review": ("authority", "13"),
    "reviewed": ("authority", "13"),
    "reported": ("government", "13"),
    "approved": ("authority", "14"),
    "public_notice": ("public", "14"),
    "to_sign": ("authority", "14"),
}


def turn(application: Application) -> Turn | None:
    """The present turn; None when the application is over. A correction stops the authority's clock."""
    if application.state == Application.State.PUBLIC_NOTICE:
        unanswered = application.objections.filter(answered_at=None).order_by("at").first()
        if unanswered is not None:
            return _to_answer(application, unanswered)
    found = owed(application, OWED, since=application.started_at)
    return found and replace(found, stopped=application.state == Application.State.RETURNED)


def _to_answer(application: Application, objection: Objection) -> Turn:
    """While an objection waits, it is the authority's turn: the notice cannot end before the answer (Art. 14)."""
    days = application.call.rulebook.value("objection_handling")
    due = after(timezone.localdate(objection.at), days)
    return Turn(
        body=the("authority"), since=objection.at, due_on=due.on, days=days, provisional=due.provisional, article="14",
    )  # fmt: skip
