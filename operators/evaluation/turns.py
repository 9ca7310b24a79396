"""Whose turn an evaluation is (Art. 33)."""

from config.kernel.accounts.queries import the
from config.kernel.countersigning.turns import Owed, owed
from config.kernel.turns import Turn


def operator(evaluation):
    return evaluation.agreement.operator.body


def scoring(evaluation):
    """Whoever has not sent its sheet; when all have, the authority."""
    assessor = evaluation.assessors.filter(sent_at=None).select_related("body").first()
    return assessor.body if assessor else the("authority")


EVALUATION: Owed = {
    "opened": (operator, "33"), "reported": (scoring, "33"), "scored": ("authority", "33"),
    "notified": (operator, "33"), "appealed": ("authority", "33"), "answered": ("authority", "33"),
}  # fmt: skip


def set_turn(indicator_set) -> Turn | None:
    return owed(indicator_set, {"drafted": ("authority", "33")}, since=indicator_set.state_since)


def round_turn(evaluation_round) -> Turn | None:
    return owed(evaluation_round, {"opened": ("authority", "33")}, since=evaluation_round.opened_at)


def evaluation_turn(evaluation) -> Turn | None:
    return owed(evaluation, EVALUATION, since=evaluation.round.opened_at)
