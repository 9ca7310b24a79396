"""The API's own description: valid, whole, and with every code that a refusal can have."""

import ast
import inspect
import json
import textwrap

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from config.api.described import written
from config.api.urls import NOUNS
from config.kernel.acts import ACTS
from config.kernel.documents.receiving import receive
from config.kernel.nouns import case_models
from config.kernel.rest import addresses, codes
from config.kernel.rest.listing import Search
from operators.agreement.api import Agreements
from operators.application.api import Applications
from operators.decision.api import Reports
from operators.review.api import Panels
from tests import source
from tests.doors.api import nobody

WRITERS = (Applications.attach, Agreements.attach, Reports.attach, Applications.section, Panels.draft, receive)


@pytest.fixture(scope="module")
def document() -> dict:
    return json.loads(written("en"))


@pytest.mark.article("house:10")
def test_the_document_is_valid_and_served_to_everybody(document, db):
    OpenAPIV31SpecValidator(document).validate()
    answer = nobody().get("/api/schema/", headers={"Accept-Language": "en"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json() == document


@pytest.mark.article("house:10")
def test_every_act_with_an_address_is_described_with_its_words_and_codes(document):
    for cases in NOUNS:
        for act in addresses.offered(case_models()[cases.noun]):
            path = f"/api/v1/{cases.path}/{{reference}}/{addresses.slug(act)}/"
            operation = document["paths"][path]["post"]
            assert set(operation["responses"]) >= {"400", "401", "403", "404", "406", "409", "412", "413", "415",
                                                   "422", "429"}  # fmt: skip
            assert ("202" in operation["responses"]) == bool(act.together)
            problem = schema_of(document, operation["responses"]["409"], "application/problem+json")
            said = problem["properties"]["refusals"]["items"]["properties"]["code"]["enum"]
            assert said == codes.of_act(act) and set(codes.FRAME) <= set(said)


def schema_of(document, response, media_type) -> dict:
    reference = response["content"][media_type]["schema"]["$ref"]
    return document["components"]["schemas"][reference.rpartition("/")[2]]


@pytest.mark.article("house:10")
def test_each_operation_has_one_name(document):
    names = [operation["operationId"] for path in document["paths"].values() for operation in path.values()]
    assert len(set(names)) == len(names) and "applications_submit" in names


@pytest.mark.article("house:10")
def test_operations_follow_each_other_by_links(document):
    def led(address, status="200", method="get") -> dict:
        return document["paths"][f"/api/v1/{address}/"][method]["responses"][status]["links"]

    assert {"applications_retrieve", "applications_timeline", "applications_accept"} <= set(led("applications"))
    assert "applications_accept" in led("applications/{reference}")
    assert set(led("calls/{reference}/start-application", "201", "post")) == {
        "applications_retrieve", "applications_submit", "applications_withdraw",
    }  # fmt: skip
    assert set(led("panels/{reference}/conclude", "202", "post")) == {
        "proposals_retrieve", "proposals_countersign", "proposals_decline",
    }  # fmt: skip
    names = {operation["operationId"] for path in document["paths"].values() for operation in path.values()}
    for path in document["paths"].values():
        for operation in path.values():
            for answer in operation["responses"].values():
                assert set(answer.get("links", {})) <= names


@pytest.mark.article("house:10")
def test_an_act_that_begins_another_life_is_described_with_201_and_no_other(document):
    for cases in NOUNS:
        for act in addresses.offered(case_models()[cases.noun]):
            path = f"/api/v1/{cases.path}/{{reference}}/{addresses.slug(act)}/"
            assert addresses.begins(act) == ends_elsewhere(act), act
            done = "201" if addresses.begins(act) else "200"
            assert {"200", "201"} & set(document["paths"][path]["post"]["responses"]) == {done}


def ends_elsewhere(act) -> bool:
    """Whether the fact that the act returns is about another case than the one that it was given."""
    written = ast.parse(textwrap.dedent(inspect.getsource(act.do))).body[0]
    returned = [node.value for node in ast.walk(written) if isinstance(node, ast.Return)]
    return {call.args[0].id for call in returned} != {written.args.args[0].arg}


@pytest.mark.article("house:1")
def test_no_refusal_of_a_rule_is_missing_among_the_codes():
    """Read in two ways: by following each act, and by looking at every file for what says no."""
    known = codes.of(*WRITERS, Search.filter_queryset).union(*(codes.of_act(act) for act in ACTS.values()))
    written_down = set()
    for path in source.files(*source.PACKAGES):
        for refusal in source.calls(source.tree(path), "Refusal"):
            code = source.literal(source.argument(refusal, 0, "code"))
            written_down |= {code} if code else set()
    assert written_down <= known
    assert {f"incomplete_{name}" for name in ("profile", "conditions", "scenarios", "data", "plan", "papers")} <= known


@pytest.mark.article("12")
@pytest.mark.parametrize(
    ("act", "has", "has_not"),
    [
        ("application.submit", "incomplete_papers", "panel_scores"),
        ("call.conclude", "applications_open", "call_closed"),  # an objection of a higher floor
        ("decision.verify", "no_calendar", "window_short"),  # of the act that follows: the notice begins
        ("call.publish", "already_proposed", "awarded"),  # of the proposing
        ("webhooks.register", "address_internal", "missing"),  # made from a text that is given
    ],
)
def test_an_act_has_its_own_codes_and_no_others(act, has, has_not):
    assert has in codes.of_act(ACTS[act]) and has_not not in codes.of_act(ACTS[act])


@pytest.mark.article("house:3")
@pytest.mark.parametrize("cases", [Applications, Agreements, Reports])
def test_why_a_file_is_not_taken_stands_among_the_codes(document, cases):
    answers = document["paths"][f"/api/v1/{cases.path}/{{reference}}/documents/"]["post"]["responses"]
    problem = schema_of(document, answers["400"], "application/problem+json")
    said = problem["properties"]["refusals"]["items"]["properties"]["code"]["enum"]
    assert {"bad_name", "empty", "too_large", "cut_off", "type_not_allowed", "lying_name", "infected"} <= set(said)


@pytest.mark.article("house:1")
@pytest.mark.parametrize("asked", ["-1", str(-(2**70)), str(2**70), "1.5", "x"])
def test_a_number_that_no_id_can_be_is_no_filter(asked, db):
    assert nobody().get("calls/", zone=asked).status_code == 400
    assert nobody().get("calls/", zone="1").status_code == 200
