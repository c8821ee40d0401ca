"""Note box: something to know, on soft colour. ``NoteBox("warn", tr("Not saved: the disk is full."))``; its ``action``
button, if it has one, says the next step: ``clicked``.
"""

from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStyle, QWidget

from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.foreign_text import clean
from traybridge.desktop.widgets.painting import round_box
from traybridge.desktop.widgets.sizes import BETWEEN, ICON, INSIDE, RADIUS_ROW
from traybridge.desktop.widgets.text_input import Sign
from traybridge.desktop.widgets.theme import theme
from traybridge.desktop.widgets.type_scale import SCALE

NoteKind = Literal["warn", "bad", "cloud", "local"]
USUAL_WIDTH, NARROWEST = 280, 80
_ICONS: dict[NoteKind, str] = {"warn": "warn", "bad": "warn", "cloud": "cloud", "local": "check"}


class NoteWords(QLabel):
    """One paragraph whose first sentence is strong: plain text, laid out here because QLabel knows one weight."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lead, self._role = 0, "text"
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(theme().font("note"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, lead: str, text: str, role: str) -> None:
        first = clean(lead)
        self._lead, self._role = len(first.encode("utf-16-le")) // 2, role
        self.setText(f"{first} {clean(text)}".strip())
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.font() != theme().font("note"):
            self.setFont(theme().font("note"))

    def _layout(self, width: int) -> QTextLayout:
        """The lines of the paragraph at a width."""
        layout = QTextLayout(self.text().replace("\n", "\N{LINE SEPARATOR}"), self.font())
        strong = QTextLayout.FormatRange()
        strong.start, strong.length = 0, self._lead
        strong.format.setFontWeight(SCALE["note_strong"].weight)
        layout.setFormats([strong])
        option = QTextOption(QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeading))
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        line, at = layout.createLine(), 0
        while line.isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, at + (theme().line("note") - line.height()) / 2))
            at += theme().line("note")
            line = layout.createLine()
        layout.endLayout()
        return layout

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return max(1, self._layout(width).lineCount()) * theme().line("note")

    def sizeHint(self) -> QSize:  # noqa: N802
        width = theme().px(USUAL_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(theme().px(NARROWEST), theme().line("note"))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            painter.setPen(theme().colour(self._role))
            self._layout(self.width()).draw(painter, QPointF(0, 0))


class NoteBox(QWidget):
    """See the module. ``lead`` is a first sentence in strong letters."""

    clicked = Signal()

    def __init__(
        self, kind: NoteKind, text: str = "", parent: QWidget | None = None, *, lead: str = "", action: str = ""
    ) -> None:
        super().__init__(parent)
        self._kind: NoteKind = kind
        self.sign = Sign(_ICONS[kind], kind, self, size=ICON)
        self.words = NoteWords(self)
        self.action = Button(action, "quiet", self, small=True)
        self.action.clicked.connect(self.clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(INSIDE, 9, INSIDE, 9)
        row.setSpacing(BETWEEN)
        inner = QWidget(self)
        together = QHBoxLayout(inner)
        together.setContentsMargins(0, 0, 0, 0)
        together.setSpacing(BETWEEN)
        together.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        together.addWidget(self.words, 1)
        row.addWidget(inner, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.action, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.say(text, kind, lead=lead, action=action)

    def say(self, text: str, kind: NoteKind | None = None, *, lead: str = "", action: str = "") -> None:
        """Show something else, of another kind if one is given; without any words the box takes no room."""
        self._kind = kind or self._kind
        self.sign.show_icon(_ICONS[self._kind], self._kind)
        self.words.say(lead, text, self._kind)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.setVisible(bool(text or lead))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        with QPainter(self) as painter:
            round_box(painter, self.rect(), theme().px(RADIUS_ROW), theme().colour(f"{self._kind}_soft"))
