"""What only one platform's desktop has is made there and nowhere else."""

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication
from tests.system.fake_appkit import FakeAppKit

from traybridge.app.desktop_platform import DesktopPlatform, before_application
from traybridge.desktop.macos import MacDesktop
from traybridge.system.macos_app import MacApp


def test_macos_has_a_dock_and_the_others_do_not(qapp: QApplication) -> None:
    assert before_application("darwin").mac_app is not None
    for platform in ("linux", "win32"):
        here = before_application(platform)
        assert not here.is_accessory
        assert here.make_mac_desktop() is None


def test_with_appkit_the_program_becomes_an_accessory(qapp: QApplication) -> None:
    appkit = FakeAppKit()
    here = DesktopPlatform(MacApp(appkit))
    assert here.is_accessory
    assert isinstance(here.make_mac_desktop(), MacDesktop)
    assert appkit.policies == [appkit.NSApplicationActivationPolicyAccessory]


def test_without_appkit_qt_has_to_make_it_a_foreground_program() -> None:
    assert not DesktopPlatform(MacApp(SimpleNamespace())).reduced_motion({})
    assert not before_application("darwin").is_accessory, "there is no pyobjc here, and else no window got a keyboard"


@pytest.mark.parametrize(
    ("environ", "system", "expected"),
    [({}, False, False), ({}, True, True), ({"TRAYBRIDGE_REDUCED_MOTION": "1"}, False, True)],
)
def test_reduced_motion_is_the_systems_or_the_variables(environ: dict[str, str], system: bool, expected: bool) -> None:
    assert DesktopPlatform(MacApp(FakeAppKit(reduce_motion=system))).reduced_motion(environ) is expected
