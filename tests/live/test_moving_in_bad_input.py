"""Old files that are broken, huge, foreign, forbidden or in a circle: named in clear words, and nothing is lost."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncGenerator, Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.program import Program
from tests.live.support.launcher import Launcher
from tests.live.support.machine import Machine, computer
from tests.live.support.oldhome import GROQ, HUGGINGFACE, OPENROUTER, TOGETHER, WORK, holding, tree
from tests.migrate.conftest import Home

pytestmark = pytest.mark.live

SOMEBODY_ELSE = 65534
HUGE = 100 * 1024 * 1024


@pytest.fixture
async def machine(tmp_path: Path, launcher: Launcher) -> AsyncGenerator[Machine, None]:
    async with computer(tmp_path, launcher) as one:
        one.secret |= {OPENROUTER, HUGGINGFACE, TOGETHER, GROQ, WORK}
        yield one


def sparse(path: Path, start: bytes) -> Path:
    path.write_bytes(start)
    os.truncate(path, HUGE)
    return path


def circle(path: Path) -> Path:
    other = path.with_name("circle")
    other.symlink_to(path)
    path.symlink_to(other)
    return path


def folder(path: Path) -> Path:
    path.mkdir(parents=True)
    return path


BAD: dict[str, tuple[Callable[[Home], Path], str]] = {
    "truncated": (lambda home: home.write(".token_manager_config.json", '{"providers": [{"name": "Op'), "cut off"),
    "empty": (lambda home: home.write(".token_manager_config.json", ""), "is empty"),
    "huge": (lambda home: sparse(home / ".token_manager_config.json", b'{"providers": ['), "100 MiB"),
    "huge database": (lambda home: sparse(home / "token_manager.db", b"SQLite format 3\0"), "damaged"),
    "folder": (lambda home: folder(home / ".spiral_codex_keys.json"), "is a folder"),
    "circle": (lambda home: circle(home / "bridge_config.yaml"), "lead in a circle"),
    "NUL": (lambda home: home.write("litellm.yaml", b"model_list:\n\0\0\0"), "NUL bytes"),
    "no list": (lambda home: home.write(".token_manager/config.json", {"providers": 7}), "no list of providers"),
    "text as a database": (lambda home: home.write("token_manager.db", "providers"), "no SQLite database"),
    "deep": (lambda home: home.write(".spiral_codex_keys.json", "[" * 200_000), "not JSON that can be read"),
    "tabs": (lambda home: home.write("bridge_config.yaml", "exo:\n\t- a: ["), "not valid YAML at line 2"),
    "other words": (lambda home: home.write("letter.txt", "Dear all"), "in no format that TrayBridge reads"),
}


@pytest.mark.parametrize("kind", BAD)
async def test_a_bad_file_alone_is_named_and_left_as_it_is(machine: Machine, kind: str):
    make, words = BAD[kind]
    path = make(machine.home)
    before = tree(machine.home.path)
    named = path if path.is_file() else machine.home.path  # a folder that is named stands for a home
    result = await machine.bring(str(named), "--scrub")
    [item] = result.json["items"]
    assert (item["source"], item["action"]) == (str(path), "skip")
    assert words in item["problem"]
    assert machine.keyring.kept() == {}
    assert tree(machine.home.path, but="bridge") == before


async def test_one_bad_file_keeps_nothing_else_from_coming_in(machine: Machine):
    """Other encodings, duplicates and a copy that is whole bring what they have; the scrub takes it out of them."""
    home = machine.home
    bad = {make(home): words for make, words in _several()}
    home.config({"name": "OpenRouter", "api_key": OPENROUTER}, name=".token_manager_config.json.bak")
    odd = [
        home.write(".env", b"\xff\xfe" + f"HF_TOKEN={HUGGINGFACE}\r\n".encode("utf-16-le")),
        home.write(".env.local", f"GROQ_API_KEY={OPENROUTER}\nGROQ_API_KEY={GROQ}\nX=\xe9\n".encode("latin-1")),
        home.write(".token_manager/config.json", b"\xef\xbb\xbf" + _twice().encode()),
    ]
    unchanged = {path: os.lstat(path).st_mtime_ns for path in bad}
    brought = await machine.bring()
    assert machine.keyring.kept() == {"openrouter": OPENROUTER, "huggingface": HUGGINGFACE, "groq": GROQ, "work": WORK}
    problems = {item["source"]: item["problem"] for item in brought.json["items"] if not item["id"]}
    assert problems.keys() - {str(odd[-1])} == {str(path) for path in bad}
    assert not [path for path, words in bad.items() if words not in problems[str(path)]]
    [twice] = [item for item in brought.json["items"] if item["key"] == f"…{TOGETHER[-4:]}"]
    assert (twice["source"], twice["action"], twice["id"]) == (str(odd[-1]), "skip", "work")
    assert "nother key" in twice["problem"]
    settings = machine.settings
    scrubbed = await machine.bring("--scrub")
    assert machine.settings == settings
    assert "is another key than the one in the keyring" in str(scrubbed.json["kept"])
    assert {path: os.lstat(path).st_mtime_ns for path in bad} == unchanged
    assert holding(home.path, machine.secret - {TOGETHER}) == []
    assert holding(home.path, [TOGETHER]) == [".token_manager/config.json"]
    assert odd[0].read_bytes().decode("utf-16") == "HF_TOKEN=\r\n"
    assert odd[1].read_bytes() == b"GROQ_API_KEY=\nGROQ_API_KEY=\nX=\xe9\n"


def _several() -> list[tuple[Callable[[Home], Path], str]]:
    return [BAD[kind] for kind in ("truncated", "folder", "huge database", "circle", "NUL")]


def _twice() -> str:
    row = f'{{"name": "Work", "base_url": "https://llm.example.com/v1", "api_key": "{WORK}"}}'
    return f'{{"providers": [{row}, {row.replace(WORK, TOGETHER)}, null, 7]}}'


class Unprivileged(Program):
    """The program as an ordinary user: root's power over other people's files is dropped."""

    async def start(self, *arguments: str, **streams: Any) -> asyncio.subprocess.Process:
        weak = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
        pipes = {"stdout": PIPE, "stderr": PIPE} | streams
        command = [*weak, sys.executable, "-m", "traybridge", *arguments]
        return await asyncio.create_subprocess_exec(*command, env=self.env, cwd=self.home, **pipes)


def given_away(path: Path, mode: int) -> Path:
    """Make it somebody else's; an ordinary user, who cannot give files away, takes his own rights."""
    if os.geteuid() == 0:
        os.chown(path, SOMEBODY_ELSE, SOMEBODY_ELSE)
    path.chmod(mode)
    return path


