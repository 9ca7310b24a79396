"""`manage.py partner`: one security administrator gives a system access, another confirms it (house:10)."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from config.kernel.clients.models import Client
from config.kernel.ledger.models import Entry
from tests.doors import api
from tests.kernel.trials import entries

pytestmark = pytest.mark.article("house:10")
PASSWORD = "a password of the tests"


@pytest.fixture
def administrators(who, monkeypatch):
    """Both can show who they are."""
    for seat in (who.security_admin, who.other_security_admin, who.officer):
        seat.user.set_password(PASSWORD)
        seat.user.save()
    monkeypatch.setenv("ADMINISTRATOR_PASSWORD", PASSWORD)
    return who.security_admin.user.username, who.other_security_admin.user.username


def partner(*words) -> str:
    said = StringIO()
    call_command("partner", *words, stdout=said)
    return said.getvalue()


def issued(seat, by, *scopes) -> tuple[str, str]:
    scopes = scopes or ("application:read", "application:act")
    said = partner("issue", f"--seat={seat.pk}", "--name=示例系统", f"--by={by}", *(f"--scope={s}" for s in scopes))
    return said.split()[1], said.split()[3]


def test_one_issues_another_confirms_and_the_system_gets_its_token(who, administrators):
    first, second = administrators
    client_id, secret = issued(who.applicant, first)
    client = Client.objects.get(client_id=client_id)
    assert api.token_asked(client, secret).status_code == 401
    partner("confirm", client_id, f"--by={second}")
    assert api.token_asked(client, secret).status_code == 200
    assert secret not in client.client_secret and secret not in str(list(Entry.objects.values_list("said", flat=True)))
    shown = partner("list")
    assert client_id in shown and "application:act" in shown and secret not in shown
    partner("revoke", client_id, f"--by={first}", "--reason=示例")
    assert api.token_asked(client, secret).status_code == 401
    assert entries(client) == ["clients.issue", "clients.confirm", "clients.revoke"]


def test_nobody_confirms_what_they_have_issued(who, administrators):
    client_id, _ = issued(who.applicant, administrators[0])
    with pytest.raises(CommandError):
        partner("confirm", client_id, f"--by={administrators[0]}")
    assert Client.objects.get(client_id=client_id).state == "issued"


@pytest.mark.parametrize("by", ["first", "officer", "nobody"])
def test_without_the_password_of_a_security_administrator_nothing_is_done(who, administrators, monkeypatch, by):
    name = {"first": administrators[0], "officer": who.officer.user.username, "nobody": "nobody"}[by]
    if by == "first":
        monkeypatch.setenv("ADMINISTRATOR_PASSWORD", "wrong")
    with pytest.raises(CommandError):
        issued(who.applicant, name)
    assert not Client.objects.exists()


def test_what_the_rule_refuses_is_told_with_its_article(who, administrators):
    for seat, scopes in ((who.security_admin, ()), (who.applicant, ("nothing:read",)), (who.outsider, ())):
        with pytest.raises(CommandError, match=r"\(.+\)"):
            issued(seat, administrators[0], *scopes)
    assert not Client.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("confirm", "nothing"),
        ("revoke", "nothing", "--reason=x"),
        ("issue", "--seat=0", "--name=x", "--scope=call:read"),
    ],
)
def test_what_is_not_there_is_said(administrators, words):
    with pytest.raises(CommandError):
        partner(*words, f"--by={administrators[0]}")
