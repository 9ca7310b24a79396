"""The verbs of evaluation (Art. 33)."""

from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Body
from config.kernel.acts import act
from config.kernel.numbers import next_number
from config.kernel.workdays.deadlines import clear_due, set_due
from operators.agreement.actions import end_for_poor_results
from operators.agreement.models import Agreement
from operators.evaluation import facts, importing, rules, scoring, sets
from operators.evaluation.grading import graded
from operators.evaluation.indicators import keep
from operators.evaluation.models import (
    Appeal,
    Claim,
    Evaluation,
    IndicatorSet,
    ResultCorrection,
    Round,
)
from operators.evaluation.preference import prefer
from operators.evaluation.queries import in_a_row, live_agreement
from zones.call.actions import supervisor_countersigns
from zones.zone.models import Zone


@act(rules.may_draft_set, title=_("draft a set of indicators"), article="33")
def draft_set(authority: Body, *, by, at, title, indicators):
    """To be adopted when it is complete."""
    drafted, said = _drafted(title, indicators, at)
    return facts.SetDrafted(drafted, by, at, title, said)


@act(rules.may_draft_example, title=_("draft a set of indicators from an example"), article="33")
def draft_example(authority: Body, *, by, at, code):
    """To be changed as it is wanted, and adopted."""
    example = sets.load(code)
    drafted, said = _drafted(example.title, example.indicators, at)
    return facts.ExampleDrafted(drafted, by, at, code, example.version, example.title, said)


@act(rules.may_revise_set, title=_("change the set of indicators"), article="33")
def revise_set(indicator_set: IndicatorSet, *, by, at, title, indicators):
    """Written anew as a whole."""
    indicator_set.title = title
    return facts.SetRevised(indicator_set, by, at, title, keep(indicator_set, indicators))


@act(rules.may_adopt_set, title=_("adopt the set of indicators"))
def adopt_set(indicator_set: IndicatorSet, *, by, at):
    """Rounds that are opened from now on go by it."""
    for former in IndicatorSet.objects.filter(state=IndicatorSet.State.IN_USE):
        supersede_set(former, by=by, at=at, by_set=indicator_set.pk)
    indicator_set.adopt_set()
    return facts.SetAdopted(indicator_set, by, at)


@act(rules.may_supersede_set, title=_("supersede the set of indicators"))
def supersede_set(indicator_set: IndicatorSet, *, by, at, by_set):
    """Rounds that go by it are finished by it."""
    indicator_set.supersede_set()
    return facts.SetSuperseded(indicator_set, by, at, f"indicatorset:{by_set}")


@act(rules.may_open_round, title=_("open an evaluation round"), article="33")
def open_round(zone: Zone, *, by, at, title, starts_on, ends_on, providers=()):
    """Everybody who operates the zone is evaluated; the authority, the supervisor and these providers score."""
    used = IndicatorSet.objects.get(state=IndicatorSet.State.IN_USE)
    opened = Round.objects.create(
        zone=zone, indicator_set=used, title=title, starts_on=starts_on, ends_on=ends_on, opened_by=by, opened_at=at,
        number=_number("PG", at),
    )  # fmt: skip
    return facts.RoundOpened(
        opened, by, at, zone.key, used.key, starts_on.isoformat(), ends_on.isoformat(), sorted(set(providers))
    )


@act(rules.may_begin, title=_("begin an evaluation"), article="33")
def begin(evaluation_round: Round, *, by, at, agreement, providers=()):
    """The operator reports on itself within the rulebook's working days."""
    under = Agreement.objects.get(pk=agreement)
    evaluation = Evaluation(
        round=evaluation_round, agreement=under, authorisation=under.authorisation,
        period_ends_on=evaluation_round.ends_on, number=_number("PJ", at),
    )  # fmt: skip
    set_due(evaluation, timezone.localdate(at), evaluation.rulebook.value("self_report"))
    evaluation.save()
    assessors = scoring.appoint(evaluation, at, providers)
    return facts.EvaluationBegun(
        evaluation, by, at, evaluation_round.key, under.key, assessors, evaluation.due_on.isoformat()
    )


@act(rules.may_report, title=_("send the self-report"))
def report(evaluation: Evaluation, *, by, at, text, claims=()):
    """The assessors score what it says, and its evidence."""
    evaluation.report()
    evaluation.self_report, evaluation.reported_by, evaluation.reported_at = text, by, at
    known = {one.key: one for one in evaluation.indicator_set.indicators.all()}
    for claim in claims:
        Claim.objects.create(
            evaluation=evaluation, indicator=known[claim["indicator"]], statement=claim["statement"],
            evidence=list(claim.get("evidence", ())),
        )  # fmt: skip
    clear_due(evaluation)
    return facts.SelfReported(evaluation, by, at, sorted(claim["indicator"] for claim in claims))


@act(rules.may_score, title=_("send the scores"), article="33")
def score(evaluation: Evaluation, *, by, at, scores):
    """For the body of the seat; locked from now on."""
    return facts.ScoresSent(evaluation, by, at, by.body_id, scoring.keep(evaluation, by.body_id, by, at, scores))


@act(importing.may_import_scores, title=_("import scores from a sheet"), article="33")
def import_scores(evaluation_round: Round, *, by, at, sheet, good_rows_only=False):
    """Each operator's are sent as if by hand, all or, where it is chosen, those whose rows are all good."""
    taken = importing.taken_from(evaluation_round, by, at, sheet)
    for evaluation, scores in taken.good.items():
        score(evaluation, by=by, at=at, scores=scores)
    scored = [evaluation.key for evaluation in taken.good]
    return facts.ScoresImported(evaluation_round, by, at, by.body_id, taken.document.sha256, scored, taken.left_out)


