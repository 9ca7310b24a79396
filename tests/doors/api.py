"""Asking the API: as a person in a seat, as a partner system with a token of its own, as nobody."""

import json
from base64 import b64encode, urlsafe_b64encode

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from config.kernel.rest import addresses
from config.kernel.rest.problems import MEDIA_TYPE
from tests.kernel.systems import SECRET

ROOT = addresses.ROOT


class Asker:
    """Somebody who asks. Answers are Django's own; `headers` go with every request."""

    def __init__(self, browser=None, **headers):
        self.browser, self.headers = browser or Browser(), headers

    def get(self, address: str, headers=None, **query):
        return self.browser.get(at(address), query, headers=self.headers | (headers or {}))

    def post(self, address: str, words=None, headers=None, method="post", **more):
        """JSON, unless `content_type` says otherwise."""
        words = words if isinstance(words, str | bytes) else json.dumps({} if words is None else words)
        more = {"content_type": "application/json"} | more
        ask = getattr(self.browser, method)
        return ask(at(address), words, headers=self.headers | (headers or {}), **more)

    def put(self, address: str, words=None, **more):
        return self.post(address, words, method="put", **more)

    def send(self, address: str, content: bytes, name="证明.pdf"):
        """A file, as the part `file` of a multipart body."""
        file = SimpleUploadedFile(name, content, "application/octet-stream")
        return self.browser.post(at(address), {"file": file}, headers=self.headers)

    def act(self, case, act, words=None, **headers):
        """An act of tests.stages' kind, done at its own address. `If_Match='"1"'` is a header."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.post(addresses.of_act(act, case), words, headers=named)


def at(address: str) -> str:
    return address if address.startswith("/") else f"{ROOT}/{address}"


def nobody() -> Asker:
    return Asker()


def person(seat) -> Asker:
    """Signed in, and in this seat."""
    browser = Browser()
    browser.force_login(seat.user)
    return Asker(browser, Seat=str(seat.pk))


def asker(seat) -> Asker:
    """A person in a seat; nobody for None."""
    return person(seat) if seat else nobody()


def token_asked(client, secret=SECRET, **words):
    """What the token endpoint answers to this client."""
    basic = b64encode(f"{client.client_id}:{secret}".encode()).decode()
    body = {"grant_type": "client_credentials"} | words
    return Browser().post("/api/token/", body, headers={"Authorization": f"Basic {basic}"})


def system(client, **words) -> Asker:
    """A partner system with a token that it has just got."""
    answer = token_asked(client, **words)
    assert answer.status_code == 200, answer.content
    return Asker(Authorization=f"Bearer {answer.json()['access_token']}")


def problem(answer, status: int) -> dict:
    """What a refusal says, after it was made sure that it is one: of this status, in the one form of all."""
    assert answer.status_code == status, (answer.status_code, answer.content[:500])
    assert answer["Content-Type"] == MEDIA_TYPE
    said = answer.json()
    assert set(said) == {"type", "title", "status", "detail", "refusals", "fields"}
    assert (said["type"], said["status"]) == ("about:blank", status) and said["title"]
    return said


def codes(answer, status: int) -> list[str]:
    """The codes of a refusal."""
    return [no["code"] for no in problem(answer, status)["refusals"]]


def listed(answer) -> list[int]:
    """The ids of a list's page."""
    assert answer.status_code == 200, answer.content[:500]
    return [row["id"] for row in answer.json()["results"]]


def cursor(*said) -> str:
    """A page's name, forged."""
    return urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")
