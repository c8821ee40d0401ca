"""The first start: whatever somebody does or does not do, a question asked below is answered."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from tests.core.fakes import catalogue
from tests.desktop.rooms import Host, Room, button, dark_palette, press, seen, use, write

from traybridge.core.chat import ChatRequest, Message
from traybridge.core.config import Config
from traybridge.core.discovery import DiscoveredServer
from traybridge.core.errors import KeyringProblem, Unreachable
from traybridge.core.import_preview import ImportItem, ImportPreview, ScrubReport
from traybridge.core.ports import KeyCheck
from traybridge.core.presentation.status import snapshot_of
from traybridge.core.probe import Reading
from traybridge.core.provenance import Provenance
from traybridge.core.secret import Secret
from traybridge.desktop.welcome.panel import WelcomePanel
from traybridge.desktop.widgets.cards import Card
from traybridge.desktop.widgets.system_palette import READABLE, contrast
from traybridge.desktop.widgets.theme import theme

KEY = "sk-or-made-up-0123456789"
OLLAMA = DiscoveredServer("ollama", "Ollama", "http://127.0.0.1:11434/v1", ("llama3.2", "qwen3", "gemma3"))
EXO = DiscoveredServer("exo", "Exo", "http://127.0.0.1:52415")


@dataclass
class Offer:
    preset: str
    variable: str
    secret: Secret


class Hall:
    """The panel in a window of the chat window's width, and what it asked for."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.asked: list[str] = []
        self.ready: list[bool] = []
        self.over: list[bool] = []
        self.panel = WelcomePanel(room.services, self.asked.append)
        self.panel.ready.connect(lambda: self.ready.append(True))
        self.panel.dismissed.connect(lambda: self.over.append(True))
        holder = QScrollArea()
        holder.setWidgetResizable(True)
        holder.setWidget(self.panel)
        holder.resize(410, 480)
        holder.show()
        room.window = holder

    async def open(self) -> WelcomePanel:
        self.panel.look()
        await self.room.settle()
        return self.panel

    def follow(self) -> None:
        self.panel.follow(snapshot_of(self.room.bridge))

    async def chat(self) -> Provenance:
        """Ask as the composer does: model Auto."""
        provenance: Provenance | None = None
        async for event in self.room.bridge.chat(ChatRequest((Message("user", "Hello?"),))):
            if isinstance(event, Provenance):
                provenance = event
        assert provenance is not None
        return provenance


def nobody() -> Host:
    host = Host()
    host.reading = Unreachable("Nothing answers at 127.0.0.1:52415", refused=True)
    return host


def starter() -> Host:
    host = Host()
    host.catalogue = catalogue("tiny")
    return host


def hosts(**more: Host) -> dict[str, Host]:
    cloud = Host()
    cloud.reading = Reading(0.1, key_ok=True)
    cloud.catalogue = catalogue("openrouter/auto")
    return {"exo": nobody(), "openrouter": cloud, "embedded": starter(), **more}


def finds(*found: DiscoveredServer) -> object:
    async def discover() -> Sequence[DiscoveredServer]:
        return found

    return discover


async def begin(room: Room) -> Hall:
    await room.bridge.start()
    await room.bridge.refresh()
    hall = Hall(room)
    await hall.open()
    return hall


def test_nobody_has_to_do_anything_before_the_first_question(qapp: QApplication):
    async def scene(room: Room) -> None:
        hall = await begin(room)
        assert hall.panel.now.text().startswith("Just ask: a tiny starter model answers.")
        provenance = await hall.chat()
        assert provenance.provider == "embedded"
        assert room.store.edits == 0, "nothing was added or changed by itself"

    use(qapp, scene, hosts=hosts(), discover=finds())


def test_a_program_that_runs_here_answers_after_one_click(qapp: QApplication):
    local = Host()
    local.catalogue = catalogue("llama3.2")

    async def scene(room: Room) -> None:
        hall = await begin(room)
        assert room.config.provider("ollama") is None, "found is not added"
        assert "llama3.2, qwen3 and 1 more" in seen(hall.panel)
        button(hall.panel, "Use Ollama").click()
        await room.until(lambda: hall.ready)
        assert [row.id for row in room.config.effective_providers] == [
            "exo", "ollama", "openrouter", "huggingface", "embedded"
        ]  # fmt: skip
        await room.bridge.refresh()
        assert (await hall.chat()).provider == "ollama"
        hall.follow()
        assert "In use: ok" in seen(hall.panel)

    use(qapp, scene, hosts=hosts(ollama=local), discover=finds(OLLAMA))


