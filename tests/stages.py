"""How far a life has come: each stage does the real acts of the one before it and its own, by the right persons.

Every function takes `who` (tests.cast.people()) and returns the fresh case. Days count from tests.cast.NINE:
the call is open on days 1 to 40; submission on day 5, review from day 45, decision day 60, notice until day 70.
"""

from config.kernel.accounts.queries import the
from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.queries import open_on
from operators.agreement import actions as agreements
from operators.application import actions as applications
from operators.application.models import Application
from operators.decision import actions as decisions
from operators.review import actions as reviews
from tests.cast import later
from tests.lived import lived
from tests.papers import PDF, decision_words, fill, fresh, members, opinions, points, scan_for  # noqa: F401
from zones.call import actions as calls
from zones.rulebook.queries import current
from zones.zone import actions as zones
from zones.zone.models import Field, Zone


@lived()
def planned_zone(who, name="金融公共数据专区", **words) -> Zone:
    words = {"kind": "field", "field": Field.objects.get(code="financial-services"),
             "supervisor": who.supervisor.body} | words  # fmt: skip
    return zones.plan(the("authority"), by=who.officer, at=later(), name=name, purpose="示例", **words).subject


@lived(after=planned_zone)
def zone(who, **words) -> Zone:
    made = planned_zone(who, **words)
    return fresh(zones.establish(made, by=who.officer, at=later(minutes=1)).subject)


@lived(after=zone)
def drafted_call(who, **words):
    words = {"rulebook": current(), "title": "金融专区申报通知", "text": "现发布通知。", "places": 1,
             "papers": ["运营方案"], "opens_at": later(days=1), "closes_at": later(days=40)} | words  # fmt: skip
    return fresh(
        calls.draft(words.pop("zone", None) or zone(who), by=who.officer, at=later(minutes=2), **words).subject
    )


@lived(after=drafted_call)
def proposed_call(who, **words):
    call = drafted_call(who, **words)
    return fresh(calls.propose(call, by=who.officer, at=later(minutes=3)).subject)


@lived(after=proposed_call)
def published_call(who, **words):
    call = proposed_call(who, **words)
    countersign(open_on(call), by=who.supervisor, at=later(minutes=4))
    return fresh(call)


@lived(after=published_call)
def draft(who, call=None, by=None) -> Application:
    call = call or published_call(who)
    return fresh(applications.start(call, by=by or who.applicant, at=later(days=2)).subject)


@lived(after=published_call)
def submitted(who, call=None, by=None) -> Application:
    by = by or who.applicant
    application = draft(who, call, by)
    fill(application, by)
    return fresh(applications.submit(application, by=by, at=later(days=5)).subject)


@lived(after=submitted)
def examined(who, application=None, **found) -> Application:
    """Every condition found met, but for `found`: condition=(result, remark)."""
    application = application or submitted(who)
    for condition in application.call.conditions():
        result, remark = found.get(condition["key"], ("met", ""))
        applications.find(
            application, by=who.officer, at=later(days=6), condition=condition["key"], result=result, remark=remark
        )
    return fresh(application)


@lived(after=submitted)
def returned(who, application=None) -> Application:
    application = examined(who, application, standing=("to_correct", "证明已过期，请更新。"))
    return fresh(applications.return_for_correction(application, by=who.officer, at=later(days=7)).subject)


@lived(after=submitted)
def accepted(who, application=None) -> Application:
    application = examined(who, application)
    return fresh(applications.accept(application, by=who.officer, at=later(days=7)).subject)


def closed_call(who, application):
    return fresh(calls.close(application.call, by=who.clock, at=later(days=40)).subject)


@lived(after=accepted)
def convened(who, application=None):
    """A panel, drawn; the application stands in `panel.papers`."""
    application = application or accepted(who)
    call = closed_call(who, application)
    return fresh(reviews.convene(call, by=who.officer, at=later(days=41)).subject)


