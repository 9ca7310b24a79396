"""The verbs of the catalogue (Arts 3, 27, 28)."""

import hashlib

from django.utils.translation import gettext_lazy as _

from config.kernel.acts import act
from config.kernel.facts import canonical
from zones.catalogue import facts, rules
from zones.catalogue.models import Dataset, ResourceClass
from zones.zone.models import Field


@act(rules.may_list_datasets, title=_("list datasets"), article="3")
def list_datasets(field: Field, *, by, at, rows):
    """`rows`: dicts of resource_class, name, provider (a body's id), level, personal_information, trade_secret,
    exclusion. One entry for the whole list, with its digest."""
    classes = {
        name: ResourceClass.objects.get_or_create(field=field, name=name)[0]
        for name in dict.fromkeys(row["resource_class"] for row in rows)
    }
    Dataset.objects.bulk_create(
        Dataset(
            resource_class=classes[row["resource_class"]],
            name=row["name"],
            provider_id=row["provider"],
            level=row["level"],
            personal_information=row.get("personal_information", False),
            trade_secret=row.get("trade_secret", False),
            exclusion=row.get("exclusion", ""),
        )
        for row in rows
    )
    digest = hashlib.sha256(canonical(list(rows)).encode()).hexdigest()
    return facts.DatasetsListed(field, by, at, len(rows), digest)


@act(rules.may_classify, title=_("classify a dataset"), article="27")
def classify(dataset: Dataset, *, by, at, reason, level=None, exclusion=None):
    """Another level, or shut out (again let in, with "") by Art. 28; what is not named stays as it is."""
    dataset.level = dataset.level if level is None else level
    dataset.exclusion = dataset.exclusion if exclusion is None else exclusion
    return facts.DatasetClassified(dataset, by, at, dataset.level, dataset.exclusion, reason)
