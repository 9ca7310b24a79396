"""Many at once: more officers and applicants than the cast has, in a database where acts commit."""

from pathlib import Path

import pytest
from stdnum.cn import uscc

from config.kernel.accounts import actions as accounts
from config.kernel.accounts.models import Seat
from config.kernel.accounts.queries import clock, the
from config.kernel.ledger import checking, keys, seals
from config.kernel.ledger.models import Entry
from config.kernel.refusals import Refused
from operators.application.models import Application
from operators.organisation import actions as organisations
from tests import stages
from tests.cast import later, people


@pytest.fixture
def everybody(real_database):
    """Everybody, in a database of the test's own where acts commit."""
    return people()


@pytest.fixture
def verified(everybody, settings):
    """After the test every chain is what its case says, and every seal holds."""
    yield
    seals.seal()
    report = checking.check(Path(settings.LEDGER_ANCHOR), keys.public_key())
    assert (report.problems, report.unsealed) == ([], 0)
    assert report.entries == Entry.objects.count()


def signed_up(name: str):
    words = {"username": name, "full_name": name, "email": f"{name}@example.org"}
    return accounts.sign_up(the("public"), by=clock(), at=later(), **words).subject


def officers(who, count: int) -> list[Seat]:
    """Further officers of the data authority, beside the two of the cast."""
    made = [who.officer, who.colleague]
    for number in range(count - 2):
        user = signed_up(f"officer{number}").user
        granted = accounts.grant(who.officer.body, by=who.security_admin, at=later(), user=user, role="officer").subject
        made.append(accounts.confirm(granted, by=who.other_security_admin, at=later()).subject)
    return made


def applicants(who, count: int) -> list[Seat]:
    """So many confirmed organisations, each by its administrator."""
    made = []
    for number in range(count):
        person, code = signed_up(f"applicant{number}"), f"91110108MA{number:07d}"
        organisation = organisations.register(
            the("public"), by=person, at=later(), name=f"示例公司{number}", kind="enterprise",
            credit_code=code + uscc.calc_check_digit(code), legal_representative="示例",
            representative_id="110101199003070011", address="示例路1号",
        ).subject  # fmt: skip
        organisations.confirm(organisation, by=who.officer, at=later())
        made.append(Seat.objects.select_related("user", "body").get(user=person.user, role="administrator"))
    return made


def filled(who, call, by) -> Application:
    draft = stages.draft(who, call, by)
    stages.fill(draft, by)
    return draft


def told(answers) -> tuple[list, list[Refused]]:
    """The facts and the refusals; anything else is a fault."""
    facts = [answer for answer in answers if not isinstance(answer, Exception)]
    refusals = [answer for answer in answers if isinstance(answer, Refused)]
    faults = [answer for answer in answers if isinstance(answer, Exception) and not isinstance(answer, Refused)]
    assert faults == []
    return facts, refusals
