"""Looking for viruses with ClamAV's daemon, when `CLAMD_URL` names one: `unix:/path` or `tcp://host:port`.

The daemon's INSTREAM command is spoken here and not by the `clamd` package, which may send half a chunk (`send`, not
`sendall`), waits for a connection without a time limit, and knows no IPv6.
"""

import re
import socket
import struct
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

CHUNK = 64 * 1024
SECONDS = 60  # for each answer; house default: clamd looks at 50 MB in a few


class Infected(Exception):
    """The scanner found something; the text is the name it gives to it."""

    def __init__(self, signature: str):
        super().__init__(signature)
        self.signature = signature


class ScannerUnavailable(Exception):
    """A scanner is configured but gave no verdict: the file must not pass as clean. The text is for a log."""


def scan(stream: BinaryIO) -> str:
    """Either "clean" or, when no scanner is configured, "not scanned". Reads the stream from start to end.

    Raises Infected, ScannerUnavailable, and ImproperlyConfigured for an address that is none.
    """
    if not settings.CLAMD_URL:
        return "not scanned"
    try:
        answer = _ask(settings.CLAMD_URL, stream)
    except OSError as error:
        raise ScannerUnavailable(str(error)) from error
    if answer == "stream: OK":
        return "clean"
    if found := re.fullmatch(r"stream: (.+) FOUND", answer):
        raise Infected(found[1])
    raise ScannerUnavailable(answer or "the scanner closed the connection")


def _ask(url: str, stream: BinaryIO) -> str:
    """Send the file in chunks, each after its length, the last empty; the answer is one line ended by NUL."""
    stream.seek(0)
    with _connect(url) as connection:
        connection.sendall(b"zINSTREAM\0")
        while chunk := stream.read(CHUNK):
            connection.sendall(struct.pack("!L", len(chunk)) + chunk)
        connection.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\0") and (part := connection.recv(1024)):
            answer += part
    return answer.rstrip(b"\0").decode(errors="replace").strip()


def _connect(url: str) -> socket.socket:
    address = urlsplit(url)
    if address.scheme == "tcp" and address.hostname and address.port:
        return socket.create_connection((address.hostname, address.port), timeout=SECONDS)
    if address.scheme == "unix" and address.path:
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(SECONDS)
        try:
            connection.connect(address.path)
        except OSError:
            connection.close()
            raise
        return connection
    raise ImproperlyConfigured(f"CLAMD_URL is {url}, not unix:/path or tcp://host:port")
