"""Regulations as versioned data: what a case is ruled by, and who set each number."""

from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.flows import Case
from config.kernel.writing import ActOnly

BASE = "beijing-2023-draft"


class Rulebook(Case):
    """One version of one text. A call pins one; its cases run by that version to their end (Art. 16)."""

    code = models.CharField(max_length=40)
    edition = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(max_length=200)
    short_title = models.CharField(max_length=40)
    issued_by = models.CharField(max_length=200)
    concordance = models.JSONField(default=dict)  # article of the base text → this text's own

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "edition"], name="rulebook_one_edition")]

    def __str__(self):
        return f"{self.short_title} v{self.edition}"

    @cached_property
    def values(self) -> dict[str, Any]:
        """key → value of every parameter, read once per instance."""
        return dict(self.parameters.values_list("key", "value"))

    def value(self, key: str) -> Any:
        """One parameter; KeyError when this text has none of that name."""
        return self.values[key]


class Article(ActOnly):
    """The words of one article."""

    rulebook = models.ForeignKey(Rulebook, models.PROTECT, related_name="articles")
    number = models.PositiveSmallIntegerField()
    chapter = models.CharField(max_length=100, default="")
    text = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["rulebook", "number"], name="article_once")]


class Parameter(ActOnly):
    """A number, list or flag that a rule reads. `source` is an article, or "house default" for the authority to set."""

    HOUSE_DEFAULT = "house default"

    rulebook = models.ForeignKey(Rulebook, models.PROTECT, related_name="parameters")
    key = models.CharField(max_length=60)
    value = models.JSONField()
    unit = models.CharField(max_length=20)
    source = models.CharField(max_length=40)
    label_zh = models.CharField(max_length=100)
    label_en = models.CharField(max_length=100)
    note = models.TextField(default="")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["rulebook", "key"], name="parameter_once")]
