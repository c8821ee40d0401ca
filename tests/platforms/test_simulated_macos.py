"""The real program on a simulated Mac (simulated_mac.py): commands, icon, chat, keychain, launchd, wake, quit."""

import plistlib
import re
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from tests.live.support.desk import settings
from tests.platforms.mac import LABEL, Mac, build_frameworks, mac
from tests.platforms.program import Tray
from tests.support.hosts import Host, stand_in
from tests.support.replies import begins_and_hangs, body, in_turn, lists, says

covers = pytest.mark.covers
CONTROL, RIGHT = 1 << 18, 0b10
DID_WAKE = "NSWorkspaceDidWakeNotification"


@pytest.fixture(scope="session", autouse=True)
def frameworks() -> None:
    build_frameworks()


@pytest.fixture
def machine() -> Iterator[Mac]:
    with mac() as found:
        yield found


@pytest.fixture
async def cloud() -> AsyncIterator[Host]:
    async with stand_in() as host:
        yield host


def configured(machine: Mac, cloud: Host) -> Mac:
    machine.configure(settings(f"http://127.0.0.1:{cloud.port}/v1"))
    return machine


async def toggle(icon: Tray, row: str, *, on: bool) -> None:
    """Switch a row of the menu and wait until it shows so."""

    async def shows(wanted: bool) -> bool:
        return [one["on"] for one in await icon.do("menu") if one["text"] == row and one["enabled"]] == [wanted]

    await icon.do("click", "Context", RIGHT)
    await icon.until(lambda: shows(not on), row)
    await icon.do("close_menus")
    await icon.do("choose", row)
    await icon.until(lambda: shows(on), row)


@asynccontextmanager
async def logged_in(machine: Mac) -> AsyncIterator[Tray]:
    """What launchd does at a login; what it started is ended with it."""
    port_file = machine.folder / "hand.port"
    assert machine.launchctl("login", BENCH_HAND=str(port_file))[0] == 0
    icon = Tray(port_file, machine.home / "Library" / "Logs" / "TrayBridge" / "login.log")
    try:
        await icon.until_ready()
        yield icon
    finally:
        machine.launchctl("bootout", f"gui/501/{LABEL}")


# ------------------------------------------------------------ commands


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ("version", 0, "TrayBridge"),
        ("config path", 0, "Library/Application Support/TrayBridge/config.toml"),
        ("providers list", 0, "cloud"),
        ("models", 0, "stand-in"),
        ("route --explain", 0, "cloud"),
        ("status", 0, "My cloud"),
        ("ask hi", 0, "Paris is it."),
        ("usage", 0, ""),
        ("journal", 0, ""),
        ("exo status", None, "Exo"),
        ("import --dry-run", None, ""),
        ("login status", 0, "off"),
        ("keys list", 0, "cloud"),
        ("open", None, ""),
        ("quit", None, ""),
        ("doctor", None, "as python3"),
    ],
)
async def test_command(machine: Mac, cloud: Host, arguments: str, code: int | None, words: str) -> None:
    result = await configured(machine, cloud).run(*arguments.split(" "))
    assert words in result.told
    assert code is None or result.code == code, result.told


async def test_keys_are_kept_in_the_keychain_and_nobody_is_asked_for_them_at_a_start(machine: Mac, cloud: Host) -> None:
    configured(machine, cloud)
    assert (await machine.run("keys", "set", "cloud", given="sk-made-up-123456789\n")).code == 0
    assert "6789" in (await machine.run("keys", "list")).out
    assert (await machine.run("keys", "delete", "cloud")).code == 0
    assert "no key" in (await machine.run("keys", "list")).out or "none" in (await machine.run("keys", "list")).out
    assert {line.split()[1] for line in machine.keychain_calls} == {"TrayBridge"}


