import re
import subprocess
from pathlib import Path

import pytest

from traybridge.core.errors import TrayBridgeError
from traybridge.system.autostart.linux import DesktopEntry, autostart_folder, entry, exec_line

TEMPLATE = Path(__file__).parents[3] / "packaging" / "linux" / "traybridge-autostart.desktop"
ODD = [
    "/usr/bin/traybridge",
    "/home/me/my apps/tray bridge",
    '/home/"quoted"/x',
    "/100%/%f/x",
    "/back\\slash/x",
    "/$HOME/x",
    "/`id`/x",
    "/it's/x",
    "/a&b;c|d<e>f(g)h#i*j?k~l/x",
    "/ümlaut/日本/x",
    "/tab\tand\nline/x",
    "/a=b/x",
]


def parsed(line: str) -> list[str]:
    """Read an Exec line as the specification says: string escapes, then arguments, then field codes."""
    text = re.sub(r"\\(.)", lambda found: {"s": " ", "n": "\n", "t": "\t", "r": "\r"}.get(found[1], found[1]), line)
    words = re.findall(r'"((?:[^"\\]|\\.)*)"|([^ ]+)', text, re.DOTALL)
    plain = [re.sub(r'\\(["`$\\])', r"\1", quoted) if quoted else bare for quoted, bare in words]
    return [word.replace("%%", "%") for word in plain]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "config" / "autostart"


@pytest.mark.parametrize("path", ODD)
def test_any_path_is_quoted_so_that_it_comes_back(path: str, tmp_path: Path) -> None:
    line = exec_line([path, "-m", "traybridge", "--hidden", ""])
    assert "\n" not in line
    words = parsed(line)
    if "%" in path:  # GLib looks for the program as it is written
        assert words[:3] == ["/bin/sh", "-c", 'exec "$0" "$@"']
        words = words[3:]
    assert words[:4] == [path, "-m", "traybridge", "--hidden"]
    file = tmp_path / "traybridge.desktop"
    file.write_text(entry([path, "--hidden"]))
    judged = subprocess.run(["desktop-file-validate", str(file)], capture_output=True, text=True, check=False)
    assert (judged.returncode, judged.stdout) == (0, "")


def test_switching_on_and_off(folder: Path) -> None:
    item = DesktopEntry(["/usr/bin/traybridge", "--hidden"], folder)
    assert not item.state()
    item.disable()
    item.enable()
    assert item.state()
    assert not item.repair()
    assert item.path == folder / "traybridge.desktop"
    item.disable()
    assert not item.state()
    assert not item.path.exists()


def test_the_template_for_packages_is_what_we_write() -> None:
    assert TEMPLATE.read_text() == entry(["/usr/bin/traybridge", "--hidden"])


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false", "Hidden = True "])
def test_switched_off_elsewhere_is_off_and_stays_off(folder: Path, line: str) -> None:
    """GNOME Tweaks and others do not remove the entry, they mark it."""
    item = DesktopEntry(["/old/traybridge"], folder)
    item.enable()
    text = item.path.read_text()
    item.path.write_text(text.replace("X-GNOME-Autostart-enabled=true", line))
    assert not item.state()
    moved = DesktopEntry(["/new/traybridge"], folder)
    assert not moved.repair()
    assert "/old/traybridge" in item.path.read_text()
    moved.enable()
    assert moved.state()


def test_a_key_of_another_group_says_nothing(folder: Path) -> None:
    item = DesktopEntry(["/usr/bin/traybridge"], folder)
    item.enable()
    item.path.write_text(item.path.read_text() + "\n[Desktop Action x]\nHidden=true\n")
    assert item.state()


def test_a_moved_program_is_corrected_and_nothing_else_changes(folder: Path) -> None:
    DesktopEntry(["/old/place/tray bridge"], folder).enable()
    item = DesktopEntry(["/new\\1/place"], folder)
    item.path.write_text(item.path.read_text() + "X-Mine=kept\n")
    before = item.path.read_text()
    assert item.repair()
    assert item.path.read_text() == before.replace('"/old/place/tray bridge"', exec_line(["/new\\1/place"]))
    assert not item.repair()


def test_what_was_never_switched_on_is_not_repaired(folder: Path) -> None:
    assert not DesktopEntry(["/x"], folder).repair()
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("in the way")
    with pytest.raises(TrayBridgeError) as caught:
        DesktopEntry(["/x"], tmp_path / "config" / "autostart").enable()
    assert caught.value.hint
    item = DesktopEntry(["/x"], tmp_path)
    item.path.mkdir()
    with pytest.raises(TrayBridgeError, match="switched off"):
        item.disable()


def test_the_folder_follows_the_variable() -> None:
    assert autostart_folder({"XDG_CONFIG_HOME": "/elsewhere"}) == Path("/elsewhere/autostart")
    for environ in ({}, {"XDG_CONFIG_HOME": "relative"}):
        assert autostart_folder(environ) == Path.home() / ".config" / "autostart"
