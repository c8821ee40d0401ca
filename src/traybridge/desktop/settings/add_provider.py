"""Adding a provider: search the known hosts, take what runs on this machine, or type an address."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from traybridge.core.discovery import DiscoveredServer, with_found
from traybridge.core.errors import TrayBridgeError
from traybridge.desktop.error_text import words_of
from traybridge.desktop.forms.provider_edits import added, with_row
from traybridge.desktop.language import named, tr
from traybridge.desktop.page_context import Edit, PageContext
from traybridge.desktop.settings.offers import ASK_ADDRESS, ProviderOffer, offers
from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.cards import Card, within
from traybridge.desktop.widgets.direction import margins
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.row_list import ListRow, RowList
from traybridge.desktop.widgets.section import PageHead
from traybridge.desktop.widgets.sizes import BETWEEN, PAGE_SIDE, PAGE_TOP
from traybridge.desktop.widgets.text_input import TextInput

_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class AddProvider(QWidget):
    """Search and choose. ``opened`` carries the id of the provider that was added, or was there already."""

    opened = Signal(str)
    cancelled = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._found: Sequence[DiscoveredServer] = ()
        self._offers: tuple[ProviderOffer, ...] = ()
        self.input = TextInput(
            tr("Search for a host, or type its address"),
            self,
            placeholder=tr("Search, or type an address"),
            icon="search",
        )
        self.search = self.input.line
        self.search.textChanged.connect(lambda _text: self.follow())
        self.search.returnPressed.connect(self.take)
        self.search.installEventFilter(self)
        self.list = RowList(tr("Hosts"), self)
        self.list.opened.connect(lambda _key: self.take())
        self.error = Label("", "note", "bad", self)
        self.error.hide()
        self.cancel = Button(tr("Cancel"), "plain", self)
        self.cancel.clicked.connect(self.cancelled)
        card = Card(self)
        card.add(within(self.list, card))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(margins(PAGE_SIDE, PAGE_TOP, PAGE_SIDE, PAGE_TOP))
        layout.setSpacing(BETWEEN)
        layout.addWidget(PageHead(tr("Add a provider"), "", self.cancel, self))
        layout.addWidget(self.input)
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
        self.list.set_rows([ListRow(str(at), named(one.title), tr(one.note)) for at, one in enumerate(wanted)])
        self.list.select("0")

    def take(self) -> None:
        """Add what is chosen, or go to it where it is there already."""
        if not self.list.current:
            return
        offer = self._offers[int(self.list.current)]
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
            if event.key() in _MOVES:
                self.list.keyPressEvent(event)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.cancelled.emit()
                return True
        return False
