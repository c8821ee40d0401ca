import plistlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from traybridge.core.errors import TrayBridgeError
from traybridge.system.autostart.macos import LABEL, AppService, LaunchAgent, agent, is_bundle

TEMPLATE = Path(__file__).parents[3] / "packaging" / "macos" / f"{LABEL}.plist"
COMMAND = ["/Users/me/my env/bin/traybridge", "--hidden"]


class Launchd:
    """launchctl, as far as it is asked here: what is loaded and with which process, and what is disabled."""

    def __init__(self) -> None:
        self.loaded: dict[str, int] = {}
        self.refuses = False
        self.disabled: set[str] = set()
        self.asked: list[str] = []

    def __call__(self, command: Sequence[str]) -> tuple[int, str]:
        program, verb, *rest = command
        assert program == "/bin/launchctl"
        self.asked.append(verb)
        match verb, rest:
            case "print-disabled", ["gui/501"]:
                rows = "".join(f'\t\t"{label}" => disabled\n' for label in self.disabled)
                return 0, f'disabled services = {{\n\t\t"com.apple.x" => enabled\n{rows}\t}}\n'
            case "enable", [_] if self.refuses:
                return 125, "Could not enable service: 125: Domain does not support specified action\n"
            case "enable", [target]:
                self.disabled.discard(target.removeprefix("gui/501/"))
            case "print", [target]:
                label = target.removeprefix("gui/501/")
                if label not in self.loaded:
                    return 113, f'Bad request.\nCould not find service "{label}" in domain for user gui: 501\n'
                pid = self.loaded[label]
                running = f"\tpid = {pid}\n" if pid else ""
                return 0, f"{target} = {{\n\tstate = {'running' if pid else 'not running'}\n{running}\tforks = 1\n}}\n"
            case "bootout", [target]:
                del self.loaded[target.removeprefix("gui/501/")]
            case _:
                raise AssertionError(command)
        return 0, ""


@pytest.fixture
def launchd() -> Launchd:
    return Launchd()


def item(folder: Path, launchd: Launchd, command: Sequence[str] = COMMAND) -> LaunchAgent:
    log = folder / "Logs" / "TrayBridge" / "login.log"
    return LaunchAgent(command, folder / "LaunchAgents", user=501, log=log, run=launchd)


def test_switching_on_and_off(tmp_path: Path, launchd: Launchd) -> None:
    login = item(tmp_path, launchd)
    assert not login.state()
    login.enable()
    assert login.state()
    assert launchd.asked == ["enable", "print-disabled"], "nothing is started now"
    assert (tmp_path / "Logs" / "TrayBridge").is_dir(), "launchd makes the log, not its folder"
    assert plistlib.loads(login.path.read_bytes()) == {
        "Label": LABEL,
        "ProgramArguments": COMMAND,
        "RunAtLoad": True,
        "LimitLoadToSessionType": "Aqua",
        "ProcessType": "Interactive",
        "StandardErrorPath": str(tmp_path / "Logs" / "TrayBridge" / "login.log"),
    }
    login.enable()
    assert login.state()
    assert not login.repair()
    login.disable()
    assert not login.state()
    assert not login.path.exists()


def test_the_template_for_packages_is_what_we_write() -> None:
    assert TEMPLATE.read_bytes() == plistlib.dumps(agent(["/usr/local/bin/traybridge", "--hidden"]))


def test_disabled_elsewhere_is_off_and_a_repair_does_not_change_that(tmp_path: Path, launchd: Launchd) -> None:
    item(tmp_path, launchd, ["/old"]).enable()
    launchd.disabled.add(LABEL)
    moved = item(tmp_path, launchd, ["/new"])
    assert not moved.state()
    moved.repair()
    assert not moved.state()
    assert "enable" not in launchd.asked[-2:]
    moved.enable()
    assert moved.state()


def test_a_moved_program_is_corrected_and_other_keys_stay(tmp_path: Path, launchd: Launchd) -> None:
    old = item(tmp_path, launchd, ["/old"])
    old.enable()
    old.path.write_bytes(plistlib.dumps({**plistlib.loads(old.path.read_bytes()), "Nice": 5}))
    asked = len(launchd.asked)
    assert item(tmp_path, launchd).repair()
    found = plistlib.loads(old.path.read_bytes())
    assert (found["ProgramArguments"], found["Nice"]) == (COMMAND, 5)
    assert len(launchd.asked) == asked, "nothing is started by a repair"
    assert not item(tmp_path, launchd).repair()


