"""Evaluations under an agreement in force since day 80: round 1 is about days 81 to 170, round 2 the next ninety …"""

from config.kernel.accounts.models import Body
from config.kernel.accounts.queries import the
from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.queries import open_on
from config.kernel.writing import given
from operators.agreement.models import Agreement
from operators.application.models import Application
from operators.evaluation import actions as evaluations
from operators.evaluation.models import Evaluation, IndicatorSet, Round
from operators.organisation.models import Organisation
from tests import stages
from tests.cast import later
from tests.lived import lived
from tests.papers import fresh

INDICATORS = [
    {"key": "incidents", "dimension": "安全合规", "title": "安全事件按时报告率", "weight": "20", "kind": "automatic",
     "measure": "incidents_reported_in_time"},
    {"key": "compliance", "dimension": "安全合规", "title": "制度执行", "weight": "30", "kind": "judged",
     "scorer": "supervisor", "veto": True},
    {"key": "products", "dimension": "产品与应用成效", "title": "产品与应用成效", "weight": "30", "kind": "reported",
     "scorer": "authority"},
    {"key": "quality", "dimension": "数据使用与质量", "title": "数据质量反馈", "weight": "20", "kind": "judged",
     "scorer": "provider"},
]  # fmt: skip
CLAIMS = [{"indicator": "products", "statement": "上线产品三项。", "evidence": []}]
LENGTH = 90  # days of a round's period


def begins(number: int) -> int:
    """The day of the story on which the period of this round begins."""
    return 81 + LENGTH * (number - 1)


def opens(number: int) -> int:
    """The day on which the round is opened: a week after its period."""
    return begins(number) + LENGTH + 6


def sheet(value: str, *keys: str) -> list[dict]:
    return [{"indicator": key, "value": value} for key in keys]


@lived(after=stages.in_force)
def adopted(who):
    """The agreement, when a set of indicators is in use."""
    agreement = stages.in_force(who)
    adopt(who, drafted(who))
    return fresh(agreement)


def drafted(who) -> IndicatorSet:
    words = {"title": "示例指标体系", "indicators": INDICATORS}
    return fresh(evaluations.draft_set(the("authority"), by=who.officer, at=later(days=81), **words).subject)


def adopt(who, indicator_set) -> None:
    evaluations.adopt_set(indicator_set, by=who.officer, at=later(days=81, minutes=1))


def used() -> IndicatorSet:
    return IndicatorSet.objects.get(state="in_use")


def opened_round(who, agreement, number=1) -> Evaluation:
    words = {"title": f"第{number}次考核评估", "starts_on": later(days=begins(number)).date(),
             "ends_on": later(days=begins(number + 1) - 1).date(), "providers": [who.district.body_id]}  # fmt: skip
    opened = evaluations.open_round(agreement.zone, by=who.officer, at=later(days=opens(number)), **words).subject
    return opened.evaluations.get(authorisation=agreement.authorisation_id)


@lived(after=adopted)
def opened(who) -> Evaluation:
    return opened_round(who, adopted(who))


@lived(after=opened)
def reported(who) -> Evaluation:
    return report(who, opened(who))


def report(who, evaluation) -> Evaluation:
    at = evaluation.round.opened_at + (later(minutes=5) - later())
    return fresh(evaluations.report(evaluation, by=who.applicant, at=at, text="自评报告。", claims=CLAIMS).subject)


def score(who, evaluation, value: str) -> Evaluation:
    at = evaluation.round.opened_at + (later(minutes=10) - later())
    for by, key in ((who.officer, "products"), (who.supervisor, "compliance"), (who.district, "quality")):
        evaluations.score(evaluation, by=by, at=at, scores=sheet(value, key))
    return fresh(evaluation)


@lived(after=reported)
def scored(who, value="80") -> Evaluation:
    evaluation = score(who, reported(who), value)
    return fresh(evaluations.close_scoring(evaluation, by=who.officer, at=later(days=opens(1), minutes=20)).subject)


def notify(who, evaluation, at) -> Evaluation:
    evaluations.notify(evaluation, by=who.officer, at=at)
    countersign(open_on(evaluation), by=who.supervisor, at=at)
    return fresh(evaluation)


@lived(after=scored)
def notified(who, value="80") -> Evaluation:
    return notify(who, scored(who, value=value), later(days=opens(1), minutes=30))


@lived(after=notified)
def appealed(who, value="80") -> Evaluation:
    evaluation = notified(who, value=value)
    at = later(days=opens(1), minutes=40)
    return fresh(evaluations.appeal(evaluation, by=who.signatory, at=at, reason="得分有误。").subject)


def up_to_notified(who, agreement, number: int, value: str) -> Evaluation:
    """A round of any number, with one value for every score (what is counted is 100)."""
    evaluation = score(who, report(who, opened_round(who, agreement, number)), value)
    at = evaluation.round.opened_at
    evaluations.close_scoring(evaluation, by=who.officer, at=at + (later(minutes=20) - later()))
    return notify(who, fresh(evaluation), at + (later(minutes=30) - later()))


def waive_and_finalise(who, evaluation) -> Evaluation:
    at = evaluation.round.opened_at + (later(minutes=50) - later())
    evaluations.waive(evaluation, by=who.signatory, at=at)
    return fresh(evaluations.finalise(fresh(evaluation), by=who.clock, at=at).subject)


def result(who, agreement, number: int, value: str) -> Evaluation:
    """A final result; 0 to 49 is poor, as 20 of 100 are counted fully."""
    return waive_and_finalise(who, up_to_notified(who, agreement, number, value))


@lived(after=adopted)
def poor_once(who):
    """The agreement, after one final poor result."""
    agreement = adopted(who)
    result(who, agreement, 1, "30")
    return fresh(agreement)


@lived(after=adopted)
def excellent(who) -> Evaluation:
    return result(who, adopted(who), 1, "95")


def beside(who, agreement, number=1) -> Agreement:
    """Another operator's agreement for the same zone, as it stands: the rival's, then those of more organisations."""
    with given():
        body = who.rival.body if number == 1 else Body.objects.create(kind="organisation", name=f"其他公司{number}")
        words = {"kind": "enterprise", "credit_code": f"其他代码{number}", "legal_representative": "某人"}
        operator, _made = Organisation.objects.get_or_create(body=body, defaults=words)
        application = Application.objects.create(
            call=agreement.call, organisation=operator, started_by=who.rival, started_at=later(days=2), state="awarded",
            submitted_at=later(days=3), number=f"其他申请{number}",
        )  # fmt: skip
        return Agreement.objects.create(
            application=application, authorisation=application, signing_mode="authority", number=f"其他协议{number}",
            state="in_force", sha256="-", starts_on=agreement.starts_on, ends_on=agreement.ends_on,
            in_force_at=agreement.in_force_at, poor_limit=agreement.poor_limit,
        )  # fmt: skip


@lived(after=adopted)
def two_opened(who) -> Round:
    """A round in which the applicant and its rival are evaluated."""
    agreement = adopted(who)
    beside(who, agreement)
    return opened_round(who, agreement).round


def the_round(evaluation) -> Round:
    return fresh(evaluation.round)
