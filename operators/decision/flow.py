"""The life of a report to the municipal government (Art. 13)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.flows import Case, state_field, step


class ReportFlow(Case):
    """drafted → countersigned → sent → decided; or withdrawn"""

    class State(models.TextChoices):
        DRAFTED = "drafted", _("drafted")
        COUNTERSIGNED = "countersigned", _("countersigned")
        SENT = "sent", _("sent")
        DECIDED = "decided", _("decided")
        WITHDRAWN = "withdrawn", _("withdrawn")

    state = state_field(State, State.DRAFTED)

    class Meta:
        abstract = True

    @step(source=State.DRAFTED, target=State.COUNTERSIGNED, article="13")
    def countersign(self): ...

    @step(source=State.COUNTERSIGNED, target=State.SENT, article="13")
    def send(self): ...

    @step(source=State.SENT, target=State.DECIDED, article="13")
    def verify(self): ...

    @step(source=[State.DRAFTED, State.COUNTERSIGNED, State.SENT], target=State.WITHDRAWN, article="13")
    def withdraw(self): ...
