"""Reading calls."""

from django.db.models import Q

from config.kernel.accounts.roles import Role
from zones.call.models import Call, Question
from zones.zone.queries import in_office, supervised_by


def visible_to(seat):
    """What was published is public; drafts are seen by the authority, the zone's supervisor and the auditors."""
    return Call.objects.all() if _sees_all(seat) else Call.objects.filter(_published() | _supervised(seat))


def questions_visible_to(seat):
    """Answered questions are public with their call; an open one is seen by who asked, authority and supervisor."""
    if _sees_all(seat):
        return Question.objects.all()
    answered = Q(answered_at__isnull=False) & _published("call__")
    own = Q(asked_by__body_id=seat.body_id, asked_by__user_id=seat.user_id) if seat else Q(pk__in=[])
    return Question.objects.filter(answered | own | _supervised(seat, "call__"))


def answered(call):
    """Questions with their answers for all to read, the first answered first; without the name of who asked."""
    public = Question.objects.filter(call=call, answered_at__isnull=False).order_by("answered_at", "id")
    return public.values("id", "text", "answer", "answered_at")


def _sees_all(seat) -> bool:
    return in_office(seat) and (seat.body.kind == "authority" or seat.role == Role.AUDIT_ADMIN)


def _published(path: str = "") -> Q:
    return Q(**{f"{path}published_at__isnull": False})


def _supervised(seat, path: str = "") -> Q:
    """Of a zone that this seat's body supervises today; nothing for whom is not in an office."""
    return Q(**{f"{path}zone__in": supervised_by(seat.body_id)}) if in_office(seat) else Q(pk__in=[])
