"""Which addresses are local: on this machine or this network (pure, no lookup)."""

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

_LOCAL_SUFFIXES = (".local", ".lan", ".home.arpa", ".internal", ".localhost")


def is_local_address(address: str) -> bool:
    """True for loopback, RFC 1918, link-local and unique-local addresses, IPv4-mapped ones included."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    if isinstance(parsed, IPv4Address):
        return parsed.is_loopback or parsed.is_link_local or _rfc1918(parsed)
    return parsed.is_loopback or parsed.is_link_local or (parsed.packed[0] & 0xFE) == 0xFC


def _rfc1918(address: IPv4Address) -> bool:
    first, second = address.packed[0], address.packed[1]
    return first == 10 or (first == 172 and 16 <= second <= 31) or (first == 192 and second == 168)


def is_local_host(host: str) -> bool | None:
    """True or False where the name alone tells, None where only a lookup could (``studio.local``, ``studio``)."""
    name = host.lower().rstrip(".").strip("[]")
    if name in {"localhost", "0.0.0.0", "::"}:
        return True  # the unspecified address reaches this machine
    try:
        ip_address(name.partition("%")[0])
    except ValueError:
        return None if "." not in name or name.endswith(_LOCAL_SUFFIXES) else False
    return is_local_address(name)


@lru_cache(maxsize=256)
def is_local_url(url: str) -> bool | None:
    """The same for the host of a URL; False for what is no URL."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return False
    return is_local_host(host) if host else False
