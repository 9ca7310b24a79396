"""How operations follow each other, described.

A list leads to its first case and, as the case itself does, to all that can be asked of it; an act, to the case that
it was about or that began, and to the acts that its flow opens from there.
"""

import re
from collections.abc import Iterator
from typing import Any

from config.kernel.acts import Act
from config.kernel.flows import Case, steps_of
from config.kernel.nouns import case_models
from config.kernel.rest import addresses

LIST = re.compile(r"/api/v1/([a-z-]+)/")
CASE = re.compile(r"/api/v1/([a-z-]+)/\{reference\}/([a-z-]+/)?")
FIRST, READ, DONE = "$response.body#/results/0/id", "$request.path.reference", "$response.body#/case/id"


def add_links(result, **_options) -> dict[str, Any]:
    """SPECTACULAR_SETTINGS["POSTPROCESSING_HOOKS"]."""
    paths = result["paths"]
    for path, operations in paths.items():
        if (found := LIST.fullmatch(path)) and f"{path}{{reference}}/" in paths:
            _link(operations["get"], "200", [f"{_word(found[1])}_retrieve"], FIRST)
        elif (found := CASE.fullmatch(path)) and found[2]:
            names = [operation["operationId"] for operation in operations.values()]
            _link(paths[f"/api/v1/{found[1]}/"]["get"], "200", names, FIRST)
            _link(paths[f"/api/v1/{found[1]}/{{reference}}/"]["get"], "200", names, READ)
    for noun, model in case_models().items():
        for act in addresses.offered(model):
            path = f"/api/v1/{addresses.plural(noun)}/{{reference}}/{addresses.slug(act)}/"
            if path in paths:
                _lead_on(act, paths[path]["post"])
    return result


def _lead_on(act: Act, operation: dict[str, Any]) -> None:
    led = case_models()[addresses.leads_to(act)]
    next_ones = [_name(led, addresses.slug(other)) for other in _opened(act, led)]
    _link(operation, "201" if addresses.begins(act) else "200", [_name(led, "retrieve"), *next_ones], DONE)
    if act.together:
        second = case_models()["proposal"]
        _link(operation, "202", [_name(second, slug) for slug in ("retrieve", "countersign", "decline")], DONE)


def _opened(act: Act, led: type[Case]) -> Iterator[Act]:
    """The acts that the flow opens where this one leads to."""
    if addresses.begins(act):
        states = {getattr(led(), "state", None)}
    else:
        states = {target for step, _source, target, _article in steps_of(led) if step == act.verb}
    opened = {step for step, source, _target, _article in steps_of(led) if source in states}
    return (other for other in addresses.offered(led) if other.step and other.verb in opened)


def _name(model: type[Case], slug: str) -> str:
    return f"{_word(addresses.plural(model.noun()))}_{_word(slug)}"


def _word(part: str) -> str:
    return part.replace("-", "_")


def _link(operation, status: str, names: list[str], reference: str) -> None:
    links = operation["responses"][status].setdefault("links", {})
    for name in names:
        links[name] = {"operationId": name, "parameters": {"reference": reference}}
