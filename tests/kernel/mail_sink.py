"""A mail server that keeps what it is sent: enough SMTP for smtplib, on a port of its own."""

import email
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message


class _Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.answer("220 sink")
        while line := self.rfile.readline():
            verb = line.split()[0].upper() if line.split() else b""
            if verb == b"DATA":
                self.answer("354 go on")
                self.keep()
            self.answer("221 bye" if verb == b"QUIT" else "250 fine")

    def keep(self):
        lines = iter(self.rfile.readline, b".\r\n")
        self.server.kept.append(email.message_from_bytes(b"".join(lines)))

    def answer(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Session)
        self.kept: list[Message] = []

    def handle_error(self, request, client_address):
        """A client that was killed in the middle of a sentence is what these tests are about."""


@contextmanager
def listening() -> Iterator[tuple[str, list[Message]]]:
    """The server's URL, and the mails that it has been sent so far."""
    with _Server() as server:
        threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        try:
            yield f"smtp://127.0.0.1:{server.server_address[1]}", server.kept
        finally:
            server.shutdown()
