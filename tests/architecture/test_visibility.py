"""Who sees what is the table, asked of the one `visible_to` of each noun for every seat, and for nobody."""

from types import SimpleNamespace

import pytest
import time_machine

from config import wiring
from config.kernel.accounts.queries import the
from config.kernel.countersigning.queries import open_on
from config.kernel.nouns import case_models
from config.kernel.sweeping.actions import begin
from config.kernel.workdays.models import CalendarYear
from config.kernel.writing import given
from config.story import cast as story
from operators.agreement.tasks import begin_due
from operators.exit.models import Exit
from operators.legacy.models import LegacyList
from operators.renewal.models import Renewal
from operators.review.queries import sitting
from tests import awarding, cast, stages
from tests import stages_evaluation as evaluations
from tests import stages_oversight as oversight
from tests import stages_partner as partners
from tests.kernel.hearing import endpoint
from tests.kernel.systems import client
from tests.tables.sights import EVERYBODY, SIGHTS, WITHOUT_EXPERTS
from zones.catalogue.actions import list_datasets
from zones.catalogue.models import Dataset
from zones.rulebook.queries import current
from zones.zone.models import Field


@pytest.fixture(autouse=True)
def present():
    """The day on which both agreements have been drafted."""
    with time_machine.travel(cast.later(days=80), tick=False):
        yield


def life(who, zone):
    """A call for a zone, an application to it, and everything up to the locked agreement, by these people."""
    application = stages.submitted(who, stages.published_call(who, zone=zone), by=who.applicant)
    agreement = awarding.finalised(who, awarding.to_sign(who, awarding.reviewed(who, application)))
    papers = application.reviews.select_related("panel")
    return SimpleNamespace(
        zone=zone, call=application.call, application=stages.fresh(application), panel=papers.get().panel,
        report=application.call.reports.get(), agreement=agreement,
    )  # fmt: skip


def scene(who) -> dict:
    """noun → row → the case: two lives, and what else is there to be seen or not."""
    district = vars(who) | {"supervisor": who.district, "applicant": who.rival, "signatory": who.rival_signatory}
    other = SimpleNamespace(**district)
    finance = life(who, stages.zone(who))
    hidden = life(other, stages.zone(other, name="海淀专区", kind="district", field=None, district=who.district.body))
    who.member, who.stranger = sitting(finance.panel).first().expert.seat, who.experts[-1]
    drafted, elsewhere = stages.drafted_call(who, zone=finance.zone), stages.drafted_call(other, zone=hidden.zone)
    pending, theirs = stages.proposed_call(who, zone=finance.zone), stages.proposed_call(other, zone=hidden.zone)
    begun = stages.published_call(who, zone=finance.zone)
    return {
        **offices(who),
        "zone": {"established": finance.zone, "planned": stages.planned_zone(who, name="规划中的专区")},
        "call": {
            "published": finance.call, "drafted for the finance zone": drafted, "drafted for the district": elsewhere,
        },
        "proposal": {"to the supervisor": open_on(pending), "to the district": open_on(theirs)},
        "application": {
            "the applicant's": finance.application, "the rival's": hidden.application,
            "the applicant's draft": stages.draft(who, begun),
            "the rival's draft": stages.draft(other, begun, by=who.rival),
        },
        "panel": {"for the applicant": finance.panel, "for the rival": hidden.panel},
        "expert": {"the member": who.member.expert, "the stranger": who.stranger.expert},
        "report": {"on the applicant": finance.report, "on the rival": hidden.report},
        "agreement": {"the applicant's": finance.agreement, "the rival's": hidden.agreement},
        **overseen(who, finance.agreement, hidden.agreement),
        **ending(who, finance.agreement, hidden.agreement),
    }  # fmt: skip


def overseen(who, ours, theirs) -> dict:
    """Both agreements come into force, and each has its incident, its breach and its interview."""
    pairs = {"of the applicant": in_force(who, ours), "of the rival": in_force(who, theirs)}
    return {
        "incident": {label: oversight.noted(one, who.officer) for label, one in pairs.items()},
        "breach": {label: oversight.breach_of(one, who.officer) for label, one in pairs.items()},
        "interview": {label: oversight.called_in(one, who.officer) for label, one in pairs.items()},
        "partner": {
            "of the applicant": partners.proposed_under(pairs["of the applicant"], who.applicant),
            "of the rival": partners.proposed_under(pairs["of the rival"], who.rival, story.JINSHU),
        },
        **evaluated(who, pairs),
    }


