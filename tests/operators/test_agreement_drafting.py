"""The agreement is drafted for an award: heads, parties and term as rulebook and government say (Arts 14-16)."""

from datetime import date

import pytest

from config.kernel.accounts.queries import the
from config.kernel.writing import given
from operators.agreement import actions as agreements
from operators.agreement.models import Agreement, last_day
from operators.decision.models import Decision
from tests import awarding, stages
from tests.cast import later
from tests.refusing import answers, never, refused
from tests.stages import fresh
from zones.rulebook.actions import amend
from zones.rulebook.queries import current

NINE_HEADS = [
    "授权主体和对象",
    "授权内容",
    "授权流程",
    "授权应用范围",
    "授权期限",
    "责任机制",
    "监督机制",
    "终止和撤销机制",
    "不可抗力",
]
STARTS = later(days=80).date()  # 21 May 2026


def drafted(who, application, **words):
    words = {"starts_on": STARTS} | words
    return fresh(agreements.draft(application, by=who.officer, at=later(days=76), **words).subject)


def parties(agreement) -> list[tuple[str, str]]:
    return [(party.role, party.body.name) for party in agreement.parties.all()]


@pytest.mark.article("15")
def test_it_has_the_nine_heads_of_the_article_still_empty(who):
    agreement = stages.drafted_agreement(who)
    assert [(head.title, head.text) for head in agreement.heads.all()] == [(title, "") for title in NINE_HEADS]
    assert (agreement.state, agreement.sha256) == ("drafted", "")
    assert agreement.number.startswith("BJ-XY-2026-")


@pytest.mark.article("27:14")
def test_under_the_national_text_it_has_thirteen_and_the_house_gives_what_that_text_leaves_open(who):
    national = current("national-27-2025")
    application = awarding.by_another_text(who, national)
    agreement = drafted(who, application)
    keys = [head["key"] for head in national.value("agreement_heads")]
    assert [head.key for head in agreement.heads.all()] == keys
    assert (len(keys), keys[0], keys[-1]) == (13, "data_scope", "other")
    assert agreement.ends_on == last_day(STARTS, 5)
    assert [no.field for no in agreements.finalise.refusals(agreement, by=who.officer, at=later(days=76))] == keys


@pytest.mark.article("16")
def test_what_is_set_anew_later_does_not_reach_an_agreement_under_way(who):
    """A case keeps the version of the text that its call pinned."""
    application = stages.to_sign(who)
    reason = "试点"
    changes = {"term_years_maximum": 3}
    amend(current(), by=who.officer, at=later(days=75), changes=changes, reason=reason)
    assert drafted(who, application, years=5).ends_on == last_day(STARTS, 5)
    assert current().value("term_years_maximum") == 3


@pytest.mark.article("14")
@pytest.mark.parametrize(
    ("mode", "signers"),
    [
        ("government", ["government"]),
        ("authority", ["authority"]),
        ("authority_and_supervisor", ["authority", "supervisor"]),
    ],
)
def test_the_parties_are_those_that_the_government_named_and_the_operator(who, mode, signers):
    agreement = stages.drafted_agreement(who, signing_mode=mode)
    names = {"supervisor": who.supervisor.body.name} | {kind: the(kind).name for kind in ("government", "authority")}
    assert parties(agreement) == [*((role, names[role]) for role in signers), ("operator", who.applicant.body.name)]
    assert agreement.signing_mode == mode


@pytest.mark.article("8")
def test_the_authority_that_is_the_supervisor_too_is_one_party(who):
    application = awarding.in_base_zone(who, signing_mode="authority_and_supervisor")
    assert parties(drafted(who, application)) == [
        ("authority", who.officer.body.name), ("operator", who.applicant.body.name),
    ]  # fmt: skip


@pytest.mark.article("16")
def test_without_a_number_of_years_the_term_is_five_and_ends_the_day_before_the_anniversary(who):
    agreement = drafted(who, stages.to_sign(who))
    assert (agreement.starts_on, agreement.ends_on) == (date(2026, 5, 21), date(2031, 5, 20))


