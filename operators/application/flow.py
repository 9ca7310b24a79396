"""The life of an application (Arts 12-16)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.kernel.flows import Case, state_field, step


class ApplicationFlow(Case):
    """draft → submitted ⇄ returned → accepted → under review → reviewed → reported → approved → notice → awarded"""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("returned for correction")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", pgettext_lazy("application", "declined")
        UNDER_REVIEW = "under_review", _("under review")
        REVIEWED = "reviewed", _("reviewed")
        REPORTED = "reported", _("reported")
        APPROVED = "approved", _("approved")
        REJECTED = "rejected", _("rejected")
        PUBLIC_NOTICE = "public_notice", _("on public notice")
        TO_SIGN = "to_sign", _("to be signed")
        AWARDED = "awarded", _("awarded")
        WITHDRAWN = "withdrawn", _("withdrawn")
        LAPSED = "lapsed", _("lapsed")

    UNTIL_REPORTED = [
        State.DRAFT, State.SUBMITTED, State.RETURNED, State.ACCEPTED, State.UNDER_REVIEW, State.REVIEWED,
    ]  # fmt: skip
    UNTIL_AWARDED = [*UNTIL_REPORTED, State.REPORTED, State.APPROVED, State.PUBLIC_NOTICE, State.TO_SIGN]

    state = state_field(State, State.DRAFT)

    class Meta:
        abstract = True

    @step(source=[State.DRAFT, State.RETURNED], target=State.SUBMITTED, article="12")
    def submit(self): ...

    @step(source=State.SUBMITTED, target=State.RETURNED, article="12")
    def return_for_correction(self): ...

    @step(source=State.SUBMITTED, target=State.ACCEPTED, article="12")
    def accept(self): ...

    @step(source=State.SUBMITTED, target=State.DECLINED, article="12")
    def decline(self): ...

    @step(source=State.ACCEPTED, target=State.UNDER_REVIEW, article="13")
    def begin_review(self): ...

    @step(source=State.UNDER_REVIEW, target=State.ACCEPTED, article="9")
    def halt_review(self): ...

    @step(source=State.UNDER_REVIEW, target=State.REVIEWED, article="13")
    def finish_review(self): ...

    @step(source=State.REVIEWED, target=State.REPORTED, article="13")
    def report(self): ...

    @step(source=State.REPORTED, target=State.APPROVED, article="14")
    def approve(self): ...

    @step(source=State.REPORTED, target=State.REJECTED, article="13")
    def reject(self): ...

    @step(source=State.APPROVED, target=State.PUBLIC_NOTICE, article="14")
    def open_notice(self): ...

    @step(source=State.PUBLIC_NOTICE, target=State.TO_SIGN, article="14")
    def end_notice(self): ...

    @step(source=State.PUBLIC_NOTICE, target=State.REVIEWED, article="13")
    def send_back(self): ...

    @step(source=State.TO_SIGN, target=State.AWARDED, article="14")
    def award(self): ...

    @step(source=UNTIL_AWARDED, target=State.LAPSED, article="12")
    def lapse(self): ...

    @step(source=UNTIL_REPORTED, target=State.WITHDRAWN, article="12")
    def withdraw(self): ...
