"""Where a person writes: Enter sends, Shift+Enter breaks the line, never while an input method composes."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from traybridge.desktop.language import tr
from traybridge.desktop.widgets.direction import direction_of
from traybridge.desktop.widgets.system_palette import GRID, text_font

MOST_LINES = 6
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Composer(QPlainTextEdit):
    """A text field that grows with its text up to six lines. ``sent`` carries the text; the field keeps it until
    ``clear`` so that nothing is lost when it cannot be sent.
    """

    sent = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = False
        self.setFont(text_font(self.font()))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        # Qt keeps the document's margin at the left of a placeholder only.
        self.setPlaceholderText(f"{2 * NO_BREAK_SPACE if mirrored else ''}{tr('Ask anything')}")
        self.setAccessibleName(tr("Message"))
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(GRID)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self.textChanged.connect(self._turn)
        self._turn()
        self._fit()

    def _turn(self) -> None:
        """Text runs as its letters do, from its side; the cursor waits where the window's language begins.

        QPlainTextEdit itself leaves every text at the left (Qt 6.11: only QTextEdit turns its alignment).
        """
        own = direction_of(self.toPlainText())
        direction = self.layoutDirection() if own is None else own
        right = direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        option = self.document().defaultTextOption()
        each = direction if own is None else Qt.LayoutDirection.LayoutDirectionAuto
        if (option.textDirection(), option.alignment()) != (each, side):
            option.setTextDirection(each)
            option.setAlignment(side)
            self.document().setDefaultTextOption(option)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in _ENTER and not shifted and not self._composing:
            self.submit()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def submit(self) -> None:
        """Send what stands here, if anything does."""
        if text := self.toPlainText().strip():
            self.sent.emit(text)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), self.height())

    def _fit(self) -> None:
        lines = max(1, min(MOST_LINES, int(self.document().size().height())))
        margins = 2 * GRID + 2 * self.frameWidth()
        policy = Qt.ScrollBarPolicy
        longer = self.document().size().height() > MOST_LINES
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if longer else policy.ScrollBarAlwaysOff)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + margins)
