"""What the system and ssl raise before an answer begins, in the core's words (pure)."""

import errno
import socket
import ssl

from traybridge.core.errors import ProviderError, ProviderFailed, TimedOut, Unreachable
from traybridge.providers.outcomes import RIGHT_ADDRESS


def failure(error: OSError | UnicodeError, there: str, *, seconds: float) -> ProviderError:
    """Say what an error of the system means.

    ``there`` is host and port, or the words for a proxy; ``seconds`` the connect timer. No message repeats a header,
    a path or a query.
    """
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
        case ConnectionError():
            return closed(there)
        case _:
            return _no_way(error, there)


def closed(there: str) -> Unreachable:
    title = f"{_upper(there)} closed the connection before it answered"
    return Unreachable(title, "Ask again in a moment.", connected=True)


def not_http(there: str) -> ProviderFailed:
    return ProviderFailed(f"What answers at {there} does not speak HTTP", RIGHT_ADDRESS)


def bad_ca_file(error: OSError) -> Unreachable:
    """The provider's ca_file is missing, unreadable (OSError) or holds no certificate (ssl.SSLError)."""
    why = "holds no certificate" if isinstance(error, ssl.SSLError) else "cannot be read"
    return Unreachable(f"The file named in ca_file {why}", "Name a PEM file there, or empty the setting.")


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
    reason = (getattr(error, "reason", "") or "").lower()
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
    told = f" ({reason.replace('_', ' ')})" if reason else ""
    return Unreachable(f"No secure connection to {there}{told}", "Check the address, the clock and the network.")
