"""Schemathesis against a real server: the OpenAPI document is asked everything it allows, and what it does not.

    python -m tests.fuzzing                 SQLite and PostgreSQL side by side, a minute
    python -m tests.fuzzing --seed 7 --long  a night's run: other requests, and half an hour of them
    python -m tests.fuzzing --seconds 60    anything else is schemathesis' own

Nothing answers 5xx, nor a status, a header, a content type or a form that is not described. Operations follow each
other as the document links them. Everybody of the cast asks, about cases that are there (tests/fuzzing_world.py).
Fails (exit code 1) where anything else happens, and where too much was asked in vain.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from tests import servers

ROOT = Path(__file__).resolve().parents[1]
CHECKS = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
          "response_schema_conformance")  # fmt: skip
PHASES = ("examples,coverage,fuzzing", 45), ("stateful", 55)  # each for so many hundredths of the time
SECONDS, LONG = 20, 1800  # of schemathesis on each database
SEED = "2026"  # so that one tree always gets one answer; `--seed` asks otherwise
MOST_IN_VAIN = 0.25  # the share of 404 that is borne: of what is further in, nothing would be seen
LEAST_RULED = 0.35  # the share of what came as far as a rule: done (2xx), or refused now (409)
MAKE = "import django; django.setup(); from tests.fuzzing_world import make; make()"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(usage="python -m tests.fuzzing [--seed N] [--long | --seconds N] [schemathesis']")
    parser.add_argument("--seed", default=SEED)
    parser.add_argument("--long", dest="seconds", action="store_const", const=LONG, default=SECONDS)
    parser.add_argument("--seconds", type=int)
    chosen, own = parser.parse_known_args(arguments)
    with servers.postgresql() as url, ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(fuzzed, where, chosen.seconds, chosen.seed, own) for where in (None, url)]
        failed = [said(where, *run.result()) for where, run in zip(("SQLite", "PostgreSQL"), runs, strict=True)]
        return int(any(failed))


def fuzzed(url: str | None, seconds: int, seed: str, own: list[str]) -> tuple[int, str, list]:
    """The exit code on this database (None is SQLite), what schemathesis said, and what was answered."""
    with tempfile.TemporaryDirectory(prefix="zones-fuzzing-") as folder, ExitStack() as stack:
        world = Path(folder) / "world.json"
        environment = os.environ | {
            "DATA_DIR": folder, "DATABASE_URL": url or f"sqlite:///{folder}/zones.sqlite3", "REDIS_URL": "",
            "DJANGO_SETTINGS_MODULE": "config.settings.testing", "LOG_LEVEL": "ERROR", "FUZZING_SEED": seed,
            "ALLOWED_HOSTS": "127.0.0.1,testserver", "FUZZING_WORLD": str(world),
            "FUZZING_ANSWERS": f"{folder}/answers.json",
        }  # fmt: skip
        with world.open("w") as kept:
            subprocess.run([sys.executable, "-c", MAKE], cwd=ROOT, env=environment, check=True, stdout=kept)
        (Path(folder) / "document.json").write_text(json.dumps(json.loads(world.read_text())["document"]))
        served = servers.web(environment, "--threads=2", application="tests.fuzzing_server")
        address, _process = stack.enter_context(served)
        runs = [asked(address, environment, folder, ["--phases", phases, "--max-time", str(seconds * share // 100),
                                                     "--seed", seed, *own]) for phases, share in PHASES]  # fmt: skip
        answers = json.loads(Path(environment["FUZZING_ANSWERS"]).read_text())
        return max(run.returncode for run in runs), "".join(run.stdout for run in runs), answers


def asked(address: str, environment: dict, folder: str, own: list[str]) -> subprocess.CompletedProcess:
    """One run of schemathesis; it keeps what it learnt where it runs."""
    command = [
        Path(sys.executable).with_name("schemathesis"), "--config-file", ROOT / "tests" / "fuzzing.toml",
        "run", "document.json", "--url", address, "--checks", ",".join(CHECKS), "--continue-on-failure",
        "--warnings", "off", "--no-color", "--exclude-path", "/api/v1/session/", "--suppress-health-check", "all", *own,
    ]  # fmt: skip
    hooks = {"SCHEMATHESIS_HOOKS": "tests.fuzzing_hooks", "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environment | hooks, text=True, stdout=subprocess.PIPE)


def said(where: str, code: int, output: str, answers: list) -> bool:
    """Print how a run went; whether it failed."""
    if code:
        print(output)
    total = sum(count for *_place, count in answers)
    by_status: Counter = Counter()
    for _operation, _phase, _asker, status, count in answers:
        by_status[status] += count
    done = {operation for operation, _phase, _asker, status, _count in answers if status < 300}
    askers = {asker for _operation, _phase, asker, _status, _count in answers}
    ruled = sum(by_status[status] for status in by_status if status < 300 or status == 409) / max(total, 1)
    vain = by_status[404] / max(total, 1)
    links = re.findall(r"API Links: +([0-9]+ covered / [0-9]+)", output)
    statuses = ", ".join(f"{by_status[status]} × {status}" for status in sorted(by_status))
    print(f"{where}: {total} answers ({statuses}) to {len(askers)} askers; links {', '.join(links)}; "
          f"{len(done)} operations answered 2xx")  # fmt: skip
    print(f"  2xx or 409: {ruled:.0%}, at least {LEAST_RULED:.0%}; 404: {vain:.0%}, at most {MOST_IN_VAIN:.0%}")
    return bool(code) or vain > MOST_IN_VAIN or ruled < LEAST_RULED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
