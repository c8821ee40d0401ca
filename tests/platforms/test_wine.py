"""The real program on Windows' own Python under Wine: commands, icon, chat, keys, login item, a file held open."""

import asyncio
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Iterator

import pytest
from tests.live.support.desk import running, settings
from tests.platforms.program import Tray
from tests.platforms.windows import APPROVED_KEY, PYTHON, RUN_KEY, Windows, why_not, windows, windows_path, wine
from tests.support.hosts import Host, stand_in

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())
covers = pytest.mark.covers
HOLD = "import sys; file = open(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    with wine() as found:
        yield found


@pytest.fixture
def machine(display: str) -> Iterator[Windows]:
    with windows(display) as found:
        yield found


@pytest.fixture
async def cloud() -> AsyncIterator[Host]:
    async with stand_in() as host:
        yield host


def configured(machine: Windows, cloud: Host) -> Windows:
    machine.configure(settings(f"http://127.0.0.1:{cloud.port}/v1"))
    return machine


async def toggle(icon: Tray, row: str, *, on: bool) -> None:
    """Switch a row of the menu and wait until it shows so."""

    async def shows(wanted: bool) -> bool:
        return [one["on"] for one in await icon.do("menu") if one["text"] == row and one["enabled"]] == [wanted]

    await icon.do("open_menu")
    await icon.until(lambda: shows(not on), row)
    await icon.do("close_menus")
    await icon.do("choose", row)
    await icon.until(lambda: shows(on), row)


# ------------------------------------------------------------ commands


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ("version", 0, "Windows"),
        ("config path", 0, "config.toml"),
        ("providers list", 0, "cloud"),
        ("models", 0, "stand-in"),
        ("route --explain", 0, "cloud"),
        ("ask hi", 0, "Paris is it."),
        ("usage", 0, ""),
        ("exo status", None, "Exo"),
        ("import --dry-run", None, ""),
        ("quit", None, ""),
        ("doctor", None, "keyring can be used"),
    ],
)
async def test_command(machine: Windows, cloud: Host, arguments: str, code: int | None, words: str) -> None:
    result = await configured(machine, cloud).run(*arguments.split(" "))
    assert words in result.told
    assert code is None or result.code == code, result.told


@covers("W6")
async def test_a_cold_start_does_not_say_that_the_keyring_is_mute(machine: Windows, cloud: Host) -> None:
    result = await configured(machine, cloud).run("status")
    assert result.code == 0
    assert "My cloud" in result.out
    assert "does not answer" not in result.told


async def test_the_folders_are_those_of_windows(machine: Windows) -> None:
    result = await machine.python("-c", "from traybridge.system.paths import find_paths; print(find_paths({}).data)")
    assert result.out.strip().endswith(r"AppData\Local\TrayBridge")


async def test_keys_are_kept_in_the_credential_manager(machine: Windows, cloud: Host) -> None:
    configured(machine, cloud)
    assert (await machine.run("keys", "set", "cloud", given="sk-made-up-123456789\n")).code == 0
    try:
        assert "6789" in (await machine.run("keys", "list")).out
        assert "sk-made-up" not in machine.config_file.read_text()
        assert (await machine.run("ask", "hi")).code == 0
        assert cloud.requests[-1].headers["authorization"] == "Bearer sk-made-up-123456789"
    finally:
        assert (await machine.run("keys", "delete", "cloud")).code == 0
    assert "6789" not in (await machine.run("keys", "list")).out


async def test_the_life_of_a_login_item(machine: Windows, cloud: Host) -> None:
    configured(machine, cloud)
    assert (await machine.run("login", "on")).code == 0
    found = (await machine.registry("query", RUN_KEY)).out
    assert "pythonw.exe -m traybridge --hidden" in found
    assert (await machine.run("login", "status")).out.strip() == "on"
    off_in_task_manager = ("/v", "TrayBridge", "/t", "REG_BINARY", "/d", "030000000000000000000000", "/f")
    assert (await machine.registry("add", APPROVED_KEY, *off_in_task_manager)).code == 0
    assert (await machine.run("login", "status")).out.strip() == "off"
    assert (await machine.run("login", "off")).code == 0
    assert "TrayBridge" not in (await machine.registry("query", RUN_KEY)).out
    assert (await machine.run("login", "status")).out.strip() == "off"


@covers("W1")
async def test_a_file_that_is_held_open_is_told_and_nothing_is_lost(machine: Windows, cloud: Host) -> None:
    """As a virus scanner or an editor does for a minute: Windows then lets nobody replace it."""
    before = configured(machine, cloud).config_file.read_text()
    command = ["wine", str(PYTHON), "-c", HOLD, windows_path(machine.config_file)]
    async with running(*command, env=machine.env, stdin=PIPE, stdout=PIPE, stderr=PIPE) as holder:
        assert holder.stdout
        assert (await holder.stdout.readline()).strip() == b"held"
        refused = await machine.run("providers", "add", "groq", "--preset", "groq")
        assert refused.code != 0
        assert "config.toml could not be saved: another program has it open" in refused.told
        assert machine.config_file.read_text() == before
    assert (await machine.run("providers", "add", "groq", "--preset", "groq")).code == 0
    assert "groq" in machine.config_file.read_text()


# ------------------------------------------------------------ icon and windows


@covers("W2")
async def test_at_rest_nothing_is_polled(machine: Windows, cloud: Host) -> None:
    """qasync's own loop for Windows looks every 10 ms: 1000 times in ten seconds."""
    async with configured(machine, cloud).tray("--hidden") as icon:
        await icon.do("count_polls")
        await asyncio.sleep(10)
        assert await icon.do("polls") < 100


@covers("M9")
async def test_clicks_commands_over_the_pipe_and_quit_with_every_window_open(machine: Windows, cloud: Host) -> None:
    async with configured(machine, cloud).tray("--hidden") as icon:
        assert (await icon.do("icon"))["there"]
        assert await icon.kinds() == []
        await icon.do("click", "Trigger")
        await icon.until_window("ChatWindow")
        await icon.do("close_windows")
        assert (await machine.run("open")).code == 0
        await icon.until_window("ChatWindow")
        await icon.do("ask", "hi")
        await icon.until_texts("Paris is it.")
        await icon.do("settings", "exo")
        await icon.until_window("SettingsWindow")
        await icon.do("request_quit")
        assert await icon.ended() == 0
    assert "defect" not in machine.log


async def test_the_first_minute(machine: Windows) -> None:
    """Start, icon, click, question, toggle, key, login on, quit: with nothing but the starter model."""
    try:
        async with machine.tray() as icon:
            assert (await icon.do("icon"))["there"]
            await icon.until_window("ChatWindow")  # the first start greets
            await icon.do("close_windows")
            await icon.do("click", "Trigger")
            await icon.until_window("ChatWindow")
            await icon.do("ask", "What is the capital of France?")
            await icon.until_texts("Paris", "tiny starter model")
            await toggle(icon, "Local only", on=True)
            await toggle(icon, "Local only", on=False)
            assert (await machine.run("keys", "set", "openrouter", given="sk-or-made-up-123456789\n")).code == 0
            await toggle(icon, "Launch at login", on=True)
            assert "TrayBridge" in (await machine.registry("query", RUN_KEY)).out
            await icon.do("choose", "Quit TrayBridge")
            assert await icon.ended() == 0
        assert "defect" not in machine.log
    finally:
        await machine.run("login", "off")
        await machine.run("keys", "delete", "openrouter")
