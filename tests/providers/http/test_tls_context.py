import ssl

from tests.faults.certificates import Authority

from traybridge.providers.http.tls_context import trusted


def test_certificates_are_read_once_for_each_file(authority: Authority) -> None:
    assert trusted("") is trusted("")
    assert trusted(str(authority.file)) is not trusted("")
    assert trusted("").verify_mode is ssl.CERT_REQUIRED
    assert trusted("").check_hostname
