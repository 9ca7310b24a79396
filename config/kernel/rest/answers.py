"""The forms of answers that no row of a noun has: an act done, a line of the timeline, a file, a problem."""

from rest_framework import serializers

from config.kernel.rest.rows import ARefusal


class NamedCase(serializers.Serializer):
    """The case that it was about, or that began with it."""

    noun = serializers.CharField()
    id = serializers.IntegerField()
    number = serializers.CharField(allow_null=True)
    url = serializers.CharField(help_text="Where it is read.")


class Done(serializers.Serializer):
    """What became true. The same for the first press of an Idempotency-Key and for each one after it."""

    fact = serializers.CharField()
    act = serializers.CharField()
    article = serializers.CharField(help_text="text:article, for example beijing-2023-draft:12")
    at = serializers.DateTimeField()
    case = NamedCase()
    said = serializers.DictField(help_text="What else there is to say of it, as the ledger keeps it.")


class Who(serializers.Serializer):
    """Who acted; the person is named within the same body and to the offices."""

    person = serializers.CharField(allow_null=True)
    role = serializers.CharField()
    role_name = serializers.CharField()
    body = serializers.CharField()


class Line(serializers.Serializer):
    """An entry of the ledger."""

    seq = serializers.IntegerField()
    at = serializers.DateTimeField()
    act = serializers.CharField()
    title = serializers.CharField()
    article = serializers.CharField()
    fact = serializers.CharField()
    by = Who()
    countersigned_by = Who(allow_null=True)
    said = serializers.DictField()
    hash = serializers.CharField(help_text="The link of the chain.")


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
    at = serializers.DateTimeField()


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