async def test_what_belongs_to_somebody_else_is_named(tmp_path: Path):
    """A file that may not be read, and a folder that may not be written."""
    async with computer(tmp_path) as machine:
        home = machine.home
        machine.program = Unprivileged(home.path, machine.program.env)
        machine.secret |= {OPENROUTER, TOGETHER}
        mine = home.config({"name": "Together AI", "api_key": TOGETHER})
        closed = given_away(home.write(".spiral_codex_keys.json", {}), 0o600 if os.geteuid() == 0 else 0)
        env = home.write("theirs/.env", f"OPENROUTER_API_KEY={OPENROUTER}\n", mode=0o644)
        given_away(env.parent, 0o555)
        result = await machine.bring("--scrub")
        problems = {item["source"]: item["problem"] for item in result.json["items"] if item["problem"]}
        assert list(problems) == [str(closed)]
        assert "ermission denied" in problems[str(closed)]
        assert (result.json["scrubbed"], [one["path"] for one in result.json["kept"]]) == ([str(mine)], [str(closed)])
        result = await machine.bring(str(env), "--scrub")
        assert machine.keyring.kept() == {"openrouter": OPENROUTER, "together": TOGETHER}
        assert result.json["scrubbed"] == []
        assert {one["path"] for one in result.json["kept"]} == {str(env)}
        assert "no permission" in result.json["kept"][0]["reason"]
        env.parent.chmod(0o755)


async def test_nothing_at_a_path_is_nothing_found(machine: Machine):
    missing = await machine.run("import", str(machine.home / "nowhere"), "--yes", "--json")
    assert missing.code == 4
    assert missing.json["error"]["title"].startswith("There is nothing at")
    empty = await machine.run("import", "", "--yes")
    assert empty.code == 2
