"""The life of a list of legacy agreements (Art. 16)."""

from django.db import models
from django.utils.translation import pgettext_lazy

from config.kernel.flows import Case, state_field, step


class LegacyListFlow(Case):
    """lodged → confirmed | refused"""

    class State(models.TextChoices):
        LODGED = "lodged", pgettext_lazy("legacy", "lodged")
        CONFIRMED = "confirmed", pgettext_lazy("legacy", "confirmed")
        REFUSED = "refused", pgettext_lazy("legacy", "refused")

    state = state_field(State, State.LODGED)

    class Meta:
        abstract = True

    @step(source=State.LODGED, target=State.CONFIRMED, article="16")
    def confirm(self): ...

    @step(source=State.LODGED, target=State.REFUSED, article="16")
    def refuse(self): ...
