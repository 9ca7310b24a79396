"""What happened to a case, for those who see it: what is withheld is absent, persons are named to few (house:6)."""

import pytest

from config.wiring import PUBLIC, WITHHELD
from operators.application import actions as applications
from operators.review import actions as reviews
from operators.review.queries import sitting
from tests import stages
from tests.cast import later
from tests.doors import api
from zones.call import actions as calls

pytestmark = pytest.mark.article("house:6")


def told(asker, case) -> list[dict]:
    answer = asker.get(f"{api.addresses.of_case(case)}timeline/")
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def acts(asker, case) -> list[str]:
    return [line["act"] for line in told(asker, case)]


def persons(asker, case) -> set:
    return {line["by"]["person"] for line in told(asker, case)}


def test_a_line_says_when_who_what_under_which_article_and_its_hash(who):
    application = stages.submitted(who)
    line = told(api.person(who.officer), application)[-1]
    assert (line["act"], line["article"], line["fact"]) == (
        "application.submit", "beijing-2023-draft:12", "ApplicationSubmitted",
    )  # fmt: skip
    assert line["by"] == {"person": "王芳", "role": "administrator", "role_name": who.applicant.get_role_display(),
                          "body": who.applicant.body.name}  # fmt: skip
    assert line["at"].startswith("2026-03-07") and len(line["hash"]) == 64


def test_everybody_hears_of_a_call_what_is_public_and_the_offices_the_rest(who):
    call = stages.published_call(who)
    calls.ask(call, by=who.rival, at=later(days=2), text="问题")
    everything = ["call.draft", "call.propose", "call.publish", "call.ask"]
    assert acts(api.person(who.officer), call) == everything
    for asker in (api.nobody(), api.person(who.applicant), api.person(who.outsider), api.person(who.experts[0])):
        assert acts(asker, call) == [act for act in everything if act in PUBLIC["call"]] == ["call.publish"]


def test_persons_are_named_to_the_offices_and_within_their_body(who):
    application = stages.returned(who)
    assert persons(api.person(who.supervisor), application) == {"王芳", "周敏"}
    assert persons(api.person(who.editor), application) == {"王芳", None}
    bodies = {line["by"]["body"] for line in told(api.person(who.editor), application)}
    assert bodies == {who.applicant.body.name, who.officer.body.name}
    assert persons(api.nobody(), application.call) == {None}


def test_an_applicant_does_not_read_the_notes_of_an_examination(who):
    application = stages.examined(who)
    assert "application.find" in acts(api.person(who.officer), application)
    assert acts(api.person(who.applicant), application) == ["application.start", "application.submit"]
    detail = api.person(who.applicant).get(f"applications/{application.number}/").json()
    assert detail["findings"] == [] and detail["sections"]
    office = api.person(who.officer).get(f"applications/{application.number}/").json()
    assert office["findings"] and office["sections"] == []


@pytest.mark.article("14")
def test_an_applicant_does_not_read_who_objects(who, on_day):
    application = stages.on_notice(who)
    words = {"real_name": "路人甲", "identity_number": "110101199003070011", "text": "异议。"}
    applications.object_to(application, by=who.outsider, at=later(days=62), **words)
    on_day(63)
    own, office = (api.person(seat).get(f"applications/{application.number}/") for seat in (who.applicant, who.officer))
    assert own.json()["objections"] == [] and "路人甲" not in own.content.decode()
    assert [row["text"] for row in office.json()["objections"]] == ["异议。"]
    assert "110101199003070011" not in office.content.decode()
    assert "application.object_to" not in acts(api.person(who.applicant), application)


