import pytest
from hypothesis import given
from hypothesis import strategies as st

from traybridge.providers.http.urls import PUBLIC_HOSTS, host_of, is_near, join_url, literal, place_of, port_of

JOINED = [
    ("https://a.example/v1", "models", "https://a.example/v1/models"),
    ("https://a.example/v1", "/models", "https://a.example/v1/models"),
    ("https://a.example/v1/", "models", "https://a.example/v1/models"),
    ("https://a.example/v1/", "/models", "https://a.example/v1/models"),
    ("https://a.example/v1//", "//models", "https://a.example/v1/models"),
    ("https://a.example/v1", "/v1/models", "https://a.example/v1/models"),
    ("https://a.example/v1/", "v1/models", "https://a.example/v1/models"),
    ("https://a.example/v1", "v1", "https://a.example/v1"),
    ("https://a.example/v1", "v1beta/models", "https://a.example/v1/v1beta/models"),
    ("https://a.example", "v1/models", "https://a.example/v1/models"),
    ("https://a.example/", "v1/models", "https://a.example/v1/models"),
    ("http://127.0.0.1:52415", "/v1/chat/completions", "http://127.0.0.1:52415/v1/chat/completions"),
    ("http://[::1]:8080/v1", "models", "http://[::1]:8080/v1/models"),
    ("https://a.example/api/v1", "chat/completions", "https://a.example/api/v1/chat/completions"),
    ("https://a.example/v1beta/openai", "models", "https://a.example/v1beta/openai/models"),
    ("https://a.example/openai/v1", "/v1/models", "https://a.example/openai/v1/models"),
    ("https://a.example/v1?api-version=7", "models", "https://a.example/v1/models?api-version=7"),
    ("https://a.example/v1?a=1", "models?limit=9", "https://a.example/v1/models?a=1&limit=9"),
    ("https://a.example/v1", "models?limit=9", "https://a.example/v1/models?limit=9"),
    ("https://a.example/v1#part", "models", "https://a.example/v1/models"),
    ("https://a.example/my models/v1", "models", "https://a.example/my%20models/v1/models"),
    ("https://a.example/v%201", "models", "https://a.example/v%201/models"),
    ("https://a.example/v1", "https://b.example/key", "https://b.example/key"),
    ("https://a.example", "", "https://a.example/"),
    ("HTTPS://A.example/v1", "models", "https://A.example/v1/models"),
]


@pytest.mark.parametrize(("base", "path", "whole"), JOINED)
def test_a_path_is_put_under_a_base_url(base: str, path: str, whole: str) -> None:
    assert join_url(base, path) == whole


@given(slashes=st.integers(0, 3), leading=st.integers(0, 3))
def test_slashes_never_change_what_is_meant(slashes: int, leading: int) -> None:
    joined = join_url("https://a.example/v1" + "/" * slashes, "/" * leading + "models")
    assert joined == "https://a.example/v1/models"


@pytest.mark.parametrize(
    ("host", "near"),
    [
        ("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), ("localhost", True), ("api.localhost", True),
        ("10.1.2.3", True), ("172.16.0.1", True), ("172.31.255.255", True), ("172.32.0.1", False),
        ("192.168.1.5", True), ("169.254.3.4", True), ("fe80::1", True), ("fd00::1", True), ("::ffff:10.0.0.1", True),
        ("::ffff:8.8.8.8", False), ("8.8.8.8", False), ("100.64.0.1", False), ("2606:4700::1", False),
        ("0.0.0.0", True), ("studio.local", True), ("studio", True), ("box.lan", True), ("openrouter.ai", False),
        ("local.example", False), ("127.0.0.1.example", False),
    ],
)  # fmt: skip
def test_a_near_host_is_told_by_how_it_is_written(host: str, near: bool) -> None:
    assert is_near(host) is near


@pytest.mark.parametrize(("host", "near"), [("100.64.0.1", True), ("100.127.255.255", True), ("100.128.0.1", False),
                                            ("mac.example", False), ("8.8.8.8", False)])  # fmt: skip
def test_a_server_of_one_s_own_may_have_a_shared_address(host: str, near: bool) -> None:
    assert is_near(host, own=True) is near


@pytest.mark.parametrize(
    ("url", "port"), [("http://a/", 80), ("https://a/", 443), ("http://a:8080/", 8080), ("https://[::1]:1/", 1)]
)
def test_the_port_of_a_url(url: str, port: int) -> None:
    assert port_of(url) == port


def test_the_unspecified_address_means_this_machine() -> None:
    assert str(literal("0.0.0.0")) == "127.0.0.1"
    assert str(literal("::")) == "::1"
    assert literal("localhost") is None


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("http://127.0.0.1:52415/v1/chat?key=x", "127.0.0.1:52415"),
        ("https://openrouter.ai/api/v1", "openrouter.ai"),
        ("https://openrouter.ai:443/api", "openrouter.ai"),
        ("http://[::1]:80/", "[::1]"),
        ("http://[::1]:81/", "[::1]:81"),
        ("https://user:pass@a.example/", "a.example"),
    ],
)
def test_a_place_is_host_and_port_and_nothing_else(url: str, place: str) -> None:
    assert place_of(url) == place


def test_the_host_of_what_is_no_url_is_nothing() -> None:
    assert [host_of(url) for url in ("", "/path", "http://[oops", "https://a.example/x")] == ["", "", "", "a.example"]


def test_public_hosts_are_the_cloud_presets() -> None:
    assert {"openrouter.ai", "api.openai.com", "api.anthropic.com", "huggingface.co"} <= PUBLIC_HOSTS
    assert not any(host.startswith("127.") for host in PUBLIC_HOSTS)
