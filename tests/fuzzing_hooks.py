"""Schemathesis' hooks: most references name a case that is there, or hardly anything but 404 would be seen."""

import random

import schemathesis

THERE = ("1", "2", "3", "4", "5")


@schemathesis.hook
def before_call(context, case, kwargs):
    named = (case.path_parameters or {}).get("reference")
    if named is not None and named not in THERE and random.random() < 0.8:
        case.path_parameters["reference"] = random.choice(THERE)
