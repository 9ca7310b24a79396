"""The lives of indicator sets, of rounds, and of one operator's evaluation in a round (Art. 33)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.kernel.flows import Case, state_field, step


class IndicatorSetFlow(Case):
    """drafted → in use → superseded"""

    class State(models.TextChoices):
        DRAFTED = "drafted", _("drafted")
        IN_USE = "in_use", _("in use")
        SUPERSEDED = "superseded", _("superseded")

    state = state_field(State, State.DRAFTED)

    class Meta:
        abstract = True

    @step(source=State.DRAFTED, target=State.IN_USE, article="33")
    def adopt_set(self): ...

    @step(source=State.IN_USE, target=State.SUPERSEDED, article="33")
    def supersede_set(self): ...


class RoundFlow(Case):
    """opened → published"""

    class State(models.TextChoices):
        OPENED = "opened", pgettext_lazy("round", "under way")
        PUBLISHED = "published", pgettext_lazy("round", "published")

    state = state_field(State, State.OPENED)

    class Meta:
        abstract = True

    @step(source=State.OPENED, target=State.PUBLISHED, article="33")
    def publish(self): ...


class EvaluationFlow(Case):
    """opened → reported → scored → notified → (appealed → answered) → final; or exempted before it is final"""

    class State(models.TextChoices):
        OPENED = "opened", pgettext_lazy("evaluation", "opened")
        REPORTED = "reported", pgettext_lazy("evaluation", "self-reported")
        SCORED = "scored", _("scored")
        NOTIFIED = "notified", _("notified")
        APPEALED = "appealed", _("under appeal")
        ANSWERED = "answered", _("appeal answered")
        FINAL = "final", _("final")
        EXEMPTED = "exempted", _("exempted")

    RUNNING = [State.OPENED, State.REPORTED, State.SCORED, State.NOTIFIED, State.APPEALED, State.ANSWERED]

    state = state_field(State, State.OPENED)

    class Meta:
        abstract = True

    @step(source=State.OPENED, target=State.REPORTED, article="33")
    def report(self): ...

    @step(source=[State.OPENED, State.REPORTED], target=State.SCORED, article="33")
    def close_scoring(self): ...

    @step(source=State.SCORED, target=State.NOTIFIED, article="33")
    def notify(self): ...

    @step(source=State.NOTIFIED, target=State.APPEALED, article="33")
    def appeal(self): ...

    @step(source=State.APPEALED, target=State.ANSWERED, article="33")
    def uphold(self): ...

    @step(source=State.APPEALED, target=State.ANSWERED, article="33")
    def dismiss(self): ...

    @step(source=[State.NOTIFIED, State.ANSWERED], target=State.FINAL, article="33")
    def finalise(self): ...

    @step(source=RUNNING, target=State.EXEMPTED, article="33")
    def exempt(self): ...
