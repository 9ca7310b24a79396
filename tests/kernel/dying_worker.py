"""The project's worker, in a process of its own, that is killed (SIGKILL) at a point of its deliveries.

    DIE_AT="after 3" python -m tests.kernel.dying_worker            delivers what is due, until nothing waits
    python -m tests.kernel.dying_worker act                         an act that owes somebody news
    DIE_AT="after 3" python -m tests.kernel.dying_worker tell       tells the endpoints, until nothing waits
    DIE_AT="before 5" celery --app tests.kernel.dying_worker worker the same worker under Celery

Points are counted in what a delivery writes: for a message claim (1), mark (2), message (3), for the mail after it
claim (4) and mark (5); for webhooks the progress (1), then claim (2) and mark (3) of the first event. Nothing of this
is known to the code that is tested. Mail goes to EMAIL_URL.
"""

import os
import signal
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db.backends.signals import connection_created  # noqa: E402

from config.celery import app  # noqa: E402, F401 — what `celery --app` looks for
from tests.kernel.working import deliver_all, tell_all  # noqa: E402

settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
WRITES = (
    'UPDATE "kernel_delivery"', 'INSERT INTO "kernel_message"', 'UPDATE "kernel_progress"', 'UPDATE "kernel_event"',
)  # fmt: skip
written = 0


def watched(execute, sql, params, many, context):
    """Around every statement: the signal comes at the very point."""
    global written
    if not sql.startswith(WRITES):
        return execute(sql, params, many, context)
    written += 1
    die_at(f"before {written}")
    result = execute(sql, params, many, context)
    die_at(f"after {written}")
    return result


def die_at(point: str) -> None:
    if os.environ.get("DIE_AT") == point:
        os.kill(os.getpid(), signal.SIGKILL)


def watch(connection, **_) -> None:
    connection.execute_wrappers.append(watched)


connection_created.connect(watch)
if __name__ == "__main__":
    if sys.argv[1:] == ["act"]:
        from tests import cast, stages

        settings.OUTBOX_NUDGE = True
        stages.published_call(cast.people())
    elif sys.argv[1:] == ["tell"]:
        tell_all()
    else:
        deliver_all()
