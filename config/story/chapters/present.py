"""What stands at this moment of the story, and the few moves that every later chapter makes."""

from io import BytesIO

from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.queries import open_on
from config.story import cast
from config.story.chapters.applying import paper
from operators.agreement.models import LIVE, Agreement


def fresh(case):
    """As the database has it now."""
    return type(case).objects.get(pk=case.pk)


def agreement(plot) -> Agreement:
    """The agreement under which the zone is operated today."""
    return Agreement.objects.get(application__call__zone__name=plot.zone, state__in=LIVE)


def authority(story):
    """The officer who acts for the data authority."""
    return story.seat("周敏", "officer")


def supervisor(story, plot):
    """The officer who acts for the zone's supervisor."""
    return story.seat(plot.supervising, "officer")


def administrator(story, company: cast.Company):
    """Who speaks for a company."""
    return story.seat(company.people[0], "administrator")


def signatory(story, company: cast.Company):
    """Who signs for a company."""
    return story.seat(company.people[2], "signatory")


def security_officer(story, company: cast.Company):
    """Who answers for a company's data security."""
    return story.seat(company.people[3], "security_officer")


def together(story, plot, act, case, **words):
    """By the authority, and countersigned by the supervisor where that is another body (会同); the case, fresh."""
    story.do(act, case, by=authority(story), **words)
    if proposal := open_on(case):
        story.do(countersign, proposal, by=supervisor(story, plot))
    return fresh(case)


def attached(story, attach, case, by, name: str) -> int:
    """A paper added to a case by the noun's own `attach`; its id."""
    return attach(case, BytesIO(paper(name)), by=by, at=story.now(), name=f"{name}.pdf").pk


def last_agreement(plot) -> Agreement:
    """The last that was in force in the zone, over or not."""
    of_zone = Agreement.objects.filter(application__call__zone__name=plot.zone, in_force_at__isnull=False)
    return of_zone.latest("in_force_at", "id")
