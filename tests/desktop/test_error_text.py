"""Errors in whole sentences."""

import pytest

from traybridge.core.errors import TrayBridgeError
from traybridge.desktop.error_text import begun, sentence, words_of


def test_an_error_is_its_title_and_its_hint():
    assert words_of(TrayBridgeError("No key", "Enter one.")) == "No key. Enter one."
    assert words_of(TrayBridgeError("No key", "")) == "No key."


@pytest.mark.parametrize(
    ("text", "whole"), [("", ""), ("works", "Works."), ("Does it?", "Does it?"), ("über", "Über.")]
)
def test_a_sentence_begins_large_and_ends(text: str, whole: str):
    assert sentence(text) == whole
    assert begun(text) == whole.rstrip(".") or text.endswith("?")
