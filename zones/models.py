"""Gathers the rooms for Django."""

from zones.call.models import Call, Question
from zones.catalogue.models import Dataset, ResourceClass
from zones.rulebook.models import Article, Parameter, Rulebook
from zones.zone.models import Field, Supervision, Zone

__all__ = [
    "Article", "Call", "Dataset", "Field", "Parameter", "Question", "ResourceClass", "Rulebook", "Supervision", "Zone",
]  # fmt: skip
