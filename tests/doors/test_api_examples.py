"""The examples of the API's document: of its own form, and as a life that is told anew is answered (house:10)."""

import json

import pytest
from jsonschema import Draft202012Validator

from config.api.described import written
from config.api.examples import NAME, told
from tests.doors import examples

pytestmark = pytest.mark.article("house:10")
MAIN = {  # what nobody who writes a client should have to guess
    "bodies_plan_zone", "zones_draft_call", "calls_start_application", "applications_section", "applications_submit",
    "applications_find", "applications_accept", "applications_documents_add", "panels_send_sheet",
    "proposals_countersign", "calls_draft_report", "reports_enter_decision", "reports_verify_decision",
    "applications_draft_agreement", "agreements_write", "agreements_sign", "agreements_suspend",
    "bodies_draft_example", "zones_open_round", "rounds_documents_add", "rounds_import_scores",
}  # fmt: skip


@pytest.fixture(scope="module")
def document() -> dict:
    return json.loads(written("en"))


def contents(document):
    """(operation and where, its content) of everything that has an example."""
    for path in document["paths"].values():
        for operation in path.values():
            parts = {"request": operation.get("requestBody", {}), **operation["responses"]}
            for place, part in parts.items():
                for content in part.get("content", {}).values():
                    if "examples" in content:
                        yield f"{operation['operationId']} {place}", content


def test_each_example_is_of_the_form_that_is_described(document):
    found = dict(contents(document))
    wrong = {}
    for place, content in found.items():
        form = {**content["schema"], "components": document["components"]}
        faults = list(Draft202012Validator(form).iter_errors(content["examples"][NAME]["value"]))
        if faults:
            wrong[place] = faults[0].message
    assert wrong == {}
    assert len(found) > 100


def test_the_main_acts_have_examples_of_what_is_sent_and_answered():
    for operation in MAIN:
        assert any(int(status) < 300 for status in told()[operation]["answers"]), operation
    assert set(told()["applications_accept"]["answers"]) == {"200", "401", "403", "404", "409", "412"}
    assert set(told()["agreements_suspend"]["answers"]) == {"202", "400"}


def test_a_life_told_anew_is_answered_like_the_examples(who, on_day, document):
    """`python -m tests.examples` writes them anew."""
    now = examples.told(who, on_day, document)
    assert list(now) == list(told())
    for operation, row in told().items():
        assert examples.shape(now[operation]) == examples.shape(row), operation
