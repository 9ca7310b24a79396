"""Who sees what: seat × row, written by hand. noun → row → the seats that see it; "public" is somebody without a seat.

Two lives stand side by side: the applicant's in the finance zone, which `supervisor` supervises, and the rival's in
the district zone, which `district` supervises. Experts are asked about the first only: `member` is on its panel,
`stranger` works for the applicant and is not. Rows are made in tests/architecture/test_visibility.py.
"""

AUTHORITY = "officer colleague recorder verifier authority_signatory"
OFFICERS = "officer colleague"
OFFICES = f"{AUTHORITY} supervisor district"
APPLICANT = "applicant editor signatory security_officer"
RIVAL = "rival rival_signatory"
ADMINISTRATORS = "system_admin security_admin other_security_admin audit_admin"
SYSTEM = f"{ADMINISTRATORS} clock"
EXPERTS = "member stranger"
EVERYBODY = f"{OFFICES} {APPLICANT} {RIVAL} {SYSTEM} {EXPERTS} outsider public"

SIGHTS = {
    "body": {
        "an office": EVERYBODY,
        "the applicant": f"{OFFICES} {SYSTEM} {APPLICANT}",
        "the rival": f"{OFFICES} {SYSTEM} {RIVAL}",
    },
    "seat": {  # within a body one sees each other; experts come from outside and see themselves
        "of the applicant": f"{APPLICANT} {ADMINISTRATORS}",
        "of the rival": f"{RIVAL} {ADMINISTRATORS}",
        "of the authority": f"{AUTHORITY} {ADMINISTRATORS}",
        "of the member": f"{AUTHORITY} member {ADMINISTRATORS}",
        "of the outsider": f"outsider {ADMINISTRATORS}",
    },
    "endpoint": {  # its keepers; the security administrators may remove it
        "of the applicant's editor": f"applicant editor {ADMINISTRATORS}",
        "of the supervisor": f"supervisor {ADMINISTRATORS}",
    },
    "client": {  # a body knows which systems act for it
        "of the applicant's editor": f"{APPLICANT} {ADMINISTRATORS}",
        "of the supervisor": f"supervisor {ADMINISTRATORS}",
    },
    "sweep": {"a run": f"{OFFICERS} {ADMINISTRATORS}"},
    "calendaryear": {"2026": EVERYBODY},
    "rulebook": {"the base text": EVERYBODY},
    "field": {"finance": EVERYBODY},
    "zone": {
        "established": EVERYBODY,
        "planned": f"{OFFICES} audit_admin",
    },
    "dataset": {
        "open": EVERYBODY,
        "shut out": f"{OFFICES} audit_admin",
    },
    "call": {
        "published": EVERYBODY,
        "drafted for the finance zone": f"{AUTHORITY} supervisor audit_admin",
        "drafted for the district": f"{AUTHORITY} district audit_admin",
    },
    "proposal": {  # the two bodies, each as a whole
        "to the supervisor": f"{AUTHORITY} supervisor audit_admin",
        "to the district": f"{AUTHORITY} district audit_admin",
    },
    "organisation": {
        "the applicant": f"{OFFICES} {APPLICANT} audit_admin",
        "the rival": f"{OFFICES} {RIVAL} audit_admin",
    },
    "application": {  # a draft is its owner's alone
        "the applicant's": f"{AUTHORITY} supervisor {APPLICANT} member audit_admin",
        "the rival's": f"{AUTHORITY} district {RIVAL} audit_admin",
        "the applicant's draft": f"{APPLICANT} audit_admin",
        "the rival's draft": f"{RIVAL} audit_admin",
    },
    "panel": {
        "for the applicant": f"{OFFICERS} supervisor member audit_admin",
        "for the rival": f"{OFFICERS} district audit_admin",
    },
    "expert": {
        "the member": f"{OFFICERS} member",
        "the stranger": f"{OFFICERS} stranger",
    },
    "report": {
        "on the applicant": "officer colleague recorder verifier supervisor audit_admin",
        "on the rival": "officer colleague recorder verifier district audit_admin",
    },
    "agreement": {
        "the applicant's": f"{AUTHORITY} supervisor {APPLICANT} audit_admin",
        "the rival's": f"{AUTHORITY} district {RIVAL} audit_admin",
    },
    "incident": {
        "of the applicant": f"{OFFICERS} supervisor {APPLICANT} audit_admin",
        "of the rival": f"{OFFICERS} district {RIVAL} audit_admin",
    },
    "breach": {
        "of the applicant": f"{OFFICERS} supervisor {APPLICANT} audit_admin",
        "of the rival": f"{OFFICERS} district {RIVAL} audit_admin",
    },
    "interview": {
        "of the applicant": f"{OFFICERS} supervisor {APPLICANT} audit_admin",
        "of the rival": f"{OFFICERS} district {RIVAL} audit_admin",
    },
    "legacylist": {"of one": f"{OFFICERS} audit_admin"},
    "renewal": {
        "of the applicant": f"{OFFICERS} supervisor {APPLICANT} audit_admin",
        "of the rival": f"{OFFICERS} district {RIVAL} audit_admin",
    },
    "exit": {
        "of the applicant": f"{OFFICERS} supervisor {APPLICANT} audit_admin",
        "of the rival": f"{OFFICERS} district {RIVAL} audit_admin",
    },
    "partner": {  # its operator, and itself: here each is the other's
        "of the applicant": f"{OFFICERS} supervisor {APPLICANT} {RIVAL} audit_admin",
        "of the rival": f"{OFFICERS} district {APPLICANT} {RIVAL} audit_admin",
    },
    "indicatorset": {"in use": EVERYBODY, "a draft": f"{OFFICES} audit_admin"},
    "round": {
        "of the applicant": f"{OFFICES} {APPLICANT} audit_admin",
        "of the rival": f"{OFFICES} {RIVAL} audit_admin",
    },
    "evaluation": {
        "of the applicant": f"{OFFICERS} supervisor district {APPLICANT} audit_admin",
        "of the rival": f"{OFFICERS} district {RIVAL} audit_admin",
    },
}
WITHOUT_EXPERTS = {("application", "the rival's"), ("panel", "for the rival")}  # the draw is random
