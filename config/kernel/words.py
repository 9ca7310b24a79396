"""How things are said to people: what a field is called, lists, and texts that are kept in two languages."""

from collections.abc import Iterable

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

# What an act must be given, in words: a rule that asks for one more names it here.
FIELDS = {
    "answer": _("answer"),
    "cause": _("root cause"),
    "code": _("code"),
    "document_number": _("document number"),
    "employer": _("employer"),
    "full_name": _("full name"),
    "ground": _("ground"),
    "identity_number": _("identity number"),
    "legal_representative": _("legal representative"),
    "measures": _("measures taken"),
    "minutes": _("minutes"),
    "name": _("name"),
    "provision": _("provision"),
    "purpose": _("purpose"),
    "real_name": _("real name"),
    "reason": _("reason"),
    "remark": _("remark"),
    "reply": _("reply"),
    "source": _("source"),
    "text": _("text"),
    "title": _("title"),
    "username": _("user name"),
}


def listed(words: Iterable) -> str:
    """One after the other, as the reader's language separates them: "a, b" or “甲、乙”."""
    return pgettext("between the words of a list", ", ").join(str(word) for word in words)


def of_two(chinese: str, english: str) -> str:
    """Of a text that is kept in two languages, the reader's."""
    return chinese if (get_language() or "").startswith("zh") else english
