"""Files over the API: what is taken, who may add where, who takes them away, and what is nobody else's (house:3)."""

import pytest

from config.kernel.documents.models import Document, Download
from operators.application import actions as applications
from tests import stages
from tests.cast import later
from tests.correcting import corrected
from tests.doors import api
from tests.kernel import systems
from tests.stages import PDF

pytestmark = pytest.mark.article("house:3")
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@pytest.fixture
def draft(who, on_day):
    made = stages.draft(who)
    on_day(3)
    return made


def files(case) -> str:
    return f"{api.addresses.of_case(case)}documents/"


def content(answer) -> bytes:
    """What is handed out, to its end: then the file is closed."""
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content)


def named(asker, case) -> list[str]:
    answer = asker.get(files(case))
    assert answer.status_code == 200, answer.content
    return [row["name"] for row in answer.json()["results"]]


def test_a_file_is_kept_listed_and_handed_out_as_it_came(who, draft):
    asker = api.person(who.applicant)
    answer = asker.send(files(draft), PDF, "证明.pdf")
    said = answer.json()
    assert (answer.status_code, said["name"], said["media_type"], said["size"]) == (
        201, "证明.pdf", "application/pdf", len(PDF),
    )  # fmt: skip
    assert asker.get(files(draft)).json()["results"] == [said]
    got = asker.get(f"{files(draft)}{said['id']}/", headers={"Accept": "application/pdf"})
    assert (content(got), got["Content-Type"]) == (PDF, "application/pdf")
    assert got["Content-Disposition"].startswith("attachment")
    assert Download.objects.get().seat == who.applicant


def test_a_partner_system_sends_files_too_and_only_within_its_scope(who, draft):
    assert api.system(systems.active(who, who.editor)).send(files(draft), PDF).status_code == 201
    reader = api.system(systems.active(who, who.editor, scopes=["application:read"]))
    assert "application:act" in api.problem(reader.send(files(draft), PDF), 403)["detail"]


def test_the_same_file_twice_is_one(who, draft):
    asker = api.person(who.applicant)
    first, again = asker.send(files(draft), PDF).json(), asker.send(files(draft), PDF).json()
    assert (first, Document.objects.count()) == (again, 1)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [(PNG, "证明.pdf", "lying_name"), (PDF[:-8], "证明.pdf", "cut_off"), (b"", "证明.pdf", "empty"),
     (b"MZ" + b"\0" * 60, "证明.pdf", "type_not_allowed"), (b"text", "a.txt", "type_not_allowed")],
)  # fmt: skip
def test_a_file_that_is_not_what_it_says_is_refused(who, draft, content, name, code):
    assert api.codes(api.person(who.applicant).send(files(draft), content, name), 400) == [code]
    assert not Document.objects.exists()


def test_a_file_that_is_too_large_is_not_received(who, draft, settings):
    settings.DOCUMENT_MAX_BYTES = 100_000
    asker = api.person(who.applicant)
    assert api.codes(asker.send(files(draft), PDF[:9] + b" " * 110_000 + PDF[9:]), 400) == ["too_large"]
    api.problem(asker.send(files(draft), b"x" * 300_000), 413)
    system = api.system(systems.active(who, who.applicant))
    api.problem(system.send(files(draft), b"x" * 300_000), 413)
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "body", ["", "x", "--b\r\n\r\nx", '--b\r\nContent-Disposition: form-data; name="file"\r\n\r\nx\r\n--b--']
)
def test_a_multipart_body_without_a_file_is_refused(who, draft, body):
    kind = "multipart/form-data; boundary=b"
    api.problem(api.person(who.applicant).post(files(draft), body, content_type=kind), 400)
    api.problem(api.person(who.applicant).post(files(draft), body, content_type="multipart/form-data"), 400)
    api.problem(api.person(who.applicant).post(files(draft), "{}"), 415)


def test_only_members_add_to_a_draft_and_nobody_to_what_was_submitted(who, draft, on_day):
    api.problem(api.nobody().send(files(draft), PDF), 404)  # whoever does not see it is not told that it is there
    api.problem(api.person(who.rival).send(files(draft), PDF), 404)
    assert "role" in api.codes(api.person(who.signatory).send(files(draft), PDF), 403)
    stages.fill(draft, who.applicant)
    applications.submit(draft, by=who.applicant, at=later(days=5))
    on_day(6)
    assert api.codes(api.person(who.applicant).send(files(draft), PDF, "另.pdf"), 409) == ["not_a_draft"]
    assert "role" in api.codes(api.person(who.officer).send(files(draft), PDF, "另.pdf"), 403)


def test_nothing_is_added_to_a_kind_of_case_that_takes_nothing(who):
    api.problem(api.person(who.officer).send(files(stages.zone(who)), PDF), 405)


def test_who_is_not_signed_in_adds_and_takes_nothing(who):
    zone = stages.zone(who)
    api.problem(api.nobody().send(files(zone), PDF), 405)
    api.problem(api.nobody().get(f"{files(zone)}1/"), 401)


def test_a_file_is_found_at_its_own_case_only(who, draft):
    own = api.person(who.applicant).send(files(draft), PDF).json()["id"]
    api.problem(api.person(who.rival).get(f"{files(draft)}{own}/"), 404)
    api.problem(api.person(who.officer).get(f"{files(draft)}{own}/"), 404)  # a draft
    api.problem(api.person(who.applicant).get(f"{files(stages.zone(who, name='另一专区'))}{own}/"), 404)
    for number in ("0", "9" * 18, "9" * 30, "x"):
        api.problem(api.person(who.applicant).get(f"{files(draft)}{number}/"), 404)
    assert not Download.objects.exists()


@pytest.mark.article("12")
def test_offices_see_no_file_of_a_correction_before_it_is_submitted(who, on_day):
    application = stages.returned(who)
    on_day(8)
    own, offices = (
        api.person(who.applicant),
        [api.person(seat) for seat in (who.officer, who.supervisor, who.audit_admin)],
    )
    added = own.send(files(application), PDF, "新证明.pdf").json()["id"]
    assert named(own, application) == ["证明.pdf", "新证明.pdf"]
    for office in offices:
        assert named(office, application) == ["证明.pdf"]
        api.problem(office.get(f"{files(application)}{added}/"), 404)
    assert not Download.objects.exists()
    assert corrected(who, application).state == "submitted"
    for office in offices:
        assert "新证明.pdf" in named(office, application)
        assert content(office.get(f"{files(application)}{added}/")) == PDF
