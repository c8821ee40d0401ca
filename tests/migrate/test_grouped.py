"""Models that share an address and a key become one provider."""

from pathlib import Path

from tests.migrate.conftest import OPENROUTER, OTHER, loosely

from traybridge.core.secret import Secret
from traybridge.migrate import grouped as module
from traybridge.migrate.findings import KeyLocation
from traybridge.migrate.grouped import Listed
from traybridge.migrate.provider_mapping import row_of
from traybridge.migrate.references import Held

grouped = loosely(module.grouped)


def _listed(model: str, key: str, also: str = "") -> Listed:
    place = KeyLocation(Path("f"), f"of {model}", Secret(key), Secret(key))
    return Listed("OpenRouter", row_of("OpenRouter"), model, Held(Secret(key), (place,)), also)


def test_the_first_model_is_the_one_for_auto_and_every_place_is_kept():
    (found,) = grouped(
        Path("f"), "r", [_listed("a", OPENROUTER, "x"), _listed("b", OPENROUTER), _listed("a", OPENROUTER)]
    )
    assert (found.row.model, found.row.models) == ("a", ("b",))
    assert [place.label for place in found.places] == ["of a", "of b", "of a"]
    assert found.aliases == (("x", "a"),)


def test_another_key_is_another_provider():
    assert len(grouped(Path("f"), "r", [_listed("a", OPENROUTER), _listed("b", OTHER)])) == 2


def test_a_key_that_stands_there_and_cannot_be_read_is_lost_and_none_at_all_is_not():
    place = KeyLocation(Path("f"), "of a", Secret("gAAAAA"), None)
    lost, none = (Listed("OpenRouter", row_of("OpenRouter"), "a", held) for held in (Held(None, (place,)), Held()))
    assert [grouped(Path("f"), "r", [one])[0].lost_key for one in (lost, none)] == [True, False]
