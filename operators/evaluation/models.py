"""Indicator sets, rounds, and each operator's evaluation with its scores (Art. 33)."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Body, Seat
from config.kernel.flows import both_or_neither, states_only
from config.kernel.writing import ActOnly
from operators.application.models import Application
from operators.evaluation.flow import EvaluationFlow, IndicatorSetFlow, RoundFlow
from operators.oversight.models import Overseen
from zones.zone.models import Zone

POOR, EXCELLENT = "poor", "excellent"  # the two grades that the measures name (较差、优秀)


def points_field(**options) -> models.DecimalField:
    """0 to 100 with two decimals: a score, a weight in per cent, or a total."""
    bounds = [MinValueValidator(0), MaxValueValidator(100)]
    return models.DecimalField(max_digits=5, decimal_places=2, validators=bounds, **options)


class IndicatorSet(IndicatorSetFlow):
    """A version of the indicators (指标体系). What was in use stays as it was; a change is another set."""

    title = models.CharField(_("title"), max_length=200)

    class Meta:
        verbose_name = _("indicator set")
        constraints = [
            states_only("indicatorset", IndicatorSetFlow.State),
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="in_use"), name="indicatorset_one_in_use"
            ),
        ]

    def __str__(self):
        return self.title


class Indicator(ActOnly):
    """One item. `automatic`: counted by `measure` from the records; `reported`: scored on what the operator reports;
    `judged`: on the assessor's own knowledge. A veto item that is scored 0 makes the whole result poor."""

    class Kind(models.TextChoices):
        AUTOMATIC = "automatic", _("counted from the records")
        REPORTED = "reported", _("scored on the self-report")
        JUDGED = "judged", _("judged")

    class Scorer(models.TextChoices):
        AUTHORITY = "authority", _("data authority")
        SUPERVISOR = "supervisor", _("supervisor")
        PROVIDER = "provider", _("provider")
        NOBODY = "", _("nobody: it is counted")

    indicator_set = models.ForeignKey(IndicatorSet, models.PROTECT, related_name="indicators")
    key = models.CharField(max_length=60)
    dimension = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    weight = points_field()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    scorer = models.CharField(max_length=20, choices=Scorer.choices, default="")
    measure = models.CharField(max_length=60, default="")
    veto = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["indicator_set", "key"], name="indicator_once"),
            models.CheckConstraint(
                condition=models.Q(kind="automatic", scorer="") & ~models.Q(measure="")
                | models.Q(kind__in=["reported", "judged"], measure="") & ~models.Q(scorer=""),
                name="indicator_counted_or_scored",
            ),
        ]


class Round(RoundFlow):
    """An evaluation of everybody who operates a zone, over a period; its set of indicators is pinned here."""

    zone = models.ForeignKey(Zone, models.PROTECT, related_name="+")
    indicator_set = models.ForeignKey(IndicatorSet, models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    opened_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("evaluation round")
        constraints = [
            states_only("round", RoundFlow.State),
            models.CheckConstraint(condition=models.Q(ends_on__gt=models.F("starts_on")), name="round_end_after_start"),
            models.UniqueConstraint(fields=["zone", "ends_on"], name="round_one_for_a_period"),
        ]

    def __str__(self):
        return self.title


class Evaluation(EvaluationFlow, Overseen):
    """One operator in one round. `authorisation`: the application that began it, the same after a renewal (Art. 33);
    `period_ends_on`: the round's, which orders the results. `total` and `grade` are set when scoring is closed."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="evaluations")
    authorisation = models.ForeignKey(Application, models.PROTECT, related_name="+")
    period_ends_on = models.DateField()
    self_report = models.TextField(default="")
    reported_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField(null=True)
    total = points_field(null=True)
    grade = models.CharField(max_length=20, default="")
    waived_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    waived_at = models.DateTimeField(null=True)
    final_at = models.DateTimeField(null=True)
    exempted_at = models.DateTimeField(null=True)
    exempted_reason = models.TextField(default="")

    class Meta:
        verbose_name = _("evaluation")
        constraints = [
            states_only("evaluation", EvaluationFlow.State),
            models.UniqueConstraint(fields=["authorisation", "period_ends_on"], name="evaluation_one_for_a_period"),
            both_or_neither("evaluation_reported_by_and_at", "reported_by", "reported_at"),
            both_or_neither("evaluation_waived_by_and_at", "waived_by", "waived_at"),
            models.CheckConstraint(
                condition=models.Q(state__in=["opened", "reported", "exempted"])
                | models.Q(total__isnull=False) & ~models.Q(grade=""),
                name="evaluation_graded",
            ),
            models.CheckConstraint(
                condition=models.Q(state="final") ^ models.Q(final_at=None), name="evaluation_final_when"
            ),
            models.CheckConstraint(
                condition=models.Q(state="exempted") ^ models.Q(exempted_at=None), name="evaluation_exempted_when"
            ),
        ]
        indexes = [models.Index(fields=["authorisation", "state", "period_ends_on"], name="evaluation_in_a_row")]

    @property
    def indicator_set(self) -> Any:
        return self.round.indicator_set

    @property
    def poor(self) -> bool:
        return self.grade == POOR


class Assessor(ActOnly):
    """A body that scores an evaluation, and whether its sheet was sent: then it is locked."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="assessors")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Indicator.Scorer.choices)
    sent_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "body", "role"], name="assessor_once"),
            both_or_neither("assessor_sent_by_and_at", "sent_by", "sent_at"),
        ]


class Score(ActOnly):
    """What one assessor gave for one indicator; for a counted one there is no assessor."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="scores")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    assessor = models.ForeignKey(Assessor, models.PROTECT, null=True, related_name="scores")
    value = points_field()
    remark = models.TextField(default="")

    class Meta:
        ordering = ["indicator__place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "indicator", "assessor"], name="score_once"),
            models.UniqueConstraint(
                fields=["evaluation", "indicator"], condition=models.Q(assessor=None), name="score_counted_once"
            ),
            models.CheckConstraint(condition=models.Q(value__gte=0, value__lte=100), name="score_in_range"),
        ]


class Claim(ActOnly):
    """What the operator reports on one indicator, with its evidence (ids of documents of the evaluation)."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="claims")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    statement = models.TextField()
    evidence = models.JSONField(default=list)

    class Meta:
        ordering = ["indicator__place"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "indicator"], name="claim_once")]


class Appeal(ActOnly):
    """An operator's appeal against a result it was notified of, and how it was answered."""

    evaluation = models.OneToOneField(Evaluation, models.PROTECT, related_name="appeal_made")
    reason = models.TextField()
    by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    upheld = models.BooleanField(null=True)
    answer = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [both_or_neither("appeal_answered_how", "upheld", "answered_at")]


class ResultCorrection(ActOnly):
    """A final result found wrong, and what it is instead: the only way a final result changes (Art. 33)."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="corrections")
    former_total = points_field()
    former_grade = models.CharField(max_length=20)
    total = points_field()
    grade = models.CharField(max_length=20)
    reason = models.TextField()
    by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]


class Preference(ActOnly):
    """An excellent result: its operator comes first with pilots, data requests and policy guidance (Art. 33), until
    its next result is final."""

    evaluation = models.OneToOneField(Evaluation, models.PROTECT, related_name="preference")
    authorisation = models.ForeignKey(Application, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authorisation"], condition=models.Q(ended_at=None), name="preference_one_at_a_time"
            )
        ]
