"""Who calls for applications, and when (Arts 11, 12)."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, TypedDict, Unpack

from django.utils import timezone
from django.utils.translation import gettext as _

from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only, wanted
from config.kernel.citations import CITATION
from config.kernel.countersigning.queries import open_on
from config.kernel.refusals import INPUT, Refusal, Refused
from config.kernel.shapes import Few, Key, Line
from config.kernel.workdays import deadlines
from zones.call.models import Call, Question
from zones.rulebook.faults import other_shape, twice
from zones.rulebook.models import Rulebook
from zones.zone.models import Zone
from zones.zone.rules import authority_officer


class Requirement(TypedDict, total=False):
    """A condition of the zone's own, worded as the rulebook's (Art. 17)."""

    key: Key
    article: str
    title_zh: str
    title_en: str
    evidence: bool
    valid_until: bool


class CallWords(TypedDict, total=False):
    """What a call says."""

    title: Line
    text: str
    opens_at: datetime | None
    closes_at: datetime | None
    places: Few
    selection: str
    requirements: Sequence[Requirement]
    papers: Sequence[Line]


WORDS = tuple(CallWords.__annotations__)


def may_draft(zone, *, by, at, rulebook: Rulebook | None = None, **words: Unpack[CallWords]):
    """The authority drafts a call for an established zone (Art. 11)."""
    yield from authority_officer(by, "11")
    if zone.state != Zone.State.ESTABLISHED:
        yield Refusal("zone_not_established", _("Only an established zone can call for applications."), article="2")
    if not isinstance(rulebook, Rulebook) or not rulebook.rules_calls():
        yield Refusal("rulebook", _("A call names the rulebook that its cases run by."), "11", INPUT, "rulebook")
        rulebook = None
    yield from _sound(dict(words), rulebook)


def may_revise(call, *, by, at, **words: Unpack[CallWords]):
    """A draft can be changed until it is proposed (Art. 11)."""
    yield from authority_officer(by, "11")
    if call.state != Call.State.DRAFTED:
        yield Refusal("not_a_draft", _("Only a draft can be changed."), article="11")
    if not words:
        yield Refusal("words", _("This cannot be changed in a call."), "11", INPUT)
    else:
        yield from _sound({name: words.get(name, getattr(call, name)) for name in WORDS}, call.rulebook)


def may_propose(call, *, by, at):
    """The authority puts its call before the supervisor, with a window that is long enough (Art. 11)."""
    yield from authority_officer(by, "11")
    yield from _window_long_enough(call, at)


def may_publish(call, *, by, at):
    """Published by the authority together with the supervisor; what is left of the window must still do (Art. 11)."""
    yield from authority_officer(by, "11")
    yield from _window_long_enough(call, at)


def may_reopen(call, *, by, at):
    """What was not countersigned is a draft again; what may still be, is withdrawn first (Art. 11; house:5)."""
    yield from only(by, Role.OFFICER, Role.CLOCK, kinds=("authority", "system"), article="11")
    if waiting := open_on(call):
        yield Refusal(
            "awaiting",
            _("It is before %(body)s: withdraw what was proposed, then it is a draft again.")
            % {"body": waiting.second.name},
            article="house:5",
        )


def may_extend(call, *, by, at, closes_at: datetime | None = None, reason: str = ""):
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


def may_cancel(call, *, by, at, reason: str = ""):
    """A call may be cancelled, with a reason that all can read (Art. 11)."""
    yield from authority_officer(by, "11")
    yield from wanted("reason", reason, "11")


def may_ask(call, *, by, at, text: str = ""):
    """Anybody who may apply can ask while the call is published (Art. 11)."""
    yield from only(by, Role.PERSON, Role.ADMINISTRATOR, Role.EDITOR, article="11")
    yield from wanted("text", text, "11")
    if call.state != Call.State.PUBLISHED or at >= call.closes_at:
        yield Refusal("not_open", _("Questions are taken until the window ends."), article="12")


def may_answer(call, *, by, at, question: int = 0, text: str = ""):
    """The authority answers once, for all to read (Art. 11)."""
    yield from authority_officer(by, "11")
    yield from wanted("text", text, "11")
    row = Question.objects.filter(pk=question, call=call).first()
    if row is None:
        yield Refusal("question_unknown", _("There is no such question."), "11", INPUT, "question")
    elif row.answered_at is not None:
        yield Refusal("answered", _("This question was answered already."), article="11")


def _sound(words: dict[str, Any], rulebook: Rulebook | None) -> Iterator[Refusal]:
    """What a call says holds together."""
    yield from wanted("title", words.get("title"), "11")
    yield from wanted("text", words.get("text"), "11")
    opens_at, closes_at, places = words.get("opens_at"), words.get("closes_at"), words.get("places", 1)
    if opens_at is None or closes_at is None or opens_at >= closes_at:
        yield Refusal("window", _("The window must end after it begins."), "12", INPUT, "closes_at")
    if type(places) is not int or places < 1:
        yield Refusal("places", _("A call has at least one place."), "11", INPUT, "places")
    if words.get("selection", Call.Selection.REVIEW) not in Call.Selection.values:
        yield Refusal("selection", _("This way of selecting is not known."), "11", INPUT, "selection")
    papers = words.get("papers") or []
    if not all(str(paper).strip() for paper in papers) or len(set(papers)) != len(papers):
        yield Refusal("papers", _("Each paper that is asked for has a title of its own."), "11", INPUT, "papers")
    if rulebook is not None:
        yield from _requirements(words.get("requirements") or [], rulebook.value("conditions"))


def _requirements(own: list, shared: list[dict]) -> Iterator[Refusal]:
    """The zone's own conditions are worded as the common ones and stand beside them (Art. 17)."""
    if own and (
        other_shape(own, shared)
        or not all(row["key"].strip() and row["title_zh"].strip() and CITATION.fullmatch(row["article"]) for row in own)
        or any(twice("condition", [row["key"] for row in [*shared, *own]]))
    ):
        yield Refusal(
            "requirements",
            _("Each condition of the zone has a key of its own, an article, titles, and says what proves it."),
            "17", INPUT, "requirements",
        )  # fmt: skip


def _window_long_enough(call, at) -> Iterator[Refusal]:
    """As many working days as the rulebook asks for, from the day after it opens (or `at`) to its last."""
    if call.closes_at <= at:
        yield Refusal("window_over", _("Its window would be over already."), article="12")
        return
    least = call.rulebook.value("call_window_minimum")
    first = timezone.localdate(max(at, call.opens_at))
    last = timezone.localdate(call.closes_at - timedelta(microseconds=1))  # a window until midnight ends the day before
    try:
        days = deadlines.between(first, last)
    except Refused as no_calendar:
        yield from no_calendar.refusals
        return
    if days < least:
        yield Refusal(
            "window_short", _("The window must be at least %(days)s working days long.") % {"days": least}, "12"
        )
