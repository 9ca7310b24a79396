"""Reading rulebooks: public to all."""

from zones.rulebook.models import BASE, Rulebook


def visible_to(seat):
    """The rules are public (Art. 7)."""
    return Rulebook.objects.all()


def current(code: str = BASE) -> Rulebook:
    """The newest version of a text; Rulebook.DoesNotExist before it is adopted."""
    return Rulebook.objects.filter(code=code).latest("edition")
