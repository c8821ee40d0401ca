"""Take the pictures of the documentation (docs/images): real windows on an X server of their own, light and dark.

Run it after a change of what can be seen, and look at each picture: `make screenshots`, or some of them with
`make screenshots ARGS="chat exo"`. Behind the windows stands a real Bridge over stand-ins: an Exo of two machines,
hosts in the cloud that need no network, a keyring in memory.
"""

import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.core.fakes import Event, FakeProvider
from tests.desktop.rooms import Host, Room, dark_palette, use
from tests.live.support.desk import desk
from tests.support.login_item import MemoryLoginItem

from traybridge.core.chat import Chunk, Progress
from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.core.discovery import DiscoveredServer
from traybridge.core.ending import Ending
from traybridge.core.errors import Unreachable
from traybridge.core.models import Catalogue, ModelInfo
from traybridge.core.ports import KeyCheck
from traybridge.core.presentation.diagnosis import Finding, Level
from traybridge.core.probe import Reading
from traybridge.core.provenance import Usage

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
GIB = 1024**3
LLAMA = "mlx-community/Llama-3.3-70B-Instruct-4bit"
QWEN = "mlx-community/Qwen3-30B-A3B-4bit"
AUTO = "openrouter/auto"
INSIDE = "--inside"
COMPONENTS = "components"
"""The sheets of desktop/widgets, which need no screen."""
FRESH = 4e9
"""A time of fetching that never gets old."""


def main(arguments: Sequence[str]) -> None:
    if INSIDE in arguments:
        take([one for one in arguments if one != INSIDE])
        return
    if not arguments or COMPONENTS in arguments:
        subprocess.run([sys.executable, "-m", "scripts.component_sheet", str(IMAGES)], cwd=ROOT, check=True)
    if list(arguments) != [COMPONENTS]:
        asyncio.run(on_a_screen_of_its_own(arguments))


