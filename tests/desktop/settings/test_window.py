"""The settings window as a whole: pages by keyboard, names, contrast, no clipped word, what was typed stays."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication, QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTreeWidget,
    QWidget,
)
from tests.core.fakes import MemoryJournal, catalogue
from tests.desktop.rooms import Host, Room, dark_palette, press, seen, use, write
from tests.desktop.settings.looking import open_page

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.core.config import Config
from traybridge.core.errors import BadConfig, KeyringProblem, TrayBridgeError
from traybridge.core.presentation.diagnosis import Finding, Level
from traybridge.core.probe import Reading
from traybridge.desktop.settings.page import Page
from traybridge.desktop.settings.pages.general import General
from traybridge.desktop.settings.pages.providers import ProvidersPage
from traybridge.desktop.settings.pages.routing import Routing
from traybridge.desktop.settings.window import PAGES, SettingsWindow
from traybridge.desktop.widgets.cards import Card
from traybridge.desktop.widgets.colours import DARK, LIGHT
from traybridge.desktop.widgets.system_palette import READABLE, contrast
from traybridge.desktop.widgets.theme import theme

NAME = QAccessible.Text.Name
NAMES = [name for name, _page in PAGES]
WHOLE = [*NAMES, "providers/exo", "providers/openrouter", "providers/embedded", "providers/add"]


class Login:
    def state(self) -> bool:
        return False

    def enable(self) -> None: ...

    def disable(self) -> None: ...

    def repair(self) -> bool:
        return False


class Journal:
    async def tail(self, limit: int = 20) -> list[dict[str, object]]:
        attempt = {"provider": "exo", "model": "m", "outcome": "transient", "seconds": 1.0, "reason": "x" * 200}
        return [{"at": "2026-07-01T10:20:11+00:00", "attempts": [attempt], "skipped": [], "asked_model": "auto"}]


async def count() -> int:
    return 3


async def nothing(_path: str) -> None: ...


async def examine(_provider_id: str) -> list[Finding]:
    return [Finding("a", "A trouble " * 8, "A next step " * 20, Level.PROBLEM, "traybridge exo unload MODEL " * 3)]


async def examine_all() -> list[tuple[str, Finding]]:
    return [("exo", one) for one in await examine("exo")]


def cluster() -> Host:
    """An Exo with everything that a page can show, with names as long as they get."""
    host = Host()
    model = "mlx-community/Llama-4-Maverick-17B-128E-Instruct-6bit"
    host.reading = Reading(
        0.01,
        cluster=Cluster(
            ClusterState.LOADING,
            "1.x",
            (
                Node("1", "Annas Mac Studio in the attic", "Apple M3 Ultra", 400 * 2**30, 512 * 2**30, 0.1),
                Node("2", "Book", stale=True, last_seen=9.0),
            ),
            (
                LoadedModel(model, ModelState.LOADING, 0.4, nodes=("Annas Mac Studio in the attic", "Book")),
                LoadedModel("b", ModelState.FAILED, error="out of memory: " + "words " * 30),
                LoadedModel("c", ModelState.READY),
            ),
        ),
    )
    host.catalogue = catalogue(model, "b")
    return host


def everything(qapp: QApplication, scene: object, **more: object) -> None:
    values: dict[str, object] = {
        "hosts": {"exo": cluster()},
        "keys": {"openrouter": "sk-or-made-up-0123456789"},
        "login": Login(),
        "journal": Journal(),
        "wipe_journal": count,
        "wipe_chats": count,
        "export": nothing,
        "examine": examine,
        "examine_all": examine_all,
        "version": "0.1.0",
        "config_file": "/home/anna/.config/traybridge/config.toml",
    }
    use(qapp, scene, **(values | more))  # type: ignore[arg-type]


async def every_page(room: Room, look: Callable[[Page], None]) -> None:
    """Look at each page while it is shown at the smallest promised size, its examinations done."""
    await room.bridge.start()
    await room.bridge.refresh()
    window = SettingsWindow(room.services)
    window.resize(900, 600)
    room.window = window
    for name in WHOLE:
        window.open_page(name)
        await room.settle()
        page = window.page(name.partition("/")[0])
        for one in page.findChildren(QPushButton):
            if one.text() in {"Check", "Check all"} and one.isVisible():
                one.click()
        await room.settle()
        assert page.isVisible()
        look(page)


def test_the_pages_are_chosen_with_the_arrow_keys(qapp: QApplication):
    async def scene(room: Room) -> None:
        await open_page(room, "general", General)
        window = room.window
        assert isinstance(window, SettingsWindow)
        titles = []
        for _ in NAMES:
            page = window.stack.currentWidget()
            assert isinstance(page, Page)
            titles.append(page.title)
            press(window.list, Qt.Key.Key_Down)
            await room.settle()
        assert titles == ["General", "Providers", "Routing", "Exo", "Privacy & data", "Diagnostics"]

    use(qapp, scene)


def test_escape_closes_and_the_same_page_comes_back(qapp: QApplication):
    async def scene(room: Room) -> None:
        await open_page(room, "routing", Routing)
        window = room.window
        assert isinstance(window, SettingsWindow)
        press(window.list, Qt.Key.Key_Escape)
        assert not window.isVisible()
        window.open_page("")
        assert window.isVisible()
        assert window.list.current == "routing"

    use(qapp, scene)


def test_while_it_is_open_the_bridge_looks_closely_and_not_longer(qapp: QApplication):
    async def scene(room: Room) -> None:
        await open_page(room, "general", General)
        assert room.bridge._monitor.attention.value == "looking"
        assert room.window is not None
        room.window.close()
        assert room.bridge._monitor.attention.value == "nobody"

    use(qapp, scene)


def test_what_could_not_be_used_is_still_there_the_next_time(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "routing", Routing)
        field = page.timers["connect"]
        write(field.edit, "soon")
        await room.until(lambda: field.refused)
        assert room.window is not None
        room.window.close()
        await open_page(room, "routing", Routing)
        assert (field.edit.text(), field.refused) == ("soon", True)
        assert room.config.timeouts.connect is None

    use(qapp, scene)


def test_a_broken_settings_file_stands_over_every_page(qapp: QApplication):
    problem = BadConfig("“yes” is no number", "Write 5.", path="config.toml", key="timeouts.idle", line=12)

    async def scene(room: Room) -> None:
        await open_page(room, "general", General)
        window = room.window
        assert isinstance(window, SettingsWindow)
        assert seen(window.banner) == [
            "config.toml:12: “yes” is no number. Write 5. The last good settings are in force."
        ]

    use(qapp, scene, problem=lambda: problem)


def test_a_history_that_cannot_be_read_is_said_over_every_page(qapp: QApplication):
    history = MemoryJournal()
    history.refuses = TrayBridgeError("The history is of a newer TrayBridge", "Update this one.")

    async def scene(room: Room) -> None:
        await open_page(room, "general", General)
        window = room.window
        assert isinstance(window, SettingsWindow)
        assert seen(window.banner) == ["The history is of a newer TrayBridge. Update this one."]

    use(qapp, scene, history=history)


def test_a_locked_keyring_stands_there_with_its_next_step(qapp: QApplication):
    locked = KeyringProblem("locked", "The keyring is locked", "Unlock it.")

    async def scene(room: Room) -> None:
        asked: list[bool] = []

        async def unlock() -> None:
            asked.append(True)
            room.keys.problem = None
            await room.bridge.load_keys()

        window = SettingsWindow(replace(room.services, unlock=unlock))
        room.window = window
        window.open_page("providers")
        await room.settle()
        assert seen(window.banner) == ["The keyring is locked. Unlock it."]
        window.banner.unlock.click()
        await room.until(lambda: not window.banner.isVisible())
        assert asked == [True]

    use(qapp, scene, keyring=locked)


def test_every_control_has_a_name_for_screen_readers(qapp: QApplication):
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QListWidget, QTreeWidget, QPlainTextEdit)
    nameless: list[tuple[str, str]] = []
    named: list[str] = []

    def look(page: Page) -> None:
        for widget in page.findChildren(QWidget):
            inside = isinstance(widget.parent(), (QComboBox, QAbstractSpinBox))
            if not isinstance(widget, kinds) or inside or widget.objectName().startswith("qt_"):
                continue
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                name = widget.accessibleName() or QAccessible.queryAccessibleInterface(widget).text(NAME)
                named.append(name)
                if not name:
                    nameless.append((page.title, type(widget).__name__))

    everything(qapp, lambda room: every_page(room, look))
    assert nameless == []
    assert len(named) > 60


def test_tab_goes_through_a_page_from_top_to_bottom(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "routing", Routing)
        page.waiting.open()
        page.order.setFocus()
        order = []
        for _ in range(18):
            focus = QApplication.focusWidget()
            assert focus is not None
            order.append(focus.accessibleName() or QAccessible.queryAccessibleInterface(focus).text(NAME))
            press(focus, Qt.Key.Key_Tab)
        stops = [stop.accessibleName() for stop in page.line.stops]
        assert len(stops) == 4
        assert order == [
            "Change order…",
            *stops,
            "Failover",
            "Local only",
            "Free only",
            "Starter model as a fallback",
            "Another model when nobody has the one asked for",
            "Use only",
            "How long to wait",
            "Connect",
            "Response headers",
            "First word",
            "Between words",
            "First word, all attempts together",
            "Add alias",
        ]

    use(qapp, scene)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_can_be_read(qapp: QApplication, scheme: str):
    """WCAG 2.2, 1.4.3: 4.5 to 1, on whatever the words stand on."""
    before = qapp.palette()
    seen_ratios: list[float] = []

    def look(page: Page) -> None:
        palette = QApplication.palette()
        for label in page.findChildren(QLabel):
            on_card = any(isinstance(one, Card) for one in _above(label))
            back = theme().colour("raised") if on_card else palette.color(QPalette.ColorRole.Window)
            if label.text():
                seen_ratios.append(contrast(label.palette().color(QPalette.ColorRole.WindowText), back))
                assert seen_ratios[-1] >= READABLE, (page.title, label.text())
        for field in page.findChildren(QLineEdit):
            own = field.palette()
            base = own.color(own.ColorRole.Base)
            back = base if base.alpha() else theme().colour("raised")  # its box paints that
            ratio = contrast(own.color(own.ColorRole.PlaceholderText), back)
            assert ratio >= READABLE, (page.title, field.placeholderText())

    try:
        if scheme == "dark":
            qapp.setPalette(dark_palette())
        everything(qapp, lambda room: every_page(room, look))
    finally:
        qapp.setPalette(before)
    assert len(seen_ratios) > 100


def test_a_change_of_the_scheme_reaches_an_open_window(qapp: QApplication):
    before = qapp.palette()

    async def scene(room: Room) -> None:
        page = await open_page(room, "routing", Routing)
        label = page.switches["failover"].note
        light = label.palette().color(QPalette.ColorRole.WindowText)
        qapp.setPalette(dark_palette())
        await room.settle()
        dark = label.palette().color(QPalette.ColorRole.WindowText)
        assert contrast(light, QColor(LIGHT.raised)) >= 4.5
        assert contrast(dark, QColor(DARK.raised)) >= 4.5

    try:
        use(qapp, scene)
    finally:
        qapp.setPalette(before)


def test_no_word_is_clipped_at_900_by_600(qapp: QApplication):
    """Words wrap or the page scrolls down; nothing is cut off, nothing needs scrolling sideways."""
    clipped: list[tuple[str, str]] = []

    def look(page: Page) -> None:
        for area in page.findChildren(QScrollArea):
            inside = area.widget()
            if inside is not None and area.isVisible() and inside.width() > area.viewport().width():
                clipped.append((page.title, "sideways"))
        for label in page.findChildren(QLabel):
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            if label.isVisible() and label.text() and label.height() + 1 < needed:
                clipped.append((page.title, label.text()[:60]))
        buttons = [one for one in page.findChildren(QPushButton) if one.isVisible()]
        narrow = [one.text() for one in buttons if one.width() < one.fontMetrics().horizontalAdvance(one.text())]
        clipped.extend((page.title, text) for text in narrow)

    everything(qapp, lambda room: every_page(room, look))
    assert clipped == []


def test_the_wheel_scrolls_the_page_and_changes_no_setting(qapp: QApplication):
    """Scrolling past a list or a number must not turn it."""

    async def scene(room: Room) -> None:
        page = await open_page(room, "routing", Routing)
        box = page.pin.box
        box.setFocus()
        wheel = QWheelEvent(
            QPointF(5, 5),
            QPointF(box.mapToGlobal(QPoint(5, 5))),
            QPoint(0, -120),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(box, wheel)
        await room.settle()
        assert box.currentIndex() == 0
        assert room.config.routing.pin == ""

    use(qapp, scene)


def test_right_to_left_mirrors_the_window(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "providers", ProvidersPage)
        window = room.window
        assert isinstance(window, SettingsWindow)
        assert window.list.mapTo(window, window.list.rect().center()).x() > window.width() // 2
        assert (
            page.list.mapTo(window, page.list.rect().center()).x()
            > page.stack.mapTo(window, page.stack.rect().center()).x()
        )

    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        use(qapp, scene, config=Config())
    finally:
        QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _above(widget: QWidget) -> list[QWidget]:
    found = []
    parent = widget.parentWidget()
    while parent is not None:
        found.append(parent)
        parent = parent.parentWidget()
    return found
