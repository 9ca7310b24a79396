"""What a call says, and who writes it (Arts 11, 12, 17)."""

import pytest
from django.db import IntegrityError, transaction

from config.kernel.writing import given
from tests import stages
from tests.cast import NINE, later
from tests.refusing import refused
from zones.call.actions import draft, revise
from zones.call.models import Call
from zones.rulebook.queries import current
from zones.zone.actions import close

pytestmark = pytest.mark.article("11")
OWN = {
    "key": "field_experience",
    "article": "17",
    "title_zh": "近三年案例",
    "title_en": "Cases",
    "evidence": True,
    "valid_until": False,
}


def words(**others) -> dict:
    return {"rulebook": current(), "title": "申报通知", "text": "现发布通知。", "opens_at": later(days=1),
            "closes_at": later(days=40)} | others  # fmt: skip


def test_a_call_is_drafted_for_an_established_zone_under_one_version_of_the_rules(who):
    zone = stages.zone(who)
    fact = draft(zone, by=who.officer, at=NINE, **words(requirements=[OWN], papers=["运营方案"], places=2))
    call = stages.fresh(fact.subject)
    assert (call.state, call.zone, call.rulebook, call.places, call.selection) == (
        "drafted",
        zone,
        current(),
        2,
        "review",
    )
    assert (call.requirements, call.papers, call.published_at) == ([OWN], ["运营方案"], None)
    assert (fact.zone, fact.rulebook) == (zone.key, "beijing-2023-draft/1")
    assert call.number.startswith("BJ-TZ-2026-")


@pytest.mark.article("17")
def test_the_common_conditions_come_first_and_the_zones_own_after_them(who):
    call = stages.drafted_call(who, requirements=[OWN])
    keys = [condition["key"] for condition in call.conditions()]
    assert (len(keys), keys[0], keys[-1]) == (11, "party_organisation", "field_experience")
    assert len(stages.drafted_call(who, zone=call.zone).conditions()) == 10


FAULTS = [
    ({"title": ""}, ["missing"]),
    ({"text": " "}, ["missing"]),
    ({"opens_at": None}, ["window"]),
    ({"closes_at": None}, ["window"]),
    ({"closes_at": later(days=1)}, ["window"]),
    ({"closes_at": later()}, ["window"]),
    ({"places": 0}, ["places"]),
    ({"places": "1"}, ["misfit"]),
    ({"places": True}, ["misfit"]),
    ({"selection": "lottery"}, ["selection"]),
    ({"papers": ["运营方案", " "]}, ["papers"]),
    ({"papers": ["运营方案", "运营方案"]}, ["papers"]),
    ({"requirements": [{**OWN, "key": ""}]}, ["requirements"]),
    ({"requirements": [OWN, OWN]}, ["requirements"]),
    ({"requirements": [{**OWN, "key": "standing"}]}, ["requirements"]),  # a common condition has this key
    ({"requirements": [{**OWN, "title_zh": ""}]}, ["requirements"]),
    ({"requirements": [{**OWN, "article": "第十七条"}]}, ["requirements"]),
    ({"requirements": [{**OWN, "evidence": "yes"}]}, ["misfit"]),
    ({"requirements": [{"key": "field_experience"}]}, ["requirements"]),
    ({"requirements": ["近三年案例"]}, ["misfit"]),
    ({"title": "", "text": "", "closes_at": None, "places": 0, "selection": "", "papers": [""], "requirements": [{}]},
     ["missing", "missing", "window", "places", "selection", "papers", "requirements"]),
]  # fmt: skip


@pytest.mark.parametrize(("others", "codes"), FAULTS)
def test_what_a_call_says_holds_together_when_it_is_drafted(who, others, codes):
    assert refused(draft, stages.zone(who), by=who.officer, at=NINE, **words(**others)) == codes
    assert not Call.objects.exists()


@pytest.mark.parametrize(("others", "codes"), FAULTS)
def test_and_when_it_is_revised(who, others, codes):
    assert refused(revise, stages.drafted_call(who), by=who.officer, at=later(days=1), **others) == codes


def test_a_call_without_any_words_is_told_all_that_is_missing(who):
    assert refused(draft, stages.zone(who), by=who.officer, at=NINE) == ["rulebook", "missing", "missing", "window"]


@pytest.mark.article("2")
def test_only_an_established_zone_calls_for_applications(who):
    planned, zone = stages.planned_zone(who, name="规划"), stages.zone(who)
    closed = close(stages.zone(who, name="撤销"), by=who.officer, at=NINE, reason="合并。").subject
    for other in (planned, closed):
        assert refused(draft, other, by=who.officer, at=NINE, **words()) == ["zone_not_established"]
    assert draft(zone, by=who.officer, at=NINE, **words()).subject.zone == zone


def test_a_draft_is_revised_word_by_word(who):
    call = stages.drafted_call(who)
    fact = revise(call, by=who.colleague, at=later(days=1), title="金融专区申报通知（二）", places=3)
    kept = stages.fresh(call)
    assert (kept.title, kept.places, kept.text) == ("金融专区申报通知（二）", 3, call.text)
    assert (fact.changed, kept.version) == (["places", "title"], call.version + 1)


@pytest.mark.parametrize("words", [{}, {"zone": 1}, {"state": "published"}, {"rulebook": 1, "title": "通知"}])
def test_what_is_pinned_is_not_revised(who, words):
    codes = ["unknown_word"] if words else ["words"]
    assert refused(revise, stages.drafted_call(who), by=who.officer, at=later(days=1), **words) == codes


@pytest.mark.parametrize("stage", [stages.proposed_call, stages.published_call])
def test_what_was_proposed_or_published_is_not_revised(who, stage):
    assert refused(revise, stage(who), by=who.officer, at=later(days=1), title="通知") == ["not_a_draft"]


@pytest.mark.parametrize("seat", ["supervisor", "recorder", "applicant", "outsider", "clock"])
def test_only_the_authority_writes_a_call(who, seat):
    by = getattr(who, seat)
    assert refused(draft, stages.zone(who), by=by, at=NINE, **words()) == ["role"]
    call = stages.drafted_call(who, zone=stages.zone(who, name="教育公共数据专区"))
    assert refused(revise, call, by=by, at=NINE, title="通知") == ["role"]


@pytest.mark.article("12")
@pytest.mark.parametrize("wrong", [{"closes_at": later(days=1)}, {"places": 0}, {"selection": "lottery"}])
def test_the_database_itself_knows_what_a_call_must_be(who, wrong):
    zone = stages.zone(who)
    with given(), transaction.atomic(), pytest.raises(IntegrityError):
        Call.objects.create(zone=zone, **words(**wrong))
    with given():
        assert Call.objects.create(zone=zone, **words()).places == 1
