"""Who calls for applications, and when (Arts 11, 12)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only, wanted
from config.kernel.refusals import INPUT, Refusal
from config.kernel.workdays import deadlines
from zones.call.models import Call, Question
from zones.zone.models import Zone
from zones.zone.rules import authority_officer

WORDS = ("title", "text", "opens_at", "closes_at", "places", "selection", "requirements", "papers")


def may_draft(zone, *, by, at, rulebook=None, **words):
    """The authority drafts a call for an established zone (Art. 11)."""
    yield from authority_officer(by, "11")
    if zone.state != Zone.State.ESTABLISHED:
        yield Refusal("zone_not_established", _("Only an established zone can call for applications."), article="2")
    if rulebook is None:
        yield Refusal("rulebook", _("A call names the rulebook that its cases run by."), "11", INPUT, "rulebook")
    yield from _sound(words.get("title"), words.get("text"), words.get("opens_at"), words.get("closes_at"),
                      words.get("places", 1), words.get("requirements") or [])  # fmt: skip


def may_revise(call, *, by, at, **words):
    """A draft can be changed until it is proposed (Art. 11)."""
    yield from authority_officer(by, "11")
    if call.state != Call.State.DRAFTED:
        yield Refusal("not_a_draft", _("Only a draft can be changed."), article="11")
    if not words or set(words) - set(WORDS):
        yield Refusal("words", _("This cannot be changed in a call."), "11", INPUT)
    else:
        given = {name: words.get(name, getattr(call, name)) for name in WORDS}
        yield from _sound(given["title"], given["text"], given["opens_at"], given["closes_at"], given["places"],
                          given["requirements"])  # fmt: skip


def may_propose(call, *, by, at):
    """The authority puts its call before the supervisor; the window must be long enough by then (Art. 11)."""
    yield from authority_officer(by, "11")
    yield from _window_long_enough(call, at)


def may_publish(call, *, by, at):
    """Published by the authority together with the supervisor (Art. 11)."""
    yield from authority_officer(by, "11")
    if call.closes_at <= at:
        yield Refusal("window_over", _("Its window would be over already."), article="12")
    if call.zone.state != Zone.State.ESTABLISHED:
        yield Refusal("zone_not_established", _("Only an established zone can call for applications."), article="2")


def may_reopen(call, *, by, at):
    """What was not countersigned is a draft again (Art. 11)."""
    yield from only(by, Role.OFFICER, Role.CLOCK, kinds=("authority", "system"), article="11")


def may_extend(call, *, by, at, closes_at=None, reason=""):
    """The window of a published call may be extended before it ends, with a reason (Art. 12)."""
    yield from authority_officer(by, "12")
    yield from wanted("reason", reason, "12")
    if call.state != Call.State.PUBLISHED or at >= call.closes_at:
        yield Refusal("not_open", _("Only a call whose window has not ended can be extended."), article="12")
    if closes_at is None or closes_at <= call.closes_at:
        yield Refusal("closes_at", _("The new end must be later than the old one."), "12", INPUT, "closes_at")


def may_close(call, *, by, at):
    """The clock closes the call when its window has ended (Art. 12)."""
    yield from only(by, Role.CLOCK, article="12")
    if at < call.closes_at:
        yield Refusal("not_due", _("The window has not ended yet."), article="12")


def may_conclude(call, *, by, at):
    """Concluded when nothing that answered it is open any more; higher floors object (Art. 10)."""
    yield from authority_officer(by, "10")


def may_cancel(call, *, by, at, reason=""):
    """A call may be cancelled, with a reason that all can read (Art. 11)."""
    yield from authority_officer(by, "11")
    yield from wanted("reason", reason, "11")


def may_ask(call, *, by, at, text=""):
    """Anybody who may apply can ask while the call is published (Art. 11)."""
    yield from only(by, Role.PERSON, Role.ADMINISTRATOR, Role.EDITOR, article="11")
    yield from wanted("text", text, "11")
    if call.state != Call.State.PUBLISHED or at >= call.closes_at:
        yield Refusal("not_open", _("Questions are taken until the window ends."), article="12")


def may_answer(call, *, by, at, question=0, text=""):
    """The authority answers once, for all to read (Art. 11)."""
    yield from authority_officer(by, "11")
    yield from wanted("text", text, "11")
    row = Question.objects.filter(pk=question, call=call).first()
    if row is None:
        yield Refusal("question_unknown", _("There is no such question."), "11", INPUT, "question")
    elif row.answered_at is not None:
        yield Refusal("answered", _("This question was answered already."), article="11")


def _sound(title, text, opens_at, closes_at, places, requirements):
    yield from wanted("title", title, "11")
    yield from wanted("text", text, "11")
    if opens_at is None or closes_at is None or opens_at >= closes_at:
        yield Refusal("window", _("The window must end after it begins."), "12", INPUT, "closes_at")
    if not isinstance(places, int) or places < 1:
        yield Refusal("places", _("A call has at least one place."), "11", INPUT, "places")
    keys = [requirement.get("key") for requirement in requirements]
    if not all(keys) or len(set(keys)) != len(keys):
        yield Refusal("requirements", _("Each condition of the zone has a key of its own."), "17", INPUT, "requirements")


def _window_long_enough(call, at):
    least = call.rulebook.value("call_window_minimum")
    first = timezone.localdate(max(at, call.opens_at))
    if deadlines.between(first, timezone.localdate(call.closes_at)) < least:
        yield Refusal("window_short", _("The window must be at least %(days)s working days long.") % {"days": least}, "12")
