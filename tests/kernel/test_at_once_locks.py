"""Acts that move several cases lock them from the top floor down, so that none waits for another for ever (house:1)."""

import random
import re
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config import wiring
from config.kernel.accounts import actions as accounts
from config.kernel.accounts.models import Seat
from config.kernel.accounts.queries import the
from config.kernel.countersigning.actions import countersign, decline, withdraw
from config.kernel.countersigning.queries import open_on
from config.kernel.ledger.models import Entry
from operators.agreement import actions as agreements
from operators.application.facts import ApplicationWithdrawn
from operators.decision import actions as decisions
from operators.review import actions as reviews
from tests import stages
from tests.cast import later
from tests.kernel.crowd import filled, officers, signed_up, told
from tests.kernel.trials import entries, refused
from tests.stages import fresh
from zones.call import actions as calls

pytestmark = [pytest.mark.article("house:1"), pytest.mark.usefixtures("verified")]


@pytest.fixture
def who(everybody):
    """Everybody, where acts commit."""
    return everybody


def locked(act) -> list[str]:
    """The tables of the rows that an act locks, in its order, each once."""
    with CaptureQueriesContext(connection) as asked:
        act()
    clauses = [re.findall(r'FOR (?:SHARE|NO KEY UPDATE) OF "[a-z]+_(\w+)"', query["sql"]) for query in asked]
    return list(dict.fromkeys(table for tables in clauses for table in tables))


@pytest.mark.postgresql
def test_what_moves_with_a_case_is_locked_before_it(who):
    scored = stages.scored(who)
    assert locked(lambda: reviews.conclude(scored, by=who.officer, at=later(days=45), minutes="纪要")) == [
        "application", "panel",
    ]  # fmt: skip
    waiting = open_on(scored)
    assert locked(lambda: countersign(waiting, by=who.supervisor, at=later(days=45))) == [
        "application",
        "panel",
        "proposal",
    ]
    report = stages.countersigned_report(who, stages.drafted_report(who, scored.papers.get().application))
    assert locked(lambda: decisions.send(report, by=who.officer, at=later(days=48))) == ["application", "report"]
    assert locked(lambda: calls.cancel(report.call, by=who.officer, at=later(days=49), reason="示例")) == [
        "call", "application", "report",
    ]  # fmt: skip
    assert locked(lambda: accounts.revoke(who.editor, by=who.applicant, at=later(), reason="离职")) == ["user", "seat"]


@pytest.mark.postgresql
def test_an_agreement_is_locked_after_its_application(who):
    signed = stages.signed(who)
    assert locked(lambda: agreements.bring_into_force(signed, by=who.clock, at=later(days=80))) == [
        "application", "agreement",
    ]  # fmt: skip


@pytest.mark.postgresql
def test_submitting_holds_the_call_still_and_lets_others_submit(who, real_database):
    application = filled(who, stages.published_call(who), who.applicant)
    submit = {"by": who.applicant, "at": later(days=5)}
    connection.cursor().execute("SET lock_timeout = '100ms'")
    with psycopg.connect(real_database) as another:
        another.execute("SELECT 1 FROM zones_call FOR SHARE")
        with refused("busy", on=application.call):
            calls.cancel(application.call, by=who.officer, at=later(days=5), reason="示例")
        assert locked(lambda: stages.applications.submit(application, **submit)) == ["call", "application"]
    assert fresh(application).state == "submitted"


@pytest.mark.article("11")
@pytest.mark.postgresql
def test_what_is_withdrawn_at_this_moment_does_not_keep_a_call_from_being_cancelled(who, monkeypatch, real_database):
    application, other = stages.submitted(who), None
    other = stages.submitted(who, application.call, who.rival)
    cancel = {"by": who.officer, "at": later(days=6), "reason": "示例"}
    with ThreadPoolExecutor(1) as pool, psycopg.connect(real_database, autocommit=True) as another:

        def cancel_meanwhile(withdrawn):
            """The withdrawal is written but not committed; the call is being cancelled, and waits for it."""
            pressed.append(pool.submit(in_thread, lambda: calls.cancel(application.call, **cancel)))
            waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            wait_until(lambda: another.execute(waiting).fetchone()[0])

        pressed = []
        monkeypatch.setitem(wiring.REACTIONS, ApplicationWithdrawn, [cancel_meanwhile])
        stages.applications.withdraw(application, by=who.applicant, at=later(days=6))
        assert pressed[0].result().kind == "CallCancelled"
    assert [fresh(case).state for case in (application, other)] == ["withdrawn", "lapsed"]


def in_thread(act):
    """An act in a thread that closes its connection afterwards."""
    try:
        return act()
    finally:
        connection.close()


def wait_until(true, seconds=20) -> None:
    give_up = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < give_up
        time.sleep(0.02)


