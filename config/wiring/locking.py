"""What is locked together with a case, from the top floor down (decision 0008)."""

from config.kernel.accounts import queries as accounts
from config.kernel.clients import queries as clients
from config.kernel.countersigning import queries as proposals
from operators.agreement import queries as agreements
from operators.application import queries as applications
from operators.decision import queries as decisions
from operators.evaluation import queries as evaluations
from operators.oversight import queries as overseen
from operators.partner import queries as partners
from operators.review import queries as panels

# act → what it takes with it on higher floors, locked with its case before anything is asked
LOCKED_WITH = {
    "call.close": [applications.of_call],
    "call.cancel": [applications.of_call],
    "agreement.terminate": [overseen.breaches_of],
}

# noun → what moves together with such a case, locked before it: so every act locks from the top floor down
LOCKED_FIRST = {
    "seat": accounts.holder_of,
    "client": clients.seat_of,
    "proposal": proposals.case_of,
    "panel": panels.applications_of,
    "report": decisions.applications_of,
    "agreement": agreements.application_of,
    "evaluation": evaluations.held_with,
    "partner": partners.agreement_of,
}
