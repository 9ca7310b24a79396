"""The lives of what oversight keeps: incidents, breaches, interviews (Arts 16, 31-33)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.kernel.flows import Case, state_field, step


class IncidentFlow(Case):
    """discovered → reported → contained ⇄ explained → closed"""

    class State(models.TextChoices):
        DISCOVERED = "discovered", _("discovered")
        REPORTED = "reported", pgettext_lazy("incident", "reported")
        CONTAINED = "contained", _("contained")
        EXPLAINED = "explained", _("explained")
        CLOSED = "closed", pgettext_lazy("oversight", "closed")

    state = state_field(State, State.DISCOVERED)

    class Meta:
        abstract = True

    @step(source=State.DISCOVERED, target=State.REPORTED, article="31")
    def report(self): ...

    @step(source=State.REPORTED, target=State.CONTAINED, article="31")
    def contain(self): ...

    @step(source=State.CONTAINED, target=State.EXPLAINED, article="31")
    def explain(self): ...

    @step(source=State.EXPLAINED, target=State.CONTAINED, article="31")
    def reopen(self): ...

    @step(source=State.EXPLAINED, target=State.CLOSED, article="31")
    def close(self): ...


class BreachFlow(Case):
    """found → ordered ⇄ answered → verified → closed; or withdrawn"""

    class State(models.TextChoices):
        FOUND = "found", _("found")
        ORDERED = "ordered", _("ordered to rectify")
        ANSWERED = "answered", pgettext_lazy("breach", "answered")
        VERIFIED = "verified", _("rectified")
        CLOSED = "closed", pgettext_lazy("oversight", "closed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    state = state_field(State, State.FOUND)

    class Meta:
        abstract = True

    @step(source=State.FOUND, target=State.ORDERED, article="31")
    def order(self): ...

    @step(source=State.ORDERED, target=State.ANSWERED, article="31")
    def answer(self): ...

    @step(source=State.ANSWERED, target=State.ORDERED, article="31")
    def refuse(self): ...

    @step(source=State.ANSWERED, target=State.VERIFIED, article="31")
    def verify(self): ...

    @step(source=State.VERIFIED, target=State.CLOSED, article="31")
    def settle(self): ...

    @step(source=[State.FOUND, State.ORDERED], target=State.WITHDRAWN, article="31")
    def withdraw(self): ...


class InterviewFlow(Case):
    """opened → recorded → replied → closed; to a reminder and in a hearing the operator may reply at once"""

    class State(models.TextChoices):
        OPENED = "opened", pgettext_lazy("interview", "opened")
        RECORDED = "recorded", _("minutes kept")
        REPLIED = "replied", _("replied")
        CLOSED = "closed", pgettext_lazy("oversight", "closed")

    state = state_field(State, State.OPENED)

    class Meta:
        abstract = True

    @step(source=State.OPENED, target=State.RECORDED, article="33")
    def record(self): ...

    @step(source=[State.OPENED, State.RECORDED], target=State.REPLIED, article="33")
    def reply(self): ...

    @step(source=[State.OPENED, State.RECORDED, State.REPLIED], target=State.CLOSED, article="33")
    def conclude(self): ...
