"""What the system, ssl and the transports meet before an answer begins, in the core's words (pure).

``there`` is host and port, as a value; ``proxied``: it is the proxy on the way there that failed. That is another
sentence and not another value: in other languages "the proxy" changes its form from one sentence to the next.
"""

import errno
import socket
import ssl

from traybridge.core.errors import ProviderError, ProviderFailed, TimedOut, Unreachable
from traybridge.core.i18n import Text, msg
from traybridge.providers.http.connect import Closed, NotHTTP
from traybridge.providers.refusals.classify import RIGHT_ADDRESS


def failure(error: Exception, there: str, *, seconds: float, proxied: bool = False) -> ProviderError:
    """Say what an error on the way means (OSError, UnicodeError, Closed, NotHTTP); ``seconds`` the connect timer.

    No message repeats a header, a path or a query.
    """
    match error:
        case TimeoutError():
            title = msg(
                "No connection to the proxy for {there} within {seconds:g} s"
                if proxied
                else "No connection to {there} within {seconds:g} s",
                there=there,
                seconds=seconds,
            )
            return TimedOut(title, "Check that the machine is on and reachable.", phase="connect")
        case ConnectionRefusedError():
            title = msg(
                "Nothing answers at the proxy for {there}" if proxied else "Nothing answers at {there}", there=there
            )
            return Unreachable(title, "Start the server there, or check the address.", refused=True)
        case socket.gaierror() | UnicodeError():
            title = msg(
                "The name of the proxy for {there} was not found" if proxied else "The name of {there} was not found",
                there=there,
            )
            return Unreachable(title, "Check the address and the network connection.")
        case ssl.SSLError():
            return _tls(error, there, proxied=proxied)
        case ConnectionError() | Closed():
            return _closed(there, proxied=proxied)
        case NotHTTP():
            return _not_http(there, proxied=proxied)
        case _:
            return _no_way(error, there, proxied=proxied)


def _closed(there: str, *, proxied: bool) -> Unreachable:
    title = msg(
        "The proxy for {there} closed the connection before it answered"
        if proxied
        else "{there} closed the connection before it answered",
        there=there if proxied else _upper(there),
    )
    return Unreachable(title, "Ask again in a moment.", connected=True)


def _not_http(there: str, *, proxied: bool) -> ProviderFailed:
    title = msg(
        "What answers at the proxy for {there} does not speak HTTP"
        if proxied
        else "What answers at {there} does not speak HTTP",
        there=there,
    )
    return ProviderFailed(title, RIGHT_ADDRESS)


def bad_ca_file(error: OSError) -> Unreachable:
    """The provider's ca_file is missing, unreadable (OSError) or holds no certificate (ssl.SSLError)."""
    title = msg(
        "The file named in ca_file holds no certificate"
        if isinstance(error, ssl.SSLError)
        else "The file named in ca_file cannot be read"
    )
    return Unreachable(title, "Name a PEM file there, or empty the setting.")


def _upper(place: str) -> str:
    """A host as the first word of a sentence."""
    return place[:1].upper() + place[1:]


def _no_way(error: Exception, there: str, *, proxied: bool) -> Unreachable:
    number = getattr(error, "errno", None)
    match number:
        case errno.ENETUNREACH | errno.EHOSTUNREACH | errno.ENETDOWN | errno.EHOSTDOWN:
            title = msg(
                "There is no way to the proxy for {there}" if proxied else "There is no way to {there}", there=there
            )
            hint = msg(
                "Check the network connection; on macOS also System Settings > Privacy & Security > Local Network"
                " (the entry may be named Python or python3.13)."
            )
            return Unreachable(title, hint)
        case errno.EMFILE | errno.ENFILE:
            return Unreachable("Too many files and connections are open", "Close some programs and ask again.")
        case errno.EACCES | errno.EPERM:
            title = msg(
                "The system forbids the connection to the proxy for {there}"
                if proxied
                else "The system forbids the connection to {there}",
                there=there,
            )
            return Unreachable(title, "Check the firewall.")
        case _:
            title = msg(
                "No connection to the proxy for {there} ({known})" if proxied else "No connection to {there} ({known})",
                there=there,
                known=errno.errorcode.get(number or 0, type(error).__name__),
            )
            return Unreachable(title, "Check the address and the network connection.")


_EXPIRED = frozenset({9, 10})
_OTHER_NAME = frozenset({62, 64})
"""X509_V_ERR_* of OpenSSL: not yet valid, expired; host name and IP address mismatch."""
_NO_TLS = frozenset(
    {"wrong_version_number", "http_request", "unknown_protocol", "record_layer_failure", "packet_length_too_long"}
)


def _tls(error: ssl.SSLError, there: str, *, proxied: bool) -> Unreachable:
    if isinstance(error, ssl.SSLCertVerificationError):
        return _not_trusted(error, there, proxied=proxied)
    reason = (getattr(error, "reason", "") or "").lower()
    if reason in _NO_TLS:
        title = msg(
            "The proxy for {there} does not speak TLS" if proxied else "{there} does not speak TLS",
            there=there if proxied else _upper(there),
        )
        return Unreachable(title, "Write http:// where https:// stands, or check the port.")
    return Unreachable(_not_secure(reason, there, proxied=proxied), "Check the address, the clock and the network.")


def _not_trusted(error: ssl.SSLCertVerificationError, there: str, *, proxied: bool) -> Unreachable:
    title = msg(
        "The certificate of the proxy for {there} is not trusted: {why}"
        if proxied
        else "The certificate of {there} is not trusted: {why}",
        there=there,
        why=getattr(error, "verify_message", "") or msg("it cannot be verified"),
    )
    match getattr(error, "verify_code", 0):
        case code if code in _EXPIRED:
            hint = msg("Check this machine's clock; if it is right, the host must renew its certificate.")
        case code if code in _OTHER_NAME:
            hint = RIGHT_ADDRESS
        case _:
            hint = msg("If your company inspects its traffic, name its certificate in ca_file.")
    return Unreachable(title, hint)


def _not_secure(reason: str, there: str, *, proxied: bool) -> Text:
    """``reason`` in OpenSSL's words, "" where it gives none."""
    if not reason:
        return msg(
            "No secure connection to the proxy for {there}" if proxied else "No secure connection to {there}",
            there=there,
        )
    return msg(
        "No secure connection to the proxy for {there} ({reason})"
        if proxied
        else "No secure connection to {there} ({reason})",
        there=there,
        reason=reason.replace("_", " "),
    )
