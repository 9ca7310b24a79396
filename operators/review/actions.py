"""The verbs of experts and panels (Arts 9, 13)."""

import hashlib
import secrets

from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Body
from config.kernel.acts import act
from config.kernel.facts import canonical
from operators.application.models import Application, Reader
from operators.organisation.codes import checked
from operators.review import facts, rules
from operators.review.drawing import ordered, substitute
from operators.review.grading import results
from operators.review.models import Expert, Member, Panel, Paper, Result, Sheet, SheetDraft, Tie
from operators.review.queries import applications_of, conflicts, pool, sitting
from zones.call.actions import supervisor_countersigns
from zones.call.models import Call


@act(rules.may_enlist, title=_("enlist an expert"), article="9")
def enlist(authority: Body, *, by, at, seat, fields, employer, employer_code, ties=()):
    """Into the pool, with what ties the expert to organisations."""
    expert = Expert.objects.create(
        seat=seat, fields=list(fields), employer=employer, employer_code=checked(employer_code)[0]
    )
    for tie in ties:
        Tie.objects.create(expert=expert, **{**tie, "credit_code": checked(tie["credit_code"])[0]})
    return facts.ExpertEnlisted(expert, by, at, seat.pk, list(fields))


@act(rules.may_record_tie, title=_("record a tie"), article="9")
def record_tie(expert: Expert, *, by, at, credit_code, kind, note=""):
    """A conflict is derived from it from now on: what rivals of that organisation wrote is closed to the expert too."""
    code = checked(credit_code)[0]
    Tie.objects.create(expert=expert, credit_code=code, kind=kind, note=note)
    Reader.objects.filter(seat=expert.seat, application__call__applications__organisation__credit_code=code).delete()
    return facts.TieRecorded(expert, by, at, code, kind)


@act(rules.may_convene, title=_("convene a panel"), article="13")
def convene(call: Call, *, by, at):
    """Draw the experts; seed, candidates and order are recorded. Nobody gives the seed: that would choose the panel."""
    accepted = Application.objects.filter(call=call, state="accepted").order_by("pk")
    experts = list(pool())
    tied = conflicts(experts, accepted)
    field = call.zone.field.code if call.zone.field else ""
    candidates = [
        {"expert": expert.pk, "employer": expert.employer_code, "in_field": field in expert.fields}
        for expert in experts
        if expert.pk not in tied
    ]
    seed, size = secrets.token_hex(16), call.rulebook.value("panel_size")
    order = ordered(seed, candidates, size)
    panel = Panel.objects.create(
        call=call, size=size, seed=seed, candidates=candidates, order=order, convened_by=by, convened_at=at,
        shut_out=[{"expert": expert, "why": why} for expert, why in sorted(tied.items())],
    )  # fmt: skip
    Paper.objects.bulk_create(Paper(panel=panel, application=application) for application in accepted)
    Member.objects.bulk_create(Member(panel=panel, expert_id=expert) for expert in order[:size])
    papers = [application.key for application in accepted]
    return facts.PanelConvened(panel, by, at, seed, candidates, panel.shut_out, order[:size], papers)


@act(rules.may_declare, title=_("declare conflicts of interest"), article="9")
def declare(panel: Panel, *, by, at, conflict, reason=""):
    """Free of conflict: the expert may read. A conflict: the next in the draw takes the seat."""
    member = panel.members.get(expert__seat=by)
    member.standing = Member.Standing.RECUSED if conflict else Member.Standing.DECLARED
    member.reason, member.declared_at = reason, at
    member.save()
    following = _substitute(panel, member.expert_id) if conflict else None
    return facts.ConflictDeclared(panel, by, at, member.expert_id, conflict, reason, following)


@act(rules.may_open_papers, title=_("open the papers"))
def open_papers(panel: Panel, *, by, at):
    """The members may read the applications and score."""
    panel.open_papers()
    for member in sitting(panel).select_related("expert"):
        for application in applications_of(panel):
            Reader.objects.get_or_create(application=application, seat_id=member.expert.seat_id)
    return facts.PapersOpened(panel, by, at)


@act(rules.may_send_sheet, title=_("send a sheet"), article="13")
def send_sheet(panel: Panel, *, by, at, application, points, opinions):
    """Locked from now on; its digest stands in the ledger."""
    member = panel.members.get(expert__seat=by)
    Sheet.objects.create(
        member=member, application=application, points=points, opinions=opinions, total=sum(points.values()), sent_at=at
    )
    SheetDraft.objects.filter(member=member, application=application).delete()
    digest = hashlib.sha256(canonical([points, opinions]).encode()).hexdigest()
    return facts.SheetSent(panel, by, at, application.key, digest)  # no points: the others are still blind


@act(rules.may_conclude, title=_("conclude the review"), together=supervisor_countersigns)
def conclude(panel: Panel, *, by, at, minutes):
    """Mean, spread and rank of each application; authority and supervisor stand behind it."""
    panel.conclude()
    panel.minutes, panel.concluded_at = minutes, at
    found = results(panel)
    Result.objects.bulk_create(found)
    return facts.PanelConcluded(panel, by, at, [
        {"application": result.application.key, "mean": str(result.mean), "spread": result.spread,
         "passed": result.passed, "rank": result.rank}
        for result in found
    ])  # fmt: skip


@act(rules.may_dissolve, title=_("dissolve the panel"))
def dissolve(panel: Panel, *, by, at, reason):
    """Its sheets stay on record and count for nothing; its members read no longer."""
    panel.dissolve()
    seats = panel.members.values("expert__seat")
    Reader.objects.filter(application__reviews__panel=panel, seat__in=seats).delete()
    return facts.PanelDissolved(panel, by, at, reason)


def _substitute(panel, leaving: int) -> int | None:
    """Of the draw, one who has not been on the panel, can act, and is not tied meanwhile."""
    experts = list(pool().filter(pk__in=panel.order).exclude(memberships__panel=panel))
    able = {expert.pk for expert in experts} - set(conflicts(experts, applications_of(panel)))
    following = substitute(panel, able, set(sitting(panel).values_list("expert", flat=True)), leaving)
    if following is not None:
        Member.objects.create(panel=panel, expert_id=following)
    return following
