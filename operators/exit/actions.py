"""The verbs of an exit (Arts 16, 33)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.kernel.acts import act
from config.kernel.documents.models import Document
from config.kernel.numbers import next_number
from config.kernel.workdays.deadlines import clear_due, set_due_if_known
from operators.agreement.models import Agreement
from operators.exit import facts, rules
from operators.exit.models import Exit, ExitItem
from operators.exit.queries import checklist, unverified
from zones.call.actions import supervisor_countersigns


@act(rules.may_open_for, title=_("open the exit"), article="16")
def open_for(agreement: Agreement, *, by, at):
    """The list of what is to be done, as the agreement's rulebook has it; each item has its working days from today."""
    exit = Exit.objects.create(
        agreement=agreement, ground=agreement.state, opened_at=at, number=next_number("TC", timezone.localdate(at).year)
    )
    for place, item in enumerate(exit.rulebook.value("exit_items"), 1):
        ExitItem.objects.create(
            exit=exit, key=item["key"], title=item["title_zh"], owner=item["owner"], days=item["days"],
            proven=item["proven"], before=item["before"], place=place,
        )  # fmt: skip
    _due_next(exit)
    keys = list(exit.items.values_list("key", flat=True))
    return facts.ExitOpened(exit, by, at, agreement.key, str(exit.ground), keys)


@act(rules.may_begin, title=_("settle how the exit goes on"))
def begin(exit: Exit, *, by, at, text):
    """What is particular to this exit, and who takes over what."""
    exit.begin()
    exit.plan, exit.begun_by, exit.begun_at = text, by, at
    return facts.ExitBegun(exit, by, at, text)


@act(rules.may_complete, title=_("report it done"), article="16")
def complete(exit: Exit, *, by, at, item, text, evidence=()):
    """One item; whether it was in time is known."""
    row = next(row for row in checklist(exit) if row.key == item)
    row.report, row.evidence, row.done_by, row.done_at, row.remark = text, list(evidence), by, at, ""
    row.save()
    _due_next(exit)
    late = row.due_on is not None and timezone.localdate(at) > row.due_on
    digests = Document.objects.filter(pk__in=evidence).order_by("pk").values_list("sha256", flat=True)
    return facts.ExitItemCompleted(exit, by, at, item, late, list(digests))


@act(rules.may_verify, title=_("verify that it is done"), article="16")
def verify(exit: Exit, *, by, at, item, remark):
    """One item; when all are verified, the exit can be accepted."""
    row = exit.items.get(key=item)
    row.remark, row.verified_by, row.verified_at = remark, by, at
    row.save()
    return facts.ExitItemVerified(exit, by, at, item, remark)


@act(rules.may_refuse, title=_("send it back as not done"), article="16")
def refuse(exit: Exit, *, by, at, item, reason):
    """It is to be done again; its deadline stands."""
    row = exit.items.get(key=item)
    row.done_by = row.done_at = None
    row.remark = reason
    row.save()
    _due_next(exit)
    return facts.ExitItemRefused(exit, by, at, item, reason)


@act(rules.may_accept, title=_("accept the exit"), together=supervisor_countersigns)
def accept(exit: Exit, *, by, at, minutes):
    """Both offices have it that the operator has left in order; what is left is that the public hears it."""
    exit.accept()
    exit.minutes, exit.accepted_by, exit.accepted_at = minutes, by, at
    return facts.ExitAccepted(exit, by, at)


@act(rules.may_close, title=_("close the exit"))
def close(exit: Exit, *, by, at):
    """It is over."""
    exit.close()
    exit.closed_at = at
    clear_due(exit)
    return facts.ExitClosed(exit, by, at)


def _due_next(exit) -> None:
    """The exit's own deadline is that of what is to be done next."""
    clear_due(exit)
    if item := unverified(exit).filter(done_at=None).first():
        set_due_if_known(exit, timezone.localdate(exit.opened_at), item.days)
