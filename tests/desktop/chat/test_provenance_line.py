"""The line under an answer: it never wraps, what does not fit gives way, and it opens by mouse and by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from tests.desktop.widgets.on_screen import accessible, has_colour, picture, window

from traybridge.core.presentation.provenance_card import LinePart
from traybridge.desktop.chat.provenance_line import ProvenanceLine
from traybridge.desktop.widgets.theme import theme

pytestmark = pytest.mark.usefixtures("qapp")

PARTS = (
    LinePart("Exo", 0),
    LinePart("Llama 3.3 70B", 1),
    LinePart("2 nodes", 3),
    LinePart("31 tok/s", 4),
    LinePart("0.9 s", 5),
)


def test_all_is_shown_where_there_is_room() -> None:
    line = ProvenanceLine(PARTS, "local")
    with window(line):
        line.resize(600, line.height())
        assert line.shown == line.words == "Exo · Llama 3.3 70B · 2 nodes · 31 tok/s · 0.9 s"
        assert has_colour(picture(line), "local")


def test_the_seconds_go_first_then_the_speed_then_the_nodes_and_the_name_stays() -> None:
    line = ProvenanceLine(PARTS, "local")
    with window(line):
        seen = set()
        for width in range(500, 40, -4):
            line.resize(width, line.height())
            seen.add(line.shown)
        assert {one.count(" · ") for one in seen} == {1, 2, 3, 4}
        assert all(one.startswith("Exo · Llama 3.3 70B") for one in seen)
        assert "Exo · Llama 3.3 70B · 2 nodes" in seen


@pytest.mark.parametrize("width", [60, 150, 260, 420])
def test_a_long_model_and_a_long_reason_never_leave_the_line(width: int) -> None:
    parts = (LinePart("Exo", 0), LinePart("M" * 300, 1), LinePart("Cloud: " + "no " * 90, 0))
    line = ProvenanceLine(parts, "cloud")
    with window(line):
        line.resize(width, line.height())
        image = picture(line)
        sizes = [piece.width for piece in line._pieces()]
        assert sizes[0] > 0
        assert line.height() == theme().px(24)
        assert not image.isNull()
        assert len(sizes) == 3


def test_a_long_reason_is_cut_before_the_name() -> None:
    parts = (LinePart("Starter model", 0), LinePart("SmolLM2 135M", 1), LinePart("Exo: " + "nobody there " * 9, 0))
    line = ProvenanceLine(parts, "starter")
    with window(line):
        line.resize(380, line.height())
        name, _model, reason = line._pieces()
        assert name.width == line._width(parts[0], first=True)
        assert reason.width < line._width(parts[2], first=False)


def test_it_opens_by_mouse_and_by_keyboard_and_says_what_it_is() -> None:
    line = ProvenanceLine(PARTS, "local", details="Exo (m): answered, 0.9 s")
    told: list[bool] = []
    line.toggled.connect(told.append)
    with window(line):
        QTest.mouseClick(line, Qt.MouseButton.LeftButton)
        line.clearFocus()
        line.setFocus(Qt.FocusReason.TabFocusReason)
        assert line.ringed
        QTest.keyClick(line, Qt.Key.Key_Return)
        QTest.keyClick(line, Qt.Key.Key_Space)
    assert told == [True, False, True]
    heard = accessible(line)
    assert heard.text(QAccessible.Text.Name) == f"Answered by {line.words}, your machines"
    assert line.toolTip().endswith("answered, 0.9 s")


def test_foreign_words_are_one_clean_line() -> None:
    line = ProvenanceLine((LinePart("E\nx\u202eo<b>", 0), LinePart("a\u009bb", 1)), None)
    assert line.words == "E xo<b> · ab"
    assert line.accessibleName() == line.words
