"""Chapter 11: an agreement in force is amended, rests, and goes on (Arts 15, 16)."""

from config.story.chapters import nights, present
from config.story.chapters.present import together
from operators.agreement import actions as agreements
from operators.agreement.models import Agreement


def amend(story, plot, company, **words: str) -> None:
    """The same path as the first text: written, finalised, signed by each party."""
    locked = finalise(story, plot, **words)
    story.working_days(1)
    story.do(agreements.sign, locked, by=story.seat("郑毅", "signatory"), sha256=locked.sha256)
    story.do(agreements.sign, locked, by=present.signatory(story, company), sha256=locked.sha256)
    nights.deliver(story)


def finalise(story, plot, *, head: str, text: str, reason: str) -> Agreement:
    """The text as it shall be, to be signed; never beyond the five years."""
    by, running = present.authority(story), present.agreement(plot)
    amendment = story.do(agreements.draft_amendment, running, by=by, reason=reason)
    longer = running.ends_on.replace(year=running.ends_on.year + 1)
    story.refused(agreements.write, amendment, by=by, code="term", heads={}, ends_on=longer)
    amendment = story.do(agreements.write, amendment, by=by, heads={head: text})
    return story.do(agreements.finalise, amendment, by=by)


def suspend(story, plot, reason: str) -> None:
    """Together with the supervisor; the term runs on."""
    together(story, plot, agreements.suspend, present.agreement(plot), reason=reason)


def resume(story, plot, reason: str) -> None:
    """The operation goes on."""
    together(story, plot, agreements.resume, present.agreement(plot), reason=reason)


def cannot_resume(story, plot) -> None:
    """What is over at once stays over, whoever asks."""
    over, words = present.last_agreement(plot), {"reason": "请求恢复授权。"}
    story.refused(agreements.resume, over, by=present.authority(story), code="wrong_state", **words)
