"""How a figure is printed: one line of one table."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What was measured, and what it should be at least (`least`) or at most (`most`); neither: for the eye only."""

    measure: str
    value: float
    least: float | None = None
    most: float | None = None
    digits: int = 0

    @property
    def target(self) -> str:
        if self.least is not None:
            return f">= {self.least:,.{self.digits}f}"
        return "-" if self.most is None else f"<= {self.most:,.{self.digits}f}"

    @property
    def met(self) -> str:
        if self.least is None and self.most is None:
            return "-"
        low = self.least is not None and self.value < self.least
        return "no" if low or (self.most is not None and self.value > self.most) else "yes"


def head() -> str:
    return _columns("measure", "figure", "target", "met")


def line(figure: Figure) -> str:
    return _columns(figure.measure, f"{figure.value:,.{figure.digits}f}", figure.target, figure.met)


def _columns(measure: str, value: str, target: str, met: str) -> str:
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in measure)
    return f"{measure:<{74 - wide}}{value:>12}{target:>14}{met:>6}"
