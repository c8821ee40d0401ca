"""The list of pages: a sign and a word each, and a triangle where something is to do."""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from traybridge.desktop.language import tr
from traybridge.desktop.widgets.ground import Ground
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.row_list import ListRow, RowList
from traybridge.desktop.widgets.sizes import BETWEEN
from traybridge.desktop.widgets.theme import theme

WIDTH = 192
"""Pixels, unless a page's name needs more."""
ABOVE, FOOT_SIDE, FOOT_BELOW = 14, 18, 14
ICONS = {
    "general": "sliders",
    "providers": "stack",
    "routing": "route",
    "exo": "nodes",
    "gateway": "plug",
    "usage": "bars",
    "privacy": "shield",
    "diagnostics": "pulse",
}


class Sidebar(RowList):
    """``chosen`` carries the name of a page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Settings pages"), parent)

    def add(self, name: str, title: str) -> None:
        self.set_rows([*self.rows, ListRow(name, title, icon=ICONS[name])])
        self.setFixedWidth(max(theme().px(WIDTH) - 2 * BETWEEN, self.width_of_all() + theme().px(20)))

    def choose(self, name: str) -> None:
        """Go to a page, as a click does; an unknown name changes nothing."""
        if name != self.current and any(row.key == name for row in self.rows):
            self.select(name)
            self.chosen.emit(name)

    def mark(self, name: str, words: str) -> None:
        """Put a triangle beside a page where something is to do, and say it; "" takes it away."""
        self.set_rows(
            [
                replace(row, end_icon="warn" if words else "", spoken=words, tip=words) if row.key == name else row
                for row in self.rows
            ]
        )


class SidebarGround(Ground):
    """What the list stands on, with the version at its foot."""

    def __init__(self, sidebar: Sidebar, version: str, parent: QWidget | None = None) -> None:
        super().__init__("side", parent, edge=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(BETWEEN, ABOVE, BETWEEN, FOOT_BELOW)
        column.addWidget(sidebar, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(FOOT_SIDE - BETWEEN, 0, FOOT_SIDE - BETWEEN, 0)
        foot.addWidget(Label(f"TrayBridge {version}".strip(), "note", wraps=False))
        column.addLayout(foot)
