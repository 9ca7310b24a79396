"""Which acts carry a life on, and which do not."""

# What ends a life, takes it back, or leads nowhere: rarer than what carries it on.
ASIDE = {
    "zone.plan", "call.draft", "call.ask", "call.extend", "organisation.amend", "agreement.draft_amendment",
    "agreement.lodge_scan", "agreement.attach_pdf", "application.object_to", "zone.close", "zone.hand_over",
    "call.cancel", "call.reopen", "call.revise", "organisation.bar", "application.withdraw", "application.decline",
    "application.lapse", "application.return_for_correction", "review.dissolve", "decision.withdraw",
    "decision.refuse_entry", "decision.revise", "agreement.abandon", "agreement.terminate", "agreement.suspend",
    "agreement.reopen", "agreement.refuse_scan", "countersigning.decline", "countersigning.withdraw",
    "countersigning.propose", "oversight.discover", "oversight.find", "oversight.call_in", "partner.propose",
}  # fmt: skip
