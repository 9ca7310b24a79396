"""Taking a file in, and handing it out (house:3)."""

from typing import BinaryIO

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from config.kernel.documents.models import Document, Download
from config.kernel.documents.scanning import Infected, ScannerUnavailable, scan
from config.kernel.documents.sniffing import Unacceptable, inspect
from config.kernel.refusals import INPUT, Refusal, Refused
from config.kernel.wired import wiring


def receive(file: BinaryIO, *, name: str, case, by, at, declared_size: int | None = None) -> Document:
    """Keep a file for a case. Raises Refused, per file, when it is not what it says, not whole, too large or unsafe.
    The same file of the same seat is kept once. Who may add a file to which case is the asking noun's rule.
    """
    try:
        found = inspect(name, file, declared_size, settings.DOCUMENT_MAX_BYTES)
        file.seek(0)
        scanned = scan(file)
    except Unacceptable as no:
        raise _refused(no.code, no.reason) from no
    except Infected as no:
        said = _("The virus scanner found something in this file: %(what)s.") % {"what": no}
        raise _refused("infected", said) from no
    except ScannerUnavailable as no:
        raise _refused("scanner_away", _("The virus scanner does not answer; please try again later.")) from no
    file.seek(0)
    if same := of_case(case).filter(name=name, sha256=found.sha256, by=by).first():
        return same  # dragged in twice, or sent again after a lost answer
    document = Document(
        case_kind=case.noun(), case_id=case.pk, name=name, media_type=found.media_type, size=found.size,
        sha256=found.sha256, scan=scanned, by=by, at=at,
    )  # fmt: skip
    document.file.save(name, File(file), save=False)
    document.save()
    return document


def add(case, file: BinaryIO, may_add, *, by, at, name: str, declared_size: int | None = None) -> Document:
    """A file for a case as it is now, if the noun's own rule `may_add(case, by=…)` allows it. Raises Refused."""
    with transaction.atomic():
        case = type(case).objects.select_for_update(no_key=True).get(pk=case.pk)
        if refusals := list(may_add(case, by=by)):
            raise Refused(refusals)
        return receive(file, name=name, case=case, by=by, at=at, declared_size=declared_size)


def hand_out(document_id: int, seat, at) -> Document:
    """A document that this seat may see, its download recorded; Http404 for what it may not."""
    document = Document.objects.filter(pk=document_id).first()
    if document is None:
        raise Http404
    visible = wiring("VISIBLE").get(document.case_kind)
    case = visible(seat).filter(pk=document.case_id).first() if visible else None
    if case is None or not seen_by(seat, case).filter(pk=document_id).exists():
        raise Http404
    Download.objects.create(document=document, seat=seat, at=at)
    return document


def of_case(case):
    """The documents of a case, oldest first."""
    return Document.objects.filter(case_kind=case.noun(), case_id=case.pk).order_by("pk")


def seen_by(seat, case):
    """Those of a visible case's documents that this seat may see (FILES_SEEN in config/wiring/; else all)."""
    seen = wiring("FILES_SEEN").get(case.noun())
    return seen(seat, case, of_case(case)) if seen else of_case(case)


def _refused(code: str, reason: str) -> Refused:
    return Refused([Refusal(code, reason, "house:3", INPUT, "file")])
