"""Bodies and addresses that are none: told as a problem, whatever they are, and nothing is done (house:1)."""

import pytest
from django.test import Client as Browser
from django.test.client import FakePayload

from config.kernel.ledger.models import Entry
from tests import stages
from tests.doors import api
from tests.kernel import hearing, systems

pytestmark = pytest.mark.article("house:1")
DEEP = "[" * 30 + "]" * 30
NOT_OBJECTS = {
    "not JSON": "reason=x",
    "half": '{"reason": "x"',
    "a list": "[]",
    "a text": '"x"',
    "a number": "5",
    "null": "null",
    "not a number": '{"reason": NaN}',
    "endless": '{"reason": Infinity}',
    "too many digits": '{"reason": ' + "9" * 5000 + "}",
    "deep": f'{{"reason": {DEEP}}}',
    "deeper": '{"reason": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "half a sign": r'{"reason": "\ud800"}',
    "half a sign in a name": r'{"\ud800": "x"}',
    "not UTF-8": b'{"reason": "\xff\xfe"}',
    "a mark before it": b'\xef\xbb\xbf{"reason": "x"}',
}


@pytest.fixture
def application(who, on_day):
    made = stages.submitted(who)
    on_day(6)
    return made


def decline(application) -> str:
    return f"applications/{application.number}/decline/"


@pytest.mark.parametrize("name", NOT_OBJECTS)
def test_a_body_that_is_no_plain_object_is_refused(who, application, name):
    before = Entry.objects.count()
    api.problem(api.person(who.officer).post(decline(application), NOT_OBJECTS[name]), 400)
    api.problem(api.nobody().post("session/", NOT_OBJECTS[name]), 400)
    assert Entry.objects.count() == before


@pytest.mark.parametrize("said", ["1e999", "-1e999", "1e308", "123456789012345678901234567890", "1.5", "true"])
def test_a_number_is_no_text(who, application, said):
    answer = api.person(who.officer).post(decline(application), f'{{"reason": {said}}}')
    assert "reason" in api.problem(answer, 400)["fields"]


def test_a_body_that_is_too_large_is_not_read(who, application, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    officer = api.person(who.officer)
    api.problem(officer.post(decline(application), {"reason": "字" * 9_000}), 413)
    assert officer.post(decline(application), {"reason": "字" * 1_000}).status_code != 413
    system = api.system(systems.active(who, who.supervisor))
    api.problem(system.post(decline(application), {"reason": "字" * 9_000}), 413)


def test_a_body_in_pieces_is_refused_and_not_taken_as_empty(who):
    """As a server hands it on: without a length. `pause` needs no word, so nothing else would say that one was lost."""
    heard, editor = hearing.endpoint(who.editor), api.person(who.editor)
    body, chunked = b'{"reason": "x"}', {"Transfer-Encoding": "chunked"}
    pieces = {"wsgi.input": FakePayload(body), "wsgi.input_terminated": True}
    address = f"/api/v1/endpoints/{heard.pk}/pause/"
    answer = editor.browser.generic(
        "POST", address, b"", "application/json", headers=editor.headers | chunked, **pieces
    )
    assert "请求体的长度" in api.problem(answer, 400)["detail"]
    assert editor.post(address).json()["said"] == {"reason": ""}


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", "multipart/x", "x"]
)
def test_a_body_of_another_kind_is_refused(who, application, kind):
    api.problem(api.person(who.officer).post(decline(application), "reason=x", content_type=kind), 415)


@pytest.mark.parametrize("charset", ["utf-16", "rot13", "hex", "klingon", "idna"])
def test_json_is_utf_8_whatever_the_header_says(who, application, charset):
    officer, kind = api.person(who.officer), f"application/json; charset={charset}"
    body = '{"reason": "示例", "odd": 1}'.encode()
    answer = officer.browser.generic("POST", api.at(decline(application)), body, kind, headers=officer.headers)
    assert set(api.problem(answer, 400)["fields"]) == {"odd"}


def test_who_is_not_signed_in_is_told_that_before_the_body_is_read(application):
    forged = api.Asker(Authorization="Bearer forged")
    for asker in (api.nobody(), forged):
        api.problem(asker.post(decline(application), "not JSON"), 401)
        api.problem(asker.post(decline(application), "x", content_type="text/plain"), 401)


def test_a_method_that_is_not_done_there_is_refused(who, application):
    officer = api.person(who.officer)
    address = f"applications/{application.number}/"
    for method in ("post", "put", "patch", "delete", "options"):
        api.problem(officer.post(address, {}, method=method), 405)
    api.problem(officer.get(decline(application)), 405)


def test_another_form_than_json_is_not_to_be_had(who):
    api.problem(api.nobody().get("calls/", headers={"Accept": "text/html"}), 406)
    api.problem(api.nobody().get("calls/", headers={"Accept": "application/xml"}), 406)
    assert api.nobody().get("calls/", headers={"Accept": "text/html, */*;q=0.1"}).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/api/", "/api/v1/", "/api/v2/calls/", "/api/v1/nothing/", "/api/v1/calls/1/nothing/", "/api/x", "/api/v1/%00/"],
)
def test_an_address_that_does_not_exist_is_told_as_a_problem(db, address):
    api.problem(Browser().get(address), 404)
    api.problem(Browser().post(address, "{}", content_type="application/json"), 404)


@pytest.mark.parametrize(
    "number", ["0", "-1", "9" * 18, "9" * 40, "BJ-SQ-2026-999999", "%00", "x' OR 1=1", "公共", "1.0", "٣"]
)
def test_a_number_that_nothing_has_is_not_found(who, number):
    for more in ("", "timeline/", "documents/"):
        api.problem(api.person(who.officer).get(f"applications/{number}/{more}"), 404)
    api.problem(api.person(who.officer).post(f"applications/{number}/accept/"), 404)


def test_elsewhere_a_missing_page_is_a_page(db):
    answer = Browser().get("/nothing/")
    assert (answer.status_code, answer["Content-Type"].partition(";")[0]) == (404, "text/html")


def test_a_defect_is_a_problem_without_a_trace(who, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr("config.kernel.rest.listing.pages.page", fails)
    answer = api.Asker(Browser(raise_request_exception=False)).get("calls/")
    said = api.problem(answer, 500)
    assert "inside" not in str(said) and "Traceback" not in str(said)


def test_a_query_that_is_no_text_is_read_as_far_as_it_goes(who):
    system = api.system(systems.active(who, who.applicant))
    for query in ("?search=%zz%zz", "?search=%ED%A0%80%ED%A0%80", "?search=%ff%ff"):
        for asker in (system, api.nobody()):
            answer = asker.browser.get(f"/api/v1/calls/{query}", headers=asker.headers)
            assert answer.status_code in (200, 400), query
