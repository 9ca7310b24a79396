"""Who sees which cases, and which of their acts and files."""

from config.kernel.accounts import queries as accounts
from config.kernel.clients import queries as clients
from config.kernel.countersigning import queries as proposals
from config.kernel.sweeping import queries as sweeps
from config.kernel.webhooks import queries as endpoints
from config.kernel.workdays import queries as calendar
from operators.agreement import queries as agreements
from operators.application import queries as applications
from operators.decision import queries as decisions
from operators.evaluation import queries as evaluations
from operators.exit import queries as exits
from operators.legacy import queries as legacies
from operators.organisation import queries as organisations
from operators.oversight import queries as overseen
from operators.partner import queries as partners
from operators.renewal import queries as renewals
from operators.review import queries as panels
from zones.call import queries as calls
from zones.catalogue import queries as catalogue
from zones.rulebook import queries as rulebooks
from zones.zone import queries as zones

# noun → what a seat may see of it: lists, documents, searches and messages all ask here
VISIBLE = {
    "body": accounts.bodies_visible_to,
    "seat": accounts.visible_to,
    "client": clients.visible_to,
    "endpoint": endpoints.visible_to,
    "calendaryear": calendar.visible_to,
    "sweep": sweeps.visible_to,
    "proposal": proposals.visible_to,
    "rulebook": rulebooks.visible_to,
    "zone": zones.visible_to,
    "field": zones.fields_visible_to,
    "dataset": catalogue.visible_to,
    "call": calls.visible_to,
    "organisation": organisations.visible_to,
    "application": applications.visible_to,
    "panel": panels.visible_to,
    "expert": panels.experts_visible_to,
    "report": decisions.visible_to,
    "agreement": agreements.visible_to,
    "incident": overseen.incidents_visible_to,
    "breach": overseen.breaches_visible_to,
    "interview": overseen.interviews_visible_to,
    "indicatorset": evaluations.sets_visible_to,
    "round": evaluations.rounds_visible_to,
    "evaluation": evaluations.visible_to,
    "legacylist": legacies.visible_to,
    "renewal": renewals.visible_to,
    "exit": exits.visible_to,
    "partner": partners.visible_to,
}

# acts of public cases that everybody hears of; what else happens to them is for the offices (Arts 7, 11; 27:18)
PUBLIC = {
    "call": {"call.publish", "call.extend", "call.close", "call.conclude", "call.cancel", "call.answer"},
    "indicatorset": {"evaluation.adopt_set", "evaluation.supersede_set"},
    "round": {"evaluation.publish"},
    "zone": {"zone.establish", "zone.hand_over", "zone.close"},
    "rulebook": {"rulebook.adopt", "rulebook.amend"},
    "calendaryear": {"workdays.adopt", "workdays.announce"},
    "field": {"zone.name_field"},
    "dataset": {"catalogue.classify"},
    "body": {"accounts.register_body", "accounts.rename"},
}

# act → who else may know that it was done, among those who see its case: timelines and webhooks ask here
WITHHELD = {
    **dict.fromkeys(  # how the offices came to publish it: a draft is theirs, also when the call is out
        ("call.draft", "call.revise", "call.propose", "call.reopen"), zones.in_office
    ),
    "call.ask": zones.in_office,  # the answer is public, without the name of who asked: perhaps a rival
    "application.find": zones.in_office,  # notes of an examination; the applicant hears them all at once when returned
    **dict.fromkeys(  # objections are raised under real names, which the applicant is not told
        ("application.object_to", "application.answer_objection"), zones.in_office
    ),
    **dict.fromkeys(  # an expert is not told of the others' ties and reasons, nor who has sent a sheet
        ("review.convene", "review.declare", "review.send_sheet"), zones.in_office
    ),
    **dict.fromkeys(  # before the operator is notified of a result; the offices score apart
        ("evaluation.score", "evaluation.import_scores", "evaluation.close_scoring"), zones.in_office
    ),
    **dict.fromkeys(  # one officer's paper, compared by another: the parties hear of the signature
        ("agreement.lodge_scan", "agreement.refuse_scan"), zones.in_office
    ),
}

# noun → which files of a visible case a seat may see, where these are not all
FILES_SEEN = {
    "application": applications.files_seen_by,
    "agreement": agreements.files_seen_by,
    "round": evaluations.sheets_seen_by,
}
