"""Lists: filters that are documented, search in Chinese, one order, pages by key."""

from datetime import UTC

from django.core.exceptions import ValidationError as Invalid
from django.forms import IntegerField
from django.utils.translation import gettext as _
from django_filters import rest_framework as filters
from django_filters.fields import IsoDateTimeField
from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.pagination import BasePagination
from rest_framework.response import Response

from config.kernel import pages
from config.kernel.rest.words import EARLIEST, LATEST
from config.kernel.searching import search, sought
from config.kernel.shapes import LARGEST

OURS = {"cursor", "size", "order", "fields", "format", "count"}
MOST_COUNTED = 1000  # counting further costs more than the page; "1 000+" says enough


class Filters(filters.FilterSet):
    """The filters of a noun, each on a column that an index serves."""


class WholeField(IntegerField):
    """A whole number, not below nought, that a database keeps."""

    def __init__(self, **options):
        super().__init__(**{"min_value": 0, "max_value": LARGEST} | options)


@extend_schema_field({"type": "integer", "minimum": 0, "maximum": LARGEST})
class Whole(filters.NumberFilter):
    """A number that a database keeps: one that is too large is 400, not a failure."""

    field_class = WholeField


class InstantField(IsoDateTimeField):
    """A time that has a place in every zone of the earth."""

    def clean(self, value):
        instant = super().clean(value)
        if instant is None:
            return None
        if not EARLIEST <= instant.year < LATEST:
            raise Invalid(self.error_messages["invalid"], code="invalid")
        return instant.astimezone(UTC)


class Instant(filters.IsoDateTimeFilter):
    """From or until an instant."""

    field_class = InstantField


class KnownParameters(BaseFilterBackend):
    """A parameter that is misspelt must not silently show everything."""

    def filter_queryset(self, request, queryset, view):
        known = OURS | set(view.filterset_class.base_filters) | ({"search"} if view.searched else set())
        unknown = set(request.query_params) - known
        if unknown:
            reason = _("There is no such parameter. Known: %(names)s.") % {"names": ", ".join(sorted(known))}
            raise ValidationError({name: [reason] for name in sorted(unknown)})
        return queryset


class FilterWhereAsked(filters.DjangoFilterBackend):
    """A list of which no filter is asked needs no form of them all: a tenth of the page's work."""

    def filter_queryset(self, request, queryset, view):
        asked = set(request.query_params) & set(view.filterset_class.base_filters)
        return super().filter_queryset(request, queryset, view) if asked else queryset


class Search(BaseFilterBackend):
    """`search`: words of at least two signs. Found page by page, so here they are only read."""

    def filter_queryset(self, request, queryset, view):
        asked = request.query_params.get("search", "")
        view.sought = sought(asked, *view.searched) if asked and view.searched else None
        return queryset

    def get_schema_operation_parameters(self, view):
        if not view.searched:
            return []
        said = "Words of at least two signs, all of which must stand in the text."
        return [_parameter("search", said, {"type": "string", "minLength": 2, "maxLength": 100})]


class Pages(BasePagination):
    """`{results, next, previous}`; with `count=true` also `count`, exact up to 1 000, and `more` beyond."""

    def paginate_queryset(self, queryset, request, view=None):
        order = view.orders[self._one_of(request, "order", list(view.orders))]
        if order[0].removeprefix("-") != "id":
            queryset = queryset.filter(**{f"{order[0].removeprefix('-')}__isnull": False})
        self.request, self.counted = request, {}
        if self._one_of(request, "count", ["false", "true"]) == "true":
            self.counted = self._count(search(queryset, view.sought) if view.sought else queryset)
        try:
            cursor = request.query_params.get("cursor", "")
            all_rows = queryset.model._default_manager.annotate(**view.computed())
            self.page = pages.page(queryset, order, cursor, self._size(), view.columns(), view.sought, all_rows)
        except pages.NotACursor as error:
            raise NotFound(_("This is no page of this list.")) from error
        return self.page.rows

    def get_paginated_response(self, data):
        links = {"next": self._link(self.page.after), "previous": self._link(self.page.before)}
        return Response({"results": data, **links, **self.counted})

    def _size(self) -> int:
        asked = self.request.query_params.get("size", "20")
        if not (asked.isascii() and asked.isdigit() and len(asked) < 5 and 1 <= int(asked) <= pages.LARGEST):
            raise ValidationError({"size": [_("Between 1 and %(most)s rows.") % {"most": pages.LARGEST}]})
        return int(asked)

    def _one_of(self, request, name: str, known: list[str]) -> str:
        """What a parameter says, the first of these where it is not given."""
        asked = request.query_params.get(name, known[0])
        if asked not in known:
            raise ValidationError({name: [_("One of these: %(names)s.") % {"names": ", ".join(known)}]})
        return asked

    def _count(self, queryset) -> dict:
        found = queryset.order_by().values("pk")[: MOST_COUNTED + 1].count()
        return {"count": min(found, MOST_COUNTED), "more": found > MOST_COUNTED}

    def _link(self, cursor: str) -> str | None:
        if not cursor:
            return None
        parameters = self.request.query_params.copy()
        parameters["cursor"] = cursor
        return self.request.build_absolute_uri(f"{self.request.path}?{parameters.urlencode()}")

    def get_paginated_response_schema(self, schema):
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["results", "next", "previous"],
            "properties": {
                "results": schema,
                "next": link,
                "previous": link,
                "count": {"type": "integer", "maximum": MOST_COUNTED},
                "more": {"type": "boolean", "description": "There are more than were counted."},
            },
        }

    def get_schema_operation_parameters(self, view):
        return [
            _parameter("cursor", "Where a page begins: take it from `next` and `previous`.", {"type": "string"}),
            _parameter("size", "Rows of a page.", {"type": "integer", "minimum": 1, "maximum": pages.LARGEST}),
            _parameter("order", "The order of the rows.", {"type": "string", "enum": list(view.orders)}),
            _parameter("fields", "Only these fields, by name, separated by commas.", {"type": "string"}),
            _parameter("count", "Count the rows, up to 1 000.", {"type": "string", "enum": ["false", "true"]}),
        ]


def _parameter(name: str, said: str, schema: dict) -> dict:
    return {"name": name, "in": "query", "required": False, "description": said, "schema": schema}
