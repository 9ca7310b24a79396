"""The papers of an exit, added before they are named (Art. 16)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from config.kernel.documents.models import Document
from config.kernel.documents.receiving import add
from config.kernel.refusals import Refusal
from config.kernel.standing import seat_refusals
from operators.exit.models import Exit
from operators.exit.rules import of_the_exit


def may_attach(exit, *, by):
    """Whoever has something to do in it adds papers until it is closed (Art. 16)."""
    yield from seat_refusals(by, "16")
    yield from of_the_exit(by, exit, timezone.now(), "16")
    if exit.state == Exit.State.CLOSED:
        yield Refusal("over", _("This is closed; nothing is added to it."), article="16")


def attach(exit, file, *, by, at, name: str) -> Document:
    """Keep the paper with its exit. Raises Refused."""
    return add(exit, file, may_attach, by=by, at=at, name=name)
