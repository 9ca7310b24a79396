"""The agreement as a Chinese document on A4, from its locked text and what was signed over it (Art. 15).

The same text gives the same bytes on one machine: no clock, no chance, the fonts of a package and no network. So a
worker killed before it signed may render again. The words of the template are the document's own and stay Chinese
whatever language the reader has chosen.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from pylopdf_fonts_zh_cn import sans_path, serif_path
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

TEMPLATE = "operators/agreement/agreement.html"
BEIJING = ZoneInfo("Asia/Shanghai")
FILES = {
    "agreement:agreement.css": Path(__file__).parents[1] / "templates/operators/agreement/agreement.css",
    "agreement:serif.otf": serif_path(),  # Noto Serif SC stands in for 仿宋
    "agreement:sans.otf": sans_path(),  # Noto Sans SC stands in for 黑体
}


class Party(NamedTuple):
    """Who agrees: 甲方 …, the body's name, its credit code or ""."""

    role: str
    name: str
    credit_code: str = ""


class Head(NamedTuple):
    """One of the heads of Art. 15; each line of `text` is a paragraph."""

    title: str
    text: str

    @property
    def paragraphs(self) -> list[str]:
        return [line.strip() for line in self.text.splitlines() if line.strip()]


class Signature(NamedTuple):
    """What one person signed for one body: `sha256` is that of the canonical text, `signed_at` is aware."""

    body: str
    person: str
    role: str
    signed_at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class AgreementText:
    """Everything that stands on the paper. ValueError for a signature over another text, or at a naive time."""

    title: str
    number: str
    parties: tuple[Party, ...]
    heads: tuple[Head, ...]
    starts_on: date
    ends_on: date
    sha256: str
    signatures: tuple[Signature, ...] = ()

    def __post_init__(self):
        for signature in self.signatures:
            if signature.sha256 != self.sha256:
                raise ValueError(f"{signature.body} signed another text than this one")
            if signature.signed_at.tzinfo is None:
                raise ValueError(f"the time at which {signature.body} signed has no time zone")


def render(text: AgreementText) -> bytes:
    """The PDF, not yet signed by the deployment (see `seals`). About 0.3 s; never in a request.

    RuntimeError where a font or the stylesheet is missing: better no agreement than one with unreadable words.
    """
    html = HTML(string=render_to_string(TEMPLATE, _words(text)), url_fetcher=_OwnFiles(fail_on_errors=True))
    try:
        return html.write_pdf(font_config=FontConfiguration(), pdf_identifier=text.sha256.encode(), pdf_tags=True)
    except FatalURLFetchingError as missing:  # a BaseException, which would end the worker
        raise RuntimeError(str(missing)) from missing


def chinese_date(day: date) -> str:
    """2026年7月1日, as the standard for official documents (GB/T 9704) writes it: no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_number(n: int) -> str:
    """一 … 九十九, for 第…条. ValueError outside."""
    if not 0 < n < 100:
        raise ValueError(n)
    digits = ["", *"一二三四五六七八九"]
    tens, ones = divmod(n, 10)
    return (("" if tens == 1 else digits[tens]) + "十" if tens else "") + digits[ones]


def _words(text: AgreementText) -> dict:
    """What the template shows. The document is dated by its last signature; before the first it has no date."""
    signed = {signature.body for signature in text.signatures}
    return {
        "text": text,
        "heads": [(chinese_number(n), head) for n, head in enumerate(text.heads, 1)],
        "starts": chinese_date(text.starts_on),
        "ends": chinese_date(text.ends_on),
        "signatures": [(signature, _moment(signature.signed_at)) for signature in text.signatures],
        "unsigned": [party for party in text.parties if party.name not in signed],
        "dated": max((s.signed_at.astimezone(BEIJING) for s in text.signatures), default=None),
    }


def _moment(instant: datetime) -> str:
    local = instant.astimezone(BEIJING)
    return f"{chinese_date(local)} {local:%H:%M:%S}（北京时间）"


class _OwnFiles(URLFetcher):
    """Hands out our stylesheet and the two fonts by name; any other address (KeyError) stops the rendering."""

    def fetch(self, url, headers=None):
        kind = "text/css" if url.endswith(".css") else "font/otf"
        return URLFetcherResponse(url, FILES[url].read_bytes(), {"Content-Type": kind})