async def on_a_screen_of_its_own(names: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with desk(Path(folder) / "desk", size="1600x1200x24") as place:
            env = {**place.env, "QT_QPA_PLATFORM": "xcb"}
            command = [sys.executable, "-m", "scripts.screenshots", INSIDE, *names]
            done = await asyncio.to_thread(subprocess.run, command, env=env, cwd=ROOT, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


# ------------------------------------------------------------ what stands behind the windows


STUDIO = Node("1", "Mac Studio", "Apple M3 Ultra", int(61.4 * GIB), 96 * GIB, 0.3)
BOOK = Node("2", "MacBook Pro", "Apple M4 Max", int(23.2 * GIB), 48 * GIB, 0.8)
BOTH = ("Mac Studio", "MacBook Pro")


def exo() -> Host:
    host = Host()
    models = (
        LoadedModel(LLAMA, ModelState.READY, nodes=BOTH, size=40 * GIB),
        LoadedModel(QWEN, ModelState.LOADING, 0.42, nodes=("Mac Studio",), size=17 * GIB),
    )
    host.reading = Reading(0.004, cluster=Cluster(ClusterState.READY, "1.x", (STUDIO, BOOK), models))
    names = (LLAMA, QWEN, "mlx-community/gemma-3-27b-it-4bit", "mlx-community/Qwen3-0.6B-8bit")
    host.catalogue = Catalogue(tuple(ModelInfo(one) for one in names), fetched_at=FRESH)
    return host


def cloud(models: int, **reading: Any) -> Host:
    host = Host()
    host.reading = Reading(0.212, **reading)
    rows = (ModelInfo("openrouter/auto"), *(ModelInfo(f"vendor/model-{at}") for at in range(models - 1)))
    host.catalogue = Catalogue(rows, fetched_at=FRESH)
    host.check = KeyCheck(True, "the key works", "$8.20 of credit are left.")
    return host


def nobody(words: str) -> Host:
    host = Host()
    host.reading = Unreachable(words, refused=True)
    return host


def answers(text: str, seconds: float) -> list[Event]:
    words = text.split(" ")
    pieces: list[Event] = [Chunk(text=f"{word} ", model=LLAMA) for word in words]
    done = Chunk(
        finish_reason="stop", ended=Ending.COMPLETE, usage=Usage(31, len(words) * 2, 31 + len(words) * 2), model=LLAMA
    )
    return [Progress("accepted", "", status=200), pieces[0], seconds, *pieces[1:], done]


ANSWER = """A bridge is **loaded** by its own weight and by whatever crosses it. To find the reaction at one pier:

```python
def reaction(span, load, position):
    return load * (span - position) / span
```

- At mid-span both piers carry *half* of the load.
- Over a pier, that pier carries all of it."""


class Journal:
    async def tail(self, limit: int = 20) -> Sequence[Mapping[str, Any]]:
        now = datetime.now(UTC)
        rows = [
            (97, [("exo", LLAMA, "ok", 1.21, "")]),
            (61, [("exo", LLAMA, "transient", 0.21, "the connection broke"), ("openrouter", AUTO, "ok", 2.3, "")]),
            (33, [("openrouter", AUTO, "rate", 0.18, "rate limit reached, again in 20 s")]),
            (32, [("huggingface", "openai/gpt-oss-120b", "ok", 3.04, "")]),
            (4, [("exo", LLAMA, "ok", 0.98, "")]),
        ]  # fmt: skip
        return [_row(now - timedelta(minutes=ago), attempts) for ago, attempts in rows][-limit:]


def _row(at: datetime, attempts: Sequence[tuple[str, str, str, float, str]]) -> dict[str, Any]:
    names = ("provider", "model", "outcome", "seconds", "reason")
    return {
        "at": at.isoformat(),
        "asked_model": "auto",
        "attempts": [dict(zip(names, one, strict=True)) for one in attempts],
        "skipped": [],
    }


async def count() -> int:
    return 0


async def write(_path: str) -> None: ...


async def examine(_provider_id: str) -> list[Finding]:
    return [
        Finding(
            "open_to_lan",
            "Exo is open to your network and to every web page",
            "Exo has no password and listens on all addresses. In a network you do not trust, block its port in the "
            "firewall for others than its nodes.",
            Level.NOTE,
        ),
        Finding("fine", "Exo is well at 127.0.0.1:52415", level=Level.FINE),
    ]


async def examine_all() -> list[tuple[str, Finding]]:
    rejected = "Hugging Face: key rejected (the token has expired)"
    command = "traybridge keys rotate huggingface"
    return [
        ("huggingface", Finding("key_rejected", rejected, "Enter a new key.", command=command)),
        *(("exo", one) for one in await examine("exo")),
        ("openrouter", Finding("fine", "OpenRouter: ok, 212 ms, key: the key works, 342 models", level=Level.FINE)),
    ]


async def discover() -> list[DiscoveredServer]:
    return [
        DiscoveredServer("exo", "Exo", "http://127.0.0.1:52415"),
        DiscoveredServer("ollama", "Ollama", "http://127.0.0.1:11434/v1", ("llama3.2:3b", "qwen3:8b", "gemma3:4b")),
    ]


async def discover_ollama() -> list[DiscoveredServer]:
    return (await discover())[1:]


def services() -> dict[str, Any]:
    return {
        "login": MemoryLoginItem(on=True),
        "journal": Journal(),
        "wipe_journal": count,
        "wipe_chats": count,
        "export": write,
        "examine": examine,
        "examine_all": examine_all,
        "discover": discover,
        "version": "0.1.0",
        "config_file": "/home/anna/.config/traybridge/config.toml",
    }


# ------------------------------------------------------------ the pictures


@dataclass(frozen=True)
class Picture:
    """One picture in both schemes. ``make`` gives the widget to be taken, in a room that has been looked at."""

    name: str
    make: Callable[[Room], Any]


def pictures() -> Iterator[Picture]:
    yield Picture("chat", _chat)
    yield Picture("welcome", _welcome)
    yield Picture("menu", _menu)
    for page in ("general", "providers", "routing", "exo", "privacy", "diagnostics"):
        yield Picture(f"settings-{page}", lambda room, page=page: _settings(room, page))  # type: ignore[misc]
    yield Picture("settings-provider", lambda room: _settings(room, "providers/openrouter"))
    yield Picture("settings-add", lambda room: _settings(room, "providers/add"))


async def _chat(room: Room) -> Any:
    from traybridge.desktop.chat.window import ChatWindow

    window = ChatWindow(room.bridge, room.services.tasks, remember=lambda *_values: None)
    window.open_at(None, place=False)
    window.composer.setPlainText("How do I find the load on one pier of a bridge?")
    window.composer.submit()
    await room.until(lambda: not window.answering, 20)
    window.composer.clearFocus()
    await asyncio.sleep(0.2)
    return window


KEPT: list[Any] = []
"""What has to live as long as its window."""


def _desktop(room: Room) -> tuple[Any, Any]:
    from PySide6.QtWidgets import QMenu

    from traybridge.desktop.controller import Desktop
    from traybridge.desktop.tray.icon import Tray
    from traybridge.desktop.tray.live_menu import LiveMenu

    menu = LiveMenu(QMenu())
    return Desktop(room.services, Tray(menu.menu, desktop_name="", reduced_motion=True), menu), menu


async def _welcome(room: Room) -> Any:
    from PySide6.QtWidgets import QApplication

    from traybridge.desktop.chat.window import ChatWindow

    desktop, menu = _desktop(room)
    KEPT.append((desktop, menu))
    desktop.open_chat()
    await asyncio.sleep(0.3)
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, ChatWindow) and one.isVisible())


