"""Files of resources/ are found in a checkout and in an installed wheel."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from traybridge.resources import resource

ROOT = Path(__file__).parents[1]


def test_a_checkout_finds_its_own_files() -> None:
    assert resource("icons", "traybridge.svg") == ROOT / "resources" / "icons" / "traybridge.svg"


def test_a_missing_file_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"icons/nothing\.svg"):
        resource("icons", "nothing.svg")


def test_a_wheel_finds_the_copy_that_it_brought(tmp_path: Path) -> None:
    """The built wheel, unpacked alone, gives the same bytes, and its folder does not hide the module of that name."""
    build = "import hatchling.build as b, sys; print(b.build_wheel(sys.argv[1]))"
    built = subprocess.run(
        [sys.executable, "-c", build, str(tmp_path)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    site = tmp_path / "site"
    with zipfile.ZipFile(tmp_path / built.stdout.split()[-1]) as wheel:
        wheel.extractall(site)
    ask = "import sys; sys.path.insert(0, sys.argv[1]); from traybridge.resources import resource; "
    ask += "print(resource('icons', 'traybridge.svg'))"
    found = subprocess.run(
        [sys.executable, "-I", "-S", "-c", ask, str(site)], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    path = Path(found.stdout.strip())
    assert path == site / "traybridge" / "resources" / "icons" / "traybridge.svg"
    assert path.read_bytes() == (ROOT / "resources" / "icons" / "traybridge.svg").read_bytes()
