"""The regulations as data: nothing of them is lost, and no number is without its source."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from django.utils import translation

from config.kernel.citations import BOOKS, cite, numeral, say
from zones.rulebook.texts import FOLDER, HOUSE_DEFAULT, all_texts, load, read

pytestmark = pytest.mark.article("house:8")
BASE = "beijing-2023-draft"
REGULATIONS = {BASE: 34, "national-26-2025": 24, "national-27-2025": 27, "national-65-2025": 5}
FIXTURES = Path(__file__).parents[2] / "zones" / "catalogue" / "fixtures"

# Each was compared with its source character by character when it was entered; whoever changes a word makes a version.
WORDS = {
    "beijing-2023-draft": "c756ea46f8557a2a",
    "national-26-2025": "81660bbfd0f75fdd",
    "national-27-2025": "102a44b23d4b74b0",
    "national-65-2025": "9b11e5286627f02d",
}


def value(code, key):
    return load(code).parameter(key).value


def test_the_base_text_comes_first_and_every_text_is_there():
    assert [text.code for text in all_texts()] == [BASE, "house", *list(REGULATIONS)[1:]]


@pytest.mark.parametrize(("code", "count"), [*REGULATIONS.items(), ("house", 11)])
def test_a_text_has_all_its_articles(code, count):
    assert [article.number for article in load(code).articles] == [*range(1, count + 1)]


@pytest.mark.parametrize("code", REGULATIONS)
def test_no_word_of_a_regulation_has_changed(code):
    said = "\n".join(article.text for article in load(code).articles)
    assert sha256(said.encode()).hexdigest()[:16] == WORDS[code]


@pytest.mark.parametrize(
    ("code", "number", "words"),
    [
        (BASE, 6, "北京市人民政府开展公共数据专区授权运营。"),
        (BASE, 12, "意向申请单位应当在规定时间内"),
        (BASE, 16, "授权运营协议的有效期一般为5年"),
        (BASE, 28, "\n（四）法律、法规规定不能运营的公共数据。"),
        (BASE, 33, "连续两次评估结果较差的,终止专区运营授权并启动退出程序。"),
        ("national-26-2025", 10, "3 个工作日内予以受理"),
        ("national-27-2025", 14, "\n（二）运营期限，原则上最长不超过 5 年；"),
        ("national-65-2025", 4, "评估周期原则上不超过3年"),
    ],
)
def test_an_article_says_what_the_text_says(code, number, words):
    assert words in load(code).article(number).text


def test_the_sections_of_the_price_notice_are_its_articles():
    notice = load("national-65-2025")
    assert [article.chapter[:2] for article in notice.articles] == ["一、", "二、", "三、", "四、", "五、"]
    assert notice.preamble.startswith("中央有关部门")
    assert notice.closing.startswith("本通知自2025年3月1日起施行。")


def test_an_article_that_a_text_does_not_have_is_not_there():
    with pytest.raises(KeyError):
        load(BASE).article(35)


@pytest.mark.parametrize("text", all_texts(), ids=lambda text: text.code)
def test_every_parameter_names_its_source_and_both_labels(text):
    numbers = {str(article.number) for article in text.articles}
    for parameter in text.parameters:
        assert parameter.source in numbers | {HOUSE_DEFAULT}, parameter.key
        assert parameter.is_house_default == (parameter.source == HOUSE_DEFAULT)
        assert all([parameter.label_zh, parameter.label_en])
        assert bool(parameter.note) == bool(parameter.note_en)


def test_what_the_measures_set_is_little_and_the_rest_is_the_houses():
    set_by_article = {parameter.key for parameter in load(BASE).parameters if not parameter.is_house_default}
    assert set_by_article == {
        "term_years_default", "agreement_heads", "conditions", "review_opinions", "poor_results_limit",
    }  # fmt: skip


@pytest.mark.article("16")
def test_five_years_is_the_articles_default_and_the_houses_maximum():
    general, longest = (load(BASE).parameter(f"term_years_{which}") for which in ("default", "maximum"))
    assert (general.value, general.source) == (5, "16")
    assert (longest.value, longest.source) == (5, HOUSE_DEFAULT)
    assert load("national-27-2025").parameter("term_years_maximum").source == "14"


def test_what_a_text_does_not_set_is_absent():
    with pytest.raises(KeyError):
        load("national-27-2025").parameter("term_years_default")


@pytest.mark.article("15")
def test_an_agreement_has_the_nine_heads_in_the_articles_order():
    titles = [head["title_zh"] for head in value(BASE, "agreement_heads")]
    assert f"{'、'.join(titles)}等。" in load(BASE).article(15).text
    assert len(titles) == 9


def test_the_national_text_asks_for_thirteen_heads_in_its_own_words():
    titles = [head["title_zh"] for head in value("national-27-2025", "agreement_heads")]
    paragraphs = load("national-27-2025").article(14).text.split("\n")[1:]
    assert len(titles) == 13
    assert all(title in paragraph for title, paragraph in zip(titles, paragraphs, strict=True))


@pytest.mark.article("17")
@pytest.mark.article("18")
def test_the_common_conditions_are_every_item_of_the_two_articles():
    cited = [condition["article"] for condition in value(BASE, "conditions")]
    assert cited == [f"17({n})" for n in (1, 2, 3)] + [f"18({n})" for n in range(1, 8)]
    for number, count in ((17, 3), (18, 7)):
        assert sum(line.startswith("（") for line in load(BASE).article(number).text.split("\n")) == count


@pytest.mark.article("9")
def test_the_three_opinions_are_those_of_the_article():
    titles = [opinion["title_zh"] for opinion in value(BASE, "review_opinions")]
    assert "、".join(titles) == "规范性、先进性、科学性"
    assert "、".join(titles) in load(BASE).article(9).text


@pytest.mark.article("14")
def test_the_signing_modes_are_the_houses_choice():
    assert load(BASE).parameter("signing_modes").is_house_default
    keys = [mode["key"] for mode in value(BASE, "signing_modes")]
    assert keys == ["government", "authority", "authority_and_supervisor"]


def test_the_weights_of_the_rubric_sum_to_one_hundred():
    assert sum(criterion["weight"] for criterion in value(BASE, "review_rubric")) == 100


@pytest.mark.parametrize("text", all_texts(), ids=lambda text: text.code)
def test_a_concordance_leads_from_an_article_to_articles(text):
    base = {str(article.number) for article in load(BASE).articles}
    own = {str(article.number) for article in text.articles}
    assert set(text.concordance) <= base
    assert all(targets and set(targets) <= own for targets in text.concordance.values())


@pytest.mark.parametrize(("base", "own"), [("14", "13"), ("15", "14"), ("16", "14"), ("20", "19"), ("30", "19")])
def test_the_national_text_answers_to_an_article(base, own):
    assert load("national-27-2025").concordance[base][0] == own


def test_what_does_not_correspond_is_left_out():
    assert not {"9", "12", "22", "33"} & set(load("national-27-2025").concordance)
    assert load(BASE).concordance == load("house").concordance == {}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("number = 2\n", "number = 3\n", "articles are numbered [1, 3, 3, 4, 5], not from 1 without a gap"),
        ('source = "5"', 'source = "6"', "annual_report_by: source '6' is neither an article of this text nor"),
        ('source = "5"', 'source = "custom"', "source 'custom' is neither"),
        ('key = "income_deviation"', 'key = "free_purposes"', "parameter 'free_purposes' is there twice"),
        ('{ key = "public_benefit"', '{ key = "public_governance"', "item 'public_governance' is there twice"),
        ('{ key = "public_benefit"', '{ weight = 90, key = "public_benefit"', "weights sum to 90, not 100"),
        ('{ key = "public_benefit"', '{ article = "7(1)", key = "public_benefit"', "names article 7(1), which this"),
        ("value = 6\n", "value = true\n", "profit_over_bonds_maximum: True is no value in 'percent'"),
        ('"30" = ["5"]', '"30" = ["5", "9"]', "concordance 30: no article 9"),
        ('code = "national-65-2025"', 'code = "else"', "its code is 'else'"),
        ("version = 1\n", "", "missing 1 required positional argument: 'version'"),
        ("version = 1\n", "version = 1\nvolume = 2\n", "unexpected keyword argument 'volume'"),
        ("version = 1\n", "version = \n", "Invalid value"),
    ],
)
def test_a_bad_file_is_refused_with_the_reason(tmp_path, old, new, reason):
    good = (FOLDER / "national-65-2025.toml").read_text(encoding="utf-8")
    path = tmp_path / "national-65-2025.toml"
    path.write_text(good, encoding="utf-8")
    assert read(path) == load("national-65-2025")
    assert old in good
    path.write_text(good.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=rf"^national-65-2025\.toml: .*{re.escape(reason)}"):
        read(path)


@pytest.mark.parametrize("code", ["", "national-28-2025", "../texts/house"])
def test_a_text_that_is_not_there_is_refused(code):
    with pytest.raises(ValueError, match="There is no text"):
        load(code)


@pytest.mark.parametrize(
    ("article", "full", "zh", "en"),
    [
        ("12", "beijing-2023-draft:12", "第十二条", "Art. 12"),
        ("17(2)", "beijing-2023-draft:17(2)", "第十七条第（二）项", "Art. 17(2)"),
        ("27:14", "national-27-2025:14", "《实施规范》第十四条", "Art. 14 of 27"),
        ("65:1", "national-65-2025:1", "《价格通知》第一部分", "Section 1 of 65"),
        ("house:3", "house:3", "《运行规则》第三条", "Art. 3 of the house rules"),
    ],
)
def test_a_citation_is_one_string_and_is_said_in_both_languages(article, full, zh, en):
    assert cite(article) == cite(full) == full
    for language, said in (("zh-hans", zh), ("en", en)):
        with translation.override(language):
            assert say(article) == say(full) == said


@pytest.mark.parametrize("article", ["", "0", "12a", "Art. 12", "28:1", ":12", "27:", "100", "17()", "17(0)"])
def test_what_is_no_citation_is_refused(article):
    with pytest.raises(ValueError, match="is no citation"):
        cite(article)


def test_the_kernel_cites_the_texts_that_there_are_by_their_own_names():
    assert {text.citation: text.code for text in all_texts()} == {prefix: book.code for prefix, book in BOOKS.items()}
    titles = {text.code: text.short_title for text in all_texts() if text.citation}
    assert titles == {book.code: book.short_title for prefix, book in BOOKS.items() if prefix}


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (34, "三十四"), (99, "九十九")]
)
def test_a_number_is_said_in_chinese(number, said):
    assert numeral(number) == said
    with pytest.raises(ValueError, match="not between 1 and 99"):
        numeral(number + 99)


@pytest.mark.article("27")
@pytest.mark.article("28")
def test_every_item_of_data_has_one_invented_mark_and_says_so():
    resources, marks, bodies = (
        json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8")) for name in ("resources", "marks", "bodies")
    )
    classes = [(field["code"], row) for field in resources["fields"] for row in field["resource_classes"]]
    items = [(code, row["name"], item) for code, row in classes for item in row["items"]]
    assert [(mark["field"], mark["resource_class"], mark["item"]) for mark in marks["marks"]] == items
    assert "示例" in marks["note"]
    assert {mark["level"] for mark in marks["marks"]} == {1, 2, 3, 4}
    assert {mark["provider"] for mark in marks["marks"]} <= set(bodies["departments"])
    assert {mark["exclusion"] for mark in marks["marks"]} == {None, *marks["exclusions"]}
