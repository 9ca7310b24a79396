"""What the nightly sweep moves, in this order, and of which deadlines it reminds (house:11)."""

from config.kernel.countersigning import queries as proposals
from config.kernel.countersigning import tasks as proposals_due
from config.kernel.sweeping.reminders import Reminded
from operators.agreement import tasks as agreements_due
from operators.agreement import turns as agreements
from operators.application import tasks as applications_due
from operators.application import turns as applications
from operators.application.queries import opposed
from operators.decision import turns as reports
from operators.evaluation import tasks as evaluations_due
from operators.evaluation import turns as evaluations
from operators.exit import turns as exits
from operators.oversight import turns as oversight
from operators.partner import turns as partners
from operators.renewal import tasks as renewals_due
from operators.renewal import turns as renewals
from zones.call import tasks as calls_due
from zones.rulebook import queries as rulebooks

# each an act of the clock's with the cases that are due for it: what ends first makes way for what begins after it
SWEEP = [
    calls_due.close_due,
    proposals_due.expire_due,
    applications_due.end_notices,
    applications_due.lapse_overdue,
    renewals_due.open_due,
    agreements_due.begin_due,
    agreements_due.expire_due,
    evaluations_due.finalise_due,
]

# noun → whose turn its cases are: they are reminded of the turn's deadline
REMINDED = {
    "proposal": Reminded(proposals.turn),
    "application": Reminded(applications.turn, besides=opposed()),
    "report": Reminded(reports.turn),
    "agreement": Reminded(agreements.turn),
    "renewal": Reminded(renewals.turn),
    "incident": Reminded(oversight.incident_turn),
    "breach": Reminded(oversight.breach_turn),
    "interview": Reminded(oversight.interview_turn),
    "evaluation": Reminded(evaluations.evaluation_turn),
    "partner": Reminded(partners.turn),
    "exit": Reminded(exits.turn),
}

# how many working days ahead
REMINDER_DAYS = rulebooks.reminder_days