@pytest.mark.article("16")
@pytest.mark.parametrize(
    ("starts_on", "years", "ends_on"),
    [
        ("2026-01-01", 5, "2030-12-31"),
        ("2026-07-01", 1, "2027-06-30"),
        ("2028-02-29", 5, "2033-02-28"),  # there is no 29 February 2033
        ("2028-02-29", 4, "2032-02-28"),  # the day before 29 February 2032
        ("2027-03-01", 5, "2032-02-29"),
        ("2028-03-01", 5, "2033-02-28"),
    ],
)
def test_the_last_day_is_the_day_before_the_anniversary(starts_on, years, ends_on):
    assert last_day(date.fromisoformat(starts_on), years) == date.fromisoformat(ends_on)


@pytest.mark.article("16")
def test_a_term_of_more_than_five_years_or_of_none_is_refused(who):
    application = stages.to_sign(who)
    words = {"by": who.officer, "at": later(days=76), "starts_on": STARTS}
    for years, code in {6: "term", 0: "term", -1: "term", "5": "misfit", 4.5: "misfit"}.items():
        assert refused(agreements.draft, application, **words, years=years) == [code]
    for years in (1, 5, None):
        assert agreements.draft.refusals(application, **words, years=years) == []


@pytest.mark.article("16")
def test_a_term_begins_today_or_later(who):
    application = stages.to_sign(who)
    words = {"by": who.officer, "at": later(days=76)}
    for starts_on in (None, later(days=75).date()):
        assert refused(agreements.draft, application, **words, starts_on=starts_on) == ["starts_on"]
    for starts_on in (later(days=76).date(), later(days=400).date()):
        assert agreements.draft.refusals(application, **words, starts_on=starts_on) == []


@pytest.mark.article("14")
def test_only_when_the_public_notice_has_ended(who):
    words = {"by": who.officer, "at": later(days=76), "starts_on": STARTS}
    assert refused(agreements.draft, stages.on_notice(who), **words) == ["not_to_sign"]


@pytest.mark.article("14")
def test_not_without_a_verified_decision(who):
    words = {"by": who.officer, "at": later(days=76), "starts_on": STARTS}
    assert refused(agreements.draft, stages.reviewed(who), **words) == ["not_to_sign", "not_decided"]


@pytest.mark.article("14")
def test_nor_where_the_verification_is_gone(who):
    application = stages.to_sign(who)
    with given():
        Decision.objects.update(standing="entered", answered_by=None, answered_person=None, answered_at=None)
    words = {"by": who.officer, "at": later(days=76), "starts_on": STARTS}
    assert refused(agreements.draft, application, **words) == ["not_decided"]


@pytest.mark.article("14")
def test_one_text_at_a_time_and_another_when_it_was_abandoned(who):
    agreement = stages.drafted_agreement(who)
    words = {"by": who.officer, "at": later(days=77), "starts_on": STARTS}
    assert refused(agreements.draft, agreement.application, **words) == ["agreement_there"]
    agreements.abandon(agreement, by=who.officer, at=later(days=77), reason="重新协商")
    agreements.draft(agreement.application, **words)
    states = Agreement.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["abandoned", "drafted"]


@pytest.mark.article("14")
def test_none_beside_the_one_that_is_in_force(who):
    agreement = stages.in_force(who)
    words = {"by": who.officer, "at": later(days=81), "starts_on": later(days=90).date()}
    assert refused(agreements.draft, agreement.application, **words) == ["not_to_sign", "agreement_there"]


@pytest.mark.article("14")
def test_nobody_but_an_officer_of_the_authority_drafts_writes_locks_and_opens_it(who):
    others = "supervisor authority_signatory applicant signatory outsider clock"
    at = {"at": later(days=77)}
    application = stages.to_sign(who)
    assert answers(agreements.draft, application, who, others, **at, starts_on=STARTS) == never(others)
    agreement = drafted(who, application)
    heads = {head.key: "约定。" for head in agreement.heads.all()}
    assert answers(agreements.write, agreement, who, others, **at, heads=heads) == never(others)
    agreements.write(agreement, by=who.colleague, **at, heads=heads)
    assert answers(agreements.finalise, agreement, who, others, **at) == never(others)
    agreements.finalise(agreement, by=who.colleague, **at)
    assert answers(agreements.reopen, agreement, who, others, **at, reason="修改") == never(others)
