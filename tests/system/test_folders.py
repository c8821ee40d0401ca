import os
from pathlib import Path

import pytest

from traybridge.system.folders import is_shared, make_private, tighten


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_each_missing_folder_is_made_for_this_user_alone(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        make_private(tmp_path / "a" / "b" / "c")
    finally:
        os.umask(before)
    for folder in ("a", "a/b", "a/b/c"):
        assert (tmp_path / folder).stat().st_mode & 0o777 == 0o700


def test_a_folder_that_is_there_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a").chmod(0o755)
    make_private(tmp_path / "a" / "b")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o755


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("in the way")
    with pytest.raises(NotADirectoryError):
        make_private(tmp_path / "a")


def test_tightening_changes_our_own_folder_and_nothing_behind_a_link(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.mkdir()
    target.chmod(0o777)
    (tmp_path / "planted").symlink_to(target)
    tighten(tmp_path / "planted")
    assert target.stat().st_mode & 0o777 == 0o777
    tighten(target)
    assert target.stat().st_mode & 0o777 == 0o700
    tighten(tmp_path / "missing")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_another_owner_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    folder.chmod(0o777)
    os.chown(folder, 65534, 65534)
    tighten(folder)
    assert folder.stat().st_mode & 0o777 == 0o777


def test_a_folder_where_others_may_write_is_shared(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    assert not is_shared(tmp_path)
    tmp_path.chmod(0o1777)
    assert is_shared(tmp_path)
