"""Whoever's authorisation is over leaves in order, and nothing new begins meanwhile (Arts 16, 33)."""

from io import BytesIO

import pytest
from django.db import IntegrityError, transaction

from config.kernel.countersigning.actions import countersign, decline
from config.kernel.countersigning.queries import open_on
from config.kernel.ledger.models import Entry
from config.kernel.writing import given
from operators.agreement import actions as agreements
from operators.agreement.tasks import expire_due
from operators.exit import actions as exits
from operators.exit.drafting import attach
from operators.exit.models import Exit, ExitItem
from operators.exit.objections import in_exit
from operators.exit.queries import announced, checklist
from operators.exit.turns import turn
from tests import stages
from tests import stages_exit as lives
from tests import stages_oversight as oversight
from tests.cast import later
from tests.hearing import seats, told
from tests.papers import PDF, fresh, scan_for
from tests.refusing import answers, never, refused

pytestmark = pytest.mark.article("16")


def days_after(agreement, days: int):
    return later(days=(agreement.ends_on - later().date()).days + days)


def test_a_termination_opens_it_in_the_same_transaction_with_the_rulebooks_list(who):
    exit = lives.opened(who)
    agreement = exit.agreement
    assert (agreement.state, exit.state, exit.ground, exit.opened_at) == (
        "terminated", "opened", "terminated", agreement.ended_at,
    )  # fmt: skip
    wanted = [row["key"] for row in agreement.call.rulebook.value("exit_items")]
    assert list(exit.items.values_list("key", flat=True)) == wanted
    assert Entry.objects.get(act="exit.open_for").seat == who.clock
    offices = [who.officer, who.colleague, who.supervisor]
    assert told("ExitOpened") == seats(who.applicant, who.signatory, who.security_officer, *offices)


def test_so_does_an_expiry_that_nothing_continues(who):
    agreement = stages.in_force(who)
    assert expire_due(at=days_after(agreement, 0)) == 0
    assert expire_due(at=days_after(agreement, 1)) == 1
    exit = Exit.objects.get()
    assert (exit.agreement, exit.ground) == (agreement, "expired")
    assert exit.due_on is None and {item.due_on for item in checklist(exit)} == {None}  # no calendar of that year


def test_nobody_opens_one_by_hand_nor_where_nothing_is_over_nor_twice(who):
    agreement, others = stages.in_force(who), "officer supervisor applicant outsider"
    found = answers(exits.open_for, agreement, who, others, at=later(days=90))
    assert found == {role: ["role", "not_over"] for role in others.split()}
    assert refused(exits.open_for, agreement, by=who.clock, at=later(days=90)) == ["not_over"]


def test_there_is_one_of_each_authorisation(who):
    agreement = lives.opened(who).agreement
    assert refused(exits.open_for, agreement, by=who.clock, at=later(days=91)) == ["exit_there"]


@pytest.mark.article("33")
def test_from_its_opening_nothing_new_begins_under_the_agreement(who):
    agreement = oversight.heard(who)
    assert list(in_exit(agreement, by=who.officer, at=later(days=90))) == []
    words = {"by": who.officer, "at": later(days=91), "reason": "调整"}
    exit = Exit.objects.get(agreement=lives.terminated(who, agreement))
    said = list(in_exit(exit, by=who.officer, at=later(days=91)))
    assert [no.code for no in said] == ["in_exit"] and exit.number in said[0].reason
    assert refused(agreements.draft_amendment, agreement, **words) == ["not_in_force", "in_exit"]


def test_the_authority_settles_how_it_goes_on(who):
    exit, others = lives.opened(who), "supervisor applicant clock outsider"
    words = {"at": later(days=91), "text": "安排。"}
    assert answers(exits.begin, exit, who, others, **words) == never(others)
    assert refused(exits.begin, exit, by=who.officer, at=later(days=91), text=" ") == ["missing"]
    exits.begin(exit, by=who.officer, **words)
    assert (fresh(exit).state, fresh(exit).plan, fresh(exit).begun_by) == ("running", "安排。", who.officer)


