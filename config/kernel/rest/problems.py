"""How the API says no: application/problem+json (RFC 9457), whatever went wrong, in the reader's language.

`{type, title, status, detail, refusals: [{code, reason, article, kind, field}], fields: {name: [reasons]}}`. The three
kinds of refusal are 403 (never), 409 (not now) and 400 (input); a stale If-Match is 412, a key used for something else
422. What one may not see is 404, before all of them.
"""

from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler

from config.kernel.refusals import NEVER, NOW, Refusal, Refused
from config.kernel.rest.reading import TooLarge
from config.kernel.rest.rows import ARefusal

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: gettext_lazy("What was sent cannot be taken"),
    401: gettext_lazy("Not signed in"),
    403: gettext_lazy("Not allowed"),
    404: gettext_lazy("Not found"),
    405: gettext_lazy("Not done here"),
    406: gettext_lazy("Not available in this form"),
    409: gettext_lazy("Refused now"),
    412: gettext_lazy("Changed meanwhile"),
    413: gettext_lazy("Too large"),
    415: gettext_lazy("Not a form that is understood"),
    422: gettext_lazy("The key was used for something else"),
    429: gettext_lazy("Too many requests"),
    500: gettext_lazy("The system failed"),
}
REASON = ARefusal()  # made once: an act bar has many
BY_CODE = {"stale": 412, "key_reused": 422}


class Malformed(exceptions.APIException):
    """Words that cannot be read: name → what is wrong, all at once. `read`: those that could be."""

    status_code = status.HTTP_400_BAD_REQUEST

    def __init__(self, fields: dict[str, list[str]], read: dict[str, Any]):
        super().__init__()
        self.fields, self.read = fields, read


def answer(error: Exception, context: dict) -> Response | None:
    """REST_FRAMEWORK["EXCEPTION_HANDLER"]. None for what is a defect: that is logged, and answered by `failed`."""
    if isinstance(error, Refused):
        return _as_problem(Response(refused(error)))
    if isinstance(error, RequestDataTooBig):
        error = TooLarge()
    response = exception_handler(error, context)
    if response is None:
        return None
    response.data = _said(error, response)
    return _as_problem(response)


def refused(error: Refused) -> dict[str, Any]:
    """A refusal as a problem, with all its reasons; who may never do it is told that, and nothing of the case."""
    told = [refusal for refusal in error.refusals if refusal.kind == NEVER] or error.refusals
    fields: dict[str, list[str]] = {}
    for refusal in told:
        if refusal.field:
            fields.setdefault(refusal.field, []).append(refusal.reason)
    detail = " ".join(refusal.reason for refusal in told)
    return problem(status_of(told), detail, [said(refusal) for refusal in told], fields)


def said(refusal: Refusal) -> dict[str, str]:
    """One reason, as machines read it."""
    return REASON.to_representation(refusal)


def status_of(refusals) -> int:
    """The gravest reason decides."""
    kinds = {refusal.kind for refusal in refusals}
    if NEVER in kinds:
        return status.HTTP_403_FORBIDDEN
    for refusal in refusals:
        if refusal.code in BY_CODE:
            return BY_CODE[refusal.code]
    return status.HTTP_409_CONFLICT if NOW in kinds else status.HTTP_400_BAD_REQUEST


def problem(number: int, detail: str, refusals=(), fields=None) -> dict[str, Any]:
    """The one form of everything that is not a success."""
    return {
        "type": "about:blank",
        "title": str(TITLES.get(number, TITLES[400])),
        "status": number,
        "detail": detail,
        "refusals": list(refusals),
        "fields": fields or {},
    }


def _said(error: Exception, response: Response) -> dict[str, Any]:
    if isinstance(error, Malformed):
        return problem(response.status_code, _all(error.fields), fields=error.fields)
    if isinstance(error, Http404):
        return problem(404, _("There is nothing here, or nothing that you may see."))
    if isinstance(error, PermissionDenied):
        return problem(403, str(error) or str(TITLES[403]))
    if isinstance(error, exceptions.ValidationError):
        fields = _by_field(error.detail)
        return problem(response.status_code, _all(fields), fields=fields)
    return problem(response.status_code, str(getattr(error, "detail", TITLES[400])))


def _all(fields: dict[str, list[str]]) -> str:
    return " ".join(reason for reasons in fields.values() for reason in reasons)


def _by_field(detail: Any, name: str = "") -> dict[str, list[str]]:
    """Reasons by their place, however deep: `items.0.name`; "" for what is about no field."""
    if not isinstance(detail, dict | list):
        return {name: [str(detail)]}
    found: dict[str, list[str]] = {}
    for key, inner in detail.items() if isinstance(detail, dict) else enumerate(detail):
        plain = isinstance(detail, list) and not isinstance(inner, dict | list)
        for place, reasons in _by_field(inner, name if plain else f"{name}.{key}".lstrip(".")).items():
            found.setdefault(place, []).extend(reasons)
    return found


def _as_problem(response: Response) -> Response:
    response.status_code = response.data["status"]
    response.content_type = MEDIA_TYPE
    return response


def failed(number: int, detail: str) -> JsonResponse:
    """For what happens outside any view of the API: an address that is none, and a defect."""
    return JsonResponse(problem(number, detail), status=number, content_type=MEDIA_TYPE)
