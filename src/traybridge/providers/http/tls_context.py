"""Whose certificates the machine trusts."""

import ssl
import sys
from functools import cache
from pathlib import Path

_CA_FILES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


@cache
def trusted(ca_file: str) -> ssl.SSLContext:
    """The machine's own trust, and a company's certificates beside it; made once for each file, 25-60 ms.

    Elsewhere than on Linux truststore asks the system at each handshake. On Linux it would read all certificates
    again for each connection (43-64 ms of the loop, measured), so there they are read once, from where the
    distribution keeps them.

    Raises:
        OSError: the ca_file cannot be read (ssl.SSLError when it holds no certificate).
    """
    if sys.platform == "linux":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_default_certs(ssl.Purpose.SERVER_AUTH)
        if not context.cert_store_stats()["x509_ca"]:
            _load_first(context)
    else:
        import truststore

        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca_file:
        context.load_verify_locations(cafile=str(Path(ca_file).expanduser()))
    return context


def _load_first(context: ssl.SSLContext) -> None:
    """A Python that was built elsewhere looks for certificates where this distribution has none."""
    found = next((path for path in _CA_FILES if Path(path).is_file()), None)
    if found is not None:
        context.load_verify_locations(cafile=found)
