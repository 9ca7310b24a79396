"""Who registers, and in what standing one must be (Arts 5, 12, 17)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from config.kernel.accounts.models import Body
from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import exclusive, only, own_body, wanted
from config.kernel.refusals import INPUT, Refusal
from config.kernel.shapes import Line, Name, misfits
from operators.organisation.codes import checked
from operators.organisation.models import Organisation
from zones.zone.rules import authority_officer

AMENDABLE = {"legal_representative": Name, "representative_id": Name, "address": Line}


def may_register(
    public, *, by, at, name: Line = "", kind: str = "", credit_code: str = "", legal_representative: Name = "",
    representative_id: Name = "", address: Line = "",
):  # fmt: skip
    """A registered person registers the organisation and becomes its administrator (Arts 5, 12)."""
    yield from only(by, Role.PERSON, article="12")
    yield from exclusive(by.user, Role.ADMINISTRATOR)
    yield from wanted("name", name, "12")
    yield from wanted("legal_representative", legal_representative, "17(2)")
    if kind not in Organisation.Kind.values:
        yield Refusal(
            "kind", _("Operators are enterprises, public institutions or research bodies."), "5", INPUT, "kind"
        )
    code, wrong = checked(credit_code)
    if wrong == "form":
        yield Refusal(
            "credit_code",
            _("A unified social credit code has 18 digits and capital letters, without I, O, S, V, Z."),
            "12", INPUT, "credit_code",
        )  # fmt: skip
    if Organisation.objects.filter(credit_code=code).exists():
        yield Refusal("registered", _("This organisation is registered already."), "12", INPUT, "credit_code")
    if Body.objects.filter(kind=Body.Kind.ORGANISATION, name=name).exists():
        yield Refusal("name_taken", _("An organisation of this name is registered already."), "12", INPUT, "name")


def may_confirm(organisation, *, by, at, code_accepted_reason: str = ""):
    """An officer of the authority confirms who it is; a wrong check digit is accepted only with a reason (Art. 17)."""
    yield from authority_officer(by, "17")
    yield from _code_accepted(organisation, code_accepted_reason)


def may_bar(organisation, *, by, at, reason: str = ""):
    """Serious offences and the lists of Art. 17 (2) bar an organisation."""
    yield from authority_officer(by, "17(2)")
    yield from wanted("reason", reason, "17(2)")


def may_readmit(organisation, *, by, at, reason: str = "", code_accepted_reason: str = ""):
    """The bar is lifted with a reason; barred before it was ever confirmed, its code is looked at now (Art. 17 (2))."""
    yield from authority_officer(by, "17(2)")
    yield from wanted("reason", reason, "17(2)")
    yield from _code_accepted(organisation, code_accepted_reason or organisation.code_accepted_reason)


def may_amend(organisation, *, by, at, **words):
    """Its administrator keeps the organisation's particulars (Art. 12)."""
    yield from only(by, Role.ADMINISTRATOR, article="12")
    yield from own_body(by, organisation.body_id, "12")
    if not words or set(words) - set(AMENDABLE):
        yield Refusal("words", _("This cannot be changed here."), "12", INPUT)
    else:
        yield from misfits(AMENDABLE, False, words)
    if "legal_representative" in words:
        yield from wanted("legal_representative", words["legal_representative"], "17(2)")


def _code_accepted(organisation, reason: str) -> Iterator[Refusal]:
    """A wrong check digit is accepted by an officer, with a reason."""
    code = organisation.credit_code
    if checked(code)[1] and not reason.strip():
        yield Refusal(
            "check_digit",
            _("The check digit of %(code)s is wrong; it can be accepted only with a reason.") % {"code": code},
            "17(2)", INPUT, "code_accepted_reason",
        )  # fmt: skip
