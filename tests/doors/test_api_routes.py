"""Every address × everybody equals the table; the addresses are read from the router (house:6, house:10)."""

import re

import pytest
from django.db import connection

from config.api.urls import NOUNS, urlpatterns
from config.kernel.nouns import case_models
from config.kernel.rest import addresses
from tests import stages
from tests import stages_evaluation as evaluations
from tests import stages_exit as exits
from tests import stages_oversight as oversight
from tests import stages_partner as partners
from tests.architecture.test_roles import SUBJECTS, WORDS
from tests.architecture.test_visibility import scene
from tests.doors import api
from tests.kernel.hearing import endpoint
from tests.stages import PDF
from tests.tables.doors import ACTS, FURTHER, READS, SESSION, UNREACHED
from tests.tables.roles import ROLES
from tests.tables.sights import SIGHTS, WITHOUT_EXPERTS

pytestmark = [pytest.mark.article("house:6"), pytest.mark.article("house:10")]
CASE = ("{noun}-list", "{noun}-detail", "{noun}-timeline", "{noun}-documents", "{noun}-document")
CANNOT_SIGN_IN = {"clock", "experts"}


def routes(patterns=urlpatterns) -> dict[str, str]:
    """The name of every address below /api/, and its pattern."""
    found = {}
    for pattern in patterns:
        inner = getattr(pattern, "url_patterns", None)
        found |= routes(inner) if inner is not None else {pattern.name: str(pattern.pattern)}
    return found


def test_every_address_is_in_the_table():
    wanted = {name.format(noun=noun) for noun in READS for name in CASE} | set(ACTS)
    wanted |= {f"{noun}-{one}" for noun, (_, more) in READS.items() for one in more.split()}
    wanted |= {"session", "token", "revoke-token"}
    assert wanted == set(routes()) - {"schema", "docs"}
    assert len(SESSION) == 3
    assert {cases.noun: cases.path for cases in NOUNS} == {noun: path for noun, (path, _) in READS.items()}
    assert set(case_models()) - set(READS) == UNREACHED


def test_every_act_has_the_address_of_the_table():
    said = {name: pattern for name, pattern in routes().items() if name in ACTS}
    plain = {name: re.sub("<str:reference>", "…", pattern).strip("/") for name, pattern in said.items()}
    assert plain == {name: address for name, (address, _) in ACTS.items()}


def askers(who) -> dict[str, api.Asker]:
    """Everybody who can sign in, and nobody."""
    seats = {name: seat for name, seat in vars(who).items() if name not in CANNOT_SIGN_IN}
    return {name: api.person(seat) for name, seat in seats.items()} | {"public": api.nobody()}


def test_each_reads_what_it_may_see_at_every_address_and_nothing_else(who, on_day):
    on_day(80)
    rows, differing, asked = scene(who), {}, set()
    everybody = askers(who)
    for noun, (path, _) in READS.items():
        for name, asker in everybody.items():
            shown = set(api.listed(asker.get(f"{path}/", size=100, fields="id")))
            for label, row in rows[noun].items():
                if name in ("member", "stranger") and (noun, label) in WITHOUT_EXPERTS:
                    continue
                wanted = name in SIGHTS[noun][label].split()
                more = connection.vendor == "sqlite" and (noun, name, wanted) not in asked
                asked.add((noun, name, wanted))
                found = {row.pk in shown} | read(asker, row, more)
                if found != {wanted}:
                    differing[noun, label, name] = (wanted, found)
    assert differing == {}


def read(asker, row, more: bool) -> set[bool]:
    """Whether a case is shown; `more`: at each of its addresses, for one case that is seen and one that is not."""
    case = addresses.of_case(row)
    answers = [asker.get(f"{case}{last}") for last in (("", "timeline/", "documents/") if more else ("",))]
    for answer in answers:
        if answer.status_code != 200:
            api.problem(answer, 404)
    return {answer.status_code == 200 for answer in answers}


