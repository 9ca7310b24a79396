"""A case of five states whose every move is logged by django-fsm-log, and what is owed to people."""

from django.db import models
from django_fsm import FSMField, transition
from django_fsm_log.decorators import fsm_log_by


class Logged(models.Model):
    """As its documentation has it: a protected state, transitions that name who makes them, and nothing else."""

    state = FSMField(default="draft", protected=True)
    version = models.PositiveIntegerField(default=0)
    state_since = models.DateTimeField(null=True)

    @fsm_log_by
    @transition("state", source=["draft", "returned"], target="submitted")
    def submit(self, by=None): ...

    @fsm_log_by
    @transition("state", source="submitted", target="returned")
    def return_for_correction(self, by=None): ...

    @fsm_log_by
    @transition("state", source="submitted", target="accepted")
    def accept(self, by=None): ...

    @fsm_log_by
    @transition("state", source="accepted", target="withdrawn")
    def withdraw(self, by=None): ...


class Told(models.Model):
    """As the kernel's Delivery: one thing to tell somebody."""

    key = models.CharField(max_length=120, unique=True)
    channel = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default="waiting")
    log = models.ForeignKey("django_fsm_log.StateLog", models.PROTECT, related_name="+")
    seat = models.ForeignKey("kernel.Seat", models.PROTECT, related_name="+")
    title = models.TextField()
    text = models.TextField()
    params = models.JSONField(default=dict)
    due_at = models.DateTimeField()
