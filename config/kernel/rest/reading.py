"""Bodies as they arrive: JSON, not too large, not too deep, an object; or a file in parts."""

import json

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser, MultiPartParser

DEEPEST = 20  # levels of lists and objects: the deepest that an act asks for has five
AROUND_A_FILE = 64 * 1024  # bytes of a multipart body beside its file


class TooLarge(APIException):
    """A body over DATA_UPLOAD_MAX_MEMORY_SIZE, or a file over DOCUMENT_MAX_BYTES."""

    status_code = 413
    default_detail = gettext_lazy("The body is larger than is taken here.")


class PlainJSON(JSONParser):
    """JSON that does no harm. It is UTF-8 (RFC 8259), whatever the header says of its signs."""

    def parse(self, stream, media_type=None, parser_context=None):
        not_larger(parser_context, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        try:
            data = super().parse(stream, media_type, {**(parser_context or {}), "encoding": "utf-8"})
        except RecursionError as error:
            raise ParseError(_("The body is nested too deeply.")) from error
        if not isinstance(data, dict):
            raise ParseError(_("The body must be one JSON object."))
        _not_too_deep(data)
        _whole_signs(data)
        return data


class Parts(MultiPartParser):
    """A file in a multipart body. One that is too large is not even received."""

    def parse(self, stream, media_type=None, parser_context=None):
        not_larger(parser_context, settings.DOCUMENT_MAX_BYTES + AROUND_A_FILE)
        return super().parse(stream, media_type, {**(parser_context or {}), "encoding": "utf-8"})


def not_larger(parser_context, most: int) -> None:
    """Asked before anything is read. A body without a length never comes this far (`of_known_length`)."""
    if int(parser_context["request"].META.get("CONTENT_LENGTH") or 0) > most:
        raise TooLarge


def of_known_length(request) -> None:
    """A body in pieces has no length, and Django takes it as empty: its words would be passed over in silence."""
    if request.headers.get("Transfer-Encoding") and not request.headers.get("Content-Length"):
        raise ParseError(_("Say how long the body is, in the header Content-Length."))


def _not_too_deep(data) -> None:
    level = [data]
    for _depth in range(DEEPEST):
        level = [
            inner
            for value in level
            for inner in (value.values() if isinstance(value, dict) else value)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return
    raise ParseError(_("The body is nested too deeply."))


def _whole_signs(data) -> None:
    """Half of a surrogate pair can be neither kept nor said back."""
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise ParseError(_("The body has half of a sign (a lone surrogate).")) from error
