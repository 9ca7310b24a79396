"""The text of an agreement: written as a draft, locked when it is complete, by its digest (Art. 15)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from config.kernel.accounts.actions import rename
from config.kernel.ledger.queries import last_entry
from config.kernel.writing import given
from operators.agreement import actions as agreements
from operators.agreement.clauses import digest
from operators.agreement.models import Agreement, last_day
from tests import stages
from tests.cast import later
from tests.refusing import refused
from tests.stages import fresh
from zones.zone.actions import hand_over

pytestmark = pytest.mark.article("15")

DAY = timedelta(days=1)


def all_heads(agreement, but=()) -> dict:
    return {head.key: "约定。" for head in agreement.heads.all() if head.key not in but}


def write(agreement, who, **words):
    return fresh(agreements.write(agreement, by=who.officer, at=later(days=76), **words).subject)


def test_heads_are_written_one_by_one(who):
    agreement = write(stages.drafted_agreement(who), who, heads={"scope": "授权内容如下。"})
    assert dict(agreement.heads.exclude(text="").values_list("key", "text")) == {"scope": "授权内容如下。"}
    assert agreement.state == "drafted"


def test_a_head_that_the_article_does_not_know_is_refused(who):
    words = {"by": who.officer, "at": later(days=76), "heads": {"scope": "内容", "price": "价格"}}
    assert refused(agreements.write, stages.drafted_agreement(who), **words) == ["head_unknown"]


def test_every_missing_head_is_named_at_once_in_the_readers_words(who):
    agreement = stages.drafted_agreement(who)
    keys = [head.key for head in agreement.heads.all()]
    assert refused(agreements.finalise, agreement, by=who.officer, at=later(days=77)) == ["head_missing"] * 9
    for language, first in {"zh-hans": "授权主体和对象", "en": "Authorising and authorised parties"}.items():
        with translation.override(language):
            found = agreements.finalise.refusals(agreement, by=who.officer, at=later(days=77))
        assert [no.field for no in found] == keys
        assert first in found[0].reason


def test_one_missing_head_is_enough_and_blanks_say_nothing(who):
    agreement = stages.written_agreement(who)
    for nothing in ("", " \n"):
        write(agreement, who, heads={"force_majeure": nothing})
        found = agreements.finalise.refusals(agreement, by=who.officer, at=later(days=77))
        assert [(no.code, no.field) for no in found] == [("head_missing", "force_majeure")]
    write(agreement, who, heads={"force_majeure": "战争。"})
    assert agreements.finalise.refusals(agreement, by=who.officer, at=later(days=77)) == []


@pytest.mark.article("16")
def test_the_term_is_written_within_five_years(who):
    agreement = stages.drafted_agreement(who)
    starts_on = agreement.starts_on
    too_late = last_day(starts_on, 5) + DAY
    for ends_on in (too_late, starts_on, starts_on - DAY):
        assert refused(agreements.write, agreement, by=who.officer, at=later(days=76), ends_on=ends_on) == ["term"]
    assert write(agreement, who, ends_on=last_day(starts_on, 3)).ends_on == last_day(starts_on, 3)
    assert write(agreement, who, ends_on=last_day(starts_on, 5)).ends_on == too_late - DAY


@pytest.mark.article("16")
def test_a_later_first_day_does_not_make_the_term_longer(who):
    agreement = stages.drafted_agreement(who)
    words = {"starts_on": agreement.starts_on + DAY, "ends_on": agreement.ends_on + DAY}
    assert refused(agreements.write, agreement, by=who.officer, at=later(days=76), ends_on=words["ends_on"]) == ["term"]
    assert write(agreement, who, **words).ends_on == words["ends_on"]


@pytest.mark.article("16")
def test_a_first_day_that_is_past_is_not_written_but_may_pass_while_one_writes(who):
    agreement = stages.drafted_agreement(who)
    words = {"by": who.officer, "at": agreement_day(agreement, 1)}
    assert refused(agreements.write, agreement, **words, starts_on=agreement.starts_on) == ["starts_on"]
    assert agreements.write.refusals(agreement, **words, heads={"scope": "内容"}) == []


def agreement_day(agreement, days):
    """An instant so many days after its first."""
    return later(days=80 + days)


@pytest.mark.article("16")
def test_a_term_of_more_than_five_years_is_not_locked_whoever_wrote_it(who):
    agreement = stages.written_agreement(who)
    with given():
        Agreement.objects.filter(pk=agreement.pk).update(ends_on=agreement.ends_on + DAY)
    assert refused(agreements.finalise, agreement, by=who.officer, at=later(days=77)) == ["term"]


def test_a_finalised_text_is_locked_under_its_digest(who):
    agreement = stages.finalised(who)
    assert (agreement.state, agreement.sha256) == ("finalised", digest(agreement))
    assert len(agreement.sha256) == 64
    assert agreement.sha256 in last_entry(agreement).said  # the ledger has it
    assert refused(agreements.write, agreement, by=who.officer, at=later(days=77), heads={"scope": "另写"}) == [
        "text_locked"
    ]
    assert agreement.due_on is not None  # to be signed in time


def test_no_word_of_the_text_can_change_without_the_digest(who):
    locked = stages.finalised(who)
    with given():
        for owner, name, other in [
            (lambda text: text.heads.get(key="scope"), "text", "改过的内容。"),
            (lambda text: text.heads.get(key="scope"), "title", "改过的标题"),
            (lambda text: text.parties.get(role="operator"), "name", "另一家公司"),
            (lambda text: text, "ends_on", locked.ends_on - DAY),
            (lambda text: text, "starts_on", locked.starts_on + DAY),
            (lambda text: text, "signing_mode", "government"),
            (lambda text: text, "number", "BJ-XY-2026-999999"),
            (lambda text: text.zone, "name", "另一个专区"),
            (lambda text: text.operator, "credit_code", "91110108MA00000000"),
        ]:
            text = fresh(locked)
            changed = owner(text)
            said = getattr(changed, name)
            type(changed).objects.filter(pk=changed.pk).update(**{name: other})
            assert digest(fresh(locked)) != locked.sha256, name
            type(changed).objects.filter(pk=changed.pk).update(**{name: said})
    assert digest(fresh(locked)) == locked.sha256


@pytest.mark.article("house:2")
def test_a_body_that_is_renamed_later_stands_in_the_text_by_its_name_of_that_day(who):
    agreement = stages.finalised(who)
    name = who.officer.body.name
    rename(who.officer.body, by=who.system_admin, at=later(days=78), name="示例新机构", from_on=later(days=78).date())
    party = agreement.parties.get(role="authority")
    assert (party.name, party.body.name) == (name, "示例新机构")
    assert digest(agreement) == agreement.sha256


@pytest.mark.article("8")
def test_the_parties_are_those_of_the_day_when_the_text_is_locked(who):
    agreement = stages.written_agreement(who, signing_mode="authority_and_supervisor")
    assert agreement.parties.filter(role="supervisor", body=who.supervisor.body).exists()
    words = {"to": who.officer.body, "from_on": later(days=77).date(), "reason": "职责调整"}
    hand_over(agreement.zone, by=who.officer, at=later(days=76, minutes=2), **words)
    agreements.finalise(agreement, by=who.officer, at=later(days=77))
    assert [party.role for party in agreement.parties.all()] == ["authority", "operator"]


def test_before_anybody_signed_it_can_be_opened_again_with_a_reason(who):
    locked = stages.finalised(who)
    assert refused(agreements.reopen, locked, by=who.officer, at=later(days=77), reason=" ") == ["missing"]
    agreement = fresh(agreements.reopen(locked, by=who.officer, at=later(days=77), reason="调整内容").subject)
    assert (agreement.state, agreement.sha256, agreement.pdf, agreement.due_on) == ("drafted", "", None, None)

    write(agreement, who, heads={"scope": "调整后的内容。"})
    again = fresh(agreements.finalise(agreement, by=who.officer, at=later(days=78)).subject)
    assert again.sha256 not in ("", locked.sha256)


def test_not_after_a_signature(who):
    agreement = stages.part_signed(who)
    assert refused(agreements.reopen, agreement, by=who.officer, at=later(days=78), reason="修改") == ["wrong_state"]


def test_nor_after_a_stamped_paper_was_lodged(who):
    agreement = stages.finalised(who)
    scan = stages.scan_for(agreement, who.officer, later(days=78)).pk
    words = {"party": agreement.parties.get(role="operator").pk, "scan": scan}
    agreements.lodge_scan(agreement, by=who.officer, at=later(days=78), **words)
    assert refused(agreements.reopen, agreement, by=who.officer, at=later(days=78), reason="修改") == ["scan_lodged"]


def test_a_text_is_locked_and_opened_only_from_its_own_state(who):
    drafted = stages.drafted_agreement(who)
    assert refused(agreements.reopen, drafted, by=who.officer, at=later(days=77), reason="修改") == ["wrong_state"]
    write(drafted, who, heads=all_heads(drafted))
    locked = fresh(agreements.finalise(drafted, by=who.officer, at=later(days=77)).subject)
    assert refused(agreements.finalise, locked, by=who.officer, at=later(days=77)) == ["wrong_state"]


def test_the_database_has_no_locked_text_without_a_digest_and_no_term_that_ends_before_it_begins(who):
    agreement = stages.finalised(who)
    row = Agreement.objects.filter(pk=agreement.pk)
    with given():
        with pytest.raises(IntegrityError, match="agreement_text_locked"), transaction.atomic():
            row.update(sha256="")
        with pytest.raises(IntegrityError, match="agreement_end_after_start"), transaction.atomic():
            row.update(ends_on=agreement.starts_on)
