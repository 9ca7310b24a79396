"""Relations follow the floors: a foreign key points down, or sideways to an earlier chapter (decisions 11).

Import contracts do not see the strings in foreign keys; this test reads them from the models themselves.
"""

import pytest
from django.apps import apps

# From the ground up; of one floor, a later chapter may know an earlier one.
CHAPTERS = [
    "config.kernel.accounts",
    "config.kernel.workdays",
    "config.kernel.ledger",
    "config.kernel.documents",
    "config.kernel.outbox",
    "config.kernel.countersigning",
    "config.kernel.numbers",
    "config.kernel.repeats",
    "config.kernel.security",
    "config.kernel.webhooks",
    "config.kernel.clients",
    "config.kernel.tallies",
    "config.kernel.sweeping",
    "zones.rulebook",
    "zones.zone",
    "zones.catalogue",
    "zones.call",
    "operators.organisation",
    "operators.application",
    "operators.review",
    "operators.decision",
    "operators.agreement",
    "operators.legacy",
    "operators.renewal",
    "operators.oversight",
    "operators.partner",
    "operators.evaluation",
    "operators.exit",
]
OURS = [
    model
    for model in apps.get_models()
    if model.__module__.split(".")[0] in ("config", "zones", "operators", "products")
]
RELATIONS = [
    (model, field) for model in OURS for field in model._meta.get_fields(include_hidden=True)
    if field.is_relation and not field.auto_created and field.related_model in OURS
]  # fmt: skip


def chapter(model) -> int:
    return CHAPTERS.index(model.__module__.removesuffix(".models"))


@pytest.mark.article("house:1")
def test_every_model_lives_in_a_chapter():
    assert {model.__module__.removesuffix(".models") for model in OURS} <= set(CHAPTERS)


@pytest.mark.article("house:1")
@pytest.mark.parametrize(
    ("model", "field"), RELATIONS, ids=lambda given: getattr(given, "name", getattr(given, "__name__", ""))
)
def test_a_relation_points_down_or_to_an_earlier_chapter(model, field):
    assert chapter(field.related_model) <= chapter(model)


@pytest.mark.article("house:1")
def test_relations_are_told_by_models_and_strings_alike():
    pairs = {(model.__name__, field.related_model.__name__) for model, field in RELATIONS}
    assert ("Entry", "Seat") in pairs  # by the string "kernel.Seat"
    assert ("Agreement", "Application") in pairs
