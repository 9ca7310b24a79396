"""`/api/schema/`: the API as an OpenAPI document; `/api/docs/`: the same, to be read and tried in a browser."""

from functools import cache

from csp.decorators import csp_update
from django.http import HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.renderers import JSONRenderer


@require_safe
def document(request) -> HttpResponse:
    """The OpenAPI document, public, in the reader's language."""
    return HttpResponse(written(get_language() or ""), content_type="application/json")


@cache
def written(language: str) -> bytes:
    """Made once for each language: reading every rule's source takes a second."""
    with override(language):
        return JSONRenderer().render(SchemaGenerator().get_schema(public=True))


@method_decorator(csp_update({"img-src": ["'self'", "data:"]}), name="dispatch")  # its style sheet has drawn arrows
class Docs(SpectacularSwaggerSplitView):
    """Swagger UI, all of it from this site: a page, and a script of its own, so that nothing inline is needed."""

    authentication_classes = []
    throttle_classes = []
    template_name = "config/api.html"
