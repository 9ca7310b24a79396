"""Our dialect of django-fsm-2, against each of its traps, on real cases (house:1; stack T1-T5)."""

from importlib import metadata

import django_fsm
import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, transaction

from config.kernel.accounts.models import Seat
from config.kernel.diagram import mermaid
from config.kernel.flows import Case, steps_of
from config.kernel.nouns import case_models
from config.kernel.writing import given
from operators.application.models import Application
from tests import stages
from tests.cast import later
from zones.zone import actions as zones
from zones.zone.models import Zone

pytestmark = pytest.mark.article("house:1")
FLOWS = [model for model in case_models().values() if steps_of(model)]


def test_django_fsm_is_the_second_and_the_first_is_not_installed():
    assert set(metadata.packages_distributions()["django_fsm"]) == {"django-fsm-2"}
    with pytest.raises(metadata.PackageNotFoundError):
        metadata.version("django-fsm")


# --- T1: a call never checks `permission=`, and a failed condition loses its reason: neither is used -----------------


@pytest.mark.parametrize("model", FLOWS, ids=lambda model: model.noun())
def test_no_step_leaves_who_may_or_when_to_django_fsm(model):
    for name, *_ in steps_of(model):
        for transition in getattr(model, name)._django_fsm.transitions.values():
            assert (transition.permission, transition.conditions, transition.on_error) == (None, [], None), name


def test_a_step_called_without_its_act_reaches_nothing(who):
    application = stages.submitted(who)
    application.accept()
    assert stages.fresh(application).state == "submitted"
    with pytest.raises(TypeError, match="call an act instead"):
        application.save()


def test_the_act_asks_who_may_where_the_step_does_not(who):
    zone = stages.planned_zone(who)
    assert django_fsm.has_transition_perm(zone.establish, who.outsider.user)
    assert [no.code for no in zones.establish.refusals(zone, by=who.outsider, at=later())] == ["role"]
    assert zones.establish.refusals(zone, by=who.officer, at=later()) == []


# --- T2: FSMAdminMixin runs any transition named in a forged POST: there is none -------------------------------------


def test_the_admin_of_django_fsm_is_nowhere():
    assert "django_fsm" not in settings.INSTALLED_APPS
    admin = apps.is_installed("django.contrib.admin") and __import__("django.contrib.admin", fromlist=["site"]).site
    registered = admin._registry.values() if admin else []
    assert [desk for desk in registered if any("FSM" in base.__name__ for base in type(desk).__mro__)] == []


# --- T3: a failed refresh_from_db leaves the whole class unprotected, and threads see it flicker ---------------------


@pytest.mark.parametrize("model", FLOWS, ids=lambda model: model.noun())
def test_the_mixins_that_lift_the_protection_are_not_used(model):
    assert issubclass(model, Case)
    assert not issubclass(model, django_fsm.FSMModelMixin)  # nor ConcurrentTransitionMixin, which is one (T5)
    assert model._meta.get_field("state").protected


def test_a_state_is_not_assigned(who):
    zone = stages.planned_zone(who)
    with pytest.raises(AttributeError, match="not allowed"):
        zone.state = "closed"
    assert zone.state == "planned"


def test_a_refresh_reads_the_state_and_leaves_it_protected(who):
    zone = stages.planned_zone(who)
    zones.establish(zone, by=who.officer, at=later())
    zone.refresh_from_db(fields=["purpose"])
    assert zone.state == "planned"
    zone.refresh_from_db()
    assert zone.state == "established"
    with pytest.raises(AttributeError):
        zone.state = "planned"


def test_a_failed_refresh_leaves_class_and_instance_protected(who):
    zone, other = stages.planned_zone(who), stages.planned_zone(who, name="另一专区")
    gone = Zone.objects.get(pk=zone.pk)
    gone.pk = -1
    with pytest.raises(Zone.DoesNotExist):
        gone.refresh_from_db()
    for instance in (gone, zone, other):
        assert instance.state == "planned"
        with pytest.raises(AttributeError):
            instance.state = "closed"
    assert Zone._meta.get_field("state").protected


def test_a_state_that_was_not_read_is_read_when_it_is_asked_for(who, django_assert_num_queries):
    stages.planned_zone(who)
    zone = Zone.objects.only("name").get()
    with django_assert_num_queries(1):
        assert zone.state == "planned"
    with pytest.raises(AttributeError):
        zone.state = "closed"


# --- T5: an N+1 in ConcurrentTransitionMixin: reading part of many cases is one query --------------------------------


def test_reading_part_of_many_cases_is_one_query(who, django_assert_num_queries):
    for name in ("一", "二", "三"):
        stages.planned_zone(who, name=name)
    with django_assert_num_queries(1):
        assert len([zone.name for zone in Zone.objects.only("name")]) == 3


# --- what the dialect adds -------------------------------------------------------------------------------------------


def test_a_step_names_its_article_and_moves_the_state():
    assert steps_of(Zone)[0] == ("establish", "planned", "established", "2")
    assert [step for step, *_ in steps_of(Seat)] == ["confirm", "revoke", "revoke"]


def test_a_flow_is_drawn_with_its_articles():
    assert mermaid(Seat).splitlines() == [
        "stateDiagram-v2",
        "    [*] --> proposed",
        "    proposed --> active: confirm (house 2)",
        "    proposed --> revoked: revoke (house 2)",
        "    active --> revoked: revoke (house 2)",
        "    revoked --> [*]",
    ]


def test_a_case_is_named_by_its_noun_and_id(who):
    draft = stages.draft(who)
    assert (Application.noun(), draft.key) == ("application", f"application:{draft.pk}")
    assert case_models()["application"] is Application


def test_who_and_when_are_both_given_or_neither(who):
    granted = Seat.objects.filter(state="active", confirmed_at=None)
    with given():
        with pytest.raises(IntegrityError), transaction.atomic():
            granted.update(confirmed_at=later())
        assert granted.update(confirmed_at=later(), confirmed_by=who.security_admin)
