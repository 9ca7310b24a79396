"""The life of a proposal that two bodies must agree on (会签, house:5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.kernel.flows import Case, state_field, step


class ProposalFlow(Case):
    """open → countersigned | declined | expired | withdrawn"""

    class State(models.TextChoices):
        OPEN = "open", _("awaiting countersignature")
        COUNTERSIGNED = "countersigned", _("countersigned")
        DECLINED = "declined", pgettext_lazy("proposal", "declined")
        EXPIRED = "expired", pgettext_lazy("proposal", "expired")
        WITHDRAWN = "withdrawn", _("withdrawn")

    state = state_field(State, State.OPEN)

    class Meta:
        abstract = True

    @step(source=State.OPEN, target=State.COUNTERSIGNED, article="house:5")
    def countersign(self): ...

    @step(source=State.OPEN, target=State.DECLINED, article="house:5")
    def decline(self): ...

    @step(source=State.OPEN, target=State.EXPIRED, article="house:5")
    def expire(self): ...

    @step(source=State.OPEN, target=State.WITHDRAWN, article="house:5")
    def withdraw(self): ...
