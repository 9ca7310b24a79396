"""Partner systems: who gets a token, what it covers, and when it ends (house:10)."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator
from oauth2_provider.models import get_access_token_model

from config.api.described import written
from config.kernel.accounts import actions as accounts
from config.kernel.clients import actions as clients
from config.kernel.clients.models import Client
from config.kernel.ledger.models import Entry
from operators.application import actions as applications
from tests import stages
from tests.doors import api
from tests.kernel import systems
from tests.stages import fresh

pytestmark = pytest.mark.article("house:10")
PUBLIC = "calls/"  # anybody may read it


def refused(asker) -> dict:
    """A token that does not count is 401, where anybody may read and where nobody may."""
    for address in (PUBLIC, "applications/"):
        answer = asker.get(address)
        said = api.problem(answer, 401)
        assert answer["WWW-Authenticate"].startswith("Bearer")
    assert api.problem(asker.post("bodies/1/plan-zone/"), 401)
    return said


@pytest.mark.parametrize(
    "said",
    [
        "Bearer",
        "Bearer ",
        "Bearer x",
        "bearer forged-token",
        "Bearer " + "a" * 5000,
        "Bearer a b",
        "Bearer 令牌".encode().decode("latin-1"),
    ],
)
def test_a_forged_token_is_not_signed_in_even_where_anybody_may_read(who, said):
    refused(api.Asker(Authorization=said))
    assert api.nobody().get(PUBLIC).status_code == 200


def test_a_token_ends_with_its_time(who, settings):
    asker = api.system(systems.active(who, who.applicant))
    assert asker.get(PUBLIC).status_code == 200
    get_access_token_model().objects.update(expires=timezone.now() - timedelta(seconds=1))
    refused(asker)


def test_a_token_ends_with_the_access_of_its_client(who):
    client = systems.active(who, who.applicant)
    asker, other = api.system(client), api.system(systems.active(who, who.rival))
    clients.revoke(client, by=who.security_admin, reason="示例")
    refused(asker)
    assert api.token_asked(client).status_code == 401
    assert other.get("applications/").status_code == 200


def test_a_token_ends_with_the_seat_of_its_client(who):
    client = systems.active(who, who.editor)
    asker = api.system(client)
    accounts.revoke(who.editor, by=who.applicant, reason="离职。")
    refused(asker)
    assert api.token_asked(client).status_code == 401


def test_a_token_ends_with_the_person_of_the_seat(who):
    asker = api.system(systems.active(who, who.editor))
    who.editor.user.is_active = False
    who.editor.user.save()
    refused(asker)


def test_a_client_that_nobody_has_confirmed_gets_no_token(who):
    client = systems.client(who, who.applicant)
    assert api.token_asked(client).status_code == 401
    clients.confirm(client, by=who.other_security_admin)
    assert api.token_asked(client).status_code == 200


def test_a_wrong_secret_and_another_way_to_a_token_give_none(who):
    client = systems.active(who, who.applicant)
    assert api.token_asked(client, secret="wrong").status_code == 401
    for grant in ("password", "authorization_code", "refresh_token", "implicit", ""):
        assert api.token_asked(client, grant_type=grant, username="a", password="b", code="c").status_code in (400, 401)
    assert get_access_token_model().objects.count() == 0


def test_a_token_sees_what_its_seat_sees_and_no_other_bodys(who, on_day):
    application = stages.submitted(who)
    on_day(6)
    own, foreign = (api.system(systems.active(who, seat)) for seat in (who.applicant, who.rival))
    address = f"applications/{application.number}/"
    assert own.get(address).json()["number"] == application.number
    api.problem(foreign.get(address), 404)
    assert (api.listed(own.get("applications/")), api.listed(foreign.get("applications/"))) == ([application.pk], [])
    api.problem(foreign.act(application, applications.withdraw, {"reason": "示例"}), 404)


def test_a_scope_that_is_too_small_is_named(who, on_day):
    application = stages.submitted(who)
    on_day(6)
    reader = api.system(systems.active(who, who.applicant, scopes=["application:read"]))
    assert reader.get("applications/").status_code == 200
    assert "call:read" in api.problem(reader.get("calls/"), 403)["detail"]
    said = api.problem(reader.act(application, applications.withdraw, {"reason": "示例"}), 403)
    assert "application:act" in said["detail"]
    assert fresh(application).state == "submitted"
    actor = api.system(systems.active(who, who.applicant, scopes=["application:act"]))
    assert "application:read" in api.problem(actor.get("applications/"), 403)["detail"]
    assert actor.act(application, applications.withdraw, {"reason": "示例"}).status_code == 200


def test_a_token_is_asked_for_less_than_the_client_has_and_never_for_more(who):
    client = systems.active(who, who.applicant, scopes=["application:read", "call:read"])
    less = api.system(client, scope="call:read")
    assert (less.get("calls/").status_code, less.get("applications/").status_code) == (200, 403)
    assert api.token_asked(client, scope="call:act").status_code == 400


def test_secrets_and_tokens_are_kept_as_hashes_and_stand_in_no_record(who):
    client = systems.active(who, who.applicant)
    token = api.token_asked(client).json()["access_token"]
    kept = json.dumps([list(rows.values()) for rows in (Client.objects, get_access_token_model().objects)], default=str)
    assert token not in kept and systems.SECRET not in kept
    ledger = "".join(Entry.objects.filter(act__startswith="clients.").values_list("said", flat=True))
    hashed = Client.objects.get(pk=client.pk).client_secret
    assert ledger and not any(secret in ledger for secret in (token, systems.SECRET, hashed))


@pytest.fixture(scope="module")
def document() -> dict:
    return json.loads(written("en"))


@pytest.mark.parametrize(
    ("words", "secret", "status"),
    [({}, systems.SECRET, 200), ({}, "wrong", 401), ({"scope": "nothing"}, systems.SECRET, 400),
     ({"grant_type": "password"}, systems.SECRET, 400)],
)  # fmt: skip
def test_what_is_said_about_tokens_is_of_the_form_that_is_described(who, document, words, secret, status):
    answer = api.token_asked(systems.active(who, who.applicant), secret, **words)
    assert answer.status_code == status
    described = document["paths"]["/api/token/"]["post"]["responses"][str(status)]
    form = described["content"]["application/json"]["schema"] | {"components": document["components"]}
    Draft202012Validator(form).validate(answer.json())
    assert set(described.get("headers", {})) <= set(answer.headers)


def test_giving_a_token_back_is_described_too(document):
    described = document["paths"]["/api/token/revoke/"]["post"]
    assert set(described["responses"]) == {"200", "400", "401", "429"}
    assert described["security"] == document["paths"]["/api/token/"]["post"]["security"] == [{"client": []}, {}]
    assert document["components"]["securitySchemes"]["client"]["scheme"] == "basic"


def test_a_client_ends_its_own_token(who):
    client = systems.active(who, who.applicant)
    asker = api.system(client)
    token = asker.headers["Authorization"].removeprefix("Bearer ")
    answer = api.nobody().browser.post(
        "/api/token/revoke/", {"token": token, "client_id": client.client_id, "client_secret": systems.SECRET}
    )
    assert answer.status_code == 200
    refused(asker)
