"""Write the contact sheet of a cluster's states (docs/images/exo-states.png), as the real program shows them.

The demo's cluster is taken through its stages; the icon's pixels, the tooltip and the rows of the menu are what a tray
host gets over D-Bus, once for a light bar and once for a dark one. Run it after a change of what the tray says, and
look at the sheet: `.venv/bin/python scripts/exo_states.py` (needs Xvfb and dbus-daemon).
"""

import array
import asyncio
import os
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QImage, QPainter
from tests.live.support.desk import desk
from tests.live.support.trayhost import MenuRow, TrayHost
from tests.support.hosts import stand_in

from traybridge.demo.cluster import DemoCluster

ROOT = Path(__file__).parents[1]
STAGES = {
    "electing": "electing a master",
    "one_node": "1 node, no model is loaded",
    "joined": "2 nodes, no model is loaded",
    "downloading": ", downloading SmolLM2",
    "loading": ", loading SmolLM2",
    "ready": "SmolLM2-135M-Instruct ready",
    "busy": "SmolLM2-135M-Instruct busy",
    "stale": "not seen lately",
    "lost": "1 node, no model is loaded",
    "recovered": "SmolLM2-135M-Instruct ready",
    "failed": "Llama-3.2-1B-Instruct-4bit failed",
}
"""Each stage of the story, and words by which the tray shows that it has seen it."""
SECONDS = 30.0


@dataclass(frozen=True)
class Scheme:
    """How one half of the sheet looks. ``desktop`` makes the program choose the icon for that bar."""

    name: str
    desktop: str
    bar: str
    paper: str
    text: str
    muted: str
    line: str


SCHEMES = (
    Scheme("light", "KDE", "#f3f3f5", "#ffffff", "#1f1f23", "#76767e", "#d5d5da"),
    Scheme("dark", "GNOME", "#26262b", "#323238", "#f4f4f6", "#a2a2ab", "#4a4a52"),
)


@dataclass(frozen=True)
class Shown:
    """What a host was given at one stage. ``icons`` by their size in pixels, ARGB32 in network order."""

    stage: str
    icons: dict[int, bytes]
    tooltip: tuple[str, ...]
    rows: tuple[MenuRow, ...]


@asynccontextmanager
async def program(folder: Path, scheme: Scheme) -> AsyncGenerator[tuple[TrayHost, DemoCluster], None]:
    """The real program on a desk of its own, with the demo's cluster and a cloud that answers."""
    async with (
        desk(folder) as table,
        stand_in() as cloud,
        DemoCluster(0, speed=0) as cluster,
        TrayHost(table.bus) as host,
    ):
        table.configure(
            f'[[providers]]\nid = "exo"\nname = "Exo"\nkind = "exo"\nbase_url = "{cluster.url}"\n\n'
            f'[[providers]]\nid = "cloud"\nname = "Cloud"\nbase_url = "{cloud.url}"\nmodel = "stand-in"\n\n'
            '[[providers]]\nid = "embedded"\nkind = "embedded"\nenabled = false\n'
            "\n[desktop.notifications]\nexo_lost = false\nexo_back = false\nfailover = false\n"
        )
        async with table.program(extra={"XDG_CURRENT_DESKTOP": scheme.desktop}):
            await host.until(lambda: _words(host, "Cloud: ok"), SECONDS)
            yield host, cluster


async def _words(host: TrayHost, wanted: str) -> str:
    text = await host.tooltip()
    return text if wanted in text else ""


async def gather(folder: Path, scheme: Scheme) -> list[Shown]:
    """Take the cluster through its stages and note what the tray shows of each."""
    shown = []
    async with program(folder, scheme) as (host, cluster):
        await host.open_menu()
        for stage, words in STAGES.items():
            cluster.goto(stage)
            await host.until(lambda words=words: _words(host, words), SECONDS)  # type: ignore[misc]
            tooltip = await host.tooltip()
            icons = {width: bytes(pixels) for width, _, pixels in await host.property("IconPixmap")}
            menu = await host.row("Macs and models")
            shown.append(Shown(stage, icons, tuple(tooltip.splitlines()), menu.rows))
    return shown


# --- drawing ---

LINE, PAD, GAP = 18, 8, 10
NAME, ICONS, WORDS, MENU = 96, 124, 400, 420
HALF = ICONS + WORDS + MENU
SIZES = (22, 32)
ENLARGED = 64


