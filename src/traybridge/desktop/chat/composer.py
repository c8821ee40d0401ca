"""Where a person writes: Enter sends, Shift+Enter breaks the line, never while an input method composes."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from traybridge.desktop.language import tr
from traybridge.desktop.widgets.direction import direction_of
from traybridge.desktop.widgets.scroll_area import overlay_bars
from traybridge.desktop.widgets.sheet import EDITOR
from traybridge.desktop.widgets.theme import theme

MOST_LINES = 8
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Composer(QPlainTextEdit):
    """A text field that grows with its text up to eight lines. ``sent`` carries the text; the field keeps it until
    ``clear`` so that nothing is lost when it cannot be sent. The box around it is ComposerBox's.
    """

    sent = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("look", EDITOR)
        self.viewport().setAutoFillBackground(False)
        self.setFont(theme().font("reading"))
        self.setAccessibleName(tr("Message"))
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        overlay_bars(self)
        self.set_placeholder(tr("Ask anything"))
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self.textChanged.connect(self._turn)
        self._turn()
        self._fit()

    @property
    def composing(self) -> bool:
        """An input method is in the middle of a word."""
        return self._composing

    def set_placeholder(self, words: str) -> None:
        """What stands here while nothing does."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        # Qt keeps the document's margin at the left of a placeholder only.
        self.setPlaceholderText(f"{2 * NO_BREAK_SPACE if mirrored else ''}{words}")

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

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.font() != theme().font("reading"):
            self.setFont(theme().font("reading"))
            self._fit()

    def _fit(self) -> None:
        lines = max(1, min(MOST_LINES, int(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 2)
