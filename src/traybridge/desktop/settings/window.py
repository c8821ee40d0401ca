"""The settings window: the list of pages on the leading side, the page beside it, and what is wrong above both."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from traybridge.core.errors import TrayBridgeError
from traybridge.core.presentation.status import snapshot_of
from traybridge.desktop.actions import Actions
from traybridge.desktop.error_text import words_of
from traybridge.desktop.glyph.pictures import app_icon
from traybridge.desktop.language import tr
from traybridge.desktop.macos import IN_DOCK
from traybridge.desktop.page_context import PageContext, context_of
from traybridge.desktop.services import DesktopServices
from traybridge.desktop.settings.page import Page
from traybridge.desktop.settings.pages.diagnostics import Diagnostics
from traybridge.desktop.settings.pages.exo import Exo
from traybridge.desktop.settings.pages.general import General
from traybridge.desktop.settings.pages.privacy import Privacy
from traybridge.desktop.settings.pages.providers import ProvidersPage
from traybridge.desktop.settings.pages.routing import Routing
from traybridge.desktop.settings.sidebar import WIDTH, Sidebar, SidebarGround
from traybridge.desktop.widgets.ground import Ground
from traybridge.desktop.widgets.note_box import NoteBox
from traybridge.desktop.widgets.sizes import BETWEEN, PAGE_SIDE, PAGE_TOP

SMALLEST = QSize(760, 520)
USUAL = QSize(940, 680)
SETTLE_MS = 60

PAGES: tuple[tuple[str, type[Page]], ...] = (
    ("general", General),
    ("providers", ProvidersPage),
    ("routing", Routing),
    ("exo", Exo),
    ("privacy", Privacy),
    ("diagnostics", Diagnostics),
)
"""The pages in their order, by the names that ``open_page`` knows."""


class SettingsWindow(Ground):
    """Show and change the settings. It follows the bridge while it is open; hidden it costs nothing."""

    def __init__(self, services: DesktopServices, actions: Actions | None = None) -> None:
        super().__init__("page", window=True)
        self._services = services
        self._context = context_of(services, self.open_page, actions)
        self._pages: dict[str, Page] = {}
        self._disconnect: list[Callable[[], None]] = []
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.follow)
        self.setProperty(IN_DOCK, True)  # a large window: on macOS the program is in the Dock while it is open
        self.setWindowTitle(tr("Settings"))
        self.setWindowIcon(app_icon())
        self._build()
        wider = QSize(self.list.width() + 2 * BETWEEN - WIDTH, 0)  # the pages have the same room in every language
        self.setMinimumSize(SMALLEST + wider)
        self.resize(USUAL + wider)
        QShortcut(QKeySequence.StandardKey.Close, self).activated.connect(self.close)

    def _build(self) -> None:
        self.list = Sidebar(self)
        for name, page in PAGES:
            self.list.add(name, tr(page.title))
        self.banner = Banner(self._context, self)
        self.stack = QStackedWidget(self)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.banner)
        beside.addWidget(self.stack, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(SidebarGround(self.list, self._services.version, self))
        whole.addLayout(beside, 1)
        self.list.chosen.connect(self._show_page)

    # ------------------------------------------------------------ pages

    def open_page(self, name: str) -> None:
        """Show the window with a page: "exo", "providers/openrouter"; "" leaves the page that was there."""
        page, _, part = name.partition("/")
        self.list.choose(page or self.list.current or PAGES[0][0])
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        if part:
            self.page(page).open_part(part)

    def page(self, name: str) -> Page:
        """The page of a name; it is built when it is first wanted."""
        if name not in self._pages:
            make = dict(PAGES)[name]
            self._pages[name] = make(self._context)
            self.stack.addWidget(self._pages[name])
        return self._pages[name]

    def _show_page(self, name: str) -> None:
        before = self.stack.currentWidget()
        page = self.page(name)
        if page is before:
            return
        if isinstance(before, Page) and self.isVisible():
            before.hidden()
        self.stack.setCurrentWidget(page)
        page.follow()
        if self.isVisible():
            page.shown()

    # ------------------------------------------------------------ following

    def follow(self) -> None:
        """Show what the bridge says now, on the page that is seen."""
        self.banner.follow()
        self.list.mark("providers", "\n".join(tr(line) for line in snapshot_of(self._services.bridge).attention))
        page = self.stack.currentWidget()
        if isinstance(page, Page):
            page.follow()

    def _changed(self, _payload: object) -> None:
        if not self._settle.isActive():
            self._settle.start()

    @property
    def settling(self) -> bool:
        """A change is about to be shown."""
        return self._settle.isActive()

    async def finish(self) -> None:
        """The program ends: do what waited for somebody to undo it. Raises TrayBridgeError."""
        for page in self._pages.values():
            await page.finish()

    # ------------------------------------------------------------ Qt's events

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        super().showEvent(event)
        if self._disconnect:
            return
        bridge = self._services.bridge
        signals = (bridge.health_changed, bridge.config_changed, bridge.keys_changed, bridge.activity)
        self._disconnect = [signal.connect(self._changed) for signal in signals]
        bridge.watched(True)
        self.follow()
        page = self.stack.currentWidget()
        if isinstance(page, Page):
            page.shown()
        self.list.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self._leave()

    def _leave(self) -> None:
        if not self._disconnect:
            return
        for disconnect in self._disconnect:
            disconnect()
        self._disconnect = []
        self._settle.stop()
        self._services.bridge.watched(False)
        page = self.stack.currentWidget()
        if isinstance(page, Page):
            page.hidden()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)


class Banner(QWidget):
    """What is wrong with the whole: a settings file that cannot be used, a keyring that cannot be read."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.note = NoteBox("bad", parent=self)
        self.unlock = self.note.action
        self.unlock.setAccessibleName(tr("Unlock the keyring"))
        self.note.clicked.connect(self._unlock)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PAGE_SIDE, PAGE_TOP, PAGE_SIDE, 0)
        layout.addWidget(self.note)
        self.hide()

    def follow(self) -> None:
        problem = self._context.services.problem()
        keyring = self._context.bridge.keyring_problem
        lines = [f"{words_of(problem)} {tr('The last good settings are in force.')}"] if problem else []
        wanted = keyring is not None and bool(snapshot_of(self._context.bridge).keyring)
        if keyring is not None and wanted:
            lines.append(words_of(keyring))
        if (history := self._context.bridge.history_problem) is not None:
            lines.append(words_of(history))
        can_unlock = keyring is not None and wanted and keyring.kind in {"locked", "slow", "denied"}
        self.note.say("\n".join(lines), action=tr("Unlock…") if can_unlock else "")
        self.setVisible(bool(lines))

    def _unlock(self) -> None:
        self._context.start(self._context.services.unlock(), self, self._refused, "unlock the keyring")

    def _refused(self, error: TrayBridgeError) -> None:
        self.note.say(words_of(error), action=tr("Unlock…"))
