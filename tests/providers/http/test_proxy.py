from collections.abc import Mapping

import pytest

from traybridge.providers.http.proxy import system_proxy


@pytest.mark.parametrize(
    ("url", "proxies", "bypassed", "proxy"),
    [
        ("https://a.example/v1", {}, False, ""),
        ("https://a.example/v1", {"https": "http://proxy:3128"}, False, "http://proxy:3128"),
        ("https://a.example/v1", {"http": "http://proxy:3128"}, False, ""),
        ("http://a.example/v1", {"http": "http://proxy:3128"}, False, "http://proxy:3128"),
        ("https://a.example/v1", {"all": "http://proxy:3128"}, False, "http://proxy:3128"),
        ("https://a.example/v1", {"https": "proxy:3128"}, False, "http://proxy:3128"),
        ("https://a.example/v1", {"https": "http://proxy:3128"}, True, ""),
        ("https://a.example/v1", {"https": "socks5://proxy:1080"}, False, "socks5://proxy:1080"),
        ("https://a.example/v1", {"https": ""}, False, ""),
    ],
)
def test_the_system_s_proxy_is_the_one_for_the_scheme(
    url: str, proxies: Mapping[str, str], bypassed: bool, proxy: str
) -> None:
    asked: list[str] = []

    def bypass(host: str) -> bool:
        asked.append(host)
        return bypassed

    assert system_proxy(url, proxies, bypass) == proxy
    assert asked in ([], ["a.example"])
