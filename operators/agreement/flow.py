"""The life of an agreement (Arts 14-16)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.kernel.flows import Case, state_field, step


class AgreementFlow(Case):
    """drafted → finalised → part-signed → signed → in force → (suspended) → expired | terminated | amended"""

    class State(models.TextChoices):
        DRAFTED = "drafted", _("drafted")
        FINALISED = "finalised", _("finalised")
        PART_SIGNED = "part_signed", _("part-signed")
        SIGNED = "signed", _("signed")
        IN_FORCE = "in_force", _("in force")
        SUSPENDED = "suspended", _("suspended")
        EXPIRED = "expired", pgettext_lazy("agreement", "expired")
        TERMINATED = "terminated", _("terminated")
        AMENDED = "amended", _("replaced by its amendment")
        ABANDONED = "abandoned", _("abandoned")

    UNSIGNED = [State.DRAFTED, State.FINALISED, State.PART_SIGNED, State.SIGNED]

    state = state_field(State, State.DRAFTED)

    class Meta:
        abstract = True

    @step(source=State.DRAFTED, target=State.FINALISED, article="15")
    def finalise(self): ...

    @step(source=State.FINALISED, target=State.DRAFTED, article="15")
    def reopen(self): ...

    @step(source=[State.FINALISED, State.PART_SIGNED], target=State.PART_SIGNED, article="14")
    def sign_in_part(self): ...

    @step(source=[State.FINALISED, State.PART_SIGNED], target=State.SIGNED, article="14")
    def sign_at_last(self): ...

    @step(source=State.SIGNED, target=State.IN_FORCE, article="16")
    def bring_into_force(self): ...

    @step(source=State.IN_FORCE, target=State.SUSPENDED, article="16")
    def suspend(self): ...

    @step(source=State.SUSPENDED, target=State.IN_FORCE, article="16")
    def resume(self): ...

    @step(source=[State.IN_FORCE, State.SUSPENDED], target=State.EXPIRED, article="16")
    def expire(self): ...

    @step(source=[State.IN_FORCE, State.SUSPENDED], target=State.TERMINATED, article="16")
    def terminate(self): ...

    @step(source=[State.IN_FORCE, State.SUSPENDED], target=State.TERMINATED, article="33")
    def end_for_poor_results(self): ...

    @step(source=[State.IN_FORCE, State.SUSPENDED], target=State.AMENDED, article="16")
    def replace(self): ...

    @step(source=UNSIGNED, target=State.ABANDONED, article="14")
    def abandon(self): ...
