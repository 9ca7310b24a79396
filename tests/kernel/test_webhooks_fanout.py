"""Which endpoint hears of what: what its seat sees, may know of and asked for; nothing twice or lost (house:6)."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config import wiring
from config.kernel.acts import ACTS
from config.kernel.ledger.models import Entry
from config.kernel.webhooks import actions, content, fanout
from config.kernel.webhooks.fanout import fan_out
from config.kernel.webhooks.models import Event, Progress
from operators.application import actions as applications
from tests import stages
from tests.cast import later
from tests.kernel.hearing import endpoint, told

pytestmark = pytest.mark.article("house:6")


OBJECTION = {"real_name": "刘洋", "identity_number": "110101199003070011", "text": "有异议。"}


@pytest.fixture
def endpoints(who):
    """One of the applicant, of the rival, of the authority's officer, of the district's."""
    return {name: endpoint(getattr(who, name)) for name in ("editor", "rival", "officer", "district")}


def test_each_hears_of_the_cases_that_it_sees(who, endpoints):
    application = stages.submitted(who)
    fan_out(later(days=5))
    said = {name: [act for act in told(one) if act.startswith("application.")] for name, one in endpoints.items()}
    both = ["application.start", "application.submit"]
    assert said == {"editor": both, "rival": [], "officer": both, "district": []}
    events = Event.objects.filter(case_kind="application")
    assert set(events.values_list("case_id", flat=True)) == {application.pk}


def test_what_is_public_is_heard_by_all_and_how_the_offices_came_to_it_by_the_offices(who, endpoints):
    stages.published_call(who)
    fan_out(later(days=1))
    for name in ("editor", "rival"):
        assert [act for act in told(endpoints[name]) if act.startswith("call.")] == ["call.publish"]
    assert [act for act in told(endpoints["officer"]) if act.startswith("call.")] == [
        "call.draft", "call.propose", "call.publish",
    ]  # fmt: skip


def test_notes_and_objections_are_the_offices_own(who, endpoints):
    application = stages.on_notice(who)
    applications.object_to(application, by=who.rival, at=later(days=62), **OBJECTION)
    fan_out(later(days=62))
    withheld = {"application.find", "application.object_to"}
    assert set(told(endpoints["officer"])) >= withheld
    assert set(told(endpoints["editor"])) & withheld == set()
    assert "application.accept" in told(endpoints["editor"])


def test_what_is_withheld_is_an_act_and_shown_to_somebody(who):
    assert set(wiring.WITHHELD) <= set(ACTS)
    for act, shown_to in wiring.WITHHELD.items():
        assert shown_to(who.officer) and shown_to(who.audit_admin), act
        assert not shown_to(who.applicant) and not shown_to(who.experts[0]) and not shown_to(None), act


def test_only_what_was_asked_for(who):
    some = endpoint(who.officer, facts=["CallPublished", "ApplicationSubmitted"])
    stages.submitted(who)
    fan_out(later(days=5))
    assert told(some) == ["call.publish", "application.submit"]


def test_from_the_registration_on(who):
    stages.published_call(who)
    late = endpoint(who.officer)
    fan_out(later(days=1))
    assert told(late) == []
    stages.zone(who, name="另一专区")
    fan_out(later(days=1))
    assert told(late) == ["zone.plan", "zone.establish"]


def test_endpoints_do_not_report_on_endpoints(who, endpoints):
    actions.pause(endpoints["editor"], by=who.editor, at=later())
    fan_out(later())
    assert not Event.objects.exists()


def test_what_happens_during_a_pause_waits_and_after_the_removal_nothing_is_told(who, endpoints):
    actions.pause(endpoints["editor"], by=who.editor, at=later())
    actions.remove(endpoints["rival"], by=who.rival, at=later())
    stages.published_call(who)
    fan_out(later(days=1))
    assert "call.publish" in told(endpoints["editor"])
    assert told(endpoints["rival"]) == []


def test_asked_again_nothing_is_told_twice(who, endpoints):
    stages.published_call(who)
    assert fan_out(later()) > 0
    before = Event.objects.count()
    assert fan_out(later()) == 0
    Progress.objects.update(last=0)  # as in a database restored from an older copy
    fan_out(later())
    assert Event.objects.count() == before


def test_batch_by_batch_it_is_the_same(who, endpoints, monkeypatch):
    monkeypatch.setattr(fanout, "BATCH", 2)
    stages.submitted(who)
    fan_out(later(days=5))
    since = Entry.objects.filter(pk__gt=endpoints["district"].after).exclude(case_kind="endpoint")
    assert told(endpoints["officer"]) == list(since.order_by("pk").values_list("act", flat=True))


def test_it_asks_as_much_for_many_endpoints_of_a_seat_and_many_entries_as_for_few(who):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert fan_out(later()) > 0
        return len(captured)

    endpoint(who.officer)
    stages.planned_zone(who, name="专区")
    few = asked()
    for _number in range(8):
        endpoint(who.officer)
    for number in range(20):
        stages.planned_zone(who, name=f"专区{number}")
    assert asked() <= few


def test_an_event_says_that_something_happened_and_nothing_of_what(who, endpoints):
    application = stages.submitted(who)
    fan_out(later(days=5))
    event = Event.objects.select_related("entry").get(endpoint=endpoints["editor"], entry__act="application.submit")
    said = json.loads(content.body(event.entry))
    assert said == {
        "type": "application.submitted",
        "timestamp": "2026-03-07T01:00:00.000000Z",
        "data": {
            "case": {"noun": "application", "id": application.pk, "number": application.number},
            "act": "application.submit", "fact": "ApplicationSubmitted", "article": "beijing-2023-draft:12",
            "at": "2026-03-07T01:00:00.000000Z", "entry": 2, "hash": event.entry.link,
        },
    }  # fmt: skip
    assert event.name == f"evt_{event.entry.link[:32]}"


@pytest.mark.parametrize(
    ("noun", "fact", "kind"),
    [
        ("application", "ApplicationSubmitted", "application.submitted"),
        ("application", "ReviewFinished", "application.review_finished"),
        ("agreement", "AgreementInForce", "agreement.in_force"),
        ("proposal", "Proposed", "proposal.proposed"),
    ],
)
def test_an_event_is_named_by_its_case_and_fact(noun, fact, kind):
    assert content.kind(noun, fact) == kind
