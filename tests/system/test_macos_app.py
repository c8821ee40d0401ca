import sys
from types import SimpleNamespace

import pytest
from tests.system.fake_appkit import FakeAppKit, FakeScreen

from traybridge.system.macos_app import MacApp, draws_no_icon


def test_the_program_is_an_accessory_or_in_the_dock() -> None:
    appkit = FakeAppKit()
    app = MacApp(appkit)
    app.show_in_dock(False)
    app.show_in_dock(True)
    app.activate()
    assert appkit.policies == [1, 0]
    assert appkit.activations == [True]


@pytest.mark.parametrize(
    ("appkit", "menu"),
    [
        (FakeAppKit(), False),
        (FakeAppKit(pressed=0b1), False),
        (FakeAppKit(event_type=1), False),
        (FakeAppKit(modifiers=1 << 17), False),
        (FakeAppKit(pressed=0b10), True),
        (FakeAppKit(modifiers=1 << 18 | 1 << 20), True),
        (FakeAppKit(event_type=3), True),
        (FakeAppKit(event_type=4), True),
    ],
    ids=["tap", "left", "left down", "shift", "right", "control", "right down", "right up"],
)
def test_a_right_click_or_control_asks_for_the_menu(appkit: FakeAppKit, menu: bool) -> None:
    assert MacApp(appkit).wants_menu() is menu


def test_the_notch_is_between_the_bars_of_its_screen() -> None:
    built_in = FakeScreen(x=-1512, left=650, right=660)
    assert MacApp(FakeAppKit(screens=[FakeScreen(), built_in])).notches() == ((-862.0, -660.0),)


def test_reduced_motion_is_the_systems() -> None:
    assert MacApp(FakeAppKit(reduce_motion=True)).reduces_motion()
    assert not MacApp(FakeAppKit()).reduces_motion()


@pytest.mark.skipif(sys.platform == "darwin", reason="AppKit is there")
def test_without_pyobjc_every_call_has_a_harmless_answer() -> None:
    app = MacApp()
    assert not app.available
    app.show_in_dock(True)
    app.activate()
    assert (app.wants_menu(), app.reduces_motion(), app.notches()) == (False, False, ())


def test_with_a_pyobjc_of_another_version_too() -> None:
    app = MacApp(SimpleNamespace(NSEvent=None))
    assert not app.available
    app.show_in_dock(True)
    app.activate()
    assert (app.wants_menu(), app.reduces_motion(), app.notches()) == (False, False, ())


@pytest.mark.parametrize(
    ("version", "framework", "expected"),
    [("26.1", True, True), ("27.0", True, True), ("15.7", True, False), ("26.1", False, False), ("", True, False)],
)
def test_macos_26_draws_no_icon_for_a_framework_build(version: str, framework: bool, expected: bool) -> None:
    assert draws_no_icon(version, framework=framework) is expected
