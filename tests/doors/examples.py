"""The examples of the API's document, from a life that is told over HTTP: what was sent, and what was answered.

`python -m tests.examples` keeps them; the test tells the life anew, and compares all but what differs each time.
"""

from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from tests import cast
from tests.doors import api
from tests.doors.life import Ask, Life, tell
from tests.operators.scoring_sheets import PLACES
from tests.stages import PDF
from zones.zone.models import Zone

MOST = 2  # rows of a list: enough to see what it looks like
Examples = dict[str, dict[str, Any]]  # operation → {"path", "request", "answers": {status: …}}


class Recorder:
    """Sends requests through Django's own client; keeps the first request and answer of each operation and status."""

    def __init__(self, document: dict):
        self.kept: Examples = {}
        self.addresses = {
            operation["operationId"]: (method, path)
            for path, operations in document["paths"].items()
            for method, operation in operations.items()
        }

    def send(self, ask: Ask, **headers) -> dict[str, Any]:
        method, path = self.addresses[ask.operation]
        for value in ask.path:
            path = path.replace(path[path.index("{") : path.index("}") + 1], str(value), 1)
        asker = api.asker(ask.by)
        if ask.file:
            answer = asker.send(path, ask.content or PDF, ask.file)
        elif method == "get":
            answer = asker.get(path, headers, **ask.query)
        else:
            answer = asker.post(path, ask.words, headers, method=method)
        assert answer.status_code == ask.status, (ask, answer.content.decode())
        if answer.streaming:  # a file
            return {"content": b"".join(answer.streaming_content)}
        self.keep(ask, answer.json())
        return answer.json()

    def keep(self, ask: Ask, said: Any) -> None:
        row = self.kept.setdefault(ask.operation, {"path": [str(part) for part in ask.path], "answers": {}})
        if ask.words and ask.status < 300:
            row.setdefault("request", ask.words)
        row["answers"].setdefault(str(ask.status), short(said))


def short(said: Any) -> Any:
    """The same, with the first rows of each list."""
    if isinstance(said, dict):
        return {name: short(inner) for name, inner in said.items()}
    return [short(inner) for inner in said[:MOST]] if isinstance(said, list) else said


def told(who, on_day, document: dict) -> Examples:
    """A whole life; then everything is read, and what is not to be done is tried."""
    recorder = Recorder(document)
    life = Life(who, on_day, cast.later)
    number, agreement = tell(life.told(), recorder.send)
    for path, seat in readers(who).items():
        rows = recorder.send(Ask(seat, f"{path}_list", query={"size": "2", "count": "true"}))["results"]
        reference = str(rows[0]["number"] or rows[0]["id"])
        for operation in ("retrieve", "timeline", "documents"):
            recorder.send(Ask(seat, f"{path}_{operation}", (reference,)))
    accept = Ask(who.officer, "applications_accept", (number,))
    recorder.send(accept._replace(status=409))
    recorder.send(accept._replace(status=412), **{"If-Match": '"1"'})
    recorder.send(accept._replace(status=403, by=who.applicant))
    recorder.send(accept._replace(status=404, by=who.rival))
    recorder.send(accept._replace(status=401, by=None))
    recorder.send(Ask(who.applicant, "applications_changes", (number,)))
    score(who, on_day, recorder.send, life.zone)
    suspend = Ask(who.officer, "agreements_suspend", (str(agreement),))
    recorder.send(suspend._replace(status=400, words={}))
    recorder.send(suspend._replace(status=202, words={"reason": "未按期完成整改。"}))
    return dict(sorted(recorder.kept.items()))


def score(who, on_day, send, zone: str) -> None:
    """A round by the example of indicators: the authority's sheet is taken, filled in, refused once, and imported."""
    on_day(81)
    drafted = send(
        Ask(who.officer, "bodies_draft_example", (str(who.officer.body_id),), {"code": "example"}, status=201)
    )
    send(Ask(who.officer, "indicator_sets_adopt_set", (drafted["case"]["number"],)))
    on_day(101)
    words = {"title": "首次考核评估", "starts_on": cast.later(81).date().isoformat(),
             "ends_on": cast.later(100).date().isoformat(), "providers": [who.district.body_id]}  # fmt: skip
    place = (str(Zone.objects.get(name=zone).pk),)
    opened = send(Ask(who.officer, "zones_open_round", place, words, status=201))["case"]["number"]
    sheet = load_workbook(BytesIO(send(Ask(who.officer, "rounds_sheet", (opened,)))["content"]))
    for value, status in (("八十", 400), (80, 200)):
        kept = BytesIO()
        for row in range(2, sheet.active.max_row + 1):
            sheet.active.cell(row, PLACES["value"] + 1).value = value
        sheet.save(kept)
        file = Ask(who.officer, "rounds_documents_add", (opened,), file="评分表.xlsx", status=201)
        words = {"sheet": send(file._replace(content=kept.getvalue()))["id"], "good_rows_only": False}
        send(Ask(who.officer, "rounds_import_scores", (opened,), words, status=status))


def readers(who) -> dict[str, Any]:
    """The plural of a noun → who reads it."""
    office = dict.fromkeys(
        ["bodies", "proposals", "rulebooks", "fields", "zones", "calls", "organisations", "applications", "panels",
         "experts", "reports", "agreements"], who.officer,
    )  # fmt: skip
    return office | {"seats": who.applicant, "calendar_years": who.system_admin}


def shape(said: Any) -> Any:
    """What it looks like, whatever it says: of a list, its first row; a row's id is another in another database."""
    if isinstance(said, dict):
        return {"id" if name.isdigit() else name: shape(inner) for name, inner in said.items()}
    if isinstance(said, list):
        return [shape(inner) for inner in said[:1]]
    return type(said).__name__
