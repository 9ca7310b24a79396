"""How a case is written: the same fields in a list, where they are read as plain values, and on its own."""

from typing import Any

from rest_framework import serializers


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
        return {name: ".".join(field.source_attrs).replace(".", "__") for name, field in self.fields.items()}

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
        paths = ("__".join(field.source.split(".")[:-1]) for field in cls().fields.values() if field.source != "*")
        return {path for path in paths if path}
