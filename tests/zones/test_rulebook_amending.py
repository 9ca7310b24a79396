"""The authority sets the rules: it takes the texts into use and sets anew what no article sets (Art. 7; house:8)."""

import pytest
from django.db import IntegrityError, transaction

from config.kernel.accounts.queries import the
from config.kernel.writing import given
from tests.cast import NINE
from tests.refusing import refusals, refused
from zones.rulebook.actions import adopt, amend
from zones.rulebook.models import BASE, Article, Parameter, Rulebook
from zones.rulebook.queries import current, visible_to
from zones.rulebook.texts import all_texts, load

NATIONAL = "national-27-2025"
RUBRIC = [
    {"key": key, "article": "17(2)", "weight": weight, "title_zh": key, "title_en": key}
    for key, weight in (("standing", 60), ("security", 40))
]


@pytest.fixture
def no_texts(who):
    """The world before any text was taken into use."""
    with given():
        for model in (Parameter, Article):
            model.objects.all().delete()
        Rulebook.objects.exclude(code=BASE).delete()
        Rulebook.objects.all().delete()


@pytest.mark.article("7")
def test_a_text_is_taken_into_use_word_by_word(who, no_texts):
    adopted = adopt(the("authority"), by=who.officer, at=NINE, code=BASE).subject
    text = load(BASE)
    assert [row.text for row in adopted.articles.all()] == [article.text for article in text.articles]
    kept = {(row.key, row.source, row.label_zh, row.note, row.note_en) for row in adopted.parameters.all()}
    assert kept == {(p.key, p.source, p.label_zh, p.note, p.note_en) for p in text.parameters}
    assert adopted.values == {parameter.key: parameter.value for parameter in text.parameters}
    assert (adopted.edition, adopted.base) == (1, None)
    assert not Rulebook.objects.exclude(pk=adopted.pk).exists()


@pytest.mark.article("7")
def test_the_measures_come_first_and_the_other_texts_lean_on_them(who, no_texts):
    words = {"by": who.officer, "at": NINE}
    assert refused(adopt, the("authority"), code=NATIONAL, **words) == ["base_first"]
    base = adopt(the("authority"), code=BASE, **words).subject
    assert adopt(the("authority"), code=NATIONAL, **words).subject.base == base


@pytest.mark.article("house:8")
@pytest.mark.parametrize(
    ("code", "codes"),
    [(BASE, ["text_adopted"]), (NATIONAL, ["text_adopted"]), ("else", ["text_unknown"]), ("", ["text_unknown"])],
)
def test_a_text_is_adopted_once_and_must_be_there(who, code, codes):
    assert refused(adopt, the("authority"), by=who.officer, at=NINE, code=code) == codes


@pytest.mark.article("7")
@pytest.mark.parametrize("seat", ["supervisor", "applicant", "outsider", "audit_admin", "clock"])
def test_only_the_authority_sets_the_rules(who, seat, no_texts):
    by = getattr(who, seat)
    assert refused(adopt, the("authority"), by=by, at=NINE, code=BASE) == ["role"]
    base = adopt(the("authority"), by=who.officer, at=NINE, code=BASE).subject
    assert refused(amend, base, by=by, at=NINE, changes={"acceptance": 3}, reason="更快。") == ["role"]


@pytest.mark.article("house:8")
def test_an_amendment_is_a_new_version_beside_the_old_one(who):
    old = current()
    fact = amend(old, by=who.officer, at=NINE, changes={"acceptance": 3}, reason="提速。")
    newer = fact.subject
    assert (newer.code, newer.edition, newer.value("acceptance")) == (BASE, 2, 3)
    assert (old.edition, Rulebook.objects.get(pk=old.pk).value("acceptance")) == (1, 5)
    assert current() == newer
    assert newer.articles.count() == old.articles.count() == 34
    assert newer.values == old.values | {"acceptance": 3}
    assert (fact.changes, fact.reason) == ({"acceptance": 3}, "提速。")


@pytest.mark.article("house:8")
def test_who_set_a_number_is_known_after_it_was_changed(who):
    newer = amend(current(), by=who.officer, at=NINE, changes={"acceptance": 3}, reason="提速。").subject
    sources = dict(newer.parameters.values_list("key", "source"))
    assert (sources["acceptance"], sources["correction"], sources["conditions"]) == ("authority", "house default", "17")
    assert {row.key: row.set_by for row in newer.parameters.filter(key__in=["acceptance", "conditions"])} == {
        "acceptance": "", "conditions": f"{BASE}:17",
    }  # fmt: skip
    third = amend(newer, by=who.officer, at=NINE, changes={"acceptance": 4}, reason="再调整。").subject
    assert (third.edition, third.value("acceptance")) == (3, 4)


