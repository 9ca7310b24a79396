"""So many requests and no more: 429 with Retry-After, and others are not held up by it (house:10)."""

import pytest
import time_machine
from django.test import Client as Browser

from config.kernel.rest.rates import address
from tests.cast import later
from tests.kernel.crowd import everybody  # noqa: F401
from tests.kernel.systems import active, bearer, token_of

pytestmark = [pytest.mark.article("house:10"), pytest.mark.urls("tests.doors.asking")]

WHO, TOKEN = "/tests/who/", "/api/token/"


@pytest.fixture(autouse=True)
def one_minute():
    """A minute that does not end meanwhile."""
    with time_machine.travel(later(minutes=1), tick=False):
        yield


def statuses(client, times: int, **words) -> list[int]:
    return [client.get(WHO, **words).status_code for _time in range(times)]


def test_a_system_is_held_to_its_own_rate_and_nobody_else(who, client):
    slow, quick = active(who, who.editor, rate=3), active(who, who.rival, rate=100)
    headers = token_of(slow, "slow"), token_of(quick, "quick")
    assert statuses(client, 5, headers=headers[0]) == [200, 200, 200, 429, 429]
    refused = client.get(WHO, headers=headers[0])
    assert (refused["Retry-After"], refused["Content-Type"]) == ("60", "application/problem+json")
    assert refused.json()["detail"]
    assert statuses(client, 5, headers=headers[1]) == [200] * 5
    assert statuses(client, 2) == [200] * 2


def test_a_new_token_brings_no_new_rate(who, client):
    system = active(who, who.editor, rate=2)
    headers = token_of(system, "first"), token_of(system, "second")
    assert statuses(client, 2, headers=headers[0]) == [200, 200]
    assert statuses(client, 1, headers=headers[1]) == [429]


def test_a_thousand_in_a_second(who, client):
    header = token_of(active(who, who.editor, rate=50))
    answers = statuses(client, 1000, headers=header)
    assert (answers.count(200), answers.count(429)) == (50, 950)
    assert client.get(WHO, headers=header)["Retry-After"] == "60"


def test_what_a_token_does_not_cover_is_counted_like_all_it_asks(who, client):
    header = token_of(active(who, who.editor, rate=3), scopes=["application:read"])
    answers = [client.get("/api/v1/calls/", headers=header).status_code for _time in range(5)]
    assert answers == [403, 403, 403, 429, 429]


def test_a_person_and_an_address_have_rates_too(who, client, settings):
    settings.RATE_OF_A_PERSON = 3
    client.force_login(who.editor.user)
    assert statuses(client, 4) == [200, 200, 200, 429]
    assert statuses(Browser(), 4) == [200, 200, 200, 429]
    assert statuses(Browser(REMOTE_ADDR="10.0.0.2"), 1) == [200]


def test_trying_tokens_and_secrets_is_counted_by_address(who, client, settings):
    settings.RATE_OF_A_PERSON = 3
    assert statuses(client, 4, headers=bearer("forged")) == [401, 401, 401, 429]
    refused = client.post(TOKEN, {"grant_type": "client_credentials"})
    assert (refused.status_code, refused["Retry-After"], refused.json()) == (429, "60", {"error": "slow_down"})
    assert statuses(client, 1, headers=token_of(active(who, who.editor))) == [200]


@pytest.mark.parametrize(
    ("proxies", "claimed", "found"),
    [(0, "6.6.6.6", "127.0.0.1"), (1, "6.6.6.6, 10.0.0.1", "10.0.0.1"), (2, "6.6.6.6, 10.0.0.1, 10.0.0.2", "10.0.0.1")],
)
def test_only_what_our_own_proxies_say_is_believed(rf, settings, proxies, claimed, found):
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": proxies}
    assert address(rf.get("/", headers={"X-Forwarded-For": claimed})) == found


def test_sixteen_at_once_are_counted_as_sixteen(everybody, at_once):
    header = token_of(active(everybody, everybody.editor, rate=10))
    answers = at_once([lambda: Browser().get(WHO, headers=header).status_code for _thread in range(16)])
    assert (answers.count(200), answers.count(429)) == (10, 6)
