"""What a file is, by its content: the name and the browser's word for it count for nothing until they agree.

A file that cannot be taken is refused with one sentence; the first fault found is the one told.
"""

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

import filetype
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from config.kernel.documents import wholeness
from config.kernel.words import listed

CHUNK = 64 * 1024
LONGEST_NAME = 200  # characters; house default
ZIP = b"PK\x03\x04"
ALLOWED = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Unacceptable(Exception):
    """Why a file cannot be taken: a code, and the sentence for the person who sent it."""

    def __init__(self, code: str, reason: str):
        super().__init__(reason)
        self.code, self.reason = code, reason


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a whole file of an allowed type turned out to be; `size` in bytes, `extension` without a dot."""

    media_type: str
    extension: str
    size: int
    sha256: str


def inspect(name: str, stream: BinaryIO, declared_size: int | None, max_bytes: int) -> Inspected:
    """Read a seekable file once from its start, then look into it; it is left at no particular place.

    Raises Unacceptable: bad_name, empty, too_large, cut_off, type_not_allowed, lying_name.
    """
    _check_name(name)
    size, sha256 = _measure(stream, max_bytes)
    if not size:
        raise Unacceptable("empty", _("This file is empty."))
    if declared_size is not None and declared_size != size:
        raise _cut_off()
    extension = _kind(stream)
    _check_extension(name, extension)
    is_whole = wholeness.CHECKS.get(extension)
    if is_whole and not is_whole(stream, size):
        raise _cut_off()
    return Inspected(ALLOWED[extension], extension, size, sha256)


def _check_name(name: str) -> None:
    if len(name) > LONGEST_NAME:
        most = {"most": LONGEST_NAME}
        raise Unacceptable("bad_name", _("The name of this file is longer than %(most)s characters.") % most)
    # Cc are control characters; Cf turn the reading direction, so that "fdp.exe" can look like "exe.pdf".
    hidden = any(unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for character in name)
    if not name.strip(" .") or "/" in name or "\\" in name or hidden:
        raise Unacceptable("bad_name", _("The name of this file has slashes or hidden characters, or is empty."))


def _measure(stream: BinaryIO, max_bytes: int) -> tuple[int, str]:
    """Size and SHA-256, in one pass that ends as soon as the file is too large."""
    stream.seek(0)
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > max_bytes:
            most = {"most": filesizeformat(max_bytes)}
            raise Unacceptable("too_large", _("This file is larger than %(most)s.") % most)
        digest.update(chunk)
    return size, digest.hexdigest()


def _kind(stream: BinaryIO) -> str:
    """The extension that the content deserves, if it is one of those allowed."""
    stream.seek(0)
    head = stream.read(8192)
    guess = filetype.guess(head)
    found = _office_kind(stream) if head.startswith(ZIP) else guess and guess.extension
    if found in ALLOWED:
        return found
    words = {"found": guess.mime if guess else _("unknown"), "allowed": listed(ALLOWED)}
    text = _("Files of this type (%(found)s) are not taken; send one of these: %(allowed)s.") % words
    raise Unacceptable("type_not_allowed", text)


def _office_kind(stream: BinaryIO) -> str:
    """docx, xlsx or "": filetype guesses from the first names in a ZIP, its own table of contents is sure."""
    try:
        types = wholeness.content_types(stream)
    except wholeness.Broken as error:
        raise _cut_off() from error
    except wholeness.TooBig as error:
        raise Unacceptable("too_large", _("This file unpacks to far more than its size.")) from error
    kinds = [kind for kind in ("docx", "xlsx") if f"{ALLOWED[kind]}.main+xml".encode() in types]
    return kinds[0] if len(kinds) == 1 else ""


def _check_extension(name: str, extension: str) -> None:
    given = PurePosixPath(name).suffix.lower().lstrip(".")
    if given != extension and (given, extension) != ("jpeg", "jpg"):
        words = {"given": given or "—", "found": extension}
        text = _("The name of this file ends in “%(given)s”, but its content is “%(found)s”.") % words
        raise Unacceptable("lying_name", text)


def _cut_off() -> Unacceptable:
    return Unacceptable("cut_off", _("This file is cut off or damaged; please send it again."))