@act(rules.may_close_scoring, title=_("close the scoring"))
def close_scoring(evaluation: Evaluation, *, by, at):
    """What is counted is counted now; total and grade follow."""
    evaluation.close_scoring()
    counted = scoring.count(evaluation)
    evaluation.total, evaluation.grade = graded(evaluation)
    clear_due(evaluation)
    return facts.ScoringClosed(evaluation, by, at, counted, str(evaluation.total), evaluation.grade)


@act(rules.may_notify, title=_("notify the operator of the result"), together=supervisor_countersigns)
def notify(evaluation: Evaluation, *, by, at):
    """It may appeal within the rulebook's working days."""
    evaluation.notify()
    set_due(evaluation, timezone.localdate(at), evaluation.rulebook.value("result_appeal"))
    return facts.ResultNotified(
        evaluation, by, at, str(evaluation.total), evaluation.grade, evaluation.due_on.isoformat()
    )


@act(rules.may_appeal, title=_("appeal against the result"))
def appeal(evaluation: Evaluation, *, by, at, reason):
    """Answered by the authority together with the supervisor."""
    evaluation.appeal()
    Appeal.objects.create(evaluation=evaluation, reason=reason, by=by, at=at)
    set_due(evaluation, timezone.localdate(at), evaluation.rulebook.value("appeal_answering"))
    return facts.ResultAppealed(evaluation, by, at, reason)


@act(rules.may_uphold, title=_("uphold the appeal"), together=supervisor_countersigns)
def uphold(evaluation: Evaluation, *, by, at, answer, scores):
    """What was notified was never final."""
    evaluation.uphold()
    changed = scoring.change(evaluation, scores)
    evaluation.total, evaluation.grade = graded(evaluation)
    _answered(evaluation, at, answer, upheld=True)
    return facts.AppealUpheld(evaluation, by, at, answer, changed, str(evaluation.total), evaluation.grade)


@act(rules.may_dismiss, title=_("dismiss the appeal"), together=supervisor_countersigns)
def dismiss(evaluation: Evaluation, *, by, at, answer):
    """The result is as it was notified."""
    evaluation.dismiss()
    _answered(evaluation, at, answer, upheld=False)
    return facts.AppealDismissed(evaluation, by, at, answer)


@act(rules.may_waive, title=_("waive the appeal"), article="33")
def waive(evaluation: Evaluation, *, by, at):
    """It can be made final at once."""
    evaluation.waived_by, evaluation.waived_at = by, at
    return facts.AppealWaived(evaluation, by, at)


@act(rules.may_finalise, title=_("make the result final"))
def finalise(evaluation: Evaluation, *, by, at):
    """One poor result too many ends the authorisation first, in this transaction (Art. 33)."""
    row, _longest = in_a_row(evaluation.authorisation_id, evaluation, evaluation.grade)
    _end_when_poor(evaluation, evaluation.grade, by, at)
    evaluation.finalise()
    evaluation.final_at = at
    clear_due(evaluation)
    prefer(evaluation, at)
    return facts.ResultFinal(evaluation, by, at, str(evaluation.total), evaluation.grade, row)


@act(rules.may_exempt, title=_("exempt from the round"), together=supervisor_countersigns)
def exempt(evaluation: Evaluation, *, by, at, reason):
    """There is no result: the row goes on from the round before."""
    evaluation.exempt()
    evaluation.exempted_at, evaluation.exempted_reason = at, reason
    clear_due(evaluation)
    return facts.EvaluationExempted(evaluation, by, at, reason)


@act(rules.may_correct, title=_("correct the final result"), article="33", together=supervisor_countersigns)
def correct(evaluation: Evaluation, *, by, at, reason, scores):
    """It says so, and what it was; what followed from it is undone by acts of its own, where it can be."""
    former_total, former_grade = evaluation.total, evaluation.grade
    changed = scoring.change(evaluation, scores)
    evaluation.total, evaluation.grade = graded(evaluation)
    ResultCorrection.objects.create(
        evaluation=evaluation, former_total=former_total, former_grade=former_grade, total=evaluation.total,
        grade=evaluation.grade, reason=reason, by=by, at=at,
    )  # fmt: skip
    _end_when_poor(evaluation, evaluation.grade, by, at)
    prefer(evaluation, at)
    return facts.ResultCorrected(
        evaluation, by, at, str(former_total), former_grade, str(evaluation.total), evaluation.grade, reason, changed
    )


@act(rules.may_publish, title=_("publish the results"))
def publish(evaluation_round: Round, *, by, at):
    """Everybody can read them."""
    evaluation_round.publish()
    return facts.RoundPublished(evaluation_round, by, at)


def _drafted(title, indicators, at) -> tuple[IndicatorSet, list]:
    drafted = IndicatorSet.objects.create(title=title, number=_number("ZB", at))
    return drafted, keep(drafted, indicators)


def _number(kind, at) -> str:
    return next_number(kind, timezone.localdate(at).year)


def _answered(evaluation, at, answer, *, upheld) -> None:
    made = evaluation.appeal_made
    made.upheld, made.answer, made.answered_at = upheld, answer, at
    made.save()
    clear_due(evaluation)


def _end_when_poor(evaluation, grade, by, at) -> None:
    """Two poor results in a row under one authorisation end it, whoever made the second one final (Art. 33)."""
    agreement = live_agreement(evaluation.authorisation_id)
    row, longest = in_a_row(evaluation.authorisation_id, evaluation, grade)
    if agreement is not None and longest >= agreement.poor_limit:
        said = _g("%(count)s evaluations in a row were poor.") % {"count": longest}
        end_for_poor_results(agreement, by=by, at=at, in_a_row=max(row, longest), reason=said)
