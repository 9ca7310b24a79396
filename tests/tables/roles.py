"""Who may do what: role × act, written by hand from the measures, each row with its article.

Seats are those of tests.cast.people(); `member` is an expert on the panel, `stranger` one who is not. The third column
is the case on which it is asked (tests/architecture/test_roles.py). "May" means: nobody says "you never may".
"""

AUTHORITY = "officer colleague"  # 数据主管部门: any of its officers
APPLICANT = "applicant signatory"  # 申请单位: who speaks for it
ADMINISTRATORS = "security_admin other_security_admin"

ACCOUNTS = [  # 三员分立: no administrator has business of its own, and nobody decides alone who holds a seat
    ("accounts.register_body", "house:2", "system", "system_admin"),
    ("accounts.rename", "house:2", "department", "system_admin"),
    ("accounts.sign_up", "house:2", "public", "clock"),
    ("accounts.appoint", "house:2", "system", "clock"),
    ("accounts.grant", "house:2", "company", f"{ADMINISTRATORS} applicant"),
    ("accounts.confirm", "house:2", "granted seat", "other_security_admin"),
    ("accounts.revoke", "house:2", "company's seat", f"{ADMINISTRATORS} applicant"),
    ("workdays.adopt", "house:4", "system", "system_admin clock"),
    ("workdays.announce", "house:4", "calendar", "system_admin"),
    ("workdays.move_deadline", "house:4", "call", "clock"),
    ("countersigning.propose", "house:5", "call", AUTHORITY),
    ("countersigning.countersign", "house:5", "proposal", "supervisor"),
    ("countersigning.decline", "house:5", "proposal", "supervisor"),
    ("countersigning.withdraw", "house:5", "proposal", AUTHORITY),
    ("countersigning.expire", "house:5", "proposal", "clock"),
]
SWEEPING = [  # the clock, and nobody else
    ("sweeping.begin", "house:11", "system", "clock"),
    ("sweeping.note", "house:11", "sweep", "clock"),
    ("sweeping.remind", "house:11", "sweep", "clock"),
    ("sweeping.end", "house:11", "sweep", "clock"),
    ("sweeping.break_off", "house:11", "sweep", "clock"),
]
KEEPERS = "applicant editor"  # the seat itself, and the administrator of its organisation
WEBHOOKS = [
    ("webhooks.register", "house:6", "company's seat", KEEPERS),
    ("webhooks.pause", "house:6", "endpoint", f"{KEEPERS} clock"),
    ("webhooks.resume", "house:6", "endpoint", KEEPERS),
    ("webhooks.remove", "house:6", "endpoint", f"{KEEPERS} {ADMINISTRATORS}"),
    ("webhooks.renew_secret", "house:6", "endpoint", KEEPERS),
    ("webhooks.replay", "house:6", "endpoint", KEEPERS),
    ("webhooks.skip", "house:6", "endpoint", KEEPERS),
    ("webhooks.give_up", "house:6", "endpoint", "clock"),
]
CLIENTS = [  # one security administrator issues, the other confirms
    ("clients.issue", "house:10", "company's seat", ADMINISTRATORS),
    ("clients.confirm", "house:10", "client", "other_security_admin"),
    ("clients.revoke", "house:10", "client", f"{ADMINISTRATORS} clock"),
]
ZONES = [  # the authority acts; the supervisor countersigns what Art. 11 says both publish
    ("rulebook.adopt", "7", "authority", AUTHORITY),
    ("rulebook.amend", "7", "rulebook", AUTHORITY),
    ("zone.name_field", "2", "authority", AUTHORITY),
    ("zone.plan", "2", "authority", AUTHORITY),
    ("zone.establish", "2", "zone", AUTHORITY),
    ("zone.hand_over", "8", "zone", AUTHORITY),
    ("zone.close", "8", "zone", AUTHORITY),
    ("catalogue.list_datasets", "3", "field", AUTHORITY),
    ("catalogue.classify", "27", "dataset", AUTHORITY),
    ("call.draft", "11", "zone", AUTHORITY),
    ("call.revise", "11", "call", AUTHORITY),
    ("call.propose", "11", "call", AUTHORITY),
    ("call.publish", "11", "call", AUTHORITY),
    ("call.reopen", "11", "call", f"{AUTHORITY} clock"),
    ("call.extend", "12", "call", AUTHORITY),
    ("call.close", "12", "call", "clock"),
    ("call.conclude", "10", "call", AUTHORITY),
    ("call.cancel", "11", "call", AUTHORITY),
    ("call.ask", "11", "call", "outsider applicant editor rival"),
    ("call.answer", "11", "call", AUTHORITY),
]
ORGANISATIONS = [
    ("organisation.register", "12", "public", "outsider"),
    ("organisation.confirm", "17", "organisation", AUTHORITY),
    ("organisation.bar", "17", "organisation", AUTHORITY),
    ("organisation.readmit", "17", "organisation", AUTHORITY),
    ("organisation.amend", "12", "organisation", "applicant"),
]
APPLICATIONS = [  # the applicant until it is reported; the authority in between; the clock when a time is over
    ("application.start", "12", "call", "applicant editor rival"),
    ("application.submit", "12", "application", APPLICANT),
    ("application.withdraw", "12", "application", APPLICANT),
    ("application.find", "10", "application", AUTHORITY),
    ("application.return_for_correction", "12", "application", AUTHORITY),
    ("application.accept", "12", "application", AUTHORITY),
    ("application.decline", "12", "application", AUTHORITY),
    ("application.begin_review", "13", "application", AUTHORITY),
    ("application.halt_review", "9", "application", AUTHORITY),
    ("application.finish_review", "13", "application", AUTHORITY),
    ("application.report", "13", "application", AUTHORITY),
    ("application.approve", "14", "application", "verifier"),
    ("application.reject", "13", "application", "verifier"),
    ("application.open_notice", "14", "application", f"{AUTHORITY} verifier"),
    ("application.object_to", "14", "application", "outsider applicant rival"),
    ("application.answer_objection", "14", "application", AUTHORITY),
    ("application.end_notice", "14", "application", "clock"),
    ("application.send_back", "13", "application", AUTHORITY),
    ("application.award", "14", "application", "clock"),
    ("application.lapse", "12", "application", f"{AUTHORITY} clock"),
]
REVIEWS = [
    ("review.enlist", "9", "authority", AUTHORITY),
    ("review.record_tie", "9", "expert", f"{AUTHORITY} member"),
    ("review.convene", "13", "call", AUTHORITY),
    ("review.declare", "9", "panel", "member"),
    ("review.open_papers", "13", "panel", AUTHORITY),
    ("review.send_sheet", "13", "panel", "member"),
    ("review.conclude", "13", "panel", AUTHORITY),
    ("review.dissolve", "9", "panel", AUTHORITY),
]
DECISIONS = [  # the municipal government decides outside; one person enters it, another verifies it
    ("decision.draft", "13", "call", AUTHORITY),
    ("decision.revise", "13", "report", AUTHORITY),
    ("decision.countersign", "13", "report", AUTHORITY),
    ("decision.send", "13", "report", AUTHORITY),
    ("decision.withdraw", "13", "report", AUTHORITY),
    ("decision.enter", "13", "report", "recorder"),
    ("decision.refuse_entry", "13", "report", "verifier"),
    ("decision.verify", "13", "report", "verifier"),
]
AGREEMENTS = [  # the parties' signatories sign; a stamped paper is lodged by one officer and checked by another
    ("agreement.draft", "14", "application", AUTHORITY),
    ("agreement.draft_amendment", "16", "agreement", AUTHORITY),
    ("agreement.write", "15", "agreement", AUTHORITY),
    ("agreement.finalise", "15", "agreement", AUTHORITY),
    ("agreement.reopen", "15", "agreement", AUTHORITY),
    ("agreement.sign", "14", "agreement", "authority_signatory signatory"),
    ("agreement.lodge_scan", "14", "agreement", AUTHORITY),
    ("agreement.check_scan", "14", "agreement with a scan", "colleague"),
    ("agreement.refuse_scan", "14", "agreement with a scan", "colleague"),
    ("agreement.attach_pdf", "15", "agreement", "clock"),
    ("agreement.bring_into_force", "16", "agreement", "clock"),
    ("agreement.suspend", "16", "agreement", AUTHORITY),
    ("agreement.resume", "16", "agreement", AUTHORITY),
    ("agreement.terminate", "16", "agreement", AUTHORITY),
    ("agreement.expire", "16", "agreement", "clock"),
    ("agreement.replace", "16", "agreement", "clock"),
    ("agreement.abandon", "14", "agreement", f"{AUTHORITY} clock"),
]
OPERATOR = "applicant signatory security_officer"  # 运营单位: who speaks for it
OVERSIGHT = [  # the operator tells and answers; the offices find, order, verify, call in
    ("oversight.discover", "31", "agreement in force", f"{AUTHORITY} supervisor security_officer"),
    ("oversight.report", "31", "incident", "security_officer"),
    ("oversight.contain", "31", "incident", "security_officer"),
    ("oversight.explain", "31", "incident", "security_officer"),
    ("oversight.reopen", "31", "incident", "supervisor"),
    ("oversight.close", "31", "incident", "supervisor"),
    ("oversight.find", "16", "agreement in force", f"{AUTHORITY} supervisor"),
    ("oversight.order", "31", "breach", f"{AUTHORITY} supervisor"),
    ("oversight.answer", "31", "breach", OPERATOR),
    ("oversight.refuse", "31", "breach", f"{AUTHORITY} supervisor"),
    ("oversight.verify", "31", "breach", f"{AUTHORITY} supervisor"),
    ("oversight.settle", "31", "breach", f"{AUTHORITY} supervisor"),
    ("oversight.withdraw", "31", "breach", f"{AUTHORITY} supervisor"),
    ("oversight.call_in", "33", "agreement in force", f"{AUTHORITY} supervisor clock"),
    ("oversight.open_hearing", "16", "breach", AUTHORITY),
    ("oversight.record", "33", "interview", AUTHORITY),
    ("oversight.reply", "33", "interview", OPERATOR),
    ("oversight.conclude", "33", "interview", f"{AUTHORITY} supervisor"),
]
LEGACY = [  # one officer lodges, another confirms
    ("legacy.lodge", "16", "authority", AUTHORITY),
    ("legacy.confirm", "16", "legacy list", "colleague"),
    ("legacy.refuse", "16", "legacy list", "colleague"),
    ("legacy.take_over", "16", "legacy list", "clock"),
]
RENEWALS = [  # the clock opens it, the operator asks and applies, and the rest follows
    ("renewal.open_window", "16", "agreement in force", "clock"),
    ("renewal.ask", "16", "renewal", APPLICANT),
    ("renewal.apply", "16", "call", "applicant editor rival"),
    ("renewal.confirm", "12", "renewal", "applicant editor"),
    ("renewal.link", "12", "renewal", "clock"),
    ("renewal.fall_back", "12", "renewal", "clock"),
    ("renewal.complete", "16", "renewal", "clock"),
    ("renewal.lapse", "16", "renewal", "clock"),
]
EXITS = [  # each does what is its own, another verifies, both offices accept
    ("exit.open_for", "16", "agreement in force", "clock"),
    ("exit.begin", "16", "exit", AUTHORITY),
    ("exit.complete", "16", "exit", f"{AUTHORITY} supervisor {OPERATOR}"),
    ("exit.verify", "16", "exit", f"{AUTHORITY} supervisor"),
    ("exit.refuse", "16", "exit", f"{AUTHORITY} supervisor"),
    ("exit.accept", "16", "exit", AUTHORITY),
    ("exit.close", "16", "exit", AUTHORITY),
]
PARTNERS = [  # the operator manages its partners; a partner leaves of its own will; the clock follows what ended
    ("partner.propose", "22", "agreement in force", OPERATOR),
    ("partner.present", "22", "partner", OPERATOR),
    ("partner.admit", "22", "partner", OPERATOR),
    ("partner.decline", "22", "partner", f"{OPERATOR} clock"),
    ("partner.assess", "23", "partner", OPERATOR),
    ("partner.restrict", "23", "partner", OPERATOR),
    ("partner.lift", "23", "partner", OPERATOR),
    ("partner.begin_exit", "24", "partner", f"{OPERATOR} rival rival_signatory clock"),
    ("partner.settle", "24", "partner", OPERATOR),
    ("partner.finish_exit", "24", "partner", OPERATOR),
]
EVALUATIONS = [  # the authority organises, each scores its own, both offices stand behind a result
    ("evaluation.draft_set", "33", "authority", AUTHORITY),
    ("evaluation.draft_example", "33", "authority", AUTHORITY),
    ("evaluation.revise_set", "33", "indicator set", AUTHORITY),
    ("evaluation.adopt_set", "33", "indicator set", AUTHORITY),
    ("evaluation.supersede_set", "33", "indicator set", AUTHORITY),
    ("evaluation.open_round", "33", "zone with a set", AUTHORITY),
    ("evaluation.begin", "33", "round", AUTHORITY),
    ("evaluation.publish", "33", "round", AUTHORITY),
    ("evaluation.report", "33", "evaluation", OPERATOR),
    ("evaluation.score", "33", "evaluation", f"{AUTHORITY} supervisor district"),
    ("evaluation.import_scores", "33", "round", f"{AUTHORITY} supervisor district"),
    ("evaluation.close_scoring", "33", "evaluation", AUTHORITY),
    ("evaluation.notify", "33", "evaluation", AUTHORITY),
    ("evaluation.appeal", "33", "evaluation", "applicant signatory"),
    ("evaluation.uphold", "33", "evaluation", AUTHORITY),
    ("evaluation.dismiss", "33", "evaluation", AUTHORITY),
    ("evaluation.waive", "33", "evaluation", "signatory"),
    ("evaluation.finalise", "33", "evaluation", f"{AUTHORITY} clock"),
    ("evaluation.exempt", "33", "evaluation", AUTHORITY),
    ("evaluation.correct", "33", "evaluation", AUTHORITY),
    ("agreement.count_poor_results", "33", "agreement", f"{AUTHORITY} clock"),
    ("agreement.end_for_poor_results", "33", "agreement", f"{AUTHORITY} clock"),
]
ROLES = [*ACCOUNTS, *SWEEPING, *WEBHOOKS, *CLIENTS, *ZONES, *ORGANISATIONS, *APPLICATIONS, *REVIEWS, *DECISIONS,
         *AGREEMENTS, *OVERSIGHT, *LEGACY, *RENEWALS, *PARTNERS, *EVALUATIONS, *EXITS]  # fmt: skip
