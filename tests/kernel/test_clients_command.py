"""Partner systems by command: nobody acts in an administrator's name without the password (house:10)."""

import re

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command

from config.kernel.clients.models import Client

pytestmark = pytest.mark.article("house:10")


@pytest.fixture
def passwords(who, monkeypatch):
    """Both administrators and an officer have one; `passwords(text)` is what is typed."""
    for seat in (who.security_admin, who.other_security_admin, who.officer):
        seat.user.set_password("right")
        seat.user.save()
    monkeypatch.setenv("ADMINISTRATOR_PASSWORD", "right")
    return lambda text: monkeypatch.setenv("ADMINISTRATOR_PASSWORD", text)


def said(capsys, *words: str) -> str:
    call_command("partner", *words)
    return capsys.readouterr().out


def issue(who, *more: str, by=None) -> list[str]:
    named = ["--by", (by or who.security_admin).user.username, "--seat", str(who.editor.pk)]
    return ["issue", "--name", "示例系统", *named, "--scope", "call:read", *more]


def test_issue_confirm_list_revoke(who, passwords, capsys):
    shown = said(capsys, *issue(who, "--rate", "10"))
    secret, client = re.search(r"client_secret\s+(\w+)", shown)[1], Client.objects.get()
    assert check_password(secret, client.client_secret) and len(secret) == 128
    assert (client.seat, client.scopes, client.rate) == (who.editor, ["call:read"], 10)
    confirm = ["confirm", client.client_id, "--by"]
    with pytest.raises(CommandError, match="由另一人确认"):
        call_command("partner", *confirm, who.security_admin.user.username)
    said(capsys, *confirm, who.other_security_admin.user.username)
    listed = said(capsys, "list")
    assert client.client_id in listed and "已生效" in listed and secret not in listed
    said(capsys, "revoke", client.client_id, "--by", who.security_admin.user.username, "--reason", "停用")
    assert Client.objects.get().state == "revoked"


def test_without_the_password_nothing_is_done(who, passwords):
    passwords("wrong")
    with pytest.raises(CommandError, match="密码错误"):
        call_command("partner", *issue(who))
    assert not Client.objects.exists()


def test_the_password_is_asked_at_the_terminal(who, passwords, monkeypatch, capsys):
    passwords("")
    monkeypatch.setattr("getpass.getpass", lambda prompt: "right")
    assert "client_secret" in said(capsys, *issue(who))


def test_who_is_no_security_administrator_is_told_so(who, passwords):
    with pytest.raises(CommandError, match="不是安全管理员"):
        call_command("partner", *issue(who, by=who.officer))


def test_every_reason_is_said_with_its_article(who, passwords):
    with pytest.raises(CommandError) as no:
        call_command("partner", *issue(who, "--scope", "king:act", "--rate", "0"))
    assert [line.rpartition("(")[2] for line in str(no.value).splitlines()] == ["《运行规则》第十条)"] * 2


def test_what_is_not_there_is_refused_in_words(who, passwords, capsys):
    with pytest.raises(CommandError, match="没有该席位"):
        call_command("partner", *issue(who), "--seat", "0")
    with pytest.raises(CommandError, match="没有该合作系统"):
        call_command("partner", "confirm", "nobody", "--by", who.other_security_admin.user.username)
