"""Who opens, does, verifies and accepts what an exit asks for (Arts 16, 33)."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only, wanted
from config.kernel.documents.models import Document
from config.kernel.refusals import INPUT, NEVER, Refusal
from operators.agreement.models import Agreement
from operators.exit.models import Exit, ExitItem
from operators.exit.queries import of_authorisation, unverified
from operators.oversight.rules import an_office, the_operator
from zones.zone.rules import authority_officer

OVER = (Agreement.State.EXPIRED, Agreement.State.TERMINATED)


def may_open_for(agreement, *, by, at):
    """It follows from the end of an agreement, and nobody opens it by hand (Arts 16, 33)."""
    yield from only(by, Role.CLOCK, article="16")
    if agreement.state not in OVER:
        yield Refusal("not_over", _("The authorisation is not over; nobody has to leave."), "16")
    if of_authorisation(agreement):
        yield Refusal("exit_there", _("The exit from this authorisation was opened already."), "16")


def may_begin(exit, *, by, at, text: str = ""):
    """The authority settles how the exit goes on, and who takes the services over (Art. 16)."""
    yield from authority_officer(by, "16")
    yield from wanted("text", text, "16")


def may_complete(exit, *, by, at, item: str = "", text: str = "", evidence: Sequence[int] = ()):
    """Whoever an item is for reports it done, with its papers; late is late, but not refused (Art. 16)."""
    yield from of_the_exit(by, exit, at, "16")
    yield from _not_closed(exit)
    yield from wanted("text", text, "16")
    row = exit.items.filter(key=item).first()
    if row is None:
        yield _no_such_item()
        return
    if not _is_for(row, by, exit, at):
        said = _("This is for another to do: %(owner)s.") % {"owner": row.get_owner_display()}
        yield Refusal("not_owner", said, "16", NEVER)
    if row.done_at is not None:
        yield Refusal("done", _("This was reported done already."), "16")
    own = Document.objects.filter(case_kind=exit.noun(), case_id=exit.pk, by__body_id=by.body_id)
    if (row.proven and not evidence) or set(evidence) - set(own.values_list("pk", flat=True)):
        yield Refusal("evidence", _("Add the papers that prove it to this exit."), "16", INPUT, "evidence")


def may_verify(exit, *, by, at, item: str = "", remark: str = ""):
    """An office has seen that it is done: another person than who did it (Art. 16; house default)."""
    yield from _judging(exit, by, at, item)
    yield from wanted("remark", remark, "16")


def may_refuse(exit, *, by, at, item: str = "", reason: str = ""):
    """It is not done yet, and why (Art. 16)."""
    yield from _judging(exit, by, at, item)
    yield from wanted("reason", reason, "16")


def may_accept(exit, *, by, at, minutes: str = ""):
    """The authority together with the supervisor, when everything is done and verified (Art. 16)."""
    yield from authority_officer(by, "16")
    yield from wanted("minutes", minutes, "16")
    yield from _left(exit, ExitItem.Before.ACCEPTANCE)


def may_close(exit, *, by, at):
    """The authority, when the public knows (Art. 16)."""
    yield from authority_officer(by, "16")
    yield from _left(exit, ExitItem.Before.CLOSING)


def of_the_exit(by, exit, at, article: str) -> Iterator[Refusal]:
    """The operator that leaves, the authority, the zone's supervisor of that day."""
    if by.body.kind == "organisation":
        yield from the_operator(by, exit.agreement, article)
    else:
        yield from an_office(by, exit.zone, at, article)


def _judging(exit, by, at, item) -> Iterator[Refusal]:
    yield from an_office(by, exit.zone, at, "16")
    yield from _not_closed(exit)
    row = exit.items.select_related("done_by").filter(key=item).first()
    if row is None:
        yield _no_such_item()
    elif row.done_at is None:
        yield Refusal("not_done", _("This was not reported done yet."), "16")
    elif row.verified_at is not None:
        yield Refusal("verified", _("This was verified already."), "16")
    elif row.done_by.user_id == by.user_id:
        said = _("What one person has done, another verifies.")
        yield Refusal("same_person", said, "16", NEVER)


def _is_for(row, by, exit, at) -> bool:
    owner = {
        ExitItem.Owner.OPERATOR: exit.agreement.operator.body_id,
        ExitItem.Owner.SUPERVISOR: exit.zone.supervisor_at(at).pk,
    }
    return by.body.kind == "authority" if row.owner == ExitItem.Owner.AUTHORITY else by.body_id == owner[row.owner]


def _left(exit, before: str) -> Iterator[Refusal]:
    """Each thing that is still to be done or verified, all at once."""
    for row in unverified(exit, before):
        said = _("Not done and verified yet: %(title)s.") % {"title": row.title}
        yield Refusal("item_left", said, "16")


def _not_closed(exit) -> Iterator[Refusal]:
    if exit.state == Exit.State.CLOSED:
        yield Refusal("over", _("This exit is closed."), "16")


def _no_such_item() -> Refusal:
    return Refusal("item", _("Nothing of this name is to be done in this exit."), "16", INPUT, "item")
