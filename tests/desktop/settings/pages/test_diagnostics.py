"""Diagnostics: everybody examined at once, events as they happen, and a report without secrets."""

from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from tests.core.fakes import catalogue, say
from tests.desktop.rooms import Host, Room, button, seen, use
from tests.desktop.settings.looking import open_page

from traybridge.core.config import Config
from traybridge.core.errors import TrayBridgeError
from traybridge.core.presentation.diagnosis import Finding, Level
from traybridge.desktop.settings.pages.diagnostics import Diagnostics
from traybridge.desktop.settings.pages.general import General
from traybridge.desktop.settings.pages.providers import ProvidersPage

FINE = ("exo", Finding("exo_fine", "Exo is well", level=Level.FINE))
BAD = ("openrouter", Finding("key_rejected", "OpenRouter: key rejected", "Enter a new key.", Level.PROBLEM))


class Journal:
    def __init__(self, *rows: dict[str, Any]) -> None:
        self.rows = list(rows)
        self.error: TrayBridgeError | None = None

    async def tail(self, limit: int = 20) -> list[dict[str, Any]]:
        if self.error is not None:
            raise self.error
        return self.rows[-limit:]


def row(provider: str, outcome: str = "ok", reason: str = "") -> dict[str, Any]:
    attempt = {"provider": provider, "model": "m", "outcome": outcome, "seconds": 0.25, "reason": reason}
    return {"at": "2026-07-01T10:20:11+00:00", "attempts": [attempt], "skipped": [], "asked_model": "auto"}


def lines(page: Diagnostics) -> list[list[str]]:
    return [[row.title, row.note, row.end.partition(" · ")[0]] for row in page.log.rows]


def test_the_journal_is_shown_newest_first_with_peoples_names(qapp: QApplication):
    journal = Journal(row("exo", "transient", "connection reset"), row("openrouter"))

    async def scene(room: Room) -> None:
        page = await open_page(room, "diagnostics", Diagnostics)
        assert lines(page) == [
            ["OpenRouter · m", "answered", "250 ms"],
            ["Exo · m", "failed: connection reset", "250 ms"],
        ]
        assert [(row.dot, row.note_role) for row in page.log.rows] == [("cloud", "muted"), ("local", "warn")]

    use(qapp, scene, journal=journal)


def test_what_happens_now_appears_on_top_and_only_while_somebody_looks(qapp: QApplication):
    starter = Host()
    starter.catalogue = catalogue("tiny")

    async def ask(room: Room) -> None:
        async for _ in room.bridge.chat(say(model="embedded/tiny")):
            pass

    async def scene(room: Room) -> None:
        await room.bridge.models(refresh=True)
        page = await open_page(room, "diagnostics", Diagnostics)
        await ask(room)
        await room.until(lambda: len(lines(page)) == 1)
        assert lines(page)[0][:2] == ["Starter model · tiny", "answered"]
        await open_page(room, "general", General)
        await ask(room)
        assert len(page._events) == 1
        await open_page(room, "diagnostics", Diagnostics)
        assert lines(page) == [], "the journal knows better, and here it is empty"

    use(qapp, scene, hosts={"embedded": starter}, journal=Journal())


def test_a_journal_that_cannot_be_read_says_so(qapp: QApplication):
    journal = Journal()
    journal.error = TrayBridgeError("Not saved: the file cannot be written", "Allow this user to write there.")

    async def scene(room: Room) -> None:
        page = await open_page(room, "diagnostics", Diagnostics)
        assert page.trouble.words.text() == "Not saved: the file cannot be written. Allow this user to write there."

    use(qapp, scene, journal=journal)


def test_everybody_is_examined_the_most_urgent_first_with_the_way_to_the_cure(qapp: QApplication):
    async def examine_all() -> list[tuple[str, Finding]]:
        return [FINE, BAD]

    async def scene(room: Room) -> None:
        page = await open_page(room, "diagnostics", Diagnostics)
        button(page, "Check all").click()
        await room.until(lambda: len(page.findings) == 2)
        assert page.head.note.text() == "1 thing needs you."
        assert [one.finding.title for one in page._rows] == ["OpenRouter: key rejected", "Exo is well"]
        await room.settle()
        button(page, "Open the settings for: OpenRouter: key rejected").click()
        await room.settle()
        providers = await open_page(room, "", ProvidersPage)
        assert providers.list.current == "openrouter"

    use(qapp, scene, examine_all=examine_all)


def test_the_report_is_copied_and_holds_no_key(qapp: QApplication):
    reason = "bad key sk-or-v1-0123456789abcdef"
    journal = Journal(row("openrouter", "auth", reason))

    async def examine_all() -> list[tuple[str, Finding]]:
        return [BAD]

    async def scene(room: Room) -> None:
        page = await open_page(room, "diagnostics", Diagnostics)
        button(page, "Check all").click()
        await room.until(lambda: page.findings)
        button(page, "Copy the report").click()
        text = QGuiApplication.clipboard().text()
        assert "TrayBridge 0.1.0" in text
        assert "problem: OpenRouter: key rejected Enter a new key." in text
        assert "key refused · 250 ms · bad key [hidden]" in text
        assert "sk-or" not in text
        assert "made-up-0123456789" not in text
        page.folded.button.click()
        assert page.text.toPlainText() == text
        assert "Copied. Read it once before you give it away." in seen(page)

    use(
        qapp,
        scene,
        config=Config(),
        journal=journal,
        examine_all=examine_all,
        version="0.1.0",
        keys={"openrouter": "sk-or-made-up-0123456789"},
    )
