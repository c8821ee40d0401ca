import os
from pathlib import Path

import pytest
from tests.faults.translations import untold

from traybridge.core.errors import BadConfig, TrayBridgeError
from traybridge.system.config.file import ConfigFile
from traybridge.system.ownership import foreign_owner, read_hint, root_in_a_home, write_hint

NOBODY = 65534
only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")


def test_what_is_ours_is_told_plainly(tmp_path: Path) -> None:
    assert foreign_owner(tmp_path / "not" / "there") == ""
    assert str(write_hint(tmp_path)) == f"Let your user write to {tmp_path}."
    assert "chmod u+rw" in str(read_hint(tmp_path / "config.toml"))


@only_root
def test_what_belongs_to_somebody_else_is_given_back_with_chown(tmp_path: Path) -> None:
    ours = tmp_path / ".config" / "traybridge"
    ours.mkdir(parents=True)
    for folder in (tmp_path, ours):
        os.chown(folder, NOBODY, NOBODY)
    assert foreign_owner(ours / "not" / "there") == "nobody"
    hints = [write_hint(ours), read_hint(ours / "config.toml"), write_hint(tmp_path)]
    assert str(hints[0]).endswith(f"belongs to nobody. Give it back: sudo chown -R root {ours}")
    assert str(hints[1]).endswith(f"belongs to nobody. Give it back: sudo chown root {ours}/config.toml")
    assert "chown" not in str(hints[2]), "what a link leads to may be a folder of the system"
    assert [pattern for hint in hints for pattern in untold(hint)] == []


@only_root
def test_root_in_somebodys_home_is_warned(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    home = tmp_path / "kim"
    (home / ".config" / "traybridge").mkdir(parents=True)
    assert root_in_a_home(home / ".config" / "traybridge") is None
    os.chown(home, NOBODY, NOBODY)
    warning = root_in_a_home(home / ".config" / "traybridge" / "new")
    assert isinstance(warning, TrayBridgeError)
    assert "nobody" in str(warning.title)
    assert untold(warning.title) + untold(warning.hint) == []


@only_root
def test_an_ordinary_user_is_told_the_line_that_helps(tmp_path: Path) -> None:
    """What a run with sudo left behind: the file and its folder belong to root."""
    folder = tmp_path / "traybridge"
    folder.mkdir()
    (folder / "config.toml").write_text("")
    (folder / "config.toml").chmod(0o600)
    for outer in (tmp_path, *tmp_path.parents[:3]):
        outer.chmod(outer.stat().st_mode | 0o055)
    os.seteuid(NOBODY)
    try:
        with pytest.raises(BadConfig) as caught:
            ConfigFile(folder / "config.toml").load()
    finally:
        os.seteuid(0)
    assert str(caught.value.hint) == f"It belongs to root. Give it back: sudo chown nobody {folder}/config.toml"
