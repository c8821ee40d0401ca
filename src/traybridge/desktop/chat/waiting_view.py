"""What is shown between a question and its first word: who does what, how far it is, what comes then, one way out."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from traybridge.core.presentation.route_stops import Owner
from traybridge.core.presentation.waiting import WaitingState
from traybridge.desktop.chat.provenance_line import COLOURS, SOURCES
from traybridge.desktop.error_text import begun
from traybridge.desktop.glyph.pictures import source_icon
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.bar import Bar
from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.sizes import BETWEEN, ICON
from traybridge.desktop.widgets.theme import theme

FILLS = {"local": "local_fill", "cloud": "cloud_fill", "starter": "faint"}


class SourceSign(QWidget):
    """Whose machine is asked, as the glyph that will stand beside the answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owner: Owner | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_owner(self, owner: Owner | None) -> None:
        self._owner = owner
        self.setVisible(owner is not None)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(theme().px(ICON), theme().px(ICON))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        if self._owner is None:
            return
        ink = theme().colour(COLOURS[self._owner]).name()
        icon = source_icon(SOURCES[self._owner], ink, theme().colour("faint").name())
        with QPainter(self) as painter:
            icon.paint(painter, QRect(0, 0, self.width(), self.height()))


class WaitingView(QWidget):
    """See the module. ``ask`` asks one provider alone; it shows nothing until ``show_waiting`` is called."""

    def __init__(self, ask: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._way_out = ""
        self.sign = SourceSign(self)
        self.sentence = Label("", "state", "", self)
        self.number = Label("", "control", "muted", self, wraps=False, numbers=True)
        self.bar = Bar("", self)
        self.then = Label("", "note", "", self)
        self.way_out = Button("", "plain", self)
        self.way_out.clicked.connect(lambda: ask(self._way_out))
        head = QHBoxLayout()
        head.setSpacing(BETWEEN)
        head.addWidget(self.sign)
        head.addWidget(self.sentence, 1)
        head.addWidget(self.number)
        button = QHBoxLayout()
        button.addWidget(self.way_out)
        button.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(BETWEEN)
        column.addLayout(head)
        column.addLayout(self._under_the_words(button))
        self.hide()

    def _under_the_words(self, button: QHBoxLayout) -> QHBoxLayout:
        """What stands below the sentence begins where its words do."""
        under = QVBoxLayout()
        under.setSpacing(BETWEEN)
        under.addWidget(self.bar)
        under.addWidget(self.then)
        under.addLayout(button)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addSpacing(theme().px(ICON) + BETWEEN)
        row.addLayout(under)
        return row

    def show_waiting(
        self, waiting: WaitingState, owner: Owner | None, *, failed: str = "", way_out: tuple[str, str] = ("", "")
    ) -> None:
        """Show what happens; ``failed`` is who could not, ``way_out`` the id and the name of who could now."""
        words = begun(waiting.sentence)
        self.sign.show_owner(owner)
        self.sentence.setText(words)
        self.number.setText(tr(waiting.number))
        self.number.setVisible(bool(waiting.number))
        self.bar.setVisible(waiting.share is not None)
        self.bar.setAccessibleName(words)
        self.bar.show_share(waiting.share or 0.0, FILLS[owner or "local"], words)
        self.then.say("\n".join(line for line in (tr(waiting.then), tr(failed)) if line))
        self._way_out, name = way_out
        self.way_out.setVisible(bool(self._way_out))
        if name:
            self.way_out.setText(tr("Answer with {name} now", name=name))
        self.show()
