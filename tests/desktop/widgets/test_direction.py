"""Directions of texts and layouts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from traybridge.desktop.widgets.direction import direction_of, margins, reads_from_left

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize(("text", "way"), [("", None), ("42", None), ("a שלום", LEFT), ("42 שלום a", RIGHT)])
def test_a_text_runs_as_its_first_letter_does(text: str, way: Qt.LayoutDirection | None):
    assert direction_of(text) == way
    assert reads_from_left(text) is (way != RIGHT)


def test_margins_are_mirrored_with_the_layout(qapp: QApplication):
    assert (margins(1, 2, 3, 4).left(), margins(1, 2, 3, 4).right()) == (1, 3)
    qapp.setLayoutDirection(RIGHT)
    try:
        assert (margins(1, 2, 3, 4).left(), margins(1, 2, 3, 4).right()) == (3, 1)
    finally:
        qapp.setLayoutDirection(LEFT)
