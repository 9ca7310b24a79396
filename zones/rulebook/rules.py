"""Who sets the rules: the data authority (Art. 7)."""

from django.utils.translation import gettext as _

from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only, wanted
from config.kernel.refusals import INPUT, Refusal
from zones.rulebook.models import Parameter, Rulebook
from zones.rulebook.texts import all_texts


def may_adopt(authority, *, by, at, code=""):
    """The authority takes a text into use (Art. 7)."""
    yield from only(by, Role.OFFICER, kinds=("authority",), article="7")
    if code not in {text.code for text in all_texts()}:
        yield Refusal("text_unknown", _("There is no such text."), "7", INPUT, "code")
    elif Rulebook.objects.filter(code=code).exists():
        yield Refusal("text_adopted", _("This text is in use already; amend it instead."), "7", INPUT, "code")


def may_amend(rulebook, *, by, at, changes=None, reason=""):
    """The authority sets anew what no article sets; older cases keep their version (Arts 7, 16; house:8)."""
    yield from only(by, Role.OFFICER, kinds=("authority",), article="7")
    yield from wanted("reason", reason, "house:8")
    if Rulebook.objects.filter(code=rulebook.code, edition__gt=rulebook.edition).exists():
        yield Refusal("newer_version", _("There is a newer version of this text."), "house:8")
    if not changes:
        yield Refusal("nothing_changed", _("Say which parameters change."), "house:8", INPUT, "changes")
    sources = dict(rulebook.parameters.values_list("key", "source"))
    for key, value in (changes or {}).items():
        if key not in sources:
            yield Refusal("parameter_unknown", _("There is no parameter %(key)s.") % {"key": key}, "house:8", INPUT, key)
        elif sources[key] != Parameter.HOUSE_DEFAULT:
            yield Refusal(
                "set_by_article",
                _("%(key)s is set by Article %(article)s and cannot be changed here.") % {"key": key, "article": sources[key]},
                sources[key], INPUT, key,
            )  # fmt: skip
        elif type(value) is not type(rulebook.value(key)):
            yield Refusal("parameter_type", _("%(key)s is of another type.") % {"key": key}, "house:8", INPUT, key)
