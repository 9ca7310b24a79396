"""Tokens of partner systems: got with the secret, good for their scopes, and for nothing once revoked (house:10)."""

import base64

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from oauth2_provider.models import get_access_token_model

from config.kernel.accounts import actions as accounts
from config.kernel.clients import actions as clients
from config.kernel.tasks import clear_expired
from tests.cast import later
from tests.kernel.systems import SECRET, active, bearer, token_of
from tests.kernel.systems import client as issued

pytestmark = [pytest.mark.article("house:10"), pytest.mark.urls("tests.doors.asking")]

TOKEN, REVOKE, WHO, CALLS = "/api/token/", "/api/token/revoke/", "/tests/who/", "/tests/calls/"
FORM = "application/x-www-form-urlencoded"


def basic(client_id: str, secret: str = SECRET) -> dict[str, str]:
    return {"Authorization": f"Basic {base64.b64encode(f'{client_id}:{secret}'.encode()).decode()}"}


def ask(client, system, secret=SECRET, **words):
    return client.post(TOKEN, {"grant_type": "client_credentials"} | words, headers=basic(system.client_id, secret))


@pytest.fixture
def system(who):
    return active(who, who.editor, scopes=["call:act", "call:read", "zone:read"])


def test_the_secret_gets_a_token_for_an_hour_with_all_scopes(who, client, system):
    answer = ask(client, system)
    said = answer.json()
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert {name: said[name] for name in ("expires_in", "token_type", "scope")} == {
        "expires_in": 3600, "token_type": "Bearer", "scope": "call:act call:read zone:read",
    }  # fmt: skip
    assert "refresh_token" not in said
    assert client.get(WHO, headers=bearer(said["access_token"])).json() == {"seat": who.editor.pk, "token": True}


def test_a_token_is_kept_as_a_hash(client, system):
    given = ask(client, system).json()["access_token"]
    row = get_access_token_model().objects.values().get()
    assert given not in str(row) and row["token"] == ""


def test_the_credentials_may_stand_in_the_form(client, system):
    words = {"grant_type": "client_credentials", "client_id": system.client_id, "client_secret": SECRET}
    assert client.post(TOKEN, words).status_code == 200


def test_a_token_may_be_asked_for_less_and_never_for_more(client, system):
    assert ask(client, system, scope="call:read").json()["scope"] == "call:read"
    for scope in ("application:read", "call:read application:read", "*", "read"):
        assert (ask(client, system, scope=scope).status_code, get_access_token_model().objects.count()) == (400, 1)


def test_a_scope_that_is_too_small_is_refused_with_its_name(client, system):
    given = ask(client, system, scope="call:read").json()["access_token"]
    refused = client.post(CALLS, headers=bearer(given))
    assert (refused.status_code, "call:act" in refused.json()["detail"]) == (403, True)
    assert client.post(CALLS, headers=bearer(ask(client, system).json()["access_token"])).status_code == 200


@pytest.mark.parametrize(
    "words",
    [
        {"grant_type": "password", "username": "a", "password": "b"},
        {"grant_type": "refresh_token", "refresh_token": "a"},
        {"grant_type": "authorization_code", "code": "a"},
        {"grant_type": "urn:ietf:params:oauth:grant-type:device_code", "device_code": "a"},
        {"grant_type": ""},
        {"grant_type": "client_credentials\0"},
        {"scope": "call:read\0"},
        {"resource": "https://example.org/\0"},
        {"resource": "nonsense"},
    ],
)
def test_no_other_grant_and_no_nonsense(client, system, words):
    assert ask(client, system, **words).status_code == 400
    assert not get_access_token_model().objects.exists()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"Authorization": "Basic"}, 401),
        ({"Authorization": "Basic ="}, 401),
        ({"Authorization": "Basic \xff\xfe"}, 401),
        (basic("a\0b"), 401),
        (basic("", ""), 401),
        (basic("x" * 5000), 401),
        (basic("nobody"), 401),
        (bearer("nothing"), 401),
    ],
)
def test_who_is_no_client_gets_no_token(system, client, headers, status):
    answer = client.post(TOKEN, {"grant_type": "client_credentials"}, headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (status, "invalid_client")


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "multipart/form-data; boundary=x", ""])
@pytest.mark.parametrize("body", [b"", b"{}", b"\0", b"%zz=%00", b"--x\r\n"])
def test_a_body_that_is_no_form_is_no_defect(system, client, content_type, body):
    answer = client.post(TOKEN, body, content_type=content_type, headers=basic(system.client_id))
    assert answer.status_code in (400, 401)


