"""A certificate that nobody trusts, made when it is needed."""

from __future__ import annotations

import functools
import importlib.util
import ssl
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path


@functools.cache
def self_signed() -> ssl.SSLContext | None:
    """The TLS of a server on 127.0.0.1 whose certificate is signed by itself; None where the
    package that makes certificates is not installed (the lock has it on Linux)."""
    if importlib.util.find_spec("cryptography") is None:
        return None
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    pem = certificate.public_bytes(serialization.Encoding.PEM) + key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    # The standard library reads a certificate from a file alone.
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "server.pem"
        file.write_bytes(pem)
        context.load_cert_chain(file)
    return context
