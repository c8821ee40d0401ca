"""Privacy & data: what is kept here and for how long, what can be deleted, exported and imported."""

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from traybridge.core.errors import TrayBridgeError
from traybridge.core.i18n import msg
from traybridge.core.presentation.status import snapshot_of
from traybridge.desktop.error_text import words_of
from traybridge.desktop.forms.import_window import ImportWindow
from traybridge.desktop.language import tr, tr_counted
from traybridge.desktop.page_context import PageContext
from traybridge.desktop.settings.page import ScrolledPage
from traybridge.desktop.settings.pages.general import with_desktop
from traybridge.desktop.settings.setting_rows import NumberRow
from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.cards import CardRow
from traybridge.desktop.widgets.undo_bar import UNDO_SECONDS, UndoBar

LONGEST_DAYS = 3650
Wipe = Callable[[], Coroutine[Any, Any, int]]


class Privacy(ScrolledPage):
    title = msg("Privacy & data")

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._kept()
        self._deleted()
        self._moved()
        self._elsewhere()
        self.follow()

    def _kept(self) -> None:
        card = self.section(tr("Journal"), tr("Older lines are deleted once a day. 0 days keep nothing."))
        self.retention = NumberRow(
            self.context,
            tr("Keep the journal for"),
            tr("One line for each request: who was asked, when, and what became of it. Never what was said."),
            (0, LONGEST_DAYS),
            tr("days"),
            lambda config: config.desktop.retention_days,
            lambda config, days: with_desktop(config, retention_days=days),
        )
        card.add(self.retention)

    def _deleted(self) -> None:
        services = self.context.services
        self.wipes: dict[str, WipeRow] = {}
        if services.wipe_journal is not None:
            self.wipes["journal"] = WipeRow(
                tr("Delete the journal"),
                tr("What was spent this month is in it too: monthly caps count from zero again at the next start."),
                tr("The journal is deleted, unless you undo this."),
                lines_gone,
                services.wipe_journal,
            )
        if services.wipe_chats is not None:
            self.wipes["chats"] = WipeRow(
                tr("Delete all chats"),
                tr("Every conversation that is kept, imported ones included."),
                tr("All chats are deleted, unless you undo this."),
                chats_gone,
                services.wipe_chats,
            )
        if not self.wipes:
            return
        words = tr(
            "It can be undone for {seconds} seconds and while the keyboard is on “Undo”, then it is gone for good.",
            seconds=UNDO_SECONDS,
        )
        card = self.section(tr("Delete"), words)
        for row in self.wipes.values():
            card.add(row)
            row.asked.connect(lambda row=row: self._doom(row))
        self.undo = UndoBar(self)
        self.undo.wanted.connect(lambda row: row.wait(False))
        self.undo.over.connect(self._wipe)
        if (layout := self.layout()) is not None:
            layout.addWidget(self.undo)

    def _doom(self, row: "WipeRow") -> None:
        self.undo.offer(row, row.doomed, row.ask)
        row.wait(True)

    def _wipe(self, row: "WipeRow") -> None:
        row.wait(False)
        self.context.start(row.run(), row, row.refuse, "delete")

    def hidden(self) -> None:
        if self.wipes:
            self.undo.end()

    async def finish(self) -> None:
        if self.wipes and isinstance(row := self.undo.take(), WipeRow):
            await row.run()

    def _moved(self) -> None:
        services = self.context.services
        if services.export is None and services.importer is None:
            return
        card = self.section(tr("Export and import"))
        if services.export is not None:
            self.export = Button(tr("Export…"))
            self.export.clicked.connect(self._ask_where)
            self.exported = CardRow(
                tr("Take your settings and chats along"),
                tr("One file, without keys, for another machine."),
                self.export,
            )
            card.add(self.exported)
        if services.importer is not None:
            self.bring = Button(tr("Look…"))
            self.bring.setAccessibleName(tr("Look what older tools left here"))
            self.bring.clicked.connect(self._open_moving)
            self.brought = CardRow(
                tr("Import from older tools"),
                tr("Providers, keys and chats. Nothing is changed before you have seen it."),
                self.bring,
            )
            card.add(self.brought)

    def _elsewhere(self) -> None:
        card = self.section(tr("Where the rest is"))
        card.add(
            CardRow(tr("Keys"), tr("In the keyring of this system, nowhere else. Never in a file, a log or a report."))
        )
        to_routing = Button(tr("Routing…"))
        to_routing.clicked.connect(lambda: self.context.go("routing"))
        self.reach = CardRow(tr("What leaves this machine"), "", to_routing)
        card.add(self.reach)

    def follow(self) -> None:
        config = self.context.bridge.config
        self.retention.follow(config)
        away = [one.label for one in snapshot_of(self.context.bridge).providers if one.enabled and not one.local]
        if config.routing.local_only:
            words = tr("Nothing: local only is on. Questions go to this machine and this network only.")
        elif away:
            words = tr(
                "A question goes to the one provider that answers it. In the cloud: {names}.", names=", ".join(away)
            )
        else:
            words = tr("Nothing: no provider in the cloud is switched on.")
        self.reach.note.say(words)

    # ------------------------------------------------------------ moving

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, tr("Export"), "traybridge-export.json", tr("TrayBridge export (*.json)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.fileSelected.connect(self.export_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()  # never exec(): it would stop the loop under running coroutines

    def export_to(self, path: str) -> None:
        """Write the export to a path."""
        export = self.context.services.export
        if export is None:
            return
        self.exported.error.say("")

        async def write() -> None:
            await export(path)
            if isValid(self):
                self.exported.note.say(tr("Written to {path}.", path=path))

        self.context.start(write(), self, lambda error: self.exported.error.say(words_of(error)), "export")

    def _open_moving(self) -> None:
        importer = self.context.services.importer
        if importer is not None:
            self.moving = ImportWindow(self.context.services, importer, self)
            self.moving.finished.connect(lambda _code: self._imported(self.moving.outcome))
            self.moving.open()

    def _imported(self, done: str) -> None:
        """Say what was done, in the place of what could be."""
        if done:
            self.brought.note.say(done, "local")


def lines_gone(count: int) -> str:
    return tr_counted("{count} line deleted.", "{count} lines deleted.", count)


def chats_gone(count: int) -> str:
    return tr_counted("{count} chat deleted.", "{count} chats deleted.", count)


class WipeRow(CardRow):
    """Something that can be deleted: ``asked`` when somebody wants that, ``gone`` makes the words for how much went."""

    asked = Signal()

    def __init__(
        self,
        title: str,
        note: str,
        doomed: str,
        gone: Callable[[int], str],
        wipe: Wipe,
        parent: QWidget | None = None,
    ) -> None:
        self.ask = Button(tr("Delete…"))
        self.ask.setAccessibleName(tr("{deed}…", deed=title))
        super().__init__(title, note, self.ask, parent)
        self.doomed = doomed
        self._gone = gone
        self._wipe = wipe
        self.ask.clicked.connect(self.asked)

    def wait(self, waiting: bool) -> None:
        """While it can be undone it cannot be asked for again: the second click of two means nothing."""
        self.ask.setEnabled(not waiting)
        self.error.say("")

    async def run(self) -> None:
        """Delete, and say how much went."""
        count = await self._wipe()
        if isValid(self):
            self.note.say(self._gone(count))

    def refuse(self, error: TrayBridgeError) -> None:
        """Say why it could not be deleted."""
        self.error.say(words_of(error))
