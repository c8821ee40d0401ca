import sys
from types import SimpleNamespace

import pytest

from traybridge.system.windows_app import APP_ID, name_this_process


def test_the_process_gets_its_own_application_id() -> None:
    named: list[str] = []
    name_this_process(SimpleNamespace(SetCurrentProcessExplicitAppUserModelID=named.append))
    assert named == [APP_ID]


def test_a_shell_that_knows_no_such_thing_is_no_crash() -> None:
    name_this_process(SimpleNamespace())


@pytest.mark.skipif(sys.platform == "win32", reason="there it is one")
def test_elsewhere_nothing_happens() -> None:
    name_this_process()
