"""The acts of renewals and exits (and of oversight) where each is allowed, for tests/operators/test_odd_words.py."""

from config.kernel.accounts.queries import the
from config.kernel.writing import given
from operators.agreement.models import Agreement
from operators.exit import actions as exits
from operators.legacy import actions as legacies
from operators.legacy.models import LegacyList
from operators.renewal import actions as renewals
from tests import stages, stages_exit, stages_legacy
from tests import stages_renewal as lives
from tests.cast import later
from tests.operators.overseen import OVERSIGHT
from tests.papers import fresh, scan_for
from zones.rulebook.queries import current


def linkable(who):
    """An application for the zone that was begun before the renewal was opened."""
    agreement = lives.of_one_year(who)
    application = stages.draft(who, stages.published_call(who, zone=agreement.zone))
    at = lives.on(agreement.ends_on, -180)
    renewal = renewals.open_window(agreement, by=who.clock, at=at).subject
    return fresh(renewal), {"application": application.pk}


def over(who):
    """A renewal whose agreement is over, as it stands before it lapses with it."""
    renewal = lives.opened(who)
    with given():
        Agreement.objects.filter(pk=renewal.agreement_id).update(state="expired")
    return renewal, {"reason": "理由。"}


def confirmed(who):
    """A confirmed list, of which no row was taken over yet."""
    lodged = stages_legacy.lodged(who)
    words = {"state": "confirmed", "answered_by": who.colleague, "answered_at": later(days=2)}
    with given():
        LegacyList.objects.filter(pk=lodged.pk).update(**words)
    return fresh(lodged), {"row": 2}


def completion(who):
    exit = stages_exit.opened(who)
    paper = scan_for(exit, who.applicant, later(days=91)).pk
    return exit, {"item": "destroy_data", "text": "已销毁。", "evidence": [paper]}


# act → (who does it, on which day, the case and its words)
LATER = {
    **OVERSIGHT,
    legacies.lodge: ("officer", 1, lambda who: (
        the("authority"), {"rulebook": current(), "rows": [stages_legacy.row(stages.zone(who))]})),
    legacies.refuse: ("colleague", 2, lambda who: (stages_legacy.lodged(who), {"reason": "理由。"})),
    legacies.take_over: ("clock", 3, confirmed),
    renewals.confirm: ("applicant", 3, lambda who: (lives.applied(who), {"sections": ["plan"]})),
    renewals.link: ("clock", 300, linkable),
    renewals.lapse: ("clock", 600, over),
    exits.begin: ("officer", 91, lambda who: (stages_exit.opened(who), {"text": "安排。"})),
    exits.complete: ("applicant", 91, completion),
    exits.verify: ("supervisor", 93, lambda who: (
        stages_exit.reported(who), {"item": "destroy_data", "remark": "已核实。"})),
    exits.refuse: ("supervisor", 93, lambda who: (
        stages_exit.reported(who), {"item": "destroy_data", "reason": "理由。"})),
    exits.accept: ("officer", 95, lambda who: (stages_exit.ready(who), {"minutes": "纪要。"})),
}  # fmt: skip
