"""The tables by which lower floors are heard by higher ones without knowing them."""

from config.kernel.accounts import facts as seats
from config.kernel.accounts import queries as accounts
from config.kernel.clients import facts as client
from config.kernel.clients import notices as client_notices
from config.kernel.clients import queries as clients
from config.kernel.clients import reactions as client_reactions
from config.kernel.countersigning import facts as countersigning
from config.kernel.countersigning import notices as proposal_notices
from config.kernel.countersigning import queries as proposals
from config.kernel.webhooks import facts as webhooks
from config.kernel.webhooks import notices as webhook_notices
from config.kernel.webhooks import queries as endpoints
from config.kernel.webhooks import reactions as webhook_reactions
from config.kernel.workdays import facts as workdays
from config.kernel.workdays import queries as calendar
from config.kernel.workdays import reactions as deadlines
from operators.agreement import facts as agreement
from operators.agreement import notices as agreement_notices
from operators.agreement import objections as agreement_objections
from operators.agreement import queries as agreements
from operators.agreement import reactions as agreement_reactions
from operators.application import facts as application
from operators.application import notices as application_notices
from operators.application import objections as application_objections
from operators.application import queries as applications
from operators.application import reactions as application_reactions
from operators.decision import facts as decision
from operators.decision import notices as decision_notices
from operators.decision import objections as decision_objections
from operators.decision import queries as decisions
from operators.decision import reactions as decision_reactions
from operators.organisation import facts as organisation
from operators.organisation import notices as organisation_notices
from operators.organisation import queries as organisations
from operators.review import facts as review
from operators.review import notices as review_notices
from operators.review import objections as review_objections
from operators.review import queries as panels
from operators.review import reactions as review_reactions
from zones.call import facts as call
from zones.call import notices as call_notices
from zones.call import objections as call_objections
from zones.call import queries as calls
from zones.call import reactions as call_reactions
from zones.catalogue import queries as catalogue
from zones.rulebook import queries as rulebooks
from zones.zone import facts as zone
from zones.zone import notices as zone_notices
from zones.zone import queries as zones

# fact → the acts that follow, in the same transaction
REACTIONS = {
    seats.SeatRevoked: [client_reactions.end_with_seat, webhook_reactions.remove_with_seat],
    webhooks.EventGivenUp: [webhook_reactions.pause_when_nothing_arrives],
    workdays.CalendarAnnounced: [deadlines.move_deadlines],
    countersigning.NotCountersigned: [call_reactions.back_to_draft],
    call.CallProposed: [call_reactions.ask_supervisor],
    call.CallClosed: [application_reactions.lapse_drafts],
    call.CallCancelled: [
        call_reactions.take_back_proposal,
        application_reactions.lapse_with_call,
        review_reactions.dissolve_with_call,
        decision_reactions.withdraw_with_call,
    ],
    review.PapersOpened: [review_reactions.begin_reviews],
    review.PanelDissolved: [review_reactions.halt_reviews],
    review.PanelConcluded: [review_reactions.finish_reviews],
    decision.ReportDrafted: [decision_reactions.ask_supervisor],
    decision.ReportRevised: [decision_reactions.ask_supervisor],
    decision.ReportWithdrawn: [decision_reactions.take_back_proposal],
    decision.ReportSent: [decision_reactions.report_applications],
    decision.DecisionVerified: [decision_reactions.carry_out],
    application.ApplicationApproved: [application_reactions.open_notice],
    application.ObjectionAnswered: [application_reactions.send_back],
    application.ApplicationLapsed: [agreement_reactions.abandon_with_application],
    agreement.AgreementSigned: [agreement_reactions.begin_when_signed],
    agreement.AgreementInForce: [agreement_reactions.award_application],
    agreement.AgreementTerminated: [agreement_reactions.abandon_amendment],
    agreement.AgreementExpired: [agreement_reactions.abandon_amendment],
}

# act → further refusals from higher floors
OBJECTIONS = {
    "zone.close": [call_objections.calls_open, agreement_objections.operated],
    "call.cancel": [agreement_objections.awarded],
    "call.conclude": [application_objections.applications_open],
    "application.begin_review": [review_objections.no_papers_open],
    "application.halt_review": [review_objections.panel_still_scores],
    "application.finish_review": [review_objections.not_concluded],
    "application.report": [decision_objections.not_sent],
    "application.approve": [decision_objections.not_approved],
    "application.reject": [decision_objections.not_rejected],
    "application.award": [agreement_objections.not_in_force],
    "application.lapse": [agreement_objections.signed_by_all],
}