@pytest.mark.parametrize("subject", sorted({row[2] for row in ROLES if row[0] in ACTS}))
def test_an_act_answers_these_and_nobody_else(who, on_day, subject):
    on_day(0, 30)
    who.member, who.stranger = who.experts[0], who.experts[-1]
    case, differing = SUBJECTS[subject](who), {}
    on_day(90)
    everybody = askers(who)
    for act in (row[0] for row in ROLES if row[2] == subject and row[0] in ACTS):
        address = f"{addresses.of_case(case)}{ACTS[act][0].rpartition('/')[2]}/"
        words = WORDS[act](case) if act in WORDS else {}
        stale = {"If-Match": '"999999"'}  # so that nothing is done: who may, is told that it has changed
        found = {name: asker.post(address, words, headers=stale) for name, asker in everybody.items()}
        answered = {name for name, answer in found.items() if answer.status_code not in (401, 403, 404)}
        if answered != set(ACTS[act][1].split()) or found["public"].status_code != 401:
            differing[act] = sorted(answered ^ set(ACTS[act][1].split()))
        for answer in found.values():
            assert answer.status_code in (400, 401, 403, 404, 409, 412), (act, answer.status_code, answer.content)
    assert differing == {}


def sheet(who):
    """A panel that scores; `member` is its first, and the others are asked with everybody else."""
    panel = stages.scoring(who)
    who.member = stages.members(panel)[0]
    return panel, panel.papers.get().application.number


ASKED = {  # what is asked of a case, on which day of the story
    "a section of a draft": (
        stages.draft, 3, lambda asker, case: asker.put(f"{case}sections/plan/", {"content": {"text": "示例"}}),
    ),
    "a file for a draft": (stages.draft, 3, lambda asker, case: asker.send(f"{case}documents/", PDF)),
    "a file for a report": (stages.sent_report, 60, lambda asker, case: asker.send(f"{case}documents/", PDF)),
    "a file for an agreement": (stages.finalised, 78, lambda asker, case: asker.send(f"{case}documents/", PDF)),
    "a file for a breach": (oversight.found, 91, lambda asker, case: asker.send(f"{case}documents/", PDF)),
    "a file for an exit": (exits.opened, 91, lambda asker, case: asker.send(f"{case}documents/", PDF)),
    "a file for a partner": (partners.proposed, 91, lambda asker, case: asker.send(f"{case}documents/", PDF)),
    "a sheet of a round": (
        lambda who: evaluations.opened(who).round, evaluations.opens(1) + 1,
        lambda asker, case: asker.get(f"{case}sheet/"),
    ),
    "a file for a round": (
        lambda who: evaluations.opened(who).round, evaluations.opens(1) + 1,
        lambda asker, case: asker.send(f"{case}documents/", PDF),
    ),
    "what changed in an application": (stages.submitted, 6, lambda asker, case: asker.get(f"{case}changes/")),
    "the secret of an endpoint": (
        lambda who: endpoint(who.editor), 0, lambda asker, case: asker.get(f"{case}secret/"),
    ),
    "a draft of a sheet": (
        sheet, 44, lambda asker, case: asker.put(f"{case[0]}drafts/{case[1]}/", {"points": {}, "opinions": {}}),
    ),
}  # fmt: skip


@pytest.mark.parametrize("asked", FURTHER)
def test_what_is_further_asked_of_a_case_is_done_for_these_and_nobody_else(who, on_day, asked):
    made, day, ask = ASKED[asked]
    on_day(0, 5)
    case = made(who)
    case = (addresses.of_case(case[0]), case[1]) if isinstance(case, tuple) else addresses.of_case(case)
    on_day(day, 6)
    answers = {name: ask(asker, case) for name, asker in askers(who).items()}
    assert {name for name, answer in answers.items() if answer.status_code < 400} == set(FURTHER[asked].split())
    assert {answer.status_code for answer in answers.values()} <= {200, 201, 401, 403, 404}
