"""Who asks: a person by the session and one of their seats, never another's (house:2)."""

import pytest
from django.test import Client as Browser

from config.kernel.accounts import actions as accounts
from tests.cast import later

pytestmark = [pytest.mark.article("house:2"), pytest.mark.urls("tests.doors.asking")]

SESSION, WHO = "/api/v1/session/", "/tests/who/"
JSON = "application/json"
PASSWORD = "correct horse"


@pytest.fixture
def people(who):
    """Everybody of the cast who signs in here has the same password."""
    for seat in (who.officer, who.editor, who.outsider, who.rival):
        seat.user.set_password(PASSWORD)
        seat.user.save()
    return who


@pytest.fixture
def browser():
    """One that is not excused from CSRF."""
    return Browser(enforce_csrf_checks=True)


def token(browser) -> dict[str, str]:
    return {"X-CSRFToken": browser.get(SESSION).json()["csrf_token"]}


def sign_in(browser, user, password=PASSWORD, **words):
    body = {"username": user.username, "password": password} | words
    return browser.post(SESSION, body, JSON, headers=token(browser))


def second_seat(who, seat):
    """An officer of the data authority is one of the supervising office too."""
    words = {"by": who.security_admin, "at": later(), "user": seat.user, "role": "officer"}
    granted = accounts.grant(who.supervisor.body, **words).subject
    return accounts.confirm(granted, by=who.other_security_admin, at=later()).subject


def test_sign_in_act_and_sign_out(people, browser):
    nobody = browser.get(SESSION).json()
    assert (nobody["person"], nobody["seats"], nobody["seat"]) == (None, [], None)
    said = sign_in(browser, people.officer.user)
    assert said.status_code == 200
    assert said.json()["person"] == "周敏"
    assert said.json()["seat"] == people.officer.pk
    assert browser.get(WHO).json() == {"seat": people.officer.pk, "token": False}
    assert browser.delete(SESSION, headers=token(browser)).status_code == 204
    assert browser.get(WHO).json()["seat"] is None


def test_signing_in_changes_the_session_and_its_csrf_token(people, browser):
    token(browser)
    seen = {browser.cookies["csrftoken"].value}
    for number in (2, 3):  # the second time by somebody who is signed in already
        assert sign_in(browser, people.officer.user).status_code == 200
        seen |= {browser.cookies["csrftoken"].value, browser.cookies["sessionid"].value}
        assert len(seen) == 2 * number - 1
    assert browser.cookies["sessionid"]["httponly"] and browser.cookies["csrftoken"]["httponly"]


def test_a_wrong_password_an_unknown_name_and_a_barred_person_hear_the_same(people, browser, django_user_model):
    people.rival.user.is_active = False
    people.rival.user.save()
    unknown = django_user_model(username="nobody")
    answers = [
        sign_in(browser, people.officer.user, "wrong"),
        sign_in(browser, unknown),
        sign_in(browser, people.rival.user),
    ]
    assert {(answer.status_code, answer.json()["detail"]) for answer in answers} == {(401, "用户名或者密码错误。")}
    assert all("WWW-Authenticate" in answer for answer in answers)
    assert browser.get(SESSION).json()["person"] is None


def test_the_clock_cannot_sign_in(people, browser):
    for password in ("", "!", "clock"):
        assert sign_in(browser, people.clock.user, password).status_code in (400, 401)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b"{}", 400),
        (b'{"username": "a"}', 400),
        (b'{"username": "a\\u0000", "password": "b"}', 400),
        (b'{"username": "a", "password": "b\\u0000"}', 400),
        (b'{"username": ["a"], "password": {"b": 1}}', 400),
        (b'{"username": "%s", "password": "b"}' % (b"a" * 151), 400),
        (b'{"username": "a", "password": "%s"}' % (b"b" * 1001), 400),
        (b"[" * 5000, 400),
    ],
)
def test_what_is_no_sign_in_is_refused_in_words(people, browser, body, status):
    answer = browser.post(SESSION, body, JSON, headers=token(browser))
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["detail"]


def test_without_its_csrf_token_nothing_is_done(people, browser):
    words = {"username": people.officer.user.username, "password": PASSWORD}
    refused = browser.post(SESSION, words, JSON)
    assert (refused.status_code, "校验值" in refused.json()["detail"]) == (403, True)
    sign_in(browser, people.officer.user)
    for answer in (browser.post(WHO, {}, JSON), browser.delete(SESSION), browser.put(SESSION, {"seat": 1}, JSON)):
        assert answer.status_code == 403
    assert browser.post(WHO, {}, JSON, headers=token(browser)).status_code == 200


