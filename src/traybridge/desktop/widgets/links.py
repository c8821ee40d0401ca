"""Which addresses in foreign text may be opened: web pages and mail, and nothing that stands on this machine."""

from PySide6.QtCore import QUrl, QUrlQuery
from PySide6.QtGui import QDesktopServices

_WEB = frozenset({"http", "https"})
_MAIL_FIELDS = frozenset({"to", "cc", "subject", "body"})
"""What a mail address may fill in (RFC 6068); ``attach`` makes some mail programs attach a local file."""


def link_target(address: str) -> QUrl | None:
    """The address that a link leads to, or None when it must not be opened (pure).

    ``address`` comes from an answer. ``file:``, relative addresses and the schemes that start other programs are None.
    A user's name in it is left out: ``https://bank.example@evil.example`` leads to the second one.
    """
    url = QUrl(address.strip())
    scheme = url.scheme()
    if not url.isValid():
        return None
    if scheme in _WEB:
        url.setAuthority(url.authority(QUrl.ComponentFormattingOption.FullyEncoded).rpartition("@")[2])
        return url if url.host() else None
    return _mail(url) if scheme == "mailto" and url.path() else None


def _mail(url: QUrl) -> QUrl:
    query = QUrlQuery()
    for name, value in QUrlQuery(url).queryItems(QUrl.ComponentFormattingOption.FullyEncoded):
        if name.lower() in _MAIL_FIELDS:
            query.addQueryItem(name, value)
    kept = QUrl(url)
    kept.setQuery(query if not query.isEmpty() else QUrlQuery())
    return kept


def shown_address(url: QUrl) -> str:
    """An address as it is shown before the click: in ASCII, so that no letter passes for another one."""
    return url.toString(QUrl.ComponentFormattingOption.FullyEncoded)


def open_link(address: str) -> bool:
    """Open a link in the person's browser or mail program; False where it must not be opened."""
    url = link_target(address)
    return url is not None and QDesktopServices.openUrl(url)
