"""The life of a seat: granted by one, confirmed by another (house:2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.flows import Case, state_field, step


class SeatFlow(Case):
    """proposed → active → revoked"""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        ACTIVE = "active", _("active")
        REVOKED = "revoked", _("revoked")

    state = state_field(State, State.PROPOSED)

    class Meta:
        abstract = True

    @step(source=State.PROPOSED, target=State.ACTIVE, article="house:2")
    def confirm(self): ...

    @step(source=[State.PROPOSED, State.ACTIVE], target=State.REVOKED, article="house:2")
    def revoke(self): ...
