"""Texts that a spreadsheet must not take for formulas (house:3)."""

SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # those of full width are read as the others


def plain(text: str) -> str:
    """The text as a cell can hold it: with an apostrophe before it where a program might calculate it."""
    return f"'{text}" if _calculated(text) else text


def as_written(text: str) -> str:
    """What `plain` was made of."""
    return text[1:] if text.startswith("'") and _calculated(text[1:]) else text


def _calculated(text: str) -> bool:
    return text.startswith(SIGNS) or text.lstrip().startswith(SIGNS)