@pytest.mark.article("9", "13")
def test_an_expert_does_not_read_the_draw_or_the_other_members(who, on_day):
    panel = stages.scored(who)
    on_day(45)
    members = stages.members(panel)
    others = {seat.user.full_name for seat in members[1:]}
    asker, office = api.person(members[0]), api.person(who.officer)
    address = api.addresses.of_case(panel)
    seen, whole = asker.get(address), office.get(address).json()
    assert seen.json()["draw"] is None and whole["draw"]["seed"]
    assert [row["expert"] for row in seen.json()["members"]] == [
        str(sitting(panel).get(expert__seat=members[0]).expert)
    ]
    assert len(whole["members"]) == panel.members.count() > 1
    said = asker.get(f"{address}timeline/").content.decode()
    assert panel.seed not in said and panel.seed not in seen.content.decode()
    assert not any(name in said for name in others)
    assert not set(acts(asker, panel)) & set(WITHHELD)
    assert {"review.convene", "review.declare", "review.send_sheet"} <= set(acts(office, panel))


def test_a_refusal_names_nobody_whom_the_timeline_does_not_tell(who, on_day):
    """Who objects, and who has asked, is not told by what stands against an act either (Arts 11, 14)."""
    application = stages.on_notice(who)
    applications.object_to(application, by=who.rival, at=later(days=62), real_name="刘洋",
                           identity_number="110101199003070011", text="有异议。")  # fmt: skip
    on_day(63)
    applicant = api.person(who.applicant)
    said = [applicant.act(application, applications.submit), applicant.get(api.addresses.of_case(application)),
            applicant.act(application, applications.withdraw, {"reason": "示例"}, If_Match='"1"')]  # fmt: skip
    assert [answer.status_code for answer in said] == [409, 200, 412]
    assert [answer for answer in said if who.rival.body.name in answer.content.decode()] == []
    officer = api.problem(api.person(who.officer).act(application, applications.accept), 409)
    assert who.rival.body.name in officer["detail"]


def test_a_stale_copy_of_a_call_does_not_say_who_has_asked_meanwhile(who, on_day):
    call = stages.published_call(who)
    calls.ask(call, by=who.rival, at=later(days=2), text="问题")
    on_day(3)
    stale, words = {"If_Match": '"1"'}, {"text": "问题"}
    applicant = api.problem(api.person(who.applicant).act(call, calls.ask, words, **stale), 412)["detail"]
    officer = api.problem(api.person(who.officer).act(call, calls.cancel, {"reason": "示例"}, **stale), 412)["detail"]
    assert who.rival.body.name not in applicant and who.officer.body.name in applicant
    assert who.rival.body.name in officer


def test_who_may_never_do_it_is_told_that_and_nothing_of_an_examination(who, on_day):
    """The applicant hears what the officer found when it is returned, and not by trying the officer's acts."""
    application = stages.submitted(who)
    condition = application.call.conditions()[0]
    for known in application.call.conditions():
        words = {"result": "not_met", "remark": "示例"} if known == condition else {"result": "met"}
        applications.find(application, by=who.officer, at=later(days=6), condition=known["key"], **words)
    on_day(8)
    refused = {name: api.person(getattr(who, name)).act(application, applications.accept)
               for name in ("applicant", "supervisor", "officer")}  # fmt: skip
    assert api.codes(refused["officer"], 409) == ["condition_not_met"]
    for name in ("applicant", "supervisor"):
        assert api.codes(refused[name], 403) == ["role"]
        assert condition["title_zh"] not in refused[name].content.decode()


def test_an_expert_who_recused_reads_nothing_of_what_the_others_concluded(who, on_day):
    panel = stages.convened(who)
    recused = sitting(panel).select_related("expert__seat__user", "expert__seat__body").first().expert.seat
    reviews.declare(panel, by=recused, at=later(days=42), conflict=True, reason="亲属任职")
    panel = stages.concluded(who, stages.scoring(who, panel))
    on_day(46)
    address = api.addresses.of_case(panel)
    other = sitting(panel).select_related("expert__seat__user", "expert__seat__body").first().expert.seat
    for seat, seen in ((recused, False), (other, True), (who.officer, True)):
        said = api.person(seat).get(address).json()
        assert (bool(said["results"]), bool(said["minutes"])) == (seen, seen)
