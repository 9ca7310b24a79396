"""Who is told of a fact, and what is done after the commit."""

from config.kernel.clients import facts as client
from config.kernel.clients import notices as client_notices
from config.kernel.countersigning import facts as countersigning
from config.kernel.countersigning import notices as proposal_notices
from config.kernel.sweeping import facts as sweeping
from config.kernel.sweeping import notices as sweep_notices
from config.kernel.webhooks import facts as webhooks
from config.kernel.webhooks import notices as webhook_notices
from operators.agreement import facts as agreement
from operators.agreement import notices as agreement_notices
from operators.application import facts as application
from operators.application import notices as application_notices
from operators.decision import facts as decision
from operators.decision import notices as decision_notices
from operators.evaluation import facts as evaluation
from operators.evaluation import notices as evaluation_notices
from operators.exit import facts as exits
from operators.exit import notices as exit_notices
from operators.legacy import facts as legacy
from operators.legacy import notices as legacy_notices
from operators.organisation import facts as organisation
from operators.organisation import notices as organisation_notices
from operators.oversight import facts as oversight
from operators.oversight import notices as oversight_notices
from operators.partner import facts as partner
from operators.partner import notices as partner_notices
from operators.renewal import facts as renewal
from operators.renewal import notices as renewal_notices
from operators.review import facts as review
from operators.review import notices as review_notices
from zones.call import facts as call
from zones.call import notices as call_notices
from zones.zone import facts as zone
from zones.zone import notices as zone_notices

# fact → who is told, and what is done after the commit
NOTICES = {
    client.ClientConfirmed: [client_notices.confirmed],
    client.ClientRevoked: [client_notices.revoked],
    webhooks.EndpointPaused: [webhook_notices.paused],
    webhooks.EventGivenUp: [webhook_notices.given_up],
    sweeping.RemindersWritten: [sweep_notices.reminded],
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
    evaluation.EvaluationBegun: [evaluation_notices.begun],
    evaluation.SelfReported: [evaluation_notices.reported],
    evaluation.ResultNotified: [evaluation_notices.notified],
    evaluation.ResultAppealed: [evaluation_notices.moved],
    evaluation.AppealWaived: [evaluation_notices.moved],
    evaluation.AppealUpheld: [evaluation_notices.answered],
    evaluation.AppealDismissed: [evaluation_notices.answered],
    evaluation.ResultFinal: [evaluation_notices.answered],
    evaluation.EvaluationExempted: [evaluation_notices.answered],
    evaluation.ResultCorrected: [evaluation_notices.answered],
    oversight.IncidentDiscovered: [oversight_notices.discovered],
    oversight.IncidentReported: [oversight_notices.incident_moved],
    oversight.IncidentExplained: [oversight_notices.incident_moved],
    oversight.IncidentReopened: [oversight_notices.incident_answered],
    oversight.IncidentClosed: [oversight_notices.incident_answered],
    oversight.BreachFound: [oversight_notices.breach_moved],
    oversight.RectificationOrdered: [oversight_notices.ordered],
    oversight.RectificationAnswered: [oversight_notices.breach_moved],
    oversight.RectificationRefused: [oversight_notices.ordered],
    oversight.RectificationVerified: [oversight_notices.breach_moved],
    oversight.BreachSettled: [oversight_notices.breach_moved],
    oversight.BreachWithdrawn: [oversight_notices.breach_moved],
    oversight.InterviewOpened: [oversight_notices.opened],
    oversight.InterviewRecorded: [oversight_notices.interview_moved],
    oversight.InterviewReplied: [oversight_notices.interview_moved],
    oversight.InterviewClosed: [oversight_notices.interview_moved],
    legacy.LegacyListLodged: [legacy_notices.lodged],
    legacy.LegacyListConfirmed: [legacy_notices.answered],
    legacy.LegacyListRefused: [legacy_notices.answered],
    legacy.LegacyTakenOver: [agreement_notices.in_force],
    renewal.RenewalOpened: [renewal_notices.opened],
    renewal.RenewalAsked: [renewal_notices.asked],
    renewal.RenewalFellBack: [renewal_notices.moved],
    renewal.RenewalCompleted: [renewal_notices.moved],
    renewal.RenewalLapsed: [renewal_notices.moved],
    exits.ExitOpened: [exit_notices.opened],
    exits.ExitBegun: [exit_notices.moved],
    exits.ExitItemCompleted: [exit_notices.moved],
    exits.ExitItemVerified: [exit_notices.moved],
    exits.ExitItemRefused: [exit_notices.moved],
    exits.ExitAccepted: [exit_notices.moved],
    exits.ExitClosed: [exit_notices.moved],
    partner.PartnerProposed: [partner_notices.moved],
    partner.PartnerAdmitted: [partner_notices.moved],
    partner.PartnerDeclined: [partner_notices.moved],
    partner.PartnerAssessed: [partner_notices.moved],
    partner.PartnerRestricted: [partner_notices.moved],
    partner.PartnerRestrictionLifted: [partner_notices.moved],
    partner.PartnerExitBegun: [partner_notices.moved],
    partner.PartnerExited: [partner_notices.moved],
}

# job → where the work is that the worker does after the commit, given the case (named: the web never loads a renderer)
JOBS = {"agreement.render": "operators.agreement.rendering.render_pdf"}
