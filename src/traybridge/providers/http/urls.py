"""Addresses: what counts as this machine or this network, and how URLs are joined (pure)."""

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import quote, urlsplit, urlunsplit

from traybridge.core.addresses import is_local_address, is_local_host
from traybridge.core.presets import PRESETS

_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}

PUBLIC_HOSTS = frozenset(
    host
    for row in PRESETS
    for url in (row.base_url, row.key_check)
    if not row.local and (host := urlsplit(url).hostname) is not None
)
"""Hosts of the cloud presets: under local only they are not even looked up."""


def literal(host: str) -> IPv4Address | IPv6Address | None:
    """The address that a host is written as, None for a name. ``0.0.0.0`` and ``::`` mean this machine."""
    try:
        return ip_address(_ANYWHERE.get(host, host))
    except ValueError:
        return None


def is_near(host: str, *, own: bool = False) -> bool:
    """True for a host that is meant to be here or on this network, judged by how it is written; ``own`` for an address.

    Decides only whether the system's proxy is asked; what may be connected to is judged by the address.
    """
    host = _ANYWHERE.get(host, host)
    return is_local_host(host) is not False or is_local_address(host, own=own)


def host_of(url: str) -> str:
    """The host of a URL, "" for what has none or is no URL."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def place_of(url: str) -> str:
    """``host:port`` as people read it; the port is left out where the scheme says it. Never a path or query."""
    parts = urlsplit(url)
    host = parts.hostname or "?"
    shown = f"[{host}]" if ":" in host else host
    return f"{shown}:{parts.port}" if parts.port and parts.port != _default_port(parts.scheme) else shown


def port_of(url: str) -> int:
    """The port of a URL, its scheme's where it names none. Raises ValueError for what is none."""
    parts = urlsplit(url)
    return parts.port or _default_port(parts.scheme)


def _default_port(scheme: str) -> int:
    return 443 if scheme == "https" else 80


@lru_cache(maxsize=256)
def join_url(base: str, path: str) -> str:
    """Put a path under a base URL: one slash between, the base's query kept before the path's own.

    A path that repeats the version at the base's end is not doubled: ``.../v1`` and ``/v1/models`` make
    ``.../v1/models``. A path that is a whole URL stands for itself.
    """
    if path.startswith(("http://", "https://")):
        return path
    root = urlsplit(base)
    tail = urlsplit("/" + path.lstrip("/"))
    head = root.path.rstrip("/")
    last = head.rsplit("/", 1)[-1]
    rest = tail.path
    if last and (rest == f"/{last}" or rest.startswith(f"/{last}/")):
        rest = rest[len(last) + 1 :]
    query = "&".join(part for part in (root.query, tail.query) if part)
    whole = quote(head + rest, safe="/:@!$&'()*+,;=%~-._") or "/"
    return urlunsplit((root.scheme, root.netloc, whole, query, ""))
