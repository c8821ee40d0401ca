"""Number input: a number to type, or to move with the arrow keys. ``NumberInput(tr("At most"), 0, 100, prefix="$")``;
``changed(value)`` on Enter, on leaving, and at each step.
"""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSizePolicy, QWidget

from traybridge.desktop.widgets.control import Reasoned
from traybridge.desktop.widgets.direction import from_right
from traybridge.desktop.widgets.focus_ring import FocusRing
from traybridge.desktop.widgets.painting import mirrored, paint_line
from traybridge.desktop.widgets.sizes import FIELD, RADIUS_CONTROL
from traybridge.desktop.widgets.text_input import paint_field
from traybridge.desktop.widgets.theme import tabular, theme

PAD, GAP = 10, 6


class NumberInput(Reasoned, QDoubleSpinBox):
    """See the module. ``prefix`` and ``unit`` stand beside the number and are no part of it; to screen readers it is a
    spin box. ``nothing`` is what is shown for the smallest value, such as "No limit".
    """

    changed = Signal(float)

    def __init__(
        self,
        name: str,
        minimum: float,
        maximum: float,
        parent: QWidget | None = None,
        *,
        value: float | None = None,
        decimals: int = 0,
        step: float = 1,
        prefix: str = "",
        unit: str = "",
        nothing: str = "",
    ) -> None:
        super().__init__(parent)
        self._before, self._after = prefix, unit
        self._halo: FocusRing | None = None
        self.setAccessibleName(f"{name} ({unit})" if unit else name)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setFrame(False)
        self.setKeyboardTracking(False)
        self.setDecimals(decimals)
        self.setSingleStep(step)
        self.setRange(minimum, maximum)
        self.setSpecialValueText(nothing)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._follow_theme()
        if value is not None:
            self.setValue(value)
        self.valueChanged.connect(self._tell)
        self._silent = False

    def show_value(self, value: float) -> None:
        """Show a number without a signal; what somebody is typing at the moment is theirs."""
        if value != self.value() and not (self.hasFocus() and self.lineEdit().isModified()):
            self._silent = True
            self.setValue(value)
            self._silent = False

    def _tell(self, value: float) -> None:
        if not self._silent:
            self.changed.emit(value)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        metrics = QFontMetrics(self._font())
        texts = (self.textFromValue(self.minimum()), self.textFromValue(self.maximum()), self.specialValueText())
        width = max(metrics.horizontalAdvance(text) for text in texts)
        return QSize(width + self._start() + self._end() + GAP, theme().px(FIELD))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def _font(self) -> QFont:
        return tabular(theme().font("control"))

    def _room(self, words: str) -> int:
        return QFontMetrics(self._font()).horizontalAdvance(words) + GAP if words else 0

    def _start(self) -> int:
        return PAD + self._room(self._before)

    def _end(self) -> int:
        return PAD + self._room(self._after)

    def _follow_theme(self) -> None:
        if self.font() != self._font():
            self.setFont(self._font())
        palette, roles, colour = self.palette(), QPalette.ColorRole, theme().colour
        clear = QColor(colour("raised"))
        clear.setAlpha(0)  # the box is painted here, the line in it is not
        palette.setColor(roles.Base, clear)
        palette.setColor(roles.PlaceholderText, colour("muted"))
        palette.setColor(roles.Text, colour("text"))
        palette.setColor(QPalette.ColorGroup.Disabled, roles.Text, colour("faint"))
        palette.setColor(roles.Highlight, colour("accent"))
        palette.setColor(roles.HighlightedText, colour("on_accent"))
        if palette != self.palette():
            self.setPalette(palette)
        start, end = self._start(), self._end()
        if from_right(self.layoutDirection()):
            start, end = end, start
        self.lineEdit().setTextMargins(start - 3, 0, end - 3, 0)  # Qt leaves 2 of its own, and a frame of 1
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        colour = theme().colour
        with QPainter(self) as painter:
            paint_field(painter, self.rect(), enabled=self.isEnabled(), active=self._halo is not None, wrong=False)
            painter.setFont(self._font())
            painter.setPen(colour("muted" if self.isEnabled() else "faint"))
            before = QRect(PAD, 0, self._room(self._before), self.height())
            after = QRect(self.width() - self._end(), 0, self._room(self._after) + 1, self.height())
            direction = self.layoutDirection()
            paint_line(painter, self._before, mirrored(self, before), direction=direction)
            paint_line(painter, self._after, mirrored(self, after), Qt.AlignmentFlag.AlignTrailing, direction)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        if self._halo is None:
            self._halo = FocusRing(self, RADIUS_CONTROL, halo=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        if self._halo is not None and event.reason() != Qt.FocusReason.PopupFocusReason:
            self._halo.setWidget(None)  # type: ignore[arg-type]
            self._halo.deleteLater()
            self._halo = None
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scrolling a page must not change the numbers that pass under the pointer."""
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange} and hasattr(self, "_halo"):
            self._follow_theme()