def test_exo_on_this_machine_is_in_use_without_a_click(qapp: QApplication):
    """It is in the list of a fresh install, because it is what the program is for."""

    async def scene(room: Room) -> None:
        hall = await begin(room)
        assert any(text.startswith("In use: ") for text in seen(hall.panel))
        assert room.store.edits == 0

    use(qapp, scene, hosts=hosts(), discover=finds(EXO))


def test_a_key_is_three_actions_and_then_the_cloud_answers(qapp: QApplication):
    """Choose the field, paste, Enter; the keyboard is asked back into the composer."""

    async def scene(room: Room) -> None:
        hall = await begin(room)
        assert room.window is not None
        press(room.window, Qt.Key.Key_O, modifier=Qt.KeyboardModifier.AltModifier)
        field = hall.panel.keys["openrouter"]
        assert QApplication.focusWidget() is field.edit
        write(field.edit, KEY)
        await room.until(lambda: hall.ready)
        assert room.keys.kept == {"openrouter": Secret(KEY)}
        await room.bridge.refresh()
        assert (await hall.chat()).provider == "openrouter"

    use(qapp, scene, hosts=hosts(), discover=finds())


def test_a_wrong_key_stays_and_the_starter_model_still_answers(qapp: QApplication):
    bad = Host()
    bad.check = KeyCheck(False, "The key was refused", "Copy it again.")

    async def scene(room: Room) -> None:
        hall = await begin(room)
        field = hall.panel.keys["openrouter"]
        write(field.edit, KEY)
        await room.until(lambda: field.refused)
        assert field.edit.text() == KEY
        assert hall.ready == []
        assert (await hall.chat()).provider == "embedded"

    use(qapp, scene, hosts=hosts(openrouter=bad), discover=finds())


def test_a_key_in_the_environment_is_named_and_not_used_before_the_click(qapp: QApplication):
    offer = Offer("openrouter", "OPENROUTER_API_KEY", Secret(KEY))

    async def scene(room: Room) -> None:
        hall = await begin(room)
        words = seen(hall.panel)
        assert "A key for OpenRouter is in your environment" in words
        assert any(text.startswith("OPENROUTER_API_KEY, …6789.") for text in words)
        assert (await hall.chat()).provider == "embedded"
        assert room.keys.kept == {}
        button(hall.panel, "Use the key for OpenRouter from OPENROUTER_API_KEY").click()
        await room.until(lambda: hall.ready)
        assert room.keys.kept == {"openrouter": Secret(KEY)}
        await room.bridge.refresh()
        assert (await hall.chat()).provider == "openrouter"

    use(qapp, scene, hosts=hosts(), discover=finds(), environment_keys=lambda: [offer])


def test_a_key_for_a_host_that_is_not_in_the_list_brings_the_host(qapp: QApplication):
    offer = Offer("groq", "GROQ_API_KEY", Secret("gsk_made_up_0123456789"))

    async def scene(room: Room) -> None:
        hall = await begin(room)
        button(hall.panel, "Use the key for Groq from GROQ_API_KEY").click()
        await room.until(lambda: hall.ready)
        row = room.config.provider("groq")
        assert row is not None
        assert row.key_origin == "https://api.groq.com:443"

    use(qapp, scene, hosts=hosts(), discover=finds(), environment_keys=lambda: [offer])


def test_without_a_keyring_a_key_works_for_the_session(qapp: QApplication):
    async def scene(room: Room) -> None:
        hall = await begin(room)
        field = hall.panel.keys["openrouter"]
        write(field.edit, KEY)
        await room.until(lambda: hall.ready)
        assert "kept only until TrayBridge ends" in field.result.text()
        await room.bridge.refresh()
        assert (await hall.chat()).provider == "openrouter"

    use(qapp, scene, hosts=hosts(), discover=finds(), keyring=KeyringProblem("absent", "There is no keyring", ""))


class Older:
    def __init__(self, found: ImportPreview) -> None:
        self.found = found

    async def look(self) -> ImportPreview:
        return self.found

    async def apply(self) -> ImportPreview:
        return self.found

    async def look_again(self) -> ImportPreview:
        return ImportPreview(())

    async def scrub(self) -> ScrubReport:
        return ScrubReport()


