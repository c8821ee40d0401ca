import contextlib
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.faults.translations import untold

from traybridge.core.errors import TrayBridgeError
from traybridge.system.atomic import while_free, write_atomic

CHILD = Path(__file__).parent / "children" / "write_forever.py"


def is_whole(content: bytes) -> bool:
    body = content.removeprefix(b"begin\n").removesuffix(b"\nend\n")
    return len(content) == 200_011 and len(body) == 200_000 and len(set(body)) == 1


def test_sixty_kills_leave_sixty_whole_files(tmp_path: Path) -> None:
    """kill -9 in the middle of writing leaves the old or the new file, never a part of one."""
    path = tmp_path / "config.toml"
    path.write_bytes(b"begin\n" + b"a" * 200_000 + b"\nend\n")
    for kill in range(60):
        with subprocess.Popen(
            [sys.executable, "-S", "-c", _child_source(), str(path)], stdout=subprocess.PIPE
        ) as child:
            assert child.stdout is not None
            for _ in range(1 + kill % 4):
                assert child.stdout.read(1)
            child.send_signal(signal.SIGKILL)
        assert is_whole(path.read_bytes())


def _child_source() -> str:
    """The child without site-packages' start: sixty of them are started."""
    root = Path(__file__).parents[2] / "src"
    return f"import sys; sys.path.insert(0, {str(root)!r}); exec(open({str(CHILD)!r}).read())"


def test_a_killed_writers_temp_file_goes_with_a_later_write(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    leftover = tmp_path / ".config.toml.abc.tmp"
    leftover.write_bytes(b"half")
    os.utime(leftover, (1, 1))
    fresh = tmp_path / ".config.toml.def.tmp"
    fresh.write_bytes(b"somebody is writing this now")
    write_atomic(path, b"x")
    assert not leftover.exists()
    assert fresh.exists()


def test_a_new_file_is_for_us_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    write_atomic(path, b"x")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_permissions_and_owner_of_an_existing_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(path, 65534, 65534)
    owner = (path.stat().st_uid, path.stat().st_gid)
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert (path.stat().st_uid, path.stat().st_gid) == owner


def test_a_link_stays_a_link_and_its_target_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "dotfiles" / "traybridge.toml"
    target.parent.mkdir()
    target.write_bytes(b"old")
    path = tmp_path / "config.toml"
    path.symlink_to(target)
    write_atomic(path, b"new")
    assert path.is_symlink()
    assert target.read_bytes() == b"new"


@contextlib.contextmanager
def full_disk(folder: Path) -> Iterator[Path]:
    """A place with no room for more than 64 KiB: a small tmpfs when we may mount one, else a limit on file sizes."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode == 0:
        try:
            yield folder
        finally:
            subprocess.run(["umount", str(folder)], check=True)
        return
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, before[1]))
    try:
        yield folder
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_full_disk_is_told_and_the_old_file_stays(tmp_path: Path) -> None:
    place = tmp_path / "small"
    place.mkdir()
    with full_disk(place) as folder:
        path = folder / "config.toml"
        write_atomic(path, b"old")
        with pytest.raises(TrayBridgeError) as caught:
            write_atomic(path, b"x" * 200_000)
        assert "disk is full" in caught.value.title
        assert caught.value.hint
        assert untold(caught.value.title) + untold(caught.value.hint) == []
        assert path.read_bytes() == b"old"
        assert [entry.name for entry in folder.iterdir()] == ["config.toml"]


def test_a_folder_in_the_way_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.mkdir()
    with pytest.raises(TrayBridgeError, match="could not be saved"):
        write_atomic(path, b"x")
    assert [entry.name for entry in tmp_path.iterdir()] == ["config.toml"]


class Held:
    """A file that another program has open until its time comes; time passes only while somebody waits."""

    def __init__(self, until: float) -> None:
        self.until, self.now, self.tries = until, 0.0, 0

    def replace(self) -> None:
        self.tries += 1
        if self.now < self.until:
            raise PermissionError(13, "Access is denied")

    def wait(self, seconds: float) -> None:
        self.now += seconds

    def written(self, platform: str) -> None:
        while_free(self.replace, platform=platform, monotonic=lambda: self.now, pause=self.wait)


def test_on_windows_a_file_that_somebody_reads_is_tried_again() -> None:
    held = Held(until=0.5)
    held.written("win32")
    assert held.tries > 2


def test_a_file_that_is_held_for_long_is_given_up_after_a_second() -> None:
    held = Held(until=60.0)
    with pytest.raises(PermissionError):
        held.written("win32")
    assert 1.0 <= held.now < 1.1


def test_elsewhere_no_permission_is_final() -> None:
    held = Held(until=0.5)
    with pytest.raises(PermissionError):
        held.written("linux")
    assert held.tries == 1


def test_a_new_file_is_ours_alone_under_any_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_atomic(tmp_path / ".config" / "traybridge" / "config.toml", b"x")
    finally:
        os.umask(before)
    assert (tmp_path / ".config").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / ".config" / "traybridge").stat().st_mode & 0o777 == 0o700


def test_a_link_into_a_folder_that_cannot_be_used_names_that_folder(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").write_text("a file where the folder was")
    link = tmp_path / "config.toml"
    link.symlink_to(tmp_path / "dotfiles" / "tray.toml")
    with pytest.raises(TrayBridgeError) as caught:
        write_atomic(link, b"x")
    assert str(tmp_path / "dotfiles") in str(caught.value.hint)
    assert "tray.toml" in str(caught.value.title)
