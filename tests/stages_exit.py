"""The exit from an agreement that was terminated on day 90: opened then, done and verified from day 91 on."""

from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.queries import open_on
from operators.agreement import actions as agreements
from operators.exit import actions as exits
from operators.exit.models import Exit
from tests import stages_oversight as oversight
from tests.cast import later
from tests.lived import lived
from tests.papers import fresh, scan_for

OWNERS = {"operator": "applicant", "authority": "officer", "supervisor": "supervisor"}
VERIFIERS = {"operator": "supervisor", "authority": "supervisor", "supervisor": "officer"}


def terminated(who, agreement, days=90):
    """By both offices, on one day; the operator was heard."""
    agreements.terminate(agreement, by=who.officer, at=later(days=days), reason="擅自转售数据")
    countersign(open_on(agreement), by=who.supervisor, at=later(days=days, minutes=1))
    return fresh(agreement)


@lived(after=oversight.heard)
def opened(who):
    return Exit.objects.get(agreement=terminated(who, oversight.heard(who)))


@lived(after=opened)
def running(who):
    return fresh(exits.begin(opened(who), by=who.officer, at=later(days=91), text="服务由市大数据中心承接。").subject)


def completed(who, exit, key, days=92):
    """One item, reported by whom it is for."""
    item = exit.items.get(key=key)
    by, at = getattr(who, OWNERS[item.owner]), later(days=days)
    evidence = [scan_for(exit, by, at).pk] if item.proven else []
    return fresh(exits.complete(exit, by=by, at=at, item=key, text="已办结。", evidence=evidence).subject)


def verified(who, exit, key, days=93):
    by = getattr(who, VERIFIERS[exit.items.get(key=key).owner])
    return fresh(exits.verify(exit, by=by, at=later(days=days), item=key, remark="已核实。").subject)


def finished(who, exit, *keys):
    for key in keys:
        exit = verified(who, completed(who, exit, key), key)
    return exit


@lived(after=opened)
def reported(who):
    """One item, reported done and not verified."""
    return completed(who, opened(who), "destroy_data")


@lived(after=running)
def ready(who):
    """Everything that must be before the acceptance."""
    exit = running(who)
    keys = exit.items.filter(before="acceptance").values_list("key", flat=True)
    return finished(who, exit, *keys)


@lived(after=ready)
def accepted(who):
    exit = ready(who)
    exits.accept(exit, by=who.officer, at=later(days=95), minutes="验收纪要。")
    countersign(open_on(exit), by=who.supervisor, at=later(days=95, minutes=1))
    return fresh(exit)
