"""The menu of the chat window: the way to the settings and out, also where no tray shows the icon."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from traybridge.core.presentation.status import Snapshot
from traybridge.desktop.language import tr


class ChatMenu(QMenu):
    """What is None is not offered. ``on_top`` is there always: it concerns the window alone."""

    def __init__(
        self,
        parent: QWidget,
        *,
        open_settings: Callable[[str], None] | None,
        local_only: Callable[[bool], None] | None,
        quit_: Callable[[], None] | None,
    ) -> None:
        super().__init__(parent)
        self.local = QAction(tr("Local only"), self)
        self.local.setCheckable(True)
        self.on_top = QAction(tr("Keep on top"), self)
        self.on_top.setCheckable(True)
        if open_settings is not None:
            self.addAction(tr("Settings…")).triggered.connect(lambda: open_settings(""))
        if local_only is not None:
            self.addAction(self.local)
            self.local.triggered.connect(lambda on: local_only(on))  # noqa: PLW0108  a builtin would get no value
        self.addAction(self.on_top)
        if open_settings is not None:
            self.addAction(tr("Diagnostics")).triggered.connect(lambda: open_settings("diagnostics"))
        if quit_ is not None:
            self.addSeparator()
            self.addAction(tr("Quit TrayBridge")).triggered.connect(lambda _checked=False: quit_())
        for action in self.actions():
            action.setMenuRole(QAction.MenuRole.NoRole)  # on macOS it stays where it was put

    def follow(self, snapshot: Snapshot) -> None:
        """Show what is in force."""
        self.local.setChecked(snapshot.local_only)

    def open_at(self, place: QPoint) -> None:
        """Open it; never by exec(), which would stop the loop under running coroutines."""
        self.popup(place)
