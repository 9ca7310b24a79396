"""The API's addresses, and who is answered: written by hand from the measures. Seats are those of tests.cast.people().

Reading: what a seat may see is the table of sights.py; here stands which addresses lead to it. Acts: the seats that an
act answers with something else than "sign in" (401), "never" (403) or "not there" (404), on the case of
tests/architecture/test_roles.py. That is roles.py, without those who do not see the case: they are told nothing.
"""

from tests.tables.roles import ADMINISTRATORS, APPLICANT, AUTHORITY, KEEPERS

# noun → plural, further addresses of a case beside itself, timeline, documents and document
READS = {
    "body": ("bodies", ""),
    "seat": ("seats", ""),
    "endpoint": ("endpoints", "secret"),
    "calendaryear": ("calendar-years", ""),
    "proposal": ("proposals", ""),
    "rulebook": ("rulebooks", ""),
    "field": ("fields", ""),
    "zone": ("zones", ""),
    "dataset": ("datasets", ""),
    "call": ("calls", ""),
    "organisation": ("organisations", ""),
    "application": ("applications", "changes section"),
    "panel": ("panels", "draft"),
    "expert": ("experts", ""),
    "report": ("reports", ""),
    "agreement": ("agreements", ""),
}
UNREACHED = {"client"}  # by command only

