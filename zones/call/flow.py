"""The life of a call for applications (Arts 10, 11)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.kernel.flows import Case, state_field, step


class CallFlow(Case):
    """drafted → proposed → published → closed → concluded; or cancelled"""

    class State(models.TextChoices):
        DRAFTED = "drafted", _("drafted")
        PROPOSED = "proposed", _("awaiting countersignature")
        PUBLISHED = "published", _("published")
        CLOSED = "closed", pgettext_lazy("call", "closed")
        CONCLUDED = "concluded", pgettext_lazy("call", "concluded")
        CANCELLED = "cancelled", _("cancelled")

    state = state_field(State, State.DRAFTED)

    class Meta:
        abstract = True

    @step(source=State.DRAFTED, target=State.PROPOSED, article="11")
    def propose(self): ...

    @step(source=State.PROPOSED, target=State.DRAFTED, article="11")
    def reopen(self): ...

    @step(source=State.PROPOSED, target=State.PUBLISHED, article="11")
    def publish(self): ...

    @step(source=State.PUBLISHED, target=State.CLOSED, article="12")
    def close(self): ...

    @step(source=State.CLOSED, target=State.CONCLUDED, article="10")
    def conclude(self): ...

    @step(source=[State.DRAFTED, State.PROPOSED, State.PUBLISHED, State.CLOSED], target=State.CANCELLED, article="11")
    def cancel(self): ...
