"""The life of a sweep (house:11)."""

from django.db import models
from django.utils.translation import pgettext_lazy

from config.kernel.flows import Case, state_field, step


class SweepFlow(Case):
    """running → ended | broken off"""

    class State(models.TextChoices):
        RUNNING = "running", pgettext_lazy("sweep", "running")
        ENDED = "ended", pgettext_lazy("sweep", "ended")
        BROKEN_OFF = "broken_off", pgettext_lazy("sweep", "broken off")

    state = state_field(State, State.RUNNING)

    class Meta:
        abstract = True

    @step(source=State.RUNNING, target=State.ENDED, article="house:11")
    def end(self): ...

    @step(source=State.RUNNING, target=State.BROKEN_OFF, article="house:11")
    def break_off(self): ...
