"""What follows from a confirmed list (Art. 16)."""

from config.kernel.accounts.queries import clock
from operators.legacy.actions import take_over


def take_over_all(confirmed) -> None:
    """Every row, in the same transaction."""
    for row in confirmed.subject.rows:
        take_over(confirmed.subject, by=clock(), at=confirmed.at, row=row["row"])
