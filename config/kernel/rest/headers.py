"""The headers of the API, described: what is heeded, what is answered."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter

HEADER: Any = OpenApiParameter.HEADER
LANGUAGE = OpenApiParameter(
    "Accept-Language", str, HEADER, enum=["zh-hans", "en"], description="The language of titles and reasons; Chinese."
)
SEAT = OpenApiParameter(
    "Seat", str, HEADER, description="The id of the seat that a person acts from, where they hold several."
)
KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "maxLength": 200},
    HEADER,
    description="Any text of your own: pressing again with it does nothing twice, and answers the same, for 24 hours.",
)
VERSION = OpenApiParameter(
    "If-Match", str, HEADER, description="The ETag of the case as it was read: a later version is not acted on (412)."
)
ETAG = {"description": "The version of the case, in quotes.", "schema": {"type": "string"}}
LOCATION = {"description": "The address of the case that began.", "schema": {"type": "string"}}
RETRY = {"description": "Seconds to wait.", "schema": {"type": "integer"}}
SCHEME = {"description": "How to sign in.", "schema": {"type": "string"}}


def of(described) -> list[OpenApiParameter]:
    """What an operation heeds."""
    if described.cases is None:
        return [LANGUAGE]
    return [LANGUAGE, SEAT, *([KEY, VERSION] if described.act else [])]


def of_success(described, status: int) -> dict[str, Any]:
    """What comes with a success."""
    if described.act:
        return {"ETag": ETAG} | ({"Location": LOCATION} if status == 201 else {})
    return {"ETag": ETAG} if getattr(described.view, "action", "") == "retrieve" else {}


def of_problem(status: int) -> dict[str, Any]:
    """What comes with a problem."""
    return {401: {"WWW-Authenticate": SCHEME}, 429: {"Retry-After": RETRY}}.get(status, {})
