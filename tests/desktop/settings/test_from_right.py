"""The settings for a language that reads from the right: the mirror image, with names and paths still readable."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QStyleOptionViewItem, QWidget
from tests.desktop.forms.test_import_window import open_moving
from tests.desktop.rooms import Room, use
from tests.desktop.settings.test_german import given, small_window

from traybridge.desktop.settings.window import PAGES
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.lists import RoomyRows


@contextmanager
def from_right(app: QApplication) -> Iterator[None]:
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        yield
    finally:
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def places(app: QApplication, page: str) -> list[QRect]:
    """Where each thing of a page stands in the window, in the order of making."""
    found: list[QRect] = []

    async def scene(room: Room) -> None:
        window = await small_window(room, page)
        found.extend(
            QRect(one.mapTo(window, QPoint(0, 0)), one.size())
            for one in window.findChildren(QWidget)
            if isinstance(one, QLabel | QAbstractButton | QLineEdit | QComboBox) and one.isVisible()
        )

    use(app, scene, **given())
    return found


@pytest.mark.parametrize("page", [*(name for name, _page in PAGES), "providers/add", "providers/openrouter"])
def test_every_page_is_the_mirror_image(qapp: QApplication, page: str):
    there = places(qapp, page)
    with from_right(qapp):
        mirrored = places(qapp, page)
    width = 900
    assert len(there) > 7
    assert [(one.y(), one.size()) for one in mirrored] == [(one.y(), one.size()) for one in there]
    wrong = [
        (one, other)
        for one, other in zip(there, mirrored, strict=True)
        if abs(width - 1 - one.right() - other.left()) > 1  # half a pixel more on one side of a centred thing
    ]
    assert wrong == []


def test_words_stand_on_the_leading_side_whichever_way_they_run(qapp: QApplication):
    def ink(text: str) -> tuple[int, int]:
        line = Label(text)
        line.resize(400, 30)
        image = line.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        back = image.pixelColor(0, 0)
        columns = [x for x in range(400) if any(image.pixelColor(x, y) != back for y in range(30))]
        return columns[0], columns[-1]

    assert ink("Exo")[0] < 10
    with from_right(qapp):
        for text in ("Exo", "\N{HEBREW LETTER ALEF}\N{HEBREW LETTER BET}"):
            assert ink(text)[1] > 390


def test_paths_in_tables_are_not_turned_round(qapp: QApplication):
    """~/.x is shown with its parts in their order, in a row that begins on the right."""

    async def scene(room: Room) -> None:
        window = await open_moving(room)
        index = window.table.model().index(0, 3)
        option = QStyleOptionViewItem()
        option.direction = window.table.layoutDirection()
        delegate = window.table.itemDelegate()
        assert isinstance(delegate, RoomyRows)
        delegate.initStyleOption(option, index)
        path = str(index.data())
        assert option.text == f"\N{LEFT-TO-RIGHT ISOLATE}{path}\N{POP DIRECTIONAL ISOLATE}"
        assert window.act.x() < window.close_button.x()

    with from_right(qapp):
        use(qapp, scene, **given())