@covers("M13")
@pytest.mark.parametrize(
    ("status", "words"), [(-25308, "security unlock-keychain"), (-128, "did not let TrayBridge in")]
)
async def test_a_keychain_that_refuses_is_told(machine: Mac, cloud: Host, status: int, words: str) -> None:
    configured(machine, cloud)
    await machine.run("keys", "set", "cloud", given="sk-made-up-123456789\n")
    machine.keychain_gives(status)
    assert words in (await machine.run("keys", "list")).told
    assert words in (await machine.run("keys", "set", "cloud", given="sk-made-up-987654321\n")).told


@covers("M2")
async def test_the_doctor_says_what_a_python_install_cannot_have(machine: Mac) -> None:
    machine.simulated["framework"] = True
    told = (await machine.run("doctor")).told
    for words in ("Keychain", "Local Network", "Login Items", "Script Editor", "framework build", "--managed-python"):
        assert words in told


@covers("M17")
async def test_a_home_folder_of_60_characters_has_a_socket(cloud: Host) -> None:
    with mac("h" * 60) as machine:
        configured(machine, cloud)
        async with machine.tray("--hidden") as icon:
            assert (await machine.run("open")).code == 0
            await icon.until_window("ChatWindow")
            assert (await machine.run("quit")).code == 0
            assert await icon.ended() == 0


@pytest.mark.parametrize("pyobjc", ["none", "other"])
async def test_without_a_fitting_pyobjc_the_icon_works_and_the_doctor_says_so(
    machine: Mac, cloud: Host, pyobjc: str
) -> None:
    machine.simulated["pyobjc"] = pyobjc
    configured(machine, cloud)
    assert "pyobjc is missing or does not fit" in (await machine.run("doctor")).told
    async with machine.tray() as icon:
        await icon.do("click", "Unknown")
        await icon.until_window("ChatWindow")
        await icon.do("ask", "hi")
        await icon.until_texts("Paris is it.")
        await icon.do("request_quit")
        assert await icon.ended() == 0


# ------------------------------------------------------------ the icon


@covers("M1", "M16")
@pytest.mark.parametrize("reason", ["Unknown", "Trigger", "DoubleClick", "MiddleClick", "Context"])
@pytest.mark.parametrize("how", ["plain", "control", "right", "two fingers"])
async def test_click(machine: Mac, cloud: Host, reason: str, how: str) -> None:
    pressed, modifiers, event = {
        "plain": (0, 0, 2),
        "control": (0, CONTROL, 1),
        "right": (RIGHT, 0, None),
        "two fingers": (0, 0, 4),
    }[how]
    async with configured(machine, cloud).tray("--hidden") as icon:
        assert await icon.kinds() == []
        await icon.do("click", reason, pressed, modifiers, event)
        await icon.until_window("QMenu" if how != "plain" or reason == "Context" else "ChatWindow")


@covers("M4")
async def test_started_at_login_there_is_an_icon_and_no_window_no_dock_and_no_keyboard_taken(
    machine: Mac, cloud: Host
) -> None:
    async with configured(machine, cloud).tray("--hidden") as icon:
        found = await icon.do("icon")
        assert found["there"]
        assert not found["menu"], "a context menu would open at a left click"
        assert await icon.kinds() == []
        assert await icon.do("appkit") == {"policies": [1], "activations": 0, "shown": []}


@covers("M4")
async def test_the_program_is_in_the_dock_while_the_settings_are_open(machine: Mac, cloud: Host) -> None:
    async with configured(machine, cloud).tray("--hidden") as icon:
        await icon.do("choose", "Settings")
        await icon.until_window("SettingsWindow")

        async def policies(*wanted: int) -> bool:
            return bool((await icon.do("appkit"))["policies"] == list(wanted))

        await icon.do("focus_changes")
        await icon.until(lambda: policies(1, 0))
        await icon.do("close_windows")
        await icon.do("focus_changes")
        await icon.until(lambda: policies(1, 0, 1))