@pytest.mark.parametrize("address", [TOKEN, REVOKE])
def test_a_form_that_is_too_large_or_has_too_many_words_is_not_read(system, client, settings, address):
    """A file would be taken to the disk, whatever its size, before anybody is asked who sends it."""
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    words = {"grant_type": "client_credentials", "token": "x"}
    for more in ({"file": SimpleUploadedFile("a", b"0" * 20_000)}, {"more": "0" * 20_000}, {"more": ["0"] * 2_000}):
        answer = client.post(address, words | more, headers=basic(system.client_id))
        assert (answer.status_code, answer.json()) == (400, {"error": "invalid_request"})
    assert client.post(address, "x", "multipart/form-data", headers=basic(system.client_id)).status_code == 400
    assert client.post(address, words, headers=basic(system.client_id)).status_code == 200


def test_words_in_the_address_are_not_taken(system, client):
    words = f"?grant_type=client_credentials&client_id={system.client_id}&client_secret={SECRET}"
    assert client.post(TOKEN + words).status_code == 400
    assert client.post(TOKEN + "?%zz", {"grant_type": "client_credentials"}).status_code in (400, 401)
    assert client.get(TOKEN).status_code == 405


def test_a_wrong_secret_gets_nothing(client, system):
    assert [ask(client, system, secret).status_code for secret in ("", "wrong", system.client_secret)] == [401] * 3


def test_a_system_that_is_not_confirmed_or_is_revoked_gets_none(who, client, system):
    waiting = issued(who, who.editor)
    clients.revoke(system, by=who.security_admin, at=later(), reason="停用")
    assert [ask(client, one).status_code for one in (waiting, system)] == [401, 401]


@pytest.mark.parametrize("shown", ["forged", "", " ", "\xff", "a b", "x" * 9000, "' OR 1=1"])
def test_a_forged_token_is_401_and_says_how_to_sign_in(system, client, shown):
    refused = client.get(WHO, headers=bearer(shown))
    assert refused.status_code == 401
    assert refused["WWW-Authenticate"] == 'Bearer realm="api", error="invalid_token"'
    assert refused["Content-Type"] == "application/problem+json"


def test_an_expired_token_is_401_and_is_cleared_away(system, client):
    with time_machine.travel(later(minutes=1), tick=False) as clock:  # a minute that does not end: its count stays
        header, _valid = token_of(system, "old", seconds=1), token_of(system, "new")
        assert client.get(WHO, headers=header).status_code == 200
        clock.shift(2)
        assert client.get(WHO, headers=header).status_code == 401
        assert clear_expired() == 1
        assert client.get(WHO, headers=bearer("new")).status_code == 200


def test_a_token_of_a_revoked_system_is_401_at_the_next_request(who, system, client):
    header = token_of(system)
    assert client.get(WHO, headers=header).status_code == 200
    clients.revoke(system, by=who.security_admin, at=later(), reason="密钥泄露")
    assert client.get(WHO, headers=header).status_code == 401
    assert client.get(WHO, headers=token_of(system, "made a moment too late")).status_code == 401


def test_a_token_of_a_revoked_seat_or_a_barred_person_is_401_at_the_next_request(who, system, client):
    of_seat, of_person = token_of(system), token_of(active(who, who.rival), "other")
    accounts.revoke(who.editor, by=who.applicant, at=later(), reason="离职")
    assert client.get(WHO, headers=of_seat).status_code == 401
    assert client.get(WHO, headers=of_person).status_code == 200
    who.rival.user.is_active = False
    who.rival.user.save()
    assert client.get(WHO, headers=of_person).status_code == 401


def test_a_token_has_its_own_seat_whatever_a_header_or_a_session_says(who, system, client):
    client.force_login(who.officer.user)
    header = token_of(system) | {"Seat": str(who.officer.pk)}
    assert client.get(WHO, headers=header).json()["seat"] == who.editor.pk
    assert client.post(WHO, headers=header).status_code == 200  # and needs no CSRF token


def test_a_token_in_the_address_or_the_body_is_none(system, client):
    token_of(system)
    assert client.get(f"{WHO}?access_token=token").json()["token"] is False
    assert client.post(WHO, {"access_token": "token"}).json()["token"] is False


def test_a_system_gives_back_its_own_token_and_no_other(who, system, client):
    mine, theirs = token_of(system, "mine"), token_of(active(who, who.rival), "theirs")
    for token in ("theirs", "mine", "unknown"):
        assert client.post(REVOKE, {"token": token}, headers=basic(system.client_id)).status_code == 200
    assert client.get(WHO, headers=mine).status_code == 401
    assert client.get(WHO, headers=theirs).status_code == 200
    assert client.post(REVOKE, {"token": "theirs"}).status_code == 401
    assert client.post(REVOKE, {"token": "a\0"}, headers=basic(system.client_id)).status_code == 400


@pytest.mark.parametrize("path", ["/api/authorize/", "/api/introspect/", "/o/token/", "/api/applications/"])
def test_of_the_toolkits_addresses_there_are_only_two(client, path, db):
    assert client.get(path).status_code == 404


def test_a_request_with_a_token_costs_one_query_and_a_count(system, client, django_assert_max_num_queries):
    header = token_of(system)
    with django_assert_max_num_queries(2):  # the token with client, seat, person and body; the count, without Redis
        client.get(WHO, headers=header)
