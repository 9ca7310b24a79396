"""The verifier's findings, said."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "changed": _("%(case)s, entry %(seq)s (id %(id)s): changed after it was sealed"),
    "removed": _("%(case)s, entry %(seq)s (id %(id)s): removed after it was sealed"),
    "inserted": _("%(case)s, entry %(seq)s (id %(id)s): put in between sealed entries"),
    "gap": _("%(case)s, entry %(seq)s (id %(id)s): its place in the chain does not follow the one before"),
    "link_differs": _("%(case)s, entry %(seq)s (id %(id)s): its link was not made with the key"),
    "unproven": _("%(case)s, entry %(seq)s (id %(id)s): no seal covers it, and the key of its chain is not at hand"),
    "head_differs": _("%(case)s, entry %(seq)s: the case's own row names another end of its chain"),
    "chain_gone": _("%(case)s, entry %(seq)s: the case's row names a chain of which nothing is left"),
    "case_gone": _("%(case)s, entry %(seq)s (id %(id)s): the case of this chain is gone"),
    "journal_differs": _("%(case)s, entry %(seq)s (id %(id)s): the journal outside the database has another link"),
    "seal_out_of_line": _("seal %(seq)s: it does not follow the seal before it"),
    "seal_not_signed": _("seal %(seq)s: not signed with this key, or its entries were changed in the anchor file"),
    "seal_missing": _("seal %(seq)s: in the anchor file, but no longer in the database"),
    "seal_differs": _("seal %(seq)s: the database has another one than the anchor file"),
    "seal_not_anchored": _("seal %(seq)s: in the database, but not in the anchor file"),
    "unprotected": _("%(case)s: missing or another, so the database would let the ledger be changed"),
}

KNOWN_GAP = _(
    "Known gap: entries newer than the last seal can be cut off, with the case set back, without being seen, "
    "unless the journal is on (LEDGER_JOURNAL)."
)


def say(problem) -> str:
    """One finding as a sentence."""
    return str(WORDS[problem.what]) % {"case": problem.case, "seq": problem.seq, "id": problem.entry_id}
