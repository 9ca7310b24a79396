"""`manage.py journey --life`: six years under authorisation, on both databases (Arts 12, 16, 19, 22-24, 31-33)."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import translation

from config.story import cast, living, plots
from config.story.fresh import no_mail
from config.story.management.commands.journey import Command
from tests.conftest import default_database, empty_postgresql
from tests.journeys.told import assert_kept, assert_told, manage, rows

REFUSED = 58  # of the whole story
ZONE = "JOIN zones_zone z ON z.id ="
ASKED = {
    "agreements": f"""SELECT z.name, a.state, a.starts_on, a.ends_on, a.poor_streak FROM operators_agreement a
        JOIN operators_application p ON p.id = a.application_id JOIN zones_call c ON c.id = p.call_id
        {ZONE} c.zone_id ORDER BY a.id""",
    "results": f"""SELECT z.name, e.state, e.grade FROM operators_evaluation e
        JOIN operators_round r ON r.id = e.round_id {ZONE} r.zone_id ORDER BY r.ends_on""",
    "partners": """SELECT b.name, p.state, p.exit_kind FROM operators_partner p
        JOIN operators_organisation o ON o.id = p.organisation_id JOIN kernel_body b ON b.id = o.body_id
        ORDER BY p.id""",
    "exits": "SELECT state, ground FROM operators_exit ORDER BY id",
    "unverified": "SELECT key FROM operators_exititem WHERE verified_at IS NULL",
    "renewals": "SELECT state FROM operators_renewal ORDER BY id",
    "rounds": "SELECT DISTINCT state FROM operators_round",
    "owed": "SELECT DISTINCT state FROM kernel_delivery",
}


@pytest.fixture(scope="module")
def life(django_db_setup, django_db_blocker, tmp_path_factory) -> SimpleNamespace:
    """The lines for machines, what the database holds at the end; FILE where one is kept, else the printed story."""
    if connection.vendor == "sqlite":
        file = tmp_path_factory.mktemp("life") / "FILE"
        lines = json.loads(manage("journey", "--life", "--json", "--keep", str(file)))
        return SimpleNamespace(lines=lines, file=file, **held(lambda query: rows(file, query)))
    with django_db_blocker.unblock(), empty_postgresql() as name, default_database(name):
        call_command("migrate", verbosity=0)
        with no_mail(), translation.override("zh-hans"):
            story, printed = living.live(), StringIO()
            Command(stdout=printed).tell(story, living.YEARS, as_json=False)
            lines = [line.as_json() for line in story.lines]
        return SimpleNamespace(lines=lines, printed=printed.getvalue(), **held(asked))


def held(ask: Callable[[str], list[tuple]]) -> dict[str, list[tuple]]:
    return {name: ask(query) for name, query in ASKED.items()}


def asked(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        return [tuple(row) for row in cursor.execute(query).fetchall()]


def of(zone: plots.Plot, found: list[tuple]) -> list[tuple]:
    """The rows of one zone, without its name."""
    return [row for name, *row in found if name == zone.zone]


def day(value) -> date:
    return date.fromisoformat(str(value))


def done(life, act: str) -> list[dict]:
    return [line for line in life.lines if line["act"] == act and line["result"] == "done"]


@pytest.mark.article("16")
def test_after_six_years_one_agreement_is_in_force(life):
    assert Counter(row[1] for row in life.agreements) == {"in_force": 1, "amended": 1, "expired": 2, "terminated": 2}
    assert day(life.lines[0]["at"][:10]).year == 2026 and day(life.lines[-1]["at"][:10]).year == 2031


@pytest.mark.article("12", "16")
def test_the_good_operator_applies_anew_and_goes_on_the_day_after_its_last(life):
    first, amended, second = of(plots.FINANCE, life.agreements)
    assert (first[0], amended[0], second[0]) == ("amended", "expired", "in_force")
    assert day(second[1]) == day(amended[2]) + timedelta(days=1)
    assert day(second[2]) == date(2036, 3, 31)  # the day before its fifth anniversary
    assert Counter(state for (state,) in life.renewals) == {"done": 1, "lapsed": 2}


@pytest.mark.article("33")
def test_two_poor_results_that_are_not_in_a_row_end_nothing_and_two_in_a_row_end_it_at_once(life):
    assert of(plots.BASE, life.results) == [["final", grade] for grade in ("poor", "good", "poor", "poor")]
    [agreement] = of(plots.BASE, life.agreements)
    assert (agreement[0], agreement[3]) == ("terminated", 2)
    [ended] = done(life, "agreement.end_for_poor_results")
    assert ended["by"]["role"] == "clock"
    assert done(life, "evaluation.finalise")[-1]["at"] == ended["at"]
    assert len([line for line in done(life, "oversight.record") if line["at"] < ended["at"]]) == 2  # interviews


@pytest.mark.article("16", "24")
def test_its_partners_leave_with_it_and_whom_it_proposed_is_not_admitted(life):
    [ended] = done(life, "agreement.end_for_poor_results")
    at_once = Counter(line["act"] for line in life.lines if line["at"] == ended["at"])
    assert at_once["exit.open_for"] == 1
    assert (at_once["partner.begin_exit"], at_once["partner.decline"]) == (2, 1)
    assert life.partners == [
        (cast.YUNFAN.name, "exited", "voluntary"),
        (cast.HENGTONG.name, "exited", "credit"),
        (cast.YUNFAN.name, "exited", "operator_exit"),
        (cast.HENGTONG.name, "exited", "operator_exit"),
        (cast.LUTONG.name, "declined", ""),
        (cast.YUNFAN.name, "admitted", ""),
    ]


@pytest.mark.article("16", "31", "32")
def test_who_breaks_the_agreement_is_heard_first_and_terminated_by_both_offices(life):
    [terminated] = done(life, "agreement.terminate")
    case, before = terminated["case"], life.lines[: life.lines.index(terminated)]
    tried = [line for line in before if line["case"] == case and line["act"] == "agreement.terminate"]
    assert [[refusal["code"] for refusal in line["refusals"]] for line in tried] == [["not_heard"], ["role"]]
    heard = [line["at"] for line in before if line["act"] == "oversight.open_hearing"]
    [answered] = [line for line in done(life, "oversight.reply") if heard[0] < line["at"] < terminated["at"]]
    assert answered["by"]["body"] == cast.JINGRONG.name
    at_once = [line for line in life.lines if line["at"] == terminated["at"]]
    assert [line["act"] for line in at_once] == [
        "agreement.terminate",
        "exit.open_for",
        "countersigning.countersign",
    ]
    assert at_once[-1]["by"]["body"] == cast.HAIDIAN
    assert of(plots.HAIDIAN, life.agreements)[0][0] == "terminated"


@pytest.mark.article("16")
def test_the_older_agreement_ends_by_the_clock_on_the_day_after_its_last(life):
    [[state, _starts, ends_on, *_rest]] = of(plots.TRANSPORT, life.agreements)
    first = done(life, "agreement.expire")[0]
    assert state == "expired" and first["by"]["role"] == "clock"
    assert day(first["at"][:10]) == day(ends_on) + timedelta(days=1)


@pytest.mark.article("16", "33")
def test_each_exit_is_worked_through_to_its_closing(life):
    assert sorted(life.exits) == [("closed", "expired"), ("closed", "terminated"), ("closed", "terminated")]
    assert life.unverified == []


@pytest.mark.article("16", "33")
def test_results_are_appealed_against_corrected_exempted_and_published(life):
    acts = Counter(line["act"] for line in life.lines if line["result"] == "done")
    assert acts["evaluation.appeal"] == 2
    for act in ("dismiss", "uphold", "waive", "exempt", "correct"):
        assert acts[f"evaluation.{act}"] == 1, act
    good = [["final", "good"], ["final", "excellent"], ["final", "good"], ["exempted", "good"], ["final", "excellent"]]
    assert of(plots.FINANCE, life.results) == good
    assert life.rounds == [("published",)]
    assert life.owed == [("delivered",)]


@pytest.mark.article("15", "16")
def test_an_agreement_is_amended_suspended_and_resumed(life):
    for act in ("draft_amendment", "replace", "suspend", "resume"):
        assert len(done(life, f"agreement.{act}")) == 1, act


@pytest.mark.article("31")
def test_incidents_breaches_reminders_and_interviews_are_brought_to_their_end(life):
    assert len(done(life, "oversight.discover")) == len(done(life, "oversight.close")) == 2
    assert len(done(life, "oversight.refuse")) == 1  # rectified at the second try
    assert len(done(life, "oversight.settle")) == 1
    assert len(done(life, "oversight.conclude")) == 4


@pytest.mark.article("house:1")
def test_each_line_says_when_who_what_under_which_article_and_with_which_result(life):
    assert_told(life.lines, refused=REFUSED)
    assert [line["at"] for line in life.lines] == sorted(line["at"] for line in life.lines)


@pytest.mark.sqlite  # the command brings a database of its own, always of this kind
@pytest.mark.article("house:1")
def test_what_it_keeps_verifies_without_its_keys_and_is_the_same_record(life):
    assert_kept(life.lines, Path(life.file))


@pytest.mark.postgresql  # once is enough: there the lines are read as they are printed
@pytest.mark.article("house:1")
def test_the_printed_story_has_a_heading_for_each_year_and_says_how_each_agreement_ended(life):
    headings = [row for row in life.printed.splitlines() if row.startswith("════")]
    assert [heading.split()[1] for heading in headings] == [str(year) for year in living.YEARS]
    *_days, ending = life.printed.rstrip().split("\n\n")
    in_force, *over, ledger = ending.splitlines()
    assert in_force.startswith(plots.FINANCE.zone)
    zones = [plots.TRANSPORT.zone, plots.HAIDIAN.zone, plots.BASE.zone, plots.FINANCE.zone]
    assert [row[: len(zone)] for row, zone in zip(over, zones, strict=True)] == zones
    assert str(REFUSED) in ledger
