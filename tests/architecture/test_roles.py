"""Role × act is the table: who is never told "you never may", asked of the code for every seat of the cast."""

from io import BytesIO

import pytest

from config.kernel.accounts import actions as accounts
from config.kernel.accounts.models import Body, User
from config.kernel.accounts.queries import the
from config.kernel.acts import ACTS
from config.kernel.countersigning.queries import open_on
from config.kernel.documents.receiving import receive
from config.kernel.refusals import NEVER, Refused
from config.kernel.sweeping.actions import begin
from config.kernel.workdays.models import CalendarYear
from config.story import cast as story
from operators.agreement import actions as agreements
from operators.review.models import Expert
from operators.review.queries import sitting
from tests import cast, stages
from tests import stages_evaluation as evaluations
from tests import stages_exit as exits
from tests import stages_legacy as legacies
from tests import stages_oversight as oversight
from tests import stages_partner as partners
from tests import stages_renewal as renewals
from tests.kernel.hearing import endpoint
from tests.kernel.systems import client
from tests.tables.roles import ROLES
from zones.catalogue.actions import list_datasets
from zones.catalogue.models import Dataset
from zones.rulebook.queries import current
from zones.zone.models import Field


def granted_seat(who):
    """An office that one security administrator has granted."""
    user = User.objects.create_user(username="new", full_name="新人")
    seat = accounts.grant(the("authority"), by=who.security_admin, at=cast.NINE, user=user, role="officer").subject
    return stages.fresh(seat)


def dataset(who):
    rows = [{"resource_class": "信用", "name": "纳税信息", "provider": who.supervisor.body_id, "level": 2}]
    list_datasets(Field.objects.first(), by=who.officer, at=cast.NINE, rows=rows)
    return Dataset.objects.get()


def convened(who):
    """A panel on which `member` sits."""
    panel = stages.convened(who)
    who.member = sitting(panel).select_related("expert__seat__body").first().expert.seat
    return panel


def entered(who):
    return stages.entered(who)


def with_a_scan(who):
    """A finalised agreement of which an officer has lodged a stamped copy for the operator."""
    agreement = stages.finalised(who)
    scan = receive(BytesIO(stages.PDF), name="盖章.pdf", case=agreement, by=who.officer, at=cast.later(days=78))
    party = agreement.parties.get(role="operator")
    agreements.lodge_scan(agreement, by=who.officer, at=cast.later(days=78), party=party.pk, scan=scan.pk)
    return stages.fresh(agreement)


SUBJECTS = {
    "system": lambda who: the("system"),
    "public": lambda who: the("public"),
    "authority": lambda who: the("authority"),
    "department": lambda who: who.supervisor.body,
    "company": lambda who: Body.objects.get(name=story.JINSHU.name),
    "granted seat": granted_seat,
    "company's seat": lambda who: who.editor,
    "endpoint": lambda who: endpoint(who.editor),
    "client": lambda who: client(who, who.editor),
    "sweep": lambda who: begin(the("system"), by=who.clock, at=cast.NINE).subject,
    "calendar": lambda who: CalendarYear.objects.get(year=2027),
    "proposal": lambda who: open_on(stages.proposed_call(who)),
    "rulebook": lambda who: current(),
    "field": lambda who: Field.objects.first(),
    "dataset": dataset,
    "zone": stages.zone,
    "call": stages.proposed_call,
    "organisation": lambda who: cast.organisation(),
    "application": stages.submitted,
    "expert": lambda who: Expert.objects.get(seat=who.member),
    "panel": convened,
    "report": entered,
    "agreement": stages.part_signed,
    "agreement with a scan": with_a_scan,
    "agreement in force": stages.in_force,
    "incident": oversight.discovered,
    "breach": oversight.found,
    "interview": oversight.opened,
    "legacy list": legacies.lodged,
    "renewal": renewals.opened,
    "exit": exits.opened,
    "partner": partners.proposed,
    "indicator set": evaluations.drafted,
    "zone with a set": lambda who: evaluations.adopted(who).zone,
    "round": lambda who: evaluations.opened(who).round,
    "evaluation": evaluations.opened,
}
WORDS = {  # acts whose rule must know what it is asked for before it can say who never may
    "countersigning.propose": lambda case: {"act": "call.publish"},
    "agreement.check_scan": lambda case: {"party": case.parties.get(role="operator").pk},
    "agreement.refuse_scan": lambda case: {"party": case.parties.get(role="operator").pk},
}


@pytest.fixture
def seats(who):
    """name → seat; `member` is on the panel where there is one, `stranger` works for the applicant and never is."""
    who.member, who.stranger = who.experts[0], who.experts[-1]
    return who


@pytest.mark.article("house:2")
def test_every_act_is_in_the_table_with_its_article():
    assert {act: article for act, article, _, _ in ROLES} == {name: act.article for name, act in ACTS.items()}
    assert len({row[0] for row in ROLES}) == len(ROLES)


@pytest.mark.article("house:2")
@pytest.mark.parametrize(("act", "article", "subject", "may"), ROLES, ids=[row[0] for row in ROLES])
def test_these_seats_may_and_no_other(seats, act, article, subject, may):
    case = SUBJECTS[subject](seats)
    words = WORDS[act](case) if act in WORDS else {}
    found = {name for name, seat in named(seats) if not never(ACTS[act], case, seat, words)}
    assert found == set(may.split())


@pytest.mark.article("house:2")
@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_seat_that_has_ended_may_do_nothing(seats, subject):
    case = SUBJECTS[subject](seats)
    accounts.revoke(seats.colleague, by=seats.security_admin, at=cast.NINE, reason="调离。")
    for act in (ACTS[row[0]] for row in ROLES if row[2] == subject):
        with pytest.raises(Refused) as no:
            act(
                case, by=seats.colleague, at=cast.later(days=90), **(WORDS[act.name](case) if act.name in WORDS else {})
            )
        assert "seat_not_active" in no.value.codes, act


def named(seats):
    """Every seat by its name."""
    return [(name, seat) for name, seat in vars(seats).items() if name != "experts"]


def never(act, case, seat, words) -> list[str]:
    """The codes by which this seat is told that it never may."""
    return [no.code for no in act.refusals(case, by=seat, at=cast.later(days=90), **words) if no.kind == NEVER]
