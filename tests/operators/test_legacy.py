"""What was signed before the measures runs on its own terms, and ends as any other agreement (Art. 16)."""

from datetime import date
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from config.kernel.accounts.models import User
from config.kernel.accounts.queries import the
from config.kernel.ledger.models import Entry
from config.kernel.writing import given
from operators.agreement import actions as agreements
from operators.agreement.models import Agreement
from operators.agreement.queries import operating, visible_to
from operators.agreement.tasks import expire_due
from operators.exit.models import Exit
from operators.legacy import actions as legacies
from operators.legacy.models import LegacyList
from operators.legacy.sheets import COLUMNS, read
from operators.oversight import actions as oversight
from operators.renewal import actions as renewals
from operators.renewal.models import Renewal
from operators.renewal.tasks import open_due
from tests import stages
from tests import stages_exit as exits
from tests import stages_legacy as lives
from tests import stages_oversight as overseen
from tests.cast import later, organisation
from tests.hearing import seats, told
from tests.papers import fresh
from tests.refusing import answers, never, refusals, refused
from zones.call.queries import visible_to as calls_visible_to
from zones.rulebook.queries import current

pytestmark = pytest.mark.article("16")


def lodging(who, *rows, **words):
    words = {"by": who.officer, "at": later(days=1), "rulebook": current(), "rows": list(rows)} | words
    return refusals(legacies.lodge, the("authority"), **words)


def test_it_is_in_force_on_its_own_terms_when_another_officer_has_confirmed_it(who):
    lodged = lives.lodged(who)
    assert not Agreement.objects.exists()
    assert told("LegacyListLodged") == seats(who.colleague)
    legacies.confirm(lodged, by=who.colleague, at=later(days=2))
    agreement = Agreement.objects.get()
    term = (agreement.state, agreement.starts_on, agreement.ends_on)
    assert term == ("in_force", date(2024, 2, 1), date(2027, 1, 31))
    assert [head.text for head in agreement.heads.all()] == ["按原协议执行。"]
    assert list(agreement.parties.values_list("role", flat=True)) == ["authority", "operator"]
    assert (agreement.legacy.original_number, agreement.legacy.signed_on) == ("京数协〔2024〕1号", date(2024, 1, 15))
    assert agreement.sha256 in str(Entry.objects.get(act="legacy.take_over").said)
    assert agreement in operating() and agreement in visible_to(who.applicant)
    assert agreement.call not in calls_visible_to(None)


def test_its_own_term_may_be_longer_than_five_years(who):
    words = {"starts_on": date(2024, 2, 1), "ends_on": date(2034, 1, 31), "state": "suspended"}
    row = lives.row(stages.zone(who), **words)
    made = legacies.lodge(the("authority"), by=who.officer, at=later(days=1), rulebook=current(), rows=[row]).subject
    legacies.confirm(made, by=who.colleague, at=later(days=2))
    assert Agreement.objects.get(state="suspended").ends_on == date(2034, 1, 31)


def test_one_officer_lodges_and_another_confirms_or_sends_back(who):
    lodged, others = lives.lodged(who), "supervisor applicant clock"
    for act, words in ((legacies.confirm, {}), (legacies.refuse, {"reason": "与原件不符。"})):
        assert refused(act, lodged, by=who.officer, at=later(days=2), **words) == ["same_person"]
        assert answers(act, lodged, who, others, at=later(days=2), **words) == never(others)
    assert refused(legacies.refuse, lodged, by=who.colleague, at=later(days=2), reason=" ") == ["missing"]
    legacies.refuse(lodged, by=who.colleague, at=later(days=2), reason="与原件不符。")
    assert (fresh(lodged).state, Agreement.objects.count()) == ("refused", 0)
    assert told("LegacyListRefused") == seats(who.officer)


def test_nobody_takes_a_row_over_by_hand_nor_twice(who):
    lodged = lives.lodged(who)
    words = {"at": later(days=2), "row": 2}
    assert refused(legacies.take_over, lodged, by=who.clock, **words) == ["not_confirmed"]
    assert refused(legacies.take_over, lodged, by=who.officer, **words) == ["role", "not_confirmed"]
    legacies.confirm(lodged, by=who.colleague, at=later(days=2))
    assert refused(legacies.take_over, lodged, by=who.clock, **words) == ["taken_over"]
    assert refused(legacies.take_over, lodged, by=who.clock, at=later(days=2), row=3) == ["row"]