def evaluated(who, pairs) -> dict:
    """A round in each zone, not yet published; the district provides data to both."""
    used, draft = evaluations.drafted(who), evaluations.drafted(who)
    evaluations.adopt(who, used)
    found = {label: evaluations.opened_round(who, one) for label, one in pairs.items()}
    return {
        "indicatorset": {"in use": used, "a draft": draft},
        "round": {label: one.round for label, one in found.items()},
        "evaluation": found,
    }


def ending(who, ours, theirs) -> dict:
    """Of each agreement its renewal, and its exit as it will be."""
    pairs = {"of the applicant": ours, "of the rival": theirs}
    with given():
        return {
            "legacylist": {
                "of one": LegacyList.objects.create(
                    rulebook=current(), rows=[], lodged_by=who.officer, lodged_at=cast.later(days=80)
                )
            },
            "renewal": {
                label: Renewal.objects.create(agreement=one, opened_at=cast.later(days=80))
                for label, one in pairs.items()
            },
            "exit": {
                label: Exit.objects.create(agreement=one, ground="expired", opened_at=cast.later(days=80))
                for label, one in pairs.items()
            },
        }


def in_force(who, agreement):
    signatories = {seat.body_id: seat for seat in (who.authority_signatory, who.signatory, who.rival_signatory)}
    bodies = agreement.parties.order_by("place").values_list("body_id", flat=True)
    agreement = awarding.signed_by(agreement, *(signatories[body] for body in bodies))
    begin_due(at=cast.later(days=80))
    return stages.fresh(agreement)


def offices(who) -> dict:
    """What is there from the founding, and a catalogue of two."""
    row = {"resource_class": "信用", "provider": who.supervisor.body_id, "level": 2}
    rows = [{**row, "name": "纳税信息"}, {**row, "name": "不予开放的信息", "exclusion": "law"}]
    list_datasets(Field.objects.get(code="financial-services"), by=who.officer, at=cast.NINE, rows=rows)
    return {
        "body": {"an office": the("government"), "the applicant": who.applicant.body, "the rival": who.rival.body},
        "seat": {
            "of the applicant": who.editor, "of the rival": who.rival_signatory, "of the authority": who.recorder,
            "of the member": who.member, "of the outsider": who.outsider,
        },
        "endpoint": {
            "of the applicant's editor": endpoint(who.editor), "of the supervisor": endpoint(who.supervisor),
        },
        "client": {
            "of the applicant's editor": client(who, who.editor), "of the supervisor": client(who, who.supervisor),
        },
        "sweep": {"a run": begin(the("system"), by=who.clock, at=cast.NINE).subject},
        "calendaryear": {"2026": CalendarYear.objects.get(year=2026)},
        "rulebook": {"the base text": current()},
        "field": {"finance": Field.objects.get(code="financial-services")},
        "dataset": {"open": Dataset.objects.get(exclusion=""), "shut out": Dataset.objects.get(exclusion="law")},
        "organisation": {"the applicant": who.applicant.body.organisation, "the rival": who.rival.body.organisation},
    }  # fmt: skip


@pytest.mark.article("house:6")
def test_every_kind_of_case_says_who_sees_it():
    assert set(wiring.VISIBLE) == set(case_models()) == set(SIGHTS)


@pytest.mark.article("house:6")
def test_these_seats_see_a_row_and_no_other(who):
    seats = {name: seat for name, seat in vars(who).items() if name != "experts"} | {"public": None}
    rows = scene(who)
    seats |= {"member": who.member, "stranger": who.stranger}
    assert set(seats) == set(EVERYBODY.split())
    assert {noun: set(found) for noun, found in rows.items()} == {noun: set(found) for noun, found in SIGHTS.items()}
    differing = {}
    for noun, labelled in SIGHTS.items():
        for label, wanted in labelled.items():
            asked = {
                name for name in seats if name not in ("member", "stranger") or (noun, label) not in WITHOUT_EXPERTS
            }
            found = {name for name in asked if sees(noun, seats[name], rows[noun][label])}
            if found != set(wanted.split()):
                differing[noun, label] = sorted(found ^ set(wanted.split()))
    assert differing == {}


def sees(noun, seat, case) -> bool:
    return wiring.VISIBLE[noun](seat).filter(pk=case.pk).exists()