async def _menu(room: Room) -> Any:
    from PySide6.QtCore import QPoint

    desktop, menu = _desktop(room)
    KEPT.append((desktop, menu))
    menu.menu.popup(QPoint(10, 10))
    await asyncio.sleep(0.3)
    return menu.menu


async def _settings(room: Room, page: str) -> Any:
    from PySide6.QtWidgets import QPushButton

    from traybridge.desktop.settings.window import SettingsWindow

    window = SettingsWindow(room.services)
    window.open_page(page)
    await room.settle()
    shown = window.page(page.partition("/")[0])
    for button in shown.findChildren(QPushButton):
        if button.isVisible() and button.text() in {"Check", "Check all"}:
            button.click()
    await room.settle()
    window.list.setFocus()
    return window


def take(names: Sequence[str]) -> None:
    """Take the pictures whose names hold one of the words; without words all of them."""
    from traybridge.desktop.application import make_application

    app = make_application(["traybridge"])
    light = app.palette()
    IMAGES.mkdir(parents=True, exist_ok=True)
    for picture in pictures():
        if names and not any(name in picture.name for name in names):
            continue
        for scheme, palette in (("light", light), ("dark", dark_palette())):
            app.setPalette(palette)
            _take(app, picture, scheme)


def _take(app: Any, picture: Picture, scheme: str) -> None:
    async def scene(room: Room) -> None:
        await room.bridge.start()
        await room.bridge.refresh()
        widget = await picture.make(room)
        await room.settle()
        _save(widget, IMAGES / f"{picture.name}-{scheme}.png")
        widget.hide()
        widget.deleteLater()

    fresh = picture.name == "welcome"
    chat = exo()
    chat.scripts = [answers(ANSWER, 0.9)]
    starter = FakeProvider([])
    starter.catalogue = Catalogue((ModelInfo("SmolLM2-135M-Instruct"),), fetched_at=FRESH)
    hosts = {
        "exo": nobody("Nothing answers at 127.0.0.1:52415") if fresh else chat,
        "openrouter": cloud(342, key_ok=True),
        "huggingface": cloud(118),
        "embedded": starter,
    }
    keys = {} if fresh else {"openrouter": "sk-or-v1-made-up-01234", "huggingface": "hf_made_up_012345"}
    given = services() | ({"discover": discover_ollama} if fresh else {})
    use(app, scene, hosts=hosts, keys=keys, **given)  # type: ignore[arg-type]


def _save(widget: Any, target: Path) -> None:
    from PySide6.QtGui import QImage

    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    if not image.save(str(target), quality=0):  # 0: the smallest file
        raise SystemExit(f"could not write {target}")
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