FAULTS = {
    "zone": {"zone": "没有的专区"},
    "operator": {"credit_code": "91110000MA00000000"},
    "signed_on": {"signed_on": date(2026, 1, 1)},
    "term": {"starts_on": date(2024, 2, 1), "ends_on": date(2024, 2, 1)},
    "over": {"ends_on": date(2026, 2, 28)},
    "state": {"state": "expired"},
    "parties": {"parties": ["某某公司"]},
    "terms": {"terms": ""},
}


@pytest.mark.parametrize("code", FAULTS)
def test_each_rows_fault_is_named(who, code):
    zone = stages.zone(who)
    (no,) = lodging(who, lives.row(zone) | {"row": 7} | FAULTS[code])
    assert (no.code, no.field) == (code, "rows.7") and "7" in no.reason


def test_all_faults_at_once_each_with_its_row(who):
    zone = stages.zone(who)
    first, second = lives.row(zone, row=2, state="else"), lives.row(zone, row=3, terms="", original_number="另号")
    found = [(no.code, no.field) for no in lodging(who, first, second)]
    assert found == [("duplicate", "rows.2"), ("state", "rows.2"), ("duplicate", "rows.3"), ("terms", "rows.3")]


def test_a_term_begins_before_it_is_taken_over_and_an_empty_list_is_none(who):
    zone = stages.zone(who)
    assert [no.code for no in lodging(who, lives.row(zone, starts_on=date(2026, 4, 1)))] == ["term"]
    assert [no.code for no in lodging(who, lives.row(zone, original_number=" "))] == ["terms"]
    assert [no.code for no in lodging(who)] == ["rows"]
    assert [no.code for no in lodging(who, lives.row(zone), rulebook=None)] == ["rulebook"]
    incomplete = lives.row(zone)
    del incomplete["terms"]
    assert [no.code for no in lodging(who, incomplete)] == ["rows"]
    assert [no.code for no in lodging(who, lives.row(zone), by=who.supervisor)] == ["role"]


def test_what_became_wrong_meanwhile_is_not_confirmed(who):
    lodged = lives.lodged(who)
    twice = legacies.lodge(
        the("authority"), by=who.officer, at=later(days=1), rulebook=current(), rows=lodged_rows(lodged)
    ).subject
    legacies.confirm(lodged, by=who.colleague, at=later(days=2))
    assert refused(legacies.confirm, twice, by=who.colleague, at=later(days=3)) == ["duplicate"]
    assert refused(legacies.confirm, lodged, by=who.colleague, at=later(days=3)) == ["wrong_state"]


def lodged_rows(lodged):
    days = ("signed_on", "starts_on", "ends_on")
    return [{**row, **{name: date.fromisoformat(row[name]) for name in days}} for row in lodged.rows]


def test_it_expires_as_others_do_and_its_operator_leaves(who):
    agreement = lives.taken_over(who)
    last = (agreement.ends_on - later().date()).days
    assert [expire_due(at=later(days=last)), expire_due(at=later(days=last + 1))] == [0, 1]
    assert (fresh(agreement).state, Exit.objects.get().ground) == ("expired", "expired")


@pytest.mark.article("33")
def test_it_is_overseen_and_terminated_as_others_are(who):
    agreement = lives.taken_over(who)
    oversight.call_in(agreement, by=who.officer, at=later(days=80), kind="reminder", ground="较差。")
    overseen.hear(who, agreement, 81)
    assert exits.terminated(who, agreement).state == "terminated"
    assert Exit.objects.get().items.count() == 9


def test_it_is_not_amended_here_but_followed_by_an_application(who):
    agreement = lives.taken_over(who)
    words = {"by": who.officer, "at": later(days=3), "reason": "调整"}
    assert refused(agreements.draft_amendment, agreement, **words) == ["own_terms"]
    assert open_due(at=later(days=160)) == 1
    renewal = Renewal.objects.get(agreement=agreement)
    renewals.apply(stages.published_call(who, zone=agreement.zone), by=who.applicant, at=later(days=2))
    assert (fresh(renewal).state, fresh(renewal).carried) == ("applied", {})


