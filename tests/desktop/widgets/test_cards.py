"""Cards: lines stand between the rows that are shown, and nowhere else."""

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from tests.desktop.rooms import dark_palette

from traybridge.desktop.widgets.cards import Card, CardRow, Rule
from traybridge.desktop.widgets.system_palette import READABLE, card_colour, colour_of, contrast, link_colour


def lines(card: Card) -> list[str]:
    """What can be seen from top to bottom: rows by their title, lines as "-"."""
    layout = card.layout()
    assert layout is not None
    found = []
    for at in range(layout.count()):
        item = layout.itemAt(at)
        widget = item.widget() if item is not None else None
        if isinstance(widget, CardRow | Rule) and not widget.isHidden():
            found.append("-" if isinstance(widget, Rule) else widget.title.text())
    return found


def test_lines_stand_between_the_rows_that_are_shown(qapp: QApplication):
    card = Card()
    rows = [CardRow(name) for name in ("a", "b", "c")]
    for row in rows:
        card.add(row)
    assert lines(card) == ["a", "-", "b", "-", "c"]
    card.show_row(rows[0], False)
    assert lines(card) == ["b", "-", "c"]
    card.show_row(rows[0], True)
    card.show_row(rows[1], False)
    assert lines(card) == ["a", "-", "c"]
    card.clear(but=rows[2])
    assert lines(card) == ["c"]
    card.add(CardRow("d"))
    assert lines(card) == ["c", "-", "d"]
    card.deleteLater()


@pytest.mark.parametrize(
    ("window", "base", "text"),
    [("#efefef", "#ffffff", "#000000"), ("#ffffff", "#ffffff", "#202020"), ("#1e1e1e", "#141414", "#dddddd"),
     ("#fdf6e3", "#fffbf0", "#586e75"), ("#000000", "#000000", "#ffffff")],
)  # fmt: skip
def test_every_kind_of_text_can_be_read_in_any_scheme(qapp: QApplication, window: str, base: str, text: str):
    palette = QPalette(dark_palette())
    palette.setColor(QPalette.ColorRole.Window, QColor(window))
    palette.setColor(QPalette.ColorRole.Base, QColor(base))
    palette.setColor(QPalette.ColorRole.WindowText, QColor(text))
    for back in (QColor(window), card_colour(palette)):
        for kind in ("note", "warning", "good", "text"):
            assert contrast(colour_of(kind, palette), back) >= READABLE, kind
    assert contrast(link_colour(palette), card_colour(palette)) >= READABLE