@lived(after=convened)
def scoring(who, panel=None):
    panel = panel or convened(who)
    for seat in members(panel):
        reviews.declare(panel, by=seat, at=later(days=42), conflict=False)
    return fresh(reviews.open_papers(panel, by=who.officer, at=later(days=43)).subject)


@lived(after=scoring)
def scored(who, panel=None):
    panel = panel or scoring(who)
    for seat in members(panel):
        for paper in panel.papers.select_related("application"):
            reviews.send_sheet(
                panel, by=seat, at=later(days=44), application=paper.application, points=points(panel, 2),
                opinions=opinions(panel),
            )  # fmt: skip
    return fresh(panel)


@lived(after=scored)
def concluded(who, panel=None):
    panel = scored(who, panel)
    reviews.conclude(panel, by=who.officer, at=later(days=45), minutes="评审会纪要。")
    countersign(open_on(panel), by=who.supervisor, at=later(days=45, minutes=1))
    return fresh(panel)


def reviewed(who) -> Application:
    return fresh(concluded(who).papers.get().application)


@lived(after=concluded)
def drafted_report(who, application=None):
    application = application or reviewed(who)
    items = [{"application": application.pk, "recommended": True, "opinion": "建议授权。"}]
    return fresh(
        decisions.draft(application.call, by=who.officer, at=later(days=46), text="请审定。", items=items).subject
    )


@lived(after=drafted_report)
def countersigned_report(who, report=None):
    report = report or drafted_report(who)
    countersign(open_on(report), by=who.supervisor, at=later(days=47))
    return fresh(report)


@lived(after=countersigned_report)
def sent_report(who):
    report = countersigned_report(who)
    return fresh(decisions.send(report, by=who.officer, at=later(days=48)).subject)


@lived(after=sent_report)
def entered(who, outcome="approved", **words):
    report = sent_report(who)
    words = decision_words(who, report, outcome, **words)
    return fresh(decisions.enter(report, by=who.recorder, at=later(days=60), **words).subject)


@lived(after=entered)
def verified(who, outcome="approved", **words):
    report = entered(who, outcome, **words)
    return fresh(decisions.verify(report, by=who.verifier, at=later(days=61)).subject)


def on_notice(who, **words) -> Application:
    return fresh(verified(who, **words).items.get().application)


@lived(after=verified)
def to_sign(who, **words) -> Application:
    application = on_notice(who, **words)
    return fresh(applications.end_notice(application, by=who.clock, at=later(days=75)).subject)


@lived(after=to_sign)
def drafted_agreement(who, **words):
    application = to_sign(who, **words)
    starts_on = later(days=80).date()
    return fresh(agreements.draft(application, by=who.officer, at=later(days=76), starts_on=starts_on, years=5).subject)


@lived(after=drafted_agreement)
def written_agreement(who, **words):
    agreement = drafted_agreement(who, **words)
    heads = {head.key: f"{head.title}的约定。" for head in agreement.heads.all()}
    return fresh(agreements.write(agreement, by=who.officer, at=later(days=76, minutes=1), heads=heads).subject)


@lived(after=written_agreement)
def finalised(who, **words):
    agreement = written_agreement(who, **words)
    return fresh(agreements.finalise(agreement, by=who.officer, at=later(days=77)).subject)


@lived(after=finalised)
def part_signed(who, **words):
    agreement = finalised(who, **words)
    sign = {"at": later(days=78), "sha256": agreement.sha256}
    return fresh(agreements.sign(agreement, by=who.authority_signatory, **sign).subject)


@lived(after=part_signed)
def signed(who, **words):
    agreement = part_signed(who, **words)
    sign = {"at": later(days=78, minutes=1), "sha256": agreement.sha256}
    return fresh(agreements.sign(agreement, by=who.signatory, **sign).subject)


@lived(after=signed)
def in_force(who, **words):
    agreement = signed(who, **words)
    return fresh(agreements.bring_into_force(agreement, by=who.clock, at=later(days=80)).subject)
