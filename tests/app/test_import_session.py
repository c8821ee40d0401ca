"""Import from the command line: what runs on this machine is found by its API and can be chatted with."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.cli.program import NO_STARTER, Program, closed_port
from tests.migrate.conftest import Keyring
from tests.support.hosts import Host
from tests.support.replies import body, lists

from traybridge.app.import_session import session_of_command
from traybridge.core.discovery import DiscoveredServer, KnownServer
from traybridge.migrate.session import ImportSession, SearchPlaces
from traybridge.providers.discovery import discover
from traybridge.system.paths import find_paths


@pytest.fixture
def program(tmp_path: Path) -> Program:
    (tmp_path / "home").mkdir()
    return Program(tmp_path / "home")


def importing(program: Program, *known: KnownServer) -> ImportSession:
    async def running() -> Sequence[DiscoveredServer]:
        return await discover(known)

    places = SearchPlaces(program.home, program.home, {}, running)
    return session_of_command(find_paths(program.env), Keyring(), places)  # type: ignore[arg-type]


async def test_ollama_and_lm_studio_come_in_with_their_models_and_answer(program: Program):
    async with Host(models=lists("llama3.2:3b")) as ollama, Host(models=lists("embed-text", "qwen3-4b")) as studio:
        places = (KnownServer("ollama", ollama.url[:-3]), KnownServer("lmstudio", studio.url[:-3]))
        nobody = KnownServer("ollama", f"http://127.0.0.1:{closed_port()}")
        importer = importing(program, nobody, *places)
        found = await importer.look()
        assert [(item.id, item.action, item.problem) for item in found.items] == [
            ("ollama", "add", ""), ("lmstudio", "add", ""),
        ]  # fmt: skip
        assert not program.config.exists()
        assert found.changes
        await importer.apply()
        program.config.write_text(program.config.read_text() + NO_STARTER)
        for name, host, model in (("ollama", ollama, "llama3.2:3b"), ("lmstudio", studio, "qwen3-4b")):
            asked = await program.run("ask", "hi", "--provider", name, "--json")
            assert (asked.code, asked.json["text"]) == (0, "Paris")
            assert [one.json["model"] for one in host.chats] == [model]
        models = await program.run("models", "--json")
        assert "llama3.2:3b" in models.out
        again = await importing(program, *places).look()
        assert {item.action for item in again.items} == {"same"}


async def test_what_runs_here_is_not_looked_for_where_a_path_is_given_or_it_is_skipped(program: Program):
    async with Host(models=body(401, '{"error":"no key"}')) as host:
        importer = importing(program, KnownServer("ollama", host.url[:-3]))
        assert (await importer.look(str(program.home))).items == ()
        assert (await importer.look(skip=["servers"])).items == ()
        assert host.requests == []
        [item] = (await importer.look()).items
    assert item.problem == "It answers only with a key"


async def test_an_unknown_name_to_skip_is_refused_with_those_that_there_are(program: Program):
    result = await program.run("import", "--skip", "nonsense", "--dry-run")
    assert result.code == 2
    assert "nonsense" in result.err
    assert "token_manager" in result.err
    assert (await program.run("import", "--skip", "servers", "--skip", "environment", "--dry-run")).code == 0