@covers("M3")
async def test_a_click_in_the_dock_or_a_second_start_opens_the_chat(machine: Mac, cloud: Host) -> None:
    async with configured(machine, cloud).tray("--hidden") as icon:

        async def reopened() -> bool:
            await icon.do("activate")
            return "ChatWindow" in await icon.kinds()

        await icon.until(reopened)
        await icon.do("close_windows")
        assert await icon.kinds() == []
        await machine.run()
        await icon.until_window("ChatWindow")


@covers("M2", "M3")
@pytest.mark.parametrize(
    ("simulated", "words"),
    [
        ({"icon": (600, 700, 30, 24)}, "The icon is not in the menu bar"),
        ({"icon": (0, 0, 0, 0)}, "The icon is not in the menu bar"),
        ({"icon": (400, 0, 30, 24), "notch": (330, 330)}, "behind the camera notch"),
        ({"framework": True}, "This Python cannot show an icon"),
    ],
    ids=["off", "nowhere", "notch", "framework"],
)
async def test_an_icon_that_nobody_can_see_opens_the_chat_and_says_why(
    machine: Mac, cloud: Host, simulated: dict[str, object], words: str
) -> None:
    machine.simulated.update(simulated)
    async with configured(machine, cloud).tray("--hidden") as icon:
        await icon.until_window("ChatWindow")
        await icon.until_texts(words)
        assert (await icon.do("appkit"))["policies"][-1] == 0, "the Dock is the way in then"


@covers("M5")
async def test_notifications_go_to_osascript(machine: Mac) -> None:
    refused = body(401, {"error": {"message": "This key was revoked."}})
    async with Host(in_turn(says("Paris is it."), refused), lists("stand-in")) as host:
        configured(machine, host)
        assert (await machine.run("keys", "set", "cloud", given="sk-made-up-123456789\n")).code == 0
        async with machine.tray("--hidden") as icon:
            await icon.do("click", "Trigger")
            await icon.until_window("ChatWindow")
            await icon.do("ask", "hi")
            await icon.until_texts("Paris is it.")
            await icon.do("ask", "and now?")
            await icon.until(lambda: machine.notifications, "a notification")
            assert machine.notifications[0][0] == "My cloud needs a new key"
            assert (await icon.do("appkit"))["shown"] == []


@covers("M5")
async def test_the_settings_say_whose_notifications_these_are(machine: Mac, cloud: Host) -> None:
    async with configured(machine, cloud).tray("--hidden") as icon:
        await icon.do("settings", "general")
        await icon.until_window("SettingsWindow")
        await icon.until_texts("Script Editor")


@covers("M15")
async def test_the_mac_woke_up(machine: Mac, cloud: Host) -> None:
    async with configured(machine, cloud).tray("--hidden") as icon:

        async def heard() -> bool:
            return bool(await icon.do("post", DID_WAKE))

        await icon.until(heard)
        await icon.until(lambda: "the machine says: wake" in machine.log)
        await icon.do("post", DID_WAKE)
        await icon.do("request_quit")
        assert await icon.ended() == 0
    assert machine.log.count("the machine says: wake") == 1


@covers("M19")
async def test_reduced_motion_is_followed_while_the_program_runs(machine: Mac) -> None:
    endless = Host(begins_and_hangs("Well"), lists("stand-in"))
    async with endless as host, configured(machine, host).tray("--hidden") as icon:
        await icon.do("click", "Trigger")
        await icon.until_window("ChatWindow")
        await icon.do("ask", "hi")
        await icon.until(lambda: icon.do("motion"))
        await icon.do("reduce_motion", True)

        async def still() -> bool:
            return not await icon.do("motion")

        await icon.until(still)


@covers("M9")
async def test_quit_ends_it_with_every_window_open(machine: Mac, cloud: Host) -> None:
    async with configured(machine, cloud).tray("--hidden") as icon:
        await icon.do("click", "Trigger")
        await icon.do("settings", "exo")
        await icon.until_window("SettingsWindow")
        await icon.until_window("ChatWindow")
        await icon.do("request_quit")
        assert await icon.ended() == 0


