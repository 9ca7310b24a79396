"""The database's own no to a third way round Art. 33: triggers beside the CHECK on the agreement (decisions 14)."""

from collections.abc import Iterator

from django.db import connection

from config.kernel.ledger.protection import Trigger

AGREEMENT, EVALUATION, CORRECTION = "operators_agreement", "operators_evaluation", "operators_resultcorrection"
LIVE = "('in_force', 'suspended')"


def _row(authorisation: str, until: str = "") -> str:
    """How many poor results in a row there are up to the last final one, or up to that of `until`."""
    other_between = (
        f"SELECT 1 FROM {EVALUATION} o WHERE o.authorisation_id = p.authorisation_id AND o.state = 'final' "
        f"AND o.grade <> 'poor' AND o.period_ends_on > p.period_ends_on"
        + (f" AND o.period_ends_on < {until}" if until else "")
    )
    return (
        f"(SELECT count(*) FROM {EVALUATION} p WHERE p.authorisation_id = {authorisation} AND p.state = 'final' "
        f"AND p.grade = 'poor' AND NOT EXISTS ({other_between})"
        + (f" AND p.period_ends_on <= {until})" if until else ")")
    )


def _ends(authorisation: str, limit: str) -> str:
    """Whether, anywhere among the final results, so many in a row are poor."""
    row = _row("e.authorisation_id", "e.period_ends_on")
    return (
        f"EXISTS (SELECT 1 FROM {EVALUATION} e WHERE e.authorisation_id = {authorisation} AND e.state = 'final' "
        f"AND e.grade = 'poor' AND {row} >= {limit})"
    )


LIVES_ON = (
    f"NEW.state = 'final' AND EXISTS (SELECT 1 FROM {AGREEMENT} a WHERE a.authorisation_id = NEW.authorisation_id "
    f"AND a.state IN {LIVE} AND {_ends('NEW.authorisation_id', 'a.poor_limit')})"
)
CORRECTED = (
    f"EXISTS (SELECT 1 FROM {CORRECTION} c WHERE c.evaluation_id = OLD.id AND c.grade = NEW.grade "
    f"AND c.total = NEW.total AND c.former_grade = OLD.grade AND c.former_total = OLD.total)"
)
MOVED = " OR ".join(
    f"NEW.{column} <> OLD.{column}" for column in ("authorisation_id", "agreement_id", "round_id", "period_ends_on")
)
CHANGED = (
    f"OLD.state = 'final' AND ({MOVED} OR ((NEW.grade <> OLD.grade OR NEW.total <> OLD.total) AND NOT {CORRECTED}))"
)
OUT_OF_TURN = (
    f"NEW.state = 'final' AND OLD.state <> 'final' AND EXISTS (SELECT 1 FROM {EVALUATION} e "
    "WHERE e.authorisation_id = NEW.authorisation_id AND e.period_ends_on < NEW.period_ends_on "
    "AND e.state NOT IN ('final', 'exempted'))"
)
MISCOUNTED = (
    f"NEW.state IN {LIVE} AND (NEW.poor_streak <> {_row('NEW.authorisation_id')} "
    f"OR {_ends('NEW.authorisation_id', 'NEW.poor_limit')})"
)


# SQLite's OR REPLACE deletes whatever is in the way of a new row, or of a changed one, and fires no trigger for it.
IN_THE_WAY = (
    f"EXISTS (SELECT 1 FROM {EVALUATION} e WHERE e.state = 'final' AND (e.id = NEW.id OR e.number = NEW.number "
    "OR (e.authorisation_id = NEW.authorisation_id AND e.period_ends_on = NEW.period_ends_on))"
)


def triggers() -> Iterator[Trigger]:
    """On results and on agreements."""
    yield from _results()
    yield from _agreements()
    for event in ("UPDATE", "DELETE"):
        yield Trigger(f"correction_no_{event.lower()}", CORRECTION, event, "1 = 1", "a correction stays as it is")


def _results() -> Iterator[Trigger]:
    ends = "poor results in a row end the authorisation first"
    for event in ("INSERT", "UPDATE"):
        name = event.lower()
        yield Trigger(f"evaluation_ends_first_{name}", EVALUATION, event, LIVES_ON, ends, "AFTER")
    yield Trigger(
        "evaluation_final_stays", EVALUATION, "UPDATE", CHANGED, "a final result changes by a correction only"
    )
    gone = "a final result is not deleted"
    yield Trigger("evaluation_no_delete", EVALUATION, "DELETE", "OLD.state = 'final'", gone)
    yield Trigger("evaluation_in_turn", EVALUATION, "UPDATE", OUT_OF_TURN, "earlier rounds are made final first")
    if connection.vendor == "sqlite":
        yield Trigger("evaluation_no_replace_insert", EVALUATION, "INSERT", f"{IN_THE_WAY})", gone)
        yield Trigger("evaluation_no_replace_update", EVALUATION, "UPDATE", f"{IN_THE_WAY} AND e.id <> OLD.id)", gone)
    else:
        yield Trigger("evaluation_no_truncate", EVALUATION, "TRUNCATE", "1 = 1", gone)


def _agreements() -> Iterator[Trigger]:
    """The limit is that of the pinned rulebook, and the authorisation that of the draft: neither changes, so that
    nobody begins to count anew."""
    counted = "the streak is what the final results are"
    for event in ("INSERT", "UPDATE OF state, poor_streak, authorisation_id"):
        name = event.split()[0].lower()
        yield Trigger(f"agreement_streak_counted_{name}", AGREEMENT, event, MISCOUNTED, counted, "AFTER")
    for name, column in (("limit", "poor_limit"), ("authorisation", "authorisation_id")):
        changed = f"NEW.{column} <> OLD.{column}"
        yield Trigger(f"agreement_{name}_stays", AGREEMENT, "UPDATE", changed, f"the {name} stays what it was drafted")
