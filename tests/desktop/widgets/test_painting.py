"""Boxes, lines and icons are drawn where they belong, mirrored where text runs from the right."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from traybridge.desktop.widgets.painting import mirrored, paint_icon, paint_line, round_box

pytestmark = pytest.mark.usefixtures("qapp")


def blank(width: int = 60, height: int = 20) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    return image


def test_a_box_is_filled_up_to_its_line_and_has_round_corners():
    image = blank()
    with QPainter(image) as painter:
        round_box(painter, image.rect(), 8, QColor("#ff0000"), QColor("#0000ff"))
    assert image.pixelColor(30, 10) == QColor("#ff0000")
    assert image.pixelColor(30, 0) == QColor("#0000ff")
    assert image.pixelColor(0, 0) == QColor("#ffffff")


def test_boxes_are_mirrored():
    widget = QWidget()
    widget.resize(100, 20)
    box = QRect(10, 0, 30, 20)
    assert mirrored(widget, box) == box
    widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert mirrored(widget, box) == QRect(60, 0, 30, 20)


def inked(image: QImage) -> list[int]:
    """Columns that are not white."""
    white = QColor("#ffffff")
    return [x for x in range(image.width()) if any(image.pixelColor(x, y) != white for y in range(image.height()))]


@pytest.mark.parametrize("text", ["Load", "Load the model that everybody wants to have here"])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_line_stays_in_its_box_on_its_side(text: str, direction: Qt.LayoutDirection):
    image = blank(200)
    with QPainter(image) as painter:
        paint_line(painter, text, QRect(50, 0, 100, 20), direction=direction)
    columns = inked(image)
    assert columns
    assert min(columns) >= 49
    assert max(columns) <= 151
    if len(text) < 10:
        assert (max(columns) < 100) is (direction == Qt.LayoutDirection.LeftToRight)


def test_an_icon_stands_in_the_middle_of_its_box():
    widget, image = QWidget(), blank(60, 20)
    with QPainter(image) as painter:
        paint_icon(painter, "plus", QRect(0, 0, 60, 20), QColor("#000000"), widget)
    columns = inked(image)
    assert (min(columns) + max(columns)) / 2 == pytest.approx(29.5, abs=1)
