"""Print the tests that `make check` runs: the core's, the structure's, and those of what changed.

Changed is what differs from the branch that this one came from (its upstream, or origin/main), committed or not.
"""

import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

ALWAYS = ("tests/core", "tests/test_structure.py")
ABOUT = {
    "resources/translations/": "tests/test_translations.py",
    "packaging/": "tests/packaging",
    "scripts/bootstrap": "tests/packaging",
    "scripts/changed_tests.py": "tests/packaging",
    "scripts/install.py": "tests/packaging",
    "Makefile": "tests/packaging",
    "pyproject.toml": "tests/packaging",
}
"""What is no module, by how its path begins."""


def tests_of(path: str, exists: Callable[[str], bool]) -> Iterator[str]:
    """The tests that a change of this file calls for; where a module has none of its own, those of its room."""
    place = PurePosixPath(path)
    match place.parts:
        case ("src", "traybridge", *rooms, name) if name.endswith(".py"):
            room = PurePosixPath("tests", *rooms)
            own = str(room / f"test_{name}")
            yield own if exists(own) else str(room)
        case ("tests", *_, name) if name.startswith("test_"):
            yield path
        case ("tests", room, *_, _) if room not in {"live", "support", "fixtures"}:
            yield f"tests/{room}"
    yield from (tests for begin, tests in ABOUT.items() if path.startswith(begin))


def choose(changed: Iterable[str], exists: Callable[[str], bool]) -> list[str]:
    """All of them once; a file whose whole room is run is not named again, and what is gone is left out."""
    wanted = {*ALWAYS, *(one for path in changed for one in tests_of(path, exists))} - {"tests"}
    return sorted(
        one for one in wanted if exists(one) and not any(str(room) in wanted for room in PurePosixPath(one).parents)
    )


def _git(*arguments: str) -> list[str]:
    ended = subprocess.run(["git", *arguments], check=False, capture_output=True, text=True)
    return ended.stdout.splitlines() if ended.returncode == 0 else []


def changed_files() -> set[str]:
    """The paths that differ, new files among them."""
    begun = [base for name in ("@{upstream}", "origin/main") for base in _git("merge-base", "HEAD", name)]
    return {*_git("diff", "--name-only", *(begun or ["HEAD"])[:1]), *_git("ls-files", "--others", "--exclude-standard")}


if __name__ == "__main__":
    print(*choose(changed_files(), lambda path: Path(path).exists()))
