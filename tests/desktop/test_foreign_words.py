"""Words of strangers in every window: HTML stays text, a line stays one, nothing turns what stands around it."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, Qt, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QTreeWidget,
    QWidget,
)
from tests.core.fakes import answer, catalogue
from tests.desktop.rooms import Host, Room, use

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.core.config import Config, ProviderConfig
from traybridge.core.errors import ProviderFailed, TrayBridgeError
from traybridge.core.probe import Reading
from traybridge.desktop.controller import Desktop
from traybridge.desktop.settings.window import PAGES
from traybridge.desktop.tray.icon import Tray
from traybridge.desktop.tray.live_menu import LiveMenu
from traybridge.desktop.widgets.row_list import RowList

HOSTILE = "<b>&amp;</b> <img src='/etc/hostname'>\nnext\u202eline\x9b31m"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


def texts(widget: QObject) -> Iterator[tuple[str, str]]:  # noqa: C901, PLR0912  one case for each kind of widget
    """Everything that a widget shows or says, with what kind of text it is."""
    if isinstance(widget, QAction):
        yield "menu", widget.text()
    if not isinstance(widget, QWidget):
        return
    yield "tooltip", widget.toolTip()
    yield "name", widget.accessibleName()
    yield "name", widget.accessibleDescription()
    match widget:
        case QLabel():
            yield "label" if widget.textFormat() == Qt.TextFormat.PlainText else "auto", widget.text()
        case QAbstractButton():
            yield "button", widget.text()
        case QComboBox():
            yield from (("row", widget.itemText(at)) for at in range(widget.count()))
        case QListWidget():
            for at in range(widget.count()):
                yield "row", widget.item(at).text()
                yield "tooltip", widget.item(at).toolTip()
        case RowList():
            for at in range(widget.model().rowCount()):
                index = widget.model().index(at, 0)
                yield "row", str(index.data())
                yield "row", str(index.data(Qt.ItemDataRole.AccessibleTextRole))
                yield "tooltip", str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        case QTreeWidget():
            for at in range(widget.topLevelItemCount()):
                item = widget.topLevelItem(at)
                assert item is not None
                for column in range(widget.columnCount()):
                    yield "row", item.text(column)
                    yield "tooltip", item.toolTip(column)
        case QTextEdit() | QPlainTextEdit():
            yield "text", widget.toPlainText()


def everything(root: QWidget | QMenu) -> Iterator[tuple[str, str]]:
    for one in (root, *root.findChildren(QObject)):
        yield from texts(one)


def check(kind: str, text: str) -> None:
    shown = text
    if kind in {"tooltip", "auto"} and Qt.mightBeRichText(text):
        assert "<b>" not in text, f"{kind}: {text!r}"
        assert "<img" not in text, f"{kind}: {text!r}"
        document = QTextDocument()
        document.setHtml(text)
        shown = document.toPlainText()
    assert not OBEYED.search(shown), f"{kind}: {shown!r}"
    if kind in {"menu", "row", "button"}:
        assert "\n" not in shown, f"{kind}: {shown!r}"
    if kind == "menu" and "amp;" in shown:
        assert "&&amp;" in shown, f"{kind}: a menu takes & for a shortcut: {shown!r}"


def hostile_host() -> Host:
    """A cluster all of whose words are hostile."""
    host = Host()
    host.scripts = [answer(HOSTILE)]
    model = LoadedModel(HOSTILE, ModelState.FAILED, error=HOSTILE, nodes=(HOSTILE,))
    ready = LoadedModel(f"ready/{HOSTILE}", ModelState.READY, nodes=(HOSTILE,))
    nodes = (Node("n", HOSTILE, chip=HOSTILE, memory_total=1 << 36, memory_used=1 << 35, last_seen=1.0),)
    cluster = Cluster(ClusterState.READY, nodes=nodes, models=(ready, model), dialect="1.x", detail=HOSTILE)
    host.reading = Reading(latency=0.01, cluster=cluster, detail=HOSTILE)
    host.catalogue = catalogue(HOSTILE, "other")
    return host


def test_every_window_shows_what_is_written_and_obeys_nothing(qapp: QApplication):
    broken = Host()
    broken.reading = ProviderFailed(HOSTILE, HOSTILE)
    broken.scripts = [[ProviderFailed(HOSTILE, HOSTILE)]]
    cloud = Host()
    cloud.scripts = [answer(HOSTILE)]
    rows = (
        ProviderConfig(id="exo", kind="exo", name="Exo", base_url="http://127.0.0.1:9"),
        ProviderConfig(
            id="broken", kind="openai", name="<b>&amp;</b> \u202e", base_url="http://127.0.0.1:9/v1", model="m"
        ),
        ProviderConfig(id="cloud", kind="openai", name="<i>&amp;</i>", base_url="http://127.0.0.1:9/v1", model="m"),
    )

    async def scene(room: Room) -> None:
        await room.bridge.start()
        await room.bridge.refresh()
        await room.bridge.models(refresh=True)
        menu = LiveMenu(QMenu())
        tray = Tray(menu.menu, desktop_name="", reduced_motion=lambda: True)
        desktop = Desktop(room.services, tray, menu)
        desktop.refresh()
        desktop.open_chat()
        chat = desktop._chat_window()
        chat.ask(HOSTILE)
        await room.settle()
        desktop.open_settings("general")
        settings = desktop._settings
        assert settings is not None
        found: list[tuple[str, str]] = []
        for name, _page in PAGES:
            settings.open_page(name)
            await room.settle()
        for one in rows:
            settings.open_page(f"providers/{one.id}")
            await room.settle()
        desktop.tell(TrayBridgeError(HOSTILE, HOSTILE))
        desktop.refresh()
        assert desktop.box.box is not None
        for root in (chat, settings, desktop.box.box, menu.menu):
            found += everything(root)
        for submenu in menu._submenus.values():
            found += everything(submenu.menu)
        found.append(("tooltip", tray._words))
        for kind, text in found:
            check(kind, text)
        seen = {kind for kind, text in found if "amp;" in text or "<b>&</b>" in text}
        assert {"label", "menu", "row", "tooltip", "name", "text"} <= seen, (
            "the words are there, in every kind of place"
        )
        desktop.close()

    use(qapp, scene, config=Config(providers=rows), hosts={"exo": hostile_host(), "broken": broken, "cloud": cloud})


def test_the_check_would_find_what_it_looks_for():
    for kind, text in (
        ("tooltip", "<b>x</b>"),
        ("row", "a\nb"),
        ("label", "\x9b"),
        ("menu", "&amp;"),
        ("name", "\u202e"),
    ):
        try:
            check(kind, text)
        except AssertionError:
            continue
        raise AssertionError(f"{kind} {text!r} was not found")
