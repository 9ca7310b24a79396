"""What goes wrong outside any view: below `/api/` it is said as everything there is, elsewhere as Django says it."""

from django.utils.translation import gettext as _
from django.views import defaults

from config.kernel.rest.problems import failed


def _api(request) -> bool:
    return request.path.startswith("/api/")


def unreadable(request, exception):
    """handler400: a request that no view was asked about."""
    return failed(400, _("The request cannot be read.")) if _api(request) else defaults.bad_request(request, exception)


def barred(request, exception):
    """handler403."""
    return failed(403, _("This is not allowed.")) if _api(request) else defaults.permission_denied(request, exception)


def nowhere(request, exception):
    """handler404: an address that does not exist."""
    if _api(request):
        return failed(404, _("There is nothing here, or nothing that you may see."))
    return defaults.page_not_found(request, exception)


def broken(request):
    """handler500: a defect. It is logged; nothing of it is told."""
    return failed(500, _("The system failed; it is written down.")) if _api(request) else defaults.server_error(request)
