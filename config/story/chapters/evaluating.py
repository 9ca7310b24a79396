"""Chapter 9: the indicators, and the yearly rounds from the self-report to the published result (Art. 33)."""

from dataclasses import dataclass
from datetime import date

from config.kernel.accounts.models import Body
from config.kernel.accounts.queries import the
from config.story import cast
from config.story.chapters import present
from config.story.chapters.present import attached, fresh, together
from config.story.indicators import INDICATORS, TITLE
from config.story.plots import Plot
from operators.evaluation import actions as evaluations
from operators.evaluation.drafting import attach
from operators.evaluation.models import Evaluation, IndicatorSet

REPORT_DAYS, SCORING_DAYS, WINDOW = 8, 6, 11  # working days: until the reports, the scores; after the last to appeal


@dataclass(frozen=True)
class Operated:
    """One zone in a year's round: who operates it, and what each assessor gives for each indicator."""

    plot: Plot
    company: cast.Company
    points: str


def draft_indicators(story) -> IndicatorSet:
    """Weights that do not make 100 are no set."""
    by, words = present.authority(story), {"title": TITLE.format(number="一")}
    short = [dict(INDICATORS[0], weight="5"), *INDICATORS[1:]]
    story.refused(evaluations.draft_set, the("authority"), by=by, code="weights", indicators=short, **words)
    return story.do(evaluations.draft_set, the("authority"), by=by, indicators=INDICATORS, **words)


def adopt_indicators(story, drafted: IndicatorSet) -> None:
    """In use from now on; what was in use is superseded."""
    story.do(evaluations.adopt_set, fresh(drafted), by=present.authority(story))


def change_indicators(story) -> None:
    """A second version: what is disclosed counts for more."""
    by, weights = present.authority(story), {"ecosystem": "5", "disclosure": "15"}
    changed = [one | {"weight": weights.get(one["key"], one["weight"])} for one in INDICATORS]
    words = {"title": TITLE.format(number="二"), "indicators": changed}
    adopt_indicators(story, story.do(evaluations.draft_set, the("authority"), by=by, **words))


def evaluation(plot, year: int) -> Evaluation:
    """The evaluation of a zone's operator for a year."""
    return Evaluation.objects.get(round__zone__name=plot.zone, round__ends_on=date(year, 12, 31))


def evaluate(story, year: int, *operated: Operated) -> None:
    """Opened for the year that is over, reported on, scored, notified: all zones side by side."""
    for one in operated:
        open_round(story, one.plot, year)
    story.working_days(REPORT_DAYS)
    for one in operated:
        report(story, one, evaluation(one.plot, year))
    story.working_days(SCORING_DAYS)
    for one in operated:
        score(story, one, evaluation(one.plot, year))
    story.working_days(3)
    for one in operated:
        notify(story, one, evaluation(one.plot, year))


def open_round(story, plot, year: int) -> None:
    """From the day on which the agreement began, in its first year."""
    open_period(story, plot, f"{plot.zone}{year}年度考核评估", date(year, 1, 1), date(year, 12, 31))


def open_period(story, plot, title: str, starts_on: date, ends_on: date) -> Evaluation:
    """For a time that is over; the provider scores too."""
    agreement = present.agreement(plot)
    words = {"title": title, "providers": [Body.objects.get(name=cast.MARKETS).pk], "ends_on": ends_on}
    starts_on = max(starts_on, agreement.starts_on)
    opened = story.do(
        evaluations.open_round, agreement.zone, by=present.authority(story), starts_on=starts_on, **words
    )  # fmt: skip
    return opened.evaluations.get()


def report(story, one: Operated, opened: Evaluation) -> None:
    """On each indicator that is reported, with evidence."""
    by = present.administrator(story, one.company)
    evidence = [attached(story, attach, opened, by, "自评佐证材料")]
    reported = opened.indicator_set.indicators.filter(kind="reported")
    claims = [
        {"indicator": each.key, "statement": f"{each.title}：见佐证材料。", "evidence": evidence} for each in reported
    ]
    story.do(evaluations.report, opened, by=by, text="本年度安全运营和应用绩效自评报告。", claims=claims)


def score(story, one: Operated, reported: Evaluation) -> None:
    """By the authority, the supervisor and the provider, each its own; then it is closed and what is counted counts."""
    seats = {"authority": present.authority(story), "supervisor": present.supervisor(story, one.plot),
             "provider": story.seat("田野", "officer")}  # fmt: skip
    for body in dict.fromkeys(seat.body_id for seat in seats.values()):
        roles = [role for role, seat in seats.items() if seat.body_id == body]
        keys = reported.indicator_set.indicators.filter(scorer__in=roles).values_list("key", flat=True)
        scores = [{"indicator": key, "value": one.points} for key in keys]
        if roles == ["provider"]:
            beyond = [row | {"value": "101"} for row in scores]
            story.refused_once(evaluations.score, reported, by=seats["provider"], code="out_of_range", scores=beyond)
        story.do(evaluations.score, reported, by=seats[roles[0]], scores=scores)
    story.do(evaluations.close_scoring, fresh(reported), by=present.authority(story))


def notify(story, one: Operated, scored: Evaluation) -> None:
    """Together with the supervisor; nothing is final while the operator may appeal."""
    notified = together(story, one.plot, evaluations.notify, scored)
    story.refused_once(evaluations.finalise, notified, by=present.authority(story), code="appeal_open")


def appeal(story, one: Operated, year: int, reason: str) -> Evaluation:
    """Within its working days, by who signs for the operator."""
    by = present.signatory(story, one.company)
    return story.do(evaluations.appeal, evaluation(one.plot, year), by=by, reason=reason)


def dismiss(story, one: Operated, appealed: Evaluation, answer: str) -> None:
    """The result stays as it was notified."""
    together(story, one.plot, evaluations.dismiss, appealed, answer=answer)


def uphold(story, one: Operated, appealed: Evaluation, answer: str, **anew: str) -> None:
    """What was wrong is scored anew: what was notified was never final."""
    scores = [{"indicator": key, "value": value} for key, value in anew.items()]
    together(story, one.plot, evaluations.uphold, appealed, answer=answer, scores=scores)


def waive(story, one: Operated, year: int) -> None:
    """The operator accepts its result; the clock need not wait."""
    by = present.signatory(story, one.company)
    story.do(evaluations.waive, evaluation(one.plot, year), by=by)


def exempt(story, plot, year: int, reason: str) -> None:
    """Countersigned, with its reason; there is no result of that year."""
    together(story, plot, evaluations.exempt, evaluation(plot, year), reason=reason)


def correct(story, one: Operated, year: int, reason: str, **anew: str) -> None:
    """A final result was wrong: both offices say so, and what it was."""
    scores = [{"indicator": key, "value": value} for key, value in anew.items()]
    together(story, one.plot, evaluations.correct, evaluation(one.plot, year), reason=reason, scores=scores)


def finish(story, year: int, *operated: Operated, too_late: bool = False) -> None:
    """When its days are over nobody appeals any more; the clock makes the results final, and they are published."""
    story.working_days(WINDOW)
    for one in operated:
        done = evaluation(one.plot, year)
        if too_late and done.state == Evaluation.State.FINAL:
            by = present.signatory(story, one.company)
            story.refused_once(evaluations.appeal, done, by=by, code="wrong_state", reason="对结果有异议。")
        story.do(evaluations.publish, done.round, by=present.authority(story))
