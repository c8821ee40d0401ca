import pytest

from traybridge.core.errors import RequestRejected, Unreachable
from traybridge.providers.http.request import build, head_of, headers_of, place_of


@pytest.mark.parametrize(
    ("url", "host", "target"),
    [
        ("http://127.0.0.1:8080/v1?a=b", b"127.0.0.1:8080", b"/v1?a=b"),
        ("https://a.example/", b"a.example", b"/"),
        ("https://a.example", b"a.example", b"/"),
        ("http://[::1]:8080/x", b"[::1]:8080", b"/x"),
        ("https://bücher.example/ü?q=ü ä", b"xn--bcher-kva.example", b"/%C3%BC?q=%C3%BC%20%C3%A4"),
        ("https://a.example:443/", b"a.example", b"/"),
        ("http://a.example:443/", b"a.example:443", b"/"),
        ("https://user:pass@a.example/", b"a.example", b"/"),
        ("https://a.example/a/../b?c=d%2Fe#f", b"a.example", b"/b?c=d%2Fe"),
        ("https://a.example/a%20b", b"a.example", b"/a%20b"),
    ],
)
def test_a_request_names_its_host_and_quotes_its_path(url: str, host: bytes, target: bytes) -> None:
    request = build("GET", url, [], None)
    assert (request.headers.raw, request.url.raw_path) == ([(b"Host", host)], target)


@pytest.mark.parametrize(
    "url",
    [f"http://{'ü' * 80}.example/", "http://a.example:99999/", "http://a.example:x/", "http://[::1", "http:///x", "/x",
     "", "file:///etc/hostname", "ftp://a.example/", "http://a.example/\0", "http://a.example/" + "x" * 70_000,
     "http://xn--/v1", "https://xn--a/v1"],
)  # fmt: skip
def test_an_address_that_cannot_be_one_is_told_and_not_repeated(url: str) -> None:
    for _ in range(2):
        with pytest.raises(Unreachable, match="cannot be used") as refused:
            build("GET", url, [], None)
        assert not url or url not in str(refused.value)


def test_a_request_is_written_with_its_length() -> None:
    request = build("POST", "http://127.0.0.1:80/v1/x?a=b c", [(b"X", b"y")], b"{}")
    assert head_of(request) == (b"POST /v1/x?a=b%20c HTTP/1.1\r\nHost: 127.0.0.1\r\nX: y\r\nContent-Length: 2\r\n\r\n")


@pytest.mark.parametrize("header", [(b"X", b"a\r\nEvil: 1"), (b"X\n", b"a"), (b"X", b"a\0"), (b"X", b"a\rb")])
def test_a_header_cannot_break_out_of_its_line(header: tuple[bytes, bytes]) -> None:
    with pytest.raises(RequestRejected) as refused:
        headers_of(build("GET", "http://127.0.0.1:1/", [header], None))
    assert "Evil" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("http://127.0.0.1:52415/v1/chat?key=x", "127.0.0.1:52415"),
        ("https://openrouter.ai:443/api", "openrouter.ai"),
        ("http://[::1]:80/", "[::1]"),
        ("http://[::1]:81/", "[::1]:81"),
        ("https://user:pass@bücher.example:1/", "bücher.example:1"),
    ],
)
def test_a_place_is_host_and_port_and_nothing_else(url: str, place: str) -> None:
    assert place_of(build("GET", url, [], None)) == place
