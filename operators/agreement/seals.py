"""The deployment's signature on a PDF: it proves that a file left this system and was not changed since.

It is not a legal e-seal (电子印章) and no document may call it one.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TypeVar

from asn1crypto.cms import ContentInfo, DigestAlgorithms, SignedData, SignerInfo
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import EmbeddedPdfSignature, SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from operators.agreement import certificate

FIELD = "DeploymentSignature"
SIGNER_PARTS = ("sid", "digest_algorithm", "signed_attrs", "signature_algorithm", "signature")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SealReport:
    """What a file says of itself; `problem` is "" or why nothing could be read, in English, for a log."""

    intact: bool = False
    trusted: bool = False
    covers_whole_file: bool = False
    signer: str = ""
    signed_at: datetime | None = None
    problem: str = ""


def sign(pdf: bytes, *, reason: str) -> bytes:
    """The PDF with an invisible signature that allows no later change. ValueError when `pdf` is not a PDF.

    ImproperlyConfigured when the certificate cannot be read.
    """
    about = signers.PdfSignatureMetadata(
        field_name=FIELD, reason=reason, md_algorithm="sha256", certify=True, docmdp_permissions=MDPPerm.NO_CHANGES
    )
    signer = signers.PdfSigner(about, signer=certificate.signer())
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
    except Exception as error:
        raise ValueError("not a PDF that can be signed") from error
    return _outside_any_loop(lambda: signer.sign_pdf(writer).getvalue())


def verify(pdf: bytes) -> SealReport:
    """Is this a file that we signed, whole and unchanged? Any file at all is answered with a report.

    ImproperlyConfigured as for `sign`. A file signed with an earlier certificate is intact but not trusted.
    """
    signer = certificate.signer()
    try:
        signatures = PdfFileReader(BytesIO(pdf)).embedded_signatures
        if len(signatures) != 1:  # we sign once, last; a second signature is a later change
            return SealReport(problem=f"{len(signatures)} signatures instead of one")
        return _outside_any_loop(lambda: _report(signatures[0], pdf, signer))
    except Exception as error:  # a broken file can break the reader anywhere
        return SealReport(problem=f"unreadable: {type(error).__name__}: {error}")


def _report(signature: EmbeddedPdfSignature, pdf: bytes, signer: signers.SimpleSigner) -> SealReport:
    """Only this deployment's own certificate is trusted, not what else its issuer signed; nothing is fetched."""
    own = ValidationContext(trust_roots=[signer.signing_cert], allow_fetching=False)
    status = validate_pdf_signature(signature, own)
    return SealReport(
        intact=status.intact and status.valid and _hole_is_ours(signature, pdf),
        trusted=status.trusted,
        covers_whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        signer=status.signing_cert.subject.human_friendly,
        signed_at=status.signer_reported_dt,
    )


def _hole_is_ours(signature: EmbeddedPdfSignature, pdf: bytes) -> bool:
    """No signature covers the hole that it is written in, nor the frame of its own message: so both are made anew
    here, from the parts that are covered, and must be the bytes that stand there."""
    _, before, after, _ = signature.byte_range
    signer = SignerInfo({name: signature.signer_info[name] for name in SIGNER_PARTS} | {"version": "v1"})
    frame = {
        "version": "v1",
        "digest_algorithms": DigestAlgorithms([signer["digest_algorithm"]]),
        "encap_content_info": {"content_type": "data"},
        "certificates": signature.signed_data["certificates"],
        "signer_infos": [signer],
    }
    message = ContentInfo({"content_type": "signed_data", "content": SignedData(frame)}).dump()
    written = b"<" + message.hex().upper().encode()
    return pdf[before:after] == written.ljust(after - before - 1, b"0") + b">"


def _outside_any_loop(work: Callable[[], T]) -> T:
    """pyHanko starts an event loop of its own, which fails where one runs (Playwright, ASGI): hence a thread."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work).result()
