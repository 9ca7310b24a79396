"""The one door: what the law cares about changes only inside an act (house:1; decisions 4, 5)."""

import ast
from datetime import date

import pytest
from django.apps import apps
from django.db import models

from config.kernel.flows import Case
from config.kernel.writing import ActOnly, ActOnlyRows, WrittenOutsideAnAct, given
from tests import source
from zones.zone.models import Field

ACT_ONLY = {
    "kernel": "Body BodyName CalendarYear Client Endpoint Entry Proposal Reminder Repeat Seat Series Sweep Workday",
    "zones": "Article Call Dataset Field Parameter Question ResourceClass Rulebook Supervision Zone",
    "operators": (
        "Agreement Appeal Application Assessor Breach Claim Correction CreditGrade Decision Evaluation Exit "
        "ExitItem Expert Finding Head Incident Indicator IndicatorSet Interview Item Leaving LegacyAgreement "
        "LegacyList Member Objection Organisation Panel Paper Partner Party Preference Reader Rectification "
        "Renewal Report Result ResultCorrection Round Score Sheet Tie Version"
    ),
}
FREE = {
    "kernel.User": "a person's password, language and last sign-in; what a person may do hangs on seats",
    "kernel.Document": "kept before the act that names it; never changed, and its digest stands in the ledger",
    "kernel.Download": "reading is recorded, and reading is no act",
    "kernel.Seal": "made over the entries by the worker; signed, anchored, and protected by triggers",
    "kernel.Delivery": "written with the act, then moved on by the worker",
    "kernel.Message": "made by the worker; read by its receiver",
    "kernel.Event": "made from the entries by the worker, then moved on; a dead letter, replay and skip are acts",
    "kernel.Round": "which worker serves an endpoint, until when",
    "kernel.Progress": "how far the worker has told the endpoints",
    "kernel.Tally": "a counter of a minute or an hour; a limit hangs on it, and nothing else",
    "kernel.SecurityEvent": "written after the rollback of what was refused",
    "operators.Section": "a draft saves itself every two seconds; the ledger begins at submission",
    "operators.SheetDraft": "a sheet saves itself while it is filled in; the ledger has the sheet that is sent",
}
# Tables that are not ours: tokens (oauth2_provider) are kept as hashes, and what they may do hangs on the Client.
DJANGO = {"auth", "contenttypes", "sessions", "oauth2_provider"}

# Files that speak SQL themselves: locks, sequences, triggers, a reader's own view, sums, but no row of a case; and the
# frame's own (recording, rows, chunks), which asks for the door before it writes (tests/kernel/test_statements.py).
SPEAK_SQL = {
    "config/kernel/numbers.py", "config/kernel/tallies.py", "config/kernel/chunks.py",
    "config/kernel/locking.py", "config/kernel/prepared.py", "config/kernel/recording.py", "config/kernel/rows.py",
    "config/kernel/ledger/checking.py", "config/kernel/ledger/protection.py", "config/kernel/ledger/seals.py",
    "config/kernel/sweeping/alone.py",
    "operators/evaluation/grading.py",
}  # fmt: skip

OURS = [model for model in apps.get_models() if model._meta.app_label not in DJANGO]
CLOSED = [model for model in OURS if issubclass(model, ActOnly)]


@pytest.mark.article("house:1")
def test_every_model_is_classified():
    listed = {f"{app}.{name}" for app, names in ACT_ONLY.items() for name in names.split()}
    assert {model._meta.label for model in CLOSED} == listed
    assert {model._meta.label for model in OURS} - listed == set(FREE)


@pytest.mark.article("house:1")
def test_every_case_is_act_only():
    assert [model for model in OURS if issubclass(model, Case) and model not in CLOSED] == []


@pytest.mark.article("house:1")
@pytest.mark.parametrize("model", CLOSED, ids=lambda model: model._meta.label)
def test_django_itself_writes_through_the_guarded_rows(model):
    for manager in (model._base_manager, model._default_manager):
        assert isinstance(manager.get_queryset(), ActOnlyRows)


