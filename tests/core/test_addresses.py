"""Which addresses are on this machine or this network, judged without a lookup."""

import pytest

from traybridge.core.addresses import is_in_the_open, is_local_address, is_local_host, is_local_url


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("127.0.0.1", True),
        ("127.255.255.254", True),
        ("::1", True),
        ("10.0.0.1", True),
        ("10.255.255.255", True),
        ("172.16.0.1", True),
        ("172.31.255.255", True),
        ("192.168.0.1", True),
        ("169.254.1.1", True),
        ("fe80::1", True),
        ("fe80::1%en0", True),
        ("fc00::1", True),
        ("fdff::1", True),
        ("::ffff:127.0.0.1", True),
        ("::ffff:192.168.1.1", True),
        ("172.15.255.255", False),
        ("172.32.0.0", False),
        ("192.169.0.1", False),
        ("11.0.0.1", False),
        ("100.64.0.1", False),
        ("8.8.8.8", False),
        ("0.0.0.0", False),
        ("255.255.255.255", False),
        ("224.0.0.1", False),
        ("::", False),
        ("2001:db8::1", False),
        ("fe00::1", False),
        ("ff02::1", False),
        ("::ffff:8.8.8.8", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("localhost", False),
        ("", False),
        ("127.0.0.1.", False),
    ],
)
def test_an_address_that_is_really_connected_to(address, local):
    """Local only: loopback, RFC 1918, link-local, unique-local."""
    assert is_local_address(address) is local


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("localhost", True),
        ("LOCALHOST.", True),
        ("127.0.0.1", True),
        ("[::1]", True),
        ("0.0.0.0", True),
        ("::", True),
        ("192.168.1.7", True),
        ("fe80::1%en0", True),
        ("8.8.8.8", False),
        ("openrouter.ai", False),
        ("127.0.0.1.nip.io", False),
        ("localhost.example.com", False),
        ("studio", None),
        ("studio.local", None),
        ("Studio.LAN", None),
        ("nas.home.arpa", None),
        ("vm.internal", None),
        ("app.localhost", None),
        ("2130706433", None),
    ],
)
def test_a_name_as_it_is_written(host, local):
    """None where only a lookup could tell: then the choke point decides by the address."""
    assert is_local_host(host) is local


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:52415", True),
        ("http://[fd00::1]:1/v1", True),
        ("https://openrouter.ai/api/v1", False),
        ("http://127.0.0.1@evil.example/v1", False),
        ("http://evil.example/127.0.0.1", False),
        ("http://studio.local:52415", None),
        ("not a url", False),
        ("http://[::1", False),
        ("", False),
    ],
)
def test_the_host_of_an_address_decides(url, local):
    assert is_local_url(url) is local


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("100.64.0.1", True),
        ("100.127.255.255", True),
        ("::ffff:100.64.0.1", True),
        ("fd7a:115c:a1e0::1", True),
        ("192.168.1.1", True),
        ("100.63.255.255", False),
        ("100.128.0.0", False),
        ("8.8.8.8", False),
        ("64:ff9b::6440:1", False),
    ],
)
def test_a_server_of_one_s_own_may_have_a_shared_address(address, local):
    """RFC 6598's range is what Tailscale gives to one's machines."""
    assert is_local_address(address, own=True) is local
    assert is_local_host(address, own=True) is local


@pytest.mark.parametrize(
    "name", ["mac.tail1234.ts.net", "mac.fritz.box", "mac.home", "exo.example", "mac", "EXO.corp."]
)
def test_no_name_tells_that_a_server_of_one_s_own_is_elsewhere(name):
    assert is_local_host(name, own=True) is None
    assert is_local_url(f"http://{name}:52415", own=True) is None


@pytest.mark.parametrize(
    "name", ["mac.ts.net", "mac.fritz.box", "mac.home", "mac.corp", "mac.intranet", "m.localdomain"]
)
def test_names_of_routers_and_private_networks_are_looked_up(name):
    assert is_local_host(name) is None


@pytest.mark.parametrize(
    ("url", "open_"),
    [
        ("http://llm.example/v1", True),
        ("HTTP://llm.example:8080/v1", True),
        ("http://8.8.8.8/v1", True),
        ("http://[2001:4860:4860::8888]/v1", True),
        ("https://llm.example/v1", False),
        ("http://127.0.0.1:8080/v1", False),
        ("http://192.168.1.5:8080/v1", False),
        ("http://100.64.0.1/v1", False),
        ("http://studio.local:8080/v1", False),
        ("http://studio/v1", False),
        ("http://mac.tail.ts.net/v1", False),
        ("http://[oops", False),
        ("", False),
    ],
)
def test_http_to_a_public_host_is_in_the_open(url, open_):
    assert is_in_the_open(url) is open_
