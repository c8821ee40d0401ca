"""Moving in: what older tools left here, seen first, then brought in, then cleared from the old files."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from traybridge.core.errors import TrayBridgeError
from traybridge.desktop.look import GRID
from traybridge.desktop.services import Cleared, MovingIn, OldSettings, Services
from traybridge.desktop.settings.scene import Scene, words_of
from traybridge.desktop.settings.surface import Line, RoomyRows, push

ACTIONS = {"add": "is added", "update": "is completed", "same": "is here already", "skip": "is left out"}


class MovingWindow(QDialog):
    """Three steps in one window. Closing it at any of them leaves everything as it then is."""

    def __init__(self, services: Services, moving_in: MovingIn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moving_in = moving_in
        self._scene = Scene(services, lambda _page: None)
        self.setWindowTitle("What older tools left here")
        self.resize(760, 460)
        self.words = Line("Looking…", "text", self)
        self.table = QTreeWidget(self)
        self.table.setRootIsDecorated(False)
        self.table.setItemDelegate(RoomyRows(self.table))
        self.table.setHeaderLabels(["Name", "Key", "What happens", "From", "To know"])
        self.table.setAccessibleName("What was found")
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.detail = Line("", "note", self)
        self.detail.hide()
        self.act = push("Bring in", self)
        self.act.clicked.connect(self._bring)
        self.clear = push("Remove the keys from the old files", self)
        self.clear.clicked.connect(self._clear)
        self.close_button = push("Close", self)
        self.close_button.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        for one in (self.close_button, self.clear, self.act):
            row.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self.words)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.detail)
        layout.addLayout(row)
        self.finished.connect(self.deleteLater)
        self._working("Looking…")
        self._scene.start(self._look(), self, self._refused, "look at old settings")

    def _short(self, path: str) -> str:
        """A path with a tilde for the home folder."""
        home = self._scene.services.home
        return f"~{path.removeprefix(home)}" if home and path.startswith(home) else path

    def _working(self, words: str) -> None:
        self.words.say(words, "text")
        self.act.setEnabled(False)
        self.clear.hide()

    def _refused(self, error: TrayBridgeError) -> None:
        self.words.say(words_of(error), "warning")
        self.act.setText("Look again")
        self.act.setEnabled(True)

    async def _look(self) -> None:
        found = await self._moving_in.look()
        if isValid(self):
            self._show(found)

    def _show(self, found: OldSettings) -> None:
        self.table.clear()
        for one in found.items:
            source = self._short(one.source)
            texts = [one.name, one.key or "–", ACTIONS.get(one.action, one.action), source, one.problem]
            item = QTreeWidgetItem(self.table, texts)
            item.setToolTip(3, one.source)
            item.setToolTip(4, one.problem)
        for column, width in enumerate((150, 80, 110, 200)):
            self.table.setColumnWidth(column, width)
        self.words.say(summary(found), "text")
        self.detail.say(found.problem, "warning")
        self.act.setText("Bring in")
        self.act.setVisible(_brings(found))
        self.act.setEnabled(True)
        self.act.setFocus()
        if not _brings(found):
            self._offer_clearing(found)

    def _bring(self) -> None:
        if self.act.text() == "Look again":
            self._working("Looking…")
            self._scene.start(self._look(), self, self._refused, "look at old settings")
            return
        self._working("Bringing in…")
        self._scene.start(self._do_bring(), self, self._refused, "import old settings")

    async def _do_bring(self) -> None:
        left = await self._moving_in.bring()
        if not isValid(self):
            return
        self._show(left)
        self.act.hide()
        self.words.say("Everything is here now.", "good")
        self._offer_clearing(left)

    def _offer_clearing(self, found: OldSettings) -> None:
        if found.plain and not found.problem:
            files = ", ".join(map(self._short, found.plain))
            self.detail.say(f"The old files still hold keys that anybody can read: {files}", "warning")
            self.clear.show()
            self.clear.setFocus()

    def _clear(self) -> None:
        self._working("Removing the keys…")
        self._scene.start(self._do_clear(), self, self._refused, "scrub old settings")

    async def _do_clear(self) -> None:
        done = await self._moving_in.clear()
        if isValid(self):
            self._show_cleared(done)

    def _show_cleared(self, done: Cleared) -> None:
        self.act.hide()
        count = len(done.changed)
        self.words.say(f"{count} file{' holds' if count == 1 else 's hold'} no key any more.", "good")
        self.detail.say("Left as they are: " + "; ".join(done.kept) if done.kept else "", "warning")
        self.close_button.setFocus()


def summary(found: OldSettings) -> str:
    """What bringing it in would do, in one sentence."""
    new = sum(one.action in {"add", "update"} for one in found.items)
    parts = [
        _count(new, "provider") if new else "",
        f"{_count(found.keys, 'key')} into the keyring" if found.keys else "",
        _count(found.chats, "chat") if found.chats else "",
    ]
    if not _brings(found):
        return "There is nothing to bring in." if not found.items else "Everything is here already."
    return "This would bring in " + ", ".join(part for part in parts if part) + ". Nothing is changed yet."


def _brings(found: OldSettings) -> bool:
    return bool(found.keys or found.chats or any(one.action in {"add", "update"} for one in found.items))


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
