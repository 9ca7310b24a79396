"""People sign in, choose a seat, sign out; and how often anybody may ask (house:2, house:10)."""

import pytest
from django.test import Client as Browser

from config.kernel.accounts import actions as accounts
from tests import awarding
from tests.doors import api
from tests.kernel import systems

pytestmark = pytest.mark.article("house:2")
PASSWORD = "a password of the tests"


def with_password(user):
    user.set_password(PASSWORD)
    user.save()
    return user


def signing_in(user, password=PASSWORD, browser=None):
    asker = api.Asker(browser)
    token = {"X-CSRFToken": asker.get("session/").json()["csrf_token"]}
    return asker, asker.post("session/", {"username": user.username, "password": password}, headers=token)


def test_a_person_signs_in_looks_who_one_is_and_signs_out(who):
    asker, answer = signing_in(with_password(who.officer.user))
    assert (answer.status_code, answer.json()["person"], answer.json()["seat"]) == (200, "周敏", who.officer.pk)
    assert asker.get("session/").json()["seats"][0]["body"] == who.officer.body.name
    assert asker.browser.delete("/api/v1/session/").status_code == 204
    said = asker.get("session/").json()
    assert (said["person"], said["seats"], said["seat"]) == (None, [], None)


def test_a_wrong_name_and_a_wrong_password_are_told_alike(who):
    user = with_password(who.officer.user)
    answers = [api.nobody().post("session/", {"username": name, "password": word})
               for name, word in ((user.username, "wrong"), ("nobody-of-this-name", PASSWORD))]  # fmt: skip
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize(
    "words", [{}, {"username": "x"}, {"username": "a\0", "password": "b"}, {"username": [], "password": {}}]
)
def test_words_that_are_none_are_refused_by_their_names(who, words):
    assert api.problem(api.nobody().post("session/", words), 400)["fields"]


def test_guessing_is_slowed_for_that_name_and_nobody_else(who, settings):
    settings.TRIES_TO_SIGN_IN = 10
    user, other = with_password(who.officer.user), with_password(who.colleague.user)
    answers = [signing_in(user, "wrong")[1].status_code for _ in range(12)]
    assert answers == [401] * 10 + [429] * 2
    assert int(signing_in(user)[1]["Retry-After"]) > 0
    assert signing_in(other)[1].status_code == 200


def test_a_person_chooses_among_own_seats_only(who):
    user = with_password(who.officer.user)
    second = awarding.seated(who, user, "verifier", who.officer.body)
    asker, answer = signing_in(user)
    assert answer.json()["seat"] is None  # two to choose from
    api.problem(asker.post("bodies/1/plan-zone/"), 403)  # nor is one taken in silence
    assert asker.put("session/", {"seat": second.pk}).json()["seat"] == second.pk
    api.problem(asker.put("session/", {"seat": who.applicant.pk}), 403)
    assert asker.get("session/").json()["seat"] == second.pk  # as it was
    api.problem(asker.get("calls/", headers={"Seat": str(who.applicant.pk)}), 403)
    api.problem(asker.get("calls/", headers={"Seat": "x"}), 403)
    for words in ({"seat": "x"}, {"seat": 0}, {"seat": 10**30}, {}):
        api.problem(asker.put("session/", words), 400)
    api.problem(api.nobody().put("session/", {"seat": second.pk}), 401)


def test_a_chosen_seat_that_has_ended_leaves_the_person_the_others(who):
    user = with_password(who.officer.user)
    second = awarding.seated(who, user, "verifier", who.officer.body)
    asker, _ = signing_in(user)
    asker.put("session/", {"seat": second.pk})
    accounts.revoke(second, by=who.security_admin, reason="调离。")
    assert asker.get("session/").json()["seat"] == who.officer.pk
    api.problem(asker.get("calls/", headers={"Seat": str(second.pk)}), 403)
    api.problem(asker.get("calls/"), 403)  # the choice has ended: the person is told, and chooses anew


def test_another_site_cannot_press_in_a_persons_name(who):
    user = with_password(who.officer.user)
    asker, answer = signing_in(user, browser=Browser(enforce_csrf_checks=True))
    address = f"bodies/{who.officer.body.pk}/name-field/"
    words = {"code": "culture", "name": "文化"}
    api.problem(asker.post(address, words), 403)
    api.problem(asker.browser.delete("/api/v1/session/"), 403)
    token = {"X-CSRFToken": answer.json()["csrf_token"]}
    assert asker.post(address, words, headers=token).status_code == 201


@pytest.mark.article("house:10")
def test_a_thousand_requests_of_one_system_are_slowed_and_the_others_unharmed(who, counted):
    busy = api.system(systems.active(who, who.applicant, rate=100))
    other = api.system(systems.active(who, who.rival, rate=100))
    answers = [busy.get("fields/", fields="id", size=1) for _ in range(1000)]
    assert [answer.status_code for answer in answers] == [200] * 100 + [429] * 900
    assert api.problem(answers[-1], 429) and 0 < int(answers[-1]["Retry-After"]) <= 60
    assert other.get("fields/").status_code == 200
    assert api.person(who.applicant).get("fields/").status_code == 200


@pytest.mark.article("house:10")
def test_guessing_secrets_is_slowed_too(who, counted, settings):
    settings.RATE_OF_A_PERSON = 3
    client = systems.active(who, who.applicant)
    answers = [api.token_asked(client, "wrong") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429]
    assert answers[-1].json() == {"error": "slow_down"} and int(answers[-1]["Retry-After"]) > 0


@pytest.mark.article("house:10")
def test_an_address_without_a_name_and_a_person_have_the_rate_of_the_settings(who, counted, settings):
    settings.RATE_OF_A_PERSON = 3
    for asker in (api.nobody(), api.person(who.officer)):
        assert [asker.get("fields/").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert api.person(who.colleague).get("fields/").status_code == 200