def test_each_item_is_reported_by_whom_it_is_for(who):
    exit, at = lives.opened(who), later(days=91)
    words = {"at": at, "item": "stop_access", "text": "已停止。"}
    for by in (who.applicant, who.supervisor):
        assert refused(exits.complete, exit, by=by, **words) == ["not_owner"]
    words["item"] = "close_registrations"
    for by in (who.applicant, who.officer):
        assert refused(exits.complete, exit, by=by, **words) == ["not_owner"]
    for by, codes in ((who.rival, ["other_body"]), (who.district, ["not_supervisor"])):
        assert refused(exits.complete, exit, by=by, **words | {"item": "stop_access"}) == [*codes, "not_owner"]
    exits.complete(exit, by=who.colleague, **words | {"item": "stop_access"})
    exits.complete(exit, by=who.supervisor, **words)
    assert exit.items.exclude(done_at=None).count() == 2


def test_its_words_and_papers_are_asked_for(who):
    exit, by, at = lives.opened(who), who.applicant, later(days=91)
    assert refused(exits.complete, exit, by=by, at=at, item="else", text="") == ["missing", "item"]
    strange = scan_for(exit, who.officer, at).pk
    for evidence in ([], [strange], [0]):
        words = {"item": "destroy_data", "text": "已销毁。", "evidence": evidence}
        assert refused(exits.complete, exit, by=by, at=at, **words) == ["evidence"]
    lives.completed(who, exit, "destroy_data")
    assert refused(exits.complete, exit, by=by, at=at, item="destroy_data", text="又", evidence=[]) == [
        "done", "evidence",
    ]  # fmt: skip


def test_its_deadline_is_that_of_what_is_to_be_done_next(who):
    exit = lives.opened(who)
    assert (exit.due_days, exit.due_from) == (3, later(days=90).date())
    assert {item.key: item.due_on for item in checklist(exit)}["stop_access"] == exit.due_on
    exit = lives.completed(who, exit, "stop_access")
    assert exit.due_days == 10
    exit = fresh(
        exits.refuse(exit, by=who.supervisor, at=later(days=92), item="stop_access", reason="接口仍可访问。").subject
    )
    assert (exit.due_days, exit.items.get(key="stop_access").remark) == (3, "接口仍可访问。")


def test_late_is_late_but_not_refused(who):
    exit = lives.opened(who)
    last = (checklist(exit)[0].due_on - later().date()).days
    words = {"by": who.officer, "item": "stop_access", "text": "已停止。"}
    assert exits.complete(exit, at=later(days=last + 1), **words).late
    exits.refuse(exit, by=who.supervisor, at=later(days=last + 1), item="stop_access", reason="未停止。")
    assert not exits.complete(exit, at=later(days=last), **words).late


def test_what_one_person_did_another_verifies(who):
    exit, at = lives.completed(who, lives.opened(who), "stop_access"), later(days=93)
    for act, word in ((exits.verify, "remark"), (exits.refuse, "reason")):
        words = {"at": at, "item": "stop_access", word: "意见。"}
        assert refused(act, exit, by=who.officer, **words) == ["same_person"]
        assert refused(act, exit, by=who.supervisor, **words | {word: " "}) == ["missing"]
        assert refused(act, exit, by=who.supervisor, **words | {"item": "settle"}) == ["not_done"]
        assert refused(act, exit, by=who.supervisor, **words | {"item": "else"}) == ["item"]
        assert refused(act, exit, by=who.district, **words) == ["not_supervisor"]
        assert answers(act, exit, who, "applicant clock", **words) == never("applicant clock")
    exits.verify(exit, by=who.colleague, at=at, item="stop_access", remark="已核实。")
    assert refused(exits.verify, exit, by=who.supervisor, at=at, item="stop_access", remark="又") == ["verified"]


