"""Where events may go: the open internet over https, and the networks that the deployment names (house:6)."""

import socket
import time

import pytest

from config.kernel.webhooks import addresses
from config.kernel.webhooks.addresses import Unsafe, checked

pytestmark = pytest.mark.article("house:6")

OPEN = ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::808:808", "::ffff:8.8.8.8"]
CLOSED = {
    "loopback": "127.0.0.1", "loopback of IPv6": "::1", "this host": "0.0.0.0", "none": "::",
    "private": "10.1.2.3", "also private": "172.16.0.1", "at home": "192.168.1.1", "of a carrier": "100.64.0.1",
    "metadata": "169.254.169.254", "link-local": "fe80::1", "unique local": "fd00::1", "site-local": "fec0::1",
    "multicast": "224.0.0.1", "multicast of IPv6": "ff0e::1", "broadcast": "255.255.255.255",
    "reserved": "240.0.0.1", "documentation": "192.0.2.1", "mapped": "::ffff:127.0.0.1",
    "mapped, in hexadecimal": "::ffff:7f00:1", "compatible": "::7f00:1", "6to4": "2002:7f00:1::",
    "NAT64": "64:ff9b::7f00:1", "local NAT64": "64:ff9b:1::808:808", "Teredo": "2001:0:4136:e378:8000:63bf:3fff:fdd2",
}  # fmt: skip
WRONG = {
    "": "form", "example.org": "form", "https://": "form", "https:///x": "form", "https://a b/": "form",
    "https://exa\tmple.org/": "form", "https://example.org/#part": "form", "https://example.org:99999/": "form",
    "https://[::1/": "form", "https://example..org/": "form", "https://exam\\ple.org/": "form",
    "https://example.org/" + "a" * 500: "form", "https://example.org/\0": "form",
    "ftp://example.org/": "scheme", "file:///etc/passwd": "form", "gopher://example.org/": "scheme",
    "http://93.184.215.14/": "scheme", "https://user:word@example.org/": "credentials",
    "https://@93.184.215.14/": "credentials", "https://93.184.215.14:22/": "port", "https://93.184.215.14:25/": "port",
}  # fmt: skip
DISGUISED = ["127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "[::ffff:127.0.0.1]", "127.0.0.1."]


def code(url: str) -> str:
    try:
        checked(url)
    except Unsafe as unsafe:
        return unsafe.code
    return ""


def named(address: str) -> str:
    return f"[{address}]" if ":" in address else address


@pytest.fixture
def answers(monkeypatch):
    """`answers({host: addresses})`: what the name servers say in this test."""

    def say(found: dict[str, list[str]]):
        monkeypatch.setattr(addresses, "resolve", lambda host, port: found.get(host, []))

    return say


@pytest.mark.parametrize("address", OPEN)
def test_the_open_internet_is_open(address):
    place, found = checked(f"https://{named(address)}/events?x=1")
    assert (place.scheme, place.port, place.target, found) == ("https", 443, "/events?x=1", address)


@pytest.mark.parametrize("address", CLOSED.values(), ids=CLOSED)
def test_what_is_inside_is_refused(address):
    assert code(f"https://{named(address)}/") == "internal"


@pytest.mark.parametrize("host", DISGUISED)
def test_in_whatever_way_it_is_written(host):
    assert code(f"https://{host}/") in ("internal", "unknown")


@pytest.mark.parametrize(("url", "wanted"), WRONG.items())
def test_what_is_no_address_for_events_is_refused_and_why(url, wanted):
    assert code(url) == wanted


def test_one_address_inside_is_enough_to_refuse_a_name(answers):
    answers({"both.example.org": ["93.184.215.14", "10.0.0.1"], "open.example.org": ["93.184.215.14"]})
    assert code("https://both.example.org/") == "internal"
    assert code("https://open.example.org/") == ""
    assert code("https://nobody.example.org/") == "unknown"


def test_a_named_network_is_open_over_http_too_and_no_other(settings):
    settings.WEBHOOK_INTERNAL_NETWORKS = ["10.8.0.0/16", "fd00:8::/32"]
    for address in ("10.8.3.4", "fd00:8::1", "::ffff:10.8.3.4"):
        assert code(f"http://{named(address)}:8080/") == code(f"https://{named(address)}/") == ""
    for address in ("10.9.3.4", "fd00:9::1", "127.0.0.1"):
        assert code(f"https://{named(address)}/") == "internal"
    assert code("http://93.184.215.14/") == "scheme"


def test_http_is_for_names_that_lead_inside_only(answers, settings):
    settings.WEBHOOK_INTERNAL_NETWORKS = ["10.8.0.0/16"]
    answers({"both.example.org": ["10.8.0.1", "93.184.215.14"]})
    assert code("https://both.example.org/") == ""
    assert code("http://both.example.org/") == "scheme"


def test_a_name_in_chinese_is_asked_for_as_it_is_registered(answers):
    answers({"xn--fiq06l2rdsvs.xn--fiqs8s": ["93.184.215.14"]})
    place, _ = checked("https://中文域名.中国/事件")
    assert place.host == "xn--fiq06l2rdsvs.xn--fiqs8s"
    assert place.target == "/%E4%BA%8B%E4%BB%B6"


def test_a_name_server_that_does_not_answer_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(addresses, "RESOLVE_SECONDS", 0.2)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: time.sleep(1))
    began = time.monotonic()
    assert code("https://slow.example.org/") == "unknown"
    assert time.monotonic() - began < 0.9
