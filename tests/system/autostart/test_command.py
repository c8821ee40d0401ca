from pathlib import Path

from traybridge.core.ports import LoginItem
from traybridge.system.autostart import login_item
from traybridge.system.autostart.command import launch_command
from traybridge.system.autostart.linux import DesktopEntry


def test_a_virtual_environment_starts_its_own_script(tmp_path: Path) -> None:
    python = tmp_path / "python"
    assert launch_command({}, "linux", executable=str(python), frozen=False) == (
        str(python),
        "-m",
        "traybridge",
        "--hidden",
    )
    (tmp_path / "traybridge").touch()
    assert launch_command({}, "linux", executable=str(python), frozen=False) == (
        str(tmp_path / "traybridge"),
        "--hidden",
    )


def test_a_package_starts_itself_and_an_appimage_its_file() -> None:
    assert launch_command({}, "darwin", executable="/A.app/x", frozen=True) == ("/A.app/x", "--hidden")
    environ = {"APPIMAGE": "/home/me/TrayBridge.AppImage"}
    assert launch_command(environ, "linux", executable="/tmp/.mount/x", frozen=True) == (
        "/home/me/TrayBridge.AppImage",
        "--hidden",
    )


def test_windows_opens_no_console() -> None:
    command = launch_command({}, "win32", executable=r"C:\venv\Scripts\python.exe", frozen=False)
    assert command == (r"C:\venv\Scripts\pythonw.exe", "-m", "traybridge", "--hidden")


def test_linux_gets_a_desktop_entry_where_the_desktop_looks(tmp_path: Path) -> None:
    item: LoginItem = login_item({"XDG_CONFIG_HOME": str(tmp_path)}, "linux")
    assert isinstance(item, DesktopEntry)
    item.enable()
    assert item.state()
    assert (tmp_path / "autostart" / "traybridge.desktop").exists()
    assert "--hidden" in item.path.read_text()
