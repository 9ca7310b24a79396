"""The virus scanner: a small peer that speaks clamd's INSTREAM, on a real socket (house:3)."""

import io
import socket
import struct
import threading
from contextlib import contextmanager

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.kernel.documents.scanning import Infected, ScannerUnavailable, scan

pytestmark = pytest.mark.article("house:3")


@contextmanager
def clamd(answer, family=socket.AF_INET, address=("127.0.0.1", 0)):
    """A daemon for one file; yields its address and the list of what it received."""
    received = []
    with socket.socket(family) as server:
        server.bind(address)
        server.listen(1)
        thread = threading.Thread(target=serve, args=(server, answer, received))
        thread.start()
        try:
            yield server.getsockname(), received
        finally:
            thread.join(10)
            assert not thread.is_alive()


def serve(server, answer, received):
    connection, _ = server.accept()
    with connection, connection.makefile("rb") as file:
        received.append(file.read(len(b"zINSTREAM\0")))
        content = b""
        while length := struct.unpack("!L", file.read(4))[0]:
            content += file.read(length)
        received.append(content)
        connection.sendall(answer)


def scanned(settings, answer, content=b"file" * 100_000):
    with clamd(answer) as ((host, port), received):
        settings.CLAMD_URL = f"tcp://{host}:{port}"
        try:
            return scan(io.BytesIO(content))
        finally:
            assert received == [b"zINSTREAM\0", content]


def test_a_clean_file_is_said_to_be_clean(settings):
    assert scanned(settings, b"stream: OK\0") == "clean"


def test_an_infected_file_is_refused_with_what_was_found(settings):
    with pytest.raises(Infected, match=r"Win\.Test.EICAR_HDB-1"):
        scanned(settings, b"stream: Win.Test.EICAR_HDB-1 FOUND\0")


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: OK ERROR\0", b"\xff\0"])
def test_any_other_answer_is_no_verdict(settings, answer):
    with pytest.raises(ScannerUnavailable):
        scanned(settings, answer)


def test_a_scanner_on_a_unix_socket(settings, tmp_path):
    with clamd(b"stream: OK\0", socket.AF_UNIX, str(tmp_path / "clamd")) as (path, _received):
        settings.CLAMD_URL = f"unix:{path}"
        assert scan(io.BytesIO(b"file")) == "clean"


def test_a_scanner_that_does_not_answer_lets_nothing_pass(settings, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for url in (f"tcp://127.0.0.1:{port}", f"unix:{tmp_path / 'nobody'}"):
        settings.CLAMD_URL = url
        with pytest.raises(ScannerUnavailable):
            scan(io.BytesIO(b"file"))


def test_without_a_scanner_a_file_is_said_not_to_be_scanned(settings):
    settings.CLAMD_URL = ""
    assert scan(io.BytesIO(b"file")) == "not scanned"


def test_an_address_that_is_none_is_an_error_of_the_settings(settings):
    settings.CLAMD_URL = "localhost:3310"
    with pytest.raises(ImproperlyConfigured):
        scan(io.BytesIO(b"file"))
