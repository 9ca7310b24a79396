"""The act bar of a case: what this seat can do to it, what it cannot do now and why, and what each act asks for."""

from typing import Any

from config.kernel.acts import Act
from config.kernel.citations import cite
from config.kernel.refusals import INPUT, NEVER, Refusal
from config.kernel.rest import addresses, problems, words


def acts_of(case, seat) -> list[dict[str, Any]]:
    """Every act that this seat is not barred from for good. Nobody who is not signed in can do anything."""
    if seat is None:
        return []
    found = ((act, act.refusals(case, by=seat)) for act in addresses.offered(type(case)))
    return [_shown(act, case, refusals) for act, refusals in found if not any(no.kind == NEVER for no in refusals)]


def _shown(act: Act, case, refusals: list[Refusal]) -> dict[str, Any]:
    asked = words.asked_by(act)
    standing = [no for no in refusals if not (no.kind == INPUT and no.field.partition(".")[0] in asked)]
    return {
        "name": act.name,
        "title": str(act.title),
        "article": cite(act.article),
        "url": addresses.of_act(act, case),
        "open": not standing,
        "refusals": [problems.said(no) for no in standing],
        "fields": words.described(act),
    }
