"""`manage.py journey`: the main job on real input, told; its ledger verifies from what it keeps (Arts 2, 6-18)."""

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from config.kernel.ledger.models import Entry
from config.kernel.nouns import case_models
from config.kernel.outbox.models import Delivery
from config.kernel.workdays.models import CalendarYear
from config.story.fresh import fresh_database
from config.story.management.commands.demonstrate import fill
from tests.journeys.told import assert_kept, assert_told, manage, rows
from zones.call.models import Call

pytestmark = pytest.mark.sqlite  # it brings a database of its own, always of this kind


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> tuple[list[dict], Path]:
    """The story as machines read it, and the FILE that it kept."""
    file = tmp_path_factory.mktemp("journey") / "FILE"
    return json.loads(manage("journey", "--json", "--keep", str(file))), file


@pytest.mark.article("16")
def test_it_ends_with_agreements_in_force_until_the_day_before_their_fifth_anniversary(kept):
    _lines, file = kept
    agreements = rows(file, "SELECT state, starts_on, ends_on FROM operators_agreement ORDER BY id")
    assert len(agreements) == 2  # finance and base; the district's call is still open
    for state, starts_on, ends_on in agreements:
        first = date.fromisoformat(starts_on)
        assert state == "in_force"
        assert date.fromisoformat(ends_on) == first.replace(year=first.year + 5) - timedelta(days=1)


@pytest.mark.article("10", "12", "13")
def test_of_three_applicants_one_is_corrected_and_awarded_one_rejected_and_one_withdraws(kept):
    lines, file = kept
    first_call = "SELECT id FROM operators_application WHERE call_id = 1 ORDER BY id"
    done = {f"application:{pk}": Counter() for (pk,) in rows(file, first_call)}
    for line in lines:
        if line["case"] in done and line["result"] == "done":
            done[line["case"]][line["act"]] += 1
    awarded, rejected, withdrawn = done.values()
    assert awarded["application.return_for_correction"] == awarded["application.award"] == 1
    assert awarded["application.submit"] == 2
    assert (rejected["application.reject"], withdrawn["application.withdraw"]) == (1, 1)


@pytest.mark.article("house:1")
def test_each_line_says_when_who_what_under_which_article_and_with_which_result(kept):
    lines, _file = kept
    assert_told(lines, refused=17)


@pytest.mark.article("house:1")
def test_what_it_keeps_verifies_without_its_keys_and_is_the_same_record(kept):
    assert_kept(*kept)


@pytest.mark.article("house:1")
@pytest.mark.parametrize("left", ["FILE", "FILE.anchor", "FILE.pub", "FILE.documents"])
def test_nothing_that_is_there_already_is_written_over(tmp_path, left):
    (tmp_path / left).write_text("kept")
    with pytest.raises(CommandError, match=f"{left} 已存在"):
        call_command("journey", keep=tmp_path / "FILE")
    assert [path.name for path in tmp_path.iterdir()] == [left]


@pytest.mark.article("house:1")
def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="没有文件夹"):
        call_command("journey", keep=tmp_path / "nowhere" / "FILE")


WAITING = {  # noun → the states in which its cases of the demonstration lie on somebody's desk, or run
    "proposal": {"open"},
    "call": {"published"},
    "application": {"submitted"},
    "agreement": {"in_force", "finalised"},
    "partner": {"admitted", "proposed", "exiting"},
    "evaluation": {"opened", "scored", "notified"},
    "incident": {"reported"},
    "breach": {"ordered", "answered"},
    "interview": {"opened"},
    "renewal": {"opened"},
    "exit": {"running"},
}


@pytest.mark.article("16", "18", "33")
def test_the_demonstration_begins_across_the_new_year_and_opens_with_something_on_each_desk(
    tmp_path, django_db_blocker
):
    today = date(2027, 9, 1)
    with django_db_blocker.unblock(), fresh_database(tmp_path / "FILE", tmp_path / "documents"):
        call_command("migrate", verbosity=0)
        fill(today)
        assert Entry.objects.latest("id").at.date() == today - timedelta(days=1)
        assert Call.objects.get(state="published").closes_at.date() > today
        assert CalendarYear.objects.filter(year=today.year).exists()
        for noun, states in WAITING.items():
            assert states <= set(case_models()[noun].objects.values_list("state", flat=True)), noun
        assert not Delivery.objects.filter(state="waiting").exists()