def test_what_older_tools_left_is_offered_and_shown_first(qapp: QApplication):
    older = Older(ImportPreview((ImportItem("~/.old.json", "OpenRouter", "add", key="…0001"),), keys=1))

    async def scene(room: Room) -> None:
        hall = await begin(room)
        await room.until(lambda: "Older tools left something here" in seen(hall.panel))
        button(hall.panel, "Show what older tools left here").click()
        await room.settle()
        window = hall.panel.moving
        assert window.isVisible()
        window.act.click()
        await room.until(lambda: window.words.text() == "Imported: 1 provider, 1 key into the keyring.")
        window.reject()
        assert hall.ready == [True]
        await room.settle()
        assert "Imported: 1 provider, 1 key into the keyring." in seen(hall.panel)

    use(qapp, scene, hosts=hosts(), discover=finds(), importer=older)


def test_tab_goes_down_the_page(qapp: QApplication):
    """Also through what was found after the page stood there."""
    older = Older(ImportPreview((ImportItem("~/.old.json", "OpenRouter", "add", key="…0001"),), keys=1))
    other = DiscoveredServer("lmstudio", "LM Studio", "http://127.0.0.1:1234/v1", ("qwen3",))

    async def scene(room: Room) -> None:
        hall = await begin(room)
        await room.until(lambda: "Older tools left something here" in seen(hall.panel))
        hall.panel.all.setFocus()
        passed: list[QWidget] = []
        while (here := QApplication.focusWidget()) is not None and here not in passed:
            passed.append(here)
            press(None, Qt.Key.Key_Tab)
        names = [one.accessibleName() or one.text() for one in passed if isinstance(one, QPushButton)]
        assert [name for name in names if "key" not in name] == [
            "All settings…", "Use Ollama", "Use LM Studio", "Show what older tools left here", "Not now",
        ]  # fmt: skip

    use(qapp, scene, hosts=hosts(), discover=finds(OLLAMA, other), importer=older)


@pytest.mark.parametrize("older", [None, Older(ImportPreview((ImportItem("environment", "x", "add"),), keys=1))])
def test_where_older_tools_left_nothing_nothing_is_said(qapp: QApplication, older: Older | None):
    async def scene(room: Room) -> None:
        hall = await begin(room)
        assert "Older tools left something here" not in seen(hall.panel)

    use(qapp, scene, hosts=hosts(), discover=finds(), importer=older)


def test_nothing_running_is_said_and_can_be_looked_for_again(qapp: QApplication):
    found: list[DiscoveredServer] = []

    async def discover() -> Sequence[DiscoveredServer]:
        return tuple(found)

    async def scene(room: Room) -> None:
        hall = await begin(room)
        assert "Nothing found" in seen(hall.panel)
        found.append(OLLAMA)
        hall.panel.again.click()
        await room.until(lambda: "Ollama" in seen(hall.panel))
        assert "Nothing found" not in seen(hall.panel)

    use(qapp, scene, hosts=hosts(), discover=discover)


def test_when_nobody_can_answer_the_next_step_is_said(qapp: QApplication):
    async def scene(room: Room) -> None:
        await room.bridge.change(lambda config: config.with_provider_enabled("embedded", False))
        hall = await begin(room)
        assert hall.panel.now.text() == "Nobody can answer yet: start Exo, or enter a key."

    use(qapp, scene, hosts=hosts(), discover=finds())


def test_not_now_and_the_settings_are_one_click_each(qapp: QApplication):
    async def scene(room: Room) -> None:
        hall = await begin(room)
        hall.panel.later.click()
        hall.panel.all.click()
        assert (hall.over, hall.asked) == ([True], ["providers"])

    use(qapp, scene, hosts=hosts(), discover=finds())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_can_be_read_and_none_is_clipped(qapp: QApplication, scheme: str):
    before = qapp.palette()

    async def scene(room: Room) -> None:
        hall = await begin(room)
        palette = QApplication.palette()
        labels = [one for one in hall.panel.findChildren(QLabel) if one.isVisible() and one.text()]
        assert len(labels) > 8
        for label in labels:
            on_card = any(card.isAncestorOf(label) for card in hall.panel.findChildren(Card))
            back = theme().colour("raised") if on_card else palette.color(QPalette.ColorRole.Window)
            assert contrast(label.palette().color(QPalette.ColorRole.WindowText), back) >= READABLE, label.text()
            if label.wordWrap():
                assert label.height() + 1 >= label.heightForWidth(label.width()), label.text()

    try:
        if scheme == "dark":
            qapp.setPalette(dark_palette())
        offer = Offer("groq", "GROQ_API_KEY", Secret("gsk_made_up_0123456789"))
        use(qapp, scene, hosts=hosts(), config=Config(), discover=finds(OLLAMA, EXO), environment_keys=lambda: [offer])
    finally:
        qapp.setPalette(before)
