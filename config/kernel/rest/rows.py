"""How a case is written: the same fields in a list, where they are read as plain values, and on its own."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from config.kernel.citations import cite
from config.kernel.turns import Turn


class StateName(serializers.CharField):
    """A state in the reader's language, from the column that `choices` belongs to."""

    def __init__(self, choices, **options):
        self.choices = choices
        super().__init__(**options)

    def to_representation(self, value):
        return str(dict(self.choices)[value])


class Row(serializers.Serializer):
    """What every case shows. Subclasses add fields; `source` leads along foreign keys: `call.zone.name`."""

    id = serializers.IntegerField(help_text="Names the case as long as it has no number.")
    number = serializers.CharField(allow_null=True, help_text="The public number; null until it is given.")
    version = serializers.IntegerField(help_text="Counts what happened to the case; the ETag of its address.")
    due_on = serializers.DateField(allow_null=True, help_text="The current deadline, a date in Beijing.")

    def __init__(self, *args, only=None, **options):
        super().__init__(*args, **options)
        for name in set(self.fields) - set(only or self.fields):
            self.fields.pop(name)

    def columns(self) -> dict[str, str]:
        """field → the path of its column."""
        return {name: "__".join(field.source_attrs) for name, field in self.fields.items()}

    def to_representation(self, instance: Any) -> dict[str, Any]:
        if not isinstance(instance, dict):
            return super().to_representation(instance)
        said = {}
        for name, field in self.fields.items():
            value = instance["__".join(field.source_attrs)]
            said[name] = None if value is None else field.to_representation(value)
        return said

    @classmethod
    def joined(cls) -> set[str]:
        """The foreign keys that its sources lead along: what a single case is fetched with."""
        paths = ("__".join(field.source_attrs[:-1]) for field in cls().fields.values())
        return {path for path in paths if path}


class Cited(serializers.CharField):
    """An article with the text that it stands in."""

    def __init__(self, **options):
        super().__init__(help_text="text:article, for example beijing-2023-draft:12", **options)

    def to_representation(self, value) -> str:
        return cite(value)


class Instant(serializers.DateTimeField):
    """An instant as the ledger has it: in UTC, whatever the reader's zone is."""

    def to_representation(self, value) -> str:
        return value.isoformat()


class ARefusal(serializers.Serializer):
    """One reason why not."""

    code = serializers.CharField()
    reason = serializers.CharField(help_text="A sentence in the reader's language.")
    article = Cited()
    kind = serializers.ChoiceField(["never", "now", "input"])
    field = serializers.CharField(help_text="The word that it is about, empty where it is none.")


class AWord(serializers.Serializer):
    """A word that an act asks for; `schema` is JSON Schema."""

    name = serializers.CharField()
    title = serializers.CharField()
    required = serializers.BooleanField()  # type: ignore[assignment]
    schema = serializers.DictField()


class AnAct(serializers.Serializer):
    """An act that this seat can do to the case, now or at another time."""

    name = serializers.CharField()
    title = serializers.CharField()
    article = serializers.CharField()
    url = serializers.CharField()
    open = serializers.BooleanField(help_text="Nothing but the words that it asks for stands against it.")
    refusals = ARefusal(many=True)

    def get_fields(self):  # `fields`, a name that the class itself cannot give
        return {**super().get_fields(), "fields": AWord(many=True)}


class ATurn(serializers.Serializer):
    """Whose turn it is: since when, until when, under which article."""

    body = serializers.CharField(source="body.name")
    since = serializers.DateTimeField()
    due_on = serializers.DateField(allow_null=True)
    working_days = serializers.IntegerField(source="days", allow_null=True)
    provisional = serializers.BooleanField(help_text="The calendar of that year has not been announced yet.")
    article = serializers.SerializerMethodField()
    stopped = serializers.BooleanField(help_text="The clock waits for the other side.")

    def get_article(self, turn) -> str:
        return cite(turn.article)


def listed(form: type[serializers.BaseSerializer], rows: Iterable) -> list[dict[str, Any]]:
    """What hangs on a case, each row in its form."""
    return form(rows, many=True).data


class Detail(Row):
    """What a case shows on its own: also whose turn it is, and what you can do to it."""

    turn_of: ClassVar[Callable[[Any], Turn | None] | None] = None

    turn = serializers.SerializerMethodField()
    acts = serializers.SerializerMethodField()

    @extend_schema_field(ATurn(allow_null=True))
    def get_turn(self, case):
        of_this = type(self).turn_of
        found = of_this(case) if of_this else None
        return ATurn(found).data if found else None

    @extend_schema_field(AnAct(many=True))
    def get_acts(self, case):
        return self.context["acts"]()
