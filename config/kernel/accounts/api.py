"""Bodies and seats over the API."""

from rest_framework import serializers

from config.kernel.accounts.models import Body, Seat
from config.kernel.accounts.queries import bodies_visible_to, visible_to
from config.kernel.accounts.roles import Role
from config.kernel.rest.cases import Cases
from config.kernel.rest.listing import Filters, Whole, filters
from config.kernel.rest.rows import Detail, Row, StateName


class BodyFilters(Filters):
    kind = filters.ChoiceFilter(choices=Body.Kind.choices)


class BodyRow(Row):
    """A body."""

    kind = serializers.ChoiceField(Body.Kind.choices)
    name = serializers.CharField()


class FormerName(serializers.Serializer):
    """A name, from its first day to the day before the next."""

    name = serializers.CharField()
    from_on = serializers.DateField()
    until_on = serializers.DateField(allow_null=True)


class BodyDetail(BodyRow, Detail):
    """A body with the names that it bore."""

    names = FormerName(many=True)


class Bodies(Cases):
    """Offices, which everybody knows, and organisations."""

    noun = "body"
    visible_to = bodies_visible_to
    row, whole = BodyRow, BodyDetail
    filterset_class = BodyFilters
    searched = ("name",)


class SeatFilters(Filters):
    state = filters.MultipleChoiceFilter(choices=Seat.State.choices)
    role = filters.ChoiceFilter(choices=Role.choices)
    body = Whole(field_name="body_id")


class SeatRow(Row):
    """A person in a role for a body."""

    person = serializers.CharField(source="user.full_name")
    body = serializers.CharField(source="body.name")
    body_id = serializers.IntegerField()
    role = serializers.ChoiceField(Role.choices)
    role_name = StateName(Role.choices, source="role")
    state = serializers.ChoiceField(Seat.State.choices)
    state_name = StateName(Seat.State.choices, source="state")


class SeatDetail(SeatRow, Detail):
    """A seat."""


class Seats(Cases):
    """The seats of your own body."""

    noun = "seat"
    visible_to = visible_to
    row, whole = SeatRow, SeatDetail
    filterset_class = SeatFilters
