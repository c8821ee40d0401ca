import errno
import socket
import ssl

import pytest
from tests.faults.translations import untold

from traybridge.core.errors import ProviderFailed, TimedOut, Unreachable
from traybridge.providers.http.connect import Closed, NotHTTP
from traybridge.providers.http.errors import bad_ca_file, failure

THERE = "a.example:8080"


def tls(reason: str) -> ssl.SSLError:
    error = ssl.SSLError(1, "words of OpenSSL")
    error.reason = reason
    return error


@pytest.mark.parametrize(
    ("error", "title", "hint"),
    [
        (ConnectionRefusedError(111, "x"), "Nothing answers at a.example:8080", "Start the server"),
        (socket.gaierror(-2, "Name or service not known"), "The name of a.example:8080 was not found", "address"),
        (UnicodeError("label too long"), "The name of a.example:8080 was not found", "address"),
        (Closed(silent=False), "A.example:8080 closed the connection before it answered", "again"),
        (ConnectionResetError(104, "x"), "A.example:8080 closed the connection before it answered", "again"),
        (BrokenPipeError(32, "x"), "A.example:8080 closed the connection before it answered", "again"),
        (OSError(errno.ENETUNREACH, "x"), "There is no way to a.example:8080", "network"),
        (OSError(errno.EHOSTUNREACH, "x"), "There is no way to a.example:8080", "Local Network"),
        (OSError(errno.EMFILE, "x"), "Too many files and connections are open", "Close some programs"),
        (PermissionError(errno.EACCES, "x"), "The system forbids the connection to a.example:8080", "firewall"),
        (OSError(errno.EADDRNOTAVAIL, "x"), "No connection to a.example:8080 (EADDRNOTAVAIL)", "network"),
        (OSError("no number"), "No connection to a.example:8080 (OSError)", "network"),
        (tls("WRONG_VERSION_NUMBER"), "A.example:8080 does not speak TLS", "http://"),
        (tls("UNSUPPORTED_PROTOCOL"), "No secure connection to a.example:8080 (unsupported protocol)", "clock"),
        (ssl.SSLError(1, "no reason"), "No secure connection to a.example:8080", "clock"),
    ],
)
def test_each_error_of_the_system_has_words_and_a_hint(error: Exception, title: str, hint: str) -> None:
    told = failure(error, THERE, seconds=2.0)
    assert isinstance(told, Unreachable)
    assert told.title == title
    assert hint in told.hint
    assert untold(told.title) + untold(told.hint) == []
    assert told.handling.counted
    assert told.handling.opens is isinstance(error, ConnectionRefusedError)


@pytest.mark.parametrize("error", [TimeoutError(), TimeoutError(errno.ETIMEDOUT, "x")])
def test_no_time_left_to_connect_is_the_connect_timer(error: TimeoutError) -> None:
    told = failure(error, THERE, seconds=2.0)
    assert isinstance(told, TimedOut)
    assert (told.title, told.phase) == ("No connection to a.example:8080 within 2 s", "connect")
    assert untold(told.title) == []


def test_a_certificate_s_trouble_has_its_own_hint() -> None:
    error = ssl.SSLCertVerificationError(1, "x")
    error.verify_code, error.verify_message = 10, "certificate has expired"
    assert "clock" in failure(error, THERE, seconds=1).hint
    error.verify_code, error.verify_message = 62, "Hostname mismatch"
    assert failure(error, THERE, seconds=1).hint == "Is this the right address?"
    error.verify_code, error.verify_message = 20, "unable to get local issuer certificate"
    told = failure(error, THERE, seconds=1)
    assert told.title == "The certificate of a.example:8080 is not trusted: unable to get local issuer certificate"
    assert "ca_file" in told.hint
    assert untold(told.title) + untold(told.hint) == []


@pytest.mark.parametrize(
    ("error", "title"),
    [
        (TimeoutError(), "No connection to the proxy for a.example:8080 within 2 s"),
        (ConnectionRefusedError(), "Nothing answers at the proxy for a.example:8080"),
        (socket.gaierror(-2, "x"), "The name of the proxy for a.example:8080 was not found"),
        (ConnectionResetError(104, "x"), "The proxy for a.example:8080 closed the connection before it answered"),
        (OSError(errno.ENETUNREACH, "x"), "There is no way to the proxy for a.example:8080"),
        (PermissionError(errno.EACCES, "x"), "The system forbids the connection to the proxy for a.example:8080"),
        (OSError(errno.EADDRNOTAVAIL, "x"), "No connection to the proxy for a.example:8080 (EADDRNOTAVAIL)"),
        (tls("WRONG_VERSION_NUMBER"), "The proxy for a.example:8080 does not speak TLS"),
        (tls("UNSUPPORTED_PROTOCOL"), "No secure connection to the proxy for a.example:8080 (unsupported protocol)"),
        (ssl.SSLError(1, "no reason"), "No secure connection to the proxy for a.example:8080"),
        (
            ssl.SSLCertVerificationError(1, "x"),
            "The certificate of the proxy for a.example:8080 is not trusted: it cannot be verified",
        ),
    ],
)
def test_on_the_way_to_a_cloud_host_it_is_the_proxy_that_failed(error: OSError, title: str) -> None:
    told = failure(error, THERE, seconds=2.0, proxied=True)
    assert told.title == title
    assert untold(told.title) == []


@pytest.mark.parametrize(
    ("proxied", "title"),
    [
        (False, "What answers at a.example:8080 does not speak HTTP"),
        (True, "What answers at the proxy for a.example:8080 does not speak HTTP"),
    ],
)
def test_another_protocol_is_the_provider_s_failure(proxied: bool, title: str) -> None:
    told = failure(NotHTTP(), THERE, seconds=2.0, proxied=proxied)
    assert isinstance(told, ProviderFailed)
    assert told.title == title
    assert untold(told.title) == []


def test_the_rest() -> None:
    assert failure(Closed(silent=True), THERE, seconds=1).handling.retryable
    assert "holds no certificate" in bad_ca_file(ssl.SSLError()).title
    assert "cannot be read" in bad_ca_file(FileNotFoundError()).title
