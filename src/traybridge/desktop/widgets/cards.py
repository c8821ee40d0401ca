"""What the pages are made of: lines of text, cards with rows, and the colours between them, in light and in dark."""

from collections.abc import Sequence
from typing import Literal
from unicodedata import bidirectional

from PySide6.QtCore import QEvent, QMargins, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QVBoxLayout,
    QWidget,
)

from traybridge.desktop.widgets.theme import (
    GRID,
    READABLE,
    contrast,
    luminance,
    mix,
    muted,
    note_font,
    text_font,
    warning,
)

RADIUS = 8
TITLE_PX = 21
FROM_LEFT, END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
CONTROL_PX = 30
"""Height of fields and buttons, so that they line up."""
Kind = Literal["title", "heading", "text", "strong", "note", "warning", "good"]


def card_colour(palette: QPalette) -> QColor:
    """What stands on the window: white paper in the light, a step brighter in the dark."""
    window, base = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.Base)
    if luminance(window) > 0.4:
        return base if luminance(base) >= luminance(window) else window
    return mix(window, palette.color(QPalette.ColorRole.WindowText), 0.05)


def line_colour(palette: QPalette) -> QColor:
    """The line around cards and between their rows."""
    return mix(card_colour(palette), palette.color(QPalette.ColorRole.WindowText), 0.14)


def on_card(palette: QPalette) -> QPalette:
    """The palette as it is on a card: with a card for its window."""
    here = QPalette(palette)
    window = palette.color(QPalette.ColorRole.Window)
    # Of the two backgrounds the one with less contrast: what can be read there can be read on both.
    card = card_colour(palette)
    text = palette.color(QPalette.ColorRole.WindowText)
    here.setColor(QPalette.ColorRole.Window, min((window, card), key=lambda one: contrast(one, text)))
    return here


def good(palette: QPalette) -> QColor:
    """Text for what works: greenish, and readable on this background."""
    back, text = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
    return readable(QColor("#1a7f37") if luminance(back) > 0.4 else QColor("#57c271"), text, back)


def readable(colour: QColor, text: QColor, back: QColor) -> QColor:
    """A colour with as much of the text's in it as it takes to be read on this background."""
    share = 0.0
    while contrast(mix(colour, text, share), back) < READABLE and share < 1.0:
        share += 0.1
    return mix(colour, text, min(share, 1.0))


def colour_of(kind: Kind, palette: QPalette) -> QColor:
    here = on_card(palette)
    match kind:
        case "note":
            return muted(here)
        case "warning":
            return warning(here)
        case "good":
            return good(here)
        case _:
            return palette.color(QPalette.ColorRole.WindowText)


def font_of(kind: Kind, base: QFont) -> QFont:
    if kind in {"note", "warning", "good"}:
        return note_font(base)
    font = text_font(base)
    if kind == "title":
        font.setPixelSize(TITLE_PX)
    font.setBold(kind in {"title", "heading", "strong"})
    return font


def _from_right(direction: Qt.LayoutDirection) -> bool:
    return direction == Qt.LayoutDirection.RightToLeft


def margins(leading: int, top: int, trailing: int, bottom: int) -> QMargins:
    """Margins that are mirrored with the layout, which Qt leaves to us."""
    if _from_right(QApplication.layoutDirection()):
        return QMargins(trailing, top, leading, bottom)
    return QMargins(leading, top, trailing, bottom)


def draw_words(painter: QPainter, box: QRect, text: str, direction: Qt.LayoutDirection) -> None:
    """Draw one line on the leading side, cut at its end; the words run in their own direction."""
    align = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(box, align, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width()))


class TextLabel(QLabel):
    """Plain text, never rich: providers' words are in it. It wraps, can be copied and follows the colour scheme."""

    def __init__(self, text: str = "", kind: Kind = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: Kind = kind
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setFont(font_of(kind, QApplication.font()))
        self.setText(text)
        self._colour()
        self._align()

    def say(self, text: str, kind: Kind | None = None) -> None:
        """Show a text; an empty one takes no room."""
        if kind is not None and kind != self._kind:
            self._kind = kind
            self.setFont(font_of(kind, QApplication.font()))
            self._colour()
        if text != self.text():
            self.setText(text)
        self.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        """Stand on the leading side, in whichever direction the words themselves run: Qt goes by the words."""
        side = Qt.AlignmentFlag.AlignRight if _from_right(self.layoutDirection()) else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)

    def _colour(self) -> None:
        wanted = colour_of(self._kind, QApplication.palette())
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != wanted:
            palette.setColor(QPalette.ColorRole.WindowText, wanted)
            self.setPalette(palette)


