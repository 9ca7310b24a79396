"""Chinese is complete and exact (house:1): no word waits for it, none is left in English, none says something else."""

import ast
import re
from io import BytesIO

import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.template.base import Lexer, TokenType
from django.utils import translation
from django.utils.translation import gettext

from config.kernel.acts import ACTS
from config.kernel.nouns import case_models
from config.kernel.words import FIELDS, listed, of_two
from config.management.commands import gather_words
from tests import source

TEXT = gather_words.CATALOGUE.read_text(encoding="utf-8")
WORDS = [word for word in read_po(BytesIO(TEXT.encode()), locale=gather_words.LOCALE) if word.id]
IDS = {one for word in WORDS for one in ([word.id] if isinstance(word.id, str) else word.id)}

CHINESE = re.compile(r"[\u3400-\u9fff]")
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[a-z]")
# Tokens that Chinese writes in Latin letters: settings, keys of the keyboard, the letters that no credit code has.
LATIN = {"LEDGER_JOURNAL", "PORT", "Ctrl", "C", "I", "O", "S", "V", "Z"}
# What a page says in its own language, whatever the reader's: the names of the languages.
OF_ITSELF = {"English", "中文"}
# The agreement is a Chinese document in every language of its reader.
DOCUMENTS = settings.ROOT / "operators" / "templates" / "operators" / "agreement"


def ids(word) -> str:
    return f"{word.context or ''} {word.id}".strip()[:60]


def both(word) -> list[tuple[str, str]]:
    """(English, Chinese) of a word; of one with a plural each English form, Chinese having one form only."""
    if isinstance(word.id, str):
        return [(word.id, word.string)]
    (said,) = word.string
    return [(english, said) for english in word.id]


def named(sentence: str) -> set[str]:
    """The placeholders of a sentence; a plural's singular may do without its number."""
    return set(PLACEHOLDER.findall(sentence))


CHINESE_ONLY = [PLACEHOLDER.sub("", chinese) for word in WORDS for _english, chinese in both(word)]


@pytest.mark.article("house:1")
def test_the_catalogue_is_what_gathering_the_words_would_write():
    assert gather_words.written(gather_words.brought_up_to_date()) == TEXT, "call manage.py gather_words; translate"


@pytest.mark.article("house:1")
def test_nothing_waits_is_guessed_or_is_no_longer_used():
    assert [ids(word) for word in WORDS if not all(chinese for _english, chinese in both(word))] == []
    assert "#, fuzzy" not in TEXT and "#~" not in TEXT


@pytest.mark.article("house:1")
def test_no_message_id_is_chinese():
    assert [english for english in IDS if CHINESE.search(english)] == []


@pytest.mark.article("house:1")
def test_a_translation_names_what_the_sentence_names():
    assert [ids(word) for word in WORDS if named(both(word)[-1][0]) != named(both(word)[-1][1])] == []


@pytest.mark.article("house:1")
def test_no_english_is_left_in_the_chinese():
    assert [said for said in CHINESE_ONLY if set(re.findall("[A-Za-z_]+", said)) - LATIN] == []


@pytest.mark.article("house:1")
def test_a_sentence_is_a_sentence_in_both_languages():
    assert [ids(word) for word in WORDS for en, zh in both(word) if en.endswith(".") != zh.endswith("。")] == []


@pytest.mark.article("house:1")
def test_chinese_has_its_own_full_width_signs():
    assert [said for said in CHINESE_ONLY if re.search("[,;:!?()'\"]|[.] ", said)] == []


@pytest.mark.article("house:1")
def test_only_whole_sentences_are_translated_so_that_each_can_be_gathered():
    computed = [
        f"{source.relative(path)}:{call.lineno}"
        for path in source.files(*source.PACKAGES)
        for call in source.calls(source.tree(path), *gather_words.KEYWORDS)
        if not all(source.literal(said) for said in messages(call))
    ]
    assert computed == []


@pytest.mark.article("house:1")
def test_no_sentence_hides_where_gathering_does_not_find_it():
    said = {
        source.literal(message)
        for path in source.files(*source.PACKAGES)
        for call in source.calls(source.tree(path), *gather_words.KEYWORDS)
        for message in messages(call)
    }
    assert said - IDS == set()


def messages(call: ast.Call) -> list[ast.expr]:
    """The arguments of a translating call that are message ids, a context left out."""
    places = gather_words.KEYWORDS[source.called(call)] or (1,)
    return [call.args[place - 1] for place in places if isinstance(place, int)]


@pytest.mark.article("house:1")
def test_every_label_of_a_choice_a_noun_and_an_act_is_a_word_of_the_catalogue():
    ours = [model for model in apps.get_models() if model.__module__.startswith(source.PACKAGES)]
    with translation.override("en"):
        labels = {
            str(label)
            for model in ours
            for field in model._meta.get_fields()
            for _value, label in getattr(field, "choices", None) or ()
        }
        labels |= {str(model._meta.verbose_name) for model in case_models().values()}
        labels |= {str(act.title) for act in ACTS.values()}
    assert len(labels) > 100
    assert labels - IDS == set()


@pytest.mark.article("house:1")
def test_every_field_that_a_rule_asks_for_has_a_name():
    asked = {
        source.literal(source.argument(call, 0, "field"))
        for path in source.files(*source.PACKAGES)
        for call in source.calls(source.tree(path), "wanted")
    }
    assert {"reason", "name"} <= asked
    assert asked - set(FIELDS) - {None} == set()


@pytest.mark.article("house:1")
def test_a_page_has_no_words_but_those_to_translate():
    pages = [file for file in gather_words.sources() if file.suffix == ".html" and DOCUMENTS not in file.parents]
    assert pages
    assert {said for page in pages for said in bare_words(page.read_text(encoding="utf-8"))} <= OF_ITSELF


def bare_words(page: str) -> set[str]:
    """The words of a template that stand outside its tags of translation."""
    kept, translated = [], False
    for token in Lexer(page).tokenize():
        if token.token_type == TokenType.BLOCK and "blocktranslate" in token.contents:
            translated = token.contents.startswith("blocktranslate")
        elif token.token_type == TokenType.TEXT and not translated:
            kept.append(token.contents)
        elif token.token_type in (TokenType.VAR, TokenType.BLOCK):
            kept.append("·")  # no word, but something inside a tag of HTML
    said = re.sub(r"<[^>]*>", "\n", "".join(kept))
    return {line.strip(" ·") for line in said.splitlines() if re.search(r"[^\W\d_]", line)}


@pytest.mark.article("house:1")
def test_chinese_is_spoken_unless_english_is_asked_for():
    assert (translation.get_language(), gettext("zone")) == ("zh-hans", "专区"), "make setup compiles the catalogue"
    assert (listed(["甲", "乙"]), of_two("中文", "English")) == ("甲、乙", "中文")
    with translation.override("en"):
        assert (gettext("zone"), listed(["a", "b"]), of_two("中文", "English")) == ("zone", "a, b", "English")


@pytest.mark.article("house:1")
@pytest.mark.parametrize(
    "sentence", ["{% translate 'Zone' %}", "{% blocktranslate %}Zone{% endblocktranslate %}", "{{ zone }} · 3"]
)
def test_words_in_tags_of_translation_are_not_bare(sentence):
    assert bare_words(f"<p class='a'>{sentence}</p>") == set()
    assert bare_words(f"<p class='a'>{sentence} bare</p>") != set()
