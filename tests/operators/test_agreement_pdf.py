"""The agreement on paper: Chinese, whole, escaped, the same twice, and signed by the deployment (Arts 14, 15)."""

import asyncio
import io
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation
from pypdf import PdfReader, PdfWriter

from operators.agreement import certificate, pdf, seals
from operators.agreement.pdf import AgreementText, Head, Party, Signature, chinese_number, render

pytestmark = pytest.mark.article("15")

HEADS = (
    "授权主体和对象", "授权内容", "授权流程", "授权应用范围", "授权期限", "责任机制", "监督机制", "终止和撤销机制",
    "不可抗力",
)  # fmt: skip
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
SIGNED_AT = datetime(2026, 6, 30, 16, 30, tzinfo=UTC)  # half past midnight on 1 July in Beijing
AUTHORITY, OPERATOR = "北京市经济和信息化局", "示例金融数据运营有限公司"


def agreement(operator=OPERATOR, **changes):
    facts = {
        "title": "北京市金融公共数据专区授权运营协议",
        "number": "BJ-XY-2026-000001",
        "parties": (Party("甲方", AUTHORITY), Party("乙方", operator, "91110000MA0000000X")),
        "heads": tuple(Head(title, f"关于{title}，双方约定如下：\n（一）依照本办法执行。") for title in HEADS),
        "starts_on": date(2026, 7, 1),
        "ends_on": date(2031, 6, 30),
        "sha256": SHA256,
        "signatures": (Signature(AUTHORITY, "张示例", "授权签字人", SIGNED_AT, SHA256),),
    }
    return AgreementText(**facts | changes)


def words(content):
    """The text of all pages without the spaces and line ends that are only a matter of setting."""
    pages = PdfReader(io.BytesIO(content)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


@pytest.fixture(scope="module")
def paper():
    return render(agreement())


@pytest.fixture(scope="module")
def sealed(paper):
    return seals.sign(paper, reason="协议签署 BJ-XY-2026-000001")


def test_the_nine_heads_stand_on_it_in_order(paper):
    text = words(paper)
    titles = [f"第{chinese_number(n)}条{title}" for n, title in enumerate(HEADS, 1)]
    places = [text.index(title) for title in titles]
    assert places == sorted(places)
    assert titles[-1] == "第九条不可抗力"


def test_it_names_the_parties_the_number_and_the_term(paper):
    text = words(paper)
    assert f"甲方：{AUTHORITY}" in text
    assert f"乙方：{OPERATOR}统一社会信用代码：91110000MA0000000X" in text
    assert "协议编号：BJ-XY-2026-000001" in text
    assert "自2026年7月1日起至2031年6月30日止" in text


def test_who_signed_stands_with_the_hash_in_beijing_time_and_who_did_not_is_said(paper):
    text = words(paper)
    assert text.count(SHA256) == 2
    assert f"单位{AUTHORITY}签署人张示例（授权签字人）签署时间2026年7月1日00:30:00（北京时间）" in text
    assert f"单位{OPERATOR}签署人（尚未签署）" in text
    assert text.count("尚未签署") == 1


def test_each_page_is_numbered_and_says_that_its_signature_is_no_legal_seal(paper):
    pages = PdfReader(io.BytesIO(paper)).pages
    for number, page in enumerate(pages, 1):
        text = "".join(page.extract_text().split())
        assert f"第{number}页共{len(pages)}页" in text
        assert "不是法定电子印章" in text
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)  # A4


