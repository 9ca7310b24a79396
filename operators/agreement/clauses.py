"""The text of an agreement: its heads, its completeness, its canonical form (Art. 15)."""

import hashlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from config.kernel.facts import canonical
from config.kernel.refusals import INPUT, Refusal
from config.kernel.words import of_two
from operators.agreement.models import Agreement


def incomplete(agreement: Agreement) -> Iterator[Refusal]:
    """Every head of Art. 15 that says nothing yet, by its title in the reader's language."""
    wanted = agreement.call.rulebook.value("agreement_heads")
    titles = {head["key"]: of_two(head["title_zh"], head["title_en"]) for head in wanted}
    for head in agreement.heads.all():
        if not head.text.strip():
            said = _("This head of the agreement is empty: %(title)s.") % {"title": titles[head.key]}
            yield Refusal("head_missing", said, "15", INPUT, head.key)


def digest(agreement: Agreement) -> str:
    """SHA-256 of the canonical text: number, zone, parties, term and heads. It is what a party signs."""
    said = {
        "number": agreement.number,
        "zone": agreement.zone.name,
        "parties": [[party.role, party.name] for party in agreement.parties.all()],
        "operator": agreement.operator.credit_code,
        "starts_on": agreement.starts_on.isoformat(),
        "ends_on": agreement.ends_on.isoformat(),
        "signing_mode": agreement.signing_mode,
        "amends": agreement.amends.number if agreement.amends else "",
        "heads": [[head.key, head.title, head.text] for head in agreement.heads.all()],
    }
    return hashlib.sha256(canonical(said).encode()).hexdigest()
