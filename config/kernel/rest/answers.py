"""The forms of answers that no row of a noun has: an act done, a line of the timeline, a file, a problem.

What is described is what is sent: each answer is written by its form.
"""

import json
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from config.kernel.rest import addresses
from config.kernel.rest.rows import ARefusal, Cited, Instant


class NamedCase(serializers.Serializer):
    """The case that it was about, or that began with it."""

    noun = serializers.CharField()
    id = serializers.IntegerField()
    number = serializers.CharField(allow_null=True)
    url = serializers.SerializerMethodField(help_text="Where it is read.")

    def get_url(self, case) -> str:
        return addresses.of_case(case)


class Done(serializers.Serializer):
    """What became true. The same for the first press of an Idempotency-Key and for each one after it."""

    fact = serializers.CharField(source="kind")
    act = serializers.SerializerMethodField()
    article = serializers.SerializerMethodField(help_text=Cited().help_text)
    at = Instant()
    case = NamedCase(source="subject")
    said = serializers.DictField(help_text="What else there is to say of it, as the ledger keeps it.")

    def get_act(self, fact) -> str:
        return self.context["act"].name

    def get_article(self, fact) -> str:
        return Cited().to_representation(self.context["act"].article)


class Who(serializers.Serializer):
    """Who acted; the person is named within the same body and to the offices."""

    person = serializers.SerializerMethodField()
    role = serializers.CharField()
    role_name = serializers.CharField(source="get_role_display")
    body = serializers.CharField(source="body.name")

    def get_person(self, seat) -> str | None:
        return seat.user.full_name if self.context["names"](seat) else None


class Line(serializers.Serializer):
    """An entry of the ledger."""

    seq = serializers.IntegerField()
    at = Instant()
    act = serializers.CharField()
    title = serializers.CharField()
    article = Cited()
    fact = serializers.CharField()
    by = Who(source="seat")
    countersigned_by = Who(source="countersigner", allow_null=True)
    said = serializers.SerializerMethodField()
    hash = serializers.CharField(source="link", help_text="The link of the chain.")

    @extend_schema_field(serializers.DictField())
    def get_said(self, entry) -> dict[str, Any]:
        return json.loads(entry.said)


class Timeline(serializers.Serializer):
    """What happened, oldest first."""

    results = Line(many=True)


class File(serializers.Serializer):
    """A file of a case; its content is at its own address."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    media_type = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")
    sha256 = serializers.CharField()
    scan = serializers.CharField(help_text="What the virus scanner said, or that there is none.")
    at = Instant()


class Files(serializers.Serializer):
    """The files of a case, oldest first."""

    results = File(many=True)


UPLOAD = {
    "type": "object",
    "properties": {"file": {"type": "string", "format": "binary"}},
    "required": ["file"],
}


class Problem(serializers.Serializer):
    """What is said instead of a success (RFC 9457): all reasons at once, and the faults by field."""

    type = serializers.CharField(help_text="Always about:blank: the codes of the refusals say more.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    refusals = ARefusal(many=True)

    def get_fields(self):  # `fields`, a name that the class itself cannot give
        reasons = serializers.ListField(child=serializers.CharField())
        return {**super().get_fields(), "fields": serializers.DictField(child=reasons)}
