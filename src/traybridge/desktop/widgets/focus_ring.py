"""The ring around what has the keyboard: 2 pixels, 1 pixel away, drawn after Tab and never after a click.

It stands beside its widget and not in it, so that controls keep their sizes and lie edge to edge.
"""

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFocusFrame, QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget

from traybridge.desktop.widgets.sizes import RADIUS_CONTROL
from traybridge.desktop.widgets.theme import theme

if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object

AWAY, WIDTH = 1, 2
BY_KEYBOARD = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
)
LEFT_FOR_A_MOMENT = frozenset({Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason})
"""Reasons after which the keyboard is where it was: the ring is as it was too."""


class _Margins(QProxyStyle):
    """How far the frame stands out."""

    def pixelMetric(  # noqa: N802  Qt's name
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in {QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin}:
            return AWAY + WIDTH
        return super().pixelMetric(metric, option, widget)

    def styleHint(  # noqa: N802
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:  # a child of the window: no parent of the widget cuts it
            return 1
        if hint == QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        return super().styleHint(hint, option, widget, data)


@cache
def _style() -> _Margins:
    return _Margins()


class FocusRing(QFocusFrame):
    """A ring, or with ``halo`` a soft one that touches the widget, as fields have it."""

    def __init__(self, widget: QWidget, radius: float, *, halo: bool = False) -> None:
        super().__init__(widget)
        self._radius = radius
        self._halo = halo
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setStyle(_style())
        self.setWidget(widget)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        inset = AWAY + WIDTH / 2 if self._halo else WIDTH / 2
        away = 0 if self._halo else AWAY
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        radius = min(theme().px(self._radius) + away + WIDTH / 2, box.height() / 2)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme().colour("accent_soft" if self._halo else "ring"), WIDTH))
            painter.drawRoundedRect(box, radius, radius)


class Ringed(_Base):
    """To be inherited before a widget of Qt's: the ring comes and goes with the keyboard."""

    ring_radius: float = RADIUS_CONTROL
    _ring: FocusRing | None = None

    @property
    def ringed(self) -> bool:
        """The ring is drawn."""
        return self._ring is not None

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        if event.reason() in BY_KEYBOARD:
            self.show_ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        if event.reason() not in LEFT_FOR_A_MOMENT:
            self.hide_ring()

    def show_ring(self) -> None:
        if self._ring is None:
            self._ring = FocusRing(self, self.ring_radius)

    def hide_ring(self) -> None:
        if self._ring is not None:
            self._ring.setWidget(None)  # type: ignore[arg-type]
            self._ring.deleteLater()
            self._ring = None
