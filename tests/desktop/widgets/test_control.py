"""What is disabled keeps its reason until it is enabled, whatever kind of control it is."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from tests.desktop.widgets.on_screen import tab_to, window

from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.chip import Chip
from traybridge.desktop.widgets.choice import Choice
from traybridge.desktop.widgets.icon_button import IconButton
from traybridge.desktop.widgets.number_input import NumberInput
from traybridge.desktop.widgets.segmented import Segmented
from traybridge.desktop.widgets.switch import Switch
from traybridge.desktop.widgets.text_input import SecretInput, TextInput

pytestmark = pytest.mark.usefixtures("qapp")
MAKERS: tuple[Callable[[], Any], ...] = (
    lambda: Button("Load"),
    lambda: IconButton("copy", "Copy"),
    lambda: Chip("Local only", "lock"),
    lambda: Switch("Failover"),
    lambda: Choice("Model", [(1, "One"), (2, "Two")]),
    lambda: NumberInput("At most", 0, 9),
    lambda: TextInput("Address"),
    lambda: SecretInput("Key"),
    lambda: Segmented("Period", [(1, "Day"), (2, "Week")]),
)


@pytest.mark.parametrize("make", MAKERS)
def test_a_reason_is_in_the_tooltip_until_it_is_over(make: Callable[[], Any]):
    control = make()
    usual = control.toolTip()
    control.disable("<b>Exo</b> is away")
    assert not control.isEnabled()
    assert "is away" in control.toolTip()
    assert "<b>" not in control.toolTip()
    assert control.accessibleDescription() == "<b>Exo</b> is away"
    control.enable()
    assert control.isEnabled()
    assert (control.toolTip(), control.accessibleDescription()) == (usual, "")


@pytest.mark.parametrize("make", MAKERS)
def test_the_keyboard_reaches_it_and_not_while_it_is_disabled(make: Callable[[], Any]):
    control = make()
    after = Button("After")
    with window(control, after) as holder:
        tab_to(holder)
        reached = holder.focusWidget()
        assert reached is control or control.isAncestorOf(reached)
        holder.setFocus(Qt.FocusReason.OtherFocusReason)
        control.disable("no")
        tab_to(holder)
        assert after.hasFocus()
        QTest.keyClick(after, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)


@pytest.mark.parametrize("make", MAKERS)
def test_disabled_and_enabled_look_different(make: Callable[[], Any]):
    control: QWidget = make()
    with window(control):
        before = control.grab().toImage()
        control.disable("no")  # type: ignore[attr-defined]
        assert control.grab().toImage() != before
