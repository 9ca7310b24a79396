"""The life of a partner system's access: issued by one, confirmed by another (house:10)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.flows import Case, state_field, step


class ClientFlow(Case):
    """issued → active → revoked"""

    class State(models.TextChoices):
        ISSUED = "issued", _("issued, to be confirmed")
        ACTIVE = "active", _("active")
        REVOKED = "revoked", _("revoked")

    state = state_field(State, State.ISSUED)

    class Meta:
        abstract = True

    @step(source=State.ISSUED, target=State.ACTIVE, article="house:10")
    def confirm(self): ...

    @step(source=[State.ISSUED, State.ACTIVE], target=State.REVOKED, article="house:10")
    def revoke(self): ...
