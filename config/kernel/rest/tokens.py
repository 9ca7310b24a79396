"""Where a partner system gets a token and gives it back (RFC 6749 §4.4, RFC 7009): forms in, JSON out.

Of django-oauth-toolkit's addresses only these two are there, and of its grants only client_credentials.
"""

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from oauth2_provider import views

from config.kernel.rest import rates
from config.kernel.tallies import spend

GRANT = "client_credentials"


class Careful:
    """Rates by address, for here secrets are tried; and nothing that makes the layers below stumble.

    Words in the address are not for secrets, and oauthlib fails on some; PostgreSQL keeps no NUL. Of a
    file in a form Django would keep any number of bytes, whoever sends it.
    """

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        if seconds := spend(*rates.of_address(request)):
            return said("slow_down", 429, {"Retry-After": str(seconds)})
        if request.GET or not _readable(request):
            return said("invalid_request", 400)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


@method_decorator(csrf_exempt, name="dispatch")
class Token(Careful, views.TokenView):
    """POST grant_type=client_credentials, with the client's id and secret by HTTP Basic or in the form."""

    def post(self, request, *args, **kwargs):
        if request.POST.get("grant_type") not in (GRANT, None):
            return said("unsupported_grant_type", 400)
        return super().post(request, *args, **kwargs)


@method_decorator(csrf_exempt, name="dispatch")
class RevokeToken(Careful, views.RevokeTokenView):
    """POST token=…: it is not valid any more. Another client's token stays, and nobody is told that it exists."""


def _readable(request: HttpRequest) -> bool:
    """Whether the form is not too large, is one, and has no NUL."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return False
    try:
        return not any("\0" in word for name, values in request.POST.lists() for word in (name, *values))
    except (SuspiciousOperation, MultiPartParserError):  # too many words; no form at all
        return False


def said(error: str, status: int, headers: dict[str, str] | None = None) -> JsonResponse:
    return JsonResponse({"error": error}, status=status, headers={"Cache-Control": "no-store", **(headers or {})})
