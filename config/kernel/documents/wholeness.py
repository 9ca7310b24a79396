"""Is a file whole? Each format says where it ends; a ZIP is opened, but never unpacked.

Every check takes the seekable file and its size in bytes, and answers False for one that was cut off.
"""

import struct
import zipfile
from typing import BinaryIO

TAIL = 1024  # a PDF's last line may be followed by this much (ISO 32000, annex H)
MOST_UNPACKED = 512 * 1024 * 1024  # bytes; house default: ten times the largest upload
MOST_ENTRIES = 10_000  # house default
MOST_PARTS = 100_000  # chunks or segments; without it a made-up file of 50 MB keeps the check busy for a minute
CONTENT_TYPES = "[Content_Types].xml"
MOST_CONTENT_TYPES = 1024 * 1024


class Broken(Exception):
    """This ZIP cannot be opened."""


class TooBig(Exception):
    """This ZIP would unpack to far more than anybody needs."""


def pdf(stream: BinaryIO, size: int) -> bool:
    """%%EOF stands near the end."""
    stream.seek(max(0, size - TAIL))
    return b"%%EOF" in stream.read()


def png(stream: BinaryIO, size: int) -> bool:
    """From chunk to chunk, the last one (IEND) is reached within the file."""
    at = 8
    for _part in range(MOST_PARTS):
        if at + 12 > size:
            return False
        stream.seek(at)
        length, kind = struct.unpack("!L4s", stream.read(8))
        at += 12 + length
        if kind == b"IEND":
            return at <= size
    return False


def jpeg(stream: BinaryIO, size: int) -> bool:
    """After the first scan begins there is an end marker (EOI): those of a preview in the header do not count."""
    at = 2
    for _part in range(MOST_PARTS):
        if at + 4 > size:
            return False
        stream.seek(at)
        start, marker, length = struct.unpack("!BBH", stream.read(4))
        if start != 0xFF:
            return False
        at += 1 if marker == 0xFF else 2 + length  # FF FF is padding
        if marker == 0xDA:
            return _has_end(stream, at)
    return False


def _has_end(stream: BinaryIO, at: int) -> bool:
    stream.seek(at)
    last = b""
    while chunk := stream.read(64 * 1024):
        if b"\xff\xd9" in last + chunk:
            return True
        last = chunk[-1:]
    return False


CHECKS = {"pdf": pdf, "png": png, "jpg": jpeg}  # an office file is opened to know what it is


def content_types(stream: BinaryIO) -> bytes:
    """The part of an office file that says what it is; b"" in a ZIP of another kind. Raises Broken and TooBig."""
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise TooBig
            if CONTENT_TYPES not in archive.namelist():
                return b""
            with archive.open(CONTENT_TYPES) as part:
                return part.read(MOST_CONTENT_TYPES)
    except TooBig:
        raise
    except RuntimeError:  # encrypted, or packed in a way that no office program uses
        return b""
    except Exception as error:
        # A made-up ZIP breaks zipfile in many ways: BadZipFile, zlib.error, EOFError, ValueError …
        raise Broken from error
