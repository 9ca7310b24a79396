"""Who sets the rules: the data authority (Art. 7)."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only, wanted
from config.kernel.citations import say
from config.kernel.refusals import INPUT, Refusal
from zones.rulebook.faults import KINDS, list_faults, other_shape
from zones.rulebook.models import BASE, Parameter, Rulebook
from zones.rulebook.queries import within_reach
from zones.rulebook.texts import codes


def may_adopt(authority, *, by, at, code: str = ""):
    """The authority takes a text into use, the base text first: the others lean on it (Art. 7)."""
    yield from only(by, Role.OFFICER, kinds=("authority",), article="7")
    if code not in codes():
        yield Refusal("text_unknown", _("There is no such text."), "7", INPUT, "code")
    elif Rulebook.objects.filter(code=code).exists():
        yield Refusal("text_adopted", _("This text is in use already; amend it instead."), "7", INPUT, "code")
    elif code != BASE and not Rulebook.objects.filter(code=BASE).exists():
        yield Refusal("base_first", _("The measures themselves are taken into use first."), "7", INPUT, "code")


def may_amend(rulebook, *, by, at, changes: dict[str, Any] | None = None, reason: str = ""):
    """The authority sets anew what no article sets; older cases keep their version (Arts 7, 16; house:8)."""
    yield from only(by, Role.OFFICER, kinds=("authority",), article="7")
    yield from wanted("reason", reason, "house:8")
    if Rulebook.objects.filter(code=rulebook.code, edition__gt=rulebook.edition).exists():
        yield Refusal("newer_version", _("There is a newer version of this text."), "house:8")
    if not changes:
        yield Refusal("nothing_changed", _("Say which parameters change."), "house:8", INPUT, "changes")
    known = within_reach(rulebook)
    for key, value in (changes or {}).items():
        if key in known:
            yield from _settable(known[key], value)
        else:
            yield Refusal(
                "parameter_unknown", _("There is no parameter %(key)s.") % {"key": key}, "house:8", INPUT, key
            )


def _settable(parameter: Parameter, value: Any) -> Iterator[Refusal]:
    """No article sets it, and what reads it can do with the new value."""
    key, before, article = parameter.key, parameter.value, parameter.set_by
    if article:
        yield Refusal(
            "set_by_article",
            _("%(key)s is set by %(article)s and cannot be changed here.") % {"key": key, "article": say(article)},
            article, INPUT, key,
        )  # fmt: skip
    elif type(value) is not KINDS[parameter.unit]:
        yield Refusal("parameter_type", _("%(key)s is of another type.") % {"key": key}, "house:8", INPUT, key)
    elif type(value) is int and value < 0:
        yield Refusal("parameter_negative", _("%(key)s cannot be less than 0.") % {"key": key}, "house:8", INPUT, key)
    elif type(value) is list and (other_shape(value, before) or any(list_faults(value, _articles(parameter)))):
        yield Refusal(
            "parameter_list",
            _("%(key)s: each item has the same words as before and a key of its own, cites an article of the text, and "
              "the weights make 100.") % {"key": key},
            "house:8", INPUT, key,
        )  # fmt: skip


def _articles(parameter: Parameter) -> set[str]:
    return {str(number) for number in parameter.rulebook.articles.values_list("number", flat=True)}
