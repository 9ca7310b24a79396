"""Bodies as they arrive: JSON, not too deep, an object."""

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

DEEPEST = 20  # levels of lists and objects: the deepest that an act asks for has five


class PlainJSON(JSONParser):
    """JSON whose depth does no harm."""

    def parse(self, stream, media_type=None, parser_context=None):
        try:
            data = super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError(_("The body is nested too deeply.")) from error
        if not isinstance(data, dict):
            raise ParseError(_("The body must be one JSON object."))
        _not_too_deep(data)
        return data


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
