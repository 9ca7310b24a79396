"""The public page: zones, open calls, what is on public notice, who operates what (Arts 2, 11, 14)."""

from django.db.models import Count, Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.kernel.citations import say
from config.kernel.words import listed
from operators.agreement.queries import operating
from operators.application.queries import on_notice
from zones.call.models import Call
from zones.call.queries import visible_to as calls_visible_to
from zones.zone.models import Zone
from zones.zone.queries import visible_to as zones_visible_to
from zones.zone.queries import with_supervision

BASIS = ("11", "12", "17", "18")  # what a call and its conditions rest on


@require_safe
def home(request):
    """Open calls first; a constant number of queries however many rows there are."""
    now = timezone.now()
    return render(
        request,
        "config/home.html",
        {
            "calls": open_calls(now),
            "kinds": zones_by_kind(),
            "notices": on_notice(),
            "operating": operating().prefetch_related(with_supervision("application__call__zone__")),
            "today": timezone.localdate(now),
        },
    )


def open_calls(now) -> list[Call]:
    """Calls that take applications now, the first to close first (Art. 12), with their `days_left` and `basis`."""
    answered = Count("questions", filter=Q(questions__answered_at__isnull=False))
    calls = (
        calls_visible_to(None)
        .filter(state=Call.State.PUBLISHED, opens_at__lte=now, closes_at__gt=now)
        .select_related("zone", "rulebook")
        .annotate(answered=answered)
        .order_by("closes_at", "id")
    )
    for call in calls:
        call.days_left = (timezone.localdate(call.closes_at) - timezone.localdate(now)).days
        call.basis = listed(say(call.rulebook.own_article(article)) for article in BASIS)
    return list(calls)


def zones_by_kind() -> list[tuple[str, str, list[Zone]]]:
    """(kind, its name, its zones that are not closed) in the order of Art. 2."""
    zones = zones_visible_to(None).filter(state=Zone.State.ESTABLISHED).select_related("field", "district")
    found: dict[str, list[Zone]] = {kind: [] for kind in Zone.Kind.values}
    for zone in zones.prefetch_related(with_supervision()).order_by("name", "id"):
        found[zone.kind].append(zone)
    return [(kind, str(Zone.Kind(kind).label), rows) for kind, rows in found.items()]
