"""What follows for panels, and from them for applications."""

from operators.application.actions import begin_review, finish_review, halt_review
from operators.review.actions import dissolve
from operators.review.models import Panel
from operators.review.queries import applications_of


def begin_reviews(opened) -> None:
    """The applications are under review when the papers are opened (Art. 13)."""
    for application in applications_of(opened.subject):
        begin_review(application, by=opened.by, at=opened.at)


def finish_reviews(concluded) -> None:
    """The applications are reviewed when the panel has concluded (Art. 13)."""
    for application in applications_of(concluded.subject):
        finish_review(application, by=concluded.by, at=concluded.at)


def halt_reviews(dissolved) -> None:
    """What was under review waits for another panel (Art. 9)."""
    for application in applications_of(dissolved.subject).filter(state="under_review"):
        halt_review(application, by=dissolved.by, at=dissolved.at)


def dissolve_with_call(cancelled) -> None:
    """A cancelled call needs no panel."""
    for panel in Panel.objects.filter(call=cancelled.subject, state__in=["convening", "scoring"]):
        dissolve(panel, by=cancelled.by, at=cancelled.at, reason=cancelled.reason)
