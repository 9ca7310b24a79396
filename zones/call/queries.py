"""Reading calls."""

from django.db.models import Q

from zones.call.models import Call, Question
from zones.zone.queries import supervised_by

PUBLIC = ("published", "closed", "concluded", "cancelled")


def visible_to(seat):
    """What was published is public; drafts are seen by the authority, the zone's supervisor and the auditors."""
    published = Q(published_at__isnull=False)
    if seat is None:
        return Call.objects.filter(published)
    if seat.body.kind in ("authority", "system"):
        return Call.objects.all()
    return Call.objects.filter(published | Q(zone__in=supervised_by(seat.body_id)))


def questions_visible_to(seat):
    """Answered questions are public with their call; an open one is seen by who asked, the authority, the supervisor."""
    of_visible_calls = Question.objects.filter(call__in=visible_to(seat))
    answered = Q(answered_at__isnull=False)
    if seat is None:
        return of_visible_calls.filter(answered)
    if seat.body.kind in ("authority", "system"):
        return of_visible_calls
    own = Q(asked_by__body_id=seat.body_id, asked_by__user_id=seat.user_id)
    return of_visible_calls.filter(answered | own | Q(call__zone__in=supervised_by(seat.body_id)))
