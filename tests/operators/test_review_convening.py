"""A panel is convened when the call has closed and all is examined, from experts whom nothing ties to an applicant
(Arts 9, 13; size and odd number are house defaults)."""

import json

import pytest
from django.db import IntegrityError, transaction

from config.kernel.accounts import actions as accounts
from config.kernel.ledger.queries import last_entry
from config.kernel.writing import given
from config.story.cast import JINGRONG, JINSHU
from operators.application.actions import withdraw
from operators.organisation.models import Organisation
from operators.review.actions import convene, declare, dissolve, record_tie
from operators.review.models import Expert, Panel
from operators.review.queries import conflicts, pool, sitting
from tests import cast, stages
from tests.cast import later
from tests.refusing import refused
from zones.rulebook.actions import amend
from zones.rulebook.queries import current

pytestmark = pytest.mark.article("9", "13")

AT = later(days=41)


def closed(who, application=None):
    return stages.closed_call(who, application or stages.accepted(who))


def convened(who, call) -> Panel:
    return stages.fresh(convene(call, by=who.officer, at=AT).subject)


def with_rulebook(who, **changes):
    """A closed call under a version of the rulebook in which these house defaults are others."""
    amend(current(), by=who.officer, at=later(), changes=changes, reason="试点")
    return closed(who, stages.accepted(who, stages.submitted(who, stages.published_call(who, rulebook=current()))))


def expert(name) -> Expert:
    return Expert.objects.get(seat__user__full_name=name)


def test_a_panel_has_its_members_its_papers_and_the_whole_draw_on_record(who):
    application = stages.accepted(who)
    panel = convened(who, closed(who, application))
    assert (panel.state, panel.size, panel.convened_by, panel.convened_at) == ("convening", 5, who.officer, AT)
    assert [member.expert_id for member in panel.members.order_by("pk")] == panel.order[:5]
    assert {member.standing for member in panel.members.all()} == {"drawn"}
    assert [paper.application for paper in panel.papers.all()] == [application]
    said = json.loads(last_entry(panel).said)
    assert said == {
        "seed": panel.seed, "candidates": panel.candidates, "shut_out": panel.shut_out, "drawn": panel.order[:5],
        "applications": [application.key],
    }  # fmt: skip


def test_three_of_five_are_of_the_zone_s_field(who):
    panel = convened(who, closed(who))
    members = [member.expert for member in panel.members.select_related("expert")]
    assert sum("financial-services" in member.fields for member in members) == 3
    assert len({member.employer_code for member in members}) == 5


def test_the_authority_convenes_and_nobody_else(who):
    call = closed(who)
    for by in (who.supervisor, who.applicant, who.experts[0], who.recorder, who.clock):
        assert refused(convene, call, by=by, at=AT) == ["role"]


@pytest.mark.article("12")
def test_not_before_the_call_has_closed(who):
    assert refused(convene, stages.accepted(who).call, by=who.officer, at=AT) == ["call_not_closed"]


@pytest.mark.article("12")
@pytest.mark.parametrize("stage", [stages.submitted, stages.returned])
def test_not_before_every_application_is_accepted_or_declined(who, stage):
    call = stages.published_call(who)
    stages.accepted(who, stages.submitted(who, call, by=who.rival))
    waiting = stage(who, stages.submitted(who, call) if stage is stages.returned else call)
    assert refused(convene, closed(who, waiting), by=who.officer, at=AT) == ["not_all_examined"]
    withdraw(waiting, by=who.applicant, at=AT)
    assert convened(who, stages.fresh(call))


def test_not_where_nothing_was_accepted(who):
    application = stages.accepted(who)
    withdraw(application, by=who.applicant, at=later(days=8))
    assert refused(convene, closed(who, application), by=who.officer, at=AT) == ["nothing_to_review"]


def test_a_call_has_one_panel_at_a_time(who):
    call = closed(who)
    panel = convened(who, call)
    assert refused(convene, call, by=who.officer, at=AT) == ["panel_there"]
    dissolve(panel, by=who.officer, at=AT, reason="专家不足")
    assert convened(who, call).pk != panel.pk


def test_the_database_knows_it_too(who):
    panel = convened(who, closed(who))
    panel.pk = None
    with pytest.raises(IntegrityError), transaction.atomic(), given():
        panel.save()


def test_the_number_of_experts_is_odd_where_the_rulebook_asks_for_it(who):
    assert refused(convene, with_rulebook(who, panel_size=4), by=who.officer, at=AT) == ["panel_even"]


def test_an_even_number_is_no_fault_where_the_rulebook_does_not_ask(who):
    assert convened(who, with_rulebook(who, panel_size=4, panel_odd=False)).size == 4


def test_there_must_be_as_many_free_experts_as_seats(who):
    assert refused(convene, with_rulebook(who, panel_size=7), by=who.officer, at=AT) == ["experts_missing"]


def test_there_must_be_as_many_free_experts_as_the_fewest_who_may_conclude(who):
    words = {"panel_size": 3, "panel_minimum": 7}
    assert refused(convene, with_rulebook(who, **words), by=who.officer, at=AT) == ["experts_missing"]


