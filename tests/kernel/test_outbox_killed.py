"""A worker that is killed in the middle of a delivery: nothing is lost, messages come once (house:1)."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager

import pytest
from django.utils import timezone
from environ import Env

from config.kernel.outbox.delivery import deliver_due, message_id
from config.kernel.outbox.models import Delivery, Message
from tests.kernel import mail_sink
from tests.kernel.working import deliver_all

pytestmark = pytest.mark.article("house:1")

WORKER = [sys.executable, "-m", "tests.kernel.dying_worker"]
CELERY = [
    sys.executable, "-W", "ignore:You're running the worker with superuser", "-m", "celery", "--quiet",
    "--app=tests.kernel.dying_worker",
]  # fmt: skip
SECONDS = 60
POINTS = {  # see dying_worker.py
    "before a message is claimed": "before 1",
    "after a message is claimed": "after 1",
    "after a message is marked, before it is written": "after 2",
    "after a message is written, before the commit": "after 3",
    "after the commit": "before 4",
    "after a mail is claimed": "after 4",
    "after a mail is sent, before it is marked": "before 5",
    "after a mail is marked": "after 5",
}
BROKERS = ["filesystem"] + ["redis"] * bool(os.environ.get("REDIS_URL"))


@pytest.fixture
def mails(real_database, tmp_path, monkeypatch, settings):
    """What the mail server was sent. Workers have a lease of one second, and files and a broker of their own."""
    with mail_sink.listening() as (url, kept):
        settings.OUTBOX_LEASE_SECONDS = 1
        for name, value in Env.email_url_config(url).items():
            setattr(settings, name, value)
        for name, value in {
            "EMAIL_URL": url, "OUTBOX_LEASE_SECONDS": "1", "DATA_DIR": str(tmp_path / "worker"), "LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "config.settings.testing",
        }.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        yield kept


@pytest.fixture
def owed(mails) -> list[Delivery]:
    """What the founding owes to people: messages and mails by turns, all due."""
    Delivery.objects.update(due_at=timezone.now())
    rows = list(Delivery.objects.select_related("entry").order_by("due_at", "id"))
    assert [row.channel for row in rows[:4]] == ["in_app", "email"] * 2
    return rows


def run(command: list[str], **env: str) -> tuple[int, str]:
    done = subprocess.run(command, env=os.environ | env, capture_output=True, text=True, timeout=SECONDS, check=False)
    return done.returncode, done.stderr


def all_arrived(owed: list[Delivery], mails: list) -> None:
    """Each message once, each mail at least once and under one name, nothing else."""
    messages = Counter(Message.objects.values_list("delivery_id", flat=True))
    assert messages == {row.pk: 1 for row in owed if row.channel == "in_app"}
    assert {mail["Message-ID"] for mail in mails} == {message_id(row) for row in owed if row.channel == "email"}
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_any_point_everything_arrives_and_messages_once(owed, mails, point):
    assert run(WORKER, DIE_AT=POINTS[point])[0] == -signal.SIGKILL
    assert Delivery.objects.filter(state="waiting").exists()
    deliver_all()
    all_arrived(owed, mails)
    twice = point == "after a mail is sent, before it is marked"
    assert len(mails) == sum(row.channel == "email" for row in owed) + twice


def test_not_killed_each_arrives_once(owed, mails):
    assert run(WORKER) == (0, "")
    all_arrived(owed, mails)
    assert len(mails) == sum(row.channel == "email" for row in owed)


def test_workers_at_once_deliver_each_once(owed, mails, at_once):
    delivered = at_once([deliver_due] * 4)
    assert sum(delivered) == len(owed)
    all_arrived(owed, mails)
    assert len(mails) == sum(row.channel == "email" for row in owed)


def test_what_a_dead_worker_had_claimed_waits_for_the_end_of_its_lease(owed, mails):
    run(WORKER, DIE_AT="after 1", OUTBOX_LEASE_SECONDS="3600")
    deliver_all()
    waiting = Delivery.objects.get(state="waiting")
    assert (waiting.pk, waiting.attempts) == (owed[0].pk, 1)
    assert waiting.due_at > timezone.now()
    assert not Message.objects.filter(delivery=waiting).exists()


@contextmanager
def running(*command: str, **env: str):
    """A process of Celery; whatever becomes of it, it is gone in the end."""
    process = subprocess.Popen([*CELERY, *command], env=os.environ | env, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def worker(**env: str):
    """Celery's worker."""
    return running("worker", "--pool=solo", "--loglevel=WARNING", "--without-mingle", "--without-gossip", **env)


def beat(folder):
    """Celery's clock, a process of its own as in a deployment."""
    return running("beat", f"--schedule={folder / 'beat'}", "--pidfile=", "--loglevel=WARNING")


def own_queue(broker: str, monkeypatch, number: int) -> None:
    """Files, or a database of Redis with this number: from a shared one another test's worker would take the task."""
    if broker == "filesystem":
        monkeypatch.delenv("REDIS_URL", raising=False)
    else:
        server = os.environ["REDIS_URL"].rpartition("/")[0]
        monkeypatch.setenv("REDIS_URL", f"{server}/{number}")


def wait_until(so) -> None:
    give_up = time.monotonic() + SECONDS
    while not so():
        assert time.monotonic() < give_up, "it took too long"
        time.sleep(0.1)


@pytest.mark.parametrize("broker", BROKERS)
def test_a_celery_worker_is_woken_by_the_act_and_followed_by_another_when_it_is_killed(
    mails, tmp_path, monkeypatch, broker
):
    own_queue(broker, monkeypatch, 1)
    assert run([*WORKER, "act"]) == (0, "")
    Delivery.objects.update(due_at=timezone.now())
    owed = list(Delivery.objects.select_related("entry"))
    with worker(DIE_AT="before 5") as killed:
        assert killed.wait(SECONDS) == -signal.SIGKILL
        assert killed.stderr.read() == ""
    with beat(tmp_path), worker() as another:  # the clock asks again
        wait_until(lambda: not Delivery.objects.filter(state="waiting").exists())
        another.terminate()
        assert another.wait(SECONDS) == 0
        assert "WARNING" not in another.stderr.read()
    all_arrived(owed, mails)
    assert len(mails) == sum(row.channel == "email" for row in owed) + 1
