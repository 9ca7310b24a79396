"""Other ways to an award than the straight one of tests/stages.py: two applicants, another text, other parties."""

from config.kernel.accounts import actions as accounts
from config.kernel.accounts.models import Seat
from config.kernel.accounts.queries import clock, the
from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.queries import open_on
from operators.agreement import actions as agreements
from operators.application import actions as applications
from operators.decision import actions as decisions
from operators.review import actions as reviews
from tests import stages
from tests.cast import later
from tests.stages import fresh


def seated(who, person, role, body) -> Seat:
    """One more seat: granted by one security administrator, confirmed by the other."""
    made = accounts.grant(body, by=who.security_admin, at=later(), user=person, role=role).subject
    accounts.confirm(made, by=who.other_security_admin, at=later())
    return Seat.objects.select_related("user", "body").get(pk=made.pk)


def newcomer(name):
    """A person who has just registered."""
    words = {"username": f"user-{name}", "full_name": name, "email": f"{ord(name[0])}@example.org"}
    return accounts.sign_up(the("public"), by=clock(), at=later(), **words).subject.user


def two_reviewed(who, **words) -> list:
    """Two applications to one call (of `places` or what else is said of it), both reviewed."""
    call = stages.published_call(who, **words)
    first, second = stages.submitted(who, call), stages.submitted(who, call, by=who.rival)
    stages.accepted(who, first)
    panel = stages.concluded(who, stages.scoring(who, stages.convened(who, stages.accepted(who, second))))
    return [fresh(paper.application) for paper in panel.papers.order_by("application")]


def reviewed(who, application):
    """An application that was submitted, and its panel's conclusion."""
    panel = stages.concluded(who, stages.scoring(who, stages.convened(who, stages.accepted(who, application))))
    return fresh(panel.papers.get().application)


def items(*made, recommended=True) -> list[dict]:
    return [{"application": application.pk, "recommended": recommended, "opinion": "意见。"} for application in made]


def reported(who, *made):
    """One report on these applications, sent."""
    report = decisions.draft(
        made[0].call, by=who.officer, at=later(days=46), text="请审定。", items=items(*made)
    ).subject
    if waiting := open_on(report):
        countersign(waiting, by=who.supervisor, at=later(days=47))
    return fresh(decisions.send(fresh(report), by=who.officer, at=later(days=48)).subject)


def decided(who, report, outcomes: dict, **words):
    """What the government decided, entered and verified. `outcomes`: application → approved or rejected."""
    words = stages.decision_words(
        who, report, outcomes={str(made.pk): said for made, said in outcomes.items()}, **words
    )
    decisions.enter(report, by=who.recorder, at=later(days=60), **words)
    return fresh(decisions.verify(report, by=who.verifier, at=later(days=61)).subject)


def to_sign(who, application, **words):
    """From the review to the end of the public notice."""
    decided(who, reported(who, application), {application: "approved"}, **words)
    return fresh(applications.end_notice(fresh(application), by=who.clock, at=later(days=75)).subject)


def by_another_text(who, rulebook):
    """An application, ready to sign, whose call pinned this text."""
    call = stages.published_call(who, rulebook=rulebook)
    return to_sign(who, reviewed(who, stages.submitted(who, call)))


def in_base_zone(who, **words):
    """An application, ready to sign, to a zone that the authority itself supervises: one body, one signature."""
    zone = stages.zone(who, name="综合基础公共数据专区", kind="base", field=None, supervisor=the("authority"))
    call = stages.proposed_call(who, zone=zone)
    panel = stages.scored(
        who, stages.scoring(who, stages.convened(who, stages.accepted(who, stages.submitted(who, call))))
    )
    reviews.conclude(panel, by=who.officer, at=later(days=45), minutes="评审会纪要。")
    return to_sign(who, fresh(panel.papers.get().application), **words)


def finalised(who, application, starts_on=None, **words):
    """The agreement of an application that is ready to sign: drafted, written, locked."""
    starts_on = starts_on or later(days=80).date()
    agreement = agreements.draft(application, by=who.officer, at=later(days=76), starts_on=starts_on, **words).subject
    heads = {head.key: f"{head.title}的约定。" for head in agreement.heads.all()}
    agreements.write(agreement, by=who.officer, at=later(days=76), heads=heads)
    return fresh(agreements.finalise(agreement, by=who.officer, at=later(days=77)).subject)


def signed_by(agreement, *signatories, at=None):
    """Each signs the locked text, one after the other."""
    for seat in signatories:
        agreements.sign(agreement, by=seat, at=at or later(days=78), sha256=agreement.sha256)
    return fresh(agreement)
