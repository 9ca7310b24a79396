"""Who may ask, described: partner systems with a token, people with a session."""

from typing import Any

from django.conf import settings

from config.kernel.clients.scopes import known

TOKEN, SESSION, CSRF, CLIENT = "token", "session", "csrf", "client"


def schemes() -> dict[str, dict[str, Any]]:
    """components.securitySchemes."""
    flow = {"tokenUrl": "/api/token/", "scopes": known()}
    return {
        TOKEN: {"type": "oauth2", "flows": {"clientCredentials": flow}},
        CLIENT: {"type": "http", "scheme": "basic", "description": "Client id and secret, to get a token."},
        SESSION: {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME},
        CSRF: {"type": "apiKey", "in": "header", "name": "X-CSRFToken", "description": "From /api/v1/session/."},
    }


def add_schemes(result, **_options) -> dict[str, Any]:
    """SPECTACULAR_SETTINGS["POSTPROCESSING_HOOKS"]: the ways to sign in stand with the other components."""
    result["components"]["securitySchemes"] = schemes()
    return result


def of(described) -> list[dict[str, list[str]]]:
    """What an operation asks for: any one of these. Reading asks for nothing: some of it is public."""
    reads = described.method == "GET"
    person: dict[str, list[str]] = {SESSION: []} if reads else {SESSION: [], CSRF: []}
    if described.cases is None:
        return [{}, person]
    scope = f"{described.cases.noun}:{'read' if reads else 'act'}"
    return [{TOKEN: [scope]}, person, *([{}] if reads else [])]
