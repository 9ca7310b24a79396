"""The life of an endpoint: it hears, it is paused, it hears again, it is gone (house:6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.kernel.flows import Case, state_field, step


class EndpointFlow(Case):
    """active ⇄ paused → removed"""

    class State(models.TextChoices):
        ACTIVE = "active", pgettext_lazy("endpoint", "active")
        PAUSED = "paused", _("paused")
        REMOVED = "removed", _("removed")

    state = state_field(State, State.ACTIVE)

    class Meta:
        abstract = True

    @step(source=State.ACTIVE, target=State.PAUSED, article="house:6")
    def pause(self): ...

    @step(source=State.PAUSED, target=State.ACTIVE, article="house:6")
    def resume(self): ...

    @step(source=[State.ACTIVE, State.PAUSED], target=State.REMOVED, article="house:6")
    def remove(self): ...
