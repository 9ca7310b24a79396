"""Access of partner systems: issued by one, confirmed by another, from a seat that is held, gone at once (house:10)."""

import pytest
from django.contrib.auth.hashers import make_password

from config.kernel.accounts import actions as accounts
from config.kernel.clients import actions as clients
from config.kernel.clients.models import Client
from config.kernel.clients.scopes import known
from config.kernel.ledger.models import Entry
from config.kernel.outbox.models import Delivery
from config.kernel.refusals import INPUT, NEVER
from config.kernel.repeats import Repeat
from config.wiring import VISIBLE
from tests.cast import later
from tests.kernel.systems import SECRET, active, token_of
from tests.kernel.systems import client as issued
from tests.kernel.trials import entries, refused
from tests.stages import fresh

pytestmark = pytest.mark.article("house:10")


def test_one_administrator_issues_and_another_confirms(who):
    client = issued(who, who.editor)
    assert (client.state, client.seat, client.is_usable(None)) == ("issued", who.editor, False)
    with refused("same_person", on=client) as no:
        clients.confirm(client, by=who.security_admin, at=later())
    assert no.value.refusals[0].kind == NEVER
    now = clients.confirm(client, by=who.other_security_admin, at=later(minutes=1)).subject
    assert now.state == "active"
    assert now.is_usable(None)
    assert entries(client) == ["clients.issue", "clients.confirm"]


@pytest.mark.parametrize("seat", ["system_admin", "audit_admin", "officer", "applicant", "editor", "outsider", "clock"])
def test_nobody_else_issues_confirms_or_revokes(who, seat):
    words = {"name": "示例系统", "scopes": ["call:read"], "secret": make_password(SECRET)}
    with refused("role", on=who.editor):
        clients.issue(who.editor, by=getattr(who, seat), at=later(), **words)
    client = issued(who, who.editor)
    with refused("role", on=client):
        clients.confirm(client, by=getattr(who, seat), at=later())
    if seat != "clock":  # it ends what its seat no longer answers for
        with refused("role", on=client):
            clients.revoke(client, by=getattr(who, seat), at=later(), reason="停用")


@pytest.mark.parametrize(
    "seat", ["officer", "supervisor", "recorder", "verifier", "applicant", "editor", "signatory", "security_officer"]
)
def test_a_system_acts_from_any_business_seat(who, seat):
    assert active(who, getattr(who, seat)).is_usable(None)


@pytest.mark.parametrize("seat", ["system_admin", "other_security_admin", "audit_admin", "clock", "outsider", "expert"])
def test_a_system_is_no_administrator_clock_passer_by_or_expert(who, seat):
    held = who.experts[0] if seat == "expert" else getattr(who, seat)
    with refused("role_not_for_systems", on=held):
        issued(who, held)


@pytest.mark.parametrize(
    ("words", "code", "field"),
    [
        ({"name": " "}, "missing", "name"),
        ({"scopes": []}, "scopes", "scopes"),
        ({"scopes": ["call:read", "call:write", "king:act"]}, "scopes", "scopes"),
        ({"scopes": ["*"]}, "scopes", "scopes"),
        ({"rate": 0}, "rate", "rate"),
        ({"rate": 6001}, "rate", "rate"),
        ({"rate": -1}, "rate", "rate"),
        ({"secret": ""}, "secret", "secret"),
        ({"secret": SECRET}, "secret", "secret"),
    ],
)
def test_what_is_given_is_of_its_form(who, words, code, field):
    with refused(code, on=who.editor) as no:
        issued(who, who.editor, **words)
    assert [(refusal.kind, refusal.field) for refusal in no.value.refusals] == [(INPUT, field)]


def test_a_seat_that_is_not_held_gets_no_system(who):
    granted = accounts.grant(
        who.applicant.body, by=who.security_admin, at=later(), user=who.outsider.user, role="editor"
    ).subject
    with refused("seat_not_held", on=granted):
        issued(who, granted)
    who.editor.user.is_active = False
    who.editor.user.save()
    with refused("seat_not_held", on=who.editor):
        issued(who, who.editor)


def test_a_person_who_left_meanwhile_gets_no_system_confirmed(who):
    client = issued(who, who.editor)
    who.editor.user.is_active = False
    who.editor.user.save()
    with refused("seat_not_held", on=client):
        clients.confirm(client, by=who.other_security_admin, at=later())


def test_the_scopes_are_reading_and_acting_for_every_noun_and_nothing_else():
    assert set(known()) == {f"{noun}:{kind}" for noun in VISIBLE for kind in ("read", "act")}


def test_neither_the_secret_nor_its_hash_is_in_any_record(who):
    client = active(who, who.editor)
    kept = [str(row) for model in (Entry, Repeat, Delivery) for row in model.objects.values()]
    assert client.name in "".join(kept)
    assert not any(SECRET in row or client.client_secret in row for row in kept)
    assert SECRET not in str(Client.objects.filter(pk=client.pk).values().get())


def test_a_revoked_system_has_no_tokens_and_what_it_did_stays(who):
    client, other = active(who, who.editor), active(who, who.rival)
    token_of(client, "one"), token_of(client, "two"), token_of(other, "three")
    with refused("missing", on=client):
        clients.revoke(client, by=who.security_admin, at=later(), reason="")
    now = clients.revoke(client, by=who.security_admin, at=later(days=1), reason="密钥泄露").subject
    assert (now.state, now.is_usable(None)) == ("revoked", False)
    assert (client.accesstoken_set.count(), other.accesstoken_set.count()) == (0, 1)
    with refused("wrong_state", on=client):
        clients.confirm(client, by=who.other_security_admin, at=later(days=1))


def test_a_system_ends_with_its_seat(who):
    client, waiting, other = active(who, who.editor), issued(who, who.editor), active(who, who.rival)
    accounts.revoke(who.editor, by=who.applicant, at=later(days=1), reason="离职")
    assert {fresh(client).state, fresh(waiting).state, fresh(other).state} == {"revoked", "active"}
    assert entries(client)[-1] == "clients.revoke"


def test_who_answers_for_a_system_is_told(who):
    client = active(who, who.editor)
    clients.revoke(client, by=who.security_admin, at=later(days=1), reason="停用")
    told = Delivery.objects.filter(entry__case_kind="client", channel="in_app").order_by("pk")
    assert [(delivery.entry.act, delivery.seat) for delivery in told] == [
        ("clients.confirm", who.editor), ("clients.revoke", who.editor),
    ]  # fmt: skip
