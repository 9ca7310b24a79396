"""Whose turn an incident, a breach or an interview is (Arts 16, 31-33)."""

from config.kernel.countersigning.turns import Owed, owed
from config.kernel.turns import Turn


def operator(case):
    """The body that operates the zone."""
    return case.agreement.operator.body


def supervisor(case):
    """Who supervises the zone now."""
    return case.zone.supervision_on().body


def breach_finder(breach):
    """The office that found it judges it first."""
    return breach.found_by.body


INCIDENT: Owed = {
    **dict.fromkeys(("discovered", "reported", "contained"), (operator, "31")),
    "explained": (supervisor, "31"),
}
BREACH: Owed = {
    "found": (breach_finder, "31"), "ordered": (operator, "31"), "answered": (breach_finder, "31"),
    "verified": (breach_finder, "31"),
}  # fmt: skip
INTERVIEW: Owed = {"replied": ("authority", "33"), "recorded": (operator, "33")}


def incident_turn(incident) -> Turn | None:
    return owed(incident, INCIDENT, since=incident.noted_at)


def breach_turn(breach) -> Turn | None:
    return owed(breach, BREACH, since=breach.found_at)


def interview_turn(interview) -> Turn | None:
    """The authority keeps the minutes of an interview first; to a reminder and in a hearing the operator replies."""
    opened = ("authority", "33") if interview.kind == "interview" else (operator, "33")
    return owed(interview, {**INTERVIEW, "opened": opened}, since=interview.opened_at)
