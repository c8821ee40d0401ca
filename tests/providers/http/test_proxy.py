from collections.abc import Mapping

import pytest
from tests.faults.translations import untold

from traybridge.core.config import ProviderConfig
from traybridge.core.errors import ProviderError
from traybridge.core.health import no_connection
from traybridge.providers.http.proxy import Proxy, is_excepted, proxy_for, read_proxy, system_proxy, variable_of

PASSWORD = "p-made-up-w"


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
        ("https://a.example/v1", {"https": "  \t "}, False, ""),
        ("https://a.example/v1", {"https": " ", "all": "http://proxy:3128"}, False, "http://proxy:3128"),
        ("https://a.example/v1", {"https": " http://proxy:3128\n"}, False, "http://proxy:3128"),
    ],
)
def test_the_system_s_proxy_is_the_one_for_the_scheme(
    url: str, proxies: Mapping[str, str], bypassed: bool, proxy: str
) -> None:
    asked: list[str] = []

    def bypass(host: str) -> bool:
        asked.append(host)
        return bypassed

    assert system_proxy(url, proxies, "", bypass) == proxy
    assert asked in ([], ["a.example"])
    assert system_proxy(url, proxies, "b.example a.example:443 a.example:80", bypass) == ""


@pytest.mark.parametrize(
    ("text", "proxy"),
    [
        ("http://proxy", Proxy("http://proxy")),
        ("http://proxy:3128/", Proxy("http://proxy:3128")),
        ("https://PROXY.example:443", Proxy("https://proxy.example:443")),
        ("http://user:p%40ss@proxy:3128", Proxy("http://proxy:3128", "user", "p@ss")),
        ("http://user:p@ss@proxy:3128", Proxy("http://proxy:3128", "user", "p@ss")),
        ("http://us%C3%A9r:%23w@proxy", Proxy("http://proxy", "usér", "#w")),
        ("http://user@proxy:1", Proxy("http://proxy:1", "user")),
        ("http://[::1]:3128", Proxy("http://[::1]:3128")),
        ("http://bücher.example:1", Proxy("http://xn--bcher-kva.example:1")),
    ],
)
def test_a_proxy_s_address_is_read(text: str, proxy: Proxy) -> None:
    assert read_proxy(text) == proxy
    assert not proxy.password or proxy.password not in repr(proxy)


@pytest.mark.parametrize(
    "text",
    [
        f"http://user:{PASSWORD[:4]}#{PASSWORD}@host",
        f"http://user:12#{PASSWORD}@host",
        f"http://user:12?{PASSWORD}@host:80",
        f"http://user:12/{PASSWORD}@host:80",
        f"http://user:{PASSWORD}@",
        f"http://user:{PASSWORD}@host:port",
        f"http://user:{PASSWORD}@host:99999",
        f"http://user:{PASSWORD}@host:0",
        f"http://user:{PASSWORD}@host:-1",
        f"http://user:{PASSWORD}@[::1",
        f"http://user:{PASSWORD}@ho st:80",
        f"http://user:{PASSWORD}@{'ü' * 80}:80",
        f"http://user:{PASSWORD}@ho\x7fst:80",
        "http://[::1",
        "http://",
        "http://:3128",
        "http:///proxy:3128",
        "http://pro\\xy",
        "://proxy",
        f"{PASSWORD} {PASSWORD}://proxy",
    ],
)
@pytest.mark.parametrize("variable", ["", "https_proxy"])
def test_an_address_that_cannot_be_read_is_told_and_not_shown(text: str, variable: str) -> None:
    with pytest.raises(ProviderError) as refused:
        read_proxy(text, variable)
    error = refused.value
    assert error.title == "The system's proxy address cannot be read"
    assert (variable or "network settings") in error.hint
    assert (error.handling.counted, error.handling.opens, error.handling.retryable) == (False, False, False)
    assert no_connection(error)  # so nobody says that this host answers
    assert PASSWORD[:4] not in f"{error!r} {error} {error.hint} {error.__cause__}"
    assert untold(error.title) + untold(error.hint) == []


@pytest.mark.parametrize("text", ["socks5://user:secret@127.0.0.1:1080", "socks5h://127.0.0.1:1080", "ftp://proxy"])
def test_a_proxy_of_another_kind_is_told(text: str) -> None:
    with pytest.raises(ProviderError, match=r"names a (socks5h?|ftp) proxy") as refused:
        read_proxy(text)
    assert "secret" not in f"{refused.value}"
    assert not refused.value.handling.retryable


