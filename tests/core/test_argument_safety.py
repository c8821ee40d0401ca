"""What may be a key is not repeated; what is a name is."""

import pytest

from traybridge.core.argument_safety import looks_like_key


@pytest.mark.parametrize(
    "text",
    ["sk-1234567890", "sk-or-v1-0a1b", "hf_abcdef123", "gsk_x1yz9", "AIzaSy0123", "Bearer abc1", "x" * 33],
)
def test_keys_are_recognised(text: str):
    assert looks_like_key(text)


@pytest.mark.parametrize("text", ["exo", "openrouter", "my-lab.2", "sk-test", "hf", "together", "keys", "gpt-4o"])
def test_names_are_not(text: str):
    assert not looks_like_key(text)
