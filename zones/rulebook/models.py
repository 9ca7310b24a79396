"""Regulations as versioned data: what a case is ruled by, and who set each number."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.citations import parsed
from config.kernel.flows import Case
from config.kernel.writing import ActOnly

BASE = "beijing-2023-draft"
VALUES: dict[tuple[int, str], dict[str, Any]] = {}  # of the versions that this process has read


class Rulebook(Case):
    """One version of one text. A call pins one; its cases run by that version to their end (Art. 16).

    `base`: the version of the base text that sets what this text does not; none for the base text itself.
    `concordance`: article of the base text → this text's own, the closest first.
    """

    code = models.CharField(max_length=40)
    edition = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(max_length=200)
    short_title = models.CharField(max_length=40)
    issued_by = models.CharField(max_length=200)
    concordance = models.JSONField(default=dict)
    base = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("rulebook")
        constraints = [
            models.UniqueConstraint(fields=["code", "edition"], name="rulebook_one_edition"),
            models.CheckConstraint(
                condition=models.Q(code=BASE) ^ models.Q(base__isnull=False), name="rulebook_leans_on_the_base"
            ),
        ]

    def __str__(self):
        return _("%(text)s, version %(edition)s") % {"text": self.short_title, "edition": self.edition}

    @property
    def values(self) -> dict[str, Any]:
        """key → value of every parameter, this text's own before the base text's; not to be changed by who reads it.

        A version that is in the ledger stays as it is (a change is a new version), so it is read once a process: its
        head names its content, also where another database gives another version the same id.
        """
        if not self.ledger_head:
            return self._values()
        if (self.pk, self.ledger_head) not in VALUES:
            VALUES[self.pk, self.ledger_head] = self._values()
        return VALUES[self.pk, self.ledger_head]

    def _values(self) -> dict[str, Any]:
        own = dict(self.parameters.values_list("key", "value"))
        return {**self.base.values, **own} if self.base else own

    def value(self, key: str) -> Any:
        """One parameter; KeyError when neither this text nor the base text has one of that name."""
        return self.values[key]

    def own_article(self, article: str) -> str:
        """How a case that runs by this text cites an article of the base text: "15" → "national-27-2025:14".

        What this text has nothing of, and what is not of the base text, is cited as it is.
        """
        book, number, _item = parsed(article)
        own = self.concordance.get(str(number), []) if book.code == BASE else []
        return f"{self.code}:{own[0]}" if own else article

    def rules_calls(self) -> bool:
        """Whether calls can run by this text: one that knows what opens applications (Art. 11)."""
        return self.code == BASE or "11" in self.concordance


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
    """A number, list or flag that a rule reads, and who set it: `source` is an article of its text, "house default"
    while the authority has not set it, or "authority" when it has (Art. 7)."""

    HOUSE_DEFAULT, AUTHORITY = "house default", "authority"

    rulebook = models.ForeignKey(Rulebook, models.PROTECT, related_name="parameters")
    key = models.CharField(max_length=60)
    value = models.JSONField()
    unit = models.CharField(max_length=20)
    source = models.CharField(max_length=40)
    label_zh = models.CharField(max_length=100)
    label_en = models.CharField(max_length=100)
    note = models.TextField(default="")
    note_en = models.TextField(default="")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["rulebook", "key"], name="parameter_once")]

    @property
    def set_by(self) -> str:
        """The citation of the article that sets it, "" where none does."""
        free = self.source in (self.HOUSE_DEFAULT, self.AUTHORITY)
        return "" if free else f"{self.rulebook.code}:{self.source}"
