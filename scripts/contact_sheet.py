"""Write the icon's contact sheet (docs/images/icon-states.png) and the SVG files of resources/icons/.

Run it after a change of src/traybridge/desktop/glyph/composition.py, and look at the sheet:
`.venv/bin/python scripts/contact_sheet.py`.
"""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QImage, QPainter

from traybridge.desktop.glyph.artwork import exports
from traybridge.desktop.glyph.composition import EXAMPLES, Source, TrayState, compose
from traybridge.desktop.glyph.pictures import ON_DARK, ON_LIGHT, app_icon, paint, source_icon

ROOT = Path(__file__).parents[1]
SIZES = (16, 18, 22, 24, 32)
ENLARGED = (16, 22)
ZOOM = 4
SCHEMES = (
    ("light", "#f3f3f5", ON_LIGHT),
    ("dark", "#26262b", ON_DARK),
    ("macOS template", "#c9d6ea", "#000000"),
)
CAPTION, CELL, GAP = 150, 58, 10
PAPER, TEXT = "#ffffff", "#1f1f23"


def main() -> None:
    app = QGuiApplication.instance() or QGuiApplication([])
    write_svg(ROOT / "resources" / "icons")
    target = ROOT / "docs" / "images" / "icon-states.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    if not sheet().save(str(target), quality=0):  # 0: the smallest file
        raise SystemExit(f"could not write {target}")
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} kB")
    del app


def write_svg(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in exports().items():
        (folder / name).write_text(text, encoding="utf-8")


def sheet() -> QImage:
    """Draw one row for each state: real sizes in each scheme, then the two smallest enlarged pixel by pixel."""
    scheme_width = len(SIZES) * CELL
    zoom_width = sum(size * ZOOM + GAP for size in ENLARGED) + GAP
    row = max(ENLARGED) * ZOOM + GAP
    width = CAPTION + len(SCHEMES) * scheme_width + 2 * zoom_width
    top = 44
    image = QImage(width, top + len(EXAMPLES) * row + 150, QImage.Format.Format_RGB32)
    image.fill(QColor(PAPER))
    painter = QPainter(image)
    font = QFont()
    font.setPixelSize(14)
    painter.setFont(font)
    for index, (title, background, _) in enumerate(SCHEMES):
        x = CAPTION + index * scheme_width
        write(painter, x + GAP, 26, f"{title}: {', '.join(map(str, SIZES))} px")
        painter.fillRect(x, top, scheme_width, len(EXAMPLES) * row, QColor(background))
    for index, (title, background, _) in enumerate(SCHEMES[:2]):
        x = CAPTION + len(SCHEMES) * scheme_width + index * zoom_width
        write(painter, x + GAP, 26, f"{title}: 16 and 22 px, x {ZOOM}")
        painter.fillRect(x, top, zoom_width, len(EXAMPLES) * row, QColor(background))
    for index, (name, state) in enumerate(EXAMPLES.items()):
        middle = top + index * row + row // 2
        write(painter, GAP, middle + 5, name)
        draw_row(painter, state, middle, scheme_width, zoom_width)
    draw_icons(painter, top + len(EXAMPLES) * row + 20)
    painter.end()
    return image


def draw_row(painter: QPainter, state: TrayState, middle: int, scheme_width: int, zoom_width: int) -> None:
    for column, (_, _, colour) in enumerate(SCHEMES):
        for index, size in enumerate(SIZES):
            x = CAPTION + column * scheme_width + index * CELL + (CELL - size) // 2
            painter.drawPixmap(x, middle - size // 2, paint(((p, colour) for p in compose(state, size)), size))
    for column, (_, _, colour) in enumerate(SCHEMES[:2]):
        x = CAPTION + len(SCHEMES) * scheme_width + column * zoom_width + GAP
        for size in ENLARGED:
            side = size * ZOOM
            pixmap = paint(((p, colour) for p in compose(state, size)), size)
            painter.drawPixmap(QRect(x, middle - side // 2, side, side), pixmap, pixmap.rect())
            x += side + GAP


def draw_icons(painter: QPainter, top: int) -> None:
    """Draw the app icon and the glyphs that stand beside an answer."""
    write(painter, GAP, top + 40, "app icon")
    x = CAPTION
    for size in (16, 24, 32, 48, 64, 128):
        place(painter, QPoint(x, top), app_icon(), size)
        x += size + 2 * GAP
    x += 4 * GAP
    sources: tuple[Source, ...] = ("cluster", "cloud", "starter")
    for row, source in enumerate(sources):
        place(painter, QPoint(x, top + 30 * row), source_icon(source, TEXT, "#8b8a83"), 16)
        write(painter, x + 24, top + 30 * row + 13, f"answered by: {source}")


def place(painter: QPainter, at: QPoint, icon: QIcon, size: int) -> None:
    painter.drawPixmap(at, icon.pixmap(size, size))


def write(painter: QPainter, x: int, baseline: int, text: str) -> None:
    painter.setPen(QColor(TEXT))
    painter.drawText(x, baseline, text)


if __name__ == "__main__":
    main()
