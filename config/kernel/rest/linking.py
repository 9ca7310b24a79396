"""How operations follow each other, described: what was read can be acted on, and its parts can be read."""

import re
from typing import Any

BELOW_A_CASE = re.compile(r"(/api/v1/[a-z-]+/\{reference\}/)[a-z-]+/")


def add_links(result, **_options) -> dict[str, Any]:
    """SPECTACULAR_SETTINGS["POSTPROCESSING_HOOKS"]: from each case to what can be asked of it."""
    for path, operations in result["paths"].items():
        if found := BELOW_A_CASE.fullmatch(path):
            read = result["paths"][found[1]]["get"]["responses"]["200"]
            for operation in operations.values():
                name = operation["operationId"]
                link = {"operationId": name, "parameters": {"reference": "$request.path.reference"}}
                read.setdefault("links", {})[name] = link
    return result
