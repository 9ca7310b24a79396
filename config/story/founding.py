"""Chapter 0: the system is set up; bodies, seats, the calendar, the texts and the catalogue (Arts 3, 7; house:2, 4)."""

import json
from datetime import date
from pathlib import Path

from config.kernel.accounts import actions as accounts
from config.kernel.accounts.models import Body, Seat, User
from config.kernel.accounts.queries import clock, the
from config.kernel.workdays.actions import adopt as adopt_calendar
from config.story import cast
from operators.evaluation import actions as evaluation
from operators.organisation import actions as organisation
from operators.review import actions as review
from zones.catalogue.actions import list_datasets
from zones.rulebook import actions as rulebook
from zones.rulebook.texts import all_texts
from zones.zone.actions import name_field
from zones.zone.models import Field

FIXTURES = Path(__file__).resolve().parents[2] / "zones" / "catalogue" / "fixtures"
PASSWORD = "Shili-2026!"  # noqa: S105 — of the demonstration's accounts only


def found(story) -> None:
    """Persons, bodies and seats, the calendar and the texts: what every zone needs."""
    people(story)
    for year in range(story.day.year - 1, story.day.year + 3):
        story.do(adopt_calendar, the("system"), by=clock(), year=year)
    for text in all_texts():
        story.do(rulebook.adopt, the("authority"), by=story.seat("周敏", "officer"), code=text.code)


def indicators(story) -> None:
    """The example of a set of indicators (示例) is in use, until the authority has one of its own."""
    officer = {"by": story.seat("周敏", "officer")}
    example = story.do(evaluation.draft_example, the("authority"), code="example", **officer)
    story.do(evaluation.adopt_set, example, **officer)


def people(story) -> None:
    """Two security administrators are appointed; everybody else is granted by one and confirmed by the other."""
    for name in cast.SECURITY_ADMINS:
        _keep(story, story.do(accounts.appoint, the("system"), by=clock(), user=_signed_up(story, name)))
    _granted(story, the("system"), cast.SYSTEM_ADMIN, "system_admin")
    _granted(story, the("system"), cast.AUDIT_ADMIN, "audit_admin")
    register = {"by": story.seat(cast.SYSTEM_ADMIN, "system_admin")}
    story.do(accounts.register_body, the("system"), kind="government", name=cast.GOVERNMENT, **register)
    story.do(
        accounts.register_body, the("system"), kind="authority", name=cast.AUTHORITY, **register,
        former=[{"name": cast.AUTHORITY_BEFORE, "from_on": date(2023, 7, 1), "until_on": date(2024, 1, 1)}],
    )  # fmt: skip
    story.do(accounts.register_body, the("system"), kind="district", name=cast.HAIDIAN, **register)
    for name in json.loads((FIXTURES / "bodies.json").read_text())["departments"]:
        if name not in (cast.AUTHORITY, cast.AUTHORITY_BEFORE):
            story.do(accounts.register_body, the("system"), kind="department", name=name, **register)
    for office in cast.OFFICES:
        _granted(story, Body.objects.get(name=office.body), office.name, office.role)
    _keep(story, Seat.objects.get(user=_signed_up(story, cast.OUTSIDER)))


def catalogue(story) -> None:
    """Nine fields, forty classes, 244 datasets; providers, levels and marks are invented (示例)."""
    officer, authority = story.seat("周敏", "officer"), the("authority")
    marks = json.loads((FIXTURES / "marks.json").read_text())["marks"]
    providers = {body.name: body.pk for body in Body.objects.exclude(kind__in=["organisation", "public"])}
    providers[cast.AUTHORITY_BEFORE] = authority.pk
    for row in json.loads((FIXTURES / "resources.json").read_text())["fields"]:
        field = story.do(name_field, authority, by=officer, code=row["code"], name=row["name"])
        rows = [
            {
                "resource_class": mark["resource_class"],
                "name": mark["item"],
                "level": mark["level"],
                "provider": providers[mark["provider"]],
                "personal_information": mark["personal_information"],
                "trade_secret": mark["trade_secret"],
                "exclusion": mark["exclusion"] or "",
            }
            for mark in marks
            if mark["field"] == row["code"]
        ]
        story.do(list_datasets, field, by=officer, rows=rows)


def company(story, who: cast.Company) -> None:
    """Its administrator registers it, grants three seats that their holders accept, and the authority confirms it."""
    administrator, *others = who.people
    person = Seat.objects.get(user=_signed_up(story, administrator))
    made = story.do(
        organisation.register, the("public"), by=person, name=who.name, kind=who.kind, credit_code=who.credit_code,
        legal_representative=who.representative, representative_id=who.representative_id, address="北京市示例路1号",
    )  # fmt: skip
    seat = _keep(story, Seat.objects.get(user=person.user, role="administrator"))
    for name, role in zip(others, ("editor", "signatory", "security_officer"), strict=True):
        granted = story.do(accounts.grant, made.body, by=seat, user=_signed_up(story, name), role=role)
        acceptance = Seat.objects.get(user=granted.user, role="person")
        _keep(story, story.do(accounts.confirm, granted, by=acceptance))
    story.cases[who.name] = story.do(organisation.confirm, made, by=story.seat("周敏", "officer"))


def joined(story) -> None:
    """Who is there from the second part of the story on: two more offices, an older operator, two partners."""
    for office in cast.OFFICES_OF_THE_LIFE:
        _granted(story, Body.objects.get(name=office.body), office.name, office.role)
    for who in cast.COMPANIES_OF_THE_LIFE:
        company(story, who)


def experts(story) -> None:
    """The pool: seven, one of whom works for an applicant."""
    officer = story.seat("周敏", "officer")
    for expert in cast.EXPERTS:
        seat = _granted(story, the("authority"), expert.name, "expert")
        story.do(
            review.enlist, the("authority"), by=officer, seat=seat, fields=list(expert.fields),
            employer=expert.employer, employer_code=expert.employer_code,
            ties=[{"credit_code": code, "kind": kind} for code, kind in expert.ties],
        )  # fmt: skip


def field(code: str) -> Field:
    """A field by its code."""
    return Field.objects.get(code=code)


def _signed_up(story, name: str) -> User:
    username = cast.USERNAMES[name]
    seat = story.do(
        accounts.sign_up, the("public"), by=clock(), username=username, full_name=name, email=f"{username}@example.org"
    )
    return seat.user


def _granted(story, body: Body, name: str, role: str) -> Seat:
    first, second = (story.seat(admin, "security_admin") for admin in cast.SECURITY_ADMINS)
    granted = story.do(accounts.grant, body, by=first, user=_signed_up(story, name), role=role)
    return _keep(story, story.do(accounts.confirm, granted, by=second))


def _keep(story, seat: Seat) -> Seat:
    seat = Seat.objects.select_related("user", "body").get(pk=seat.pk)
    story.seats[seat.user.full_name, seat.role] = seat
    return seat
