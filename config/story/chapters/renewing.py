"""Chapter 12: the term ends; the operator applies anew, against others, and is awarded again (Arts 12-14, 16)."""

from datetime import timedelta

from config.story import cast
from config.story.chapters import applying, calling, deciding, nights, present, reviewing
from config.story.chapters.agreeing import sign, written
from operators.agreement import actions as agreements
from operators.application import actions as applications
from operators.renewal import actions as renewals
from operators.renewal.models import Renewal

STILL_TRUE = ["data", "papers", "plan", "profile", "scenarios"]  # the conditions are shown anew, as they are today


def ask(story, company: cast.Company) -> None:
    """The clock has opened the window; the operator says that it wants to go on."""
    story.do(renewals.ask, renewal(company), by=present.signatory(story, company))


def publish(story, plot) -> None:
    """A call for the zone, open to all: nothing is promised to who is there."""
    calling.publish(story, plot)
    nights.deliver(story)


def apply(story, plot, company: cast.Company) -> None:
    """What was submitted last time is carried over, and counts when the operator has confirmed it."""
    by = present.administrator(story, company)
    application = story.do(renewals.apply, story.cases[plot.title], by=by)
    story.cases[plot.title, company.name] = application
    story.refused(applications.submit, application, by=by, code="incomplete_conditions")
    story.do(renewals.confirm, renewal(company), by=by, sections=STILL_TRUE)
    applying.save(story, application, company, "conditions", applying.conditions(story, application, company))
    applying.submit(story, plot, company)


def decide(story, plot, *, number: str, award: cast.Company) -> None:
    """Reviewed like the first time, decided by the municipal government, nothing said against it in its days."""
    applying.close(story, plot)
    reviewing.convene(story, plot)
    reviewing.declare(story, plot)
    story.working_days(3)
    reviewing.score(story, plot)
    reviewing.conclude(story, plot)
    story.working_days(2)
    deciding.report(story, plot)
    story.working_days(6)
    deciding.decide(story, plot, number=number, mode="authority", award=award)
    deciding.end_notice(story, plot)


def agree(story, plot, company: cast.Company) -> None:
    """From the day after the last one's end, no earlier and no later."""
    running, officer = present.agreement(plot), present.authority(story)
    next_day = running.ends_on + timedelta(days=1)
    later = next_day + timedelta(days=1)
    application = story.cases[plot.title, "award"]
    drafted = story.do(agreements.draft, application, by=officer, starts_on=later, years=5)
    heads = written(plot, application)
    drafted = story.do(agreements.write, drafted, by=officer, heads=heads)
    story.refused(agreements.finalise, drafted, by=officer, code="not_the_day_after")
    last = next_day.replace(year=next_day.year + 5) - timedelta(days=1)
    drafted = story.do(agreements.write, drafted, by=officer, heads={}, starts_on=next_day, ends_on=last)
    story.cases[plot.title, "agreement"] = story.do(agreements.finalise, drafted, by=officer)
    story.working_days(1)
    sign(story, plot, company.people[2])
    nights.deliver(story)


def renewal(company: cast.Company) -> Renewal:
    """The renewal of this operator."""
    return Renewal.objects.get(agreement__application__organisation__credit_code=company.credit_code)
