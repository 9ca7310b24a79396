"""Which act has which address: `POST /api/v1/applications/{number}/submit/`. Every act that is not kept back has one.

A verb of the noun itself is its own address; one that begins another noun's life says which, in the table `SLUGS` of
config/addresses.py: `calls/{…}/start-application/`.
"""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from config.kernel.acts import ACTS, Act
from config.kernel.flows import Case

ROOT = "/api/v1"


def offered(model: type[Case]) -> list[Act]:
    """The acts on this kind of case that have an address, in the order in which they are written."""
    kept_back = _table("KEPT_BACK")
    return [act for act in ACTS.values() if act.model is model and act.name not in kept_back]


def slug(act: Act) -> str:
    """The last part of an act's address."""
    return _table("SLUGS").get(act.name, act.verb.replace("_", "-"))


def leads_to(act: Act) -> str:
    """The noun of the case that the act is about in the end: the one that it begins, else the one that it locks."""
    return _table("BEGINS").get(act.name, act.model.noun())


def begins(act: Act) -> bool:
    """Whether another life begins with it."""
    return act.name in _table("BEGINS")


def of_act(act: Act, case: Case) -> str:
    """Where an act is asked for."""
    return f"{of_case(case)}{slug(act)}/"


def of_case(case: Case) -> str:
    """Where a case is read: by its number, or its id as long as it has none."""
    return f"{ROOT}/{plural(case.noun())}/{case.number or case.pk}/"


def plural(noun: str) -> str:
    """`application` → `applications`."""
    return _table("PLURALS").get(noun, f"{noun}s")


@cache
def _table(name: str) -> dict:
    return import_string(f"{settings.ADDRESSES}.{name}")
