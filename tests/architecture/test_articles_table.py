"""Every article has its code and its tests: the check behind `make articles`."""

import ast
import re

import pytest

from config.kernel.citations import parsed
from tests import articles, source
from tests.architecture.test_citations import exists
from zones.rulebook.texts import load


@pytest.mark.article("house:8")
def test_every_enforced_article_has_an_allowed_and_a_refused_test():
    assert list(articles.lacking()) == []


@pytest.mark.article("house:8")
def test_every_article_of_the_base_text_is_enforced_or_there_is_a_reason():
    classified = [*articles.ENFORCED, *articles.NOT_ENFORCED, *articles.LATER]
    assert sorted(classified) == [article.number for article in load(articles.BASE).articles]


@pytest.mark.article("house:8")
def test_every_test_names_the_articles_that_it_is_about():
    nameless = [f"{test.path}::{test.name}" for test in articles.tests() if not test.articles]
    unknown = [article for test in articles.tests() for article in test.articles if not exists(article)]
    assert (nameless, unknown) == ([], [])


@pytest.mark.article("house:8")
def test_the_list_shows_each_article_with_code_and_tests():
    said = "\n".join(articles.told())
    assert [int(number) for number in re.findall(r"^Art\. (\d+) ", said, re.MULTILINE)] == list(range(1, 35))
    assert "code  operators/application/rules.py: may_start" in said
    assert "test  allowed  tests/architecture/test_articles_table.py" not in said  # it is about the house


@pytest.mark.article("house:8")
@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("with pytest.raises(Refused) as no: act()", True),
        ("refused(act, codes=['role'])", True),
        ("assert nothing_was_refused", True),
        ("assert act.refusals(case, by=seat) == []", False),
        ("act(case, by=seat)", False),
    ],
)
def test_a_test_of_refusal_names_it(said, wanted):
    assert articles.about_refusal(ast.parse(said)) is wanted


@pytest.mark.article("house:8")
@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("(Art. 12)", ["12"]),
        ("(Arts 12-14, 17 and 18)", ["12", "13", "14", "17", "18"]),
        ("Art. 17 (2)", ["17(2)"]),
        ("(Art. 15; model: 27:14)", ["15", "27:14"]),
        ("(house:5)", ["house:5"]),
        ("in article form", []),
    ],
)
def test_articles_are_read_from_a_docstring(said, found):
    assert source.articles_said(ast.parse(f'"""{said}"""')) == found
    assert all(parsed(article) for article in found)
