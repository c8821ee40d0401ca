"""Through whom the machine goes: the system's proxy for a URL."""

from collections.abc import Callable, Mapping

from traybridge.providers.http.urls import host_of


def system_proxy(url: str, proxies: Mapping[str, str], bypass: Callable[[str], bool]) -> str:
    """The proxy that the system names for a URL, "" for none."""
    scheme, host = url.partition(":")[0], host_of(url)
    found = proxies.get(scheme) or proxies.get("all") or ""
    if not found or bypass(host):
        return ""
    return found if "://" in found else f"http://{found}"


def proxy_of_system(url: str) -> str:
    """Ask the environment, macOS's or Windows' settings."""
    from urllib.request import getproxies, proxy_bypass

    return system_proxy(url, getproxies(), lambda host: bool(proxy_bypass(host)))
