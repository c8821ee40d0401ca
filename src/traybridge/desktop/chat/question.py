"""What a person wrote, in a quiet bubble; a long text is folded, because laying it out would hold up the window."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from traybridge.desktop.chat.answer import AnswerView
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.direction import direction_of, from_right
from traybridge.desktop.widgets.foreign_text import clean
from traybridge.desktop.widgets.painting import mirrored, round_box
from traybridge.desktop.widgets.sizes import RADIUS_BUBBLE
from traybridge.desktop.widgets.theme import theme

FOLDED_CHARACTERS, FOLDED_LINES = 1499, 20
"""What is shown of a folded text (300 KB in one label took 16 s); with its "…" it is one paragraph (paragraphs.py)."""
SIDE, TOP = 13, 8
WIDEST = 0.86
"""The share of the row that a bubble takes at most."""
LINE = 22
NARROWEST = 60


def folded(text: str) -> str:
    """The beginning of a long text, and a short one as it is (pure)."""
    beginning = text[:FOLDED_CHARACTERS]
    lines = beginning.split("\n")
    if len(lines) <= FOLDED_LINES and len(text) <= FOLDED_CHARACTERS:
        return text
    return "\n".join(lines[:FOLDED_LINES]) + "…"


class QuestionBubble(QWidget):
    """A question, as wide as its words are, at the end side of its row; what is folded is shown on request."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole_text = text
        self._shown_text = folded(text)
        self._whole: AnswerView | None = None
        self.words = self._written(self._shown_text)
        self._inside = QVBoxLayout(self)
        self._inside.setSpacing(0)
        self._inside.addWidget(self.words)
        self.more = Button(tr("Show all"), "quiet", self, small=True)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._unfold)
        self.more.setVisible(self._shown_text != text)
        self._inside.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()

    def _written(self, text: str) -> AnswerView:
        """A text that runs as its first letter does, also in a window of the other direction."""
        view = AnswerView(self, line=LINE)
        view.setAccessibleName(tr("You wrote"))
        if (direction := direction_of(text)) is not None:
            view.setLayoutDirection(direction)
        view.show_plain(text)
        return view

    def _unfold(self, whole: bool) -> None:
        if self._whole is None:
            self._whole = self._written(self._whole_text)
            self._inside.insertWidget(1, self._whole)
        self._whole.setVisible(whole)
        self.words.setVisible(not whole)
        self.more.setText(tr("Show less") if whole else tr("Show all"))

    @property
    def bubble(self) -> QRect:
        """Where the bubble stands in its row."""
        width = min(self._natural_width(), max(NARROWEST, int(self.width() * WIDEST)), self.width())
        return mirrored(self, QRect(self.width() - width, 0, width, self.height()))

    def _natural_width(self) -> int:
        """As wide as the longest line of what is shown at first, at most 1,500 letters."""
        metrics = QFontMetrics(theme().font("reading"))
        words = max(metrics.horizontalAdvance(line) for line in clean(self._shown_text).split("\n"))
        more = 0 if self.more.isHidden() else self.more.wanted().width()
        return max(words + 2, more) + 2 * SIDE

    def _fit(self) -> None:
        """Leave the room before the bubble free; what is in it has the rest."""
        before = self.width() - self.bubble.width()
        left, right = (0, before) if from_right(self.layoutDirection()) else (before, 0)
        self._inside.setContentsMargins(left + SIDE, TOP, right + SIDE, TOP)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(NARROWEST, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange} and hasattr(self, "_inside"):
            self._fit()
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            round_box(painter, QRectF(self.bubble), theme().px(RADIUS_BUBBLE), theme().colour("sunken"))
