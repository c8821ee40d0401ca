"""The theme follows the system while the program runs, and every widget with it."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget
from tests.desktop.rooms import dark_palette
from tests.desktop.widgets.on_screen import appearance

from traybridge.desktop.widgets.colours import DARK, LIGHT
from traybridge.desktop.widgets.theme import FILES, Theme, tabular, theme
from traybridge.desktop.widgets.type_scale import OURS, SCALE
from traybridge.resources import resource

pytestmark = pytest.mark.usefixtures("qapp")


class Told(QWidget):
    """Counts how often it is told that the look changed."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        self.times += event.type() == QEvent.Type.StyleChange


def test_there_is_one_theme():
    assert theme() is theme()


def test_it_follows_the_palette_of_a_system_without_a_scheme(qapp: QApplication):
    light = qapp.palette()
    seen = []
    theme().changed.connect(lambda: seen.append(theme().colours.dark))
    told = Told()
    try:
        qapp.setPalette(dark_palette())
        assert theme().colours == DARK
        assert told.times == 1
    finally:
        qapp.setPalette(light)
    assert theme().colours == LIGHT
    assert seen == [True, False]
    assert told.times == 2


def test_a_window_that_is_open_is_told_once():
    told = Told()
    told.show()
    before = told.times
    with appearance("dark"):
        assert told.times == before + 1
    told.hide()


def test_a_system_that_changes_nothing_tells_nobody(qapp: QApplication):
    told = Told()
    theme().refresh()
    qapp.setPalette(qapp.palette())
    assert told.times == 0


def test_it_takes_the_system_s_accent_and_gives_it_back(qapp: QApplication):
    before = qapp.palette()
    palette = QPalette(before)
    palette.setColor(QPalette.ColorRole.Accent, QColor("#a5134e"))
    try:
        qapp.setPalette(palette)
        assert theme().colours == LIGHT.with_accent("#a5134e")
        assert theme().colour("accent") == QColor("#a5134e")
        assert theme().colour("local") == QColor(LIGHT.local)
    finally:
        qapp.setPalette(before)
    assert theme().colours == LIGHT


def test_a_person_may_choose_light_or_dark(qapp: QApplication):
    with appearance("dark"):
        assert theme().colours == DARK
        assert DARK.raised.lower() in qapp.styleSheet().lower()
    assert theme().colours == LIGHT
    assert LIGHT.raised.lower() in qapp.styleSheet().lower()


def test_fonts_have_the_sizes_of_the_scale_and_grow_with_the_text():
    for name, style in SCALE.items():
        font = theme().font(name)
        assert (font.pixelSize(), font.weight()) == (style.size, QFont.Weight(style.weight))
        assert font.hintingPreference() == QFont.HintingPreference.PreferNoHinting
    told = Told()
    theme().set_text_size(2.0)
    try:
        assert theme().font("control").pixelSize() == 26
        assert (theme().line("control"), theme().px(28)) == (36, 56)
        assert told.times == 1
    finally:
        theme().set_text_size(1.0)
    assert theme().font("reading", 1.5).pixelSize() == 22
    theme().set_text_size(99)
    try:
        assert theme().px(10) == 30
    finally:
        theme().set_text_size(1.0)


def test_a_bare_linux_gets_our_fonts(qapp: QApplication):
    if theme().look.family != OURS:
        pytest.skip("this system has a font for screens")
    assert QFontInfo(theme().font("row")).family() == OURS
    assert QFontInfo(theme().font("code")).fixedPitch()


def test_the_fonts_that_come_along_are_there_with_their_licence():
    size = 0
    for names in FILES.values():
        size += sum(resource("fonts", name).stat().st_size for name in names)
    assert size < 1_000_000
    assert "SIL OPEN FONT LICENSE" in resource("fonts", "OFL.txt").read_text(encoding="utf-8")


def test_digits_of_one_width():
    assert tabular(theme().font("note")).featureTags() == [QFont.Tag("tnum")]


def test_an_unknown_role_is_an_error():
    with pytest.raises(AttributeError):
        theme().colour("mauve")


class Still(QProxyStyle):
    """A system whose animations are off."""

    def styleHint(  # noqa: N802
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, data)


def test_nothing_moves_where_the_system_wants_no_motion(qapp: QApplication):
    assert theme().motion(120) == 120
    qapp.setStyle(Still("fusion"))
    try:
        assert theme().motion(120) == 0
    finally:
        qapp.setStyle("fusion")
    assert theme().motion(120) == 120


def test_a_scheme_of_the_system_is_asked_before_the_palette(qapp: QApplication):
    """What the platform says counts; offscreen has no scheme, so it is asked for here."""

    class Dark(Theme):
        def _is_dark(self, base: str, text: str) -> bool:
            return super()._is_dark(text, base)

    assert qapp.styleHints().colorScheme() == Qt.ColorScheme.Unknown
    sheet, other = qapp.styleSheet(), Dark(qapp)
    try:
        other.refresh()
        assert other.colours == DARK
    finally:
        other.deleteLater()
        qapp.setStyleSheet(sheet)
