"""scripts/install.py: one user's command and menu entry, made, found by the system's own tools, and removed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from scripts.install import Places, find_places, install, is_ours, path_advice, uninstall
from tests.packaging.conftest import PROJECT

from traybridge import __version__
from traybridge.core.errors import TrayBridgeError
from traybridge.system.autostart.linux import DesktopEntry

PROGRAM = Path("/a clone/.venv/bin/traybridge")


class Off:
    """A login item that is off, and must not be touched."""

    def state(self) -> bool:
        return False

    def enable(self) -> None:
        raise AssertionError

    def disable(self) -> None:
        raise AssertionError

    def repair(self) -> bool:
        raise AssertionError


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return find_places({}, tmp_path, "linux")


def files(folder: Path) -> list[str]:
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_symlink() or one.is_file())


def test_linux_gets_a_command_a_menu_entry_and_its_icon(places: Places, tmp_path: Path) -> None:
    said = list(install(places, PROGRAM))
    assert files(tmp_path) == [
        ".local/bin/traybridge",
        ".local/share/applications/traybridge.desktop",
        ".local/share/icons/hicolor/scalable/apps/traybridge.svg",
    ]
    assert [line.split(":")[0] for line in said] == ["The command", "In the menu of programs"]
    assert places.launcher.readlink() == PROGRAM
    assert places.entry is not None
    text = places.entry.read_text()
    assert 'Exec="/a clone/.venv/bin/traybridge"\n' in text
    assert "--hidden" not in text
    assert "Autostart" not in text
    judged = subprocess.run(["desktop-file-validate", places.entry], capture_output=True, text=True, check=False)
    assert (judged.returncode, judged.stdout) == (0, "")


def test_a_second_time_is_harmless(places: Places, tmp_path: Path) -> None:
    first = list(install(places, PROGRAM))
    made = files(tmp_path)
    assert list(install(places, PROGRAM)) == first
    assert files(tmp_path) == made


def test_a_mac_gets_the_command_alone(tmp_path: Path) -> None:
    list(install(find_places({"XDG_DATA_HOME": str(tmp_path / "x")}, tmp_path, "darwin"), PROGRAM))
    assert files(tmp_path) == [".local/bin/traybridge"]


def test_the_data_folder_of_the_person_is_used(tmp_path: Path) -> None:
    list(install(find_places({"XDG_DATA_HOME": str(tmp_path / "data")}, tmp_path / "home", "linux"), PROGRAM))
    assert "data/applications/traybridge.desktop" in files(tmp_path)
    assert find_places({"XDG_DATA_HOME": "data"}, tmp_path, "linux") == find_places({}, tmp_path, "linux")


def test_uninstall_takes_away_what_install_made_and_nothing_else(places: Places, tmp_path: Path) -> None:
    other = places.launcher.with_name("other")
    other.parent.mkdir(parents=True)
    other.write_text("mine")
    list(install(places, PROGRAM))
    assert len(list(uninstall(places, Off()))) == 3
    assert files(tmp_path) == [".local/bin/other"]
    assert list(uninstall(places, Off())) == []


def test_uninstall_switches_launch_at_login_off(places: Places, tmp_path: Path) -> None:
    login = DesktopEntry([str(PROGRAM), "--hidden"], tmp_path / "autostart")
    login.enable()
    assert list(uninstall(places, login)) == ["Launch at login is off."]
    assert files(tmp_path) == []


@pytest.mark.parametrize("kind", ["file", "link"])
def test_a_command_of_somebody_else_is_left_alone(places: Places, kind: str, tmp_path: Path) -> None:
    places.launcher.parent.mkdir(parents=True)
    if kind == "file":
        places.launcher.write_text("other")
    else:
        places.launcher.symlink_to("/opt/other/traybridge")
    with pytest.raises(TrayBridgeError, match="There is another"):
        list(install(places, PROGRAM))
    assert list(uninstall(places, Off())) == []
    assert files(tmp_path) == [".local/bin/traybridge"]


def test_another_clone_takes_over_and_a_clone_that_is_gone_is_replaced(places: Places) -> None:
    list(install(places, Path("/old/.venv/bin/traybridge")))
    list(install(places, PROGRAM))
    assert places.launcher.readlink() == PROGRAM
    assert is_ours(places.launcher)


def test_a_folder_that_cannot_be_made_is_an_error_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / ".local").write_text("no folder")
    with pytest.raises(TrayBridgeError, match="cannot be made") as refused:
        list(install(find_places({}, tmp_path, "linux"), PROGRAM))
    assert "a folder that you may write to" in refused.value.hint


class TestPath:
    """What is said where the command would not be found."""

    def advice(self, home: Path, shell: str, path: str = "/usr/bin") -> list[str]:
        return list(path_advice(home / ".local" / "bin", {"PATH": path, "SHELL": shell}, home))

    def test_nothing_is_said_where_it_is_found(self, tmp_path: Path) -> None:
        assert self.advice(tmp_path, "/bin/bash", f"/usr/bin:{tmp_path}/.local/bin") == []

    def test_debian_finds_it_at_the_next_login(self, tmp_path: Path) -> None:
        (tmp_path / ".profile").write_text('if [ -d "$HOME/.local/bin" ] ; then\n')
        assert self.advice(tmp_path, "/bin/bash")[-1] == "Other terminals find it after your next login."

    @pytest.mark.parametrize(
        ("shell", "there", "file"),
        [
            ("/bin/zsh", [], "~/.zshrc"),
            ("/bin/bash", [], "~/.profile"),
            ("/bin/bash", [".bash_profile", ".profile"], "~/.bash_profile"),
            ("/bin/dash", [".bash_profile"], "~/.profile"),
            ("", [], "~/.profile"),
        ],
    )
    def test_else_the_line_for_the_shells_own_file_is_given(
        self, tmp_path: Path, shell: str, there: list[str], file: str
    ) -> None:
        for name in there:
            (tmp_path / name).write_text("# nothing about folders\n")
        assert self.advice(tmp_path, shell)[-1].endswith(f">>{file}")

    def test_the_lines_do_what_they_promise(self, tmp_path: Path) -> None:
        command = self.advice(tmp_path, "/bin/bash")[-1].strip()
        environ = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
        subprocess.run(["bash", "-c", command], env=environ, check=True)
        found = subprocess.run(
            ["bash", "--login", "-c", "echo $PATH"], env=environ, check=True, capture_output=True, text=True
        )
        assert f"{tmp_path}/.local/bin" in found.stdout.strip().split(":")


class TestScript:
    """The script itself, in a home folder of its own."""

    def run(self, home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        environ: Mapping[str, str] = {"HOME": str(home), "PATH": os.environ["PATH"], "SHELL": "/bin/bash", **more}
        return subprocess.run(
            [sys.executable, PROJECT / "scripts" / "install.py", *arguments],
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )

    def test_after_it_the_command_is_found_and_runs(self, tmp_path: Path) -> None:
        installed = self.run(tmp_path, "install")
        assert installed.returncode == 0, installed.stderr
        assert "is not on your PATH yet" in installed.stdout
        launcher = tmp_path / ".local" / "bin" / "traybridge"
        assert launcher.readlink() == PROJECT / ".venv" / "bin" / "traybridge"
        removed = self.run(tmp_path, "uninstall")
        assert removed.returncode == 0, removed.stderr
        assert "Your settings and chats stay, in" in removed.stdout
        assert files(tmp_path) == []
        again = self.run(tmp_path, "uninstall")
        assert again.stdout.startswith("Nothing was installed.\n")

    def test_the_command_runs_from_anywhere(self, tmp_path: Path) -> None:
        self.run(tmp_path, "install")
        found = shutil.which("traybridge", path=str(tmp_path / ".local" / "bin"))
        assert found
        ended = subprocess.run(
            [found, "version"], cwd="/", env={"HOME": str(tmp_path)}, capture_output=True, text=True, check=False
        )
        assert ended.returncode == 0
        assert ended.stdout.startswith(f"TrayBridge {__version__} ")

    def test_a_wrong_word_and_a_refusal_end_with_1(self, tmp_path: Path) -> None:
        assert "usage:" in self.run(tmp_path, "instal").stderr
        (tmp_path / ".local" / "bin" / "traybridge").mkdir(parents=True)
        refused = self.run(tmp_path, "install")
        assert (refused.returncode, refused.stdout) == (1, "")
        assert refused.stderr.splitlines()[1] == "Remove or rename it, then try again."
