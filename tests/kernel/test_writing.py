"""The one door, against everything that Django and django-fsm-2 offer to go round it; each on a real case (house:1)."""

import json

import pytest
from asgiref.sync import async_to_sync
from django.core import serializers
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.models.deletion import Collector

from config.kernel.accounts.models import Body, Seat, User
from config.kernel.ledger.models import Entry
from config.kernel.writing import WrittenOutsideAnAct, door, given, writing_is_open
from operators.application.models import Application, Version
from tests import stages
from tests.cast import later
from tests.kernel.trials import standing
from zones.zone import actions as zones
from zones.zone.models import Field, Supervision, Zone

pytestmark = pytest.mark.article("house:1")

CHANGED = {"purpose": "改写"}
WAYS = {
    "save": lambda zone: zone.save(),
    "save of one field": lambda zone: zone.save(update_fields=["purpose"]),
    "save_base": lambda zone: zone.save_base(),
    "raw save": lambda zone: zone.save_base(raw=True),
    "save_base of Django's own class": lambda zone: models.Model.save_base(zone, raw=True),
    "save of Django's own class": lambda zone: models.Model.save(zone),
    "delete": lambda zone: zone.delete(),
    "update": lambda zone: Zone.objects.update(**CHANGED),
    "update of one": lambda zone: Zone.objects.filter(pk=zone.pk).update(**CHANGED),
    "update of the state": lambda zone: Zone.objects.filter(pk=zone.pk).update(state="closed"),
    "update through the base manager": lambda zone: Zone._base_manager.filter(pk=zone.pk).update(**CHANGED),
    "update through a relation": lambda zone: zone.field.zones.update(**CHANGED),
    "delete of rows": lambda zone: Zone.objects.filter(pk=zone.pk).delete(),
    "delete through the base manager": lambda zone: Zone._base_manager.filter(pk=zone.pk).delete(),
    "fast delete": lambda zone: Zone.objects.filter(pk=zone.pk)._raw_delete("default"),
    "bulk_update": lambda zone: Zone.objects.bulk_update([zone], ["purpose"]),
    "bulk_create": lambda zone: Zone.objects.bulk_create([another(zone)]),
    "create": lambda zone: Zone.objects.create(**plain(zone)),
    "create in a state": lambda zone: Zone.objects.create(**plain(zone), state="established"),
    "create through a relation": lambda zone: zone.field.zones.create(**plain(zone)),
    "get_or_create": lambda zone: Zone.objects.get_or_create(name="另一专区", defaults=plain(zone)),
    "update_or_create, new": lambda zone: Zone.objects.update_or_create(name="另一专区", defaults=plain(zone)),
    "update_or_create, there": lambda zone: Zone.objects.update_or_create(pk=zone.pk, defaults=CHANGED),
    "asave": lambda zone: async_to_sync(zone.asave)(),
}


def plain(zone, name="另一专区") -> dict:
    return {"name": name, "kind": "field", "field": zone.field, "purpose": "示例"}


def another(zone) -> Zone:
    return Zone(**plain(zone))


@pytest.fixture
def zone(who):
    return stages.planned_zone(who)


@pytest.mark.parametrize("way", WAYS)
def test_a_case_is_not_written_outside_an_act(zone, way):
    before, count = standing(zone), Zone.objects.count()
    zone.purpose = CHANGED["purpose"]
    with pytest.raises(WrittenOutsideAnAct, match="call an act instead"), transaction.atomic():
        WAYS[way](zone)
    assert (standing(zone), Zone.objects.count()) == (before, count)


@pytest.mark.parametrize("hanging", [Supervision, Version, Entry, Seat, Body])
def test_nor_is_what_hangs_on_it(who, hanging):
    stages.submitted(who)
    row = hanging.objects.first()
    with pytest.raises(WrittenOutsideAnAct):
        row.save()
    with pytest.raises(WrittenOutsideAnAct):
        hanging._base_manager.filter(pk=row.pk).update(pk=row.pk)


def test_fixtures_are_loaded_only_through_given(zone, tmp_path):
    file = tmp_path / "zones.json"
    rows = json.loads(serializers.serialize("json", [zone]))
    rows[0]["fields"] |= CHANGED
    file.write_text(json.dumps(rows))
    with pytest.raises(WrittenOutsideAnAct):
        call_command("loaddata", file, verbosity=0)
    assert stages.fresh(zone).purpose == zone.purpose
    with given():
        call_command("loaddata", file, verbosity=0)
    assert stages.fresh(zone).purpose == CHANGED["purpose"]


def test_a_cascade_from_a_free_model_stops_at_the_case(who):
    with pytest.raises(models.ProtectedError):
        who.applicant.user.delete()
    with pytest.raises(models.ProtectedError):
        User.objects.filter(pk=who.applicant.user_id).delete()
    assert Seat.objects.filter(pk=who.applicant.pk).exists()


def test_djangos_own_collector_does_not_reach_what_a_case_leans_on(zone):
    with given(), pytest.raises(models.ProtectedError):
        Collector("default").collect([zone.field])
    assert Field.objects.filter(pk=zone.field_id).exists()


def test_an_act_opens_the_door_and_closes_it(who, zone):
    assert not writing_is_open()
    zones.establish(zone, by=who.officer, at=later())
    assert not writing_is_open()
    with pytest.raises(WrittenOutsideAnAct):
        stages.fresh(zone).save()


def test_the_door_closes_after_a_fault_and_stays_open_around_an_inner_act():
    with pytest.raises(ZeroDivisionError), door():
        raise ZeroDivisionError
    assert not writing_is_open()
    with door():
        with door():
            assert writing_is_open()
        assert writing_is_open()


def test_reading_needs_no_door(zone):
    assert Zone.objects.filter(pk=zone.pk).exists()
    assert Zone._base_manager.get(pk=zone.pk) == zone
    zone.refresh_from_db()
    assert zone.name in str(list(Zone.objects.values("name")))


# --- what the database refuses even inside an act -------------------------------------------------------


@pytest.mark.parametrize("state", ["awarded", "accepted", "reported"])
def test_no_move_that_the_flow_does_not_know_is_written_even_inside_an_act(who, state):
    draft = stages.draft(who)
    with given(), pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=draft.pk).update(state=state, submitted_at=later())
    assert stages.fresh(draft).state == "draft"


def test_no_unknown_state_is_written_not_even_in_sql(who):
    draft = stages.draft(who)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE operators_application SET state = 'nonsense' WHERE id = %s", [draft.pk])
    with given(), pytest.raises(IntegrityError), transaction.atomic():
        Zone.objects.create(**plain(draft.call.zone), state="nonsense")
    assert stages.fresh(draft).state == "draft"


def test_a_move_of_the_flow_is_written(who):
    draft = stages.draft(who)
    with given():
        assert Application.objects.filter(pk=draft.pk).update(state="withdrawn") == 1
    assert stages.fresh(draft).state == "withdrawn"
