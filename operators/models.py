"""Gathers the rooms for Django."""

from operators.agreement.models import Agreement, Head, Party
from operators.application.models import (
    Application,
    Correction,
    Finding,
    Objection,
    Reader,
    Section,
    Version,
)
from operators.decision.models import Decision, Item, Report
from operators.organisation.models import Organisation
from operators.oversight.models import Breach, Incident, Interview, Rectification
from operators.partner.models import CreditGrade, Leaving, Partner
from operators.review.models import Expert, Member, Panel, Paper, Result, Sheet, SheetDraft, Tie

__all__ = [
    "Agreement", "Application", "Breach", "Correction", "CreditGrade", "Decision", "Expert", "Finding", "Head",
    "Incident", "Interview", "Item", "Leaving", "Member", "Objection", "Organisation", "Panel", "Paper", "Partner",
    "Party", "Reader", "Rectification", "Report", "Result", "Section", "Sheet", "SheetDraft", "Tie", "Version",
]  # fmt: skip
