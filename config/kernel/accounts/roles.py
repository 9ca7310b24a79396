"""The roles, said in words. What a role may do stands in the rules, beside its article."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """One word for each part that a person can play."""

    OFFICER = "officer", _("officer")
    RECORDER = "recorder", _("decision recorder")
    VERIFIER = "verifier", _("decision verifier")
    EXPERT = "expert", _("expert")
    ADMINISTRATOR = "administrator", _("organisation administrator")
    EDITOR = "editor", _("editor")
    SIGNATORY = "signatory", _("signatory")
    SECURITY_OFFICER = "security_officer", _("data-security officer")
    PERSON = "person", _("registered person")
    SYSTEM_ADMIN = "system_admin", _("system administrator")
    SECURITY_ADMIN = "security_admin", _("security administrator")
    AUDIT_ADMIN = "audit_admin", _("audit administrator")
    CLOCK = "clock", _("the clock")


# 三员分立: each excludes the other two and every role with business of its own (house:2).
THREE_ADMINISTRATORS = {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}

# Which kinds of body a role can be held for; the clock and the registered person belong to the system itself.
HELD_FOR: dict[str, set[str]] = {
    Role.OFFICER: {"authority", "department", "district"},
    Role.RECORDER: {"authority"},
    Role.VERIFIER: {"authority"},
    Role.EXPERT: {"authority"},
    Role.ADMINISTRATOR: {"organisation"},
    Role.EDITOR: {"organisation"},
    Role.SIGNATORY: {"organisation", "government", "authority", "department", "district"},
    Role.SECURITY_OFFICER: {"organisation"},
    Role.PERSON: {"public"},
    Role.SYSTEM_ADMIN: {"system"},
    Role.SECURITY_ADMIN: {"system"},
    Role.AUDIT_ADMIN: {"system"},
    Role.CLOCK: {"system"},
}
