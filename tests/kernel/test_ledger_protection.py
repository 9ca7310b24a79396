"""What the database itself refuses, whatever Python does; and that it is missed when it no longer does (house:1)."""

import copy
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from config.kernel.documents.receiving import hand_out, of_case
from config.kernel.flows import steps_of
from config.kernel.ledger import checking, keys, protection, seals
from config.kernel.ledger.models import Entry, Seal
from config.kernel.nouns import case_models
from tests import stages
from tests.cast import later
from tests.conftest import default_database

pytestmark = pytest.mark.article("house:1")

TABLES = ["kernel_entry", "kernel_seal", "kernel_document", "kernel_download"]


def sql(statement: str) -> int:
    """How many rows it touched."""
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(statement)
        return cursor.rowcount


def refused(statement: str, words: str) -> None:
    with pytest.raises(IntegrityError, match=words):
        sql(statement)


def all_rows(table: str) -> list:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY id")
        return cursor.fetchall()


@pytest.fixture
def filled(who, anchor_file):
    """Something stands in each table that is never changed."""
    application = stages.submitted(who)
    hand_out(of_case(application)[0].pk, who.applicant, later(days=6))
    seals.seal()
    assert all(all_rows(table) for table in TABLES)
    return application


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_changed(filled, table):
    before = all_rows(table)
    refused(f"UPDATE {table} SET id = id", "never changed")
    assert all_rows(table) == before


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_deleted(filled, table):
    before = all_rows(table)
    refused(f"DELETE FROM {table} WHERE id = (SELECT max(id) FROM {table})", "never deleted")
    assert all_rows(table) == before


@pytest.mark.parametrize("table", TABLES)
def test_no_row_takes_the_place_of_another(filled, table):
    before = all_rows(table)
    replace, words = {
        "sqlite": (f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1", "never replaced"),
        "postgresql": (
            f"INSERT INTO {table} SELECT * FROM {table} LIMIT 1 ON CONFLICT (id) DO UPDATE SET id = 1", "never changed"
        ),
    }[connection.vendor]  # fmt: skip
    refused(replace, words)
    assert all_rows(table) == before


@pytest.mark.sqlite
def test_nor_by_its_place_in_the_chain(filled):
    names = ", ".join(field.column for field in Entry._meta.fields if field.column != "id")
    before = all_rows("kernel_entry")
    refused(f"INSERT OR REPLACE INTO kernel_entry ({names}) SELECT {names} FROM kernel_entry LIMIT 1", "never replaced")
    assert all_rows("kernel_entry") == before


@pytest.mark.postgresql
@pytest.mark.parametrize("table", TABLES)
def test_no_table_is_emptied(filled, table):
    sql("SET CONSTRAINTS ALL IMMEDIATE")  # what this test wrote is looked at now: else PostgreSQL refuses for that
    refused(f"TRUNCATE {table} CASCADE", "never emptied")
    assert all_rows(table)


def test_new_rows_come_in(filled, who):
    before = Entry.objects.count()
    stages.planned_zone(who, name="第二个专区")
    seals.seal()
    assert Entry.objects.count() == before + 1
    assert Seal.objects.count() == 2


def test_a_state_moves_only_as_a_step_leads(who):
    zone = stages.planned_zone(who)
    assert sql(f"UPDATE zones_zone SET state = 'established' WHERE id = {zone.pk}") == 1
    refused(f"UPDATE zones_zone SET state = 'planned' WHERE id = {zone.pk}", "no step of the flow leads there")
    assert stages.fresh(zone).state == "established"


def test_a_state_that_there_is_not_is_refused(who):
    zone = stages.planned_zone(who)
    with pytest.raises(IntegrityError):
        sql(f"UPDATE zones_zone SET state = 'famous' WHERE id = {zone.pk}")


def test_every_flow_has_its_trigger(db):
    flows = {model._meta.db_table for model in case_models().values() if steps_of(model)}
    assert len(flows) > 8
    assert {f"{table}_known_moves" for table in flows} <= {trigger.name for trigger in protection.wanted()}
    assert protection.missing() == []


def found(anchor_file) -> list[str]:
    return [problem.case for problem in checking.check(anchor_file, keys.public_key()).problems]


def checked() -> str:
    """What `manage.py check --database default` says."""
    said = StringIO()
    call_command("check", databases=["default"], stdout=said, stderr=said)
    return said.getvalue()


def dropped(name: str, table: str) -> str:
    return f"DROP TRIGGER {name}" if connection.vendor == "sqlite" else f"DROP TRIGGER {name} ON {table}"


@pytest.mark.parametrize(
    ("name", "table"),
    [("kernel_entry_no_delete", "kernel_entry"), ("kernel_seal_no_update", "kernel_seal"),
     ("zones_zone_known_moves", "zones_zone")],
)  # fmt: skip
def test_a_dropped_trigger_is_named_by_the_verifier_and_by_djangos_check(filled, anchor_file, name, table):
    assert "kernel.W001" not in checked()
    assert found(anchor_file) == []
    sql(dropped(name, table))
    assert f"(kernel.W001) The trigger {name} is missing" in checked()
    assert found(anchor_file) == [f"trigger:{name}"]


WEAKENED = {
    "sqlite": [
        "DROP TRIGGER kernel_entry_no_update",
        "CREATE TRIGGER kernel_entry_no_update BEFORE UPDATE ON kernel_entry WHEN 1 = 0 BEGIN SELECT 1; END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION kernel_entry_no_update() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RETURN NEW; END$$"
    ],
}


def test_a_trigger_that_does_nothing_any_more_is_named_too(filled, anchor_file):
    for statement in WEAKENED[connection.vendor]:
        sql(statement)
    assert sql("UPDATE kernel_entry SET id = id") > 0
    assert found(anchor_file) == ["trigger:kernel_entry_no_update"]
    assert "kernel_entry_no_update" in checked()


@pytest.mark.postgresql
@pytest.mark.parametrize("how", ["DISABLE TRIGGER", "ENABLE REPLICA TRIGGER"])
def test_a_trigger_that_is_switched_off_is_named_too(who, anchor_file, how):
    seals.seal()
    sql(f"ALTER TABLE kernel_seal {how} kernel_seal_no_delete")
    assert found(anchor_file) == ["trigger:kernel_seal_no_delete"]


@pytest.mark.sqlite
def test_triggers_come_back_after_a_migration_that_remade_the_table(real_database):
    longer = copy.deepcopy(Entry._meta.get_field("fact"))
    longer.max_length += 10
    with connection.schema_editor() as editor:
        editor.alter_field(Entry, Entry._meta.get_field("fact"), longer)
    assert protection.missing() == [f"kernel_entry_no_{what}" for what in ("update", "delete", "replace")]
    call_command("migrate", verbosity=0)
    assert protection.missing() == []
    refused("DELETE FROM kernel_entry", "never deleted")


@pytest.mark.sqlite
def test_a_database_of_which_only_a_part_is_made_is_no_error(tmp_path, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), default_database(str(tmp_path / "new.sqlite3")):
        assert protection.missing() == []
        call_command("migrate", "kernel", verbosity=0, skip_checks=False)
        assert protection.missing() == []
        with pytest.raises(DatabaseError, match="no such table"):
            sql("SELECT * FROM zones_zone")
        refused("UPDATE kernel_seat SET state = 'proposed'", "no step of the flow leads there")
