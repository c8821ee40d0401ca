"""The quiet line under an answer: who gave it, in how long, and on request the whole story."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QWidget

from traybridge.core.i18n import msg
from traybridge.core.presentation.describe import provenance_line, trace_lines
from traybridge.core.presentation.status import ProviderStatus
from traybridge.core.provenance import Provenance
from traybridge.desktop.glyph.composition import Source
from traybridge.desktop.glyph.pictures import source_icon
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.labels import note
from traybridge.desktop.widgets.system_palette import GRID, css, faint, muted, note_font

ICON_PX = 16
_SOURCES: Mapping[Source, str] = {
    "cluster": msg("your machines"),
    "cloud": msg("cloud"),
    "starter": msg("starter model"),
}


def source_of(status: ProviderStatus | None) -> Source:
    """Which part of the glyph gave the answer."""
    if status is not None and status.traits.is_starter:
        return "starter"
    return "cluster" if status is not None and status.local else "cloud"


class OriginLine(QWidget):
    """A glyph, one line, and a button that unfolds the attempts and skips."""

    def __init__(
        self,
        provenance: Provenance,
        providers: tuple[ProviderStatus, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        by_id = {one.id: one for one in providers}
        label: Callable[[str], str] = lambda name: by_id[name].label if name in by_id else name  # noqa: E731
        quiet = muted(self.palette())
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(GRID // 2)
        layout.setVerticalSpacing(GRID // 2)
        glyph = QLabel(self)
        glyph.setVisible(provenance.provider is not None)
        if provenance.provider is not None:
            source = source_of(by_id.get(provenance.provider))
            glyph.setPixmap(source_icon(source, css(quiet), css(faint(self.palette()))).pixmap(ICON_PX, ICON_PX))
            glyph.setAccessibleName(tr(_SOURCES[source]))
        self.line = note(tr(provenance_line(provenance, label, [one.id for one in providers])), self)
        if provenance.provider is not None:
            self.line.setAccessibleName(tr("Answered by {whom}", whom=self.line.text()))
        self.details = note("\n".join(map(tr, trace_lines(provenance, label))), self)
        self.details.hide()
        self.more = QToolButton(self)
        self.more.setText(tr("Why?"))
        self.more.setFont(note_font(self.font()))
        self.more.setCheckable(True)
        self.more.setAutoRaise(True)
        self.more.setToolTip(tr("Who was asked, with which outcome, and who was not and why"))
        self.more.toggled.connect(self.details.setVisible)
        palette = self.more.palette()
        palette.setColor(QPalette.ColorRole.ButtonText, quiet)
        self.more.setPalette(palette)
        layout.addWidget(glyph, 0, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.line, 0, 1)
        layout.addWidget(self.more, 0, 2, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.details, 1, 1, 1, 2)
        layout.setColumnStretch(1, 1)
