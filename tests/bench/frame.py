"""The same five acts through the whole frame: rules, flow, chain, outbox."""

import time

from django.db import connection

from operators.application import actions as applications
from operators.application.drafting import save_section
from operators.application.models import Application
from tests import cast, stages
from tests.bench import raw
from zones.call.models import Call

RECEIVERS = 3  # seats that hear of an act, on average over the five


def five_acts(who, call: Call) -> float:
    """Seconds spent in the five acts of one application; what they need besides is not counted."""
    spent = 0.0

    def timed(act, by, **words):
        nonlocal spent
        began = time.perf_counter()
        act(application, by=by, at=cast.later(days=5), **words)
        spent += time.perf_counter() - began

    application = stages.draft(who, call)
    stages.fill(application, who.applicant)
    timed(applications.submit, who.applicant)
    stages.examined(who, application, standing=("to_correct", "请更新。"))
    timed(applications.return_for_correction, who.officer)
    answers = {str(correction.pk): "已补正。" for correction in application.corrections.all()}
    save_section(application, by=who.applicant, at=cast.later(days=5), name="answers", content=answers)
    timed(applications.submit, who.applicant)
    stages.examined(who, application)
    timed(applications.accept, who.officer)
    timed(applications.withdraw, who.applicant, reason="测量")
    return spent


def five_raw(who, call: Call) -> float:
    """Seconds spent in the baseline's five acts on an application made for it."""
    application = Application.objects.get(pk=stages.draft(who, call).pk)
    receivers = [seat.pk for seat in who.experts[:RECEIVERS]]
    connection.ensure_connection()
    began = time.perf_counter()
    raw.five_acts(connection.connection, application.pk, who.applicant.pk, receivers)
    return time.perf_counter() - began
