"""Reading sweeps."""

from collections.abc import Iterable
from typing import Any

from config.kernel.accounts.roles import THREE_ADMINISTRATORS, Role
from config.kernel.sweeping.models import Reminder, Sweep

Row = dict[str, Any]  # of a reminder: {case_kind, case_id, due_on, moment, body, article}
Key = tuple[str, int, str, str]  # its case's kind and id, its due day, its moment


def visible_to(seat):
    """The data authority's officers and the three administrators (house:11)."""
    sees = seat is not None and (
        seat.role in THREE_ADMINISTRATORS or (seat.role == Role.OFFICER and seat.body.kind == "authority")
    )
    return Sweep.objects.all() if sees else Sweep.objects.none()


def swept(day) -> bool:
    """Whether a sweep of this day has come to its end."""
    return Sweep.objects.filter(day=day, state=Sweep.State.ENDED).exists()


def key_of(row: Row) -> Key:
    """What tells a reminder from all others."""
    return row["case_kind"], row["case_id"], row["due_on"], row["moment"]


def written(rows: Iterable[Row]) -> set[Key]:
    """Which of these stand already."""
    asked = {key_of(row) for row in rows}
    found = Reminder.objects.filter(case_id__in={case for _kind, case, _due, _moment in asked})
    there = found.filter(case_kind__in={kind for kind, *_rest in asked})
    columns = ("case_kind", "case_id", "due_on", "moment")
    keys = {(kind, case, due_on.isoformat(), moment) for kind, case, due_on, moment in there.values_list(*columns)}
    return keys & asked
