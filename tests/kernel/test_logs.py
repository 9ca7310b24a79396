"""What is written about a request: one line, from the level on that LOG_LEVEL says; JSON in production (house:2)."""

import json
import os
import subprocess
import sys

import pytest

from tests.kernel.test_settings import GIVEN

pytestmark = pytest.mark.article("house:2")

ASK = """
import django; django.setup()
from django.test import Client
client = Client(raise_request_exception=False)
client.get("/api/docs/", secure=True, headers={"X-Forwarded-For": "203.0.113.9"})
client.get("/没有/", secure=True)
import logging; logging.getLogger("weasyprint").warning("a step"); logging.getLogger("config").info("%s", "句")
"""


def written(folder, settings: str, program: str = ASK, **given: str) -> list[str]:
    """The lines about two requests, one answered and one refused, and about two things said by the way."""
    environment = os.environ | GIVEN | {
        "DJANGO_SETTINGS_MODULE": f"config.settings.{settings}", "DATA_DIR": str(folder / "data"),
        "ALLOWED_HOSTS": "testserver", **given,
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == ""
    return done.stderr.splitlines()


@pytest.mark.parametrize(
    ("level", "events"),
    [
        ("DEBUG", ["request_started", "request_finished", "request_started", "request_finished", "a step", "句"]),
        ("INFO", ["request_finished", "request_finished", "a step", "句"]),
        ("WARNING", ["request_finished", "a step"]),
        ("ERROR", []),
    ],
)
def test_a_line_for_each_request_from_the_level_on(tmp_path, level, events):
    lines = written(tmp_path, "development", LOG_LEVEL=level)
    assert [next((event for event in {*events} if f"] {event} " in line), line) for line in lines] == events


def test_in_production_each_line_is_json_and_says_who_asked_for_what_from_where(tmp_path):
    lines = [json.loads(line) for line in written(tmp_path, "production", LOG_LEVEL="INFO")]
    refused = next(line for line in lines if line.get("code") == 404)
    assert (refused["event"], refused["level"], refused["request"]) == (
        "request_finished", "warning", "GET /%E6%B2%A1%E6%9C%89/"
    )  # fmt: skip
    assert {"request_id", "user_id", "timestamp"} <= set(refused)
    assert refused["address"] == "127.0.0.1"  # the header is not believed: no proxy of ours stands in front
    assert lines[-1]["event"] == "句"


def test_a_failure_is_written_without_the_values_of_variables(tmp_path):
    fails = (
        ASK
        + """
import structlog
secret = "".join(["110101", "19900307"])
for log in (logging.getLogger("config"), structlog.get_logger("config")):
    try:
        len(1)
    except TypeError:
        log.exception("it failed")
"""
    )
    for settings in ("production", "development"):
        said = "\n".join(written(tmp_path, settings, fails, LOG_LEVEL="ERROR"))
        assert said.count("it failed") == said.count("TypeError: object of type 'int' has no len()") == 2
        assert "11010119900307" not in said
