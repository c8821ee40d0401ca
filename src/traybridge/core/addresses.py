"""Which addresses are local: on this machine or this network (pure, no lookup)."""

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

_LOCAL_SUFFIXES = (
    ".local", ".localhost", ".localdomain",
    ".home.arpa",  # RFC 8375
    ".home", ".lan", ".intranet", ".internal", ".private", ".corp",  # RFC 6762, appendix G
    ".fritz.box", ".speedport.ip",  # routers
    ".ts.net",  # Tailscale
)  # fmt: skip
_SHARED = ip_network("100.64.0.0/10")
"""RFC 6598: providers' own networks, and the addresses that Tailscale and its like give to one's machines."""


def is_local_address(address: str, *, own: bool = False) -> bool:
    """True for loopback, RFC 1918, link-local and unique-local addresses, IPv4-mapped ones included.

    ``own``: it is known to be a server of one's own (an Exo cluster, Ollama, ...); then 100.64.0.0/10 is near too.
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    if isinstance(parsed, IPv4Address):
        return parsed.is_loopback or parsed.is_link_local or _rfc1918(parsed) or (own and parsed in _SHARED)
    return parsed.is_loopback or parsed.is_link_local or (parsed.packed[0] & 0xFE) == 0xFC


def _rfc1918(address: IPv4Address) -> bool:
    first, second = address.packed[0], address.packed[1]
    return first == 10 or (first == 172 and 16 <= second <= 31) or (first == 192 and second == 168)


def is_local_host(host: str, *, own: bool = False) -> bool | None:
    """True or False where the name alone tells, None where only a lookup could (``studio.local``, ``studio``).

    ``own`` as above; then no name but an address tells that it is elsewhere.
    """
    name = host.lower().rstrip(".").strip("[]")
    if name in {"localhost", "0.0.0.0", "::"}:
        return True  # the unspecified address reaches this machine
    try:
        ip_address(name.partition("%")[0])
    except ValueError:
        return None if own or "." not in name or name.endswith(_LOCAL_SUFFIXES) else False
    return is_local_address(name, own=own)


@lru_cache(maxsize=8192)
def is_local_url(url: str, *, own: bool = False) -> bool | None:
    """The same for the host of a URL; False for what is no URL."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return False
    return is_local_host(host, own=own) if host else False


def is_in_the_open(url: str) -> bool:
    """True for ``http://`` to a public host: whoever is on the way reads the key and the words."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme == "http" and is_local_host(host) is False and not is_local_address(host, own=True)
