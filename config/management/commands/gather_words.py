"""`manage.py gather_words`: every word that people read, from code and templates into the catalogue to translate."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.template import templatize

LOCALE = "zh_Hans"
CATALOGUE = settings.ROOT / "config" / "locale" / LOCALE / "LC_MESSAGES" / "django.po"
TOPS = ("config", "zones", "operators", "products")
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
# Without dates, tools and line numbers, a difference shows words and nothing else.
HEADER = r"""msgid ""
msgstr ""
"Language: zh_Hans\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=1; plural=0;\n"

"""


class Command(BaseCommand):
    help = "Bring the Chinese catalogue up to date: new words wait for a translation, words no longer used go."

    def handle(self, *args, **options):
        words = brought_up_to_date()
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        CATALOGUE.write_text(written(words), encoding="utf-8")
        waiting = [word.id for word in words if word.id and not word.string]
        self.stdout.write(f"{len(words)} words, {len(waiting)} without a translation.")


def brought_up_to_date() -> Catalog:
    """The catalogue with what code and templates say today, and the translations that it has."""
    words = read_po(BytesIO(CATALOGUE.read_bytes() if CATALOGUE.exists() else b""), locale=LOCALE)
    words.update(used(), no_fuzzy_matching=True)  # a changed sentence is translated anew, not guessed
    return words


def written(words: Catalog) -> str:
    """The catalogue's file, by file and then in the order of the file."""
    file = BytesIO()
    write_po(file, words, width=0, omit_header=True, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    return f"{HEADER}{file.getvalue().decode().strip()}\n"


def used() -> Catalog:
    """Every message id of the code and the templates, with the places where it stands."""
    words = Catalog(locale=LOCALE)
    for file in sources():
        text = file.read_bytes() if file.suffix == ".py" else as_code(file)
        for line, message, _comments, context in extract("python", BytesIO(text), KEYWORDS):
            words.add(message, locations=[(str(file.relative_to(settings.ROOT)), line)], context=context)
    return words


def sources() -> Iterator[Path]:
    """The code, but for the migrations, and the templates."""
    for top in TOPS:
        folder = settings.ROOT / top
        yield from (file for file in folder.rglob("*.py") if "migrations" not in file.parts)
        yield from (file for file in folder.rglob("templates/**/*") if file.suffix in (".html", ".txt"))


def as_code(template: Path) -> bytes:
    """A template's words as Django writes them for gettext: calls, line by line, between signs that mean nothing.

    Indentation would mean something to a reader of Python, so it goes.
    """
    lines = templatize(template.read_text(encoding="utf-8"), origin=str(template)).splitlines()
    return "\n".join(line.strip() for line in lines).encode()
