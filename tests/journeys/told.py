"""The story as `manage.py journey` tells and keeps it."""

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

CITATION = re.compile(r"(beijing-2023-draft|national-\d\d-2025|house):\d+(\(\d+\))?")


def manage(*arguments: str, **env: str) -> str:
    """What manage.py prints; it must succeed."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, env=os.environ | env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def rows(file: Path, query: str) -> list[tuple]:
    """What a kept database answers."""
    with closing(sqlite3.connect(file)) as database:
        return database.execute(query).fetchall()


def assert_told(lines: list[dict], refused: int) -> None:
    """Each line says when, who, what, under which article and with which result; a refusal its sentences in Chinese."""
    assert [line["result"] for line in lines].count("refused") == refused
    for line in lines:
        assert set(line) == {"at", "by", "act", "case", "article", "result", "refusals", "hash"}
        assert set(line["by"]) == {"person", "role", "body"} and all(line["by"].values())
        assert CITATION.fullmatch(line["article"])
        assert line["result"] in ("done", "refused")
        assert bool(line["refusals"]) == (line["result"] == "refused") == (line["hash"] is None)
        for refusal in line["refusals"]:
            assert set(refusal) == {"code", "reason", "article"} and CITATION.fullmatch(refusal["article"])
            assert re.search(r"[\u4e00-\u9fff]", refusal["reason"])


def assert_kept(lines: list[dict], file: Path) -> None:
    """What is kept verifies without the keys, and is the record that was told."""
    said = manage("verify_ledger", DATABASE_URL=f"sqlite:///{file}", LEDGER_ANCHOR="")
    assert "台账验证通过" in said and "盲区" in said
    links = [link for (link,) in rows(file, "SELECT link FROM kernel_entry ORDER BY id")]
    assert [line["hash"] for line in lines if line["hash"]] == links
