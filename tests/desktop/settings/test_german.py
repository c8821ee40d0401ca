"""The settings in German on a small screen: nothing is cut off, and nothing is left in English."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from tests.desktop.forms.test_import_window import Older, open_moving
from tests.desktop.rooms import Host, Room, use, write
from tests.desktop.settings.german import SMALL, cramped, german, still_english
from tests.support.login_item import MemoryLoginItem

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.core.config import Config
from traybridge.core.discovery import DiscoveredServer
from traybridge.core.errors import BadConfig, KeyringProblem
from traybridge.core.i18n import msg
from traybridge.core.models import Catalogue, ModelInfo
from traybridge.core.presentation.diagnosis import Finding, Level
from traybridge.core.probe import Reading
from traybridge.desktop.language import tr
from traybridge.desktop.settings.pages.privacy import Privacy
from traybridge.desktop.settings.pages.providers import ProvidersPage
from traybridge.desktop.settings.pages.routing import Routing
from traybridge.desktop.settings.window import PAGES, SettingsWindow
from traybridge.desktop.widgets.label import Label

GIB = 1024**3


def cluster() -> Host:
    host = Host()
    nodes = (Node("1", "Mac Studio", "Apple M3 Ultra", 61 * GIB, 96 * GIB, 0.3), Node("2", "MacBook", stale=True))
    models = (
        LoadedModel("mlx-community/Llama-3.3-70B", ModelState.READY, nodes=("Mac Studio",), size=40 * GIB),
        LoadedModel("mlx-community/Qwen3-30B", ModelState.LOADING, 0.42, nodes=("Mac Studio",), size=17 * GIB),
        LoadedModel("mlx-community/gemma-3-27b", ModelState.FAILED, nodes=("Mac Studio",)),
    )
    host.reading = Reading(0.004, cluster=Cluster(ClusterState.READY, "1.x", nodes, models))
    return host


def cloud() -> Host:
    host = Host()
    host.reading = Reading(0.2)
    host.catalogue = Catalogue((ModelInfo("a"), ModelInfo("b")), fetched_at=4e9)
    return host


class Journal:
    """One attempt of each kind."""

    async def tail(self, limit: int = 20) -> Sequence[Mapping[str, Any]]:
        kinds = ("ok", "client", "context", "auth", "quota", "rate", "not_loaded", "transient", "cancelled")
        at = datetime.now(UTC).isoformat()
        attempt = {"provider": "exo", "model": "m", "seconds": 1.2, "reason": ""}
        rows: list[dict[str, Any]] = [
            {"at": at, "asked_model": "auto", "attempts": [attempt | {"outcome": kind}]} for kind in kinds
        ]
        return [*rows, {"at": at, "asked_model": "auto", "attempts": []}][-limit:]


async def count() -> int:
    return 3


async def export(_path: str) -> None: ...


async def examine(_provider_id: str) -> list[Finding]:
    fine = Finding("fine", msg("{name}: {what}", name="Exo", what=msg("ready")), level=Level.FINE)
    return [fine, Finding("x", "Mac Studio", level=Level.NOTE, command="exo --help")]


async def examine_all() -> list[tuple[str, Finding]]:
    return [("exo", one) for one in await examine("exo")]


async def discover() -> list[DiscoveredServer]:
    return [
        DiscoveredServer("exo", "Exo", "http://127.0.0.1:52415"),
        DiscoveredServer("ollama", "Ollama", "http://127.0.0.1:11434/v1", ("a", "b", "c")),
        DiscoveredServer("lmstudio", "LM Studio", "http://127.0.0.1:1234/v1"),
    ]


def given() -> dict[str, Any]:
    return {
        "hosts": {"exo": cluster(), "openrouter": cloud(), "huggingface": cloud()},
        "keys": {"openrouter": "sk-or-v1-made-up-01234"},
        "login": MemoryLoginItem(on=True),
        "journal": Journal(),
        "wipe_journal": count,
        "wipe_chats": count,
        "export": export,
        "examine": examine,
        "examine_all": examine_all,
        "discover": discover,
        "importer": Older(),
        "version": "0.1.0",
        "config_file": "/home/anna/.config/traybridge/config.toml",
    }


async def small_window(room: Room, page: str) -> SettingsWindow:
    window = SettingsWindow(room.services)
    room.window = window
    await room.bridge.refresh()
    window.open_page(page)
    window.resize(*SMALL)
    await room.settle()
    return window


def well(window: QWidget) -> None:
    assert cramped(window) == []
    assert still_english(window) == []


@pytest.mark.parametrize(
    "page", [*(name for name, _page in PAGES), "providers/add", "providers/openrouter", "providers/embedded"]
)
def test_every_page_has_room_for_its_german_words_and_is_all_german(qapp: QApplication, page: str):
    async def scene(room: Room) -> None:
        window = await small_window(room, page)
        assert (window.width(), window.height()) == SMALL
        for one in window.page(page.partition("/")[0]).findChildren(QPushButton):
            if one.isVisible() and one.text() in {tr("Check"), tr("Check all"), tr("Show")}:
                one.click()
        await room.settle()
        well(window)

    with german(qapp):
        use(qapp, scene, **given())


def test_what_comes_and_goes_has_room_too(qapp: QApplication):
    """The banner, the ways back from a deletion and a removal, what was refused, a session's pin."""
    broken = BadConfig("failover must be true or false", path="config.toml", line=3)
    locked = KeyringProblem("locked", "The keyring is locked", "Unlock it and try again.")

    async def scene(room: Room) -> None:
        window = await small_window(room, "privacy")
        privacy = window.page("privacy")
        assert isinstance(privacy, Privacy)
        for row in privacy.wipes.values():
            row.ask.click()
        privacy.export_to("/home/anna/traybridge-export.json")
        await room.settle()
        well(window)
        assert privacy.undo.isVisible()
        window.open_page("routing")
        await room.settle()
        assert {row.note.text() for row in privacy.wipes.values()} == {"3 Zeilen gelöscht.", "3 Chats gelöscht."}
        routing = window.page("routing")
        assert isinstance(routing, Routing)
        room.bridge.pin_for_session("exo")
        write(routing.timers["connect"].edit, "bald")
        routing.aliases.add.click()
        routing.aliases.rows[-1].name.setText("gut")
        routing.aliases.take()
        await room.settle()
        assert routing.timers["connect"].refused
        well(window)
        window.open_page("providers/openrouter")
        providers = window.page("providers")
        assert isinstance(providers, ProvidersPage)
        providers.form.remove.click()
        await room.settle()
        assert providers.undo.isVisible()
        assert window.banner.isVisible()
        well(window)

    with german(qapp):
        use(qapp, scene, **given() | {"keys": {}}, keyring=locked, problem=lambda: broken)


