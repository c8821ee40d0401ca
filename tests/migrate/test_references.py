"""Keys that a file only names."""

from pathlib import Path

import pytest
from tests.migrate.conftest import OPENROUTER

from traybridge.core.secret import Secret
from traybridge.migrate.references import held, reference


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("os.environ/A_KEY", "A_KEY"),
        ("${A_KEY}", "A_KEY"),
        ("${A_KEY:-none}", "A_KEY"),
        ("$A_KEY", "A_KEY"),
        ("${{ secrets.A_KEY }}", "A_KEY"),
        ("${{ secrets.me/pack/A_KEY }}", "A_KEY"),
        (" ${{inputs.A_KEY}} ", "A_KEY"),
        ("sk-1", ""),
        ("os.environ/", ""),
        (None, ""),
        (7, ""),
    ],
)
def test_the_name_in_a_reference(text, name):
    assert reference(text) == name


def test_only_the_given_environment_is_asked():
    assert held(Path("x"), "l", "os.environ/PATH", {}).key is None
    assert "PATH" in held(Path("x"), "l", "os.environ/PATH", {}).problem
    assert held(Path("x"), "l", "$K", {"K": OPENROUTER}).key == Secret(OPENROUTER)
    assert held(Path("x"), "l", "$K", {"K": "gAAAAA" + "x" * 100}).key is None
    assert held(Path("x"), "l", OPENROUTER, {}).places[0].label == "l"
    assert held(Path("x"), "l", None, {}) == held(Path("x"), "l", "", {})
