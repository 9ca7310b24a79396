"""The verbs of calls (Arts 11, 12)."""

import hashlib

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.kernel.acts import act
from config.kernel.countersigning.models import Second
from config.kernel.facts import canonical
from config.kernel.numbers import next_number
from zones.call import facts, rules
from zones.call.models import Call, Question
from zones.zone.models import Zone


def supervisor_countersigns(case, at) -> Second:
    """会同专区监管部门: the zone's supervisor of that day, within the rulebook's working days. `case` has a call."""
    call = case if isinstance(case, Call) else case.call
    return Second(call.zone.supervisor_at(at), call.rulebook.value("countersignature"))


@act(rules.may_draft, title=_("draft a call"), article="11")
def draft(zone: Zone, *, by, at, rulebook, title, text, opens_at, closes_at, places=1, selection="review",
          requirements=(), papers=()):  # fmt: skip
    """A call on paper; the version of the rulebook is pinned here."""
    call = Call.objects.create(
        zone=zone, rulebook=rulebook, title=title, text=text, opens_at=opens_at, closes_at=closes_at, places=places,
        selection=selection, requirements=list(requirements), papers=list(papers),
        number=next_number("TZ", timezone.localdate(at).year),
    )  # fmt: skip
    return facts.CallDrafted(call, by, at, zone.key, f"{rulebook.code}/{rulebook.edition}")


@act(rules.may_revise, title=_("revise the draft"), article="11")
def revise(call: Call, *, by, at, **words):
    """Change what a draft says."""
    for name, value in words.items():
        setattr(call, name, value)
    return facts.CallRevised(call, by, at, sorted(words))


@act(rules.may_propose, title=_("propose for publication"))
def propose(call: Call, *, by, at):
    """The text is locked; the supervisor is asked to countersign (a reaction does it)."""
    call.propose()
    return facts.CallProposed(call, by, at)


@act(rules.may_publish, title=_("publish the call"), together=supervisor_countersigns)
def publish(call: Call, *, by, at):
    """From now on everybody can read it, and apply in its window."""
    call.publish()
    call.published_by, call.published_at = by, at
    said = {name: getattr(call, name) for name in rules.WORDS}
    said |= {name: said[name].isoformat() for name in ("opens_at", "closes_at")}
    return facts.CallPublished(call, by, at, hashlib.sha256(canonical(said).encode()).hexdigest())


@act(rules.may_reopen, title=_("take back to the draft"))
def reopen(call: Call, *, by, at):
    """Not countersigned: the authority may change it and propose it again."""
    call.reopen()
    return facts.CallReopened(call, by, at)


@act(rules.may_extend, title=_("extend the window"), article="12")
def extend(call: Call, *, by, at, closes_at, reason):
    """A later end, for everybody."""
    was, call.closes_at = call.closes_at, closes_at
    return facts.CallExtended(call, by, at, was.isoformat(), closes_at.isoformat(), reason)


@act(rules.may_close, title=_("close the call"))
def close(call: Call, *, by, at):
    """No more applications."""
    call.close()
    return facts.CallClosed(call, by, at)


@act(rules.may_conclude, title=_("conclude the call"))
def conclude(call: Call, *, by, at):
    """Every application that answered it has come to its end."""
    call.conclude()
    return facts.CallConcluded(call, by, at)


@act(rules.may_cancel, title=_("cancel the call"))
def cancel(call: Call, *, by, at, reason):
    """The reason is public; what was applied for lapses (a reaction does it)."""
    call.cancel()
    call.ended_reason = reason
    return facts.CallCancelled(call, by, at, reason)


@act(rules.may_ask, title=_("ask a question"), article="11")
def ask(call: Call, *, by, at, text):
    """Asked by one, answered to all."""
    question = Question.objects.create(call=call, asked_by=by, asked_at=at, text=text)
    return facts.QuestionAsked(call, by, at, question.pk, text)


@act(rules.may_answer, title=_("answer a question"), article="11")
def answer(call: Call, *, by, at, question, text):
    """Public from now on."""
    Question.objects.filter(pk=question).update(answer=text, answered_by=by, answered_at=at)
    return facts.QuestionAnswered(call, by, at, question, text)
