"""The world of the tests: the story's own founding, once per test database, and who is who in it.

One named person for each role, two applicants, and one outsider who must see nothing that is not public.
"""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

from config.kernel.accounts.models import Seat
from config.kernel.accounts.queries import clock, the
from config.story import cast, founding
from config.story.telling import BEIJING, Story
from operators.organisation.models import Organisation

MONDAY = date(2026, 3, 2)  # the first working day of the tests
NINE = datetime(2026, 3, 2, 9, tzinfo=BEIJING)


def found() -> None:
    """Bodies, seats, calendar, texts, two confirmed organisations, the pool of experts (without the catalogue)."""
    story = Story(date(2026, 1, 5))
    founding.found(story)
    for field_code, name in (("financial-services", "金融服务"), ("education", "教育教学")):
        story.do(founding.name_field, the("authority"), by=story.seat("周敏", "officer"), code=field_code, name=name)
    founding.company(story, cast.JINSHU)
    founding.company(story, cast.JINGRONG)
    founding.experts(story)


def seat(name: str, role: str) -> Seat:
    """The seat that a person of the cast holds in a role."""
    return Seat.objects.select_related("user", "body").get(user__full_name=name, role=role, state="active")


def people() -> SimpleNamespace:
    """Everybody, by what they are: `people().officer`, `.supervisor`, `.applicant`, `.rival`, `.outsider` …"""
    return SimpleNamespace(
        officer=seat("周敏", "officer"),
        colleague=seat("陈立", "officer"),
        recorder=seat("孙浩", "recorder"),
        verifier=seat("吴静", "verifier"),
        authority_signatory=seat("郑毅", "signatory"),
        supervisor=seat("赵倩", "officer"),
        district=seat("钱进", "officer"),
        applicant=seat("王芳", "administrator"),
        editor=seat("李强", "editor"),
        signatory=seat("王建国", "signatory"),
        security_officer=seat("宋安", "security_officer"),
        rival=seat("刘洋", "administrator"),
        rival_signatory=seat("刘志远", "signatory"),
        experts=[seat(expert.name, "expert") for expert in cast.EXPERTS],
        system_admin=seat(cast.SYSTEM_ADMIN, "system_admin"),
        security_admin=seat(cast.SECURITY_ADMINS[0], "security_admin"),
        other_security_admin=seat(cast.SECURITY_ADMINS[1], "security_admin"),
        audit_admin=seat(cast.AUDIT_ADMIN, "audit_admin"),
        outsider=seat(cast.OUTSIDER, "person"),
        clock=clock(),
    )


def organisation(company: cast.Company = cast.JINSHU) -> Organisation:
    return Organisation.objects.select_related("body").get(body__name=company.name)


def later(days: int = 0, minutes: int = 0) -> datetime:
    """An instant of the tests, counted from Monday, nine o'clock."""
    return NINE + timedelta(days=days, minutes=minutes)
