"""An import step by step: what was shown is what is done, and nothing is done that nobody has seen."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from tests.migrate.conftest import HUGGINGFACE, OPENROUTER, Chats, Home, Keyring, Settings, used_home

from traybridge.core.discovery import DiscoveredServer
from traybridge.core.errors import BadInput, KeyringProblem, NotSaved
from traybridge.core.import_preview import ImportPreview
from traybridge.core.saved_chat import SavedChat
from traybridge.migrate.apply import PlanOutdated
from traybridge.migrate.session import ImportSession, ImportTarget, SearchPlaces
from traybridge.system.atomic import write_atomic


class CountedChats(Chats):
    async def count_new(self, chats: Sequence[SavedChat]) -> int:
        return len({one.id for one in chats} - set(self.chats))


class Target:
    """A keyring, settings and chats to import into; ``steps`` is what happened to them from outside."""

    def __init__(self, folder: Path, *, counts_new: bool = True) -> None:
        self.keyring = Keyring()
        self.settings = Settings()
        self.chats = CountedChats()
        self.steps: list[str] = []
        self.target = ImportTarget(
            config=self.settings.current,
            store=self.settings,
            secret_store=self.keyring,
            open_chats=self._open,
            scrub_journal=folder / "data" / "scrub.jsonl",
            write=write_atomic,
            wall=lambda: 1_700_000_000.0,
            counts_new=counts_new,
            applied=self._applied,
        )

    @asynccontextmanager
    async def _open(self) -> AsyncIterator[CountedChats]:
        self.steps.append("open")
        yield self.chats
        self.steps.append("close")

    async def _applied(self) -> None:
        self.steps.append("applied")


@pytest.fixture
def target(tmp_path: Path) -> Target:
    return Target(tmp_path / "own")


@pytest.fixture
def old(tmp_path: Path) -> Home:
    return used_home(tmp_path / "old")


def session(old: Home, target: Target) -> ImportSession:
    return ImportSession(SearchPlaces(old.path, old.path, {}), target.target)


async def test_looking_shows_masked_keys_and_writes_nothing(old: Home, target: Target, tmp_path: Path):
    before = {path: path.read_bytes() for path in old.path.iterdir()}
    found = await session(old, target).look()
    assert [(one.name, one.key, one.action) for one in found.items] == [
        ("OpenRouter", f"…{OPENROUTER[-4:]}", "add"),
        ("Hugging Face", f"…{HUGGINGFACE[-4:]}", "add"),
    ]
    assert (found.keys, found.news, found.changes) == (2, True, True)
    assert (target.keyring.keys, target.settings.edits) == ({}, 0)
    assert {path: path.read_bytes() for path in old.path.iterdir()} == before
    assert not (tmp_path / "own").exists()


async def test_what_is_left_out_stays_in_its_file_until_somebody_wants_it(old: Home, target: Target):
    """Also through applying and scrubbing, and a second look; only a new session of looking offers it again."""
    file = old.path / ".token_manager_config.json"
    importer = session(old, target)
    found = await importer.look()
    chosen = await importer.choose(found.items[1:])
    assert [(one.action, one.left_out) for one in chosen.items] == [("add", False), ("skip", True)]
    assert chosen.keys == 1
    await importer.apply()
    left = await importer.look_again()
    assert [(one.action, one.left_out) for one in left.items] == [("same", False), ("skip", True)]
    assert target.keyring.revealed() == {"openrouter": OPENROUTER}
    done = await importer.scrub()
    assert done.changed == (str(file),)
    assert HUGGINGFACE in file.read_text()
    assert old.wrapped(OPENROUTER)[:20] not in file.read_text()
    assert [one.action for one in (await importer.look()).items if one.key] == ["update"]


async def test_scrubbing_takes_the_keys_out_of_the_old_files(old: Home, target: Target):
    importer = session(old, target)
    await importer.look()
    await importer.apply()
    done = await importer.scrub()
    text = (old.path / ".token_manager_config.json").read_text()
    assert HUGGINGFACE not in text
    assert old.wrapped(OPENROUTER)[:20] not in text
    assert str(old.path / ".token_manager_config.json") in done.changed
    assert target.keyring.revealed() == {"openrouter": OPENROUTER, "huggingface": HUGGINGFACE}


async def test_a_scrub_that_cannot_write_its_journal_removes_nothing(old: Home, target: Target, tmp_path: Path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "data").write_text("in the way")
    importer = session(old, target)
    await importer.look()
    await importer.apply()
    with pytest.raises(NotSaved, match="Nothing was removed"):
        await importer.scrub()
    assert HUGGINGFACE in (old.path / ".token_manager_config.json").read_text()


async def test_a_keyring_that_locks_half_way_leaves_the_old_files_alone(old: Home, target: Target):
    before = (old.path / ".token_manager_config.json").read_bytes()
    importer = session(old, target)
    await importer.look()
    target.keyring.calls_left = 1
    with pytest.raises(KeyringProblem):
        await importer.apply()
    assert target.steps[-1] != "applied"
    assert (old.path / ".token_manager_config.json").read_bytes() == before
    target.keyring.calls_left = 10_000
    await importer.look()
    await importer.apply()
    assert target.steps[-1] == "applied"
    assert (await importer.look_again()).keys == 0


@pytest.mark.parametrize(("counts_new", "second"), [(True, 0), (False, 2)])
async def test_chats_count_when_they_are_new_where_that_is_known(tmp_path: Path, counts_new: bool, second: int):
    """A command's preview opens no database: there all chats count, and the import itself adds only new ones."""
    target = Target(tmp_path / "own", counts_new=counts_new)
    home = Home(tmp_path / "chats")
    home.path.mkdir()
    home.database()
    importer = session(home, target)
    assert (await importer.look()).conversations == 2
    assert ("open" in target.steps) is counts_new
    assert (await importer.apply()).conversations == 2
    left = await importer.look_again()
    assert (left.conversations, left.news) == (second, second > 0)
    assert (await importer.apply()).conversations == 0


