"""Facts: frozen, of canonical words, made by an act, and heard by somebody or silent on purpose (decisions 9)."""

import ast
import types
import typing
from dataclasses import FrozenInstanceError, fields, is_dataclass
from datetime import UTC, datetime

import pytest

from config import wiring
from config.kernel.facts import FACTS, Fact, canonical
from tests import source

OURS = {
    name: fact
    for name, fact in FACTS.items()
    if fact.__module__.split(".")[0] in ("config", "zones", "operators", "products")
}
EXAMPLES = {str: "字", int: 1, bool: True, list: [{"key": "value", "rows": [1, None]}], dict: {"key": [True]}}

# Facts that nobody is told of and nothing follows from: the ledger has them.
SILENT = {
    # bodies, seats, the calendar, rulebooks, the catalogue: kept by those who look after them
    "BodyRegistered", "BodyRenamed", "PersonSignedUp", "SeatGranted", "AdministratorAppointed", "SeatConfirmed",
    "CalendarAdopted", "DeadlineMoved", "Countersigned", "RulebookAdopted", "RulebookAmended",
    "DatasetsListed", "DatasetClassified",
    # endpoints: done by who keeps them
    "EndpointRegistered", "EndpointResumed", "EndpointRemoved", "SecretRenewed", "EventsReplayed", "EventSkipped",
    # sweeps: the administrators and the authority see them in their list
    "SweepBegun", "StepSwept", "SweepEnded", "SweepBrokenOff",
    # partner systems: the administrators do it by command, and see it in the list
    "ClientIssued",
    # zones and calls before anybody outside is concerned
    "FieldNamed", "ZonePlanned", "ZoneEstablished", "ZoneClosed",
    "CallDrafted", "CallRevised", "CallReopened", "CallConcluded",
    # steps of a case that are seen on its page
    "OrganisationAmended", "FindingRecorded", "ReviewBegun", "ReviewHalted",
    "ExpertEnlisted", "TieRecorded", "SheetSent",
    "AgreementDrafted", "AgreementWritten", "PdfAttached", "IncidentContained",
    "ApplicationCarriedOver", "SectionsConfirmed", "RenewalLinked",
    "PartnerPapersPresented", "PartnerExitItemDone",
    "SetDrafted", "ExampleDrafted", "SetRevised", "SetAdopted", "SetSuperseded", "ScoresSent", "ScoresImported",
    "ScoringClosed", "RoundPublished", "PoorResultsCounted",
    # told through what they lead to: the reaction's own fact
    "ApplicationAwarded", "AgreementReplaced",
}  # fmt: skip


@pytest.mark.article("house:1")
def test_every_fact_is_heard_or_silent_on_purpose():
    heard = {fact.__name__ for fact in {**wiring.REACTIONS, **wiring.NOTICES}}
    assert set(OURS) - heard == SILENT
    assert heard <= set(OURS)


@pytest.mark.article("house:1")
def test_every_fact_is_made_by_an_act():
    made = {
        source.called(call)
        for path in source.files(*source.PACKAGES)
        if path.name == "actions.py"
        for call in ast.walk(source.tree(path))
        if isinstance(call, ast.Call)
    }
    assert set(OURS) - made == set()


@pytest.mark.article("house:7")
@pytest.mark.parametrize("fact", OURS.values(), ids=OURS.keys())
def test_a_fact_is_frozen_and_its_words_have_one_canonical_form(fact):
    words = {field.name: EXAMPLES[plain(kind)] for field, kind in said(fact)}
    made = fact(subject=None, by=None, at=datetime(2026, 3, 2, tzinfo=UTC), **words)
    assert is_dataclass(fact) and made.said() == words
    assert canonical(made.said()) == canonical(dict(reversed(words.items())))
    with pytest.raises(FrozenInstanceError):
        made.at = None


@pytest.mark.article("house:7")
@pytest.mark.parametrize(
    "value",
    [1.5, datetime(2026, 3, 2, tzinfo=UTC), {1: "key"}, {"a": {"b": {2}}}, object()],
    ids=lambda value: type(value).__name__,
)
def test_what_could_be_read_in_two_ways_is_no_word_of_a_fact(value):
    with pytest.raises(TypeError):
        canonical(value)


def said(fact) -> list:
    """The further fields of a fact, with their types."""
    kinds = typing.get_type_hints(fact)
    known = {field.name for field in fields(Fact)}
    return [(field, kinds[field.name]) for field in fields(fact) if field.name not in known]


def plain(kind) -> type:
    """`int | None` → int; `list[str]` → list."""
    if isinstance(kind, types.UnionType):
        kind = next(part for part in typing.get_args(kind) if part is not type(None))
    return typing.get_origin(kind) or kind
