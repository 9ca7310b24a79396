"""Who evaluates, scores, appeals, and when a result is final (Art. 33)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypedDict

from django.utils import timezone
from django.utils.translation import gettext as _

from config.kernel.accounts.models import Body, Seat
from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only, wanted
from config.kernel.documents.models import Document
from config.kernel.refusals import INPUT, NEVER, Refusal
from config.kernel.shapes import Code, Key, Line
from config.kernel.words import listed
from operators.agreement.models import LIVE, Agreement
from operators.evaluation import sets
from operators.evaluation.indicators import IndicatorWords, faults
from operators.evaluation.models import Assessor, Evaluation, IndicatorSet, Round
from operators.evaluation.queries import unfinished_before
from operators.evaluation.scoring import ScoreWords, sheet_faults
from operators.oversight.rules import OFFICES, the_operator
from zones.zone.rules import authority_officer


class ClaimWords(TypedDict, total=False):
    """What the operator reports on one indicator; `evidence`: ids of documents of the evaluation."""

    indicator: Key
    statement: str
    evidence: Sequence[int]


def may_draft_set(authority, *, by, at, title: Line = "", indicators: Sequence[IndicatorWords] = ()):
    """The data authority makes the indicators (统筹制定指标体系, Art. 33)."""
    yield from authority_officer(by, "33")
    yield from wanted("title", title, "33")
    yield from faults(indicators)


def may_draft_example(authority, *, by, at, code: Code = ""):
    """The authority, from an example that lies ready, to be changed before it is adopted (Art. 33; house default)."""
    yield from authority_officer(by, "33")
    if code not in sets.codes():
        yield Refusal("example", _("There is no such example."), "33", INPUT, "code")


def may_revise_set(indicator_set, *, by, at, title: Line = "", indicators: Sequence[IndicatorWords] = ()):
    """As long as it is a draft (Art. 33)."""
    yield from may_draft_set(None, by=by, at=at, title=title, indicators=indicators)
    if indicator_set.state != IndicatorSet.State.DRAFTED:
        said = _("What was in use is not changed: draft another set.")
        yield Refusal("set_in_use", said, article="33")


def may_adopt_set(indicator_set, *, by, at):
    """The authority; what was in use before is superseded (Art. 33)."""
    yield from authority_officer(by, "33")


def may_supersede_set(indicator_set, *, by, at, by_set: int = 0):
    """By the set that takes its place (Art. 33)."""
    yield from authority_officer(by, "33")
    if by_set == indicator_set.pk or not IndicatorSet.objects.filter(pk=by_set).exists():
        yield Refusal("no_other_set", _("Another set takes its place."), article="33")


def may_open_round(
    zone, *, by, at, title: Line = "", starts_on: date | None = None, ends_on: date | None = None,
    providers: Sequence[int] = (),
):  # fmt: skip
    """The authority organises it, for a period that is over, after the rounds before it (定期组织, Art. 33)."""
    yield from authority_officer(by, "33")
    yield from wanted("title", title, "33")
    if starts_on is None or ends_on is None or not starts_on < ends_on < timezone.localdate(at):
        said = _("A round is about a period that is over.")
        yield Refusal("period", said, "33", INPUT, "ends_on")
    elif Round.objects.filter(zone=zone, ends_on__gte=starts_on).exists():
        yield Refusal("period_taken", _("A period begins after that of the round before."), "33", INPUT, "starts_on")
    if not IndicatorSet.objects.filter(state=IndicatorSet.State.IN_USE).exists():
        yield Refusal("no_set", _("No set of indicators is in use."), article="33")
    if not Agreement.objects.filter(application__call__zone=zone, state__in=LIVE).exists():
        yield Refusal("nobody_operates", _("Nobody operates this zone at present."), article="33")
    known = set(Body.objects.filter(pk__in=providers, kind__in=("department", "district")).values_list("pk", flat=True))
    if set(providers) - known:
        yield Refusal("providers", _("Providers are departments and districts."), "33", INPUT, "providers")


def may_begin(evaluation_round, *, by, at, agreement: int = 0, providers: Sequence[int] = ()):
    """Each who operates the zone is evaluated, once in a round (Art. 33)."""
    yield from authority_officer(by, "33")
    live = Agreement.objects.filter(pk=agreement, application__call__zone=evaluation_round.zone_id, state__in=LIVE)
    if not live.exists() or evaluation_round.evaluations.filter(agreement=agreement).exists():
        yield Refusal("begun", _("Whoever operates the zone is evaluated once in a round."), article="33")


def may_report(evaluation, *, by, at, text: str = "", claims: Sequence[ClaimWords] = ()):
    """The operator reports on itself, with evidence; late is late, but taken until scoring is closed (Art. 33)."""
    yield from the_operator(by, evaluation.agreement, "33")
    yield from wanted("text", text, "33")
    reported = set(evaluation.indicator_set.indicators.filter(kind="reported").values_list("key", flat=True))
    given = [claim.get("indicator", "") for claim in claims]
    if set(given) != reported or len(given) != len(set(given)):
        said = _("Report on each of these once: %(keys)s.") % {"keys": listed(sorted(reported))}
        yield Refusal("claims", said, "33", INPUT, "claims")
    if any(not str(claim.get("statement", "")).strip() for claim in claims):
        yield Refusal("statement", _("Each indicator wants a statement."), "33", INPUT, "claims")
    named = {document for claim in claims for document in claim.get("evidence", ())}
    if named - _own_documents(evaluation):
        yield Refusal("evidence", _("Add the evidence to this evaluation first."), "33", INPUT, "claims")


def may_score(evaluation, *, by, at, scores: Sequence[ScoreWords] = ()):
    """Each assessor scores what is its own, all at once; then its sheet is locked (Art. 33)."""
    yield from only(by, Role.OFFICER, kinds=OFFICES, article="33")
    if evaluation.state not in ("opened", "reported"):
        yield Refusal("scoring_closed", _("Scoring is closed."), article="33")
    sheets = list(evaluation.assessors.filter(body_id=by.body_id))
    if not sheets:
        yield Refusal("no_assessor", _("Your body does not score this evaluation."), "33", NEVER)
    elif all(sheet.sent_at for sheet in sheets):
        yield Refusal("sheet_sent", _("Your body has sent its sheet."), article="33")
    yield from _no_conflict(evaluation, by)
    if sheets:
        yield from sheet_faults(evaluation, [sheet.role for sheet in sheets], scores)


def may_close_scoring(evaluation, *, by, at):
    """When every assessor has sent its sheet, and the operator has reported or had its days (Art. 33)."""
    yield from authority_officer(by, "33")
    missing = Assessor.objects.filter(evaluation=evaluation, sent_at=None).select_related("body")
    if names := sorted({assessor.body.name for assessor in missing}):
        said = _("These have not sent their scores: %(bodies)s.") % {"bodies": listed(names)}
        yield Refusal("sheets_missing", said, article="33")
    if evaluation.reported_at is None and not _over(evaluation, at):
        said = _("The operator may report until %(date)s.") % {"date": evaluation.due_on}
        yield Refusal("report_awaited", said, article="33")


def may_notify(evaluation, *, by, at):
    """The authority together with the supervisor (Art. 33)."""
    yield from authority_officer(by, "33")


def may_appeal(evaluation, *, by, at, reason: str = ""):
    """The operator, within its working days, once (Art. 33; house default)."""
    yield from the_operator(by, evaluation.agreement, "33", Role.ADMINISTRATOR, Role.SIGNATORY)
    yield from wanted("reason", reason, "33")
    if evaluation.state == Evaluation.State.NOTIFIED and _over(evaluation, at):
        said = _("An appeal could be made until %(date)s.") % {"date": evaluation.due_on}
        yield Refusal("too_late", said, article="33")
    if evaluation.waived_at:
        yield Refusal("waived", _("The operator has waived its appeal."), article="33")


def may_uphold(evaluation, *, by, at, answer: str = "", scores: Sequence[ScoreWords] = ()):
    """The authority together with the supervisor; what was wrong is scored anew, so it was never final (Art. 33)."""
    yield from _answering(by, answer)
    yield from changed_faults(evaluation, scores)


def may_dismiss(evaluation, *, by, at, answer: str = ""):
    """The authority together with the supervisor (Art. 33)."""
    yield from _answering(by, answer)


def may_waive(evaluation, *, by, at):
    """The operator accepts its result before its days are over (Art. 33; house default)."""
    yield from the_operator(by, evaluation.agreement, "33", Role.SIGNATORY)
    if evaluation.state != Evaluation.State.NOTIFIED or evaluation.waived_at:
        yield Refusal("nothing_to_waive", _("There is no appeal to be waived."), article="33")


def may_finalise(evaluation, *, by, at):
    """The clock or the authority, when no appeal can come any more, and after the earlier rounds (Art. 33)."""
    yield from only(by, Role.OFFICER, Role.CLOCK, kinds=("authority", "system"), article="33")
    if evaluation.state == Evaluation.State.NOTIFIED and not evaluation.waived_at and not _over(evaluation, at):
        said = _("The operator may appeal until %(date)s.") % {"date": evaluation.due_on}
        yield Refusal("appeal_open", said, article="33")
    if (earlier := unfinished_before(evaluation).select_related("round").first()) is not None:
        said = _("The result of %(round)s comes first.") % {"round": earlier.round.title}
        yield Refusal("earlier_round", said, article="33")


def may_exempt(evaluation, *, by, at, reason: str = ""):
    """The authority together with the supervisor, with the reason; an exempted round is no result (Art. 33)."""
    yield from authority_officer(by, "33")
    yield from wanted("reason", reason, "33")


def may_correct(evaluation, *, by, at, reason: str = "", scores: Sequence[ScoreWords] = ()):
    """A final result found wrong: the authority together with the supervisor, who say so (Art. 33)."""
    yield from authority_officer(by, "33")
    yield from wanted("reason", reason, "33")
    if evaluation.state != Evaluation.State.FINAL:
        yield Refusal("not_final", _("Only a final result is corrected."), article="33")
    yield from changed_faults(evaluation, scores)


def may_publish(evaluation_round, *, by, at):
    """When each result of the round is final or exempted (Art. 33)."""
    yield from authority_officer(by, "33")
    if evaluation_round.evaluations.filter(state__in=Evaluation.RUNNING).exists():
        yield Refusal("results_open", _("Not every result of this round is final or exempted."), article="33")


def changed_faults(evaluation, scores) -> Iterator[Refusal]:
    """What is scored anew: indicators of this evaluation, with new values."""
    scored = set(evaluation.scores.values_list("indicator__key", flat=True))
    yield from sheet_faults(evaluation, None, scores, scored)
    if not scores:
        yield Refusal("nothing_changed", _("Say what is scored anew."), "33", INPUT, "scores")


def _answering(by, answer) -> Iterator[Refusal]:
    yield from authority_officer(by, "33")
    yield from wanted("answer", answer, "33")


def _over(evaluation, at) -> bool:
    return evaluation.due_on is not None and timezone.localdate(at) > evaluation.due_on


def _no_conflict(evaluation, by) -> Iterator[Refusal]:
    """Nobody scores an operator that he or she has, or had, a seat for."""
    if Seat.objects.filter(user_id=by.user_id, body_id=evaluation.agreement.operator.body_id).exists():
        said = _("Whoever holds or held a seat for the operator does not score it.")
        yield Refusal("conflict", said, "33", NEVER)


def _own_documents(evaluation) -> set[int]:
    rows = Document.objects.filter(case_kind=evaluation.noun(), case_id=evaluation.pk)
    return set(rows.filter(by__body_id=evaluation.agreement.operator.body_id).values_list("pk", flat=True))
