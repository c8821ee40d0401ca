"""Loading a model of an Exo cluster: those on disk with a button each, and a field for any other that Exo knows."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from traybridge.core.errors import TrayBridgeError
from traybridge.core.model_names import model_name
from traybridge.desktop.error_text import words_of
from traybridge.desktop.language import tr
from traybridge.desktop.page_context import PageContext
from traybridge.desktop.settings.model_rows import DiskRow
from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.cards import Card
from traybridge.desktop.widgets.sizes import BETWEEN
from traybridge.desktop.widgets.text_input import TextInput

MOST_ROWS = 6
"""As many as can be looked over; the field narrows them down."""


class ModelLoader(QWidget):
    """``provider_id`` is whose models it loads, ``card`` where those on disk stand under the ones that are placed."""

    rows_changed = Signal()

    def __init__(self, context: PageContext, card: Card, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._card = card
        self.provider_id = ""
        self.asking = False
        self._can_load = False
        self._on_disk: tuple[str, ...] = ()
        self._held: frozenset[str] = frozenset()
        self.rows: dict[str, DiskRow] = {}
        self.wanted = TextInput(tr("Model to load"), placeholder=tr("Load another model that Exo knows"), icon="search")
        self.wanted.edited.connect(lambda _text: self.show_rows())
        self.wanted.line.returnPressed.connect(self._load_typed)
        self.load = Button(tr("Load"), parent=self)
        self.load.setAccessibleName(tr("Load this model"))
        self.load.clicked.connect(self._load_typed)
        row = QHBoxLayout()
        row.setSpacing(BETWEEN)
        row.addWidget(self.wanted.box, 1)
        row.addWidget(self.load)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(BETWEEN)
        column.addLayout(row)
        column.addWidget(self.wanted.message)

    def follow(self, held: Sequence[str], *, loads: bool, reason: str) -> None:
        """Take what is placed already, and whether the cluster can be told to load; else ``reason`` says why not."""
        self._held = frozenset(held)
        self._can_load = loads
        if loads and not self.asking:
            self.load.enable()
        else:
            self.load.disable(reason)
        self.show_rows()

    def offer(self, on_disk: Sequence[str]) -> None:
        """Take the models that can be loaded without a download."""
        self._on_disk = tuple(on_disk)
        self.show_rows()

    def show_rows(self) -> None:
        """Show those on disk that are not placed and match what is typed."""
        typed = self.wanted.text.strip().lower()
        free = [model for model in self._on_disk if model not in self._held and typed in model.lower()]
        shown = free[:MOST_ROWS] if self._can_load else []
        if shown != list(self.rows):
            for row in self.rows.values():
                self._card.remove(row)
            self.rows = {model: DiskRow(model, self.start) for model in shown}
            for row in self.rows.values():
                self._card.add(row)
            self.rows_changed.emit()
        for row in self.rows.values():
            row.act.setEnabled(not self.asking)

    def _load_typed(self) -> None:
        if self.load.isEnabled():
            self.start(self.wanted.text.strip())

    def start(self, model: str) -> None:
        """Ask the cluster for a model; nothing happens while it is asked for one."""
        if not model or self.asking:
            return
        self.asking = True
        self.wanted.say(tr("Asking Exo for {model}…", model=model_name(model)))
        self.load.setEnabled(False)
        self.show_rows()
        self._context.start(self._load_model(self.provider_id, model), self, self._refuse, "load a model")

    async def _load_model(self, provider_id: str, model: str) -> None:
        try:
            await self._context.actions.load(provider_id, model)
        finally:
            self.asking = False
            if isValid(self):
                self.load.setEnabled(self._can_load)
                self.show_rows()
        if isValid(self):
            self.wanted.say("")
            self.wanted.set_text("")

    def _refuse(self, error: TrayBridgeError) -> None:
        self.wanted.show_error(words_of(error))
