"""A set of indicators: what it must be, and who makes it (统筹制定指标体系, Art. 33)."""

import pytest

from config.kernel.accounts.queries import the
from operators.evaluation import actions as evaluations
from tests import stages_evaluation as lives
from tests.cast import later
from tests.papers import fresh
from tests.refusing import answers, never, refused

pytestmark = pytest.mark.article("33")

AT = later(days=82)
SET = lives.INDICATORS
FAULTS = {
    "nothing": ([], ["indicators", "weights"]),
    "a key twice": ([SET[0], SET[1], SET[2] | {"key": "compliance"}, SET[3]], ["indicators"]),
    "less than a hundred": (SET[:3], ["weights"]),
    "no number": ([*SET[:3], SET[3] | {"weight": "二十"}], ["weights"]),
    "no title": ([*SET[:3], SET[3] | {"title": " "}], ["indicator_named"]),
    "counted by nothing known": ([SET[0] | {"measure": "else"}, *SET[1:]], ["measure"]),
    "counted and scored": ([SET[0] | {"scorer": "authority"}, *SET[1:]], ["measure"]),
    "scored by nobody": ([*SET[:3], SET[3] | {"scorer": ""}], ["scorer"]),
    "of no kind": ([*SET[:3], SET[3] | {"kind": "else"}], ["scorer"]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_with_a_set_is_named(who, fault):
    indicators, codes = FAULTS[fault]
    words = {"by": who.officer, "at": AT, "indicators": indicators}
    assert refused(evaluations.draft_set, the("authority"), title="指标体系", **words) == codes
    drafted = lives.drafted(who)
    assert refused(evaluations.revise_set, drafted, title=" ", **words) == ["missing", *codes]


def test_a_whole_set_with_a_name_is_taken_and_written_anew(who):
    drafted = lives.drafted(who)
    turned = [SET[3], *SET[:3]]
    evaluations.revise_set(drafted, by=who.colleague, at=AT, title="新体系", indicators=turned)
    assert [one.key for one in fresh(drafted).indicators.all()] == [one["key"] for one in turned]


def test_only_the_authority_makes_and_adopts_it(who):
    words = {"title": "指标体系", "indicators": SET, "at": AT}
    others = "supervisor district applicant clock"
    assert answers(evaluations.draft_set, the("authority"), who, others, **words) == never(others)
    drafted = lives.drafted(who)
    assert answers(evaluations.revise_set, drafted, who, others, **words) == never(others)
    assert answers(evaluations.adopt_set, drafted, who, others, at=AT) == never(others)


def test_what_was_in_use_stays_as_it_is_and_gives_way_to_another_only(who):
    lives.adopted(who)
    used, another = lives.used(), lives.drafted(who)
    words = {"by": who.officer, "at": AT, "title": "新体系", "indicators": SET}
    assert refused(evaluations.revise_set, used, **words) == ["set_in_use"]
    for by_set in (used.pk, 999_999):
        assert refused(evaluations.supersede_set, used, by=who.officer, at=AT, by_set=by_set) == ["no_other_set"]
    assert answers(evaluations.supersede_set, used, who, "supervisor", at=AT, by_set=another.pk) == never("supervisor")
    lives.adopt(who, another)
    assert (fresh(used).state, fresh(another).state) == ("superseded", "in_use")
