"""Identity numbers: the database never sees them in clear, and a screen only enough to recognise one (house:2)."""

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import FieldError
from django.db import connection

from config.kernel.encryption import EncryptedField, masked
from config.kernel.ledger.models import Entry
from config.kernel.writing import given
from operators.application import actions as applications
from operators.application.models import Objection
from operators.organisation.models import Organisation
from tests import stages
from tests.cast import later, organisation

pytestmark = pytest.mark.article("house:2")
NUMBER = "110101199003070011"


def stored(pk: int) -> str:
    """What the table itself holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT representative_id FROM operators_organisation WHERE id = %s", [pk])
        return cursor.fetchone()[0]


@pytest.fixture
def objection(who):
    application = stages.on_notice(who)
    words = {"real_name": "路人甲", "identity_number": "110101199001010010", "text": "异议"}
    pk = applications.object_to(application, by=who.outsider, at=later(days=62), **words).objection
    return Objection.objects.get(pk=pk)


def test_the_table_holds_no_clear_text(db):
    made = organisation()
    assert made.representative_id == NUMBER
    assert NUMBER not in stored(made.pk) and NUMBER[-4:] not in stored(made.pk)
    assert len(stored(made.pk)) > len(NUMBER)


def test_equal_values_look_different(db):
    first, second = Organisation.objects.order_by("pk")[:2]
    with given():
        second.representative_id = NUMBER
        second.save()
    assert first.representative_id == second.representative_id == NUMBER
    assert stored(first.pk) != stored(second.pk)


def test_nor_do_ledger_and_messages_have_it(objection):
    assert objection.identity_number == "110101199001010010"
    assert not Entry.objects.filter(said__contains=objection.identity_number).exists()
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            assert not [row for row in cursor.fetchall() if objection.identity_number in str(row)], table


def test_without_the_key_nothing_is_read(db, settings):
    pk = organisation().pk
    settings.FIELD_KEY = "another"
    with pytest.raises(InvalidTag):
        Organisation.objects.get(pk=pk)


def test_what_was_changed_in_the_table_is_not_read(db):
    pk = organisation().pk
    kept = stored(pk)
    spoiled = ("A" if kept[20] != "A" else "B").join([kept[:20], kept[21:]])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE operators_organisation SET representative_id = %s WHERE id = %s", [spoiled, pk])
    with pytest.raises(InvalidTag):
        Organisation.objects.get(pk=pk)


def test_nothing_stays_nothing():
    field = EncryptedField()
    assert [field.get_prep_value(value) for value in ("", None)] == ["", None]
    assert [field.from_db_value(value, None, None) for value in ("", None)] == ["", None]


@pytest.mark.parametrize("lookup", ["representative_id", "representative_id__contains", "representative_id__in"])
def test_searching_it_is_an_error_and_not_an_empty_answer(db, lookup):
    with pytest.raises(FieldError):
        Organisation.objects.filter(**{lookup: [NUMBER]})
    assert Organisation.objects.filter(representative_id__isnull=False).exists()


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("110101199003070000", "110101********0000"),
        ("110101900307001", "110101*****7001"),
        ("E12345678", "E*******8"),
        ("123456", "1****6"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_a_masked_number_can_be_recognised_and_not_used(number, shown):
    assert masked(number) == shown
