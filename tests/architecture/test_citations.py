"""Every citation names an article that exists, in a text that the rulebook has (house:8)."""

import ast
import re

import pytest

from config.kernel.acts import ACTS
from config.kernel.citations import CITATION, numeral, parsed
from config.kernel.flows import steps_of
from config.kernel.nouns import case_models
from tests import source
from zones.rulebook.texts import load


@pytest.mark.article("house:8")
def test_every_step_and_every_act_cites_an_article_that_exists():
    cited = {act.name: act.article for act in ACTS.values()}
    cited |= {f"{noun}.{step[0]}": step[3] for noun, model in case_models().items() for step in steps_of(model)}
    assert {name: article for name, article in cited.items() if not exists(article)} == {}


@pytest.mark.article("house:8")
def test_every_citation_in_the_code_exists():
    found = [
        (f"{source.relative(path)}:{call.lineno}", article)
        for path in source.files(*source.PACKAGES)
        for call in ast.walk(source.tree(path))
        if isinstance(call, ast.Call) and (article := source.cited_by(call)) is not None
    ]
    assert len(found) > 200
    assert [place for place, article in found if not exists(article)] == []


@pytest.mark.article("house:8")
def test_every_article_that_a_docstring_names_exists():
    missing = [
        f"{source.relative(path)}: {article}"
        for path in source.files(*source.PACKAGES)
        for article in source.articles_said(source.tree(path))
        if not exists(article)
    ]
    assert missing == []


@pytest.mark.article("house:8")
@pytest.mark.parametrize("article", ["12", "17(2)", "27:14", "house:5"])
def test_an_article_of_a_text_exists(article):
    assert exists(article)


@pytest.mark.article("house:8")
@pytest.mark.parametrize("article", ["35", "12(4)", "27:99", "28:1", "Art. 12", ""])
def test_what_no_text_has_does_not_exist(article):
    assert not exists(article)


def exists(article: str) -> bool:
    """Whether a citation's book has the article, and the article the item."""
    if not CITATION.fullmatch(article):
        return False
    try:
        book, number, item = parsed(article)
        text = {row.number: row.text for row in load(book.code).articles}
    except ValueError:
        return False
    return number in text and (item is None or bool(re.search(f"（{numeral(item)}）", text[number])))
