"""An agreement of one year, in force since day 80, and what may follow it in the same zone.

The second life has the days of the first one's stages: an act is told its instant, and asks for no other's.
"""

from datetime import timedelta

from operators.agreement.models import Agreement
from operators.agreement.tasks import begin_due, expire_due
from operators.application import actions as applications
from operators.renewal import actions as renewals
from operators.renewal.models import Renewal
from operators.renewal.tasks import open_due
from tests import awarding, stages
from tests.cast import later
from tests.lived import lived
from tests.papers import fresh


def on(day, days=0):
    """An instant of a date, or of so many days after it."""
    return later(days=(day - later().date()).days + days)


@lived(after=stages.to_sign)
def of_one_year(who) -> Agreement:
    """In force, ending before the calendar does."""
    agreement = awarding.finalised(who, stages.to_sign(who), years=1)
    awarding.signed_by(agreement, who.authority_signatory, who.signatory)
    begin_due(at=later(days=80))
    return fresh(agreement)


@lived(after=of_one_year)
def opened(who) -> Renewal:
    agreement = of_one_year(who)
    open_due(at=on(agreement.ends_on, -180))
    return Renewal.objects.get()


@lived(after=opened)
def asked(who) -> Renewal:
    renewal = opened(who)
    return fresh(renewals.ask(renewal, by=who.signatory, at=on(renewal.agreement.ends_on, -170)).subject)


@lived(after=asked)
def applied(who) -> Renewal:
    """Applied for to a second call of the zone, nothing confirmed yet."""
    renewal = asked(who)
    call = stages.published_call(who, zone=renewal.zone, title="金融专区第二次申报通知")
    renewals.apply(call, by=who.applicant, at=later(days=2))
    return fresh(renewal)


@lived(after=applied)
def to_sign_again(who) -> Renewal:
    """Confirmed, submitted, reviewed, decided: the next agreement can be drafted."""
    renewal = applied(who)
    renewals.confirm(renewal, by=who.applicant, at=later(days=3), sections=sorted(renewal.carried))
    applications.submit(renewal.application, by=who.applicant, at=later(days=5))
    awarding.to_sign(who, awarding.reviewed(who, fresh(renewal.application)))
    return fresh(renewal)


@lived(after=to_sign_again)
def signed_again(who) -> Agreement:
    """The next agreement, signed by all, from the day after the last one's end."""
    renewal = to_sign_again(who)
    next_day = renewal.agreement.ends_on + timedelta(days=1)
    agreement = awarding.finalised(who, fresh(renewal.application), starts_on=next_day)
    return awarding.signed_by(agreement, who.authority_signatory, who.signatory)


def night_after(agreement) -> None:
    """What the clock does when the term is over: the next one begins, then this one ends."""
    at = on(agreement.ends_on, 1)
    begin_due(at=at)
    expire_due(at=at)
