"""Many cases like one: rows copied in a moment, each with a chain that begins with what is done to it next."""

from config.kernel.flows import Case
from config.kernel.ledger.models import Entry
from config.kernel.outbox.models import Delivery
from config.kernel.writing import given
from tests.stages import fresh

NUMBERED = {"entry_id", "key"}  # of a delivery: the key begins with its entry's number


def copies(case: Case, count: int, **changed) -> list:
    """So many more; `changed`: column → its value, or a function that makes one for each."""
    made = []
    with given():
        for place in range(count):
            copy = fresh(case)
            copy.pk, copy._state.adding, copy.number = None, True, f"{case.noun()}-{case.pk}-{place}"
            copy.version, copy.ledger_seq, copy.ledger_head = 0, 0, ""
            for name, value in changed.items():
                setattr(copy, name, value() if callable(value) else value)
            copy.save(force_insert=True)
            made.append(copy)
    return made


def applications(case, count: int, **changed) -> list:
    """The same of applications, each to a call of its own: one applicant applies to a call once."""
    calls = iter(copies(case.call, count))
    return copies(case, count, call=lambda: next(calls), **changed)


def written(cases: list) -> tuple[list, list, list]:
    """Every word of these cases, of their entries and of what these owe; without the numbers that a database gives."""
    noun, keys = cases[0].noun(), [case.pk for case in cases]
    rows = list(type(cases[0]).objects.filter(pk__in=keys).order_by("pk").values())
    entries = list(Entry.objects.filter(case_kind=noun, case_id__in=keys).order_by("case_id", "seq").values())
    place = {entry.pop("id"): (entry["case_id"], entry["seq"]) for entry in entries}
    owed = [
        {**{name: value for name, value in row.items() if name not in {"id", *NUMBERED}},
         "entry": place[row["entry_id"]], "key": row["key"].partition(":")[2]}
        for row in Delivery.objects.filter(entry__in=list(place)).values()
    ]  # fmt: skip
    return rows, entries, sorted(owed, key=lambda row: (row["entry"], row["key"]))
