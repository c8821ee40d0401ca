from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from tests.faults.translations import untold

from traybridge.core.presentation.diagnosis import Level
from traybridge.system.macos_install import MacInstall, guarded_folder, install_findings

GOOD = MacInstall(framework=False, icon_hidden=False, appkit=True, bundle=False, program="python3.13")


@pytest.mark.parametrize(
    ("install", "codes"),
    [
        (GOOD, ["python_install"]),
        (replace(GOOD, bundle=True, framework=True), []),
        (replace(GOOD, framework=True), ["framework_python", "python_install"]),
        (replace(GOOD, appkit=False), ["no_pyobjc", "python_install"]),
        (replace(GOOD, guarded="Documents"), ["guarded_folder", "python_install"]),
    ],
)
def test_what_an_install_lacks_is_said(install: MacInstall, codes: list[str]) -> None:
    found = install_findings(install)
    assert [one.code for one in found] == codes
    assert all(one.hint for one in found)
    assert [pattern for one in found for pattern in untold(one.title) + untold(one.hint)] == []


def test_a_framework_build_is_a_problem_where_the_icon_stays_away() -> None:
    note, problem = (install_findings(replace(GOOD, framework=True, icon_hidden=hidden))[0] for hidden in (False, True))
    assert (note.level, problem.level) == (Level.NOTE, Level.PROBLEM)
    assert "--managed-python" in problem.command


def test_the_name_that_people_see_is_told() -> None:
    assert "python3.13" in str(install_findings(GOOD)[0].title)


@pytest.mark.parametrize(
    ("program", "folder"),
    [
        ("/Users/a/Documents/code/traybridge/.venv/bin/python", "Documents"),
        ("/Users/a/Desktop/traybridge/.venv/bin/python", "Desktop"),
        ("/Users/a/code/Documents/.venv/bin/python", ""),
        ("/Users/b/Documents/.venv/bin/python", ""),
        ("/opt/traybridge/bin/python", ""),
    ],
)
def test_a_checkout_that_a_start_at_login_may_not_read_is_known(program: str, folder: str) -> None:
    assert guarded_folder(PurePosixPath(program), PurePosixPath("/Users/a")) == folder
