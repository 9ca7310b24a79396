"""The diagrams in the READMEs: one for each life, made from its flow, between two marks that name it.

python -m tests.diagrams      refreshes them; the check fails when one is not what its flow says
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.source import ROOT

READMES = ("config/kernel/README.md", "zones/README.md", "operators/README.md", "products/README.md")
MARKED = re.compile(r"(<!-- diagram: (\w+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def refreshed(text: str) -> str:
    """The text with every diagram as its flow is now; KeyError for a mark that names no life."""
    return MARKED.sub(lambda found: f"{found[1]}{drawn(found[2])}{found[4]}", text)


def drawn(noun: str) -> str:
    from config.kernel.diagram import mermaid  # models: only after Django is set up
    from config.kernel.nouns import case_models

    return f"\n```mermaid\n{mermaid(case_models()[noun])}\n```\n\n"


def shown() -> Iterator[tuple[str, str]]:
    """(README, noun) of every diagram."""
    for readme in READMES:
        for found in MARKED.finditer((ROOT / readme).read_text(encoding="utf-8")):
            yield readme, found[2]


def main() -> int:
    import django

    django.setup()
    for path in (ROOT / readme for readme in READMES):
        before = path.read_text(encoding="utf-8")
        after = refreshed(before)
        if after != before:
            Path(path).write_text(after, encoding="utf-8")
            print(f"refreshed: {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.testing")
    sys.exit(main())
