"""The life of an expert panel (Arts 9, 13)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.kernel.flows import Case, state_field, step


class PanelFlow(Case):
    """convening → scoring → concluded"""

    class State(models.TextChoices):
        CONVENING = "convening", _("convening")
        SCORING = "scoring", _("scoring")
        CONCLUDED = "concluded", pgettext_lazy("panel", "concluded")
        DISSOLVED = "dissolved", _("dissolved")

    state = state_field(State, State.CONVENING)

    class Meta:
        abstract = True

    @step(source=State.CONVENING, target=State.SCORING, article="13")
    def open_papers(self): ...

    @step(source=State.SCORING, target=State.CONCLUDED, article="13")
    def conclude(self): ...

    @step(source=[State.CONVENING, State.SCORING], target=State.DISSOLVED, article="9")
    def dissolve(self): ...
