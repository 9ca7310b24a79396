"""What becomes true of indicator sets, rounds and evaluations. Totals and scores are texts with two decimals."""

from dataclasses import dataclass

from config.kernel.facts import Fact


@dataclass(frozen=True)
class SetDrafted(Fact):
    title: str
    indicators: list


@dataclass(frozen=True)
class ExampleDrafted(Fact):
    code: str
    edition: int
    title: str
    indicators: list


@dataclass(frozen=True)
class SetRevised(Fact):
    title: str
    indicators: list


@dataclass(frozen=True)
class SetAdopted(Fact):
    pass


@dataclass(frozen=True)
class SetSuperseded(Fact):
    by_set: str


@dataclass(frozen=True)
class RoundOpened(Fact):
    zone: str
    indicator_set: str
    starts_on: str
    ends_on: str
    providers: list


@dataclass(frozen=True)
class RoundPublished(Fact):
    pass


@dataclass(frozen=True)
class EvaluationBegun(Fact):
    round: str
    agreement: str
    assessors: list
    due_on: str


@dataclass(frozen=True)
class SelfReported(Fact):
    claims: list


@dataclass(frozen=True)
class ScoresSent(Fact):
    body: int
    scores: list


@dataclass(frozen=True)
class ScoresImported(Fact):
    body: int
    sha256: str
    evaluations: list
    left_out: list


@dataclass(frozen=True)
class ScoringClosed(Fact):
    counted: list
    total: str
    grade: str


@dataclass(frozen=True)
class ResultNotified(Fact):
    total: str
    grade: str
    due_on: str


@dataclass(frozen=True)
class ResultAppealed(Fact):
    reason: str


@dataclass(frozen=True)
class AppealUpheld(Fact):
    answer: str
    changed: list
    total: str
    grade: str


@dataclass(frozen=True)
class AppealDismissed(Fact):
    answer: str


@dataclass(frozen=True)
class AppealWaived(Fact):
    pass


@dataclass(frozen=True)
class ResultFinal(Fact):
    total: str
    grade: str
    in_a_row: int


@dataclass(frozen=True)
class EvaluationExempted(Fact):
    reason: str


@dataclass(frozen=True)
class ResultCorrected(Fact):
    former_total: str
    former_grade: str
    total: str
    grade: str
    reason: str
    changed: list
