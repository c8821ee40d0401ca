"""Through whom the machine goes: the system's proxy for a URL, read, and who needs none (pure but for the system)."""

import os
import re
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from ipaddress import ip_address, ip_network
from urllib.parse import unquote, urlsplit

from traybridge.core.addresses import is_local_address
from traybridge.core.config import ProviderConfig
from traybridge.core.errors import Handling, Unreachable
from traybridge.core.i18n import msg
from traybridge.providers.http.urls import host_of, is_near, port_of

_VARIABLES = frozenset({"http_proxy", "https_proxy", "all_proxy"})
_HOST = re.compile(r"[a-z0-9._:-]+")


class UnusableProxy(Unreachable):
    """No request leaves through such a proxy: nobody is reached, and it would be so again."""

    usual = Handling()


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy that can be used: ``url`` is scheme, host and port; user and password as they are sent."""

    url: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


def proxy_for(provider: ProviderConfig) -> Proxy | None:
    """The proxy that a provider's requests go through, None for none. Asks the system, and may look a name up.

    This network is never reached through a proxy. A server of one's own may have any name (Tailscale, a router's
    domain): where that does not tell, the address does that it means here.

    Raises:
        ProviderError: the system names a proxy that cannot be used.
    """
    from urllib.request import getproxies, proxy_bypass

    host, own = host_of(provider.base_url), provider.is_local_server
    if is_near(host, own=own):
        return None
    no_proxy = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    found = system_proxy(provider.base_url, getproxies(), no_proxy, lambda host: bool(proxy_bypass(host)))
    if not found or (own and _is_here(host)):
        return None
    return read_proxy(found, variable_of(found, os.environ))


def system_proxy(url: str, proxies: Mapping[str, str], no_proxy: str, bypass: Callable[[str], bool]) -> str:
    """The proxy that the system names for a URL, "" for none; blanks name none."""
    scheme, host = url.partition(":")[0].lower(), host_of(url)
    found = proxies.get(scheme, "").strip() or proxies.get("all", "").strip()
    if not found or is_excepted(host, port_of(url), no_proxy) or bypass(host):
        return ""
    return found if "://" in found else f"http://{found}"


def is_excepted(host: str, port: int, no_proxy: str) -> bool:
    """True for a host that NO_PROXY names.

    Its entries, by commas or blanks: ``*``, a host with all below it (``example.com``, ``.example.com``,
    ``*.example.com``), an address, a network (``10.0.0.0/8``), a pattern (``192.168.*``), each also with ``:port``.
    There is no standard; these are curl's and Go's forms together, because whoever wrote one wants no proxy there.
    """
    name = host.lower().rstrip(".")
    return any(_excepts(entry.lower(), name, port) for entry in re.split(r"[,;\s]+", no_proxy) if entry)


def _excepts(entry: str, name: str, port: int) -> bool:
    found = re.fullmatch(r"\[(?P<six>[^\]]+)\](?::(?P<port6>\d+))?|(?P<rest>[^:]*)(?::(?P<port>\d+))?", entry)
    if found is not None:
        wanted = found["port6"] or found["port"]
        if wanted and int(wanted) != port:
            return False
        entry = found["six"] or found["rest"]
    try:
        return ip_address(name) in ip_network(entry, strict=False)
    except ValueError:
        entry = entry.removeprefix("*").rstrip(".") if entry.startswith("*.") else entry.rstrip(".")
        bare = entry.removeprefix(".")
        return bool(bare) and (name == bare or name.endswith(f".{bare}") or fnmatchcase(name, entry))


def variable_of(proxy: str, environ: Mapping[str, str]) -> str:
    """The environment variable that names this proxy, "" where the system's settings do."""
    meant = {proxy, proxy.removeprefix("http://")}
    return next((name for name, text in environ.items() if name.lower() in _VARIABLES and text.strip() in meant), "")


def read_proxy(text: str, variable: str = "") -> Proxy:
    """Read the URL of a proxy.

    Raises:
        ProviderError: it cannot be read, or is of a kind that cannot be used. It would be so again, so nothing is
            repeated; no part of the address is shown but its scheme, for the rest may be a password.
    """
    try:
        parts = urlsplit(text)
        scheme, port = parts.scheme, parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:
        raise _unusable(msg("The system's proxy address cannot be read"), variable) from None
    if scheme not in {"http", "https"} and re.fullmatch(r"[a-z][a-z0-9]{1,9}", scheme):
        raise _unusable(msg("The system names a {scheme} proxy, which cannot be used", scheme=scheme), variable)
    # A password with # or ? in it ends the address there, and what stands before it would be taken for the host.
    if not _HOST.fullmatch(host) or port == 0 or parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise _unusable(msg("The system's proxy address cannot be read"), variable)
    shown = f"[{host}]" if ":" in host else host
    url = f"{scheme}://{shown}" + (f":{port}" if port else "")
    return Proxy(url, unquote(parts.username or ""), unquote(parts.password or ""))


def _unusable(title: str, variable: str) -> UnusableProxy:
    if variable:
        hint = msg("Correct the environment variable {variable}, or name this host in NO_PROXY.", variable=variable)
    else:
        hint = msg("Correct the proxy in the system's network settings, or name this host in its exceptions.")
    return UnusableProxy(title, hint)


def _is_here(host: str) -> bool:
    """Whether a name means an address near here; False where nobody knows it. May take seconds."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return any(is_local_address(str(sockaddr[0]), own=True) for *_, sockaddr in found)
