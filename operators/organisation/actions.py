"""The verbs of organisations (Arts 12, 17)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Body, BodyName, Seat
from config.kernel.accounts.roles import Role
from config.kernel.acts import act
from operators.organisation import facts, rules
from operators.organisation.codes import checked
from operators.organisation.models import Organisation


@act(rules.may_register, title=_("register an organisation"), article="12")
def register(public: Body, *, by, at, name, kind, credit_code, legal_representative, representative_id="", address=""):
    """The body, the organisation, and the seat of its first administrator."""
    body = Body.objects.create(kind=Body.Kind.ORGANISATION, name=name)
    BodyName.objects.create(body=body, name=name, from_on=timezone.localdate(at))
    organisation = Organisation.objects.create(
        body=body, kind=kind, credit_code=checked(credit_code)[0], legal_representative=legal_representative,
        representative_id=representative_id, address=address,
    )  # fmt: skip
    Seat.objects.create(user=by.user, body=body, role=Role.ADMINISTRATOR, state=Seat.State.ACTIVE)
    return facts.OrganisationRegistered(organisation, by, at, name, organisation.credit_code)


@act(rules.may_confirm, title=_("confirm the organisation"))
def confirm(organisation: Organisation, *, by, at, code_accepted_reason=""):
    """It may apply from now on."""
    organisation.confirm()
    organisation.code_accepted_reason = code_accepted_reason
    return facts.OrganisationConfirmed(organisation, by, at, code_accepted_reason)


@act(rules.may_bar, title=_("bar the organisation"))
def bar(organisation: Organisation, *, by, at, reason):
    """It may not apply until it is readmitted."""
    organisation.bar()
    organisation.barred_reason = reason
    return facts.OrganisationBarred(organisation, by, at, reason)


@act(rules.may_readmit, title=_("readmit the organisation"))
def readmit(organisation: Organisation, *, by, at, reason, code_accepted_reason=""):
    """The bar is lifted."""
    organisation.readmit()
    organisation.barred_reason = ""
    organisation.code_accepted_reason = code_accepted_reason or organisation.code_accepted_reason
    return facts.OrganisationReadmitted(organisation, by, at, reason)


@act(rules.may_amend, title=_("amend the particulars"), article="12")
def amend(organisation: Organisation, *, by, at, **words):
    """Other particulars; the code and the name stay."""
    for name, value in words.items():
        setattr(organisation, name, value)
    return facts.OrganisationAmended(organisation, by, at, sorted(words))
