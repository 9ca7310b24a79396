"""How operations follow each other, described: what a list shows can be read, and acted on."""

import re
from typing import Any

OF_A_CASE = re.compile(r"(/api/v1/[a-z-]+/)\{reference\}/([a-z-]+/)?")
FIRST = "$response.body#/results/0/id"


def add_links(result, **_options) -> dict[str, Any]:
    """SPECTACULAR_SETTINGS["POSTPROCESSING_HOOKS"]: from each list to what can be asked of its cases."""
    for path, operations in result["paths"].items():
        if found := OF_A_CASE.fullmatch(path):
            listed = result["paths"][found[1]]["get"]["responses"]["200"]
            for operation in operations.values():
                name = operation["operationId"]
                link = {"operationId": name, "parameters": {"reference": FIRST}}
                listed.setdefault("links", {})[name] = link
    return result
