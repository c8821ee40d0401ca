"""Known hosts: one row each, found by name or by address; a key belongs to an origin."""

from urllib.parse import urlsplit

import pytest

from traybridge.core.config import check_url
from traybridge.core.presets import PRESETS, Preset, origin, preset, preset_of_url


def test_every_preset_of_the_design_is_there_once():
    """Routing.md, section 7."""
    assert [row.id for row in PRESETS] == [
        "exo", "openrouter", "huggingface", "openai", "anthropic", "groq", "together", "mistral", "deepseek", "gemini",
        "ollama", "lmstudio", "llamacpp", "jan", "custom",
    ]  # fmt: skip
    assert all(preset(row.id) is row for row in PRESETS)
    assert preset("nope") is None


@pytest.mark.parametrize("row", [row for row in PRESETS if row.base_url], ids=lambda row: row.id)
def test_a_presets_addresses_can_be_asked(row: Preset):
    check_url(row.base_url)
    assert preset_of_url(row.base_url) is row
    for url in (row.key_page, row.key_check):
        if url:
            assert urlsplit(url).scheme == "https"
    assert row.local == (not row.needs_key)
    assert row.needs_key == bool(row.key_page)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://openrouter.ai/api/v1/", "openrouter"),
        ("https://OPENROUTER.ai:443", "openrouter"),
        ("http://localhost:11434/v1", "ollama"),
        ("http://[::1]:1234/v1", "lmstudio"),
        ("http://127.0.0.1:52415", "exo"),
        ("http://openrouter.ai/api/v1", None),
        ("https://openrouter.ai:8443/api/v1", None),
        ("https://evil.example/openrouter.ai", None),
        ("", None),
        ("nonsense", None),
    ],
)
def test_a_host_that_was_typed_by_hand_is_known_by_its_origin(url, found):
    row = preset_of_url(url)
    assert (row.id if row else None) == found


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/v1?x#y", "https://a.example:443"),
        ("http://a.example", "http://a.example:80"),
        ("HTTPS://A.Example:8443/", "https://a.example:8443"),
        ("http://[FE80::1]:1", "http://[fe80::1]:1"),
        ("https://user@a.example", "https://a.example:443"),
        ("ftp://a.example", ""),
        ("a.example", ""),
        ("http://a.example:99999", ""),
        ("", ""),
    ],
)
def test_the_origin_of_an_address(url, expected):
    """RFC 6454: scheme, host and port, with the scheme's own port filled in."""
    assert origin(url) == expected
