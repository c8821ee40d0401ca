"""What httpcore, ssl and the system raise before an answer begins, in the core's words (pure)."""

import errno
import socket
import ssl

import httpcore

from traybridge.core.errors import ProviderError, ProviderFailed, RequestRejected, TimedOut, Unreachable
from traybridge.providers.outcomes import RIGHT_ADDRESS

FOREIGN = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError, httpcore.UnsupportedProtocol,
           OSError, UnicodeError)  # fmt: skip
"""All that can come; a TimeoutError, an ssl.SSLError and a gaierror are OSErrors."""


def failure(error: Exception, place: str, *, seconds: float, proxied: bool = False) -> ProviderError:
    """The core's word for what httpcore, ssl or the system raised before an answer began.

    ``place`` is host and port; ``seconds`` the connect timer. No message repeats a header, a path or a query, and
    none repeats what the other side sent.
    """
    there = f"the proxy for {place}" if proxied else place
    match error:
        case TimeoutError():
            return TimedOut(
                f"No connection to {there} within {seconds:g} s",
                "Check that the machine is on and reachable.",
                phase="connect",
            )
        case ConnectionRefusedError():
            return Unreachable(
                f"Nothing answers at {there}", "Start the server there, or check the address.", refused=True
            )
        case socket.gaierror() | UnicodeError():
            return Unreachable(f"The name of {there} was not found", "Check the address and the network connection.")
        case ssl.SSLError():
            return _tls(error, there)
        case httpcore.ProxyError():
            return Unreachable(f"The proxy refuses to connect to {place}", "Check the system's proxy settings.")
        case httpcore.LocalProtocolError() | httpcore.UnsupportedProtocol():
            return RequestRejected(
                "The request cannot be sent: a header or the address is not valid", "Check the provider's settings."
            )
        case httpcore.RemoteProtocolError() if "without sending a response" not in str(error):
            return ProviderFailed(f"What answers at {there} does not speak HTTP", RIGHT_ADDRESS)
        case OSError() if not isinstance(error, ConnectionError):
            return _no_way(error, there)
        case _:
            return _closed(there)


def _closed(there: str) -> Unreachable:
    return Unreachable(f"{_upper(there)} closed the connection before it answered", "Ask again in a moment.")


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _no_way(error: OSError, there: str) -> Unreachable:
    match error.errno:
        case errno.ENETUNREACH | errno.EHOSTUNREACH | errno.ENETDOWN | errno.EHOSTDOWN:
            hint = "Check the network connection; on macOS also the Local Network permission."
            return Unreachable(f"There is no way to {there}", hint)
        case errno.EMFILE | errno.ENFILE:
            return Unreachable("Too many files and connections are open", "Close some programs and ask again.")
        case errno.EACCES | errno.EPERM:
            return Unreachable(f"The system forbids the connection to {there}", "Check the firewall.")
        case _:
            known = errno.errorcode.get(error.errno or 0, type(error).__name__)
            return Unreachable(f"No connection to {there} ({known})", "Check the address and the network connection.")


_EXPIRED = frozenset({9, 10})
_OTHER_NAME = frozenset({62, 64})
"""X509_V_ERR_* of OpenSSL: not yet valid, expired; host name and IP address mismatch."""


def _tls(error: ssl.SSLError, there: str) -> Unreachable:
    if isinstance(error, ssl.SSLCertVerificationError):
        why = getattr(error, "verify_message", "") or "it cannot be verified"
        match getattr(error, "verify_code", 0):
            case code if code in _EXPIRED:
                hint = "Check this machine's clock; if it is right, the host must renew its certificate."
            case code if code in _OTHER_NAME:
                hint = RIGHT_ADDRESS
            case _:
                hint = "If your company inspects its traffic, name its certificate in ca_file."
        return Unreachable(f"The certificate of {there} is not trusted: {why}", hint)
    reason = (error.reason or "").lower()
    if reason in {
        "wrong_version_number",
        "http_request",
        "unknown_protocol",
        "record_layer_failure",
        "packet_length_too_long",
    }:
        return Unreachable(
            f"{_upper(there)} does not speak TLS", "Write http:// where https:// stands, or check the port."
        )
    if "no_certificate_or_crl" in reason or error.errno == errno.ENOENT:
        return Unreachable("The file named in ca_file holds no certificate", "Name a PEM file there.")
    told = f" ({reason.replace('_', ' ')})" if reason else ""
    return Unreachable(f"No secure connection to {there}{told}", "Check the address, the clock and the network.")
