"""Bar and ring: how much of something, by length. ``Bar(tr("Memory of Mac Studio"))``, ``Ring(tr("Loading"))``.

A screen reader meets a progress bar; the words of its parts are its description and its tooltip.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from traybridge.desktop.widgets.colours import mixed
from traybridge.desktop.widgets.direction import from_right
from traybridge.desktop.widgets.foreign_text import clean, tooltip_text
from traybridge.desktop.widgets.sizes import BAR, RING
from traybridge.desktop.widgets.theme import theme

BETWEEN_PARTS = 1.5
RING_LINE = 2.0
WHOLE = 1000


@dataclass(frozen=True, slots=True)
class BarPart:
    """A part of a bar: ``share`` 0..1 of the whole, a role of the colours, what it is. ``pale`` is half as strong."""

    share: float
    role: str = "local_fill"
    words: str = ""
    pale: bool = False


class Bar(QProgressBar):
    """See the module. ``mirrors=False`` is for memory and time, which run from the left in every language."""

    def __init__(self, name: str, parent: QWidget | None = None, *, height: int = BAR, mirrors: bool = True) -> None:
        super().__init__(parent)
        self._parts: tuple[BarPart, ...] = ()
        self._height, self._mirrors = height, mirrors
        self.setAccessibleName(clean(name))
        self.setRange(0, WHOLE)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, role: str = "local_fill", words: str = "") -> None:
        """Show one part."""
        self.show_parts([BarPart(share, role, words)])

    def show_parts(self, parts: Sequence[BarPart]) -> None:
        """Show several, one after the other; what is over the whole is cut off."""
        self._parts = tuple(parts)
        self.setValue(round(WHOLE * min(1.0, sum(max(0.0, part.share) for part in parts))))
        words = "\n".join(part.words for part in parts if part.words)
        self.setToolTip(tooltip_text(words))
        self.setAccessibleDescription(clean(words))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(theme().px(120), theme().px(self._height))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(theme().px(24), theme().px(self._height))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        body = QRectF(self.rect())
        outline = QPainterPath()
        outline.addRoundedRect(body, body.height() / 2, body.height() / 2)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipPath(outline)
            painter.fillRect(body, theme().colour("pressed"))
            if self._mirrors and from_right(self.layoutDirection()):
                painter.translate(body.width(), 0)
                painter.scale(-1, 1)
            at = 0.0
            for part in self._parts:
                width = max(0.0, part.share) * body.width()
                painter.fillRect(QRectF(at, 0, max(0.0, width - self._gap), body.height()), _fill(part))
                at += width

    @property
    def _gap(self) -> float:
        return BETWEEN_PARTS if len(self._parts) > 1 else 0.0

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()


def _fill(part: BarPart) -> QColor:
    colours = theme().colours
    fill = str(getattr(colours, part.role))
    return QColor(mixed(colours.raised, fill, 0.45) if part.pale else fill)


class Ring(QProgressBar):
    """How far something has come, 14 pixels wide: beside a name that is loading."""

    def __init__(self, name: str, parent: QWidget | None = None, *, role: str = "local_fill") -> None:
        super().__init__(parent)
        self._role = role
        self.setAccessibleName(clean(name))
        self.setRange(0, WHOLE)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, words: str = "") -> None:
        """Show how far it is, 0..1."""
        self.setValue(round(WHOLE * min(1.0, max(0.0, share))))
        self.setToolTip(tooltip_text(words))
        self.setAccessibleDescription(clean(words))

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(theme().px(RING), theme().px(RING))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        side = min(self.width(), self.height())
        box = QRectF(0, 0, side, side).adjusted(*(RING_LINE / 2 * sign for sign in (1, 1, -1, -1)))
        turn = round(360 * 16 * self.value() / WHOLE)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme().colour("pressed"), RING_LINE))
            painter.drawEllipse(box)
            painter.setPen(QPen(theme().colour(self._role), RING_LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(box, 90 * 16, -turn)
