"""The life of a partner under an operator's agreement (Arts 22-24)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.kernel.flows import Case, state_field, step


class PartnerFlow(Case):
    """proposed → admitted ⇄ restricted → exiting → exited; or declined"""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("partner", "proposed")
        ADMITTED = "admitted", _("admitted")
        RESTRICTED = "restricted", _("restricted")
        EXITING = "exiting", _("exiting")
        EXITED = "exited", _("exited")
        DECLINED = "declined", pgettext_lazy("partner", "not admitted")

    state = state_field(State, State.PROPOSED)

    class Meta:
        abstract = True

    @step(source=State.PROPOSED, target=State.ADMITTED, article="22")
    def admit(self): ...

    @step(source=State.PROPOSED, target=State.DECLINED, article="22")
    def decline(self): ...

    @step(source=State.ADMITTED, target=State.RESTRICTED, article="23")
    def restrict(self): ...

    @step(source=State.RESTRICTED, target=State.ADMITTED, article="23")
    def lift(self): ...

    @step(source=[State.ADMITTED, State.RESTRICTED], target=State.EXITING, article="24")
    def begin_exit(self): ...

    @step(source=State.EXITING, target=State.EXITED, article="24")
    def finish_exit(self): ...
