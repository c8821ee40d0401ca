"""A key that others could read on its way is warned of."""

import pytest
from tests.core.fakes import row
from tests.faults.translations import untold

from traybridge.core.key_warning import unencrypted_key


@pytest.mark.parametrize(
    ("kind", "base_url", "warned"),
    [
        ("openai", "http://llm.example/v1", True),
        ("anthropic", "http://llm.example/v1", True),
        ("openai", "https://llm.example/v1", False),
        ("openai", "http://192.168.1.5/v1", False),
        ("exo", "http://exo.example:52415", False),
        ("embedded", "", False),
    ],
)
def test_only_a_key_over_http_to_a_public_host_is_warned_of(kind, base_url, warned):
    warning = unencrypted_key(row(kind=kind, base_url=base_url))
    assert bool(warning) is warned
    assert "https://" in warning or not warned
    assert untold(warning) == []
