"""A client that openapi-python-client writes from our OpenAPI document, and a server in this process for it.

In this process, so that the story's time is the server's time too.
"""

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application
from django.test import Client as Browser
from django.test.testcases import QuietWSGIRequestHandler

from config.api.described import written
from config.kernel.clients.rules import NOT_FOR_SYSTEMS
from tests.doors.life import Ask
from tests.kernel.systems import active, token_of
from tests.stages import PDF

YEAR = 366 * 24 * 3600


@pytest.fixture(scope="session")
def generated(tmp_path_factory) -> Iterator[Any]:
    """The package that the generator wrote; it warns of files, which it cannot type, and of nothing else."""
    folder = tmp_path_factory.mktemp("generated")
    (folder / "schema.json").write_bytes(written("en"))
    command = [Path(sys.executable).with_name("openapi-python-client"), "generate", "--path", "schema.json",
               "--output-path", "zones_client", "--meta", "none", "--config", "config.json"]  # fmt: skip
    (folder / "config.json").write_text(json.dumps({"post_hooks": []}))
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    warned = [line for line in done.stdout.splitlines() if line.startswith(("WARNING", "ERROR"))]
    assert [line for line in warned if "/documents/{document}/" not in line] == []
    sys.path.insert(0, str(folder))
    yield importlib.import_module("zones_client")
    sys.path.remove(str(folder))


@pytest.fixture
def served(real_database) -> Iterator[str]:
    """The address of the API, served from this process on a copy of the test database."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    server.set_app(get_wsgi_application())
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(10)


def session_of(seat) -> dict[str, Any]:
    """The cookies and headers of a person who has signed in."""
    browser = Browser()
    browser.force_login(seat.user)
    token = browser.get("/api/v1/session/").json()["csrf_token"]
    cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
    return {"cookies": cookies, "headers": {"X-CSRFToken": token, "Seat": str(seat.pk)}}


class Asker:
    """The generated client, of a partner's system by its token, or of a person by the session."""

    def __init__(self, generated, address: str, who, seat):
        self.models = importlib.import_module("zones_client.models")
        self.types = importlib.import_module("zones_client.types")
        if seat.role in NOT_FOR_SYSTEMS:
            self.client = generated.Client(address, **session_of(seat), raise_on_unexpected_status=True)
        else:
            token = f"token of {seat.pk}"
            token_of(active(who, seat), token, seconds=YEAR)
            self.client = generated.AuthenticatedClient(address, token=token, raise_on_unexpected_status=True)

    def ask(self, operation: str, *path, status: int = 200, **more) -> Any:
        """What an operation answers, parsed into the generator's classes."""
        tag = next(tag for tag in ("calendar_years", operation.partition("_")[0]) if operation.startswith(tag))
        answer = importlib.import_module(f"zones_client.api.{tag}.{operation}").sync_detailed(
            *map(str, path), client=self.client, **more
        )
        assert answer.status_code == status, (operation, answer.content.decode()[:1000])
        return answer.parsed

    def send(self, ask: Ask) -> dict[str, Any]:
        """A request of the life; what was answered, as plain words."""
        body = {"body": self._body(ask)} if ask.words is not None or ask.file else {}
        return self.ask(ask.operation, *ask.path, status=ask.status, **body, **self._query(ask)).to_dict()

    def _body(self, ask: Ask) -> Any:
        if ask.file:
            return self.models.Upload(file=self.types.File(BytesIO(PDF), ask.file, "application/pdf"))
        special = {"applications_section": "SectionWords", "panels_draft": "SheetWords"}
        name = special.get(ask.operation, ask.operation.title().replace("_", "") + "Words")
        return getattr(self.models, name).from_dict(ask.words)

    def _query(self, ask: Ask) -> dict[str, Any]:
        """A filter that takes several values is a list of the generator's own kinds."""
        kinds = {"state": lambda said: [self.models.ProposalsListStateItem(said)]}
        return {name: kinds.get(name, str)(said) for name, said in ask.query.items()}

    def close(self) -> None:
        self.client.get_httpx_client().close()
