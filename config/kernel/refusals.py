"""How the system says no: in a sentence, with the article, and all reasons at once (一次性告知)."""

from dataclasses import dataclass

NEVER = "never"  # this seat may not: 403
NOW = "now"  # not in this state or at this time: 409
INPUT = "input"  # what was given does not do, per field: 400


@dataclass(frozen=True)
class Refusal:
    """One reason why not. `article` cites as the code does: "12", "27:14", "house:1"."""

    code: str
    reason: str
    article: str
    kind: str = NOW
    field: str = ""

    def __post_init__(self):
        object.__setattr__(self, "reason", str(self.reason))  # said now, in the asker's language


class Refused(Exception):
    """An act was refused; nothing has changed."""

    def __init__(self, refusals):
        self.refusals = tuple(refusals)
        super().__init__("; ".join(f"{refusal.reason} ({refusal.article})" for refusal in self.refusals))

    @property
    def codes(self) -> list[str]:
        return [refusal.code for refusal in self.refusals]
