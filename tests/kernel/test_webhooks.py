"""Endpoints: who registers, pauses, resumes and removes them, and their secrets (house:6)."""

from datetime import timedelta

import pytest

from config.kernel.accounts.actions import revoke
from config.kernel.ledger.models import Entry
from config.kernel.refusals import Refused
from config.kernel.repeats import Repeat
from config.kernel.webhooks import actions, rules
from config.kernel.webhooks.queries import news, secret_of, visible_to
from config.kernel.webhooks.signing import OVERLAP, keys_of
from tests.cast import later
from tests.kernel.hearing import PUBLIC, endpoint
from tests.kernel.trials import entries, refused
from tests.stages import fresh

pytestmark = [pytest.mark.article("house:6"), pytest.mark.django_db]


def test_a_seat_registers_its_own_system(who):
    made = endpoint(who.editor, facts=["ApplicationAccepted", "ApplicationAccepted"])
    assert (made.seat, made.url, made.facts, made.state) == (who.editor, PUBLIC, ["ApplicationAccepted"], "active")
    assert made.secret.startswith("whsec_")
    assert entries(made) == ["webhooks.register"]


def test_its_organisation_s_administrator_registers_it_too_and_nobody_else(who):
    made = actions.register(who.editor, by=who.applicant, at=later(), url=PUBLIC).subject
    assert made.seat == who.editor
    for by in (who.signatory, who.rival, who.officer, who.security_admin):
        with refused("not_keeper", on=who.editor):
            actions.register(who.editor, by=by, at=later(), url=PUBLIC)


def test_the_public_experts_and_administrators_have_no_endpoints(who):
    for seat in (who.outsider, who.experts[0], who.audit_admin):
        with refused("no_endpoint_here", on=seat):
            actions.register(seat, by=seat, at=later(), url=PUBLIC)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "address_form"), ("http://93.184.215.14/", "address_scheme"), ("https://127.0.0.1/", "address_internal"),
        ("https://a:b@93.184.215.14/", "address_credentials"), ("https://93.184.215.14:22/", "address_port"),
        ("https://nobody.invalid/", "address_unknown"),
    ],
)  # fmt: skip
def test_an_address_that_does_not_do_is_refused_in_a_sentence(who, url, code):
    with refused(code, on=who.editor) as no:
        actions.register(who.editor, by=who.editor, at=later(), url=url)
    assert [(refusal.field, refusal.kind) for refusal in no.value.refusals] == [("url", "input")]
    assert endpoint(who.editor, PUBLIC).pk


def test_kinds_of_event_that_there_are_not_are_refused(who):
    with refused("unknown_fact", on=who.editor) as no:
        actions.register(who.editor, by=who.editor, at=later(), url=PUBLIC, facts=["Nonsense", "EndpointPaused"])
    assert "EndpointPaused、Nonsense" in no.value.refusals[0].reason
    assert "ApplicationAccepted" in news()


def test_a_seat_has_so_many_endpoints_and_no_more(who):
    made = [endpoint(who.editor) for _number in range(rules.MOST)]
    with refused("too_many", on=who.editor):
        endpoint(who.editor)
    actions.remove(made[0], by=who.editor, at=later())
    assert endpoint(who.editor).pk


def test_the_secret_is_in_no_fact_and_in_no_key(who):
    fact = actions.register(who.editor, by=who.editor, at=later(), url=f"{PUBLIC}/token", key="once")
    again = actions.register(who.editor, by=who.editor, at=later(), url=f"{PUBLIC}/token", key="once")
    assert again.subject == fact.subject
    secret = fresh(fact.subject).secret
    actions.renew_secret(fact.subject, by=who.editor, at=later(), key="twice")
    written = [*Entry.objects.values_list("said", flat=True), *map(str, Repeat.objects.values())]
    assert not [text for text in written if secret in text or "token" in text]


def test_the_secret_is_read_by_its_keepers_shortly_after_it_was_given(who):
    made = endpoint(who.editor)
    for seat in (who.editor, who.applicant):
        assert secret_of(made, seat, later(minutes=10)) == made.secret
        assert secret_of(made, seat, later(minutes=11)) == ""
    for seat in (who.signatory, who.rival, who.security_admin, who.audit_admin):
        assert secret_of(made, seat, later()) == ""


def test_a_renewed_secret_signs_beside_the_one_before_it_for_a_day(who):
    made = endpoint(who.editor)
    first = made.secret
    made = fresh(actions.renew_secret(made, by=who.editor, at=later(days=1)).subject)
    assert made.secret != first
    assert keys_of(made, later(days=1)) == [made.secret, first]
    assert keys_of(made, later(days=1) + OVERLAP - timedelta(seconds=1)) == [made.secret, first]
    assert keys_of(made, later(days=1) + OVERLAP) == [made.secret]
    assert secret_of(made, who.editor, later(days=1)) == made.secret


def test_it_is_paused_resumed_and_removed_by_its_keepers(who):
    made = endpoint(who.editor)
    actions.pause(made, by=who.editor, at=later(), reason="维护。")
    with refused("wrong_state", on=made):
        actions.pause(made, by=who.editor, at=later())
    actions.resume(made, by=who.applicant, at=later())
    actions.remove(made, by=who.editor, at=later())
    made = fresh(made)
    assert (made.state, made.secret, made.former_secret) == ("removed", "", "")
    with refused("removed", on=made):
        actions.renew_secret(made, by=who.editor, at=later())
    with refused("removed", "unknown_event", on=made):
        actions.replay(made, by=who.editor, at=later(), event="evt_0")


def test_with_its_seat_it_is_removed(who):
    ours, theirs = endpoint(who.editor), endpoint(who.rival)
    revoke(who.editor, by=who.security_admin, at=later(), reason="离职。")
    assert (fresh(ours).state, fresh(theirs).state) == ("removed", "active")
    assert entries(ours) == ["webhooks.register", "webhooks.remove"]


def test_who_ends_the_seat_but_is_no_keeper_cannot_do_more(who):
    made = endpoint(who.editor)
    for act in (actions.pause, actions.renew_secret):
        with pytest.raises(Refused) as no:
            act(made, by=who.security_admin, at=later())
        assert no.value.codes == ["not_keeper"]
    actions.remove(made, by=who.security_admin, at=later(), reason="安全检查。")
    assert fresh(made).state == "removed"


def test_each_sees_their_own(who):
    ours, theirs = endpoint(who.editor), endpoint(who.officer)
    assert list(visible_to(who.applicant)) == list(visible_to(who.editor)) == [ours]
    assert list(visible_to(who.officer)) == [theirs]
    assert list(visible_to(who.colleague)) == list(visible_to(None)) == []
