"""The welcome: who answers now, what runs on this machine, and where a key can be entered."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from traybridge.core.discovery import DiscoveredServer, Standing, standing, with_found
from traybridge.core.errors import TrayBridgeError
from traybridge.core.i18n import msg
from traybridge.core.import_preview import ImportPreview
from traybridge.core.ports import Importer
from traybridge.core.presentation.describe import detail
from traybridge.core.presentation.status import Snapshot, snapshot_of
from traybridge.core.presets import preset
from traybridge.desktop.error_text import words_of
from traybridge.desktop.forms.import_window import ImportWindow, summary
from traybridge.desktop.forms.key_field import KeyField, store_key
from traybridge.desktop.forms.provider_edits import added, new_row
from traybridge.desktop.glyph.pictures import app_icon
from traybridge.desktop.language import tr, tr_counted
from traybridge.desktop.page_context import Edit, PageContext, context_of
from traybridge.desktop.services import DesktopServices, EnvironmentKey
from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.cards import Card, CardRow, inset
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.sizes import INSIDE

ICON_PX = 40
OFFERED = ("openrouter", "huggingface")
"""The hosts that most people ask for first; the settings know the others."""
KNOWN = msg("Exo, Ollama, LM Studio, llama.cpp and Jan")


class WelcomePanel(QWidget):
    """``ready``: something was connected, so the next thing is a question; ``dismissed``: not now."""

    ready = Signal()
    dismissed = Signal()

    def __init__(
        self, services: DesktopServices, open_settings: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._context = context_of(services, open_settings)
        self._found: Sequence[DiscoveredServer] | None = None
        self._rows: dict[str, FoundRow] = {}
        self.keys: dict[str, KeyField] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(INSIDE)
        self._column.addLayout(self._head())
        self._here()
        self._clouds()
        self._older = Card(self)
        self._older.hide()
        self._column.addWidget(self._older)
        self._column.addLayout(self._foot())
        self._column.addStretch(1)
        self.follow(snapshot_of(services.bridge))

    # ------------------------------------------------------------ the parts

    def _head(self) -> QHBoxLayout:
        glyph = QLabel(self)
        glyph.setPixmap(app_icon().pixmap(ICON_PX, ICON_PX))
        glyph.setAccessibleName("TrayBridge")
        self.now = Label("", "control", "muted", self)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(tr("Welcome"), "title", "", self))
        words.addWidget(self.now)
        row = QHBoxLayout()
        row.setSpacing(INSIDE)
        row.addWidget(glyph)
        row.addLayout(words, 1)
        return row

    def _here(self) -> None:
        self._column.addWidget(Label(tr("On this machine"), "section", "", self))
        self._card = Card(self)
        self._column.addWidget(self._card)
        self.again = Button(tr("Look again"))
        self.again.clicked.connect(self.look)
        self.looking = CardRow("", "", self.again)
        self._card.add(self.looking)

    def _clouds(self) -> None:
        self._column.addWidget(Label(tr("In the cloud, with your key"), "section", "", self))
        card = Card(self)
        config = self._services.bridge.config
        offered = {one.preset: one for one in self._services.environment_keys()}
        for provider_id in OFFERED:
            row = config.provider(provider_id)
            if row is None:
                continue
            field = KeyField(
                self._context, provider_id, title="&" + row.label.replace("&", "&&"), verb=tr("Connect"), terse=True
            )
            field.stored.connect(self.ready)
            self.keys[provider_id] = field
            card.add(inset(field, card))
            if provider_id in offered:
                card.add(EnvironmentRow(self._context, offered.pop(provider_id), self.ready.emit))
        for other in offered.values():
            card.add(EnvironmentRow(self._context, other, self.ready.emit))
        self._column.addWidget(card)

    def _foot(self) -> QHBoxLayout:
        self.later = Button(tr("Not now"), "quiet", self)
        self.later.setToolTip(tr("This does not come again; all of it is in the settings"))
        self.later.clicked.connect(self.dismissed)
        self.all = Button(tr("All settings…"), "quiet", self)
        self.all.clicked.connect(lambda: self._context.go("providers"))
        row = QHBoxLayout()
        row.addWidget(self.later)
        row.addStretch(1)
        row.addWidget(self.all)
        return row

    # ------------------------------------------------------------ looking

    def look(self) -> None:
        """Look what runs on this machine, and what older tools left."""
        discover = self._services.discover
        if discover is None:
            self._show_found(())
            return
        self._found = None
        self.looking.title.say(tr("Looking…"))
        self.looking.note.say(tr("For {programs}.", programs=KNOWN))
        self.again.setEnabled(False)

        async def find() -> None:
            found = await discover()
            if isValid(self):
                self._show_found(found)

        self._context.start(find(), self, self._refused, "look for local servers")
        if (importer := self._services.importer) is not None:
            self._context.start(self._look_back(importer), self, self._refused, "look at old settings")

    def _show_found(self, found: Sequence[DiscoveredServer]) -> None:
        self._found = found
        self.again.setEnabled(True)
        self._card.clear(but=self.looking)
        self._rows = {one.base_url: FoundRow(self._context, one, self.ready.emit) for one in found}
        before: QWidget = self.again
        for row in self._rows.values():
            self._card.add(row)
            self.setTabOrder(before, row.use)
            before = row.use
        self.looking.title.say("" if found else tr("Nothing found"))
        self.looking.note.say("" if found else tr("{programs} were looked for.", programs=KNOWN))
        self._card.show_row(self.looking, not found)
        self.follow(snapshot_of(self._services.bridge))

    async def _look_back(self, importer: Importer) -> None:
        found = await importer.look()
        if isValid(self) and found.news:
            self._show_older(found, importer)

    def _show_older(self, found: ImportPreview, importer: Importer) -> None:
        button = Button(tr("Show…"))
        button.setAccessibleName(tr("Show what older tools left here"))
        button.clicked.connect(lambda: self._open_moving(importer))
        self._older.clear()
        self._older.add(CardRow(tr("Older tools left something here"), tr(summary(found)), button))
        for before, after in pairwise((button, self.later, self.all)):  # it came last, and does not stand last
            self.setTabOrder(before, after)
        self._older.show()

    def _open_moving(self, importer: Importer) -> None:
        self.moving = ImportWindow(self._services, importer, self)
        self.moving.finished.connect(lambda _code: self._imported(self.moving.outcome))
        self.moving.open()

    def _imported(self, done: str) -> None:
        """Say what was done, in the place of what could be."""
        if done:
            self._older.clear()
            self._older.add(CardRow(tr("Imported from older tools"), done))
        self.ready.emit()

    def _refused(self, error: TrayBridgeError) -> None:
        self.again.setEnabled(True)
        self.looking.error.say(words_of(error))

    # ------------------------------------------------------------ following

    def follow(self, snapshot: Snapshot) -> None:
        """Show who would answer a question asked now."""
        self.now.say(_who_answers(snapshot))
        for row in self._rows.values():
            row.follow()
        for field in self.keys.values():
            field.follow()


def _who_answers(snapshot: Snapshot) -> str:
    """The first sentence: nobody has to do anything before the first question, unless nobody can answer it."""
    first = next((one for one in snapshot.asked if one.usable), None)
    if first is None:
        return tr("Nobody can answer yet: start Exo, or enter a key.")
    if first.traits.is_starter:
        return tr("Just ask: a tiny starter model answers. Better ones are connected here.")
    return tr("Ask below: {provider} answers ({words}).", provider=first.label, words=detail(first))


class FoundRow(CardRow):
    """A program that runs here: a click puts it into use, and says so."""

    def __init__(
        self, context: PageContext, found: DiscoveredServer, used: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        self.use = Button(tr("Use"))
        self.use.setAccessibleName(tr("Use {provider}", provider=found.name))
        super().__init__(found.name, "", self.use, parent)
        self._context = context
        self._found = found
        self._used = used
        self.use.clicked.connect(self._take)
        self.follow()

    def follow(self) -> None:
        bridge = self._context.bridge
        where, provider_id = standing(self._found, bridge.config)
        in_use = where is Standing.IN_USE
        status = snapshot_of(bridge).provider(provider_id) if in_use else None
        self.use.setVisible(not in_use)
        self.note.say(tr("In use: {words}", words=detail(status)) if status is not None else _about(self._found))

    def _take(self) -> None:
        self.error.say("")
        self.use.setEnabled(False)
        edit: Edit = lambda config: with_found(config, self._found)  # noqa: E731
        self._context.change(edit, self, self._refused, self._taken)

    def _taken(self) -> None:
        self.use.setEnabled(True)
        self.follow()
        self._used()

    def _refused(self, error: TrayBridgeError) -> None:
        self.use.setEnabled(True)
        self.error.say(words_of(error))


def _about(found: DiscoveredServer) -> str:
    if found.wants_key:
        return tr("Runs here and wants a key: add it, then enter the key in the settings.")
    if not found.models:
        return tr("Runs here, without a model.")
    first = ", ".join(found.models[:2])
    more = len(found.models) - 2
    return (
        tr_counted("{models} and {count} more", "{models} and {count} more", more, models=first) if more > 0 else first
    )


class EnvironmentRow(CardRow):
    """A key that stands in an environment variable: named, and copied into the keyring only after a click."""

    def __init__(
        self, context: PageContext, offer: EnvironmentKey, used: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        known = preset(offer.preset)
        self.use = Button(tr("Use it"))
        name = known.name if known else offer.preset
        self.use.setAccessibleName(
            tr("Use the key for {provider} from {variable}", provider=name, variable=offer.variable)
        )
        super().__init__(
            tr("A key for {provider} is in your environment", provider=name),
            tr(
                "{variable}, {key}. It is used only if you say so, and then kept in the keyring.",
                variable=offer.variable,
                key=offer.secret.masked,
            ),
            self.use,
            parent,
        )
        self._context = context
        self._offer = offer
        self._used = used
        self.use.clicked.connect(self._take)

    def _take(self) -> None:
        self.error.say("")
        self.use.setEnabled(False)
        self._context.start(self._store(), self, self._refused, "use a key from the environment")

    async def _store(self) -> None:
        bridge = self._context.bridge
        provider_id = self._offer.preset
        known = preset(provider_id)
        if bridge.config.provider(provider_id) is None and known is not None:
            await bridge.change(lambda config: added(config, new_row(config, known)))
        session = await store_key(bridge, provider_id, self._offer.secret)
        if isValid(self):
            self.use.hide()
            self.note.say(tr(session) or tr("{key} is in the keyring and in use.", key=self._offer.secret.masked))
            self._used()

    def _refused(self, error: TrayBridgeError) -> None:
        self.use.setEnabled(True)
        self.error.say(words_of(error))
