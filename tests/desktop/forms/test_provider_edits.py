"""Changes of the list of providers: order, removal and the way back."""

import pytest

from traybridge.core.config import Config, check_config
from traybridge.core.errors import BadInput, NotFound
from traybridge.core.presets import preset
from traybridge.desktop.forms.provider_edits import (
    added,
    in_order,
    moved,
    new_row,
    removal,
    restored,
    with_row,
    without,
)


def ids(config: Config) -> list[str]:
    return [row.id for row in config.effective_providers]


def test_moving_stays_within_the_list():
    assert moved(["a", "b", "c"], "c", -1) == ["a", "c", "b"]
    assert moved(["a", "b", "c"], "a", -1) == ["a", "b", "c"]
    assert moved(["a", "b", "c"], "a", 9) == ["b", "c", "a"]


def test_a_new_order_is_kept_and_the_starter_model_can_be_moved():
    config = in_order(Config(), ["embedded", "openrouter", "exo", "huggingface"])
    assert ids(config) == ["embedded", "openrouter", "exo", "huggingface"]
    check_config(config)
    assert ids(in_order(config, ["exo"])) == ["exo", "embedded", "openrouter", "huggingface"]


def test_one_row_is_changed_and_the_others_are_not():
    config = with_row(Config(), "openrouter", model="openai/gpt-4o")
    assert [(row.id, row.model) for row in config.providers] == [
        ("exo", ""),
        ("openrouter", "openai/gpt-4o"),
        ("huggingface", ""),
    ]
    with pytest.raises(NotFound, match="any more"):
        with_row(config, "gone", model="x")


def test_a_removal_can_be_taken_back_with_its_place_and_its_pin():
    config = Config().with_routing(pin="openrouter")
    gone = removal(config, "openrouter")
    after = without(config, gone)
    assert (ids(after), after.routing.pin) == (["exo", "huggingface", "embedded"], "")
    check_config(after)
    back = restored(after, gone)
    assert (ids(back), back.routing.pin) == (ids(config), "openrouter")
    with pytest.raises(BadInput, match="again"):
        restored(back, gone)


def test_removing_another_one_leaves_the_pin_alone():
    config = Config().with_routing(pin="exo")
    assert without(config, removal(config, "openrouter")).routing.pin == "exo"


def test_everybody_but_the_starter_model_can_be_removed():
    config = Config()
    for provider_id in ("exo", "openrouter", "huggingface"):
        config = without(config, removal(config, provider_id))
    assert ids(config) == ["embedded"]
    check_config(config)
    with pytest.raises(BadInput, match="cannot be removed"):
        removal(config, "embedded")


def test_a_second_provider_of_one_kind_gets_a_number():
    openrouter = preset("openrouter")
    assert openrouter is not None
    row = new_row(Config(), openrouter)
    assert (row.id, row.label) == ("openrouter-2", "OpenRouter 2")
    config = added(Config(), row)
    assert ids(config) == ["exo", "openrouter", "huggingface", "openrouter-2", "embedded"]
    with pytest.raises(BadInput, match="already"):
        added(config, row)
