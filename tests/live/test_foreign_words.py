"""Whatever strangers write in names, models, errors and answers, a terminal shows it and does nothing else with it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.cli.program import Program, openai
from tests.support.hosts import Host
from tests.support.replies import body, lists, says

EVIL = "m<b>&amp;\nFORGED\u202e\x9b31m\x1b]0;owned\x07"
OBEYED = {*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)} - {*b"\n\r\t"}
OLD = (
    '{"providers": [{"name": "Old %s", "api_key": "sk-made-up-0123456789", "base_url": "https://old.example.com/v1"}]}'
)

COMMANDS = [
    "ask hi", "ask hi --trace", "ask hi --json", "ask hi -p broken", "ask hi -p broken --json", "ask hi -m nothing/x",
    "status", "status --json", "route", "route --explain", "route --json", "models --refresh", "models --json",
    "providers list", "providers list --json", "providers test a", "providers test broken", "keys list", "keys test a",
    "journal", "journal --json", "usage", "usage --json", "doctor", "doctor --json", "exo status", "exo models",
    "config list", "config get providers", "config get providers.a.name", "import --dry-run",
]  # fmt: skip


@pytest.fixture
async def program(tmp_path: Path) -> AsyncIterator[Program]:
    made = Program(tmp_path)
    yield made
    await made.aclose()


async def shown(program: Program, command: str) -> str:
    """What a terminal without colours gets of a command, stdout and stderr."""
    _code, seen = await program.on_screen(*command.split(), terminal="dumb", columns=400)
    return seen.decode()


async def test_no_command_lets_a_stranger_steer_the_terminal_or_forge_a_line(program: Program):
    error = body(500, {"error": {"message": EVIL}})
    async with Host(says(f"Answer {EVIL}"), models=lists(EVIL, "m")) as host, Host(error, models=lists(EVIL)) as broken:
        program.providers(
            openai("a", host.url, name=EVIL), openai("broken", broken.url),
            {"id": "exo", "kind": "exo", "name": EVIL, "base_url": host.url.removesuffix("/v1")},
        )  # fmt: skip
        (program.home / ".token_manager_config.json").write_text(OLD % "<b>&amp;\\nFORGED\\u202e\\u009b")
        wrong: dict[str, str] = {}
        for command in COMMANDS:
            seen = await shown(program, command)
            assert "Traceback" not in seen, (command, seen)
            if any(ord(sign) in OBEYED for sign in seen):
                wrong[command] = "obeyed"
            answered = command.startswith("ask hi") and "json" not in command
            if not answered and any(line.strip().startswith("FORGED") for line in seen.splitlines()):
                wrong[command] = "forged"
        assert wrong == {}
