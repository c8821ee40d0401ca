"""What a person wrote, in a quiet bubble; a long text is folded, because laying it out would hold up the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from traybridge.desktop.chat.answer import AnswerView
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.buttons import LinkButton
from traybridge.desktop.widgets.labels import Words
from traybridge.desktop.widgets.system_palette import GRID, bubble, css

FOLDED_CHARACTERS, FOLDED_LINES = 1500, 20
"""What is shown of a folded text (300 KB in one label took 16 s)."""


def folded(text: str) -> str:
    """The beginning of a long text, and a short one as it is (pure)."""
    beginning = text[:FOLDED_CHARACTERS]
    lines = beginning.split("\n")
    if len(lines) <= FOLDED_LINES and len(text) <= FOLDED_CHARACTERS:
        return text
    return "\n".join(lines[:FOLDED_LINES]) + "…"


class QuestionBubble(QFrame):
    """A question; what is folded is shown on request."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bubble")
        self.follow_palette()
        self._whole_text = text
        self._whole: AnswerView | None = None
        shown = folded(text)
        self.words = Words(shown, self)
        self.words.setAccessibleDescription(tr("You wrote"))  # as its name it would be read instead of the question
        self.words.run_as_written()
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(GRID + 4, GRID, GRID + 4, GRID)
        self._inside.addWidget(self.words)
        self.more = LinkButton(tr("Show all"), self)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._unfold)
        self.more.setVisible(shown != text)
        self._inside.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def _unfold(self, whole: bool) -> None:
        if self._whole is None:
            self._whole = AnswerView(self)
            self._whole.setAccessibleName(tr("You wrote"))
            self._whole.show_plain(self._whole_text)
            self._inside.insertWidget(1, self._whole)
        self._whole.setVisible(whole)
        self.words.setVisible(not whole)
        self.more.setText(tr("Show less") if whole else tr("Show all"))

    def follow_palette(self) -> None:
        """Stand on the scheme's own colour; a widget with a style sheet is not told of a new one."""
        sheet = f"#bubble {{ background: {css(bubble(QApplication.palette()))}; border-radius: {GRID + 4}px; }}"
        if self.styleSheet() != sheet:
            self.setStyleSheet(sheet)
