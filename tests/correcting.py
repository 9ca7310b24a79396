"""An application that was returned: every remark answered, and submitted again."""

from operators.application.actions import submit
from operators.application.drafting import save_section
from operators.application.models import Application
from tests import stages
from tests.cast import later


def answer_all(who, application) -> None:
    """Every remark of the correction, in the draft."""
    answers = {str(correction.pk): "已按要求补正。" for correction in application.corrections.filter(answered_at=None)}
    save_section(application, by=who.editor, at=later(days=8), name="answers", content=answers)


def corrected(who, application=None, at=None) -> Application:
    application = application or stages.returned(who)
    answer_all(who, application)
    return stages.fresh(submit(application, by=who.applicant, at=at or later(days=9)).subject)
