"""Where a link in an answer leads, in the lower corner of the window, before anybody clicks on it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from traybridge.desktop.widgets.painting import round_box
from traybridge.desktop.widgets.sizes import PAIR, RADIUS_CODE
from traybridge.desktop.widgets.theme import theme


class LinkTarget(QLabel):
    """Stands over its parent while there is a target; the host of a long one can always be read."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMargin(PAIR)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._follow_theme()
        self.hide()

    def show_target(self, address: str) -> None:
        """Show an address, cut at its end; "" takes it away."""
        if not address:
            self.hide()
            return
        around = self._over.rect()
        most = around.width() - 2 * self.margin()
        self.setText(self.fontMetrics().elidedText(address, Qt.TextElideMode.ElideRight, most))
        self.adjustSize()
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.move(around.width() - self.width() if right else 0, around.height() - self.height())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        with QPainter(self) as painter:
            round_box(painter, self.rect(), theme().px(RADIUS_CODE), theme().colour("raised"), theme().colour("edge"))
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._follow_theme()

    def _follow_theme(self) -> None:
        if self.font() != theme().font("note"):
            self.setFont(theme().font("note"))
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != theme().colour("text"):
            palette.setColor(QPalette.ColorRole.WindowText, theme().colour("text"))
            self.setPalette(palette)
