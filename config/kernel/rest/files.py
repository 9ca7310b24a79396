"""Documents over the API: taken in."""

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError

from config.kernel.documents.models import Document


def taken(attach, case, request) -> Document:
    """The file of a multipart body, kept for the case as the noun's own rule allows. The same file twice is one."""
    file = request.FILES.get("file")
    if file is None:
        raise ValidationError({"file": [_("Add a file, as the part `file` of a multipart body.")]})
    return attach(case, file.file, by=request.seat, at=timezone.now(), name=file.name)
