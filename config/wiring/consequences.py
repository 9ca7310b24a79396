"""What follows from a fact in the same transaction, and who may object before."""

from config.kernel.accounts import facts as seats
from config.kernel.clients import reactions as client_reactions
from config.kernel.countersigning import facts as countersigning
from config.kernel.webhooks import facts as webhooks
from config.kernel.webhooks import reactions as webhook_reactions
from config.kernel.workdays import facts as workdays
from config.kernel.workdays import reactions as deadlines
from operators.agreement import facts as agreement
from operators.agreement import objections as agreement_objections
from operators.agreement import reactions as agreement_reactions
from operators.application import facts as application
from operators.application import objections as application_objections
from operators.application import reactions as application_reactions
from operators.decision import facts as decision
from operators.decision import objections as decision_objections
from operators.decision import reactions as decision_reactions
from operators.evaluation import facts as evaluation
from operators.evaluation import objections as evaluation_objections
from operators.evaluation import reactions as evaluation_reactions
from operators.exit import facts as exits
from operators.exit import objections as exit_objections
from operators.exit import reactions as exit_reactions
from operators.legacy import facts as legacy
from operators.legacy import objections as legacy_objections
from operators.legacy import reactions as legacy_reactions
from operators.organisation import facts as organisation
from operators.oversight import objections as oversight_objections
from operators.partner import reactions as partner_reactions
from operators.renewal import objections as renewal_objections
from operators.renewal import reactions as renewal_reactions
from operators.review import facts as review
from operators.review import objections as review_objections
from operators.review import reactions as review_reactions
from zones.call import facts as call
from zones.call import objections as call_objections
from zones.call import reactions as call_reactions

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
    evaluation.RoundOpened: [evaluation_reactions.begin_all],
    evaluation.ResultFinal: [evaluation_reactions.count, evaluation_reactions.remind],
    evaluation.ResultCorrected: [evaluation_reactions.count, evaluation_reactions.remind_anew],
    application.ApplicationStarted: [renewal_reactions.link_application],
    application.ApplicationWithdrawn: [renewal_reactions.fall_back_with_application],
    application.ApplicationDeclined: [renewal_reactions.fall_back_with_application],
    application.ApplicationRejected: [renewal_reactions.fall_back_with_application],
    application.ApplicationLapsed: [
        agreement_reactions.abandon_with_application,
        renewal_reactions.fall_back_with_application,
    ],
    legacy.LegacyListConfirmed: [legacy_reactions.take_over_all],
    agreement.AgreementSigned: [agreement_reactions.begin_when_signed],
    agreement.AgreementInForce: [agreement_reactions.award_application, renewal_reactions.complete_with_agreement],
    agreement.AgreementTerminated: [
        agreement_reactions.abandon_amendment,
        renewal_reactions.lapse_when_terminated,
        exit_reactions.open_when_terminated,
    ],
    agreement.AgreementExpired: [
        agreement_reactions.abandon_amendment,
        renewal_reactions.lapse_when_expired,
        exit_reactions.open_when_expired,
    ],
    exits.ExitOpened: [partner_reactions.leave_with_operator],
    organisation.OrganisationBarred: [partner_reactions.leave_when_barred],
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
    "agreement.finalise": [renewal_objections.not_the_day_after],
    "agreement.draft_amendment": [legacy_objections.own_terms, exit_objections.in_exit],
    "partner.propose": [exit_objections.in_exit],
    "partner.admit": [exit_objections.in_exit],
    "agreement.terminate": [oversight_objections.not_heard],
    "agreement.count_poor_results": [evaluation_objections.miscounted],
    "agreement.end_for_poor_results": [evaluation_objections.not_poor_in_a_row],
}
