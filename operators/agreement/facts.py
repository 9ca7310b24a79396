"""What becomes true of agreements."""

from dataclasses import dataclass

from config.kernel.facts import Fact


@dataclass(frozen=True)
class AgreementDrafted(Fact):
    application: str
    parties: list
    starts_on: str
    ends_on: str
    amends: str
    reason: str


@dataclass(frozen=True)
class AgreementWritten(Fact):
    heads: list
    starts_on: str
    ends_on: str


@dataclass(frozen=True)
class AgreementFinalised(Fact):
    sha256: str


@dataclass(frozen=True)
class AgreementReopened(Fact):
    reason: str


@dataclass(frozen=True)
class ScanLodged(Fact):
    party: int
    scan_sha256: str


@dataclass(frozen=True)
class ScanRefused(Fact):
    party: int
    reason: str


@dataclass(frozen=True)
class AgreementSigned(Fact):
    party: int
    sha256: str
    manner: str
    complete: bool


@dataclass(frozen=True)
class PdfAttached(Fact):
    document: int
    pdf_sha256: str
    signatures: int


@dataclass(frozen=True)
class AgreementInForce(Fact):
    starts_on: str
    ends_on: str


@dataclass(frozen=True)
class AgreementSuspended(Fact):
    reason: str


@dataclass(frozen=True)
class AgreementResumed(Fact):
    reason: str


@dataclass(frozen=True)
class AgreementExpired(Fact):
    pass


@dataclass(frozen=True)
class AgreementTerminated(Fact):
    reason: str


@dataclass(frozen=True)
class PoorResultsCounted(Fact):
    in_a_row: int


@dataclass(frozen=True)
class AgreementReplaced(Fact):
    by_amendment: str


@dataclass(frozen=True)
class AgreementAbandoned(Fact):
    reason: str
