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
from operators.evaluation.models import (
    Appeal,
    Assessor,
    Claim,
    Evaluation,
    Indicator,
    IndicatorSet,
    Preference,
    ResultCorrection,
    Round,
    Score,
)
from operators.exit.models import Exit, ExitItem
from operators.legacy.models import LegacyAgreement, LegacyList
from operators.organisation.models import Organisation
from operators.oversight.models import Breach, Incident, Interview, Rectification
from operators.partner.models import CreditGrade, Leaving, Partner
from operators.renewal.models import Renewal
from operators.review.models import Expert, Member, Panel, Paper, Result, Sheet, SheetDraft, Tie

__all__ = [
    "Agreement", "Appeal", "Application", "Assessor", "Breach", "Claim", "Correction", "CreditGrade", "Decision",
    "Evaluation", "Exit", "ExitItem", "Expert", "Finding", "Head", "Incident", "Indicator", "IndicatorSet",
    "Interview", "Item", "Leaving", "LegacyAgreement", "LegacyList", "Member", "Objection", "Organisation", "Panel",
    "Paper", "Partner", "Party", "Preference", "Reader", "Rectification", "Renewal", "Report", "Result",
    "ResultCorrection", "Round", "Score", "Section", "Sheet", "SheetDraft", "Tie", "Version",
]  # fmt: skip
