"""Reading rulebooks: public to all."""

from zones.rulebook.models import BASE, Parameter, Rulebook


def visible_to(seat):
    """The rules are public (Art. 7)."""
    return Rulebook.objects.all()


def current(code: str = BASE) -> Rulebook:
    """The newest version of a text; Rulebook.DoesNotExist before it is adopted."""
    return Rulebook.objects.filter(code=code).latest("edition")


def reminder_days() -> int:
    """How many working days before a deadline people are reminded of it, whatever text the case runs by."""
    return current().value("reminder_days")


def within_reach(rulebook: Rulebook) -> dict[str, Parameter]:
    """What an amendment of this text can name: its own parameters, and the newest base text's where it has none."""
    base = current().parameters.select_related("rulebook") if rulebook.base_id else ()
    return {row.key: row for row in [*base, *rulebook.parameters.select_related("rulebook")]}
