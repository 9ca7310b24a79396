"""The worker's part: the PDF of a locked text, with the signatures so far, signed by the deployment (Art. 15)."""

from io import BytesIO

from config.kernel.accounts.queries import clock
from config.kernel.documents.receiving import receive
from operators.agreement import seals
from operators.agreement.actions import attach_pdf
from operators.agreement.models import Agreement
from operators.agreement.pdf import AgreementText, Head, Party, Signature, render


def render_pdf(agreement: Agreement, *, at) -> None:
    """Render, sign, keep, attach. Run twice, it attaches an equal document twice; nothing is lost.

    Refused when a signature was added meanwhile: the outbox asks again, and the next document has it.
    """
    if agreement.state in (Agreement.State.DRAFTED, Agreement.State.ABANDONED):
        return  # the text was opened again before the worker came
    text = text_of(agreement)
    signed = seals.sign(render(text), reason=f"{agreement.number} {agreement.sha256}")
    document = receive(
        BytesIO(signed), name=f"{agreement.number}.pdf", case=agreement, by=clock(), at=at, declared_size=len(signed)
    )
    words = {"document": document.pk, "sha256": text.sha256, "signatures": len(text.signatures)}
    attach_pdf(agreement, by=clock(), at=at, **words)


def text_of(agreement: Agreement) -> AgreementText:
    """What stands on the paper."""
    parties = list(agreement.parties.select_related("signed_by__user", "lodged_by__user"))
    code = agreement.operator.credit_code
    return AgreementText(
        title=f"{agreement.zone.name}授权运营协议{'（变更）' if agreement.amends_id else ''}",
        number=str(agreement.number),
        parties=tuple(Party(_role(party), party.name, code if party.role == "operator" else "") for party in parties),
        heads=tuple(Head(head.title, head.text) for head in agreement.heads.all()),
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        sha256=agreement.sha256,
        signatures=tuple(_signature(party) for party in parties if party.signed_at),
    )


def _role(party) -> str:
    """The document's own words: the authorising side is 甲方, the operator 乙方."""
    return "乙方" if party.role == "operator" else "甲方"


def _signature(party) -> Signature:
    """Who signed here; or, of a stamped paper, who lodged it and who compared it: the officers sign for nobody."""
    person, role = party.signed_by.user.full_name, "授权签字人"
    if party.manner == party.Manner.STAMPED_SCAN:
        person, role = "纸质盖章件", f"由{party.lodged_by.user.full_name}录入、{person}核对"
    return Signature(party.name, person, role, party.signed_at, party.signed_sha256)
