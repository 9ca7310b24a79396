"""Where a partner system gets a token and gives it back, described (RFC 6749 §4.4, RFC 7009): they are no views of
Django REST framework, so they describe themselves.
"""

from typing import Any

from config.kernel.clients.scopes import known
from config.kernel.rest.headers import RETRY, SCHEME
from config.kernel.rest.securing import CLIENT

GRANTED = {
    "access_token": {"type": "string", "description": "Sent as `Authorization: Bearer …` with each request."},
    "expires_in": {"type": "integer", "description": "Seconds."},
    "token_type": {"type": "string", "enum": ["Bearer"]},
    "scope": {"type": "string", "description": "What it covers: scopes, separated by blanks."},
}
NOT_GRANTED = {
    "error": {"type": "string", "description": "A code of RFC 6749 §5.2, or slow_down."},
    "error_description": {"type": "string"},
}
CREDENTIALS = {
    "client_id": {"type": "string", "description": "Here, or by HTTP Basic."},
    "client_secret": {"type": "string", "format": "password"},
}


def add_tokens(result, **_options) -> dict[str, Any]:
    """SPECTACULAR_SETTINGS["POSTPROCESSING_HOOKS"]."""
    result["components"]["schemas"] |= {
        "TokenGranted": _object(GRANTED, *GRANTED),
        "TokenNotGranted": _object(NOT_GRANTED, "error"),
        "TokenAsked": _object(
            {"grant_type": {"type": "string", "enum": ["client_credentials"]},
             "scope": {"type": "string", "description": f"Less than the system has, of: {', '.join(sorted(known()))}."},
             **CREDENTIALS}, "grant_type",
        ),
        "TokenReturned": _object({"token": {"type": "string"}, **CREDENTIALS}, "token"),
    }  # fmt: skip
    granted = {"description": "A token for an hour.", "content": _form("application/json", "TokenGranted")}
    asked = "A partner's system asks for a token, with what two security administrators gave it."
    back = "It gives a token back; of another's, or of none, nothing is said."
    result["paths"]["/api/token/"] = {"post": _operation("token_ask", asked, "TokenAsked", granted)}
    result["paths"]["/api/token/revoke/"] = {
        "post": _operation("token_revoke", back, "TokenReturned", {"description": "It is not valid (any more)."})
    }
    return result


def _operation(name: str, said: str, words: str, done: dict[str, Any]) -> dict[str, Any]:
    refused = {"content": _form("application/json", "TokenNotGranted")}
    return {
        "operationId": name,
        "description": said,
        "tags": ["token"],
        "security": [{CLIENT: []}, {}],
        "requestBody": {"required": True, "content": _form("application/x-www-form-urlencoded", words)},
        "responses": {
            "200": done,
            "400": {"description": "What was sent cannot be taken.", **refused},
            "401": {
                "description": "This is no system that is let in.",
                "headers": {"WWW-Authenticate": SCHEME},
                **refused,
            },
            "429": {"description": "Too many requests.", "headers": {"Retry-After": RETRY}, **refused},
        },
    }


def _object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required)}


def _form(media_type: str, name: str) -> dict[str, Any]:
    return {media_type: {"schema": {"$ref": f"#/components/schemas/{name}"}}}