@pytest.mark.article("house:8")
@pytest.mark.parametrize(
    ("changes", "reason", "codes"),
    [
        ({"acceptance": 3}, " ", ["missing"]),
        ({}, "提速。", ["nothing_changed"]),
        (None, "", ["missing", "nothing_changed"]),
        ({"speed": 3}, "提速。", ["parameter_unknown"]),
        ({"conditions": []}, "精简。", ["set_by_article"]),
        ({"agreement_heads": []}, "精简。", ["set_by_article"]),
        ({"acceptance": "3"}, "提速。", ["parameter_type"]),
        ({"acceptance": True}, "提速。", ["parameter_type"]),
        ({"acceptance": 2.5}, "提速。", ["parameter_type"]),
        ({"panel_odd": 1}, "调整。", ["parameter_type"]),
        ({"acceptance": -1}, "提速。", ["parameter_negative"]),
        ({"review_rubric": []}, "调整。", ["parameter_list"]),
        ({"review_rubric": [*RUBRIC, *RUBRIC]}, "调整。", ["parameter_list"]),
        ({"review_rubric": [{**RUBRIC[0], "weight": 90}, RUBRIC[1]]}, "调整。", ["parameter_list"]),
        ({"review_rubric": [{**RUBRIC[0], "weight": 140}, {**RUBRIC[1], "weight": -40}]}, "调整。", ["parameter_list"]),
        ({"review_rubric": [{**RUBRIC[0], "article": "35"}, RUBRIC[1]]}, "调整。", ["parameter_list"]),
        ({"review_rubric": [{"key": "standing", "weight": 100}]}, "调整。", ["parameter_list"]),
        ({"review_rubric": ["standing"]}, "调整。", ["parameter_list"]),
        (
            {"speed": 3, "conditions": [], "acceptance": -1},
            "",
            ["missing", "parameter_unknown", "set_by_article", "parameter_negative"],
        ),
        ({"acceptance": 0, "review_rubric": RUBRIC, "trimming": True}, "调整。", []),
    ],
)
def test_what_can_be_set_anew_and_to_what(who, changes, reason, codes):
    words = {"by": who.officer, "at": NINE, "changes": changes, "reason": reason}
    if codes:
        assert refused(amend, current(), **words) == codes
        assert current().edition == 1
    else:
        assert {key: amend(current(), **words).subject.value(key) for key in changes} == changes


@pytest.mark.article("15")
@pytest.mark.parametrize(("code", "article"), [(BASE, f"{BASE}:15"), (NATIONAL, f"{NATIONAL}:14")])
def test_what_an_article_sets_is_refused_with_that_article(who, code, article):
    words = {"changes": {"agreement_heads": []}, "reason": "精简。"}
    [no] = refusals(amend, current(code), by=who.officer, at=NINE, **words)
    assert (no.code, no.article, no.field) == ("set_by_article", article, "agreement_heads")


@pytest.mark.article("house:8")
def test_only_the_newest_version_is_amended(who):
    old = current()
    amend(old, by=who.officer, at=NINE, changes={"acceptance": 3}, reason="提速。")
    assert refused(amend, old, by=who.officer, at=NINE, changes={"acceptance": 4}, reason="提速。") == ["newer_version"]
    assert current().edition == 2


@pytest.mark.article("7")
def test_the_rules_are_public(who):
    for seat in (None, who.outsider, who.applicant, who.officer):
        assert visible_to(seat).count() == len(all_texts())


@pytest.mark.article("house:8")
def test_the_database_itself_holds_one_row_for_a_version_and_a_base_for_every_other_text(who):
    words = {"title": "办法", "short_title": "办法", "issued_by": "某局"}
    for code, edition, base in ((BASE, 1, None), (BASE, 2, current()), ("else", 1, None)):
        with given(), transaction.atomic(), pytest.raises(IntegrityError):
            Rulebook.objects.create(code=code, edition=edition, base=base, **words)
    with given():
        assert Rulebook.objects.create(code="else", edition=1, base=current(), **words).value("acceptance") == 5
