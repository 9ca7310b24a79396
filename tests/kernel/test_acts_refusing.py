"""The refusals that every act shares: the seat, the copy, the state, and what the database itself cannot do now."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest
from django.db import OperationalError, connection

from config.kernel.accounts import actions as accounts
from config.kernel.accounts.models import User
from config.kernel.refusals import INPUT, NEVER, NOW, Refusal, Refused
from operators.application import actions as applications
from operators.application.models import Application
from tests import stages
from tests.cast import later, people
from tests.kernel.trials import refused
from zones.call import actions as calls
from zones.zone import actions as zones
from zones.zone.models import Zone

pytestmark = pytest.mark.article("house:1")


@pytest.mark.article("house:2")
def test_a_seat_that_was_revoked_acts_no_more(who):
    zone = stages.planned_zone(who)
    accounts.revoke(who.colleague, by=who.security_admin, at=later(), reason="调离")
    with refused("seat_not_active", on=zone) as no:
        zones.establish(zone, by=who.colleague, at=later())
    assert [refusal.kind for refusal in no.value.refusals] == [NEVER]
    assert zones.establish(zone, by=who.officer, at=later()).subject.state == "established"


@pytest.mark.article("house:2")
def test_a_seat_whose_person_may_not_sign_in_acts_no_more(who):
    zone = stages.planned_zone(who)
    User.objects.filter(pk=who.colleague.user_id).update(is_active=False)
    with refused("seat_not_active", on=zone):
        zones.establish(zone, by=who.colleague, at=later())
    User.objects.filter(pk=who.colleague.user_id).update(is_active=True)
    assert zones.establish(zone, by=who.colleague, at=later()).subject.state == "established"


@pytest.mark.article("house:2")
def test_a_seat_that_was_only_granted_does_not_act_yet(who):
    zone = stages.planned_zone(who)
    granted = accounts.grant(
        who.officer.body, by=who.security_admin, at=later(), user=who.outsider.user, role="officer"
    ).subject
    with refused("seat_not_active", on=zone):
        zones.establish(zone, by=granted, at=later())
    confirmed = accounts.confirm(granted, by=who.other_security_admin, at=later()).subject
    assert zones.establish(zone, by=confirmed, at=later()).subject.state == "established"


def test_what_was_decided_on_an_old_copy_is_refused(who):
    call = stages.published_call(who)
    words = {"by": who.officer, "closes_at": later(days=50), "reason": "示例"}
    calls.ask(call, by=who.applicant, at=later(days=2), text="问题")
    with refused("stale", on=call) as no:
        calls.extend(call, at=later(days=3), seen=call.version, **words)
    [stale] = no.value.refusals
    assert (stale.kind, stale.article) == (NOW, "house:1")
    assert who.applicant.body.name in stale.reason and "2026-03-04 09:00" in stale.reason
    assert calls.extend(call, at=later(days=3), seen=call.version + 1, **words).subject.closes_at == later(days=50)


def test_without_a_version_the_copy_is_not_compared(who):
    call = stages.published_call(who)
    calls.ask(call, by=who.applicant, at=later(days=2), text="问题")
    assert calls.ask(call, by=who.rival, at=later(days=3), text="问题").subject.version == call.version + 2


def test_a_step_that_is_not_open_says_what_happened_last_which_body_did_it_and_when(who):
    application = stages.submitted(who)
    with refused("wrong_state", on=application) as no:
        applications.submit(application, by=who.applicant, at=later(days=6))
    [wrong] = no.value.refusals
    assert (wrong.kind, wrong.article) == (NOW, "12")
    for said in (
        application.get_state_display(),
        who.applicant.body.name,
        "2026-03-07 09:00",
        str(applications.submit.title),
    ):
        assert str(said) in wrong.reason
    assert who.applicant.user.full_name not in wrong.reason  # bodies are named, not persons


def test_the_last_thing_said_is_the_last_of_this_case(who):
    zone, other = stages.planned_zone(who), stages.planned_zone(who, name="另一专区")
    zones.establish(zone, by=who.officer, at=later(days=1))
    zones.establish(other, by=who.officer, at=later(days=2))
    with refused("wrong_state", on=zone) as no:
        zones.establish(zone, by=who.colleague, at=later(days=3))
    assert "2026-03-03" in no.value.refusals[0].reason
    assert "2026-03-04" not in no.value.refusals[0].reason


def test_a_refusal_is_said_in_the_language_of_the_moment_and_stays_so():
    said = Refusal("code", 1, "12")
    assert (said.reason, said.kind, said.field) == ("1", NOW, "")
    assert Refused([said, Refusal("other", "reason", "27:14", INPUT, "field")]).codes == ["code", "other"]


# --- what the database cannot do now ------------------------------------------------------------------


@contextmanager
def another_holds(url: str, table: str):
    """Another connection holds a lock on a row of this table; ours waits for a tenth of a second only."""
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET lock_timeout = '100ms'")
        with psycopg.connect(url) as other:
            other.execute(f"SELECT 1 FROM {table} FOR UPDATE")
            yield
            other.rollback()
    else:
        connection.cursor().execute("PRAGMA busy_timeout = 100")
        other = connection.copy()
        other.cursor().execute("BEGIN IMMEDIATE")
        yield
        other.close()


def test_who_waits_too_long_for_another_is_refused_with_a_sentence(real_database):
    who = people()
    zone = stages.planned_zone(who)
    with another_holds(real_database, "zones_zone"), refused("busy", on=zone) as no:
        zones.establish(zone, by=who.officer, at=later())
    assert isinstance(no.value.__cause__, OperationalError)
    assert zones.establish(zone, by=who.officer, at=later()).subject.state == "established"


def test_any_other_fault_of_the_database_is_not_taken_for_a_refusal(who, trial):
    zone = stages.planned_zone(who)

    def fail(zone: Zone, *, by, at):
        """Meets a fault."""
        raise OperationalError("disk full")

    with pytest.raises(OperationalError, match="disk full"):
        trial(fail)(zone, by=who.officer, at=later())
    assert stages.fresh(zone).version == zone.version


@pytest.mark.postgresql
def test_of_two_that_wait_for_each_other_one_is_refused_with_a_sentence(real_database, trial):
    who = people()
    application = stages.submitted(who)
    with psycopg.connect(real_database) as other, ThreadPoolExecutor(1) as pool:
        other.execute("SET deadlock_timeout = '60s'")  # so that it is ours that is ended
        other.execute("SELECT 1 FROM zones_call FOR UPDATE")

        def upwards(application: Application, *, by, at):
            """Locks the call after the application, as no act of ours does."""
            pool.submit(other.execute, "SELECT 1 FROM operators_application FOR UPDATE")
            connection.cursor().execute("SELECT 1 FROM zones_call FOR UPDATE")

        with refused("busy", on=application):
            trial(upwards)(application, by=who.officer, at=later(days=6))
    assert applications.withdraw(application, by=who.applicant, at=later(days=6)).subject.state == "withdrawn"
