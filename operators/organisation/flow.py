"""The life of an organisation in this system (Arts 17, 18)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.flows import Case, state_field, step


class OrganisationFlow(Case):
    """registered → confirmed ⇄ barred"""

    class State(models.TextChoices):
        REGISTERED = "registered", _("registered")
        CONFIRMED = "confirmed", _("confirmed")
        BARRED = "barred", _("barred")

    state = state_field(State, State.REGISTERED)

    class Meta:
        abstract = True

    @step(source=State.REGISTERED, target=State.CONFIRMED, article="17")
    def confirm(self): ...

    @step(source=[State.REGISTERED, State.CONFIRMED], target=State.BARRED, article="17")
    def bar(self): ...

    @step(source=State.BARRED, target=State.CONFIRMED, article="17")
    def readmit(self): ...
