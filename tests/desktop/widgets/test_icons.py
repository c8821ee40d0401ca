"""Every icon is drawn as its SVG file says."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from traybridge.desktop.widgets.icons import MIRRORED, draw_icon, icon_pixmap, names, strokes
from traybridge.resources import resource

pytestmark = pytest.mark.usefixtures("qapp")
SIDE = 40


def blank() -> QImage:
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(0, 0, 0, 0))
    return image


def ours(name: str, *, mirrored: bool = False) -> QImage:
    image = blank()
    with QPainter(image) as painter:
        draw_icon(painter, name, QRectF(0, 0, SIDE, SIDE), QColor("#000000"), mirrored=mirrored)
    return image


def difference(one: QImage, other: QImage) -> float:
    """By how many whole pixels two pictures differ."""
    cells = ((x, y) for x in range(SIDE) for y in range(SIDE))
    return sum(abs(one.pixelColor(*at).alpha() - other.pixelColor(*at).alpha()) for at in cells) / 255


@pytest.mark.parametrize("name", names())
def test_an_icon_is_what_its_file_says(name: str) -> None:
    """QtSvg is asked here only to judge."""
    image = blank()
    with QPainter(image) as painter:
        QSvgRenderer(str(resource("icons") / "interface" / f"{name}.svg")).render(painter)
    assert difference(image, ours(name)) < 6


@pytest.mark.parametrize("name", sorted(MIRRORED))
def test_what_points_is_mirrored(name: str) -> None:
    turned = ours(name, mirrored=True).flipped(Qt.Orientation.Horizontal)
    assert difference(turned, ours(name)) < 3


def test_a_sign_is_not_mirrored() -> None:
    assert ours("lock", mirrored=True) == ours("lock")


def test_a_pixmap_is_kept_and_has_the_screens_density() -> None:
    pixmap = icon_pixmap("copy", 20, "#66655f", 2.0)
    assert pixmap.size().width() == 40
    assert pixmap.deviceIndependentSize().width() == 20
    assert icon_pixmap("copy", 20, "#66655f", 2.0) is pixmap


def test_every_file_has_something_to_draw() -> None:
    assert len(names()) >= 54
    assert all(strokes(name) for name in names())


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        strokes("no-such-icon")
