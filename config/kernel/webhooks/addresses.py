"""Addresses that events may go to: https, to hosts of the open internet, or to the networks that the deployment names.

Whoever registers an address makes this server call it. So every address that its name leads to is looked at before
anything is sent, and the connection goes to the very one that was looked at (see sending).
"""

import ipaddress
import socket
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from django.conf import settings

RESOLVE_SECONDS = 3  # what a name server may take: an act waits for it when an address is registered
LONGEST = 500
WRITTEN_AS_IT_IS = "/?%:@!$&'()*+,;=~-._"
NAT64 = ipaddress.ip_network("64:ff9b::/96")
COMPATIBLE = ipaddress.ip_network("::/96")  # IPv4 in the last 32 bits, long deprecated and still understood


class Unsafe(Exception):
    """An address that nothing is sent to; `code` says why."""

    def __init__(self, code: str):
        self.code = code
        super().__init__(code)


class Place(NamedTuple):
    """An address taken apart: the name goes into the certificate's check, the target into the request."""

    scheme: str
    host: str
    port: int
    target: str


def checked(url: str) -> tuple[Place, str]:
    """Where to connect: the place, and one address of it, after all of them were looked at. Unsafe otherwise."""
    place = parsed(url)
    found = resolve(place.host, place.port)
    if not found:
        raise Unsafe("unknown")
    inside = [_inside(address) for address in found]
    if not all(within or _public(ipaddress.ip_address(address)) for within, address in zip(inside, found, strict=True)):
        raise Unsafe("internal")
    if place.scheme == "http" and not all(inside):
        raise Unsafe("scheme")
    return place, found[0]


def parsed(url: str) -> Place:
    """The place, as far as it can be told without asking anybody."""
    try:
        parts, port = urlsplit(url), urlsplit(url).port
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError:  # a port that is none, brackets that do not close, a name that cannot be
        raise Unsafe("form") from None
    if not host or len(url) > LONGEST or parts.fragment or not url.isprintable() or set(url) & set(' \\"<>'):
        raise Unsafe("form")
    if parts.scheme not in ("https", "http"):
        raise Unsafe("scheme")
    if "@" in parts.netloc:
        raise Unsafe("credentials")
    port = port or {"https": 443, "http": 80}[parts.scheme]
    if port < 1024 and port not in (80, 443):  # where mail, shells and directories listen
        raise Unsafe("port")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(parts.scheme, host, port, quote(path, safe=WRITTEN_AS_IT_IS))


def resolve(host: str, port: int) -> list[str]:
    """Every address of a name, none when it has none or nobody answers in time."""
    pool = ThreadPoolExecutor(1)  # the system's resolver has no time limit of its own
    try:
        found = pool.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM).result(RESOLVE_SECONDS)
    except (OSError, UnicodeError, TookTooLong):
        return []
    finally:
        pool.shutdown(wait=False)
    return list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))


def _inside(address: str) -> bool:
    """Whether the deployment has named a network that this address lies in."""
    found = ipaddress.ip_address(address)
    found = getattr(found, "ipv4_mapped", None) or found
    networks = (ipaddress.ip_network(network) for network in settings.WEBHOOK_INTERNAL_NETWORKS)
    return any(found in network for network in networks)


def _public(address) -> bool:
    """Of the open internet; an address that wraps another is as public as that one."""
    if wrapped := _wrapped(address):
        return all(_public(inner) for inner in wrapped)
    closed = address.is_multicast or address.is_reserved or getattr(address, "is_site_local", False)
    return address.is_global and not closed


def _wrapped(address) -> list:
    """The IPv4 addresses that a gateway on the way would make of this IPv6 address."""
    if address.version == 4:
        return []
    last = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    found += [last] if address in NAT64 or address in COMPATIBLE else []
    return [inner for inner in found if inner is not None]
