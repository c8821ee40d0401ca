"""What the windows are handed does what it says: on real files, with a real database."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from tests.core.fakes import FakeProvider, answer, catalogue, say
from tests.core.loud import loud
from tests.migrate.conftest import OPENROUTER, Home, Keyring, used_home

from traybridge.app.application import Application, running
from traybridge.app.desktop_services import desktop_services
from traybridge.app.doctor import settings_finding
from traybridge.app.import_session import session_of
from traybridge.core.errors import NotFound, TrayBridgeError
from traybridge.core.i18n import Text
from traybridge.core.ports import ProviderContext
from traybridge.core.presentation.diagnosis import Level
from traybridge.desktop.services import DesktopServices
from traybridge.migrate.session import ImportSession, SearchPlaces
from traybridge.system.paths import Paths, find_paths


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths({"TRAYBRIDGE_HOME": str(tmp_path / "tb"), "TMPDIR": "/tmp"})


@asynccontextmanager
async def opened(
    paths: Paths, keyring: Keyring | None = None, providers: Mapping[str, FakeProvider] | None = None
) -> AsyncIterator[Application]:
    errors: list[BaseException] = []
    made = dict(providers or {})

    def build(context: ProviderContext) -> FakeProvider:
        return made.setdefault(context.provider.id, FakeProvider(answer("Paris")))

    async with running(
        paths,
        report=lambda _where, error: errors.append(error),
        keyring=keyring or Keyring(),  # type: ignore[arg-type]
        build=build,
    ) as application:
        await application.bridge.load()
        yield application
    assert errors == []


def services(application: Application) -> DesktopServices:
    return desktop_services(application, quit_=lambda: None)


async def ask(application: Application) -> None:
    async for _ in application.bridge.chat(say(model="embedded/m")):
        pass


async def test_the_journal_is_shown_and_wiped(paths: Paths):
    starter = FakeProvider(answer("Paris"))
    starter.catalogue = catalogue("m")
    async with opened(paths, providers={"embedded": starter}) as application:
        await ask(application)
        await application.bridge.flush_journal()
        given = services(application)
        assert given.journal is not None
        [row] = await given.journal.tail()
        assert row["provider"] == "embedded"
        assert given.wipe_journal is not None
        assert await given.wipe_journal() == 1
        assert await given.journal.tail() == []


async def test_the_export_has_settings_and_no_key(paths: Paths, tmp_path: Path):
    keyring = Keyring(openrouter=OPENROUTER)
    async with opened(paths, keyring) as application:
        await application.bridge.change(lambda config: config.with_provider_enabled("openrouter", False))
        given = services(application)
        assert given.export is not None
        target = tmp_path / "out.json"
        await given.export(str(target))
        text = target.read_text()
        assert json.loads(text)["traybridge_export"] == 1
        assert OPENROUTER not in text
        assert target.stat().st_mode & 0o777 == 0o600
        with pytest.raises(TrayBridgeError):
            await given.export(str(tmp_path / "tb"))


async def test_a_provider_is_examined_in_the_doctors_words(paths: Paths):
    async with opened(paths) as application:
        given = services(application)
        assert given.examine is not None
        [finding] = await given.examine("openrouter")
        assert (finding.code, finding.title) == ("no_key", "OpenRouter: no key")
        assert loud(finding.text) == (
            "OpenRouter: NO KEY\nGET ONE AT https://openrouter.ai/settings/keys, THEN ENTER IT.\n"
            "traybridge keys set openrouter"
        )
        with pytest.raises(NotFound, match="any more") as gone:
            await given.examine("gone")
        assert loud(gone.value.title) == "THERE IS NO PROVIDER “gone” ANY MORE"
        assert given.examine_all is not None
        found = dict((await given.examine_all())[:5])
        assert found["settings"].level is Level.FINE
        for one in found.values():
            said = loud(one.title).replace(str(paths.config_file), "")
            assert said == said.upper(), "a finding has words that no window can translate"


async def test_a_broken_settings_file_is_named(paths: Paths):
    paths.config.mkdir(parents=True)
    paths.config_file.write_text("[routing]\nfailover = true\n")
    async with opened(paths) as application:
        given = services(application)
        assert given.problem() is None
        paths.config_file.write_text('[routing]\nfailover = "perhaps"\n')
        application.report = lambda _where, _error: None
        await application.reload()
        problem = given.problem()
        assert problem is not None
        assert "failover" in str(problem)
        broken = settings_finding(application)
        assert broken.hint.endswith(" The last good settings are in force.")
        assert loud(broken.hint).endswith(" THE LAST GOOD SETTINGS ARE IN FORCE.")
        assert isinstance(broken.title, Text)


# ------------------------------------------------------------ older tools


@pytest.fixture
def old(tmp_path: Path) -> Home:
    return used_home(tmp_path / "old")


def importer_of(application: Application, old: Home) -> ImportSession:
    return session_of(application, SearchPlaces(old.path, old.path, {}))


async def test_bringing_in_takes_effect_at_once_and_leaves_nothing_to_do(paths: Paths, old: Home):
    keyring = Keyring()
    async with opened(paths, keyring) as application:
        importer = importer_of(application, old)
        await importer.look()
        await importer.apply()
        left = await importer.look_again()
        assert {one.action for one in left.items} == {"same"}
        assert left.keys == 0
        assert application.bridge.key_hint("openrouter") == f"…{OPENROUTER[-4:]}"
        row = application.bridge.config.provider("huggingface")
        assert row is not None
        assert not row.enabled
        assert left.key_files == (str(old.path / ".token_manager_config.json"),)


async def test_chats_are_news_until_they_are_here(paths: Paths, tmp_path: Path):
    home = Home(tmp_path / "chats")
    home.path.mkdir()
    home.database()
    async with opened(paths, Keyring()) as application:
        importer = importer_of(application, home)
        assert (await importer.look()).conversations == 2
        await importer.apply()
        left = await importer.look_again()
        assert (left.conversations, left.keys, left.news) == (0, 0, False)
