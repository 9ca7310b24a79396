"""Reading panels and sheets."""

from django.db.models import Exists, F, OuterRef, Q

from config.kernel.accounts.models import Seat
from config.kernel.accounts.roles import Role
from operators.application.models import Application
from operators.review.models import Expert, Member, Panel, Sheet, Tie
from zones.zone.queries import supervised_by

ALIVE = ["accepted", "under_review", "reviewed"]


def visible_to(seat):
    """The authority, the zone's supervisor, auditors; an expert the panels that it was drawn for."""
    panels = Panel.objects.select_related("call")
    if seat is None:
        return panels.none()
    if (seat.body.kind == "authority" and seat.role == Role.OFFICER) or seat.role == Role.AUDIT_ADMIN:
        return panels.all()
    if seat.role == Role.EXPERT:
        return panels.filter(members__expert__seat=seat)
    if seat.role == Role.OFFICER:
        return panels.filter(call__zone__in=supervised_by(seat.body_id))
    return panels.none()


def experts_visible_to(seat):
    """The pool is the authority's; an expert sees itself."""
    experts = Expert.objects.select_related("seat__user")
    if seat is None:
        return experts.none()
    return experts.all() if seat.body.kind == "authority" and seat.role == Role.OFFICER else experts.filter(seat=seat)


def sheets_visible_to(seat):
    """Blind until both have sent: an expert sees its own, and of an application that it has sent itself, the others'.
    Offices see the sheets of a panel when it has all of them."""
    if seat is not None and seat.role == Role.EXPERT:
        mine = Sheet.objects.filter(
            member__panel=OuterRef("member__panel"), application=OuterRef("application"), member__expert__seat=seat
        )
        return Sheet.objects.filter(Q(member__expert__seat=seat) | Exists(mine))
    sent = Sheet.objects.filter(member=OuterRef("pk"), application=OuterRef("paper"))
    owing = (
        Member.objects.exclude(standing=Member.Standing.RECUSED)
        .filter(panel=OuterRef("member__panel"), panel__papers__application__state__in=ALIVE)
        .annotate(paper=F("panel__papers__application"))
        .exclude(Exists(sent))
    )
    return Sheet.objects.filter(member__panel__in=visible_to(seat)).exclude(Exists(owing))


def pool():
    """The experts who can be drawn: their seats are active, and they can sign in."""
    return Expert.objects.filter(seat__state=Seat.State.ACTIVE, seat__user__is_active=True).order_by("pk")


def sitting(panel):
    """The members who score: drawn and not recused."""
    return panel.members.exclude(standing=Member.Standing.RECUSED)


def waiting(panel) -> int:
    """How many sheets are still to come; applications that ended meanwhile need none."""
    papers, members = applications_of(panel), sitting(panel)
    sent = Sheet.objects.filter(member__in=members, application__in=papers).count()
    return papers.count() * members.count() - sent


def applications_of(panel):
    """What the panel reviews, without what was withdrawn meanwhile."""
    return Application.objects.filter(reviews__panel=panel, state__in=ALIVE).order_by("pk")


def conflicts(experts, applications) -> dict[int, str]:
    """expert id → why it may not review these applications: recused from them before, a seat in an applicant (now or
    once), a tie, the employer."""
    codes = list(applications.values_list("organisation__credit_code", flat=True))
    recused = Member.objects.filter(
        expert__in=experts, standing=Member.Standing.RECUSED, panel__papers__application__in=applications
    )
    found = dict.fromkeys(recused.values_list("expert", flat=True), "recused")
    for expert, code in _seated(experts, codes):
        found[expert] = f"seat:{code}"
    for tie in Tie.objects.filter(expert__in=experts, credit_code__in=codes).order_by("pk"):
        found[tie.expert_id] = f"{tie.kind}:{tie.credit_code}"
    for expert in experts:
        if expert.employer_code in codes:
            found[expert.pk] = f"employer:{expert.employer_code}"
    return found


def _seated(experts, codes):
    """(expert id, credit code) where the expert's person holds or held a seat; one merely proposed is nobody's word."""
    held = Q(state=Seat.State.ACTIVE) | Q(confirmed_at__isnull=False)
    seats = Seat.objects.filter(held, user__seats__expert__in=experts, body__organisation__credit_code__in=codes)
    return seats.order_by("pk").values_list("user__seats__expert", "body__organisation__credit_code")
