"""Triggers of higher floors, beside those of the ledger and of every flow."""

from operators.evaluation import guards

GUARDS = [guards.triggers]