# ------------------------------------------------------------ launch at login


@covers("M7", "M8", "M18")
async def test_the_life_of_a_login_item(machine: Mac, cloud: Host) -> None:
    configured(machine, cloud)
    assert (await machine.run("login", "on")).code == 0
    plist = plistlib.loads(machine.agent.read_bytes())
    assert plist["ProgramArguments"][-1] == "--hidden"
    assert Path(plist["ProgramArguments"][0]).exists()
    assert plist["StandardErrorPath"].startswith(str(machine.home / "Library" / "Logs"))
    assert "bootstrap" not in machine.launchctl_calls, "a second one would start at once"
    assert (await machine.run("login", "status")).out.strip() == "on"
    async with logged_in(machine) as icon:
        assert (await icon.do("icon"))["there"]
        assert await icon.kinds() == []
        assert (await machine.run("login", "off")).code == 0
        assert "bootout" not in machine.launchctl_calls, "the icon would vanish"
        assert (await icon.do("icon"))["there"]
        assert not machine.agent.exists()
        assert (await machine.run("quit")).code == 0
        await icon.until(lambda: "pid =" not in machine.launchctl("print", f"gui/501/{LABEL}")[1])
        assert (await machine.run("login", "off")).code == 0
        assert machine.launchctl_calls[-1] == "bootout", "what launchd still knows is forgotten where nothing runs"


async def test_what_somebody_switches_off_in_the_login_items_stays_off(machine: Mac, cloud: Host) -> None:
    configured(machine, cloud)
    await machine.run("login", "on")
    machine.launchctl("disable", f"gui/501/{LABEL}")
    assert (await machine.run("login", "status")).out.strip() == "off"
    async with machine.tray("--hidden") as icon:

        async def shown_off() -> bool:
            await icon.do("click", "Context")
            return [row["on"] for row in await icon.do("menu") if row["text"] == "Launch at login"] == [False]

        await icon.until(shown_off)
    assert (await machine.run("login", "status")).out.strip() == "off"
    assert machine.agent.exists()


@covers("M8")
async def test_a_launchctl_that_fails_is_told(machine: Mac) -> None:
    machine.launchctl("fail", "enable", "150")
    result = await machine.run("login", "on")
    assert result.code != 0
    assert "System Integrity Protection" in result.told
    assert "System Settings" in result.told


# ------------------------------------------------------------ the first minute


async def test_the_first_minute(machine: Mac) -> None:
    """Start, icon, click, question, toggle, key, login on, quit: with nothing but the starter model."""
    async with machine.tray() as icon:
        assert (await icon.do("icon"))["there"]
        await icon.until_window("ChatWindow")  # the first start greets
        await icon.do("close_windows")
        await icon.do("click", "Unknown", 0, 0, 2)
        await icon.until_window("ChatWindow")
        await icon.do("ask", "What is the capital of France?")
        await icon.until_texts("Paris", "tiny starter model")
        await icon.do("click", "Context", RIGHT)
        await icon.until_window("QMenu")
        await icon.do("close_menus")
        await toggle(icon, "Local only", on=True)
        await toggle(icon, "Local only", on=False)
        assert (await machine.run("providers", "add", "openrouter", "--preset", "openrouter")).code == 0
        assert (await machine.run("keys", "set", "openrouter", given="sk-or-made-up-123456789\n")).code == 0
        await icon.until(lambda: any(re.match("read.*openrouter", line) for line in machine.keychain_calls))
        await toggle(icon, "Launch at login", on=True)
        await icon.until(machine.agent.exists)
        await icon.do("choose", "Quit TrayBridge")
        assert await icon.ended() == 0
    assert "defect" not in machine.log
    assert sys.platform == "linux"
