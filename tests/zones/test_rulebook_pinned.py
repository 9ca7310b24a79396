"""A case runs by the version that its call pinned, and cites that text's own articles (Art. 16; house:8)."""

import pytest
from django.utils import translation

from config.kernel.citations import cite, say
from tests import stages
from tests.cast import NINE, later
from tests.refusing import refused
from zones.call import actions as calls
from zones.rulebook.actions import amend
from zones.rulebook.models import BASE, Rulebook
from zones.rulebook.queries import current
from zones.rulebook.texts import all_texts

NATIONAL = "national-27-2025"


@pytest.mark.article("16")
def test_an_amended_rulebook_does_not_change_a_running_call(who):
    call = stages.published_call(who)
    amend(current(), by=who.officer, at=later(days=1), changes={"acceptance": 1, "panel_size": 7}, reason="调整。")
    submitted = stages.submitted(who, call)
    assert (call.rulebook.edition, submitted.call.rulebook.value("panel_size")) == (1, 5)
    assert submitted.due_days == 5


@pytest.mark.article("16")
def test_a_call_drafted_later_runs_by_the_amended_rulebook(who):
    amend(current(), by=who.officer, at=NINE, changes={"acceptance": 1}, reason="调整。")
    submitted = stages.submitted(who, stages.published_call(who))
    assert (submitted.call.rulebook.edition, submitted.due_days) == (2, 1)


@pytest.mark.article("27:14")
def test_what_the_national_text_sets_goes_before_the_measures_and_the_rest_comes_from_them(who):
    national, base = current(NATIONAL), current()
    assert len(national.value("agreement_heads")) == 13
    assert len(base.value("agreement_heads")) == 9
    assert national.value("acceptance") == base.value("acceptance") == 5
    with pytest.raises(KeyError):
        national.value("speed")


@pytest.mark.article("16")
def test_what_the_measures_set_anew_reaches_a_text_only_by_a_version_of_its_own(who):
    amend(current(), by=who.officer, at=NINE, changes={"acceptance": 1, "correction": 2}, reason="调整。")
    pinned = current(NATIONAL)
    assert (pinned.value("acceptance"), pinned.value("correction")) == (5, 10)
    newer = amend(pinned, by=who.officer, at=NINE, changes={"acceptance": 7}, reason="另定。").subject
    assert (newer.value("acceptance"), newer.value("correction")) == (7, 2)
    assert Rulebook.objects.get(pk=pinned.pk).value("acceptance") == 5
    own = set(newer.parameters.values_list("key", flat=True)) - set(pinned.parameters.values_list("key", flat=True))
    assert own == {"acceptance"}


@pytest.mark.article("16")
@pytest.mark.parametrize(
    ("code", "article", "own"),
    [
        (NATIONAL, "15", f"{NATIONAL}:14"),
        (NATIONAL, "17(2)", f"{NATIONAL}:12"),
        (NATIONAL, f"{BASE}:16", f"{NATIONAL}:14"),
        (NATIONAL, "9", "9"),  # it has nothing of the kind: the measures' own article is cited
        (NATIONAL, "house:5", "house:5"),
        (NATIONAL, "27:14", "27:14"),
        ("national-65-2025", "20", "national-65-2025:2"),
        ("house", "15", "15"),
        (BASE, "15", "15"),
        (BASE, "17(2)", "17(2)"),
    ],
)
def test_a_case_cites_the_articles_of_the_text_that_it_runs_by(who, code, article, own):
    assert current(code).own_article(article) == own


@pytest.mark.article("27:14")
def test_the_own_article_is_said_and_kept_as_any_other(who):
    own = current(NATIONAL).own_article("15")
    assert cite(own) == "national-27-2025:14"
    for language, said in (("zh-hans", "《实施规范》第十四条"), ("en", "Art. 14 of 27")):
        with translation.override(language):
            assert say(own) == said


@pytest.mark.article("16")
@pytest.mark.parametrize("text", all_texts(), ids=lambda text: text.code)
def test_every_own_article_is_one_that_the_text_has(who, text):
    book = current(text.code)
    numbers = set(book.articles.values_list("number", flat=True))
    for base_article in text.concordance:
        assert int(book.own_article(base_article).rpartition(":")[2]) in numbers


@pytest.mark.article("11")
@pytest.mark.parametrize(
    ("code", "codes"),
    [
        (BASE, []),
        (NATIONAL, []),
        ("national-26-2025", ["rulebook"]),
        ("national-65-2025", ["rulebook"]),
        ("house", ["rulebook"]),
    ],
)
def test_a_call_is_ruled_by_a_text_that_knows_calls(who, code, codes):
    words = {"title": "通知", "text": "现发布通知。", "opens_at": later(days=1), "closes_at": later(days=40)}
    words |= {"by": who.officer, "at": NINE, "rulebook": current(code)}
    zone = stages.zone(who)
    if codes:
        assert refused(calls.draft, zone, **words) == codes
    else:
        assert calls.draft(zone, **words).subject.rulebook.code == code


@pytest.mark.article("27:9")
def test_a_call_under_the_national_text_is_published_with_the_measures_time_limits(who):
    call = stages.published_call(who, rulebook=current(NATIONAL))
    assert (call.state, call.rulebook.own_article("11")) == ("published", f"{NATIONAL}:9")
    assert stages.submitted(who, call).due_days == 5
