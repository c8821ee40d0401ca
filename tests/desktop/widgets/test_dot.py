"""The mark of a state differs by shape, not only by colour."""

from PySide6.QtWidgets import QApplication

from traybridge.desktop.widgets.dot import Dot


def test_each_state_is_drawn_differently_and_says_its_words(qapp: QApplication):
    dot = Dot()
    pictures = []
    for state in ("good", "none", "warning"):
        dot.show_state(state, f"it is {state}")
        assert dot.accessibleName() == f"it is {state}"
        image = dot.grab().toImage()
        back = image.pixelColor(0, 0)
        pictures.append(
            tuple(image.pixelColor(x, y) != back for x in range(image.width()) for y in range(image.height()))
        )
    assert len(set(pictures)) == 3
