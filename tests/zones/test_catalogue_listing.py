"""What public data there is, who provides it, how sensitive it is, and what may not be operated (Arts 3, 27, 28)."""

import pytest
from django.db import IntegrityError, transaction

from config.kernel.accounts.queries import the
from config.kernel.writing import given
from tests.cast import NINE
from tests.refusing import refused
from tests.stages import fresh
from zones.catalogue.actions import classify, list_datasets
from zones.catalogue.models import Dataset, ResourceClass
from zones.zone.models import Field

GROUNDS = ["national_security", "public_interest", "acquisition_agreement", "law"]


@pytest.fixture
def field(who) -> Field:
    return Field.objects.get(code="financial-services")


def row(who, **words) -> dict:
    return {"resource_class": "信用", "name": "纳税信息", "provider": who.supervisor.body_id, "level": 2} | words


def listed(who, field, *rows):
    return list_datasets(field, by=who.officer, at=NINE, rows=list(rows or [row(who)]))


def dataset(who, field, **words) -> Dataset:
    listed(who, field, row(who, **words))
    return Dataset.objects.get()


@pytest.mark.article("3")
def test_datasets_are_listed_with_their_class_provider_and_marks_in_one_entry(who, field):
    rows = [
        row(who, personal_information=True, trade_secret=True, level=3),
        row(who, name="参保信息", provider=the("authority").pk),
        row(who, resource_class="企业", name="登记信息", level=1, exclusion="law"),
    ]
    fact = listed(who, field, *rows)
    assert [(d.resource_class.name, d.name, d.provider_id, d.level) for d in Dataset.objects.order_by("pk")] == [
        ("信用", "纳税信息", who.supervisor.body_id, 3),
        ("信用", "参保信息", the("authority").pk, 2),
        ("企业", "登记信息", who.supervisor.body_id, 1),
    ]
    marks = Dataset.objects.order_by("pk").values_list("personal_information", "trade_secret", "exclusion")
    assert list(marks) == [(True, True, ""), (False, False, ""), (False, False, "law")]
    assert ResourceClass.objects.filter(field=field).count() == 2
    assert (fact.count, len(fact.sha256), fact.subject) == (3, 64, field)


@pytest.mark.article("3")
def test_a_class_grows_by_a_later_list(who, field):
    listed(who, field)
    listed(who, field, row(who, name="参保信息"))
    assert ResourceClass.objects.get().datasets.count() == 2


@pytest.mark.article("27")
@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ({"resource_class": ""}, ["unnamed"]),
        ({"name": None}, ["misfit"]),
        ({"provider": None}, ["misfit"]),
        ({"provider": 0}, ["provider"]),
        ({"provider": "applicant"}, ["provider"]),  # an organisation provides no public data
        ({"provider": "outsider"}, ["provider"]),
        ({"level": 0}, ["level"]),
        ({"level": 5}, ["level"]),
        ({"level": "2"}, ["misfit"]),
        ({"level": True}, ["misfit"]),
        ({"level": None}, ["misfit"]),
        ({"exclusion": "secret"}, ["exclusion"]),
        ({"exclusion": None}, ["misfit"]),
        ({"name": "参保信息"}, ["listed_twice"]),
        ({"name": "", "provider": 0, "level": 9, "exclusion": "secret"}, ["unnamed", "provider", "level", "exclusion"]),
        *[({"level": level}, []) for level in (1, 2, 3, 4)],
        *[({"exclusion": ground}, []) for ground in GROUNDS],
    ],
)
def test_a_row_names_data_its_provider_a_level_and_one_of_four_grounds(who, field, words, codes):
    if words.get("provider") in ("applicant", "outsider"):
        words = {"provider": getattr(who, words["provider"]).body_id}
    asked = {"by": who.officer, "at": NINE, "rows": [row(who, name="参保信息"), row(who, **words)]}
    if codes:
        assert refused(list_datasets, field, **asked) == codes
        assert not Dataset.objects.exists() and not ResourceClass.objects.exists()
    else:
        assert list_datasets(field, **asked).count == 2


@pytest.mark.article("3")
def test_an_empty_list_lists_nothing(who, field):
    assert refused(list_datasets, field, by=who.officer, at=NINE, rows=[]) == ["nothing_listed"]


@pytest.mark.article("3")
def test_what_was_listed_before_is_not_listed_again_but_another_field_may_have_it(who, field):
    listed(who, field)
    assert refused(list_datasets, field, by=who.officer, at=NINE, rows=[row(who)]) == ["listed_twice"]
    assert listed(who, Field.objects.get(code="education")).count == 1


@pytest.mark.article("28")
def test_a_dataset_gets_another_level_and_stays_shut_out(who, field):
    made = dataset(who, field, exclusion="law")
    fact = classify(made, by=who.officer, at=NINE, level=4, reason="复核。")
    assert (fresh(made).level, fresh(made).exclusion) == (4, "law")
    assert (fact.level, fact.exclusion, fact.reason) == (4, "law", "复核。")


@pytest.mark.article("28")
def test_a_dataset_is_shut_out_and_let_in_again_at_its_level(who, field):
    made = dataset(who, field)
    classify(made, by=who.officer, at=NINE, exclusion="public_interest", reason="可能损害公共利益。")
    assert (fresh(made).level, fresh(made).exclusion) == (2, "public_interest")
    classify(made, by=who.officer, at=NINE, exclusion="", reason="复核。")
    assert (fresh(made).level, fresh(made).exclusion) == (2, "")


@pytest.mark.article("27")
@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ({"level": 3, "reason": " "}, ["missing"]),
        ({"level": 5, "reason": "复核。"}, ["level"]),
        ({"exclusion": "secret", "reason": "复核。"}, ["exclusion"]),
        ({"level": 2, "reason": "复核。"}, ["unchanged"]),
        ({"exclusion": "", "reason": "复核。"}, ["unchanged"]),
        ({"level": 0, "exclusion": "secret", "reason": ""}, ["missing", "level", "exclusion"]),
    ],
)
def test_a_classification_changes_to_what_there_is_with_a_reason(who, field, words, codes):
    assert refused(classify, dataset(who, field), by=who.officer, at=NINE, **words) == codes


@pytest.mark.article("27")
@pytest.mark.parametrize("seat", ["supervisor", "recorder", "applicant", "outsider", "audit_admin"])
def test_only_the_authority_lists_and_classifies(who, field, seat):
    by = getattr(who, seat)
    assert refused(list_datasets, field, by=by, at=NINE, rows=[row(who)]) == ["role"]
    assert refused(classify, dataset(who, field), by=by, at=NINE, level=3, reason="复核。") == ["role"]


@pytest.mark.article("28")
@pytest.mark.parametrize("wrong", [{"level": 0}, {"level": 5}, {"exclusion": "secret"}, {"name": "纳税信息"}])
def test_the_database_itself_knows_four_levels_and_four_grounds(who, field, wrong):
    made = dataset(who, field)
    right = {"resource_class": made.resource_class, "name": "参保信息", "provider": made.provider, "level": 2}
    with given(), transaction.atomic(), pytest.raises(IntegrityError):
        Dataset.objects.create(**right | wrong)
    with given():
        assert Dataset.objects.create(**right, exclusion="law").pk