def test_who_holds_several_seats_says_from_which_one(people, browser):
    second = second_seat(people, people.officer)
    said = sign_in(browser, people.officer.user).json()
    assert said["seat"] is None
    assert {people.officer.pk, second.pk} <= {seat["id"] for seat in said["seats"]}
    refused = browser.get(WHO)
    assert (refused.status_code, "请求头Seat" in refused.json()["detail"]) == (403, True)
    assert browser.get(WHO, headers={"Seat": str(second.pk)}).json()["seat"] == second.pk
    chosen = browser.put(SESSION, {"seat": second.pk}, JSON, headers=token(browser))
    assert (chosen.status_code, chosen.json()["seat"]) == (200, second.pk)
    assert browser.get(WHO).json()["seat"] == second.pk
    assert browser.get(WHO, headers={"Seat": str(people.officer.pk)}).json()["seat"] == people.officer.pk


@pytest.mark.parametrize("asked", ["rival", "clock", "0", "-1", "9" * 30, "officer", "1 OR 1=1", "\xa0"])
def test_another_persons_seat_is_refused(people, browser, asked):
    sign_in(browser, people.editor.user)
    pk = str(getattr(people, asked).pk) if hasattr(people, asked) else asked
    assert browser.get(WHO, headers={"Seat": pk}).status_code == 403
    assert browser.put(SESSION, {"seat": people.rival.pk}, JSON, headers=token(browser)).status_code == 403
    assert browser.get(WHO).json()["seat"] == people.editor.pk


def test_a_seat_that_has_ended_is_none_from_the_next_request_on(people, browser):
    second = second_seat(people, people.officer)
    sign_in(browser, people.officer.user)
    browser.put(SESSION, {"seat": second.pk}, JSON, headers=token(browser))
    accounts.revoke(second, by=people.security_admin, at=later(days=1), reason="调离")
    assert browser.get(WHO).status_code == 403
    assert browser.get(SESSION).json()["seat"] == people.officer.pk
    assert browser.put(SESSION, {"seat": second.pk}, JSON, headers=token(browser)).status_code == 403


def test_who_holds_no_office_acts_as_a_registered_person(people, browser):
    sign_in(browser, people.outsider.user)
    assert browser.get(WHO).json()["seat"] == people.outsider.pk


def test_nobody_chooses_a_seat_without_signing_in(people, browser):
    answer = browser.put(SESSION, {"seat": people.officer.pk}, JSON, headers=token(browser))
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Session realm="api"')


def test_a_person_who_is_barred_is_signed_out(people, browser):
    sign_in(browser, people.officer.user)
    people.officer.user.is_active = False
    people.officer.user.save()
    assert browser.get(WHO).json()["seat"] is None


def test_tries_with_one_name_end_and_a_success_forgives_them(people, browser, settings):
    settings.TRIES_TO_SIGN_IN = 3
    for _try in range(2):
        assert sign_in(browser, people.officer.user, "wrong").status_code == 401
    assert sign_in(browser, people.officer.user).status_code == 200
    browser = Browser(enforce_csrf_checks=True)
    for _try in range(3):
        assert sign_in(browser, people.officer.user, "wrong").status_code == 401
    refused = sign_in(browser, people.officer.user)  # the right password does not help now
    assert (refused.status_code, 0 < int(refused["Retry-After"]) <= 3600) == (429, True)
    shouted = browser.post(
        SESSION, {"username": people.officer.user.username.upper(), "password": PASSWORD}, JSON, headers=token(browser)
    )
    assert shouted.status_code == 429
    assert sign_in(browser, people.editor.user).status_code == 200


def test_tries_from_one_address_end_whatever_the_name(people, browser, settings, django_user_model):
    settings.TRIES_FROM_AN_ADDRESS = 3
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    for number in range(3):
        assert sign_in(browser, django_user_model(username=f"guess{number}")).status_code == 401
    assert sign_in(browser, people.officer.user).status_code == 429
    body = {"username": people.officer.user.username, "password": PASSWORD}
    headers = token(browser) | {"X-Forwarded-For": "127.0.0.1, 10.9.8.7"}
    assert browser.post(SESSION, body, JSON, headers=headers).status_code == 200
