"""The READMEs show every life as it is (`python -m tests.diagrams` refreshes them)."""

import pytest

from config.kernel.nouns import case_models
from tests.diagrams import READMES, drawn, refreshed, shown
from tests.source import ROOT
from tests.tables.flows import FLOWS

FLOOR = {"config/kernel/README.md": "config.kernel", "zones/README.md": "zones", "operators/README.md": "operators"}


@pytest.mark.article("house:1")
def test_every_life_is_shown_once_in_the_readme_of_its_floor():
    models = case_models()
    assert sorted(noun for _, noun in shown()) == sorted(FLOWS)
    assert all(models[noun].__module__.startswith(f"{FLOOR[readme]}.") for readme, noun in shown())


@pytest.mark.article("house:1")
@pytest.mark.parametrize("readme", READMES)
def test_a_readme_shows_its_flows_as_they_are(readme):
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert refreshed(text) == text, "run python -m tests.diagrams"


@pytest.mark.article("house:1")
def test_a_diagram_names_each_step_with_its_article_and_where_a_life_begins_and_ends():
    said = drawn("zone")
    assert "[*] --> planned" in said
    assert "planned --> established: establish (2)" in said
    assert "closed --> [*]" in said
    assert "established --> [*]" not in said


@pytest.mark.article("house:1")
def test_an_old_diagram_is_seen():
    old = "<!-- diagram: zone -->\n\n```mermaid\nstateDiagram-v2\n```\n\n<!-- end -->"
    assert refreshed(old) != old
    with pytest.raises(KeyError):
        refreshed("<!-- diagram: nothing -->\n<!-- end -->")
