"""Settings are in force once they are saved, and never otherwise."""

import pytest
from msgspec.structs import replace
from tests.core.fakes import MemoryStore, row

from traybridge.core.active_config import ActiveConfig
from traybridge.core.config import Config
from traybridge.core.errors import BadConfig, NotFound, TrayBridgeError

A, B = row("a"), row("b", name="Bee")
BOTH = Config(providers=(A, B))


class Settings:
    """The settings in force over a file in memory, and every change that was adopted."""

    def __init__(self, config: Config = BOTH, *, filed: bool = True) -> None:
        self.store = MemoryStore(config)
        self.changes: list[tuple[Config, Config]] = []
        self.active = ActiveConfig(
            config, self.store if filed else None, lambda old, new: self.changes.append((old, new))
        )


async def test_a_change_is_saved_and_then_adopted():
    settings = Settings()
    new = await settings.active.change(lambda config: config.with_provider_enabled("a", False))
    assert settings.active.config is new is settings.store.config
    assert settings.changes == [(BOTH, new)]
    known = settings.active.provider("a")
    assert known is not None
    assert not known.enabled
    assert [one.id for one in settings.active.providers] == ["a", "b", "embedded"]


@pytest.mark.parametrize("problem", [BadConfig("line 3"), TrayBridgeError("disk full")])
async def test_what_cannot_be_saved_changes_nothing(problem: TrayBridgeError):
    settings = Settings()
    settings.store.refuses = problem
    with pytest.raises(type(problem)):
        await settings.active.change(lambda config: config.with_provider_enabled("a", False))
    assert settings.active.config is BOTH
    assert settings.changes == []


async def test_without_a_file_a_change_is_checked_all_the_same():
    settings = Settings(filed=False)
    with pytest.raises(BadConfig):
        await settings.active.change(lambda config: config.with_providers([A, A]))
    assert settings.active.config is BOTH


def test_what_somebody_else_saved_is_adopted_where_it_differs():
    settings = Settings()
    settings.active.adopt(replace(BOTH))
    assert settings.changes == []
    settings.active.adopt(Config(providers=(B,)))
    assert settings.active.provider("a") is None
    assert len(settings.changes) == 1


def test_a_pin_of_the_session_stands_above_the_files_until_its_provider_goes():
    settings = Settings(BOTH.with_routing(pin="b"))
    assert settings.active.pinned is settings.active.config
    settings.active.pin_for_session("a")
    assert (settings.active.pin, settings.active.pinned.routing.pin) == ("a", "a")
    assert settings.active.config.routing.pin == "b"
    settings.active.adopt(Config(providers=(B,)))
    assert settings.active.pin == ""
    settings.active.pin_for_session("b")
    settings.active.pin_for_session(None)
    assert settings.active.pin == ""


def test_nobody_is_pinned_or_known_who_is_not_there():
    active = Settings().active
    with pytest.raises(NotFound, match="There is no provider “z”"):
        active.pin_for_session("z")
    with pytest.raises(NotFound):
        active.known("z")
    assert active.known("a") is A
    assert (active.label("b"), active.label("z")) == ("Bee", "z")
