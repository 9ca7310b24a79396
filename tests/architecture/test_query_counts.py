"""A list asks as many questions of the database for 30 rows as for 3: every noun's, for everybody who sees it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config import wiring
from config.kernel.accounts.models import Body, Seat, User
from config.kernel.accounts.queries import the
from config.kernel.clients.models import Client
from config.kernel.countersigning.models import Proposal
from config.kernel.sweeping.models import Sweep
from config.kernel.webhooks.models import Endpoint
from config.kernel.workdays.models import CalendarYear
from config.kernel.writing import given
from operators.agreement.models import Agreement, Party
from operators.agreement.queries import operating
from operators.application.models import Application, Reader
from operators.application.queries import on_notice
from operators.decision.models import Report
from operators.evaluation.models import Evaluation, IndicatorSet, Round
from operators.exit.models import Exit
from operators.legacy.models import LegacyList
from operators.organisation.models import Organisation
from operators.oversight.models import Breach, Incident, Interview
from operators.partner.models import Partner
from operators.renewal.models import Renewal
from operators.review.models import Expert, Member, Panel
from tests import cast
from zones.call.models import Call
from zones.catalogue.models import Dataset, ResourceClass
from zones.rulebook.models import Rulebook
from zones.rulebook.queries import current
from zones.zone.models import Field, Supervision, Zone

LISTS = wiring.VISIBLE | {"on notice": lambda seat: on_notice(), "operating": lambda seat: operating()}
SEATS = ("officer", "supervisor", "applicant", "audit_admin", "outsider")


def state(who, number: int) -> None:
    """One more row of every noun, each seen by somebody; what the rows say matters to nobody here."""
    tag, now, days = f"{number:03}", cast.NINE, {"starts_on": cast.MONDAY, "ends_on": cast.later(days=9).date()}
    body = Body.objects.create(kind="organisation", name=f"机构{tag}")
    user = User.objects.create_user(username=tag, full_name=tag)
    seat = Seat.objects.create(user=user, body=the("authority"), role="expert", state="active")
    expert = Expert.objects.create(seat=seat, employer="单位", employer_code="")
    Organisation.objects.create(body=body, kind="enterprise", credit_code=tag, legal_representative="某人")
    Sweep.objects.create(day=cast.MONDAY, began_at=now, state="ended", ended_at=now)
    CalendarYear.objects.create(year=1900 + number, confirmed=True, source="")
    Rulebook.objects.create(code=tag, edition=1, title=tag, short_title=tag, issued_by="", base=current())
    field = Field.objects.create(code=tag, name=tag)
    row = ResourceClass.objects.create(field=field, name=tag)
    Dataset.objects.create(resource_class=row, name=tag, provider=who.supervisor.body, level=1)
    zone = Zone.objects.create(name=tag, kind="base", purpose="", state="established", established_at=now)
    Supervision.objects.create(zone=zone, body=who.supervisor.body, from_on=cast.MONDAY)
    call = Call.objects.create(
        zone=zone, rulebook=current(), title=tag, text="", opens_at=now, closes_at=cast.later(days=9),
        state="published", published_by=who.officer, published_at=now,
    )  # fmt: skip
    state_of_application(who, tag, call, expert, days)


def state_of_application(who, tag, call, expert, days) -> None:
    """One of the applicant's, one on public notice, and a proposal to publish the call."""
    own, seat, now = cast.organisation(), expert.seat, cast.NINE
    made = {"call": call, "started_by": who.applicant, "started_at": now, "submitted_at": now}
    noticed = Application.objects.create(
        organisation=own, state="public_notice", due_on=cast.MONDAY, number=tag, **made
    )
    Reader.objects.create(application=noticed, seat=seat)
    state_of_award(who, tag, noticed, expert, days)
    Proposal.objects.create(
        act="call.publish", article="11", case_kind="call", case_id=call.pk, case_version=0, second=who.supervisor.body,
        proposed_by=who.officer, proposed_at=now,
    )  # fmt: skip