async def test_what_nobody_can_decrypt_is_not_offered_for_scrubbing(old: Home, target: Target):
    (old / ".token_manager_key").unlink()
    old.config({"name": "OpenRouter", "api_key_encrypted": old.wrapped(OPENROUTER)})
    assert (await session(old, target).look()).key_files == ()


async def test_nothing_is_done_that_nobody_has_seen(old: Home, target: Target):
    for step in (session(old, target).apply, session(old, target).scrub):
        with pytest.raises(BadInput, match="Nobody has looked yet"):
            await step()


async def test_an_empty_home_has_no_news(target: Target, tmp_path: Path):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert await session(Home(empty), target).look() == ImportPreview(())


async def test_running_programs_are_asked_only_where_no_path_is_given_and_nobody_skips_them(old: Home, target: Target):
    asked: list[str] = []

    async def running() -> Sequence[DiscoveredServer]:
        asked.append("servers")
        return [DiscoveredServer("ollama", "Ollama", "http://127.0.0.1:11434/v1", ("llama3.2",))]

    importer = ImportSession(SearchPlaces(old.path, old.path, {}, running), target.target)
    await importer.look(str(old.path))
    await importer.look(skip=["servers"])
    assert asked == []
    assert "ollama" in {one.id for one in (await importer.look()).items}


async def test_what_another_import_brought_meanwhile_is_no_failure(old: Home, target: Target):
    """Two at once: the later one finds the settings changed, looks again, and has nothing left to do."""
    first, second = session(old, target), session(old, target)
    await first.look()
    await second.look()
    await first.apply()
    left = await second.apply()
    assert {one.action for one in left.items} == {"same"}
    assert target.steps[-1] == "applied"


async def test_what_another_import_has_half_brought_is_brought_to_its_end(old: Home, target: Target):
    """It is in the middle of storing a key when this one finds the settings changed."""
    first, second = session(old, target), session(old, target)
    await first.look()
    await second.look()
    await first.apply()
    account = "openrouter"
    assert await target.keyring.delete(account)
    await second.apply()
    assert await target.keyring.get(account) is not None


async def test_what_nobody_has_confirmed_is_not_brought(old: Home, target: Target):
    third = session(old, target)
    await third.look()
    old.config({"name": "Together", "api_key": "tgp_v1_MADEUPmadeup", "base_url": "https://api.together.xyz/v1"})
    target.settings.config = target.settings.config.with_provider_enabled("openrouter", False)
    with pytest.raises(PlanOutdated):  # there is something new, which nobody has seen
        await third.apply()
