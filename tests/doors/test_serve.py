"""`make run`: one command starts web, worker and beat on the story, and stops them together (house:1)."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection

from config.story import plots
from tests.conftest import empty_postgresql

pytestmark = pytest.mark.article("house:1")

SERVE = [sys.executable, "manage.py", "serve"]
SECONDS = 120  # of a cold start


@pytest.fixture
def empty_database(django_db_setup, django_db_blocker, tmp_path) -> Iterator[str]:
    """The DATABASE_URL of a database in which there is nothing, not even a table."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    with django_db_blocker.unblock(), empty_postgresql() as name:
        yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@pytest.fixture
def environment(empty_database, tmp_path) -> dict[str, str]:
    """A machine of its own: an empty database, a free port, and a folder for everything else."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.development", "DATABASE_URL": empty_database, "PORT": str(port),
        "DATA_DIR": str(tmp_path / "data"), "LOG_LEVEL": "WARNING", "PYTHONUNBUFFERED": "1",
    }  # fmt: skip


@contextmanager
def started(environment: dict[str, str], *options: str) -> Iterator[subprocess.Popen]:
    """The command as a child; whatever becomes of it, it is gone in the end."""
    process = subprocess.Popen([*SERVE, *options], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_until(so) -> None:
    give_up = time.monotonic() + SECONDS
    while not so():
        assert time.monotonic() < give_up, "it took too long"
        time.sleep(0.05)


def acts_recorded(url: str) -> int:
    name = urlsplit(url).path[1:]
    with closing(psycopg.connect(url) if url.startswith("post") else sqlite3.connect(f"/{name.lstrip('/')}")) as opened:
        return opened.execute("SELECT count(*) FROM kernel_entry").fetchone()[0]


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read().decode()


def answers(address: str) -> bool:
    try:
        return bool(page(address))
    except OSError:
        return False


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.sqlite  # the story is one transaction on both, and takes its time to tell twice
def test_an_interrupted_start_leaves_nothing_and_the_next_one_tells_the_whole_story(environment):
    papers = Path(environment["DATA_DIR"]) / "documents"
    with started(environment, "--demonstration") as process:
        wait_until(papers.exists)  # applications are being filled in: the story is in its midst
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert acts_recorded(environment["DATABASE_URL"]) == 0
    address = f"http://127.0.0.1:{environment['PORT']}/"
    with started(environment, "--demonstration") as process:
        wait_until(lambda: answers(address))
        shown = page(address)
        assert all(plot.zone in shown for plot in (plots.FINANCE, plots.BASE, plots.HAIDIAN))
        assert plots.HAIDIAN.title in shown  # its call is open
        children = children_of(process.pid)
        assert len(children) == 3  # web, worker, beat
        process.send_signal(signal.SIGTERM)
        assert process.wait(SECONDS) == 0
    assert [child for child in children if Path(f"/proc/{child}").exists()] == []
    assert acts_recorded(environment["DATABASE_URL"]) > 300


def refused(environment: dict[str, str], **env: str) -> str:
    """What it says instead of starting; should it start after all, it is ended."""
    options = {"capture_output": True, "text": True, "check": False, "timeout": SECONDS}
    done = subprocess.run(SERVE, env=environment | env, **options)
    assert done.returncode == 1
    return done.stderr


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1"])
def test_what_is_no_port_is_refused_in_words(environment, port):
    assert refused(environment, PORT=port) == f"CommandError: PORT 应为1至65535的整数，不能是“{port}”。\n"


def test_a_port_that_is_taken_is_refused_before_anything_is_done(environment):
    with socket.create_server(("127.0.0.1", int(environment["PORT"]))):
        assert "已被占用" in refused(environment)
    assert not Path(environment["DATA_DIR"], "documents").exists()


def test_a_database_that_does_not_answer_is_said_in_words(environment):
    said = refused(environment, DATABASE_URL="postgres://zones@127.0.0.1:1/zones")
    assert said.startswith("CommandError: 无法连接数据库：")
