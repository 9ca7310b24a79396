"""Files: taken in when they are what they say, kept privately, handed out to those who may see their case (house:3)."""

import hashlib
import socketserver
import stat
import threading
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.http import Http404

from config import wiring
from config.kernel.documents.models import Document, Download
from config.kernel.documents.receiving import hand_out, of_case, receive
from config.kernel.refusals import Refused
from tests import stages
from tests.cast import later
from tests.stages import PDF

pytestmark = pytest.mark.article("house:3")

VIRUS = b"harmless words that the scanner of these tests calls a virus"


class _Scanner(socketserver.StreamRequestHandler):
    """ClamAV's INSTREAM: chunks after their length, the last one empty."""

    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while length := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(length)
        self.wfile.write(b"stream: Tests.Virus FOUND\0" if VIRUS in content else b"stream: OK\0")


@pytest.fixture
def scanner(settings):
    """A ClamAV that knows one virus."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Scanner) as server:
        threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        settings.CLAMD_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
        yield
        server.shutdown()


@pytest.fixture
def zone(who):
    return stages.planned_zone(who)


def stored() -> set[Path]:
    """Every file that is kept."""
    return {path for path in Path(settings.STORAGES["default"]["OPTIONS"]["location"]).rglob("*") if path.is_file()}


def take(case, who, content=PDF, name="证明.pdf", **words) -> Document:
    return receive(BytesIO(content), name=name, case=case, by=who.officer, at=later(), **words)


def refused(case, who, **words):
    """The one refusal; no row and no file has come of it."""
    rows, files = Document.objects.count(), stored()
    with pytest.raises(Refused) as no:
        take(case, who, **words)
    assert (Document.objects.count(), stored()) == (rows, files)
    (refusal,) = no.value.refusals
    assert (refusal.article, refusal.kind, refusal.field) == ("house:3", "input", "file")
    return refusal


def test_a_file_is_kept_with_what_it_was_found_to_be(who, zone):
    document = take(zone, who, declared_size=len(PDF))
    assert (document.case_kind, document.case_id, document.name) == ("zone", zone.pk, "证明.pdf")
    assert (document.media_type, document.size) == ("application/pdf", len(PDF))
    assert document.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (document.scan, document.by, document.at) == ("not scanned", who.officer, later())
    assert Path(document.file.path).read_bytes() == PDF
    assert list(of_case(zone)) == [document]


def test_only_its_owner_may_read_the_file_and_nothing_shows_in_its_place(who, zone):
    path = Path(take(zone, who, name="机密名称.pdf").file.path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert "机密" not in str(path)
    assert path.suffix == ""


def test_the_same_name_twice_is_two_files(who, zone):
    first, second = take(zone, who), take(zone, who, content=PDF + b"%%EOF\n")
    assert first.file.path != second.file.path
    assert [document.pk for document in of_case(zone)] == [first.pk, second.pk]


def test_the_same_file_twice_is_one(who, zone):
    first, again = take(zone, who), take(zone, who)
    assert (again, of_case(zone).count()) == (first, 1)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("type_not_allowed", {"content": b"MZ\x90\x00" + b"\0" * 200, "name": "证明.exe"}),
        ("type_not_allowed", {"content": b"only words", "name": "证明.pdf"}),
        ("lying_name", {"name": "证明.png"}),
        ("cut_off", {"content": PDF[:-8]}),
        ("cut_off", {"declared_size": len(PDF) + 1}),
        ("empty", {"content": b""}),
        ("bad_name", {"name": "../证明.pdf"}),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(who, zone, code, words):
    assert refused(zone, who, **words).code == code


def test_a_file_may_be_so_large_and_no_larger(who, zone, settings):
    settings.DOCUMENT_MAX_BYTES = len(PDF)
    assert take(zone, who).size == len(PDF)
    settings.DOCUMENT_MAX_BYTES = len(PDF) - 1
    assert refused(zone, who).code == "too_large"


def test_a_file_in_which_the_scanner_finds_something_is_refused_and_what_it_is_said(who, zone, scanner):
    refusal = refused(zone, who, content=PDF.replace(b"%%EOF", VIRUS + b"\n%%EOF"))
    assert refusal.code == "infected"
    assert "Tests.Virus" in refusal.reason


def test_one_in_which_it_finds_nothing_is_clean(who, zone, scanner):
    document = take(zone, who)
    assert document.scan == "clean"
    assert Path(document.file.path).read_bytes() == PDF


def test_where_the_scanner_does_not_answer_nothing_is_taken(who, zone, settings):
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    assert refused(zone, who).code == "scanner_away"


@pytest.fixture
def paper(who):
    """A paper of an application: for the applicant and the authority, not for a rival."""
    return of_case(stages.submitted(who))[0]


@pytest.mark.parametrize("seat", ["applicant", "officer"])
def test_whoever_sees_the_case_gets_its_document_and_that_is_written_down(who, paper, seat):
    assert hand_out(paper.pk, getattr(who, seat), later(days=6)) == paper
    download = Download.objects.get()
    assert (download.document, download.seat, download.at) == (paper, getattr(who, seat), later(days=6))


@pytest.mark.parametrize("seat", ["rival", "outsider", "district"])
def test_for_anybody_else_there_is_none(who, paper, seat):
    with pytest.raises(Http404):
        hand_out(paper.pk, getattr(who, seat), later(days=6))
    assert not Download.objects.exists()


def test_there_is_none_of_another_number(who, paper):
    with pytest.raises(Http404):
        hand_out(paper.pk + 1000, who.officer, later(days=6))


def test_there_is_none_of_a_case_for_which_nobody_said_who_sees_it(who, paper, monkeypatch):
    monkeypatch.delitem(wiring.VISIBLE, "application")
    with pytest.raises(Http404):
        hand_out(paper.pk, who.officer, later(days=6))


def test_a_document_is_never_changed(who, zone):
    document = take(zone, who)
    document.name = "another.pdf"
    with pytest.raises(TypeError, match="never changed"):
        document.save()
    assert Document.objects.get(pk=document.pk).name == "证明.pdf"