# act → address, who is answered
ACTS = {
    "accounts.register_body": ("bodies/…/register-body", "system_admin"),
    "accounts.rename": ("bodies/…/rename", "system_admin"),
    "accounts.grant": ("bodies/…/grant-seat", f"{ADMINISTRATORS} applicant"),
    "accounts.confirm": ("seats/…/confirm", "other_security_admin"),
    "accounts.revoke": ("seats/…/revoke", f"{ADMINISTRATORS} applicant"),
    "workdays.adopt": ("bodies/…/adopt-calendar", "system_admin"),
    "workdays.announce": ("calendar-years/…/announce", "system_admin"),
    "countersigning.countersign": ("proposals/…/countersign", "supervisor"),
    "countersigning.decline": ("proposals/…/decline", "supervisor"),
    "countersigning.withdraw": ("proposals/…/withdraw", AUTHORITY),
    "webhooks.register": ("seats/…/register-endpoint", KEEPERS),
    "webhooks.pause": ("endpoints/…/pause", KEEPERS),
    "webhooks.resume": ("endpoints/…/resume", KEEPERS),
    "webhooks.remove": ("endpoints/…/remove", f"{KEEPERS} {ADMINISTRATORS}"),
    "webhooks.renew_secret": ("endpoints/…/renew-secret", KEEPERS),
    "webhooks.replay": ("endpoints/…/replay", KEEPERS),
    "webhooks.skip": ("endpoints/…/skip", KEEPERS),
    "rulebook.adopt": ("bodies/…/adopt-rulebook", AUTHORITY),
    "rulebook.amend": ("rulebooks/…/amend", AUTHORITY),
    "zone.name_field": ("bodies/…/name-field", AUTHORITY),
    "zone.plan": ("bodies/…/plan-zone", AUTHORITY),
    "zone.establish": ("zones/…/establish", AUTHORITY),
    "zone.hand_over": ("zones/…/hand-over", AUTHORITY),
    "zone.close": ("zones/…/close", AUTHORITY),
    "catalogue.list_datasets": ("fields/…/list-datasets", AUTHORITY),
    "catalogue.classify": ("datasets/…/classify", AUTHORITY),
    "call.draft": ("zones/…/draft-call", AUTHORITY),
    "call.revise": ("calls/…/revise", AUTHORITY),
    "call.propose": ("calls/…/propose", AUTHORITY),
    "call.publish": ("calls/…/publish", AUTHORITY),
    "call.reopen": ("calls/…/reopen", AUTHORITY),
    "call.extend": ("calls/…/extend", AUTHORITY),
    "call.conclude": ("calls/…/conclude", AUTHORITY),
    "call.cancel": ("calls/…/cancel", AUTHORITY),
    "call.ask": ("calls/…/ask", ""),  # on a call that is only proposed; whoever may ask does not see it
    "call.answer": ("calls/…/answer", AUTHORITY),
    "organisation.register": ("bodies/…/register-organisation", "outsider"),
    "organisation.confirm": ("organisations/…/confirm", AUTHORITY),
    "organisation.bar": ("organisations/…/bar", AUTHORITY),
    "organisation.readmit": ("organisations/…/readmit", AUTHORITY),
    "organisation.amend": ("organisations/…/amend", "applicant"),
    "application.start": ("calls/…/start-application", ""),
    "application.submit": ("applications/…/submit", APPLICANT),
    "application.withdraw": ("applications/…/withdraw", APPLICANT),
    "application.find": ("applications/…/find", AUTHORITY),
    "application.return_for_correction": ("applications/…/return-for-correction", AUTHORITY),
    "application.accept": ("applications/…/accept", AUTHORITY),
    "application.decline": ("applications/…/decline", AUTHORITY),
    "application.object_to": ("applications/…/object", "applicant"),  # others do not see it until its public notice
    "application.answer_objection": ("applications/…/answer-objection", AUTHORITY),
    "review.enlist": ("bodies/…/enlist-expert", AUTHORITY),
    "review.record_tie": ("experts/…/record-tie", f"{AUTHORITY} member"),
    "review.convene": ("calls/…/convene-panel", AUTHORITY),
    "review.declare": ("panels/…/declare", "member"),
    "review.open_papers": ("panels/…/open-papers", AUTHORITY),
    "review.send_sheet": ("panels/…/send-sheet", "member"),
    "review.conclude": ("panels/…/conclude", AUTHORITY),
    "review.dissolve": ("panels/…/dissolve", AUTHORITY),
    "decision.draft": ("calls/…/draft-report", AUTHORITY),
    "decision.revise": ("reports/…/revise", AUTHORITY),
    "decision.countersign": ("reports/…/countersign", AUTHORITY),
    "decision.send": ("reports/…/send", AUTHORITY),
    "decision.withdraw": ("reports/…/withdraw", AUTHORITY),
    "decision.enter": ("reports/…/enter-decision", "recorder"),
    "decision.refuse_entry": ("reports/…/refuse-entry", "verifier"),
    "decision.verify": ("reports/…/verify-decision", "verifier"),
    "agreement.draft": ("applications/…/draft-agreement", AUTHORITY),
    "agreement.draft_amendment": ("agreements/…/draft-amendment", AUTHORITY),
    "agreement.write": ("agreements/…/write", AUTHORITY),
    "agreement.finalise": ("agreements/…/finalise", AUTHORITY),
    "agreement.reopen": ("agreements/…/reopen", AUTHORITY),
    "agreement.sign": ("agreements/…/sign", "authority_signatory signatory"),
    "agreement.lodge_scan": ("agreements/…/lodge-scan", AUTHORITY),
    "agreement.check_scan": ("agreements/…/check-scan", "colleague"),
    "agreement.refuse_scan": ("agreements/…/refuse-scan", "colleague"),
    "agreement.suspend": ("agreements/…/suspend", AUTHORITY),
    "agreement.resume": ("agreements/…/resume", AUTHORITY),
    "agreement.terminate": ("agreements/…/terminate", AUTHORITY),
    "agreement.abandon": ("agreements/…/abandon", AUTHORITY),
}
# further addresses → who is answered with what was asked for (200, or 201 for a file)
EDITORS = "applicant editor security_officer"
FURTHER = {
    "a section of a draft": EDITORS,
    "a file for a draft": EDITORS,
    "a file for a report": "recorder",
    "a file for an agreement": AUTHORITY,
    "what changed in an application": (
        f"{AUTHORITY} recorder verifier authority_signatory supervisor {EDITORS} signatory audit_admin"
    ),
    "a draft of a sheet": "member",
    "the secret of an endpoint": KEEPERS,
}
SESSION = {"session", "token", "token/revoke"}  # who one is
