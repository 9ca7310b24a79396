"""Citations: one string for an article, and how it is said on screen (house:8). Not one article is known here.

In code "12" is Art. 12 of the base text and "27:14" Art. 14 of another; "17(2)" is item (二) of Art. 17. Stored and
shown to machines it is always "code:article". Both forms are understood; ValueError for anything else.
"""

import re
from typing import NamedTuple

from django.utils.translation import get_language


class Book(NamedTuple):
    """A text that may be cited, its short title, and what it calls its parts in Chinese and in English."""

    code: str
    short_title: str
    name_en: str
    part_zh: str = "条"
    part_en: str = "Art."


BOOKS = {
    "": Book("beijing-2023-draft", "", ""),
    "26": Book("national-26-2025", "《登记办法》", "26"),
    "27": Book("national-27-2025", "《实施规范》", "27"),
    "65": Book("national-65-2025", "《价格通知》", "65", "部分", "Section"),  # a notice: sections 一…五
    "house": Book("house", "《运行规则》", "the house rules"),
}
BY_NAME = {name: book for prefix, book in BOOKS.items() for name in (prefix, book.code)}
CITATION = re.compile(r"(?:([a-z0-9-]+):)?([1-9][0-9]?)(?:\(([1-9][0-9]?)\))?")
DIGITS = "零一二三四五六七八九"


def cite(article: str) -> str:
    """The full citation: "12" → "beijing-2023-draft:12", "27:14" → "national-27-2025:14"."""
    book, number, item = parsed(article)
    return f"{book.code}:{number}({item})" if item else f"{book.code}:{number}"


def say(article: str) -> str:
    """For people, in the active language: 第十二条 or "Art. 12"; 《实施规范》第十四条 or "Art. 14 of 27"."""
    book, number, item = parsed(article)
    if (get_language() or "").startswith("zh"):
        said = f"{book.short_title}第{numeral(number)}{book.part_zh}"
        return f"{said}第（{numeral(item)}）项" if item else said
    said = f"{book.part_en} {number}({item})" if item else f"{book.part_en} {number}"
    return f"{said} of {book.name_en}" if book.name_en else said


def parsed(article: str) -> tuple[Book, int, int | None]:
    """The book, the article's number and the item's, if one is named."""
    found = CITATION.fullmatch(article)
    if not found or (found[1] or "") not in BY_NAME:
        raise ValueError(f"{article!r} is no citation: write 12, 17(2), 27:14 or house:3.")
    return BY_NAME[found[1] or ""], int(found[2]), int(found[3]) if found[3] else None


def numeral(number: int) -> str:
    """1 to 99 in Chinese: 三, 十, 十二, 二十, 三十四."""
    if not 1 <= number <= 99:
        raise ValueError(f"{number} is not between 1 and 99.")
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return (DIGITS[tens] if tens > 1 else "") + "十" + (DIGITS[ones] if ones else "")
