"""Schemathesis against a real server: the OpenAPI document is asked everything it allows, and what it does not.

    python -m tests.fuzzing                 both databases, about a minute and a half
    python -m tests.fuzzing --seconds 600   for longer; other arguments are schemathesis' own

Nothing answers 5xx, nor a status, a header, a content type or a form that is not described. Operations follow each
other as the document links them. Fails (exit code 1) where anything else happens.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests import servers

ROOT = Path(__file__).resolve().parents[1]
CHECKS = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
          "response_schema_conformance")  # fmt: skip
SECONDS = 16  # of each asker on each database
SEED = "2026"  # so that one tree always gets one answer; `--seed` asks otherwise
ASKERS = ("officer", "applicant")
PREPARE = "import django; django.setup(); from tests.fuzzing import prepare; prepare()"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(usage="python -m tests.fuzzing [--seconds N] [schemathesis' own]")
    parser.add_argument("--seconds", type=int, default=SECONDS)
    chosen, own = parser.parse_known_args(arguments)
    with servers.postgresql() as url:
        found = [fuzzed(where, chosen.seconds, own) for where in (None, url)]
        return int(any(found))


def fuzzed(url: str | None, seconds: int, own: list[str]) -> bool:
    """Whether anything was found on this database; None is SQLite."""
    with tempfile.TemporaryDirectory(prefix="zones-fuzzing-") as folder, ExitStack() as stack:
        environment = os.environ | {
            "DATA_DIR": folder, "DATABASE_URL": url or f"sqlite:///{folder}/zones.sqlite3", "REDIS_URL": "",
            "DJANGO_SETTINGS_MODULE": "config.settings.testing", "LOG_LEVEL": "ERROR",
        }  # fmt: skip
        prepared = subprocess.run(
            [sys.executable, "-c", PREPARE], cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE
        )
        tokens = json.loads(prepared.stdout)
        address, _process = stack.enter_context(servers.web(environment, "--threads=4"))
        found = [asked(address, name, tokens[name], seconds, own) for name in ASKERS]
        return any(found)


def prepare() -> None:
    """A world with something of everything, and tokens that last; written out as JSON."""
    from config.kernel.clients.models import Client
    from config.kernel.writing import given
    from tests import cast, elsewhere, stages
    from tests.kernel.systems import active, token_of
    from tests.world import write_founded

    write_founded()
    who = cast.people()
    stages.in_force(who)
    call = stages.published_call(who, zone=elsewhere.education_zone(who))
    stages.draft(who, call)
    for name in ASKERS:
        token_of(active(who, getattr(who, name)), name, seconds=24 * 3600)
    with given():  # more than anybody may have: 429 would hide the rest
        Client.objects.update(rate=30_000)
    print(json.dumps({name: name for name in ASKERS}))


def asked(address: str, name: str, token: str, seconds: int, own: list[str]) -> bool:
    """One run of schemathesis as this asker; whether it found anything."""
    command = [
        Path(sys.executable).with_name("schemathesis"), "run", f"{address}/api/schema/",
        "--header", f"Authorization: Bearer {token}", "--checks", ",".join(CHECKS), "--max-time", str(seconds),
        "--phases", "examples,coverage,fuzzing,stateful", "--continue-on-failure", "--warnings", "off", "--no-color",
        "--exclude-path", "/api/v1/session/", "--seed", SEED, *own,
    ]  # fmt: skip
    environment = os.environ | {"SCHEMATHESIS_HOOKS": "tests.fuzzing_hooks", "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryDirectory(prefix="zones-fuzzing-") as folder:  # it keeps what it learnt where it runs
        return subprocess.run(command, cwd=folder, env=environment, check=False).returncode != 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
