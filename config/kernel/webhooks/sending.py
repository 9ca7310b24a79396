"""One request to one address that was looked at: https, no redirect, and never longer than a few seconds.

A timeout of a socket counts from each byte that arrives; a receiver that lets its answer drip would hold the worker
for hours. So the connection is cut when its time is over, whatever it is doing.
"""

import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from http.client import HTTPException
from threading import Event, Timer

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from config.kernel.webhooks import addresses

CONNECT_SECONDS = 4  # for the connection, and once more for the handshake
ANSWER_SECONDS = 6  # for the request and the whole answer: who has more to do answers first and works afterwards
READ = 1024  # bytes of the answer: enough for a short word to end politely; it is not kept
NOT_REACHED = (OSError, HTTPError, HTTPException, ValueError)  # the last two: an answer that is none
TEMPORARY = {429, 502, 503, 504}  # said by, or before, a receiver that is not there: as if nobody had answered


class NotDelivered(Exception):
    """The receiver did not take it. `reached`: it was there, and said no to this one."""

    def __init__(self, reason: str, reached: bool = False):
        self.reached = reached
        super().__init__(reason)


def send(url: str, body: bytes, headers: dict[str, str]) -> None:
    """Deliver, or raise NotDelivered. Any 2xx is a yes, all else a no; a redirect is a no, and not followed."""
    try:
        place, address = addresses.checked(url)
        status = _asked(place, address, body, headers)
    except addresses.Unsafe as unsafe:
        raise NotDelivered(f"the address is not allowed: {unsafe.code}") from unsafe
    except NOT_REACHED as error:
        raise NotDelivered(f"{type(error).__name__}: {error}"[:300]) from error
    if not 200 <= status <= 299:
        raise NotDelivered(f"answered {status}", reached=status not in TEMPORARY)


def _asked(place, address: str, body: bytes, headers: dict[str, str]) -> int:
    with closing(_connection(place, address)) as connection:
        connection.connect()
        with _cut_after(ANSWER_SECONDS, connection.sock) as cut:
            written = {"Host": _named(place), "Content-Type": "application/json", "User-Agent": "public-data-zones"}
            connection.request("POST", place.target, body=body, headers=written | headers, preload_content=False)
            with closing(connection.getresponse()) as answer:
                if cut.is_set():  # what was cut off reads like an answer that has ended
                    raise TimeoutError("the answer took too long")
                with suppress(*NOT_REACHED):  # it has said yes or no
                    answer.read(READ, decode_content=False)
                return answer.status


def _connection(place, address: str) -> HTTPConnection:
    """To the address, in the name of the host: certificate and SNI are the name's."""
    if place.scheme == "http":
        return HTTPConnection(address, place.port, timeout=CONNECT_SECONDS)
    return HTTPSConnection(
        address, place.port, timeout=CONNECT_SECONDS, server_hostname=place.host, ssl_context=_trusted()
    )


@cache
def _trusted() -> ssl.SSLContext:
    """The system's certificates, or those of SSL_CERT_FILE; read once."""
    return ssl.create_default_context()


def _named(place) -> str:
    host = f"[{place.host}]" if ":" in place.host else place.host
    return host if place.port == {"https": 443, "http": 80}[place.scheme] else f"{host}:{place.port}"


@contextmanager
def _cut_after(seconds: float, sock) -> Iterator[Event]:
    cut = Event()
    timer = Timer(seconds, _cut, [sock, cut])
    timer.daemon = True
    timer.start()
    try:
        yield cut
    finally:
        timer.cancel()


def _cut(sock, cut: Event) -> None:
    """Not the TLS layer's own farewell: that one would wait for the other side."""
    cut.set()
    try:
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
    except OSError:  # it is over already
        return
