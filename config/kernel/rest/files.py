"""Documents over the API: described, and taken in."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError

from config.kernel.documents.models import Document


def described(document: Document) -> dict[str, Any]:
    """What is known of a file; its content is at its own address."""
    return {
        "id": document.pk,
        "name": document.name,
        "media_type": document.media_type,
        "size": document.size,
        "sha256": document.sha256,
        "scan": document.scan,
        "at": document.at.isoformat(),
    }


def taken(attach, case, request) -> Document:
    """The file of a multipart body, kept for the case as the noun's own rule allows. The same file twice is one."""
    file = request.FILES.get("file")
    if file is None:
        raise ValidationError({"file": [_("Add a file, as the part `file` of a multipart body.")]})
    return attach(case, file.file, by=request.seat, at=timezone.now(), name=file.name)
