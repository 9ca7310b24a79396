"""What panels hold against steps of an application that only they can bring about (Art. 13)."""

from django.utils.translation import gettext as _

from config.kernel.refusals import Refusal
from operators.review.models import Paper


def no_papers_open(application, *, by, at):
    """A review begins with a panel whose papers are open."""
    if not Paper.objects.filter(application=application, panel__state="scoring").exists():
        yield Refusal("no_panel", _("No panel has its papers open."), article="13")


def panel_still_scores(application, *, by, at):
    """A review is halted only when its panel was dissolved."""
    if Paper.objects.filter(application=application, panel__state="scoring").exists():
        yield Refusal("panel_scores", _("Its panel is still scoring."), article="9")


def not_concluded(application, *, by, at):
    """A review ends with a panel's conclusion."""
    if not Paper.objects.filter(application=application, panel__state="concluded").exists():
        yield Refusal("not_concluded", _("No panel has concluded on it."), article="13")
