"""The head of the chat: who answers now, in colour and in two short lines; what is chosen; a new chat; the menu."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from traybridge.core.model_names import model_name
from traybridge.core.models import AUTO
from traybridge.core.presentation.status import ProviderStatus
from traybridge.desktop.chat.model_picker import ModelPicker
from traybridge.desktop.glyph.composition import TrayState
from traybridge.desktop.glyph.window_glyph import window_glyph
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.control import Control
from traybridge.desktop.widgets.foreign_text import clean, one_line, tooltip_text
from traybridge.desktop.widgets.icon_button import IconButton
from traybridge.desktop.widgets.painting import mirrored, paint_icon, paint_line, round_box
from traybridge.desktop.widgets.sizes import ICON, PAIR, RADIUS_ROW
from traybridge.desktop.widgets.theme import theme

HIGH, SIDE, END = 52, 8, 10
GLYPH, PAD, GAP, END_PAD = 22, 8, 10, 10
AROUND = 5
"""Above and below the two lines of the button."""


class Header(QWidget):
    """``fresh`` and ``more`` are its buttons; ``menu_wanted(place)`` when the menu is asked for; ``dragged`` when it is
    pulled at.
    """

    menu_wanted = Signal(QPoint)
    dragged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scrolled = False
        self._pressed: QPoint | None = None
        self.model = ModelButton(self)
        self.fresh = IconButton("compose", tr("New chat"), self, shortcut=QKeySequence(QKeySequence.StandardKey.New))
        self.more = IconButton("more", tr("Menu"), self)
        self.more.clicked.connect(lambda: self.menu_wanted.emit(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, 0, END, 0)
        row.setSpacing(PAIR)
        row.addWidget(self.model)
        row.addStretch(1)
        row.addWidget(self.fresh)
        row.addWidget(self.more)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(super().sizeHint().width(), theme().px(HIGH))

    def show_scrolled(self, *, scrolled: bool) -> None:
        """A line at the bottom while something has gone up behind it."""
        if scrolled != self._scrolled:
            self._scrolled = scrolled
            self.update()

    @property
    def scrolled(self) -> bool:
        return self._scrolled

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        if self._scrolled:
            with QPainter(self) as painter:
                painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme().colour("line"))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        self.menu_wanted.emit(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._pressed is not None and (event.position().toPoint() - self._pressed).manhattanLength() > PAD:
            self._pressed = None
            self.dragged.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()


class ModelButton(Control):
    """Glyph, the chosen model, and who would answer now; it opens the list of models. ``chosen`` is the name to ask
    for; ``changed(model)`` when another is.
    """

    ring_radius = RADIUS_ROW
    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._chosen = AUTO
        self._state = TrayState(deck="starting")
        self._line = ""
        self._sentence = ""
        self._providers: Sequence[ProviderStatus] = ()
        self.picker: ModelPicker | None = None
        self.clicked.connect(self.open_picker)
        self._name()

    # ------------------------------------------------------------ what is chosen

    @property
    def chosen(self) -> str:
        """The model name to ask for."""
        return self._chosen

    def choose(self, model: str) -> None:
        if model != self._chosen:
            self._chosen = model
            self._name()
            self.changed.emit(model)

    @property
    def title(self) -> str:
        """The chosen model by its short name."""
        return tr("Auto") if self._chosen == AUTO else one_line(model_name(self._chosen))

    def show_models(self, providers: Sequence[ProviderStatus]) -> None:
        """Offer what the providers have now."""
        self._providers = providers
        if self.picker is not None and self.picker.isVisible():
            self.picker.show_models(providers, self._chosen)

    def open_picker(self) -> None:
        """Show the list; what is chosen stays until another is."""
        if self.picker is None:
            self.picker = ModelPicker(self)
            self.picker.picked.connect(self.choose)
            self.picker.closed.connect(self.update)
        self.picker.open_for(self, self._providers, self._chosen)

    # ------------------------------------------------------------ who answers

    @property
    def line(self) -> str:
        """The second line."""
        return self._line

    def show_who(self, state: TrayState, line: str, sentence: str) -> None:
        """Show who would answer now: the glyph's state, a short line, and the sentence that a screen reader says."""
        if (state, line, sentence) != (self._state, self._line, self._sentence):
            self._state, self._line, self._sentence = state, one_line(line), clean(sentence)
            self._name()

    def _name(self) -> None:
        self.setAccessibleName(tr("Model: {model}. {who}.", model=self.title, who=self._sentence.rstrip(".")))
        whole = "" if self._chosen == AUTO else self._chosen
        about = tr("Choose a model, or type its name")
        self.setToolTip(tooltip_text("\n".join(part for part in (whole, self._line, about) if part)))
        self.updateGeometry()
        self.update()

    # ------------------------------------------------------------ paint

    def wanted(self) -> QSize:
        title = QFontMetrics(theme().font("section")).horizontalAdvance(self.title) + theme().px(ICON)
        line = QFontMetrics(theme().font("note")).horizontalAdvance(self._line) + 1
        width = PAD + theme().px(GLYPH) + GAP + max(title, line) + END_PAD
        return QSize(width, theme().line("section") + theme().line("note") + 2 * AROUND - 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(min(self.wanted().width(), theme().px(96)), self.wanted().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        colour, side = theme().colour, theme().px(GLYPH)
        opened = self.picker is not None and self.picker.isVisible()
        start, room = PAD + side + GAP, self.width() - PAD - side - GAP - END_PAD
        high = theme().line("section")
        glyph = mirrored(self, QRect(PAD, (self.height() - side) // 2, side, side))
        with QPainter(self) as painter:
            if self.isDown() or opened or self.hovered:
                round_box(painter, self.rect(), theme().px(RADIUS_ROW), colour("pressed" if self.isDown() else "hover"))
            painter.drawPixmap(glyph, window_glyph(self._state, side, self.devicePixelRatioF(), theme().colours))
            painter.setFont(theme().font("section"))
            painter.setPen(colour("text"))
            icon = theme().px(ICON)
            words = min(painter.fontMetrics().horizontalAdvance(self.title) + 1, room - icon)
            title = QRect(start, AROUND, words, high)
            paint_line(painter, self.title, mirrored(self, title), direction=self.layoutDirection())
            sign = QRect(start + words, AROUND + (high - icon) // 2, icon, icon)
            paint_icon(painter, "chevron-down", mirrored(self, sign), colour("muted"), self)
            painter.setFont(theme().font("note"))
            painter.setPen(colour("muted"))
            line = QRect(start, AROUND + high - 1, room, theme().line("note"))
            paint_line(painter, self._line, mirrored(self, line), direction=self.layoutDirection())