# fact → who is told, and what is done after the commit
NOTICES = {
    client.ClientConfirmed: [client_notices.confirmed],
    client.ClientRevoked: [client_notices.revoked],
    webhooks.EndpointPaused: [webhook_notices.paused],
    webhooks.EventGivenUp: [webhook_notices.given_up],
    countersigning.Proposed: [proposal_notices.asked],
    countersigning.NotCountersigned: [proposal_notices.not_countersigned],
    organisation.OrganisationRegistered: [organisation_notices.registered],
    organisation.OrganisationConfirmed: [organisation_notices.standing_changed],
    organisation.OrganisationBarred: [organisation_notices.standing_changed],
    organisation.OrganisationReadmitted: [organisation_notices.standing_changed],
    zone.SupervisionHandedOver: [zone_notices.handed_over],
    call.CallPublished: [call_notices.published],
    call.CallExtended: [call_notices.extended],
    call.CallCancelled: [call_notices.cancelled],
    call.QuestionAsked: [call_notices.asked],
    call.QuestionAnswered: [call_notices.answered],
    application.ApplicationSubmitted: [application_notices.submitted],
    application.ApplicationReturned: [application_notices.returned],
    application.ApplicationAccepted: [application_notices.moved],
    application.ApplicationDeclined: [application_notices.ended],
    application.ReviewFinished: [application_notices.moved],
    application.ApplicationReported: [application_notices.moved],
    application.NoticeOpened: [application_notices.moved],
    application.NoticeEnded: [application_notices.moved],
    application.ApplicationSentBack: [application_notices.moved],
    application.ApplicationRejected: [application_notices.ended],
    application.ApplicationLapsed: [application_notices.ended],
    application.ApplicationWithdrawn: [application_notices.ended],
    application.ObjectionRaised: [application_notices.objection_raised],
    application.ObjectionAnswered: [application_notices.objection_answered],
    review.PanelConvened: [review_notices.convened],
    review.ConflictDeclared: [review_notices.declared],
    review.PapersOpened: [review_notices.papers_opened],
    review.PanelDissolved: [review_notices.dissolved],
    decision.ReportCountersigned: [decision_notices.countersigned],
    decision.DecisionEntered: [decision_notices.entered],
    decision.DecisionRefused: [decision_notices.refused],
    decision.DecisionVerified: [decision_notices.verified],
    agreement.AgreementFinalised: [agreement_notices.finalised],
    agreement.AgreementSigned: [agreement_notices.signed],
    agreement.AgreementInForce: [agreement_notices.in_force],
    agreement.ScanLodged: [agreement_notices.scan_lodged],
    agreement.ScanRefused: [agreement_notices.scan_refused],
    agreement.AgreementReopened: [agreement_notices.changed],
    agreement.AgreementAbandoned: [agreement_notices.changed],
    agreement.AgreementSuspended: [agreement_notices.changed],
    agreement.AgreementResumed: [agreement_notices.changed],
    agreement.AgreementTerminated: [agreement_notices.changed],
    agreement.AgreementExpired: [agreement_notices.changed],
}

# job → where the work is that the worker does after the commit, given the case (named: the web never loads a renderer)
JOBS = {"agreement.render": "operators.agreement.rendering.render_pdf"}

# noun → what a seat may see of it: lists, documents, searches and messages all ask here
VISIBLE = {
    "body": accounts.bodies_visible_to,
    "seat": accounts.visible_to,
    "client": clients.visible_to,
    "endpoint": endpoints.visible_to,
    "calendaryear": calendar.visible_to,
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
}

# acts of public cases that everybody hears of; what else happens to them is for the offices (Arts 7, 11; 27:18)
PUBLIC = {
    "call": {"call.publish", "call.extend", "call.close", "call.conclude", "call.cancel", "call.answer"},
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
    **dict.fromkeys(  # one officer's paper, compared by another: the parties hear of the signature
        ("agreement.lodge_scan", "agreement.refuse_scan"), zones.in_office
    ),
}

# noun → which files of a visible case a seat may see, where these are not all
FILES_SEEN = {"application": applications.files_seen_by, "agreement": agreements.files_seen_by}

# act → what it takes with it on higher floors, locked with its case before anything is asked
LOCKED_WITH = {
    "call.close": [applications.of_call],
    "call.cancel": [applications.of_call],
}

# noun → what moves together with such a case, locked before it: so every act locks from the top floor down
LOCKED_FIRST = {
    "seat": accounts.holder_of,
    "client": clients.seat_of,
    "proposal": proposals.case_of,
    "panel": panels.applications_of,
    "report": decisions.applications_of,
    "agreement": agreements.application_of,
}

# name of an automatic indicator → the floor that can count it; none before evaluation
MEASURES: dict = {}
