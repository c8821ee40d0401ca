"""One page of the settings: a title, sections of cards, and the room to scroll them."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget

from traybridge.desktop.language import tr
from traybridge.desktop.page_context import PageContext
from traybridge.desktop.widgets.cards import Card
from traybridge.desktop.widgets.direction import margins
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.scroll_area import ScrollArea
from traybridge.desktop.widgets.section import PageHead
from traybridge.desktop.widgets.sizes import BETWEEN, PAGE_SIDE, PAGE_TOP, SECTION_ABOVE

WIDEST = 720
"""Lines longer than this are hard to read; a wider window gets wider margins."""


class Page(QWidget):
    """What the window shows beside its list. A page keeps nothing that the bridge knows: ``follow`` reads it anew."""

    title = ""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setAccessibleName(tr(self.title))

    def follow(self) -> None:
        """Show what the bridge says now."""

    def shown(self) -> None:
        """The page comes to the front: look at what only the system or a provider knows."""

    def hidden(self) -> None:
        """The page goes: stop what only a reader needs."""

    async def finish(self) -> None:
        """The program ends: do what waited for somebody to undo it. Raises TrayBridgeError."""

    def open_part(self, part: str) -> None:
        """Show one part of the page, as "providers/openrouter" asks for."""


class ScrolledPage(Page):
    """A page that is one column of sections."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.column = QVBoxLayout()
        self.column.setSpacing(BETWEEN)
        self.head = PageHead(tr(self.title), "", self.head_control(), self)
        self.column.addWidget(self.head)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(self.column, self))

    def head_control(self) -> QWidget | None:
        """What stands beside the title; it is made before everything else of the page."""
        return None

    def section(self, heading: str, note: str = "") -> Card:
        """Begin a section; its rows go into the card."""
        return add_section(self.column, heading, note)


def add_section(column: QVBoxLayout, heading: str, note: str = "") -> Card:
    """Put a heading, a card and what there is to say about both into a column."""
    column.addSpacing(SECTION_ABOVE - 2 * BETWEEN)
    if heading:
        column.addWidget(Label(heading, "section"))
    card = Card()
    column.addWidget(card)
    if note:
        column.addWidget(Label(note, "note"))
    return card


def order_tabs(root: QWidget) -> None:
    """Let the keyboard go through what stands there in the order of reading: Qt's own is that of making."""
    for one, following in pairwise(_stops(root)):
        QWidget.setTabOrder(one, following)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
        return
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        yield from _stops(inside) if inside is not None else ()
    elif (layout := widget.layout()) is not None:
        yield from _stops_in(layout)


def _stops_in(layout: QLayout) -> Iterator[QWidget]:
    items = (layout.itemAt(at) for at in range(layout.count()))
    for item in items:
        if item is None:
            continue
        if (inner := item.layout()) is not None:
            yield from _stops_in(inner)
        elif (widget := item.widget()) is not None:
            yield from _stops(widget)


def scrolled(column: QVBoxLayout, parent: QWidget, *, leading: int = PAGE_SIDE) -> ScrollArea:
    """Room for a column: it scrolls down, never sideways, and its lines do not get too long."""
    inside = QWidget(parent)
    holder = QWidget(inside)
    holder.setMaximumWidth(WIDEST)
    column.setContentsMargins(0, 0, 0, 0)
    held = QVBoxLayout(holder)
    held.setContentsMargins(0, 0, 0, 0)
    held.addLayout(column)
    held.addStretch(1)
    outer = QVBoxLayout(inside)
    outer.setContentsMargins(margins(leading, PAGE_TOP, PAGE_SIDE, PAGE_SIDE))
    outer.addWidget(holder)
    return ScrollArea(inside, parent)
