"""What an event says: that something happened to a case, and nothing of its content.

What it was is fetched through the API, under the visibility of the moment; so an event that arrives late, or at a
system that was given away, tells no more than that.
"""

import json
import re

from config.kernel.citations import cite
from config.kernel.ledger.chain import instant
from config.kernel.nouns import case_models


def body(entry) -> bytes:
    """The same bytes at every try, but for a number that the case was given meanwhile."""
    at = instant(entry.at)
    rows = case_models()[entry.case_kind].objects.filter(pk=entry.case_id)
    case = {"noun": entry.case_kind, "id": entry.case_id, "number": rows.values_list("number", flat=True).first()}
    data = {
        "case": case,
        "act": entry.act,
        "fact": entry.fact,
        "article": cite(entry.article),
        "at": at,
        "entry": entry.seq,
        "hash": entry.link,
    }
    said = {"type": kind(entry.case_kind, entry.fact), "timestamp": at, "data": data}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def kind(noun: str, fact: str) -> str:
    """`application.submitted` for ApplicationSubmitted; `application.review_finished` for ReviewFinished."""
    words = re.findall("[A-Z][a-z0-9]*", fact)
    words = words[1:] if len(words) > 1 and words[0].lower() == noun else words
    return f"{noun}.{'_'.join(words).lower()}"