def sheet(halves: Sequence[tuple[Scheme, Sequence[Shown]]]) -> QImage:
    """Draw one row for each stage, and a half for each scheme."""
    rows = list(zip(*(shown for _, shown in halves), strict=True))
    heights = [max(ENLARGED, *(_height(one) for one in row)) + 2 * GAP for row in rows]
    image = QImage(NAME + len(halves) * HALF, sum(heights) + 32, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.setFont(_font())
    for number, (scheme, _) in enumerate(halves):
        x = NAME + number * HALF
        painter.fillRect(x, 0, HALF, image.height(), QColor(scheme.bar))
        _write(painter, scheme.muted, x + GAP, 0, f"{scheme.name} bar", height=32)
        _write(painter, scheme.muted, x + ICONS + PAD, 0, "tooltip", height=32)
        _write(painter, scheme.muted, x + ICONS + WORDS + PAD, 0, "the cluster's rows in the menu", height=32)
    top = 32
    for row, height in zip(rows, heights, strict=True):
        _write(painter, "#1f1f23", PAD, top + GAP, row[0].stage, height=LINE + PAD)
        for number, ((scheme, _), one) in enumerate(zip(halves, row, strict=True)):
            _draw(painter, one, scheme, NAME + number * HALF, top + GAP)
        top += height
    painter.end()
    return _with_palette(image)


def _with_palette(image: QImage) -> QImage:
    """The same with its 256 commonest colours: a fifth of the file, and no difference to see."""
    pixels = array.array("I", bytes(image.constBits()))
    colours = [colour for colour, _ in Counter(pixels).most_common(256)]
    return image.convertToFormat(QImage.Format.Format_Indexed8, colours, Qt.ImageConversionFlag.ThresholdDither)


def _font() -> QFont:
    font = QFont("DejaVu Sans")
    font.setPixelSize(12)
    return font


def _lines(shown: Shown) -> list[tuple[MenuRow, int]]:
    """The rows of the menu with their depth."""
    found = []
    for row in shown.rows:
        found.append((row, 0))
        found += [(below, 1) for below in row.rows]
    return found


def _height(shown: Shown) -> int:
    return max(len(_lines(shown)), sum(len(_broken(text)) for text in shown.tooltip)) * LINE + 2 * PAD


def _broken(text: str) -> list[str]:
    """A text in lines that fit the tooltip's box."""
    measure = QFontMetrics(_font())
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and measure.horizontalAdvance(longer) > WORDS - 4 * PAD:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _draw(painter: QPainter, shown: Shown, scheme: Scheme, x: int, y: int) -> None:
    _icons(painter, shown, x + GAP, y)
    lines = [line for text in shown.tooltip for line in _broken(text)]
    _box(painter, scheme, QRect(x + ICONS, y, WORDS - GAP, len(lines) * LINE + 2 * PAD))
    for number, line in enumerate(lines):
        _write(painter, scheme.text, x + ICONS + PAD, y + PAD + number * LINE, line)
    left = x + ICONS + WORDS
    rows = _lines(shown)
    _box(painter, scheme, QRect(left, y, MENU - GAP, len(rows) * LINE + 2 * PAD))
    measure = QFontMetrics(_font())
    for number, (row, depth) in enumerate(rows):
        at = y + PAD + number * LINE
        if row.separator:
            painter.fillRect(left + PAD, at + LINE // 2, MENU - GAP - 2 * PAD, 1, QColor(scheme.line))
            continue
        room = MENU - GAP - 2 * PAD - 20 * depth
        text = measure.elidedText(f"{'› ' if depth else ''}{row.label}", Qt.TextElideMode.ElideRight, room)
        _write(painter, scheme.text if row.enabled else scheme.muted, left + PAD + 20 * depth, at, text)


def _icons(painter: QPainter, shown: Shown, x: int, y: int) -> None:
    """The two sizes of most bars one below the other, and the largest beside them."""
    top = y
    for size in SIZES:
        painter.drawImage(x, top, _image(shown.icons[size], size))
        top += size + GAP
    painter.drawImage(x + max(SIZES) + GAP // 2, y, _image(shown.icons[ENLARGED], ENLARGED).copy())


def _image(pixels: bytes, size: int) -> QImage:
    """What a host was sent, as a picture: network order is ARGB, this machine's is BGRA."""
    return QImage(_turned(pixels), size, size, QImage.Format.Format_ARGB32).copy()


def _turned(pixels: bytes) -> bytes:
    if sys.byteorder == "big":
        return pixels
    turned = bytearray(len(pixels))
    for at in range(4):
        turned[at::4] = pixels[3 - at :: 4]
    return bytes(turned)


def _box(painter: QPainter, scheme: Scheme, box: QRect) -> None:
    painter.fillRect(box, QColor(scheme.paper))
    painter.setPen(QColor(scheme.line))
    painter.drawRect(box)


def _write(painter: QPainter, colour: str, x: int, y: int, text: str, *, height: int = LINE) -> None:
    painter.setPen(QColor(colour))
    painter.drawText(QRect(x, y, 2000, height), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


async def everything() -> list[tuple[Scheme, Sequence[Shown]]]:
    halves: list[tuple[Scheme, Sequence[Shown]]] = []
    for scheme in SCHEMES:
        with tempfile.TemporaryDirectory(prefix="exo-states-") as folder:
            halves.append((scheme, await gather(Path(folder) / "home", scheme)))
    return halves


def main() -> None:
    app = QGuiApplication.instance() or QGuiApplication([])
    halves = asyncio.run(everything())
    target = ROOT / "docs" / "images" / "exo-states.png"
    if not sheet(halves).save(str(target), quality=0):  # 0: the smallest file
        raise SystemExit(f"could not write {target}")
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} kB")
    del app


if __name__ == "__main__":
    main()