def test_a_sheet_is_read_row_by_row_and_each_cell_that_cannot_be_is_named(who):
    zone = stages.zone(who)
    lines = [
        lives.line(zone),
        lives.line(zone, signed_on="去年"),
        [None] * len(COLUMNS),
        lives.line(zone, starts_on="2024-02-01", terms=None, ends_on=20270131),
        lives.line(zone, credit_code=True),
    ]
    rows, faults = read(lives.sheet(*lines))
    assert rows == [lives.row(zone)]
    assert {row: len(said) for row, said in faults.items()} == {3: 1, 5: 2, 6: 1}
    assert "签署日期" in faults[3][0] and "授权内容" in "".join(faults[5])


def test_a_sheet_without_a_column_or_of_another_kind_is_not_read(who):
    heads = [title for title in COLUMNS.values() if title != "终止日期"]
    rows, faults = read(lives.sheet([], heads=heads))
    assert rows == [] and "终止日期" in faults[0][0]
    for content in (b"", b"PK\x03\x04", b"a,b\n1,2\n"):
        assert read(BytesIO(content))[0] == [] and list(read(BytesIO(content))[1]) == [0]
    assert read(lives.sheet(heads=[*COLUMNS.values(), "专区"]))[0] == []
    assert 0 in read(lives.sheet(*[["x"]] * 1_001))[1]


@pytest.fixture
def officers(who, monkeypatch):
    for seat in (who.officer, who.colleague, who.supervisor):
        user = User.objects.get(pk=seat.user_id)
        user.set_password("correct horse")
        user.save()
    monkeypatch.setenv("OFFICER_PASSWORD", "correct horse")
    return who


def run(*words) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("legacy_agreements", *map(str, words), stdout=out, stderr=err)
    except CommandError as no:
        err.write(str(no))
    return out.getvalue(), err.getvalue()


def test_nothing_is_lodged_unless_all_rows_are_right_or_the_good_ones_are_chosen(officers, tmp_path):
    zone, file = stages.zone(officers), tmp_path / "原协议.xlsx"
    bad = lives.line(zone, original_number="二号", credit_code="x"), lives.line(zone, signed_on="x")
    file.write_bytes(lives.sheet(lives.line(zone), *bad).getvalue())
    by = ("--by", officers.officer.user.username)
    said, faults = run("lodge", file, *by)
    assert (said, LegacyList.objects.count()) == ("", 0)
    assert "3" in faults and "4" in faults
    run("lodge", file, "--only-good", *by)
    (lodged,) = LegacyList.objects.all()
    assert [row["row"] for row in lodged.rows] == [2]
    assert run("confirm", lodged.number, *by)[1] != ""
    said, _faults = run("confirm", lodged.number, "--by", officers.colleague.user.username)
    assert Agreement.objects.get().number in said


def test_only_an_officer_of_the_authority_with_the_password_runs_it(officers, tmp_path, monkeypatch):
    file = tmp_path / "原协议.xlsx"
    by = ("--by", officers.officer.user.username)
    assert run("lodge", file, *by)[1] != ""
    file.write_bytes(b"x")
    assert run("lodge", file, *by)[1] != ""
    file.write_bytes(lives.sheet(lives.line(stages.zone(officers))).getvalue())
    assert run("lodge", file, "--by", officers.supervisor.user.username)[1] != ""
    monkeypatch.setenv("OFFICER_PASSWORD", "wrong")
    assert run("lodge", file, *by)[1] != ""
    assert run("confirm", "YX-0", *by)[1] != ""
    assert not LegacyList.objects.exists() and organisation()


def test_the_database_repeats_it(who):
    lodged = lives.lodged(who)
    for words in ({"state": "confirmed"}, {"state": "else"}, {"answered_by": who.colleague}):
        with pytest.raises(IntegrityError), given(), transaction.atomic():
            LegacyList.objects.filter(pk=lodged.pk).update(**words)
