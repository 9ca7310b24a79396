"""Files by their content, not by their name; whole, small enough, and scanned (house:3)."""

import hashlib
import io
import zipfile

import pytest
from django.utils import translation
from PIL import Image
from pypdf import PdfWriter

from config.kernel.documents import wholeness
from config.kernel.documents.sniffing import ALLOWED, Unacceptable, inspect

pytestmark = pytest.mark.article("house:3")
LIMIT = 1_000_000


def pdf():
    file = io.BytesIO()
    with PdfWriter() as writer:
        writer.add_blank_page(200, 200)
        writer.write(file)
    return file.getvalue()


def picture(kind, **options):
    file = io.BytesIO()
    Image.effect_noise((60, 60), 50).save(file, kind, **options)
    return file.getvalue()


def office(kind, parts=()):
    """The least that an office program writes; `kind` is an extension or a content type."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        main = f"{ALLOWED[kind]}.main+xml" if kind in ALLOWED else kind
        archive.writestr("[Content_Types].xml", f'<Types><Override PartName="/main.xml" ContentType="{main}"/></Types>')
        archive.writestr("main.xml", "<main/>" * 100)
        for name, content in parts:
            archive.writestr(name, content)
    return file.getvalue()


WHOLE = {
    "pdf": pdf(),
    "png": picture("PNG"),
    "jpg": picture("JPEG"),
    "docx": office("docx"),
    "xlsx": office("xlsx"),
}


def refused(name, content, declared=None, limit=LIMIT):
    with pytest.raises(Unacceptable) as no:
        inspect(name, io.BytesIO(content), declared, limit)
    return no.value


@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_file_of_an_allowed_type_is_taken_with_its_hash(kind):
    content = WHOLE[kind]
    found = inspect(f"营业执照（示例）.{kind.upper()}", io.BytesIO(content), len(content), LIMIT)
    assert (found.media_type, found.extension, found.size) == (ALLOWED[kind], kind, len(content))
    assert found.sha256 == hashlib.sha256(content).hexdigest()


def test_jpeg_has_two_names():
    assert inspect("证照.jpeg", io.BytesIO(WHOLE["jpg"]), None, LIMIT).extension == "jpg"


@pytest.mark.parametrize("kind", WHOLE)
def test_a_name_that_lies_is_refused_and_both_are_said(kind):
    other = "png" if kind == "pdf" else "pdf"
    no = refused(f"a.{other}", WHOLE[kind])
    assert no.code == "lying_name"
    assert other in no.reason and kind in no.reason
    assert refused("no extension", WHOLE[kind]).code == "lying_name"


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("kept", [0.5, 0.9])
def test_a_file_that_was_cut_off_is_refused(kind, kept):
    content = WHOLE[kind] if kind != "pdf" else WHOLE[kind] + b"%" * 3000 + b"\n%%EOF\n"
    assert inspect(f"a.{kind}", io.BytesIO(content), None, LIMIT)
    assert refused(f"a.{kind}", content[: int(len(content) * kept)]).code == "cut_off"


def test_a_picture_cut_by_its_last_two_bytes_is_refused():
    assert refused("a.jpg", WHOLE["jpg"][:-2]).code == "cut_off"
    assert refused("a.png", WHOLE["png"][:-2]).code == "cut_off"


def test_the_end_of_a_preview_inside_a_photo_is_not_the_photos_end():
    preview = b"Exif\0\0" + picture("JPEG")
    photo = picture("JPEG", exif=preview)
    assert inspect("a.jpg", io.BytesIO(photo), None, LIMIT)
    assert refused("a.jpg", photo[:-2]).code == "cut_off"
    assert refused("a.jpg", photo[: len(preview) + 30]).code == "cut_off"


def test_a_photo_may_have_bytes_after_its_end():
    assert inspect("a.jpg", io.BytesIO(WHOLE["jpg"] + bytes(5000)), None, LIMIT)


def test_a_file_of_another_size_than_declared_is_refused():
    assert refused("a.pdf", WHOLE["pdf"], len(WHOLE["pdf"]) + 1).code == "cut_off"
    assert refused("a.pdf", WHOLE["pdf"], len(WHOLE["pdf"]) - 1).code == "cut_off"


def test_an_empty_file_is_refused():
    assert refused("a.pdf", b"").code == "empty"


def test_the_limit_itself_is_allowed_and_one_byte_more_is_not():
    size = len(WHOLE["pdf"])
    assert inspect("a.pdf", io.BytesIO(WHOLE["pdf"]), size, size).size == size
    assert refused("a.pdf", WHOLE["pdf"], size, size - 1).code == "too_large"


def test_reading_stops_once_a_file_is_too_large():
    stream = io.BytesIO(bytes(10 * LIMIT))
    with pytest.raises(Unacceptable):
        inspect("a.pdf", stream, None, LIMIT)
    assert stream.tell() < 2 * LIMIT


@pytest.mark.parametrize(
    "content",
    [
        b"plain text",
        b"MZ" + bytes(600),
        b"<html><script>alert(1)</script></html>",
        picture("GIF"),
        office("application/zip"),
        office("application/vnd.ms-word.document.macroEnabled.main+xml"),
        office(f"{ALLOWED['docx']}.main+xml {ALLOWED['xlsx']}.main+xml"),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000),
    ],
    ids=["text", "program", "page", "gif", "zip", "macros", "both", "old office"],
)
def test_other_types_are_refused_whatever_they_are_called(content):
    no = refused("a.pdf", content)
    assert no.code == "type_not_allowed"
    assert "pdf、png、jpg、docx、xlsx" in no.reason


def test_a_zip_that_is_no_office_file_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "a")
    assert refused("a.docx", file.getvalue()).code == "type_not_allowed"


def test_a_zip_that_unpacks_to_far_too_much_is_refused_unopened(monkeypatch):
    bomb = office("docx", [("bomb", bytes(100_000))])
    monkeypatch.setattr(wholeness, "MOST_UNPACKED", 101_000)
    assert inspect("a.docx", io.BytesIO(bomb), None, LIMIT)
    monkeypatch.setattr(wholeness, "MOST_UNPACKED", 100_000)
    assert refused("a.docx", bomb).code == "too_large"


def test_a_zip_of_very_many_parts_is_refused_unopened(monkeypatch):
    monkeypatch.setattr(wholeness, "MOST_ENTRIES", 2)
    assert inspect("a.docx", io.BytesIO(WHOLE["docx"]), None, LIMIT)
    assert refused("a.docx", office("docx", [("one more", "")])).code == "too_large"


@pytest.mark.parametrize(
    "mark", [b"PK\x03\x04", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff"]
)
def test_rubbish_behind_a_good_beginning_is_refused(mark):
    for rubbish in (b"", b"\xff", bytes(40), b"\xff" * 400_000, bytes(400_000)):
        for name in ("a.pdf", "a.png", "a.jpg", "a.docx"):
            refused(name, mark + rubbish)


@pytest.mark.parametrize(
    "name",
    ["../a.pdf", "a/b.pdf", "a\\b.pdf", "a\0.pdf", "a\n.pdf", "a\u202efdp.pdf", "", " ", "..", "名" * 197 + ".pdf"],
)
def test_a_name_that_could_mislead_is_refused(name):
    assert refused(name, WHOLE["pdf"]).code == "bad_name"


def test_a_name_of_200_characters_is_taken():
    assert inspect("名" * 196 + ".pdf", io.BytesIO(WHOLE["pdf"]), None, LIMIT)


def test_the_sentences_are_whole_in_english():
    with translation.override("en"):
        no = refused("a.png", WHOLE["pdf"])
    assert no.reason == "The name of this file ends in “png”, but its content is “pdf”."
