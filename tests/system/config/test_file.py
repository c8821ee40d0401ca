import os
import subprocess
import sys
from pathlib import Path

import pytest

from traybridge.core.config import Config
from traybridge.core.errors import BadConfig, NotFound, TrayBridgeError
from traybridge.system.config.file import ConfigFile, _verify
from traybridge.system.config.read import read_config

CHILD = Path(__file__).parent / "children" / "edit_config.py"
GOOD = """\
# mine
[routing]
failover = true  # switch
odd = 1
"""


@pytest.fixture
def file(tmp_path: Path) -> ConfigFile:
    return ConfigFile(tmp_path / "config.toml")


def test_a_missing_file_is_all_defaults_and_reading_writes_nothing(file: ConfigFile) -> None:
    assert file.load().config == Config()
    assert file.load_or_last_good().config == Config()
    assert file.get("gateway.port") == 11525
    assert list(file.path.parent.iterdir()) == []


def test_a_good_file_is_read_and_a_plain_load_writes_nothing(file: ConfigFile) -> None:
    file.path.write_text(GOOD)
    loaded = file.load()
    assert loaded.warnings == (f"{file.path}:4: “routing.odd” is not known and is left alone.",)
    assert not file.last_good.exists()


def test_an_edit_that_changes_nothing_leaves_it_byte_for_byte(file: ConfigFile) -> None:
    file.path.write_text(GOOD)
    before = file.path.stat()
    file.edit(lambda config: config)
    after = file.path.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_change_keeps_comments_and_unknown_keys(file: ConfigFile) -> None:
    file.path.write_text(GOOD)
    file.edit(lambda config: config.with_routing(failover=False))
    assert file.path.read_text() == GOOD.replace("true ", "false ")


def test_a_byte_order_mark_is_read_and_kept(file: ConfigFile) -> None:
    file.path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    file.edit(lambda config: config.with_routing(failover=False))
    assert file.path.read_bytes() == b"\xef\xbb\xbf" + GOOD.replace("true ", "false ").encode()


def test_a_broken_file_is_told_and_never_overwritten(file: ConfigFile) -> None:
    file.path.write_text("[routing]\nfailover = maybe\n")
    for attempt in (lambda: file.edit(lambda config: config), lambda: file.set("routing.pin", "x"), file.load):
        with pytest.raises(BadConfig) as caught:
            attempt()
        assert caught.value.line == 2
        assert caught.value.path == str(file.path)
    assert file.path.read_text() == "[routing]\nfailover = maybe\n"
    assert not file.last_good.exists()


def test_a_broken_file_at_start_means_the_last_good_one(file: ConfigFile) -> None:
    file.path.write_text(GOOD.replace("true", "false"))
    file.load_or_last_good()
    file.path.write_text("[routing]\nfailover = 3\n")
    fresh = ConfigFile(file.path).load_or_last_good()
    assert fresh.config.routing.failover is False
    assert fresh.problem is not None
    assert fresh.problem.key == "routing.failover"


def test_a_broken_file_without_a_good_one_before_means_the_defaults(file: ConfigFile) -> None:
    file.path.write_text("nonsense")
    file.last_good.write_text("nonsense too")
    loaded = file.load_or_last_good()
    assert loaded.config == Config()
    assert loaded.problem is not None


def test_the_copy_is_written_only_when_it_differs(file: ConfigFile) -> None:
    file.path.write_text(GOOD)
    file.load_or_last_good()
    first = file.last_good.stat()
    file.load_or_last_good()
    assert file.last_good.stat().st_ino == first.st_ino
    file.edit(lambda config: config.with_routing(free_only=True))
    assert file.last_good.read_text() == file.path.read_text()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a = '\xff'\n", "UTF-8"),
        (GOOD.encode("utf-16"), "UTF-8"),
        (b"# " + b"x" * 1024 * 1024, "larger than 1 MiB"),
        (b"a = 1\0", "not valid TOML"),
    ],
    ids=["latin-1", "utf-16", "huge", "NUL"],
)
def test_what_is_no_settings_file_is_refused(file: ConfigFile, content: bytes, told: str) -> None:
    file.path.write_bytes(content)
    with pytest.raises(BadConfig) as caught:
        file.load()
    assert told in str(caught.value)
    with pytest.raises(BadConfig, match="Nothing was saved"):
        file.set("routing.failover", "false")
    assert file.path.read_bytes() == content


def test_a_folder_or_a_pipe_in_its_place_is_told(file: ConfigFile) -> None:
    file.path.mkdir()
    with pytest.raises(BadConfig):
        file.load()
    file.path.rmdir()
    os.mkfifo(file.path)
    with pytest.raises(BadConfig, match="no file"):
        file.load()


