"""The life of an exit (Arts 16, 33)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.kernel.flows import Case, state_field, step


class ExitFlow(Case):
    """opened → running → accepted → closed; nothing leads back into the zone"""

    class State(models.TextChoices):
        OPENED = "opened", pgettext_lazy("exit", "opened")
        RUNNING = "running", _("running")
        ACCEPTED = "accepted", pgettext_lazy("exit", "accepted")
        CLOSED = "closed", pgettext_lazy("exit", "closed")

    state = state_field(State, State.OPENED)

    class Meta:
        abstract = True

    @step(source=State.OPENED, target=State.RUNNING, article="16")
    def begin(self): ...

    @step(source=State.RUNNING, target=State.ACCEPTED, article="16")
    def accept(self): ...

    @step(source=State.ACCEPTED, target=State.CLOSED, article="16")
    def close(self): ...
