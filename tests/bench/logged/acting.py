"""Five moves by the ordinary ORM, with the rows of the baseline: permission read, row locked, state checked by the
flow, log row, outbox, own commit. No rules, no chain."""

from collections.abc import Callable, Iterator

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from config.kernel.accounts.models import Seat
from tests import cast
from tests.bench.raw import RECEIVERS

MOVES = ("submit", "return_for_correction", "submit", "accept", "withdraw")


def make_tables(number: int, lives: int) -> Iterator[Callable[[], None]]:
    """A work that prepares only."""
    call_command("migrate", "django_fsm_log", verbosity=0)  # what ours points to comes first
    call_command("migrate", run_syncdb=True, verbosity=0)
    yield lambda: None


def five_acts(number: int, lives: int) -> Iterator[Callable[[], None]]:
    from tests.bench.logged.models import Logged

    who = cast.people()
    receivers = [seat.pk for seat in who.experts[:RECEIVERS]]
    warm, *cases = [Logged.objects.create().pk for _ in range(lives + 1)]
    _move(warm, who.applicant.pk, receivers)

    def timed():
        for case in cases:
            _move(case, who.applicant.pk, receivers)

    yield timed


def _move(case: int, seat: int, receivers: list[int]) -> None:
    from tests.bench.logged.models import Logged

    for name in MOVES:
        with transaction.atomic():
            by = Seat.objects.select_related("user").get(pk=seat, state="active", user__is_active=True)
            row = Logged.objects.select_for_update().get(pk=case)
            getattr(row, name)(by=by.user)
            row.version, row.state_since = row.version + 1, timezone.now()
            row.save()
            _tell(row, receivers)


def _tell(row, receivers: list[int]) -> None:
    from django_fsm_log.models import StateLog

    from tests.bench.logged.models import Told

    log = StateLog.objects.for_(row).latest("id")
    words = {"log": log, "title": "title", "text": "text", "due_at": timezone.now()}
    Told.objects.bulk_create(
        Told(key=f"{log.pk}:{channel}:{seat.pk}", channel=channel, seat=seat, **words)
        for seat in Seat.objects.select_related("user").filter(pk__in=receivers, state="active")
        for channel in ("in_app", "email")
    )
