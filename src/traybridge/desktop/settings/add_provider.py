"""Adding a provider: search the known hosts, take what runs on this machine, or type an address."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from traybridge.core.discovery import DiscoveredServer, with_found
from traybridge.core.errors import TrayBridgeError
from traybridge.desktop.error_text import words_of
from traybridge.desktop.forms.provider_edits import added, with_row
from traybridge.desktop.language import named, tr
from traybridge.desktop.page_context import Edit, PageContext
from traybridge.desktop.settings.offers import ASK_ADDRESS, ProviderOffer, offers
from traybridge.desktop.widgets.buttons import push
from traybridge.desktop.widgets.cards import Card, within
from traybridge.desktop.widgets.direction import draw_words, margins
from traybridge.desktop.widgets.foreign_text import one_line
from traybridge.desktop.widgets.labels import TextLabel
from traybridge.desktop.widgets.system_palette import (
    CONTROL_PX,
    GRID,
    card_colour,
    mix,
    muted,
    note_font,
    on_card,
    text_font,
)

ROW = 50


class AddProvider(QWidget):
    """Search and choose. ``opened`` carries the id of the provider that was added, or was there already."""

    opened = Signal(str)
    cancelled = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._found: Sequence[DiscoveredServer] = ()
        self._offers: tuple[ProviderOffer, ...] = ()
        self.search = QLineEdit(self)
        self.search.setMinimumHeight(CONTROL_PX)
        self.search.setFont(text_font(QApplication.font()))
        self.search.setPlaceholderText(tr("Search, or type an address"))
        self.search.setAccessibleName(tr("Search for a host, or type its address"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self.follow())
        self.search.returnPressed.connect(self.take)
        self.search.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(tr("Hosts"))
        self.list.setItemDelegate(_OfferDelegate(self.list))
        self.list.viewport().setAutoFillBackground(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _item: self.take())
        self.list.itemClicked.connect(lambda _item: self.take())
        self.error = TextLabel("", "warning", self)
        self.error.hide()
        self.cancel = push(tr("Cancel"), self)
        self.cancel.clicked.connect(self.cancelled)
        head = QHBoxLayout()
        head.addWidget(TextLabel(tr("Add a provider"), "title", self), 1)
        head.addWidget(self.cancel)
        card = Card(self)
        card.add(within(self.list, card))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(margins(2 * GRID, 3 * GRID, 3 * GRID, 2 * GRID))
        layout.setSpacing(GRID)
        layout.addLayout(head)
        layout.addWidget(self.search)
        layout.addWidget(self.error)
        layout.addWidget(card, 1)
        self.follow()

    def begin(self) -> None:
        """Begin with an empty search, and look what runs on this machine."""
        self.search.clear()
        self.error.say("")
        self.search.setFocus()
        discover = self._context.services.discover
        if discover is not None:

            async def look() -> None:
                self._found = await discover()
                self.follow()

            self._context.start(look(), self, self._refused, "look for local servers")

    def follow(self) -> None:
        """List what fits the search now."""
        wanted = offers(self.search.text(), self._context.bridge.config, self._found)
        if wanted == self._offers:
            return
        self._offers = wanted
        self.list.clear()
        for one in wanted:
            item = QListWidgetItem(one_line(named(one.title)), self.list)
            item.setData(Qt.ItemDataRole.UserRole, one_line(tr(one.note)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, one_line(f"{named(one.title)}, {tr(one.note)}"))
        self.list.setCurrentRow(0)

    def take(self) -> None:
        """Add what is chosen, or go to it where it is there already."""
        at = self.list.currentRow()
        if not 0 <= at < len(self._offers):
            return
        offer = self._offers[at]
        self.error.say("")
        if offer == ASK_ADDRESS:
            self.search.setText("https://")
            self.search.setFocus()
        elif offer.listed and offer.found is None:
            self.opened.emit(offer.listed)
        else:
            self._change(offer)

    def _change(self, offer: ProviderOffer) -> None:
        row, found = offer.row, offer.found
        if found is not None:
            edit: Edit = lambda config: with_found(config, found)  # noqa: E731
        elif row is not None:
            edit = lambda config: added(config, row)  # noqa: E731
        else:
            edit = lambda config: with_row(config, offer.listed, enabled=True)  # noqa: E731
        provider_id = row.id if row is not None else offer.listed
        self._context.change(edit, self, self._refused, lambda: self.opened.emit(provider_id))

    def _refused(self, error: TrayBridgeError) -> None:
        self.error.say(words_of(error))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """The arrows move in the list while the keyboard stays in the search; Escape gives up."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.cancelled.emit()
                return True
        return False


class _OfferDelegate(QStyledItemDelegate):
    """Draw one host: its name, and under it what it is."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        return QSize(0, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        palette = QApplication.palette()
        roles = QPalette.ColorRole
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mix(card_colour(palette), palette.color(roles.Highlight), 0.22))
            painter.drawRoundedRect(option.rect.adjusted(4, 2, -4, -2), 6, 6)
        words: QRect = option.rect.adjusted(2 * GRID, 0, -2 * GRID, 0)
        painter.setFont(text_font(QApplication.font()))
        painter.setPen(palette.color(roles.WindowText))
        draw_words(painter, words.adjusted(0, 6, 0, -ROW // 2 + 2), str(index.data()), option.direction)
        painter.setFont(note_font(QApplication.font()))
        painter.setPen(palette.color(roles.WindowText) if chosen else muted(on_card(palette)))
        note = str(index.data(Qt.ItemDataRole.UserRole))
        draw_words(painter, words.adjusted(0, ROW // 2 - 2, 0, -6), note, option.direction)
        painter.restore()
