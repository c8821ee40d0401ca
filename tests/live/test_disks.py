"""A disk that is full or read-only, for real: reading goes on, and what is not saved is said in the right words."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from tests.cli.program import Program, openai
from tests.support.disks import fill, make_read_only, small_disk

READING = (
    ["keys", "list"], ["journal"], ["usage"], ["models"], ["providers", "list"], ["config", "get", "routing.failover"],
    ["route"], ["status"],
)  # fmt: skip
URL = "http://127.0.0.1:9/v1"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", kibibytes=2048) as folder:
        yield folder


@pytest.fixture
async def program(disk: Path, tmp_path: Path) -> AsyncIterator[Program]:
    """A program that has been used: it has settings and a journal."""
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    made = Program(disk, {"XDG_RUNTIME_DIR": str(tmp_path / "elsewhere")})
    made.providers(openai("a", URL))
    assert (await made.run("ask", "hi")).code == 3
    yield made
    await made.aclose()


@pytest.mark.parametrize(
    ("break_it", "words"),
    [(fill, "the disk is full"), (make_read_only, "the disk is read-only")],
    ids=["full", "read-only"],
)
async def test_reading_goes_on_and_what_is_not_saved_is_said(
    program: Program, disk: Path, tmp_path: Path, break_it: Callable[[Path], None], words: str
):
    before = program.config.read_bytes()
    break_it(disk)
    for arguments in READING:
        result = await program.run(*arguments)
        assert (result.code, result.out != "") == (0, True), (arguments, result)
    exported = await program.run("export", str(tmp_path / "export.json"))
    assert exported.code == 0, exported
    for arguments in (["config", "set", "routing.failover", "false"], ["providers", "disable", "a"]):
        refused = await program.run(*arguments)
        assert refused.code == 1
        assert f"config.toml could not be saved: {words}" in refused.err
    asked = await program.run("ask", "hi")
    assert asked.code == 3, "the chat goes on, to the provider's own refusal"
    assert "Not saved" in asked.err
    assert program.config.read_bytes() == before