def test_all_that_is_wrong_is_said_at_once(who):
    call = stages.published_call(who)
    assert refused(convene, call, by=who.supervisor, at=AT) == ["role", "call_not_closed", "nothing_to_review"]


# --- who is never drawn ------------------------------------------------------------------------------------------


def shut_out(panel) -> dict[str, str]:
    names = {row.pk: str(row) for row in Expert.objects.select_related("seat__user")}
    assert not {row["expert"] for row in panel.shut_out} & set(panel.order)
    return {names[row["expert"]]: row["why"] for row in panel.shut_out}


def test_an_employee_of_an_applicant_is_not_drawn(who):
    panel = convened(who, closed(who))
    assert shut_out(panel) == {"范处": f"employer:{JINSHU.credit_code}"}


def test_but_is_where_another_organisation_applied(who):
    call = stages.published_call(who)
    panel = convened(who, closed(who, stages.accepted(who, stages.submitted(who, call, by=who.rival))))
    assert shut_out(panel) == {}
    assert expert("范处").pk in panel.order


@pytest.mark.parametrize("kind", ["employer", "past_employer", "relation"])
def test_nor_who_is_tied_in_any_way_on_record(who, kind):
    record_tie(expert("沈教授"), by=who.officer, at=later(), credit_code=JINSHU.credit_code, kind=kind)
    panel = convened(who, closed(who))
    assert shut_out(panel)["沈教授"] == f"{kind}:{JINSHU.credit_code}"


def test_a_tie_to_one_of_two_applicants_shuts_out_from_both(who):
    call = stages.published_call(who)
    first, second = stages.submitted(who, call), stages.submitted(who, call, by=who.rival)
    stages.accepted(who, first)
    record_tie(expert("沈教授"), by=who.officer, at=later(), credit_code=JINGRONG.credit_code, kind="relation")
    panel = convened(who, closed(who, stages.accepted(who, second)))
    assert set(shut_out(panel)) == {"范处", "沈教授"}


def test_a_tie_to_an_organisation_that_did_not_apply_shuts_out_from_nothing(who):
    record_tie(expert("沈教授"), by=who.officer, at=later(), credit_code=JINGRONG.credit_code, kind="relation")
    assert set(shut_out(convened(who, closed(who)))) == {"范处"}


@pytest.mark.parametrize("left", [False, True])
def test_who_holds_or_held_a_seat_in_an_applicant_is_not_drawn(who, left):
    person = expert("沈教授").seat.user
    granted = accounts.grant(who.applicant.body, by=who.applicant, at=later(), user=person, role="editor").subject
    accounts.confirm(granted, by=who.security_admin, at=later())
    if left:
        accounts.revoke(stages.fresh(granted), by=who.applicant, at=later(), reason="离职")
    assert shut_out(convened(who, closed(who)))["沈教授"] == f"seat:{JINSHU.credit_code}"


def test_a_seat_that_an_applicant_only_proposed_shuts_out_nobody(who):
    person = expert("沈教授").seat.user
    proposed = accounts.grant(who.applicant.body, by=who.applicant, at=later(), user=person, role="editor").subject
    accounts.revoke(proposed, by=who.applicant, at=later(), reason="误设")
    assert "沈教授" not in shut_out(convened(who, closed(who)))


def test_who_recused_from_these_applications_is_not_drawn_for_them_again(who):
    panel = convened(who, closed(who))
    recused = sitting(panel).select_related("expert__seat__user").first().expert
    declare(panel, by=recused.seat, at=AT, conflict=True, reason="亲属任职")
    dissolve(panel, by=who.officer, at=AT, reason="重新抽取")
    assert shut_out(convened(who, panel.call)) == {"范处": f"employer:{JINSHU.credit_code}", str(recused): "recused"}


def test_who_cannot_act_is_not_in_the_pool(who):
    revoked, away = expert("沈教授"), expert("顾研究员")
    accounts.revoke(revoked.seat, by=who.security_admin, at=later(), reason="退休")
    type(away.seat.user).objects.filter(pk=away.seat.user_id).update(is_active=False)
    assert not {revoked, away} & set(pool())
    assert expert("唐律师") in pool()
    panel = stages.closed_call(who, stages.accepted(who))
    assert refused(convene, panel, by=who.officer, at=AT) == ["experts_missing"]  # four are left


def test_conflicts_are_derived_from_the_codes_of_the_applications_given(who):
    application = stages.submitted(who)
    of_it = type(application).objects.filter(pk=application.pk)
    assert conflicts(list(Expert.objects.all()), of_it) == {expert("范处").pk: f"employer:{JINSHU.credit_code}"}
    assert conflicts(list(Expert.objects.all()), of_it.none()) == {}
    assert Organisation.objects.get(credit_code=JINSHU.credit_code) == application.organisation


def test_two_officers_at_once_convene_one_panel(at_once):
    who = cast.people()
    call = closed(who)
    answers = at_once([lambda by=by: convene(call, by=by, at=AT) for by in (who.officer, who.colleague)])
    assert [answer.codes for answer in answers if isinstance(answer, Exception)] == [["panel_there"]]
    assert Panel.objects.count() == 1
