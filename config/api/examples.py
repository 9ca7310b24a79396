"""Examples of requests and answers in the OpenAPI document, from a life that was told (tests/doors/examples.py)."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("examples.json")
NAME = "story"


@cache
def told() -> dict[str, dict[str, Any]]:
    """operation → its path's values, what was sent, what was answered by status."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def add_examples(result, **_options) -> dict[str, Any]:
    """SPECTACULAR_SETTINGS["POSTPROCESSING_HOOKS"]."""
    for path, operations in result["paths"].items():
        for operation in operations.values():
            if example := told().get(operation["operationId"]):
                _add(example, path, operation)
    return result


def _add(example: dict[str, Any], path: str, operation: dict[str, Any]) -> None:
    values = dict(zip(re.findall(r"{(\w+)}", path), example["path"], strict=True))
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "path":
            parameter["example"] = values[parameter["name"]]
    if "request" in example:
        _say(operation["requestBody"], example["request"])
    for status, said in example["answers"].items():
        _say(operation["responses"][status], said)


def _say(described: dict[str, Any], value: Any) -> None:
    for content in described["content"].values():
        content["examples"] = {NAME: {"value": value}}
