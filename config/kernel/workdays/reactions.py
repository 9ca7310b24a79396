"""What follows when a calendar is announced."""

from config.kernel.accounts.queries import clock
from config.kernel.nouns import case_models
from config.kernel.workdays.actions import move_deadline
from config.kernel.workdays.deadlines import after


def move_deadlines(announced) -> None:
    """Every running deadline that reaches into the year: moved, shown, recorded (house:4)."""
    for model in case_models().values():
        for case in model.objects.filter(due_on__year__gte=announced.year).order_by("pk"):
            due = after(case.due_from, case.due_days)  # type: ignore[arg-type]  # given wherever due_on is
            if (due.on, due.provisional) != (case.due_on, case.due_provisional):
                move_deadline(case, by=clock(), at=announced.at, why=announced.source)
