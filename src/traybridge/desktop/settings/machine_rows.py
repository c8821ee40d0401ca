"""The machines of an Exo cluster: each with its name, its memory as one bar, and what the bar's colours mean."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from traybridge.core.cluster import LoadedModel, Node
from traybridge.core.formatting import memory
from traybridge.core.presentation.memory_parts import MemoryPart, memory_parts
from traybridge.desktop.cluster_text import seen_words
from traybridge.desktop.error_text import begun
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.bar import Bar, BarPart
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.painting import round_box
from traybridge.desktop.widgets.sizes import BETWEEN, CARD_SIDE, INSIDE, MEMORY_BAR, PAIR
from traybridge.desktop.widgets.theme import theme

SWATCH = 10


class MachineRow(QWidget):
    """One machine: its name, its chip, how much of its memory is taken and by what, and since when it is missing."""

    def __init__(self, node: Node, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = Label("", "row", "", self, wraps=False)
        self.chip = Label("", "note", "", self, wraps=False)
        self.memory = Label("", "note", "", self, wraps=False, numbers=True)
        self.bar = Bar("", self, height=MEMORY_BAR, mirrors=False)
        self.error = Label("", "note", "bad", self)
        head = QHBoxLayout()
        head.setSpacing(BETWEEN)
        head.addWidget(self.name)
        head.addWidget(self.chip)
        head.addStretch(1)
        head.addWidget(self.memory)
        column = QVBoxLayout(self)
        column.setContentsMargins(CARD_SIDE, INSIDE, CARD_SIDE, INSIDE)
        column.setSpacing(BETWEEN)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.error)
        self.follow(node, (), (node,))

    def follow(self, node: Node, models: Sequence[LoadedModel], nodes: Sequence[Node]) -> None:
        """Show the machine as the last look found it, among all ``nodes`` with what they hold."""
        self.name.setText(node.name)
        self.chip.say(node.chip)
        self.memory.say(tr(memory(node.memory_used, node.memory_total)) if node.memory_total else "")
        self.error.say(begun(seen_words(node)) if node.stale else "")
        parts = memory_parts(node, models, nodes)
        self.bar.setVisible(bool(parts))
        self.bar.show_parts([_drawn(part) for part in parts])
        share = sum(part.share for part in parts)
        self.bar.setAccessibleName(tr("Memory of {node}: {share:.0%} taken", node=node.name, share=share))


def _drawn(part: MemoryPart) -> BarPart:
    return BarPart(part.share, "faint" if part.kind == "other" else "local_fill", tr(part.words), part.kind == "coming")


class Swatch(QWidget):
    """A square in the colour of a part of the bars."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(theme().px(SWATCH), theme().px(SWATCH))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        colour = theme().colour("faint" if self._kind == "other" else "local_fill")
        with QPainter(self) as painter:
            painter.setOpacity(0.45 if self._kind == "coming" else 1.0)
            round_box(painter, QRect(0, 0, self.width(), self.height()), 3, colour)


class MemoryLegend(QWidget):
    """What the colours of the bars mean; only those that can be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = {"held": tr("Models"), "coming": tr("Loading"), "other": tr("System and other programs")}
        row = QHBoxLayout(self)
        row.setContentsMargins(CARD_SIDE, PAIR, CARD_SIDE, INSIDE)
        row.setSpacing(2 * BETWEEN)
        self._entries: dict[str, QWidget] = {}
        for kind, text in words.items():
            entry = QWidget(self)
            pair = QHBoxLayout(entry)
            pair.setContentsMargins(0, 0, 0, 0)
            pair.setSpacing(BETWEEN)
            pair.addWidget(Swatch(kind, entry))
            pair.addWidget(Label(text, "note", "", entry, wraps=False))
            row.addWidget(entry)
            self._entries[kind] = entry
        row.addStretch(1)

    def follow(self, models: Sequence[LoadedModel], nodes: Sequence[Node]) -> None:
        kinds = {part.kind for node in nodes for part in memory_parts(node, models, nodes)}
        for kind, entry in self._entries.items():
            entry.setVisible(kind in kinds)
        self.setVisible(bool(kinds))
