"""An act is two statements beside BEGIN and COMMIT, and what it reads is never older than its case (house:1)."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from config.kernel import locking
from config.kernel.accounts import actions as accounts
from config.kernel.ledger.models import Entry
from config.kernel.outbox.models import Delivery
from config.kernel.recording import record
from config.kernel.writing import WrittenOutsideAnAct
from operators.application import actions as applications
from operators.application.drafting import save_section
from operators.application.models import Application, Correction, Version
from tests import stages
from tests.cast import later
from tests.kernel.crowd import filled
from tests.kernel.test_at_once_locks import in_thread, wait_until
from tests.kernel.trials import Tried, refused
from tests.stages import fresh
from zones.zone import actions as zones
from zones.zone.models import Zone

pytestmark = pytest.mark.article("house:1")
at = later(days=7)

SLEEPS = "pg_sleep(1)::text IS NOT NULL"  # after the statement has its picture of the database, before it locks

# Withdrawing is the plain act: its rule reads nothing but the case and whose it is, and afterwards one statement asks
# whether a renewal had hung on it. The others read besides: a draft in one statement, findings in one, the working days
# in one for each deadline; and write a version, corrections, answers.
MOST = {"submit": 8, "return": 8, "submit again": 8, "accept": 6, "withdraw": 5}


@pytest.fixture
def who(everybody):
    """Everybody, where acts commit."""
    return everybody


def asked_by(act, *args, **words) -> list[str]:
    """Every statement of an act, BEGIN and COMMIT too."""
    with CaptureQueriesContext(connection) as asked:
        act(*args, at=at, **words)
    return [query["sql"] for query in asked]


def five_acts(who, application) -> dict[str, list[str]]:
    """The statements of each of the five acts of one application."""
    asked = {"submit": asked_by(applications.submit, application, by=who.applicant)}
    stages.examined(who, application, standing=("to_correct", "请更新。"))
    asked["return"] = asked_by(applications.return_for_correction, application, by=who.officer)
    answers = {str(correction.pk): "已补正。" for correction in application.corrections.all()}
    save_section(application, by=who.applicant, at=at, name="answers", content=answers)
    asked["submit again"] = asked_by(applications.submit, application, by=who.applicant)
    stages.examined(who, application)
    asked["accept"] = asked_by(applications.accept, application, by=who.officer)
    asked["withdraw"] = asked_by(applications.withdraw, application, by=who.applicant)
    return asked


@pytest.mark.postgresql
@pytest.mark.usefixtures("verified")
def test_an_act_is_written_in_one_statement_and_none_of_the_five_more_than_they_need(who):
    call = stages.published_call(who)
    five_acts(who, filled(who, call, who.applicant))  # what a process reads once
    asked = five_acts(who, filled(who, call, who.applicant))
    assert {name: len(statements) for name, statements in asked.items()} == MOST
    for statements in asked.values():
        assert (statements[0], statements[-1]) == ("BEGIN", "COMMIT")
        written = [statement for statement in statements if statement.startswith("WITH updated AS (UPDATE")]
        assert "SKIP LOCKED" in statements[1] and len(written) == 1


@pytest.mark.postgresql
def test_a_key_costs_one_statement(who):
    application = stages.submitted(who)
    asked = asked_by(applications.withdraw, application, by=who.applicant, key="k-1")
    assert len(asked) == MOST["withdraw"] + 1


@pytest.mark.postgresql
@pytest.mark.usefixtures("verified")
def test_a_seat_that_is_revoked_while_the_act_waits_for_its_case_does_nothing(who, real_database):
    application = stages.submitted(who)
    with psycopg.connect(real_database) as another, ThreadPoolExecutor(1) as pool:
        another.execute("SELECT 1 FROM operators_application FOR UPDATE")
        pressed = pool.submit(in_thread, lambda: applications.withdraw(application, by=who.signatory, at=at))
        with psycopg.connect(real_database, autocommit=True) as third:
            waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            wait_until(lambda: third.execute(waiting).fetchone()[0])
        accounts.revoke(who.signatory, by=who.applicant, at=at, reason="离职")
        another.rollback()
        with refused("seat_not_active", on=application):
            pressed.result()


@pytest.mark.postgresql
@pytest.mark.usefixtures("verified")
def test_what_was_committed_between_look_and_lock_is_seen(who, real_database, monkeypatch):
    application = stages.submitted(who)
    quick = locking._look(Application, applications.withdraw.reads, (), True)
    slow = locking.Prepared(quick.build, lambda sql: quick.sql(sql).replace("FOR NO KEY", f"AND {SLEEPS} FOR NO KEY"))
    looks = [slow]
    monkeypatch.setattr(locking, "_look", lambda *_: looks.pop() if looks else quick)
    words = {"by": who.applicant, "at": at, "key": "k-1"}

    def meanwhile():
        """Another press, from its look to its commit while the first one is still looking."""
        with psycopg.connect(real_database, autocommit=True) as third:
            sleeping = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
            wait_until(lambda: third.execute(sleeping).fetchone()[0])
        return applications.withdraw(application, **words)

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(in_thread, meanwhile)
        with CaptureQueriesContext(connection) as asked:
            fact = applications.withdraw(application, **words)
        assert fact == other.result()
    assert sum("pg_sleep" in query["sql"] for query in asked) == 2
    assert Entry.objects.filter(act="application.withdraw").count() == 1


def test_a_case_that_moved_inside_its_own_act_is_refused_and_nothing_is_left(who, trial):
    zone = stages.planned_zone(who)

    def twice(zone: Zone, *, by, at):
        """Moves the case through another act, and then itself."""
        zones.establish(zone, by=by, at=at)
        return Tried(zone, by, at)

    with refused("busy", on=zone):
        trial(twice)(zone, by=who.officer, at=at)


def test_only_what_changed_is_written(who):
    application = stages.submitted(who)
    asked = asked_by(applications.withdraw, application, by=who.applicant, reason="示例")
    (written,) = [sql for sql in asked if 'UPDATE "operators_application"' in sql]
    assert '"ended_reason" =' in written and '"state" =' in written
    assert '"call_id" =' not in written and '"submitted_at" =' not in written


def test_what_hangs_on_a_case_is_written_inside_an_act_only(who):
    application = stages.returned(who)
    version = application.version_now
    with pytest.raises(WrittenOutsideAnAct):
        applications.rows.insert(Version(application=application, number=9, content={}, submitted_by=who.applicant))
    with pytest.raises(WrittenOutsideAnAct):
        applications.rows.update(Correction, application.corrections.get().pk, answer="示例")
    assert (application.version_now, application.corrections.get().answer) == (version, "")


def test_nor_is_a_case_with_its_entry(who):
    application = stages.submitted(who)
    fact, held = Tried(application, who.officer, at), locking.Held(application, True, False, {})
    with pytest.raises(WrittenOutsideAnAct), transaction.atomic():
        record(applications.accept, fact, held)
    assert fresh(application).version == application.version


def test_a_rulebook_of_this_process_is_the_one_of_this_database(who):
    from zones.rulebook import actions as rulebooks
    from zones.rulebook.queries import current

    before = current()
    words = {"changes": {"review": before.value("review") + 5}, "reason": "示例"}
    after = fresh(rulebooks.amend(before, by=who.officer, at=at, **words).subject)
    assert (before.value("review") + 5, current().value("review")) == (after.value("review"), after.value("review"))
    assert fresh(before).value("review") == before.value("review")


def test_a_notice_to_an_office_is_told_to_those_who_hold_its_roles_now(who):
    accounts.revoke(who.colleague, by=who.security_admin, at=at, reason="调离")
    stages.submitted(who)
    told = Delivery.objects.filter(entry__act="application.submit", channel="in_app").order_by("id")
    assert [row.seat for row in told] == [who.applicant, who.editor, who.officer]
