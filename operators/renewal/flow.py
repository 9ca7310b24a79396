"""The life of a renewal (Arts 12, 16)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.kernel.flows import Case, state_field, step


class RenewalFlow(Case):
    """opened → asked for ⇄ applied for → done; or lapsed"""

    class State(models.TextChoices):
        OPENED = "opened", pgettext_lazy("renewal", "opened")
        ASKED = "asked", _("asked for")
        APPLIED = "applied", _("applied for")
        DONE = "done", pgettext_lazy("renewal", "done")
        LAPSED = "lapsed", _("lapsed")

    UNDER_WAY = [State.OPENED, State.ASKED, State.APPLIED]

    state = state_field(State, State.OPENED)

    class Meta:
        abstract = True

    @step(source=State.OPENED, target=State.ASKED, article="16")
    def ask(self): ...

    @step(source=[State.OPENED, State.ASKED], target=State.APPLIED, article="12")
    def link(self): ...

    @step(source=State.APPLIED, target=State.ASKED, article="12")
    def fall_back(self): ...

    @step(source=State.APPLIED, target=State.DONE, article="16")
    def complete(self): ...

    @step(source=UNDER_WAY, target=State.LAPSED, article="16")
    def lapse(self): ...