@pytest.mark.parametrize(
    ("no_proxy", "host", "port", "excepted"),
    [
        ("", "a.example", 443, False),
        ("*", "a.example", 443, True),
        ("a.example", "a.example", 443, True),
        ("a.example", "b.a.example", 443, True),
        ("a.example", "ba.example", 443, False),
        (".a.example", "b.a.example", 443, True),
        (".a.example", "a.example", 443, True),
        ("*.a.example", "b.a.example", 443, True),
        ("*.a.example", "c.b.a.example", 443, True),
        ("*.a.example", "a.example", 443, True),
        ("*.a.example", "ba.example", 443, False),
        ("A.Example.", "a.example", 443, True),
        ("a.example", "A.EXAMPLE.", 443, True),
        ("x, a.example ,y", "a.example", 443, True),
        ("x a.example y", "a.example", 443, True),
        ("x;a.example", "a.example", 443, True),
        (",,", "a.example", 443, False),
        ("a.example:443", "a.example", 443, True),
        ("a.example:8443", "a.example", 443, False),
        ("*.a.example:8443", "b.a.example", 8443, True),
        ("a.example:https", "a.example", 443, False),
        ("10.0.0.0/8", "10.1.2.3", 443, True),
        ("10.0.0.0/8", "11.1.2.3", 443, False),
        ("10.1.2.3/8", "10.9.9.9", 443, True),
        ("203.0.113.7", "203.0.113.7", 443, True),
        ("203.0.113.7:80", "203.0.113.7", 443, False),
        ("203.0.113.*", "203.0.113.7", 443, True),
        ("203.0.113", "203.0.113.7", 443, False),
        ("0.0.0.0/0", "203.0.113.7", 443, True),
        ("0.0.0.0/0", "a.example", 443, False),
        ("2001:db8::/32", "2001:db8::1", 443, True),
        ("2001:db8::1", "2001:db8::1", 443, True),
        ("[2001:db8::1]", "2001:db8::1", 443, True),
        ("[2001:db8::1]:443", "2001:db8::1", 443, True),
        ("[2001:db8::1]:80", "2001:db8::1", 443, False),
        ("2001:db8::/32", "203.0.113.7", 443, False),
        ("10.0.0.0/99, [::1, /8, :80, a[", "a.example", 443, False),
        (".", "a.example", 443, False),
    ],
)
def test_no_proxy_is_read_in_every_form_that_is_in_use(no_proxy: str, host: str, port: int, excepted: bool) -> None:
    assert is_excepted(host, port, no_proxy) is excepted


def test_the_variable_is_named_that_holds_it() -> None:
    environ = {"NO_PROXY": "http://x", "HTTPS_PROXY": "http://x", "http_proxy": " y:1 ", "OTHER": "z"}
    assert variable_of("http://x", environ) == "HTTPS_PROXY"
    assert variable_of("http://y:1", environ) == "http_proxy"
    assert variable_of("z", environ) == ""


@pytest.fixture
def proxied(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example:3128")
    monkeypatch.setenv("HTTPS_PROXY", "http://user:12#made-up@proxy.example:3128")
    return monkeypatch


@pytest.mark.parametrize(
    ("kind", "base_url", "through"),
    [
        ("openai", "http://203.0.113.7/v1", True),
        ("openai", "http://100.64.1.2:8080/v1", True),
        ("exo", "http://100.64.1.2:52415", False),
        ("exo", "http://[fd7a:115c:a1e0::1]:52415", False),
        ("exo", "http://mac.tail1234.ts.net:52415", False),
        ("exo", "http://mac.fritz.box:52415", False),
        ("exo", "http://mac.home:52415", False),
        ("openai", "http://mac.home:8080/v1", False),
        ("openai", "http://localhost:8080/v1", False),
        ("exo", "http://203.0.113.7:52415", True),
        ("exo", "http://no-such-name.invalid:52415", True),
    ],
)
def test_what_is_near_needs_no_proxy(proxied: pytest.MonkeyPatch, kind: str, base_url: str, through: bool) -> None:
    found = proxy_for(ProviderConfig(id="a", kind=kind, base_url=base_url))
    assert found == (Proxy("http://proxy.example:3128") if through else None)


def test_the_hint_names_the_variable_and_no_proxy_helps(proxied: pytest.MonkeyPatch) -> None:
    cloud = ProviderConfig(id="a", base_url="https://cloud.example:8443/v1")
    with pytest.raises(ProviderError) as refused:
        proxy_for(cloud)
    assert "HTTPS_PROXY" in refused.value.hint
    proxied.setenv("NO_PROXY", "*.example:8443")
    assert proxy_for(cloud) is None
