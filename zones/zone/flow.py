"""The life of a zone (Art. 2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.kernel.flows import Case, state_field, step


class ZoneFlow(Case):
    """planned → established → closed"""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        ESTABLISHED = "established", _("established")
        CLOSED = "closed", pgettext_lazy("zone", "closed")

    state = state_field(State, State.PLANNED)

    class Meta:
        abstract = True

    @step(source=State.PLANNED, target=State.ESTABLISHED, article="2")
    def establish(self): ...

    @step(source=[State.PLANNED, State.ESTABLISHED], target=State.CLOSED, article="8")
    def close(self): ...
