"""The storyteller: does acts at given instants, and writes down what was done and what was refused."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from config.kernel.accounts.models import Seat
from config.kernel.citations import cite
from config.kernel.ledger.models import Entry
from config.kernel.refusals import Refused
from config.kernel.workdays.deadlines import after

BEIJING = ZoneInfo("Asia/Shanghai")


@dataclass
class Line:
    """One thing that was tried: `hash` is the ledger's link, "" for what was refused."""

    at: datetime
    seat: Seat
    act: str
    title: str
    case: str
    article: str
    refusals: tuple = ()
    hash: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "at": self.at.astimezone(BEIJING).isoformat(timespec="seconds"),
            "by": {"person": self.seat.user.full_name, "role": self.seat.role, "body": self.seat.body.name},
            "act": self.act,
            "case": self.case,
            "article": cite(self.article),
            "result": "refused" if self.refusals else "done",
            "refusals": [{"code": r.code, "reason": r.reason, "article": cite(r.article)} for r in self.refusals],
            "hash": self.hash or None,
        }


@dataclass
class Story:
    """The present day of the story, its lines so far, and what the chapters hand on to each other."""

    day: date
    lines: list[Line] = field(default_factory=list)
    seats: dict[tuple[str, str], Seat] = field(default_factory=dict)
    cases: dict[str, Any] = field(default_factory=dict)
    minute: int = 0
    told: int = 0
    shown: set[tuple[str, str]] = field(default_factory=set)
    nights: Callable[["Story", date], None] | None = None  # what they bring until a day; by default nothing

    def seat(self, name: str, role: str) -> Seat:
        """The seat of a person of the cast."""
        return self.seats[name, role]

    def now(self) -> datetime:
        """The next instant of the day: acts follow each other minute by minute, from nine o'clock."""
        self.minute += 1
        return datetime.combine(self.day, time(9), BEIJING) + timedelta(minutes=self.minute)

    def working_days(self, count: int) -> None:
        """So many working days later."""
        self.until(after(self.day, count).on)

    def from_day(self, day: date) -> None:
        """On the first working day from that day on."""
        self.until(after(day - timedelta(days=1), 1).on)

    def until(self, day: date) -> None:
        """On a later day, when its nights have passed; the story never goes back."""
        if day <= self.day:
            return
        if self.nights:
            self.nights(self, day)
        self.day, self.minute = day, 0

    def do(self, act, subject, *, by: Seat, **words):
        """Do it; every entry that it wrote, reactions included, is a line. Returns the fact's case, fresh."""
        fact = act(subject, by=by, at=self.now(), **words)
        self.listen()
        return type(fact.subject).objects.get(pk=fact.subject.pk)

    def refused(self, act, subject, *, by: Seat, code: str, **words) -> None:
        """Try what must be refused for this reason; the sentence is a line."""
        at = self.now()
        try:
            act(subject, by=by, at=at, **words)
        except Refused as refused:
            if code not in refused.codes:
                raise
            self.lines.append(Line(at, by, act.name, str(act.title), subject.key, act.article, refused.refusals))
        else:
            raise AssertionError(f"{act.name} was not refused ({code})")

    def refused_once(self, act, subject, *, by: Seat, code: str, **words) -> None:
        """The same, unless it was told of another case already."""
        if (act.name, code) not in self.shown:
            self.shown.add((act.name, code))
            self.refused(act, subject, by=by, code=code, **words)

    def listen(self) -> None:
        """Take over what the ledger has that was not told yet."""
        new = Entry.objects.filter(id__gt=self.told).select_related("seat__user", "seat__body").order_by("id")
        for entry in new:
            self.lines.append(
                Line(entry.at, entry.seat, entry.act, entry.title, entry.case_key, entry.article, (), entry.link)
            )
            self.told = entry.pk
