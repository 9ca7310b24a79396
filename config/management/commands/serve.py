"""Everything that runs, as one command: the web server, the worker and the clock, started and stopped together."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils.translation import gettext as _

STOP_SECONDS = 20
PR_SET_PDEATHSIG = 1  # linux/prctl.h
ROOT_WARNING = "You're running the worker with superuser privileges"
LIBC = ctypes.CDLL(None)


class Command(BaseCommand):
    help = "Prepare the database and the static files, then run web, worker and beat until stopped. PORT, HOST: where."

    def add_arguments(self, parser):
        parser.add_argument("--demonstration", action="store_true", help="fill an empty database with its story")

    def handle(self, *, demonstration: bool, **options):
        host, port = os.environ.get("HOST") or "127.0.0.1", wanted_port()
        refuse_a_taken_port(host, port)
        try:
            call_command("migrate", verbosity=0)
        except OperationalError as error:
            raise CommandError(_("The database cannot be reached: %(error)s") % {"error": error}) from error
        if demonstration:
            call_command("demonstrate")
        call_command("collectstatic", interactive=False, verbosity=0)
        asked_to_stop = stop_signals()
        with running(commands(host, port)) as children:
            self.stdout.write(_("%(address)s (Ctrl-C stops it)") % {"address": f"http://{host}:{port}/"})
            self.stdout.flush()
            while not asked_to_stop:
                for name, child in children.items():
                    if child.poll() is not None:
                        ended = {"name": name, "code": child.returncode}
                        raise CommandError(_("%(name)s ended by itself (exit code %(code)s); all are stopped.") % ended)
                time.sleep(0.2)


def commands(host: str, port: int) -> dict[str, list[str]]:
    """What runs beside each other, by name."""
    as_module = [sys.executable, "-m"]
    # The worker takes JSON only, so root is no more of a danger to it than to the web server beside it.
    celery = [sys.executable, "-W", f"ignore:{ROOT_WARNING}", "-m", "celery", "--quiet", "--app=config"]
    return {
        "web": [*as_module, "gunicorn", "config.wsgi", f"--bind={host}:{port}", "--workers=2", "--threads=4",
                "--graceful-timeout=10", "--no-control-socket"],
        "worker": [*celery, "worker", "--concurrency=1", "--loglevel=WARNING", "--without-mingle", "--without-gossip"],
        "beat": [*celery, "beat", f"--schedule={settings.DATA_DIR / 'beat'}", "--pidfile=", "--loglevel=WARNING"],
    }  # fmt: skip


def wanted_port() -> int:
    """PORT, or 8000 where it is not given; CommandError where it is no port."""
    given = os.environ.get("PORT") or "8000"
    if not given.isdecimal() or not 1 <= int(given) <= 65535:
        raise CommandError(_("PORT is a number from 1 to 65535, not “%(given)s”.") % {"given": given})
    return int(given)


def refuse_a_taken_port(host: str, port: int) -> None:
    """CommandError, now and in words: gunicorn would say so only after everything else was done."""
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        said = _("Port %(port)s of %(host)s is taken or not allowed; PORT chooses another.")
        raise CommandError(said % {"port": port, "host": host}) from error


def stop_signals() -> list[int]:
    """The signals that asked us to stop: empty until the first arrives."""
    asked: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _frame: asked.append(number))
    return asked


@contextmanager
def running(commands: dict[str, list[str]]) -> Iterator[dict[str, subprocess.Popen]]:
    """The children by name, each in a session of its own: Ctrl-C reaches only us, and each is asked to stop once."""
    children: dict[str, subprocess.Popen] = {}
    try:
        for name, command in commands.items():
            children[name] = subprocess.Popen(command, start_new_session=True, preexec_fn=end_with_parent)
        yield children
    finally:
        stop(children.values())


def end_with_parent() -> None:
    """In the child: the kernel asks it to stop when we die, even by SIGKILL."""
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def stop(children: Collection[subprocess.Popen]) -> None:
    """Asks all, waits, and in the end insists, on each child and on whatever it started."""
    for child in children:
        child.terminate()
    give_up = time.monotonic() + STOP_SECONDS
    for child in children:
        try:
            child.wait(max(0, give_up - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