def state_of_award(who, tag, application, expert, days) -> None:
    """A panel, a report and an agreement in force of its own for the application, and who hears of them."""
    Endpoint.objects.create(seat=who.applicant, url=f"https://{tag}.example.org/", secret="", secret_at=cast.NINE)
    Client.objects.create(
        seat=who.applicant, name=tag, scopes=[], issued_by=who.security_admin, issued_at=cast.NINE, client_secret="-",
    )  # fmt: skip
    panel = Panel.objects.create(
        call=application.call, size=1, seed="", candidates=[], shut_out=[], order=[], convened_by=who.officer,
        convened_at=cast.NINE,
    )  # fmt: skip
    Member.objects.create(panel=panel, expert=expert)
    Report.objects.create(call=application.call, number=tag, text="", drafted_by=who.officer, drafted_at=cast.NINE)
    agreement = Agreement.objects.create(
        application=application,
        authorisation=application,
        signing_mode="authority",
        number=tag,
        state="in_force",
        sha256=tag,
        **days,
    )
    Party.objects.create(agreement=agreement, role="operator", body=application.organisation.body, place=1)
    state_of_oversight(who, tag, agreement)


def state_of_oversight(who, tag, agreement) -> None:
    """An incident, a breach and an interview, a renewal and an exit."""
    Incident.objects.create(
        agreement=agreement, number=tag, kind="leak", severity="major", discovered_at=cast.NINE, noted_by=who.officer,
        noted_at=cast.NINE, report_by=cast.later(days=1), what="",
    )  # fmt: skip
    Breach.objects.create(
        agreement=agreement, number=tag, what="", provision="", grave=False, found_by=who.officer, found_at=cast.NINE
    )
    Interview.objects.create(
        agreement=agreement, number=tag, kind="reminder", ground="", opened_by=who.officer, opened_at=cast.NINE
    )
    LegacyList.objects.create(
        rulebook=agreement.call.rulebook, rows=[], number=tag, lodged_by=who.officer, lodged_at=cast.NINE
    )
    state_of_evaluation(who, tag, agreement)
    Renewal.objects.create(agreement=agreement, number=tag, opened_at=cast.NINE)
    Exit.objects.create(agreement=agreement, number=tag, ground="terminated", opened_at=cast.NINE)
    Partner.objects.create(
        agreement=agreement, application=agreement.application, organisation=who.rival.body.organisation, number=tag,
        purpose="", proposed_by=who.applicant, proposed_at=cast.NINE,
    )  # fmt: skip


def state_of_evaluation(who, tag, agreement) -> None:
    """A set that was in use, and a round of its own with one evaluation."""
    indicator_set = IndicatorSet.objects.create(title=tag, state="superseded")
    evaluation_round = Round.objects.create(
        zone=agreement.zone, indicator_set=indicator_set, title=tag, starts_on=cast.MONDAY,
        ends_on=cast.later(days=9).date(), opened_by=who.officer, opened_at=cast.NINE,
    )  # fmt: skip
    Evaluation.objects.create(
        round=evaluation_round, agreement=agreement, authorisation=agreement.authorisation, number=tag,
        period_ends_on=evaluation_round.ends_on,
    )  # fmt: skip


@pytest.mark.article("house:6")
def test_no_list_asks_more_for_thirty_rows_than_for_three(who):
    with given():
        for number in range(3):
            state(who, number)
        few = asked(who)
        for number in range(3, 30):
            state(who, number)
    assert asked(who) == few
    assert max(few.values()) <= 2


def asked(who) -> dict[tuple[str, str], int]:
    """How many queries each list costs each seat, each row being named as a list names it."""
    return {(noun, seat): queries(LISTS[noun](getattr(who, seat))) for noun in LISTS for seat in SEATS}


def queries(rows) -> int:
    with CaptureQueriesContext(connection) as captured:
        for row in rows:
            str(row)
    return len(captured)


@pytest.mark.article("house:6")
def test_the_rows_of_the_measurement_are_seen(who):
    with given():
        state(who, 0)
    unseen = {noun for noun in LISTS if not any(LISTS[noun](getattr(who, seat)).exists() for seat in SEATS)}
    assert unseen == set()