def test_only_our_own_fonts_are_used(paper):
    fonts = {
        str(font["/BaseFont"]).split("+")[1]
        for page in PdfReader(io.BytesIO(paper)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts == {"agreement-serif", "agreement-sans"}


def test_the_same_text_gives_the_same_bytes_whatever_the_readers_language(paper):
    with translation.override("en"):
        assert render(agreement()) == paper


def test_another_text_gives_other_bytes(paper):
    assert render(agreement(number="BJ-XY-2026-000002")) != paper


def test_it_is_dated_by_its_last_signature_and_before_that_by_nothing(paper):
    assert PdfReader(io.BytesIO(paper)).metadata.creation_date == SIGNED_AT
    assert PdfReader(io.BytesIO(render(agreement(signatures=())))).metadata.creation_date is None


def test_html_in_a_name_is_text():
    name = "<b>示例</b><img src='http://example.org/a.png'><link rel=stylesheet href='file:///etc/passwd'>&amp;公司"
    text = words(render(agreement(operator=name, title="</title><script>协议</script>")))
    assert "".join(name.split()) in text
    assert "<script>协议</script>" in text


def test_a_missing_font_stops_the_rendering(monkeypatch, tmp_path):
    monkeypatch.setitem(pdf.FILES, "agreement:serif.otf", tmp_path / "gone.otf")
    with pytest.raises(RuntimeError, match=r"serif\.otf"):
        render(agreement())


def test_a_signature_over_another_text_never_gets_onto_it():
    with pytest.raises(ValueError, match="another text"):
        agreement(signatures=(Signature(AUTHORITY, "张示例", "授权签字人", SIGNED_AT, "0" * 64),))
    with pytest.raises(ValueError, match="time zone"):
        agreement(signatures=(Signature(AUTHORITY, "张示例", "授权签字人", SIGNED_AT.replace(tzinfo=None), SHA256),))


@pytest.mark.parametrize(("n", "words"), [(1, "一"), (10, "十"), (13, "十三"), (20, "二十"), (99, "九十九")])
def test_chinese_numbers(n, words):
    assert chinese_number(n) == words


# --- the deployment's signature ------------------------------------------------------------------


def test_what_was_signed_verifies(paper, sealed):
    report = seals.verify(sealed)
    assert (report.intact, report.trusted, report.covers_whole_file, report.problem) == (True, True, True, "")
    assert certificate.NAME in report.signer
    assert abs(report.signed_at - datetime.now(UTC)) < timedelta(minutes=5)
    assert sealed.startswith(paper)
    assert words(sealed) == words(paper)


@pytest.mark.parametrize("part", [0.001, 0.2, 0.5, 0.9, 0.999])
def test_one_flipped_bit_does_not_verify(sealed, part):
    assert not seals.verify(flipped(sealed, int(len(sealed) * part))).intact


def test_a_bit_in_the_hole_that_no_signature_covers_does_not_verify(sealed):
    begin, end = sealed.index(b"/Contents <") + 10, sealed.rindex(b"0>") + 1
    cms = range(begin, begin + 200)  # the frame around the signature, which it does not cover either
    for place in [*cms[::9], end - 1, end]:
        assert not seals.verify(flipped(sealed, place)).intact, place


def test_what_is_added_later_is_not_covered(sealed):
    writer = PdfWriter(io.BytesIO(sealed), incremental=True)
    writer.add_metadata({"/Title": "另一份协议"})
    later = io.BytesIO()
    writer.write(later)
    assert later.getvalue().startswith(sealed)
    assert not seals.verify(later.getvalue()).covers_whole_file
    assert not seals.verify(sealed + b"\n").covers_whole_file


@pytest.mark.parametrize("content", [b"", b"rubbish", b"%PDF-1.7\n%%EOF", b"\0" * 5000], ids=repr)
def test_rubbish_is_answered_with_a_report(content):
    report = seals.verify(content)
    assert not (report.intact or report.trusted or report.covers_whole_file)
    assert report.problem
    with pytest.raises(ValueError, match="not a PDF"):
        seals.sign(content, reason="")


def test_a_file_without_a_signature_or_cut_off_does_not_verify(paper, sealed):
    assert seals.verify(paper).problem == "0 signatures instead of one"
    assert seals.verify(sealed[:-200]).problem


def test_a_signature_of_another_deployment_is_intact_but_not_trusted(sealed, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    report = seals.verify(sealed)
    assert report.intact
    assert not report.trusted


def test_signing_works_inside_a_running_event_loop(paper):
    async def both():
        return seals.verify(seals.sign(paper, reason="协议签署"))

    assert asyncio.run(both()).trusted


def test_a_given_certificate_is_used_and_a_wrong_password_is_said(paper, settings, tmp_path):
    key, own, _ = pkcs12.load_key_and_certificates(certificate._self_signed(), None)
    given = tmp_path / "given.p12"
    locked = BestAvailableEncryption("秘密".encode())
    given.write_bytes(pkcs12.serialize_key_and_certificates(b"given", key, own, None, locked))
    settings.PDF_CERTIFICATE, settings.PDF_CERTIFICATE_PASSWORD = str(given), "秘密"
    assert seals.verify(seals.sign(paper, reason="协议签署")).trusted
    settings.PDF_CERTIFICATE_PASSWORD = "别的"
    with pytest.raises(ImproperlyConfigured, match=r"given\.p12"):
        seals.sign(paper, reason="协议签署")


def test_workers_that_make_the_certificate_at_once_use_one(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    with ThreadPoolExecutor(4) as workers:
        made = list(workers.map(lambda _: certificate.signer().signing_cert.sha256, range(4)))
    assert len(set(made)) == 1
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["pdf-signature.p12"]
    assert stat.S_IMODE(os.stat(tmp_path / "keys" / "pdf-signature.p12").st_mode) == 0o600


def flipped(content, place):
    changed = bytearray(content)
    changed[place] ^= 1
    return bytes(changed)
