"""The refusals that every act shares: the seat, the copy, the state."""

from collections.abc import Iterator

from django.db import OperationalError
from django.utils import timezone
from django.utils.translation import gettext as _

from config.kernel.flows import Case
from config.kernel.refusals import NEVER, Refusal


def seat_refusals(by, article: str) -> Iterator[Refusal]:
    """A seat acts only while it is active and its person may sign in (house:2)."""
    if not stands(by):
        yield seat_not_active()


def stands(by) -> bool:
    """Whether the seat may act at all, as the database has it now."""
    return type(by).objects.filter(pk=by.pk, state=by.State.ACTIVE, user__is_active=True).exists()


def seat_not_active() -> Refusal:
    return Refusal("seat_not_active", _("This seat is not active (any more)."), article="house:2", kind=NEVER)


def stale_refusals(subject: Case, by, seen: int | None, article: str) -> Iterator[Refusal]:
    """What was decided on an old copy is not done to the new one (house:1)."""
    if seen is not None and seen != subject.version:
        yield Refusal(
            "stale",
            _("Meanwhile this has changed (%(last)s). Look at it again, then repeat what you want to do.")
            % {"last": last_said(subject, by)},
            article="house:1",
        )


def state_refusals(subject: Case, by, act) -> Iterator[Refusal]:
    """The flow does not know this step from here; which body brought it here, and when, is said."""
    yield Refusal(
        "wrong_state",
        _("It is now “%(state)s” (%(last)s): “%(act)s” is not open from there.")
        % {"state": subject.get_state_display(), "last": last_said(subject, by), "act": act.title},
        article=act.article,
    )


def busy_refusals(error: OperationalError) -> Iterator[Refusal]:
    """Two changes waited for each other, or one too long: the database ended this one (house:1)."""
    code = getattr(error.__cause__, "sqlstate", None) or getattr(error.__cause__, "sqlite_errorname", "")
    if code in ("40P01", "55P03", "SQLITE_BUSY"):  # deadlock, lock timeout
        yield busy()


def busy() -> Refusal:
    """Another change came first."""
    return Refusal(
        "busy",
        _("Somebody else is changing the same at this moment; nothing was done. Try again."),
        article="house:1",
    )


def last_said(subject: Case, seat) -> str:
    """The last thing that happened, as far as this seat may know of it: act, body and instant. Bodies, not persons: the
    reader may be of another. Who objects or asks is named to nobody here whom the timeline does not tell it."""
    from config.kernel.ledger.queries import known_to  # the ledger's models need the app registry

    entry = known_to(seat, subject).order_by("-seq").first()
    if entry is None:
        return _("nothing has happened yet")
    when = timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M")
    return _("last: %(act)s, %(body)s, %(when)s") % {"act": entry.title, "body": entry.seat.body.name, "when": when}
