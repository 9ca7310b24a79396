"""One request to the address that was looked at: real receivers that hang, drip, redirect, lie (house:6)."""

import socket
import ssl
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from standardwebhooks import Webhook, WebhookVerificationError

from config.kernel.webhooks import addresses, sending, signing
from config.kernel.webhooks.sending import NotDelivered, send
from tests.kernel.hearing import receiver

pytestmark = pytest.mark.article("house:6")


@pytest.fixture(autouse=True)
def inside(settings, monkeypatch):
    """Loopback is a network of the deployment's; nothing takes longer than a second."""
    settings.WEBHOOK_INTERNAL_NETWORKS = ["127.0.0.0/8"]
    monkeypatch.setattr(sending, "ANSWER_SECONDS", 1)
    monkeypatch.setattr(sending, "CONNECT_SECONDS", 1)


@contextmanager
def not_delivered(said: str, *, reached: bool, seconds: float = 3):
    began = time.monotonic()
    with pytest.raises(NotDelivered, match=said) as no:
        yield
    assert no.value.reached is reached
    assert time.monotonic() - began < seconds


@pytest.mark.parametrize("status", [200, 202, 204])
def test_any_yes_is_a_yes(status):
    with receiver(lambda got: status) as server:
        send(f"{server.url}/events?a=b", b"{}", {"webhook-id": "evt_1"})
    assert [(got.path, got.headers["webhook-id"]) for got in server.kept] == [("/events?a=b", "evt_1")]


@pytest.mark.parametrize("status", [400, 401, 404, 410, 500])
def test_a_no_is_a_no_of_one_who_was_reached(status):
    with receiver(lambda got: status) as server, not_delivered(f"answered {status}", reached=True):
        send(server.url, b"{}", {})


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_later_is_as_good_as_not_reached(status):
    with receiver(lambda got: status) as server, not_delivered(f"answered {status}", reached=False):
        send(server.url, b"{}", {})


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(status):
    with receiver(lambda got: status) as server:
        with not_delivered(f"answered {status}", reached=True):
            send(server.url, b"{}", {})
        assert [got.path for got in server.asked] == ["/"]


@pytest.mark.parametrize("how", ["hang", "drip"])
def test_who_hangs_or_lets_it_drip_is_cut_off(how):
    with receiver(lambda got: how) as server, not_delivered("Error|Disconnected|Timeout", reached=False):
        send(server.url, b"{}", {})


def test_who_never_takes_part_in_the_handshake_is_cut_off():
    with socket.create_server(("127.0.0.1", 0)) as silent, not_delivered("Error", reached=False):
        send(f"https://127.0.0.1:{silent.getsockname()[1]}/", b"{}", {})


def test_nobody_there_is_not_delivered():
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with not_delivered("refused", reached=False):
        send(f"http://127.0.0.1:{port}/", b"{}", {})


def test_an_answer_that_is_none_is_not_delivered():
    def babble():
        one, _ = odd.accept()
        with one:
            one.sendall(b"SSH-2.0-OpenSSH\r\n")
            one.recv(1024)

    with socket.create_server(("127.0.0.1", 0)) as odd:
        threading.Thread(target=babble, daemon=True).start()
        with not_delivered("BadStatusLine|Protocol", reached=False):
            send(f"http://127.0.0.1:{odd.getsockname()[1]}/", b"{}", {})


def test_a_name_that_leads_elsewhere_since_is_looked_at_again(settings, monkeypatch):
    """DNS rebinding: open when it was registered, inside when something is sent."""
    with receiver() as server:
        settings.WEBHOOK_INTERNAL_NETWORKS = []
        port = server.server_address[1]
        found = iter([["93.184.215.14"], ["127.0.0.1"]])
        monkeypatch.setattr(addresses, "resolve", lambda host, port: next(found))
        url = f"https://partner.example.org:{port}/"
        addresses.checked(url)
        with not_delivered("internal", reached=False):
            send(url, b"{}", {})
        assert server.asked == []


def test_it_connects_to_the_very_address_that_was_looked_at(monkeypatch):
    """The name is asked for once: a second answer, however quick, is never used."""
    asked = []
    monkeypatch.setattr(addresses, "resolve", lambda host, port: asked.append(host) or ["127.0.0.1"])
    with receiver() as server:
        port = server.server_address[1]
        send(f"http://partner.example.org:{port}/", b"{}", {})
    assert asked == ["partner.example.org"]
    assert server.kept[0].headers["Host"] == f"partner.example.org:{port}"


# --- TLS ------------------------------------------------------------------------------------------


@pytest.fixture
def certified(tmp_path, monkeypatch):
    """`certified(name)`: a server's TLS with a certificate for that name, of an authority that is trusted here."""
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(UTC)

    def made(name: str) -> ssl.SSLContext:
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        built = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
        built = built.serial_number(x509.random_serial_number())
        built = built.not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
        built = built.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        built = built.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        file = tmp_path / "pem"
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        certificate = built.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        file.write_bytes(private + certificate)
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    sending._trusted.cache_clear()
    yield made
    sending._trusted.cache_clear()


def test_certificate_and_sni_are_those_of_the_name(certified, monkeypatch):
    monkeypatch.setattr(addresses, "resolve", lambda host, port: ["127.0.0.1"])
    context, asked = certified("partner.example.org"), []
    context.sni_callback = lambda connection, name, _: asked.append(name)
    with receiver(context=context) as server:
        send(f"https://partner.example.org:{server.server_address[1]}/", b"{}", {})
    assert len(server.kept) == 1
    assert asked == ["partner.example.org"]


@pytest.mark.parametrize("url", ["https://other.example.org", "https://127.0.0.1"])
def test_a_certificate_for_another_name_is_not_accepted(certified, monkeypatch, url):
    monkeypatch.setattr(addresses, "resolve", lambda host, port: ["127.0.0.1"])
    with receiver(context=certified("partner.example.org")) as server:
        with not_delivered("CERTIFICATE|certificate", reached=False):
            send(f"{url}:{server.server_address[1]}/", b"{}", {})
        assert server.asked == []


# --- signatures, verified by the convention's own library ---------------------------------------------


def test_a_signature_is_what_the_convention_says():
    secret, body = signing.new_secret(), '{"type":"示例"}'.encode()
    headers = signing.headers("evt_1", body, datetime.now(UTC), [secret])
    assert Webhook(secret).verify(body, headers) == {"type": "示例"}
    for changed in (headers | {"webhook-id": "evt_2"}, headers | {"webhook-timestamp": "1"}):
        with pytest.raises(WebhookVerificationError):
            Webhook(secret).verify(body, changed)
    with pytest.raises(WebhookVerificationError):
        Webhook(signing.new_secret()).verify(body, headers)


def test_two_secrets_sign_side_by_side():
    first, second = signing.new_secret(), signing.new_secret()
    headers = signing.headers("evt_1", b"{}", datetime.now(UTC), [second, first])
    assert Webhook(first).verify(b"{}", headers) == Webhook(second).verify(b"{}", headers) == {}
