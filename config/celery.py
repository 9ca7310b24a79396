"""The worker and the clock: the timetable of everything that happens without being asked."""

import os
from pathlib import Path

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_process_init

from config.heap import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")

app = Celery("zones")

# Whoever nudges the worker waits for no broker that is away: one try, so many seconds.
PATIENCE = {"max_retries": 0, "socket_connect_timeout": 1, "socket_timeout": 3}


def every(seconds: float, task: str) -> dict:
    """Asked so often, and forgotten where the worker was too busy to hear it before it is asked again."""
    return {"task": task, "schedule": seconds, "options": {"expires": max(seconds, 5)}}


def broker() -> dict:
    """Redis when REDIS_URL is set; otherwise Celery's filesystem broker in DATA_DIR (one machine only)."""
    from django.conf import settings

    if settings.REDIS_URL:
        return {"broker_url": settings.REDIS_URL, "broker_transport_options": PATIENCE}
    folder = Path(settings.DATA_DIR) / "broker"
    paths = {name: folder / name for name in ("queue", "control", "done")}
    for path in paths.values():
        path.mkdir(parents=True, exist_ok=True)
    return {
        "broker_url": "filesystem://localhost//",  # without a host kombu warns at every start
        "broker_transport_options": {
            "data_folder_in": str(paths["queue"]),
            "data_folder_out": str(paths["queue"]),
            "control_folder": str(paths["control"]),
            "processed_folder": str(paths["done"]),
        },
    }


app.config_from_object(
    {
        **broker(),
        "timezone": "Asia/Shanghai",
        "enable_utc": True,
        "task_acks_late": True,
        "task_ignore_result": True,
        "worker_prefetch_multiplier": 1,
        "worker_hijack_root_logger": False,
        "broker_connection_retry_on_startup": True,
        "beat_schedule": {
            "deliver what is due": every(5, "config.kernel.outbox.tasks.deliver_due"),
            "seal the ledger": every(1, "config.kernel.ledger.tasks.seal"),
            "tell endpoints": every(5, "config.kernel.webhooks.tasks.deliver_due"),
            "sweep": every(600, "config.kernel.sweeping.tasks.sweep_due"),  # once a day: the first after midnight
            "end by the hour": every(60, "config.kernel.sweeping.tasks.end_by_the_hour"),
            "clear what has expired": {"task": "config.kernel.tasks.clear_expired", "schedule": crontab(minute=30)},
        },
    }
)
app.autodiscover_tasks(
    [
        "config.kernel",
        "config.kernel.outbox",
        "config.kernel.ledger",
        "config.kernel.sweeping",
        "config.kernel.webhooks",
    ]
)


@worker_process_init.connect
def _started(**_said) -> None:
    settle()
