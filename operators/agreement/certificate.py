"""The certificate that the deployment signs its PDFs with: `PDF_CERTIFICATE` (PKCS#12), or one of its own making.

The latter is self-signed and made once, in `DATA_DIR/keys`: it proves only that a file came from this deployment.
"""

import os
import tempfile
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from pyhanko.sign.signers import SimpleSigner

NAME = "Public data zones deployment"
YEARS = 20  # house default: three agreements of five years in a row, and a while in the archive


def signer() -> SimpleSigner:
    """The key, its certificate and that one's issuers. ImproperlyConfigured when the file cannot be read."""
    path, password = settings.PDF_CERTIFICATE, settings.PDF_CERTIFICATE_PASSWORD
    if not path:
        path, password = _own(), ""
    try:
        return _load(Path(path).read_bytes(), password.encode() or None)
    except Exception as error:  # no file, not PKCS#12, another password, no key in it
        raise ImproperlyConfigured(f"PDF_CERTIFICATE: {path} cannot be read with this password") from error


@lru_cache(maxsize=1)
def _load(file: bytes, password: bytes | None) -> SimpleSigner:
    """Kept, because the check of an RSA key takes 0.1 s, most of what a signature takes."""
    return SimpleSigner.load_pkcs12_data(file, (), password)


def _own() -> Path:
    """The self-signed one; of two workers that make it at once, one's stays and both use that."""
    path = Path(settings.DATA_DIR) / "keys" / "pdf-signature.p12"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(dir=path.parent)  # 0600
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(_self_signed())
                file.flush()
                os.fsync(descriptor)
            os.link(draft, path)  # whole or not at all, and never over another's
        except FileExistsError:
            pass
        finally:
            os.unlink(draft)
    return path


def _self_signed() -> bytes:
    """A new key (RSA 3072, which every reader of PDFs knows) and its certificate, as PKCS#12 without a password."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only",
         "decipher_only"), False,
    )  # fmt: skip
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True)
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(NAME.encode(), key, certificate, None, NoEncryption())