def test_what_was_never_switched_on_is_not_repaired(tmp_path: Path, launchd: Launchd) -> None:
    assert not item(tmp_path, launchd).repair()
    assert not (tmp_path / "LaunchAgents").exists()


def test_switching_off_leaves_a_tray_that_launchd_started(tmp_path: Path, launchd: Launchd) -> None:
    """launchctl bootout kills the process of the job, wherever it is typed."""
    login = item(tmp_path, launchd)
    login.enable()
    launchd.loaded[LABEL] = 4711
    login.disable()
    assert launchd.loaded == {LABEL: 4711}
    assert not login.state()


def test_a_job_that_is_loaded_and_does_not_run_is_taken_out(tmp_path: Path, launchd: Launchd) -> None:
    login = item(tmp_path, launchd)
    login.enable()
    launchd.loaded[LABEL] = 0
    login.disable()
    assert not launchd.loaded


def test_a_launchctl_that_fails_is_told(tmp_path: Path, launchd: Launchd) -> None:
    launchd.refuses = True
    with pytest.raises(TrayBridgeError, match="Domain does not support specified action") as caught:
        item(tmp_path, launchd).enable()
    assert "Login Items" in str(caught.value.hint)


def test_no_launchctl_at_all_is_told(tmp_path: Path) -> None:
    login = LaunchAgent(COMMAND, tmp_path, user=501, run=lambda _command: (-1, ""))
    with pytest.raises(TrayBridgeError, match=r"\(-1\)"):
        login.enable()


def test_an_older_list_gets_its_log_and_a_log_that_grew_is_emptied(tmp_path: Path, launchd: Launchd) -> None:
    login = item(tmp_path, launchd)
    login.path.parent.mkdir()
    login.path.write_bytes(plistlib.dumps(agent(COMMAND)))
    log = tmp_path / "Logs" / "TrayBridge" / "login.log"
    log.parent.mkdir(parents=True)
    log.write_bytes(b"x" * (1024 * 1024 + 1))
    assert login.repair()
    assert plistlib.loads(login.path.read_bytes())["StandardErrorPath"] == str(log)
    assert log.stat().st_size == 0


@pytest.mark.parametrize(
    "content", [b"", b"nonsense", b"<?xml", plistlib.dumps(["a list"]), plistlib.dumps({"Disabled": True})]
)
def test_a_broken_or_disabled_list_is_off(tmp_path: Path, launchd: Launchd, content: bytes) -> None:
    login = item(tmp_path, launchd)
    login.path.parent.mkdir()
    login.path.write_bytes(content)
    assert not login.state()
    login.enable()
    assert login.state()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, launchd: Launchd) -> None:
    (tmp_path / "LaunchAgents").write_text("in the way")
    with pytest.raises(TrayBridgeError):
        item(tmp_path, launchd).enable()


class Service:
    """SMAppService: 0 not registered, 1 enabled, 2 wants approval."""

    def __init__(self, status: int = 0, *, refuses: bool = False, after: int = 1) -> None:
        self._status, self._refuses, self._after = status, refuses, after

    def status(self) -> int:
        return self._status

    def registerAndReturnError_(self, error: Any) -> tuple[bool, Any]:  # noqa: N802
        if not self._refuses:
            self._status = self._after
        return not self._refuses, None

    def unregisterAndReturnError_(self, error: Any) -> tuple[bool, Any]:  # noqa: N802
        if not self._refuses:
            self._status = 0
        return not self._refuses, None


def test_the_bundle_registers_itself() -> None:
    service = Service()
    login = AppService(lambda: service)
    assert not login.state()
    login.enable()
    assert login.state()
    assert not login.repair()
    login.disable()
    assert not login.state()


@pytest.mark.parametrize("service", [Service(2, refuses=True), Service(0, after=2), Service(0, refuses=True)])
def test_a_refusal_is_told_with_the_way_out(service: Service) -> None:
    login = AppService(lambda: service)
    with pytest.raises(TrayBridgeError, match="Login Items"):
        login.enable()
    assert not login.state()


def test_a_refused_switching_off_is_told() -> None:
    with pytest.raises(TrayBridgeError, match="Login Items"):
        AppService(lambda: Service(1, refuses=True)).disable()


def test_a_bundle_is_known_by_its_place() -> None:
    assert is_bundle("/Applications/TrayBridge.app/Contents/MacOS/TrayBridge")
    assert not is_bundle("/opt/homebrew/bin/python3.12")
