"""Moving in: what older tools left here, seen first, then brought in, then cleared from the old files."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from traybridge.core.errors import TrayBridgeError
from traybridge.core.i18n import Text, counted, joined, msg
from traybridge.core.import_preview import ImportItem, ImportPreview, ScrubReport
from traybridge.core.ports import Importer
from traybridge.desktop.error_text import begun, words_of
from traybridge.desktop.language import tr, tr_counted
from traybridge.desktop.page_context import context_of
from traybridge.desktop.services import DesktopServices
from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.careful_button import CarefulButton
from traybridge.desktop.widgets.foreign_text import one_line, tooltip_text
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.lists import RoomyRows, fit_columns
from traybridge.desktop.widgets.sizes import BETWEEN, POPOVER_SIDE

ACTIONS = {
    "add": msg("is added"),
    "update": msg("is completed"),
    "same": msg("is here already"),
    "skip": msg("is left out"),
}
COLUMNS = (msg("Name"), msg("Key"), msg("What happens"), msg("From"), msg("To know"))
WIDEST = (190, 100, 150, 200)
PLACES = {"environment": msg("environment")}
"""Sources that are no path (migrate.environment)."""


class ImportWindow(QDialog):
    """Three steps in one window. Closing it at any of them leaves everything as it then is."""

    def __init__(self, services: DesktopServices, importer: Importer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._importer = importer
        self._context = context_of(services, lambda _page: None)
        self._items: tuple[ImportItem, ...] = ()
        self._unlooked = True
        self._wanted: list[ImportItem] | None = None
        self._choosing = False
        self._preview: ImportPreview | None = None
        self.outcome = ""
        self.setWindowTitle(tr("What older tools left here"))
        self.resize(760, 460)
        self._build()
        self.finished.connect(self.deleteLater)
        self._begin_looking()

    def _build(self) -> None:
        self.words = Label("", "control", "", self)
        self.about = Label("", "note", "", self)
        self.about.hide()
        self.detail = Label("", "note", "", self)
        self.detail.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(POPOVER_SIDE, POPOVER_SIDE, POPOVER_SIDE, POPOVER_SIDE)
        layout.setSpacing(BETWEEN)
        layout.addWidget(self.words)
        layout.addWidget(self._list_of_items(), 1)
        layout.addWidget(self.about)
        layout.addWidget(self.detail)
        layout.addLayout(self._buttons())

    def _list_of_items(self) -> QTreeWidget:
        self.table = QTreeWidget(self)
        self.table.setRootIsDecorated(False)
        self.table.setItemDelegate(RoomyRows(self.table))
        self.table.setHeaderLabels([tr(one) for one in COLUMNS])
        self.table.setAccessibleName(tr("What was found"))
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.itemChanged.connect(self._ticked)
        self.table.currentItemChanged.connect(self._tell_row)
        return self.table

    def _buttons(self) -> QHBoxLayout:
        self.act = Button(tr("Import"), "primary", self)
        self.act.clicked.connect(self._bring)
        self.clear = CarefulButton(tr("Remove the keys from the old files"), self)
        self.clear.clicked.connect(self._clear)
        self.close_button = Button(tr("Close"), "plain", self)
        self.close_button.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        for one in (self.close_button, self.clear, self.act):
            row.addWidget(one)
        return row

    def _short(self, path: str) -> str:
        """A path with a tilde for the home folder, another source in words."""
        if path in PLACES:
            return tr(PLACES[path])
        home = self._context.services.home
        return f"~{path.removeprefix(home)}" if home and path.startswith(home) else path

    def _working(self, words: str) -> None:
        self.words.say(words, "text")
        self.act.setEnabled(False)
        self.clear.hide()

    def _refused(self, error: TrayBridgeError) -> None:
        self.words.say(words_of(error), "bad")
        self._unlooked = True
        self.act.setText(tr("Look again"))
        self.act.setVisible(True)
        self.act.setEnabled(True)

    # ------------------------------------------------------------ looking and choosing

    def _begin_looking(self) -> None:
        self._working(tr("Looking…"))
        self._context.start(self._look(), self, self._refused, "look at old settings")

    async def _look(self) -> None:
        found = await self._importer.look()
        if isValid(self):
            self._show(found)
            (self.act if self.act.isVisible() else self.clear).setFocus()

    def _show(self, found: ImportPreview) -> None:
        """Show what would happen; the keyboard stays in its row."""
        self._unlooked = False
        self._preview = found
        self._list(found.items)
        self.words.say(tr(summary(found)), "text")
        self.detail.say(tr(found.keyring_problem), "bad")
        brings = _brings(found)
        left_out = any(one.left_out for one in found.items)
        self.act.setText(tr("Import"))
        self.act.setVisible(brings or left_out)
        self.act.setEnabled(brings)
        self.clear.hide()
        if not brings and not left_out:
            self._offer_clearing(found)

    def _list(self, items: tuple[ImportItem, ...]) -> None:
        before = self.table.currentIndex().row()
        self._items = items
        self.table.blockSignals(True)
        self.table.clear()
        for one in items:
            problem = begun(one.problem)
            action = tr(ACTIONS.get(one.action, one.action))
            texts = [one.name, one.key or "–", action, self._short(one.source), problem]
            row = QTreeWidgetItem(self.table, [one_line(text) for text in texts])
            row.setToolTip(3, tooltip_text(one.source))
            row.setToolTip(4, tooltip_text(problem))
            if one.choice:
                row.setCheckState(0, Qt.CheckState.Unchecked if one.left_out else Qt.CheckState.Checked)
            else:
                row.setFlags(row.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        if (current := self.table.topLevelItem(before)) is not None:
            self.table.setCurrentItem(current)
        self.table.blockSignals(False)
        fit_columns(self.table, WIDEST)
        self._tell_row()

    def _tell_row(self) -> None:
        """Say what there is to know of the current row, all of it."""
        row = self.table.currentItem()
        self.about.say("" if row is None else row.text(len(COLUMNS) - 1))

    def _ticked(self, _item: QTreeWidgetItem, column: int) -> None:
        if column:
            return
        self._wanted = [one for at, one in enumerate(self._items) if one.choice and not self._is_ticked(at)]
        self.act.setEnabled(False)
        if not self._choosing:
            self._choosing = True
            self._context.start(self._choose(), self, self._refused, "choose old settings")

    def _is_ticked(self, at: int) -> bool:
        row = self.table.topLevelItem(at)
        return row is not None and row.checkState(0) == Qt.CheckState.Checked

    async def _choose(self) -> None:
        """Ask what would happen without what is not ticked, again while somebody ticks on."""
        try:
            while self._wanted is not None:
                wanted, self._wanted = self._wanted, None
                found = await self._importer.choose(wanted)
                if not isValid(self):
                    return
                if self._wanted is None:
                    self._show(found)
        finally:
            self._choosing = False

    # ------------------------------------------------------------ bringing in and clearing

    def _bring(self) -> None:
        if self._unlooked:
            self._begin_looking()
            return
        self._working(tr("Importing…"))
        self._context.start(self._do_bring(), self, self._refused, "import old settings")

    async def _do_bring(self) -> None:
        things = things_of(self._preview) if self._preview is not None else ""
        await self._importer.apply()
        left = await self._importer.look_again()
        if not isValid(self):
            return
        self._show(left)
        self.act.hide()
        some = any(one.left_out for one in left.items)
        whole = tr("What was ticked is here now.") if some else tr("Everything is here now.")
        self.outcome = tr("Imported: {things}.", things=things) if things else whole
        self.words.say(self.outcome, "local")
        self._offer_clearing(left)

    def _offer_clearing(self, found: ImportPreview) -> None:
        if found.key_files and not found.keyring_problem:
            files = ", ".join(map(self._short, found.key_files))
            told = tr("The old files still hold keys that anybody can read: {files}", files=files)
            self.detail.say(told, "bad")
            self.clear.show()
            self.clear.setFocus()

    def _clear(self) -> None:
        self._working(tr("Removing the keys…"))
        self._context.start(self._do_clear(), self, self._refused, "scrub old settings")

    async def _do_clear(self) -> None:
        done = await self._importer.scrub()
        if isValid(self):
            self._show_cleared(done)

    def _show_cleared(self, done: ScrubReport) -> None:
        self.act.hide()
        words = tr_counted(
            "{count} file holds no key any more.", "{count} files hold no key any more.", len(done.changed)
        )
        self.words.say(words, "local")
        kept = joined("; ", [one.text for one in done.kept])
        self.detail.say(tr("Left as they are: {files}", files=kept) if kept else "", "bad")
        self.close_button.setFocus()


def summary(found: ImportPreview) -> Text:
    """What bringing it in would do, in one sentence."""
    if not _brings(found):
        if any(one.left_out for one in found.items):
            return msg("Nothing is ticked, so nothing would be imported.")
        return msg("There is nothing to import.") if not found.items else msg("Everything is here already.")
    return msg("This would import {things}. Nothing is changed yet.", things=things_of(found))


def things_of(found: ImportPreview) -> Text:
    """What would come: "2 providers, 1 key into the keyring"."""
    new = sum(one.action in {"add", "update"} for one in found.items)
    parts = [
        counted("{count} provider", "{count} providers", new) if new else "",
        counted("{count} key into the keyring", "{count} keys into the keyring", found.keys) if found.keys else "",
        counted("{count} chat", "{count} chats", found.conversations) if found.conversations else "",
    ]
    return joined(", ", [part for part in parts if part])


def _brings(found: ImportPreview) -> bool:
    return bool(found.keys or found.conversations or any(one.action in {"add", "update"} for one in found.items))
