"""Who sweeps: the clock, and nobody else (house:11)."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only
from config.kernel.refusals import INPUT, Refusal
from config.kernel.shapes import Line
from config.kernel.sweeping.models import Sweep
from config.kernel.sweeping.queries import Row, written


def may_begin(system, *, by, at):
    """One run at a time (house:11)."""
    yield from only(by, Role.CLOCK, article="house:11")
    if Sweep.objects.filter(state=Sweep.State.RUNNING).exists():
        yield Refusal("running", _("A sweep has begun and has not ended yet."), article="house:11")


def may_note(sweep, *, by, at, act: Line = "", article: Line = "", moved: int = 0, left: int = 0, failed: int = 0):
    """While it runs, what each step did (house:11)."""
    yield from _running(sweep, by)


def may_remind(sweep, *, by, at, reminders: Sequence[Row] = ()):
    """Each reminder once (house:11)."""
    yield from _running(sweep, by)
    if not reminders or written(reminders):
        said = _("A reminder is written once, and there is at least one.")
        yield Refusal("reminders", said, "house:11", INPUT, "reminders")


def may_end(sweep, *, by, at):
    """When every step was taken (house:11)."""
    yield from only(by, Role.CLOCK, article="house:11")


def may_break_off(sweep, *, by, at):
    """By the next run, which goes on where this one was killed (house:11)."""
    yield from only(by, Role.CLOCK, article="house:11")


def _running(sweep, by):
    yield from only(by, Role.CLOCK, article="house:11")
    if sweep.state != Sweep.State.RUNNING:
        yield Refusal("over", _("This sweep is over."), article="house:11")
