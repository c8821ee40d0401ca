"""The house is opened for use and taken apart in reverse, and looks after itself while somebody lives in it."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.core.fakes import FakeClock, FakeProvider, answer, factory, say

from traybridge.app.application import Application, forget_old, open_application
from traybridge.app.control_handlers import handler
from traybridge.core.errors import BadConfig, NotFound, TrayBridgeError
from traybridge.system.config.file import ConfigFile
from traybridge.system.paths import Paths, find_paths

CONFIG = """\
[[providers]]
id = "a"
kind = "openai"
base_url = "http://127.0.0.1:9/v1"
model = "m"

[[providers]]
id = "embedded"
kind = "embedded"
enabled = false
"""


class Keyring:
    """An empty keyring."""

    async def get(self, account: str) -> None:
        return None

    async def set(self, account: str, secret: object) -> None:
        return

    async def delete(self, account: str) -> bool:
        return False


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    found = find_paths({"TRAYBRIDGE_HOME": str(tmp_path / "home"), "TMPDIR": "/tmp"})
    found.config.mkdir(parents=True)
    found.config_file.write_text(CONFIG)
    return found


class Opened:
    """A house over fake providers, and what it told."""

    def __init__(self, paths: Paths) -> None:
        self.paths = paths
        self.told: list[tuple[str, BaseException]] = []
        self.providers: Mapping[str, FakeProvider] = {"a": FakeProvider(answer("Paris"))}
        self.clock = FakeClock()

    def open(self):
        settings = ConfigFile(self.paths.config_file)
        return open_application(
            self.paths,
            settings.load(),
            settings,
            told=lambda where, error: self.told.append((where, error)),
            keyring=Keyring(),  # type: ignore[arg-type]
            build=factory(dict(self.providers)),
            clock=self.clock,
        )


@pytest.fixture
def opened(paths: Paths) -> Opened:
    return Opened(paths)


async def ask(house: Application) -> None:
    async for _ in house.bridge.chat(say()):
        pass


async def test_what_was_asked_stands_in_the_journal_when_the_house_is_left(opened: Opened):
    async with opened.open() as house:
        await ask(house)
    async with opened.open() as again:
        [row] = await again.journal.tail()
    assert (row["provider"], row["outcome"]) == ("a", "ok")
    assert opened.told == []


async def test_leaving_closes_the_providers(opened: Opened):
    async with opened.open() as house:
        await ask(house)
        assert not opened.providers["a"].closed
    assert opened.providers["a"].closed


async def test_folders_that_cannot_be_made_are_told_and_answers_still_come(opened: Opened):
    (opened.paths.config / "data").write_text("in the way")
    async with opened.open() as house:
        await ask(house)
    places = [where for where, _ in opened.told]
    assert places[0] == "folders"
    assert "journal" in places
    assert opened.providers["a"].requests


async def test_a_hand_edit_is_taken_in_and_a_broken_one_is_told_and_changes_nothing(opened: Opened):
    async with opened.open() as house:
        await house.reload()
        assert house.bridge.config.routing.failover
        opened.paths.config_file.write_text("[routing]\nfailover = false\n" + CONFIG)
        await house.reload()
        assert not house.bridge.config.routing.failover
        opened.paths.config_file.write_text("[routing\n")
        await house.reload()
        assert not house.bridge.config.routing.failover
        assert isinstance(house.problem, BadConfig)
        assert [where for where, _ in opened.told] == ["settings"]
        opened.paths.config_file.write_text(CONFIG)
        await house.reload()
        assert house.problem is None
        assert house.bridge.config.routing.failover


async def test_journal_rows_go_after_90_days_and_not_before(opened: Opened):
    async with opened.open() as house:
        await forget_old(house)
        assert not (opened.paths.data / "traybridge.db").exists()
        await ask(house)
        await house.bridge.flush_journal()
        opened.clock.wall_now += 89 * 86_400
        await forget_old(house)
        assert await house.journal.tail()
        opened.clock.wall_now += 2 * 86_400
        await forget_old(house)
        assert not await house.journal.tail()


async def test_the_control_verbs(opened: Opened):
    seen: list[str] = []
    async with opened.open() as house:
        answer_verb = handler(house, stop=lambda: seen.append("stop"), show=lambda: seen.append("show"))
        await answer_verb("open", {})
        await answer_verb("quit", {})
        assert seen == ["show", "stop"]
        reply = await answer_verb("status", {})
        assert [row["id"] for row in reply["status"]["providers"]] == ["a", "embedded"]
        assert reply["view"]["rows"][0][1] == "a"
        reply = await answer_verb("route", {"model": "auto", "provider": "", "local_only": False})
        assert reply["route"]["routes"] == [{"provider": "a", "model": "m", "context": None}]
        await answer_verb("reload", {"keys": True})
        with pytest.raises(NotFound):
            await answer_verb("dance", {})
        with pytest.raises(NotFound):
            await answer_verb("route", {"provider": "nobody"})


async def test_without_a_window_open_says_so(opened: Opened):
    async with opened.open() as house:
        with pytest.raises(TrayBridgeError, match="without a window"):
            await handler(house, stop=lambda: None)("open", {})
