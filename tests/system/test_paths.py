import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from traybridge.core.errors import TrayBridgeError
from traybridge.system.paths import Paths, find_paths, runtime_problem


def home_paths(home: Path, **environ: str) -> Paths:
    return find_paths({"TRAYBRIDGE_HOME": str(home), **environ}, "linux")


def test_everything_is_under_traybridge_home(short: Path) -> None:
    paths = home_paths(short)
    assert paths.config_file == short / "config.toml"
    assert {paths.data.parent, paths.cache.parent, paths.runtime.parent, paths.logs.parent} == {short}


def test_an_empty_traybridge_home_means_the_platforms_folders(tmp_path: Path) -> None:
    paths = find_paths({"TRAYBRIDGE_HOME": " "}, "linux")
    assert paths.config.name == "traybridge"
    assert paths.config != paths.data


def test_the_xdg_variables_are_obeyed_and_nothing_is_said_on_stderr(tmp_path: Path) -> None:
    script = "import os; from traybridge.system.paths import find_paths; print(find_paths(os.environ, 'linux'))"
    environ = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": f"{tmp_path}/odd config", "PATH": os.environ["PATH"]}
    result = subprocess.run([sys.executable, "-c", script], env=environ, capture_output=True, text=True, check=True)
    assert f"{tmp_path}/odd config/traybridge" in result.stdout
    assert f"{tmp_path}/.local/share/traybridge" in result.stdout
    assert not result.stderr


def test_a_relative_home_is_made_absolute(tmp_path: Path) -> None:
    paths = find_paths({"TRAYBRIDGE_HOME": "some/where"}, "linux")
    assert paths.config == Path.cwd() / "some" / "where"


def test_macos_and_windows_have_their_own_folders() -> None:
    mac = find_paths({}, "darwin")
    assert mac.config.parts[-2:] == ("Application Support", "TrayBridge")
    assert mac.logs.parts[-2:] == ("Logs", "TrayBridge")


def test_folders_are_made_for_us_alone(tmp_path: Path) -> None:
    paths = home_paths(tmp_path / "new")
    paths.ensure()
    for folder in (paths.config, paths.data, paths.cache, paths.runtime, paths.logs):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_somebody_chose_keeps_its_permissions_but_ours_are_tightened(tmp_path: Path) -> None:
    home = tmp_path / "shared"
    home.mkdir(mode=0o755)
    home.chmod(0o755)
    (home / "data").mkdir(mode=0o755)
    paths = home_paths(home)
    paths.ensure()
    assert home.stat().st_mode & 0o777 == 0o755
    assert paths.data.stat().st_mode & 0o777 == 0o700


def test_a_deep_home_still_has_a_socket_that_can_be_bound(tmp_path: Path) -> None:
    own = tmp_path / "run"
    own.mkdir(mode=0o700)
    deep = tmp_path / ("x" * 80) / ("y" * 80)
    paths = home_paths(deep, XDG_RUNTIME_DIR="/nowhere", TMPDIR=str(own)) if len(str(own)) < 60 else home_paths(deep)
    paths.ensure()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(paths.socket))
    paths.socket.unlink()
    assert runtime_problem(paths.runtime) == ""


def test_two_names_of_one_deep_home_share_the_runtime_folder_and_another_home_does_not(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 100)
    deep.mkdir()
    (tmp_path / ("y" * 100)).symlink_to(deep)
    assert home_paths(deep).runtime == home_paths(tmp_path / ("y" * 100)).runtime
    assert home_paths(deep).runtime != home_paths(tmp_path / ("z" * 100)).runtime


def test_a_runtime_folder_of_somebody_else_is_refused(short: Path) -> None:
    paths = home_paths(short)
    real = short / "real"
    real.mkdir()
    paths.runtime.symlink_to(real)
    with pytest.raises(TrayBridgeError, match="cannot be trusted"):
        paths.ensure()


@pytest.mark.parametrize("deep", [False, True])
def test_a_link_planted_among_the_temporary_files_is_refused_and_its_target_untouched(short: Path, deep: bool) -> None:
    target = short / "target"
    target.mkdir()
    target.chmod(0o755)
    temporary = short / "tmp"
    temporary.mkdir()
    temporary.chmod(0o1777)
    (temporary / f"traybridge-{os.geteuid()}").symlink_to(target)
    runtime = temporary / f"traybridge-{os.geteuid()}"
    paths = Paths(short, short / "d", short / "c", runtime / "0123" if deep else runtime, short / "l")
    with pytest.raises(TrayBridgeError, match="cannot be trusted"):
        paths.ensure_runtime()
    assert target.stat().st_mode & 0o777 == 0o755
    assert not list(target.iterdir())


def test_a_folder_of_ours_among_the_temporary_files_that_others_may_use_is_refused_unchanged(short: Path) -> None:
    short.chmod(0o1777)
    runtime = short / f"traybridge-{os.geteuid()}"
    runtime.mkdir()
    runtime.chmod(0o755)
    with pytest.raises(TrayBridgeError, match="it can be used by others"):
        Paths(short, short / "d", short / "c", runtime, short / "l").ensure_runtime()
    assert runtime.stat().st_mode & 0o777 == 0o755


def test_on_macos_the_socket_lies_beside_the_data_while_its_path_is_short_enough(
    short: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(short))
    mac = find_paths({}, "darwin")
    assert mac.runtime == mac.data / "run"
    assert "Caches" not in mac.runtime.parts
    monkeypatch.setenv("HOME", str(short / ("x" * 60)))
    deep = find_paths({"TMPDIR": str(short)}, "darwin")
    assert len(os.fsencode(deep.socket)) <= 103
    assert deep.runtime.parent == short


def test_a_linked_settings_folder_of_somebodys_own_keeps_its_permissions(tmp_path: Path) -> None:
    dotfiles = tmp_path / "dotfiles"
    dotfiles.mkdir()
    dotfiles.chmod(0o755)
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "data").symlink_to(dotfiles)
    home_paths(tmp_path / "home").ensure()
    assert dotfiles.stat().st_mode & 0o777 == 0o755


def test_a_foreign_owner_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    if os.geteuid() == 0:
        os.chown(folder, 65534, 65534)
        assert runtime_problem(folder).endswith("cannot be trusted: it belongs to another user")
    else:
        assert runtime_problem(Path("/")) == "The folder / cannot be trusted: it belongs to another user"


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(TrayBridgeError) as caught:
        home_paths(tmp_path).ensure()
    assert str(tmp_path / "data") in caught.value.title
    assert caught.value.hint
