"""Which addresses may be opened, and what is seen of them before."""

import pytest

from traybridge.desktop.widgets.links import link_target, open_link, shown_address


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("http://a.example/?x=1&y", "http://a.example/?x=1&y"),
        ("  HTTPS://a.example/b c", "https://a.example/b%20c"),
        ("https://müller.example/ü<x>", "https://xn--mller-kva.example/%C3%BC%3Cx%3E"),
        ("https://bank.example@evil.example/", "https://evil.example/"),
        ("http://a.example/\N{RIGHT-TO-LEFT OVERRIDE}txt", "http://a.example/%E2%80%AEtxt"),
        ("mailto:a@b.example?subject=x%26y", "mailto:a@b.example?subject=x%26y"),
        ("mailto:a@b.example?attach=/etc/passwd&ATTACH=/x&body=hi", "mailto:a@b.example?body=hi"),
    ],
)
def test_web_and_mail_addresses_are_opened_and_shown_in_ascii(address: str, shown: str):
    target = link_target(address)
    assert target is not None
    assert shown_address(target) == shown


@pytest.mark.parametrize(
    "address",
    [
        "", "file:///etc/hostname", "FILE:/etc/hostname", "/etc/hostname", "README.md", "../up", "#part",
        "//host/share",
        "\\\\host\\share", "vscode://file/x", "smb://host/x", "data:text/html,<b>", "javascript:alert(1)", "qrc:/x",
        "https:///x", "http://[::1", "http:\\\\a.example", "https:", "mailto:", "ftp://a.example/x", "tel:110",
    ],
)  # fmt: skip
def test_nothing_else_is_opened(address: str):
    assert link_target(address) is None
    assert not open_link(address)