def test_the_import_window_is_german_with_room_for_its_words(qapp: QApplication):
    async def scene(room: Room) -> None:
        window = await open_moving(room)
        well(window)
        assert (
            window.words.text()
            == "Importiert würde: 1 Anbieter, 1 Schlüssel in den Schlüsselbund. Noch ist nichts geändert."
        )
        window.act.click()
        await room.until(window.clear.isVisible)
        well(window)
        window.clear.click()
        await room.until(lambda: window.words.text() == "1 Datei enthält keinen Schlüssel mehr.")
        well(window)

    with german(qapp):
        use(qapp, scene, **given())


def test_amounts_are_shown_and_taken_with_a_comma(qapp: QApplication):
    async def scene(room: Room) -> None:
        window = await small_window(room, "providers/openrouter")
        providers = window.page("providers")
        assert isinstance(providers, ProvidersPage)
        assert providers.form.cap is not None
        write(providers.form.cap.edit, "2,5")
        await room.settle()
        assert providers.form.cap.edit.text() == "2,50"
        row = room.config.provider("openrouter")
        assert row is not None
        assert row.monthly_cap == 2.5
        window.open_page("routing")
        routing = window.page("routing")
        assert isinstance(routing, Routing)
        write(routing.timers["connect"].edit, "1,5")
        await room.settle()
        assert room.config.timeouts.connect == 1.5
        assert routing.timers["connect"].edit.text() == "1,5"

    with german(qapp):
        use(qapp, scene, **given(), config=Config())


def test_these_tests_would_notice(qapp: QApplication):
    """A button and a line that are too narrow, a line that is too low, a word and a sentence left in English."""
    window = QWidget()
    layout = QVBoxLayout(window)
    wide, narrow, low = QPushButton("Übernehmen"), QPushButton("Übernehmen"), Label("Ein Satz, der umbricht. " * 9)
    label = QLabel("Anbieter hinzufügen")
    for one in (wide, narrow, low, label):
        layout.addWidget(one)
    narrow.setFixedWidth(30)
    low.setFixedSize(200, 20)
    label.setFixedWidth(40)
    window.setAccessibleName("Look again")
    window.setToolTip("Remove Groq")
    window.setWindowTitle("Anbieter")
    window.show()
    with german(qapp):
        assert QLocale().language() == QLocale.Language.German
        assert [line.partition(" ")[0] for line in cramped(window)] == ["Label", "QLabel", "QPushButton"]
        assert still_english(window) == ["Look again", "Remove Groq"]
    window.close()
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.deleteLater()
