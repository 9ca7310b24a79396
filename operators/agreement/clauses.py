"""The text of an agreement: its heads, its completeness, its canonical form (Art. 15)."""

import hashlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from config.kernel.facts import canonical
from config.kernel.refusals import INPUT, Refusal
from operators.agreement.models import Agreement


def incomplete(agreement: Agreement) -> Iterator[Refusal]:
    """Every head of Art. 15 that says nothing yet."""
    for head in agreement.heads.all():
        if not head.text.strip():
            yield Refusal(
                "head_missing", _("This head of the agreement is empty: %(title)s.") % {"title": head.title},
                "15", INPUT, head.key,
            )  # fmt: skip


def digest(agreement: Agreement) -> str:
    """SHA-256 of the canonical text: number, parties, term and heads. It is what a party signs."""
    said = {
        "number": agreement.number,
        "parties": [[party.role, party.body.name] for party in agreement.parties.select_related("body")],
        "starts_on": agreement.starts_on.isoformat(),
        "ends_on": agreement.ends_on.isoformat(),
        "signing_mode": agreement.signing_mode,
        "amends": agreement.amends.number if agreement.amends else "",
        "heads": [[head.key, head.title, head.text] for head in agreement.heads.all()],
    }
    return hashlib.sha256(canonical(said).encode()).hexdigest()
