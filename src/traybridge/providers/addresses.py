"""Addresses: what counts as this machine or this network, and how URLs are joined (pure)."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urlsplit, urlunsplit

from traybridge.core.presets import PRESETS

_LOCAL_V4 = tuple(
    ip_network(block) for block in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16")
)
_LOCAL_V6 = tuple(ip_network(block) for block in ("::1/128", "fc00::/7", "fe80::/10"))
_LOCAL_SUFFIXES = (".localhost", ".local", ".lan", ".home", ".internal", ".home.arpa", ".localdomain")
_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}

PUBLIC_HOSTS = frozenset(
    host for row in PRESETS if not row.local and (host := urlsplit(row.base_url).hostname) is not None
)
"""Hosts of the cloud presets: under local only they are not even looked up."""


def literal(host: str) -> IPv4Address | IPv6Address | None:
    """The address that a host is written as, None for a name. ``0.0.0.0`` and ``::`` mean this machine."""
    try:
        return ip_address(_ANYWHERE.get(host, host))
    except ValueError:
        return None


def is_local(address: IPv4Address | IPv6Address) -> bool:
    """True for loopback, RFC 1918, link-local and unique-local addresses, also when mapped into IPv6."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_local(address.ipv4_mapped)
        return any(address in block for block in _LOCAL_V6)
    return any(address in block for block in _LOCAL_V4)


def is_near(host: str) -> bool:
    """True for a host that is meant to be here or on this network, judged by how it is written.

    Decides only whether the system's proxy is asked; what may be connected to is judged by the address.
    """
    address = literal(host)
    if address is not None:
        return is_local(address)
    name = host.lower().rstrip(".")
    return "." not in name or name.endswith(_LOCAL_SUFFIXES)


def host_of(url: str) -> str:
    return urlsplit(url).hostname or ""


def place_of(url: str) -> str:
    """``host:port`` as people read it; the port is left out where the scheme says it. Never a path or query."""
    parts = urlsplit(url)
    host = parts.hostname or "?"
    shown = f"[{host}]" if ":" in host else host
    return f"{shown}:{parts.port}" if parts.port and parts.port != _port_of(parts.scheme) else shown


def _port_of(scheme: str) -> int:
    return 443 if scheme == "https" else 80


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