class Rule(QWidget):
    """The thin line between two rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), line_colour(QApplication.palette()))


class Card(QFrame):
    """A group of rows on one sheet, with lines between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._shown: list[tuple[QWidget, Rule]] = []

    def add(self, row: QWidget) -> None:
        """Put a row under the others."""
        rule = Rule(self)
        self._rows.addWidget(rule)
        self._rows.addWidget(row)
        self._shown.append((row, rule))
        self._draw_lines()

    @property
    def empty(self) -> bool:
        """No row has been put in."""
        return not self._shown

    def show_row(self, row: QWidget, visible: bool) -> None:
        """Show or hide a row; lines stand only between rows that are shown."""
        row.setVisible(visible)
        self._draw_lines()

    def _draw_lines(self) -> None:
        above = False
        for row, rule in self._shown:
            shown = not row.isHidden()
            rule.setVisible(shown and above)
            above = above or shown

    def clear(self, *, but: QWidget | None = None) -> None:
        """Take every row away, except one."""
        for row, rule in self._shown:
            for widget in (row, rule):
                if row is not but:
                    self._rows.removeWidget(widget)
                    widget.hide()
                    widget.deleteLater()
        self._shown = [one for one in self._shown if one[0] is but]
        self._draw_lines()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        palette = QApplication.palette()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(card_colour(palette))
            painter.setPen(QPen(line_colour(palette), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


class CardRow(QWidget):
    """One row of a card: words on the leading side, a control on the other; an error goes under both."""

    def __init__(
        self, title: str, note: str = "", control: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = TextLabel(title, "text", self)
        self.note = TextLabel(note, "note", self)
        self.note.setVisible(bool(note))
        self.error = TextLabel("", "warning", self)
        self.error.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.note)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addLayout(words, 1)
        if control is not None:
            row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GRID, GRID + 2, 2 * GRID, GRID + 2)
        whole.setSpacing(GRID // 2)
        whole.addLayout(row)
        whole.addWidget(self.error)
        self.setMinimumHeight(5 * GRID + 4)


class Push(QPushButton):
    """A button that Enter presses when the keyboard is on it, as Space does, and only then.

    Qt's own does that as a dialog's default button only, which Enter presses from every field of the dialog too.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def push(text: str, parent: QWidget | None = None) -> QPushButton:
    """A button as high as the fields beside it."""
    button = Push(text, parent)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    button.setMinimumHeight(CONTROL_PX)
    return button


class LinkButton(Push):
    """A button that looks like what it does: it leads somewhere."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        font = note_font(QApplication.font())
        font.setUnderline(True)
        self.setFont(font)
        self._colour()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        size = self.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), self.text())
        return QSize(size.width() + GRID, size.height() + GRID)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        wanted = link_colour(QApplication.palette())
        palette = self.palette()
        if palette.color(QPalette.ColorRole.ButtonText) != wanted:
            palette.setColor(QPalette.ColorRole.ButtonText, wanted)
            self.setPalette(palette)


def link_colour(palette: QPalette) -> QColor:
    """The system's colour of links, as far as it can be read."""
    back, text = on_card(palette).color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
    return readable(palette.color(QPalette.ColorRole.Link), text, back)


def readable_placeholders(widget: QWidget) -> None:
    """Colour what stands in empty fields so that it can be read: Qt's own is half transparent, 3.9:1."""
    quiet = colour_of("note", QApplication.palette())
    if widget.palette().color(QPalette.ColorRole.PlaceholderText) != quiet:
        palette = QPalette()  # what is not set here comes from the application
        palette.setColor(QPalette.ColorRole.PlaceholderText, quiet)
        widget.setPalette(palette)


def inset(content: QWidget | QLayout, parent: QWidget | None = None) -> QWidget:
    """Give a widget or layout the margins of a card's row."""
    holder = QWidget(parent)
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(2 * GRID, GRID + 4, 2 * GRID, GRID + 4)
    if isinstance(content, QWidget):
        layout.addWidget(content)
    else:
        layout.addLayout(content)
    return holder


def within(content: QWidget, parent: QWidget | None = None) -> QWidget:
    """Keep a list inside the round corners of its card."""
    holder = QWidget(parent)
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(1, 4, 1, 4)
    layout.addWidget(content)
    return holder


def fit_columns(table: QTreeWidget, widest: Sequence[int]) -> None:
    """Make each column as wide as its words and its heading, up to so many pixels; the last one takes the rest.

    What is cut short is in the tooltip.
    """
    for column, limit in enumerate(widest):
        table.resizeColumnToContents(column)
        if table.columnWidth(column) > limit:
            table.setColumnWidth(column, limit)


def _reads_from_left(text: str) -> bool:
    """Paths, names and masked keys do, in a table whose language reads from the right too (Unicode TR 9, P2)."""
    strong = (kind for sign in text if (kind := bidirectional(sign)) in {"L", "R", "AL"})
    return next(strong, "L") == "L"


class RoomyRows(QStyledItemDelegate):
    """Rows of a table with room between their lines. Sentences, in the last column, are cut at their end."""

    def initStyleOption(  # noqa: N802  Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if index.column() == index.model().columnCount() - 1:
            option.textElideMode = Qt.TextElideMode.ElideRight
        if _from_right(option.direction) and _reads_from_left(option.text):
            option.text = f"{FROM_LEFT}{option.text}{END}"
        palette = QPalette(option.palette)
        base, text = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)
        if luminance(base) < 0.2:  # Fusion draws an empty box of a dark table in the table's own colour
            palette.setColor(QPalette.ColorRole.Base, mix(base, text, 0.25))
            option.palette = palette

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        return QSize(super().sizeHint(option, index).width(), 3 * GRID)


class Dot(QWidget):
    """How somebody is, by shape and colour: ``good`` a disc, ``none`` a ring, ``warning`` a triangle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state: Literal["good", "none", "warning"] = "none"
        self.setFixedSize(QSize(14, 14))

    def show_state(self, state: Literal["good", "none", "warning"], words: str) -> None:
        self.setAccessibleName(words)
        if state != self.state:
            self.state = state
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            draw_dot(painter, QRectF(self.rect()), self.state, QApplication.palette())


def draw_dot(painter: QPainter, box: QRectF, state: str, palette: QPalette) -> None:
    """Draw the mark of a state into a box."""
    kind: Kind = "good" if state == "good" else "warning" if state == "warning" else "note"
    colour = colour_of(kind, palette)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = box.adjusted(2.5, 2.5, -2.5, -2.5)
    if state == "warning":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon([inner.bottomLeft(), inner.bottomRight(), (inner.topLeft() + inner.topRight()) / 2])
    else:
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if state == "good" else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(inner)
    painter.restore()
