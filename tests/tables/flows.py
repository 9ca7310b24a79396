"""What may follow what: state × step of every life, written by hand from the measures and the design.

noun → state → step → (the state it leads to, the article that knows it). A step that is not named is not open.
"""

SEAT = {
    "proposed": {"confirm": ("active", "house:2"), "revoke": ("revoked", "house:2")},
    "active": {"revoke": ("revoked", "house:2")},
    "revoked": {},
}
PROPOSAL = {
    "open": {
        "countersign": ("countersigned", "house:5"),
        "decline": ("declined", "house:5"),
        "expire": ("expired", "house:5"),
        "withdraw": ("withdrawn", "house:5"),
    },
    "countersigned": {},
    "declined": {},
    "expired": {},
    "withdrawn": {},
}
ENDPOINT = {
    "active": {"pause": ("paused", "house:6"), "remove": ("removed", "house:6")},
    "paused": {"resume": ("active", "house:6"), "remove": ("removed", "house:6")},
    "removed": {},
}
CLIENT = {
    "issued": {"confirm": ("active", "house:10"), "revoke": ("revoked", "house:10")},
    "active": {"revoke": ("revoked", "house:10")},
    "revoked": {},
}
SWEEP = {
    "running": {"end": ("ended", "house:11"), "break_off": ("broken_off", "house:11")},
    "ended": {},
    "broken_off": {},
}
ZONE = {
    "planned": {"establish": ("established", "2"), "close": ("closed", "8")},
    "established": {"close": ("closed", "8")},
    "closed": {},
}
CALL = {
    "drafted": {"propose": ("proposed", "11"), "cancel": ("cancelled", "11")},
    "proposed": {"publish": ("published", "11"), "reopen": ("drafted", "11"), "cancel": ("cancelled", "11")},
    "published": {"close": ("closed", "12"), "cancel": ("cancelled", "11")},
    "closed": {"conclude": ("concluded", "10"), "cancel": ("cancelled", "11")},
    "concluded": {},
    "cancelled": {},
}
ORGANISATION = {
    "registered": {"confirm": ("confirmed", "17"), "bar": ("barred", "17")},
    "confirmed": {"bar": ("barred", "17")},
    "barred": {"readmit": ("confirmed", "17")},
}
LAPSE, WITHDRAW = {"lapse": ("lapsed", "12")}, {"withdraw": ("withdrawn", "12")}
APPLICATION = {
    "draft": {"submit": ("submitted", "12"), **LAPSE, **WITHDRAW},
    "submitted": {
        "return_for_correction": ("returned", "12"),
        "accept": ("accepted", "12"),
        "decline": ("declined", "12"),
        **LAPSE,
        **WITHDRAW,
    },
    "returned": {"submit": ("submitted", "12"), **LAPSE, **WITHDRAW},
    "accepted": {"begin_review": ("under_review", "13"), **LAPSE, **WITHDRAW},
    "under_review": {
        "finish_review": ("reviewed", "13"),
        "halt_review": ("accepted", "9"),
        **LAPSE,
        **WITHDRAW,
    },
    "reviewed": {"report": ("reported", "13"), **LAPSE, **WITHDRAW},  # from here on it cannot be withdrawn
    "reported": {"approve": ("approved", "14"), "reject": ("rejected", "13"), **LAPSE},
    "approved": {"open_notice": ("public_notice", "14"), **LAPSE},
    "public_notice": {"end_notice": ("to_sign", "14"), "send_back": ("reviewed", "13"), **LAPSE},
    "to_sign": {"award": ("awarded", "14"), **LAPSE},
    "awarded": {},
    "declined": {},
    "rejected": {},
    "withdrawn": {},
    "lapsed": {},
}
PANEL = {
    "convening": {"open_papers": ("scoring", "13"), "dissolve": ("dissolved", "9")},
    "scoring": {"conclude": ("concluded", "13"), "dissolve": ("dissolved", "9")},
    "concluded": {},
    "dissolved": {},
}
REPORT = {
    "drafted": {"countersign": ("countersigned", "13"), "withdraw": ("withdrawn", "13")},
    "countersigned": {"send": ("sent", "13"), "withdraw": ("withdrawn", "13")},
    "sent": {"verify": ("decided", "13"), "withdraw": ("withdrawn", "13")},  # the latter only with its call
    "decided": {},
    "withdrawn": {},
}
SIGN = {"sign_in_part": ("part_signed", "14"), "sign_at_last": ("signed", "14")}
ABANDON = {"abandon": ("abandoned", "14")}
END = {
    "expire": ("expired", "16"),
    "terminate": ("terminated", "16"),
    "end_for_poor_results": ("terminated", "33"),
    "replace": ("amended", "16"),
}
AGREEMENT = {
    "drafted": {"finalise": ("finalised", "15"), **ABANDON},
    "finalised": {"reopen": ("drafted", "15"), **SIGN, **ABANDON},
    "part_signed": {**SIGN, **ABANDON},
    "signed": {"bring_into_force": ("in_force", "16"), **ABANDON},
    "in_force": {"suspend": ("suspended", "16"), **END},
    "suspended": {"resume": ("in_force", "16"), **END},
    "expired": {},
    "terminated": {},
    "amended": {},
    "abandoned": {},
}
INCIDENT = {
    "discovered": {"report": ("reported", "31")},
    "reported": {"contain": ("contained", "31")},
    "contained": {"explain": ("explained", "31")},
    "explained": {"reopen": ("contained", "31"), "close": ("closed", "31")},
    "closed": {},
}
BREACH = {
    "found": {"order": ("ordered", "31"), "withdraw": ("withdrawn", "31")},
    "ordered": {"answer": ("answered", "31"), "withdraw": ("withdrawn", "31")},
    "answered": {"refuse": ("ordered", "31"), "verify": ("verified", "31")},
    "verified": {"settle": ("closed", "31")},
    "closed": {},
    "withdrawn": {},
}
REPLY, CONCLUDE = {"reply": ("replied", "33")}, {"conclude": ("closed", "33")}
INTERVIEW = {
    "opened": {"record": ("recorded", "33"), **REPLY, **CONCLUDE},
    "recorded": {**REPLY, **CONCLUDE},
    "replied": CONCLUDE,
    "closed": {},
}
LEGACY_LIST = {
    "lodged": {"confirm": ("confirmed", "16"), "refuse": ("refused", "16")},
    "confirmed": {},
    "refused": {},
}
LAPSED = {"lapse": ("lapsed", "16")}
RENEWAL = {
    "opened": {"ask": ("asked", "16"), "link": ("applied", "12"), **LAPSED},
    "asked": {"link": ("applied", "12"), **LAPSED},
    "applied": {"fall_back": ("asked", "12"), "complete": ("done", "16"), **LAPSED},
    "done": {},
    "lapsed": {},
}
EXIT = {
    "opened": {"begin": ("running", "16")},
    "running": {"accept": ("accepted", "16")},
    "accepted": {"close": ("closed", "16")},
    "closed": {},
}
LEAVE_PARTNER = {"begin_exit": ("exiting", "24")}
PARTNER = {
    "proposed": {"admit": ("admitted", "22"), "decline": ("declined", "22")},
    "admitted": {"restrict": ("restricted", "23"), **LEAVE_PARTNER},
    "restricted": {"lift": ("admitted", "23"), **LEAVE_PARTNER},
    "exiting": {"finish_exit": ("exited", "24")},
    "exited": {},
    "declined": {},
}
INDICATOR_SET = {
    "drafted": {"adopt_set": ("in_use", "33")},
    "in_use": {"supersede_set": ("superseded", "33")},
    "superseded": {},
}
ROUND = {"opened": {"publish": ("published", "33")}, "published": {}}
EXEMPT = {"exempt": ("exempted", "33")}
EVALUATION = {
    "opened": {"report": ("reported", "33"), "close_scoring": ("scored", "33"), **EXEMPT},
    "reported": {"close_scoring": ("scored", "33"), **EXEMPT},
    "scored": {"notify": ("notified", "33"), **EXEMPT},
    "notified": {"appeal": ("appealed", "33"), "finalise": ("final", "33"), **EXEMPT},
    "appealed": {"uphold": ("answered", "33"), "dismiss": ("answered", "33"), **EXEMPT},
    "answered": {"finalise": ("final", "33"), **EXEMPT},
    "final": {},
    "exempted": {},
}
FLOWS = {
    "seat": SEAT,
    "proposal": PROPOSAL,
    "endpoint": ENDPOINT,
    "client": CLIENT,
    "sweep": SWEEP,
    "zone": ZONE,
    "call": CALL,
    "organisation": ORGANISATION,
    "application": APPLICATION,
    "panel": PANEL,
    "report": REPORT,
    "agreement": AGREEMENT,
    "incident": INCIDENT,
    "breach": BREACH,
    "interview": INTERVIEW,
    "legacylist": LEGACY_LIST,
    "renewal": RENEWAL,
    "exit": EXIT,
    "partner": PARTNER,
    "indicatorset": INDICATOR_SET,
    "round": ROUND,
    "evaluation": EVALUATION,
}
BEGINS = {
    "seat": "proposed",
    "proposal": "open",
    "endpoint": "active",
    "client": "issued",
    "sweep": "running",
    "zone": "planned",
    "call": "drafted",
    "organisation": "registered",
    "application": "draft",
    "panel": "convening",
    "report": "drafted",
    "agreement": "drafted",
    "incident": "discovered",
    "breach": "found",
    "interview": "opened",
    "legacylist": "lodged",
    "renewal": "opened",
    "exit": "opened",
    "partner": "proposed",
    "indicatorset": "drafted",
    "round": "opened",
    "evaluation": "opened",
}

# Cases without a life of their own: they are there, and change, but have no states.
WITHOUT_STATES = {"body", "calendaryear", "rulebook", "field", "dataset", "expert"}

# Steps that are not taken by an act of their name: one signature is the last, or it is not.
TAKEN_BY = {
    ("agreement", "sign_in_part"): {"agreement.sign", "agreement.check_scan"},
    ("agreement", "sign_at_last"): {"agreement.sign", "agreement.check_scan"},
}