def test_it_is_accepted_by_both_offices_when_everything_is_done_and_verified(who):
    exit, words = lives.running(who), {"at": later(days=94), "minutes": "验收纪要。"}
    keys = list(exit.items.filter(before="acceptance").values_list("key", flat=True))
    assert refused(exits.accept, exit, by=who.officer, **words) == ["item_left"] * len(keys)
    exit = lives.finished(who, exit, *keys[:-1])
    assert refused(exits.accept, exit, by=who.officer, **words) == ["item_left"]
    exit = lives.completed(who, exit, keys[-1])
    assert refused(exits.accept, exit, by=who.officer, **words | {"minutes": ""}) == ["missing", "item_left"]
    exit = lives.verified(who, exit, keys[-1])
    others = "supervisor applicant clock"
    assert answers(exits.accept, exit, who, others, **words) == never(others)
    exits.accept(exit, by=who.officer, **words)
    assert fresh(exit).state == "running"
    decline(open_on(exit), by=who.supervisor, at=later(days=94), reason="尚需核对。")
    exits.accept(exit, by=who.officer, **words)
    countersign(open_on(exit), by=who.supervisor, at=later(days=95))
    assert (fresh(exit).state, fresh(exit).minutes) == ("accepted", "验收纪要。")


def test_it_is_closed_when_the_public_knows(who):
    exit = lives.accepted(who)
    assert refused(exits.close, exit, by=who.officer, at=later(days=96)) == ["item_left"]
    exit = lives.finished(who, exit, "public_notice")
    assert answers(exits.close, exit, who, "supervisor applicant", at=later(days=96)) == never("supervisor applicant")
    assert list(announced()) == []
    exits.close(exit, by=who.officer, at=later(days=96))
    assert (fresh(exit).state, list(announced()), fresh(exit).due_on) == ("closed", [exit], None)
    words = {"by": who.officer, "at": later(days=97), "item": "stop_access"}
    assert "over" in refused(exits.complete, exit, **words, text="又")
    assert "over" in refused(exits.verify, exit, **words, remark="又")
    assert "in_exit" in refused(
        agreements.draft_amendment, exit.agreement, by=who.officer, at=later(days=97), reason="x"
    )


def test_whose_turn_it_is(who):
    def whose(exit):
        return turn(exit).body

    exit = lives.running(who)
    assert whose(exit) == who.officer.body
    exit = lives.completed(who, exit, "stop_access")
    assert whose(exit) == who.applicant.body
    for key in exit.items.exclude(key="stop_access").values_list("key", flat=True):
        exit = lives.completed(who, exit, key)
    assert whose(exit) == who.supervisor.body
    for key in exit.items.filter(before="acceptance").values_list("key", flat=True):
        exit = lives.verified(who, exit, key)
    assert whose(exit) == who.officer.body


def test_papers_are_added_by_who_has_something_to_do_in_it(who):
    exit, words = lives.accepted(who), {"at": later(days=96), "name": "证明.pdf"}
    for by in (who.applicant, who.officer, who.supervisor):
        assert attach(exit, BytesIO(PDF), by=by, **words).case_id == exit.pk

    def asked(case, **said):
        attach(case, BytesIO(PDF), **said)

    assert refused(asked, exit, by=who.rival, **words) == ["other_body"]
    assert refused(asked, exit, by=who.editor, **words) == ["role"]
    exit = lives.finished(who, exit, "public_notice")
    exits.close(exit, by=who.officer, at=later(days=96))
    assert refused(asked, exit, by=who.applicant, **words) == ["over"]


def test_the_database_repeats_it(who):
    exit = lives.reported(who)
    row = ExitItem.objects.filter(exit=exit, key="destroy_data")
    for write in (
        lambda: row.update(verified_by=exit.items.get(key="destroy_data").done_by, verified_at=later(days=93)),
        lambda: row.update(done_at=None),
        lambda: ExitItem.objects.filter(exit=exit, key="settle").update(verified_by=who.officer, verified_at=later()),
        lambda: Exit.objects.filter(pk=exit.pk).update(state="accepted"),
        lambda: Exit.objects.filter(pk=exit.pk).update(ground="else"),
    ):
        with pytest.raises(IntegrityError), given(), transaction.atomic():
            write()
