"""Which act has which address in the API (config/kernel/rest/addresses.py)."""

# act → the last part of its address, where its verb alone would not say what begins
SLUGS = {
    "zone.plan": "plan-zone",
    "zone.name_field": "name-field",
    "rulebook.adopt": "adopt-rulebook",
    "call.draft": "draft-call",
    "application.start": "start-application",
    "application.object_to": "object",
    "organisation.register": "register-organisation",
    "review.enlist": "enlist-expert",
    "review.convene": "convene-panel",
    "decision.draft": "draft-report",
    "decision.enter": "enter-decision",
    "decision.verify": "verify-decision",
    "agreement.draft": "draft-agreement",
    "oversight.discover": "note-incident",
    "oversight.find": "find-breach",
    "legacy.lodge": "lodge-legacy-list",
    "renewal.apply": "apply-for-renewal",
    "partner.propose": "propose-partner",
    "accounts.grant": "grant-seat",
    "workdays.adopt": "adopt-calendar",
    "webhooks.register": "register-endpoint",
}

# act → the noun whose life it begins: where it leads to is a case of that noun (decision 0014)
BEGINS = {
    "accounts.register_body": "body",
    "accounts.grant": "seat",
    "workdays.adopt": "calendaryear",
    "webhooks.register": "endpoint",
    "rulebook.adopt": "rulebook",
    "rulebook.amend": "rulebook",
    "zone.name_field": "field",
    "zone.plan": "zone",
    "call.draft": "call",
    "organisation.register": "organisation",
    "application.start": "application",
    "review.enlist": "expert",
    "review.convene": "panel",
    "decision.draft": "report",
    "agreement.draft": "agreement",
    "agreement.draft_amendment": "agreement",
    "oversight.discover": "incident",
    "oversight.find": "breach",
    "oversight.call_in": "interview",
    "oversight.open_hearing": "interview",
    "evaluation.draft_set": "indicatorset",
    "evaluation.draft_example": "indicatorset",
    "evaluation.open_round": "round",
    "legacy.lodge": "legacylist",
    "renewal.apply": "application",
    "partner.propose": "partner",
}

# noun → its plural, where it is not the word and an s
PLURALS = {
    "body": "bodies",
    "breach": "breaches",
    "calendaryear": "calendar-years",
    "indicatorset": "indicator-sets",
    "legacylist": "legacy-lists",
}

# acts without an address: what the clock and the worker do, what follows from another act, and what is done by command
KEPT_BACK = {
    "accounts.sign_up", "accounts.appoint", "clients.issue", "clients.confirm", "clients.revoke",
    "sweeping.begin", "sweeping.note", "sweeping.remind", "sweeping.end", "sweeping.break_off",
    "workdays.move_deadline", "webhooks.give_up", "countersigning.propose", "countersigning.expire", "call.close",
    "application.begin_review", "application.halt_review",
    "application.finish_review", "application.report", "application.approve", "application.reject",
    "application.open_notice", "application.end_notice", "application.send_back", "application.award",
    "application.lapse", "agreement.attach_pdf", "agreement.bring_into_force", "agreement.expire", "agreement.replace",
    "agreement.count_poor_results", "agreement.end_for_poor_results", "evaluation.supersede_set", "evaluation.begin",
    "renewal.open_window", "renewal.link", "renewal.fall_back", "renewal.complete", "renewal.lapse", "exit.open_for",
    "legacy.take_over",
}  # fmt: skip
