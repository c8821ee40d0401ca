"""Switch: on or off, at once. ``Switch(tr("Failover"))``; ``toggled``. To keyboards and screen readers a check box."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from traybridge.desktop.widgets.colours import mixed
from traybridge.desktop.widgets.control import Reasoned
from traybridge.desktop.widgets.direction import from_right
from traybridge.desktop.widgets.focus_ring import Ringed
from traybridge.desktop.widgets.painting import round_box
from traybridge.desktop.widgets.sizes import KNOB, SWITCH_HEIGHT, SWITCH_WIDTH
from traybridge.desktop.widgets.theme import theme

OFF_DUTY = 0.6
"""How much of the ground is mixed into a switch that is disabled."""


class Switch(Reasoned, Ringed, QCheckBox):
    """See the module. ``name`` is what a screen reader says; the knob's place shows the state, not only the colour."""

    ring_radius = SWITCH_HEIGHT / 2

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(theme().px(SWITCH_WIDTH), theme().px(SWITCH_HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        look, colours = theme(), theme().colours
        on = self.isChecked()
        ground = colours.accent if on else colours.faint
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            ground = colours.accent_hover if on else mixed(ground, colours.text, 0.15)
        knob = colours.on_accent if on else colours.surface if not colours.dark else "#FFFFFF"
        if not self.isEnabled():
            ground, knob = (mixed(one, colours.raised, OFF_DUTY) for one in (ground, knob))
        size = self.sizeHint()
        body = QRectF(0, (self.height() - size.height()) / 2, size.width(), size.height())
        side, gap = look.px(KNOB), (size.height() - look.px(KNOB)) / 2
        right = on != from_right(self.layoutDirection())
        x = body.right() - gap - side if right else body.left() + gap
        with QPainter(self) as painter:
            round_box(painter, body, body.height() / 2, QColor(ground))
            round_box(painter, QRectF(x, body.top() + gap, side, side), side / 2, QColor(knob))