def test_a_file_that_we_may_not_read_is_told(file: ConfigFile) -> None:
    """As another user, because root reads everything; whoever runs the tests as a person owns the file."""
    file.path.write_text(GOOD)
    file.path.chmod(0)
    script = (
        "import os, sys; from pathlib import Path; from traybridge.system.config.file import ConfigFile\n"
        "fd = os.open(sys.argv[1], os.O_PATH | os.O_DIRECTORY)\n"
        "os.fchdir(fd); os.setuid(65534) if os.geteuid() == 0 else None\n"
        "try: ConfigFile(Path('config.toml')).load()\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    place = file.path.parent
    for folder in (place, *place.parents[:2]):
        folder.chmod(0o755)
    result = subprocess.run(
        [sys.executable, "-c", script, str(place)], capture_output=True, text=True, check=True, cwd="/"
    )
    assert result.stdout.startswith("BadConfig config.toml: config.toml cannot be read (Permission denied)")
    assert ("sudo chown nobody" if os.geteuid() == 0 else "chmod u+rw") in result.stdout


def test_only_what_somebody_else_wrote_counts_as_changed(file: ConfigFile) -> None:
    file.load()
    assert not file.changed()
    file.edit(lambda config: config.with_routing(free_only=True))
    assert not file.changed()
    other = ConfigFile(file.path)
    other.set("routing.failover", "false")
    assert file.changed()
    assert file.load().config.routing.failover is False
    assert not file.changed()


def test_a_broken_file_is_told_once(file: ConfigFile) -> None:
    file.load()
    file.path.write_text("nonsense")
    assert file.changed()
    with pytest.raises(BadConfig):
        file.load()
    assert not file.changed()
    file.path.unlink()
    file.path.mkdir()
    assert file.changed()
    with pytest.raises(BadConfig):
        file.load()
    assert not file.changed()


def test_a_file_that_is_gone_for_a_moment_is_not_taken_for_empty(file: ConfigFile) -> None:
    file.path.write_text(GOOD)
    file.load()
    aside = file.path.rename(file.path.with_name("aside"))
    assert not file.changed()
    aside.rename(file.path)
    assert not file.changed()
    file.path.unlink()
    assert not file.changed()
    assert file.changed()


def test_an_edit_builds_on_what_another_process_wrote_meanwhile(file: ConfigFile) -> None:
    """The window was opened, the command line changed a timer, the window switches failover off."""
    file.path.write_text(GOOD)
    file.load()
    ConfigFile(file.path).set("timeouts.connect", "3")
    result = file.edit(lambda config: config.with_routing(failover=False))
    assert result.timeouts.connect == 3.0
    assert result.routing.failover is False
    assert ConfigFile(file.path).load().config == result
    assert not file.changed(), "the result said it all"


def test_get_and_set_by_name(file: ConfigFile) -> None:
    file.path.write_text(GOOD)
    file.set("routing.failover", "false")
    assert file.get("routing.failover") is False
    assert file.path.read_text() == GOOD.replace("true ", "false ")
    for name, text, error in (("routing.x", "1", NotFound), ("routing.failover", "x", BadConfig)):
        with pytest.raises(error):
            file.set(name, text)
    assert file.path.read_text() == GOOD.replace("true ", "false ")


def test_a_config_that_is_wrong_is_not_saved(file: ConfigFile) -> None:
    with pytest.raises(BadConfig):
        file.edit(lambda config: config.with_routing(pin="nobody"))
    assert not file.path.exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "in the way").write_text("")
    with pytest.raises(TrayBridgeError) as caught:
        ConfigFile(tmp_path / "in the way" / "config.toml").set("routing.failover", "false")
    assert "could not be saved" in caught.value.title


def test_what_would_lose_something_is_not_written() -> None:
    """The last line of defence, should an edit ever meet a layout that it cannot change."""
    before = read_config(GOOD)
    after = before.config.with_routing(failover=False)
    for lost in (GOOD, GOOD.replace("true ", "false ").replace("odd = 1", ""), "nonsense"):
        with pytest.raises(TrayBridgeError, match="without loss"):
            _verify(lost, before, after)
    _verify(GOOD.replace("true ", "false "), before, after)


def test_two_processes_edit_at_once_and_lose_nothing(file: ConfigFile) -> None:
    file.path.write_text(GOOD)
    count = 20
    children = [
        subprocess.Popen(
            [sys.executable, str(CHILD), str(file.path), name, str(count)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("one", "two")
    ]
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    for child in children:
        child.communicate(timeout=60)
        assert child.returncode == 0
    assert set(file.load().config.aliases) == {f"{name}{turn}" for name in ("one", "two") for turn in range(count)}
    assert file.path.read_text().startswith(GOOD)
