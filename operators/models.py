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
from operators.exit.models import Exit, ExitItem
from operators.legacy.models import LegacyAgreement, LegacyList
from operators.organisation.models import Organisation
from operators.oversight.models import Breach, Incident, Interview, Rectification
from operators.renewal.models import Renewal
from operators.review.models import Expert, Member, Panel, Paper, Result, Sheet, SheetDraft, Tie

__all__ = [
    "Agreement", "Application", "Breach", "Correction", "Decision", "Exit", "ExitItem", "Expert", "Finding", "Head",
    "Incident", "Interview", "Item", "LegacyAgreement", "LegacyList", "Member", "Objection", "Organisation",
    "Panel", "Paper", "Party", "Reader", "Rectification", "Renewal", "Report", "Result", "Section", "Sheet",
    "SheetDraft", "Tie", "Version",
]  # fmt: skip