@pytest.mark.article("house:5")
@pytest.mark.parametrize("attempt", range(3))
def test_of_all_answers_to_a_proposal_at_once_one_counts(who, at_once, attempt):
    call = stages.proposed_call(who)
    waiting, at = open_on(call), later(days=1)
    presses = [
        lambda: countersign(waiting, by=who.supervisor, at=at),
        lambda: decline(waiting, by=who.supervisor, at=at, reason="示例"),
        lambda: withdraw(waiting, by=who.officer, at=at),
        lambda: calls.cancel(call, by=who.officer, at=at, reason="示例"),
        lambda: calls.publish(call, by=who.colleague, at=at),
    ] * 2
    random.Random(attempt).shuffle(presses)
    facts, refusals = told(at_once(presses))
    assert "busy" not in {code for refused in refusals for code in refused.codes}
    assert Entry.objects.filter(act__startswith="countersigning.").exclude(act="countersigning.propose").count() == 1
    ended = {"countersigned": {"published", "cancelled"}, "declined": {"drafted", "cancelled"},
             "withdrawn": {"drafted", "cancelled"}}  # fmt: skip
    assert fresh(call).state in ended[fresh(waiting).state]
    assert len(facts) >= 1


@pytest.mark.article("16")
@pytest.mark.parametrize("attempt", range(2))
def test_an_agreement_comes_into_force_or_its_call_is_cancelled_never_half(who, at_once, attempt):
    agreement = stages.part_signed(who)
    call = agreement.application.call
    sign = {"by": who.signatory, "at": later(days=80), "sha256": agreement.sha256}
    presses = [
        lambda: agreements.sign(agreement, **sign),
        lambda: calls.cancel(call, by=who.officer, at=later(days=80), reason="示例"),
        lambda: agreements.abandon(agreement, by=who.colleague, at=later(days=80), reason="示例"),
    ]
    random.Random(attempt).shuffle(presses)
    _, refusals = told(at_once(presses))
    assert "busy" not in {code for refused in refusals for code in refused.codes}
    states = (fresh(agreement).state, fresh(agreement.application).state, fresh(call).state)
    assert states in {
        ("in_force", "awarded", "closed"), ("abandoned", "lapsed", "cancelled"), ("abandoned", "to_sign", "closed"),
    }  # fmt: skip


@pytest.mark.article("house:2")
def test_of_excluding_seats_confirmed_at_once_one_person_gets_one(who, at_once):
    user = signed_up("newcomer").user

    def grant(body, role):
        return lambda: accounts.grant(body, by=who.security_admin, at=later(), user=user, role=role)

    at_once([grant(the("system"), "audit_admin"), grant(who.officer.body, "officer")])
    proposed = list(Seat.objects.filter(user=user, state="proposed"))
    confirm = {"by": who.other_security_admin, "at": later()}
    at_once([lambda seat=seat: accounts.confirm(seat, **confirm) for seat in proposed])
    assert Seat.objects.filter(user=user, state="active").exclude(role="person").count() == (len(proposed) == 1)


@pytest.mark.article("house:2")
def test_of_two_who_confirm_a_seat_at_once_one_does(who, at_once):
    seat = accounts.grant(
        who.officer.body, by=who.security_admin, at=later(), user=signed_up("newcomer").user, role="officer"
    ).subject
    confirm = {"by": who.other_security_admin, "at": later()}
    facts, refusals = told(at_once([lambda: accounts.confirm(seat, **confirm)] * 4))
    assert (len(facts), [refused.codes for refused in refusals]) == (1, [["wrong_state"]] * 3)
    assert entries(seat) == ["accounts.grant", "accounts.confirm"]


def test_a_sheaf_of_different_acts_on_one_call_ends_without_anybody_waiting_for_ever(who, at_once):
    application = stages.examined(who)
    call, seats = application.call, officers(who, 6)
    presses = [
        lambda: stages.applications.accept(application, by=seats[0], at=later(days=7)),
        lambda: stages.applications.decline(application, by=seats[1], at=later(days=7), reason="示例"),
        lambda: stages.applications.withdraw(application, by=who.applicant, at=later(days=7)),
        lambda: calls.cancel(call, by=seats[2], at=later(days=7), reason="示例"),
        lambda: calls.extend(call, by=seats[3], at=later(days=7), closes_at=later(days=50), reason="示例"),
        lambda: calls.ask(call, by=who.rival, at=later(days=7), text="问题"),
        lambda: stages.applications.start(call, by=who.rival, at=later(days=7)),
    ]
    _, refusals = told(at_once(presses))
    assert "busy" not in {code for refused in refusals for code in refused.codes}
    assert fresh(call).state == "cancelled"
    assert fresh(application).state in ("declined", "withdrawn", "lapsed")
