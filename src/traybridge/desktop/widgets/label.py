"""Label: plain text in a size and a colour of the theme. ``Label("Routing", "title")``, ``Label(why, "note", "bad")``.

Never rich: foreign words are in it. It wraps, or with ``wraps=False`` ends in "…" with the whole text in its tooltip.
"""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from traybridge.desktop.widgets.direction import from_right
from traybridge.desktop.widgets.foreign_text import clean, one_line, tooltip_text
from traybridge.desktop.widgets.painting import paint_line
from traybridge.desktop.widgets.theme import tabular, theme
from traybridge.desktop.widgets.type_scale import SCALE, TypeName

LONGEST_LINE = 500
MUTED: frozenset[TypeName] = frozenset({"note", "cap"})
"""Sizes that are muted unless a colour is given."""


class Label(QLabel):
    """See the module. ``numbers`` gives all digits one width, for numbers that change or stand in columns."""

    def __init__(
        self,
        text: str = "",
        style: TypeName = "control",
        colour: str = "",
        parent: QWidget | None = None,
        *,
        wraps: bool = True,
        numbers: bool = False,
    ) -> None:
        super().__init__(parent)
        self._style, self._numbers = style, numbers
        self._role = colour or ("muted" if style in MUTED else "text")
        self._wraps = wraps
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if wraps:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setText(text)
        self._follow_theme()
        self._align()

    def setText(self, text: str) -> None:  # noqa: N802  Qt's name
        super().setText(clean(text) if self._wraps else one_line(text, LONGEST_LINE))
        if not self._wraps:
            self._name_what_is_cut()

    def say(self, text: str, colour: str = "") -> None:
        """Show a text, in another colour if one is given; an empty text takes no room."""
        if colour and colour != self._role:
            self._role = colour
            self._follow_theme()
        self.setText(text)
        self.setVisible(bool(text))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        hint = super().minimumSizeHint()
        return (
            hint if self._wraps else QSize(min(hint.width(), 3 * self.fontMetrics().averageCharWidth()), hint.height())
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._wraps:
            super().paintEvent(event)
            return
        with QPainter(self) as painter:
            painter.setFont(self.font())
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            paint_line(painter, self.text(), self.contentsRect(), direction=self.layoutDirection())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._follow_theme()
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self._wraps:
            self._name_what_is_cut()
        return super().event(event)

    def _name_what_is_cut(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        self.setToolTip(tooltip_text(self.text()) if cut else "")

    def _follow_theme(self) -> None:
        font = theme().font(self._style)
        font = tabular(font) if self._numbers and not SCALE[self._style].tabular else font
        colour = theme().colour(self._role)
        if font != self.font():
            self.setFont(font)
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            palette.setColor(QPalette.ColorRole.Highlight, theme().colour("accent"))
            palette.setColor(QPalette.ColorRole.HighlightedText, theme().colour("on_accent"))
            self.setPalette(palette)
        self.setMinimumHeight(theme().line(self._style))

    def _align(self) -> None:
        """Stand on the leading side whatever the words' own direction is: Qt goes by the words."""
        side = Qt.AlignmentFlag.AlignRight if from_right(self.layoutDirection()) else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
