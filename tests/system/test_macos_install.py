from dataclasses import replace

import pytest
from tests.faults.translations import untold

from traybridge.core.presentation.diagnosis import Level
from traybridge.system.macos_install import MacInstall, install_findings

GOOD = MacInstall(framework=False, icon_hidden=False, appkit=True, bundle=False, program="python3.13")


@pytest.mark.parametrize(
    ("install", "codes"),
    [
        (GOOD, ["python_install"]),
        (replace(GOOD, bundle=True, framework=True), []),
        (replace(GOOD, framework=True), ["framework_python", "python_install"]),
        (replace(GOOD, appkit=False), ["no_pyobjc", "python_install"]),
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