ABSENT = {"DateField": date(1999, 1, 1), "CharField": "-"}  # a key that no row has; -1 for all others
WRITES = {
    "save": lambda model, key: model().save(),
    "save_base": lambda model, key: model().save_base(raw=True),
    "delete": lambda model, key: model(pk=key).delete(),
    "create": lambda model, key: model.objects.create(),
    "bulk_create": lambda model, key: model.objects.bulk_create([model()]),
    "bulk_update": lambda model, key: model.objects.bulk_update(
        [model(pk=key)], [model._meta.concrete_fields[-1].name]
    ),
    "get_or_create": lambda model, key: model.objects.get_or_create(pk=key),
    "update_or_create": lambda model, key: model.objects.update_or_create(pk=key),
    "update of rows": lambda model, key: model.objects.update(pk=key),
    "delete of rows": lambda model, key: model.objects.all().delete(),
    "update of base rows": lambda model, key: model._base_manager.update(pk=key),
    "delete of base rows": lambda model, key: model._base_manager.all().delete(),
    "fast delete": lambda model, key: model._base_manager.all()._raw_delete("default"),
}


@pytest.mark.article("house:1")
@pytest.mark.django_db
@pytest.mark.parametrize("model", CLOSED, ids=lambda model: model._meta.label)
def test_no_way_of_writing_leads_round_the_act(model):
    before, absent = model.objects.count(), ABSENT.get(model._meta.pk.get_internal_type(), -1)
    for way, write in WRITES.items():
        with pytest.raises(WrittenOutsideAnAct):
            pytest.fail(f"{way}: {write(model, absent)}")
    assert model.objects.count() == before


@pytest.mark.article("house:1")
@pytest.mark.django_db
def test_inside_an_act_the_same_ways_are_open():
    with given():
        field = Field.objects.create(code="a", name="甲")
        field.name = "乙"
        field.save()
        assert Field.objects.filter(code="a").update(name="丙") == 1
        assert Field.objects.filter(code="a").delete()[0] == 1
    assert not Field.objects.filter(code="a").exists()


@pytest.mark.article("house:1")
@pytest.mark.django_db
@pytest.mark.parametrize("model", [model for model in OURS if model not in CLOSED], ids=lambda model: model._meta.label)
def test_what_is_free_is_free(model):
    assert not isinstance(model.objects.all(), ActOnlyRows)
    assert model.objects.filter(pk=-1).delete()[0] == 0


@pytest.mark.article("house:1")
def test_the_door_is_opened_by_the_frame_alone():
    """And by the frame's own keys, which are forgotten when their day is over."""
    opened = {source.relative(path) for path in source.files(*source.PACKAGES) if opens(source.tree(path))}
    frame = {"config/kernel/acts.py", "config/kernel/chunks.py", "config/kernel/writing.py"}
    assert opened == {*frame, "config/kernel/repeats.py"}


@pytest.mark.article("house:1")
def test_acts_are_joined_by_the_demonstration_alone():
    joining = {
        source.relative(path)
        for path in source.files(*source.PACKAGES)
        if source.calls(source.tree(path), "all_or_nothing")
    }
    assert joining == {"config/story/management/commands/demonstrate.py"}


@pytest.mark.article("house:1")
def test_sql_is_spoken_by_the_frame_and_where_it_touches_no_case():
    speaking = {
        source.relative(path)
        for path in source.files(*source.PACKAGES)
        if source.calls(source.tree(path), "execute", "executemany", "raw")
    }
    assert speaking == SPEAK_SQL


@pytest.mark.article("house:1")
def test_what_hangs_on_a_case_is_never_deleted_with_it():
    loose = [
        f"{model._meta.label}.{field.name}"
        for model in OURS
        for field in model._meta.concrete_fields
        if field.remote_field and field.remote_field.on_delete is not models.PROTECT
    ]
    assert loose == []


def opens(module: ast.Module) -> bool:
    """Whether a module opens the door: `given()` is for tests and migrations, `door()` for the frame."""
    return bool(source.calls(module, "given", "door"))
