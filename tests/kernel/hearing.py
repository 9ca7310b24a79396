"""Endpoints of the tests, and receivers that answer as a test says: real servers, on ports of their own."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

from config.kernel.webhooks import actions
from config.kernel.webhooks.models import Endpoint, Event
from tests.cast import later

PUBLIC = "https://93.184.215.14/events"  # an address as it may be given; nothing is sent there


def endpoint(seat, url: str = PUBLIC, at=None, **words) -> Endpoint:
    """An endpoint that its own seat registers."""
    made = actions.register(seat, by=seat, at=at or later(), url=url, **words).subject
    return Endpoint.objects.select_related("seat__user", "seat__body").get(pk=made.pk)


def states(endpoint) -> list[str]:
    """What became of each event, in the order of the ledger."""
    return list(Event.objects.filter(endpoint=endpoint).order_by("entry_id").values_list("state", flat=True))


def told(endpoint) -> list[str]:
    """The acts that an endpoint was told of, in the order of the ledger."""
    return list(Event.objects.filter(endpoint=endpoint).order_by("entry_id").values_list("entry__act", flat=True))


class _Receiver(BaseHTTPRequestHandler):
    """Keeps what it is sent; answers with what `server.answers` says about it."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        got = SimpleNamespace(body=body, headers=dict(self.headers), path=self.path, said=json.loads(body))
        status = self.server.answers(got)
        self.server.asked.append(got)
        if status == "hang":
            self.server.over.wait(60)
            return
        if status == "drip":
            return self.drip()
        if 200 <= status <= 299:
            self.server.kept.append(got)
        self.send_response(status)
        if 300 <= status <= 399:
            self.send_header("Location", self.server.url + "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self):
        self.server.asked.append(SimpleNamespace(path=self.path))
        self.send_error(405)

    def drip(self):
        """A header that never ends, one byte at a time: no single read takes long."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.server.over.wait(0.1):
            self.wfile.write(b"a")

    def log_message(self, *args):
        """Nothing: the test looks at what was kept."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A client that goes in the middle of a sentence is what these tests are about."""


@contextmanager
def receiver(answers=lambda got: 204, port: int = 0, context=None) -> Iterator[_Server]:
    """A receiver on loopback; `answers(got)` is the status, or "hang", or "drip". `kept` is what it took."""
    with _Server(("127.0.0.1", port), _Receiver) as server:
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        scheme = "https" if context else "http"
        server.url = f"{scheme}://127.0.0.1:{server.server_address[1]}"
        server.answers, server.kept, server.asked, server.over = answers, [], [], threading.Event()
        threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()


def ids(server) -> list[str]:
    return [got.headers["webhook-id"] for got in server.kept]


def cases(server) -> dict[str, list[int]]:
    """case → the places in its chain, in the order in which they arrived."""
    found: dict[str, list[int]] = {}
    for got in server.kept:
        case = got.said["data"]["case"]
        found.setdefault(f"{case['noun']}:{case['id']}", []).append(got.said["data"]["entry"])
    return found


def wait_until(so, seconds: float = 60) -> None:
    give_up = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < give_up, "it took too long"
        time.sleep(0.1)
