"""The theme: colours by role, fonts by name, sizes and motion as the system wants them now; there is one, ``theme()``.

It follows the system live: light and dark, accent, contrast, size of text, animations. A widget that paints itself asks
for colours while it paints, and overrides ``changeEvent`` for ``StyleChange`` where it keeps anything; others connect
``changed``. It is made with the first window: the bare tray never imports it.
"""

import gc
from dataclasses import dataclass
from functools import cache
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyle

from traybridge.desktop.widgets.colours import DARK, LIGHT, Colours, high_contrast, luminance
from traybridge.desktop.widgets.sheet import sheet
from traybridge.desktop.widgets.type_scale import (
    LARGEST_TEXT,
    OURS,
    OURS_FOR_CODE,
    SCALE,
    SMALLEST_TEXT,
    TypeName,
    TypeStyle,
    code_font,
    text_factor,
    text_font,
)
from traybridge.resources import resource

Appearance = Literal["system", "light", "dark"]
NO_ACCENT = "#308cc6"
"""Fusion's own blue: it stands in a palette whose system has no accent (QFusionStyle, Qt 6.11)."""
FILES = {
    OURS: ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf"),
    OURS_FOR_CODE: ("JetBrainsMono-Regular.ttf",),
}

_PALETTE = {
    QPalette.ColorRole.Window: "page",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "raised",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent_text",
    QPalette.ColorRole.LinkVisited: "accent_text",
    QPalette.ColorRole.Light: "line",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "line_strong",
    QPalette.ColorRole.Dark: "line_strong",
}


@dataclass(frozen=True, slots=True)
class ThemeState:
    """All that can change while the program runs. ``factor`` is the size of text, 1.0 is usual."""

    colours: Colours
    family: str
    code_family: str
    factor: float


class Theme(QObject):
    """The look of now. ``changed`` comes after every widget was told by ``StyleChange``."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        # Without it a style sheet keeps palettes and fonts from going from parents to children.
        app.setAttribute(Qt.ApplicationAttribute.AA_UseStyleSheetPropagationInWidgetStyles)
        self._appearance: Appearance = "system"
        self._chosen_factor = 1.0
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[TypeName, float], QFont] = {}
        self._refreshing = False
        self._look: ThemeState | None = None
        self._hints = app.styleHints()
        self._access = self._hints.accessibility()  # kept: PySide loses it otherwise (6.11.3)
        self._hints.colorSchemeChanged.connect(self.refresh)
        self._access.contrastPreferenceChanged.connect(self.refresh)
        app.paletteChanged.connect(self.refresh)
        app.fontChanged.connect(self.refresh)

    # ------------------------------------------------------------ what widgets ask for

    @property
    def look(self) -> ThemeState:
        assert self._look is not None  # noqa: S101  made with the theme
        return self._look

    @property
    def colours(self) -> Colours:
        return self.look.colours

    def colour(self, role: str) -> QColor:
        """The colour of a role of ``Colours``: "text", "local_fill". Raises AttributeError for another name."""
        if role not in self._colours:
            self._colours[role] = QColor(getattr(self.colours, role))
        return self._colours[role]

    def palette(self) -> QPalette:
        """The roles as a palette, for windows: what Qt draws in them takes its colours from there."""
        palette, roles = QPalette(), QPalette.ColorRole
        for role, name in _PALETTE.items():
            palette.setColor(role, self.colour(name))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("faint"))
        return palette

    def font(self, name: TypeName, zoom: float = 1.0) -> QFont:
        """A font of the type scale; ``zoom`` multiplies its size, for transcripts."""
        if (name, zoom) not in self._fonts:
            self._fonts[name, zoom] = self._made(SCALE[name], zoom)
        return QFont(self._fonts[name, zoom])

    def line(self, name: TypeName, zoom: float = 1.0) -> int:
        """The height of a line of a font, in pixels."""
        return round(SCALE[name].line * self.look.factor * zoom)

    def px(self, length: float) -> int:
        """A height or an icon's size that grows with the text."""
        return round(length * self.look.factor)

    def motion(self, milliseconds: int) -> int:
        """How long an animation takes: nothing where the system wants none."""
        hint = self._app.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
        return milliseconds if hint > 0 else 0

    # ------------------------------------------------------------ what a person chooses

    @property
    def appearance(self) -> Appearance:
        return self._appearance

    def set_appearance(self, appearance: Appearance) -> None:
        """Be light or dark whatever the system says; "system" follows it again."""
        self._appearance = appearance
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}
        self._hints.setColorScheme(schemes[appearance])  # title bars follow where Qt can
        self.refresh()

    @property
    def text_size(self) -> float:
        """What the system's size of text is multiplied by."""
        return self._chosen_factor

    def set_text_size(self, factor: float) -> None:
        """Multiply the system's size of text, 0.85 to 3."""
        self._chosen_factor = min(max(factor, SMALLEST_TEXT), LARGEST_TEXT)
        self.refresh()

    # ------------------------------------------------------------ following

    def refresh(self, *_given: object) -> None:
        """Read the system anew, and tell all widgets if anything is different."""
        if self._refreshing:
            return
        look = self._read()
        if look == self._look:
            return
        self._refreshing = True
        # Qt goes through all widgets there are, and tells them in Python: none may be collected meanwhile (a segfault).
        collecting = gc.isenabled()
        gc.disable()
        try:
            self._take(look)
        finally:
            self._refreshing = False
            if collecting:
                gc.enable()
        self.changed.emit()

    def _take(self, look: ThemeState) -> None:
        self._look = look
        self._colours.clear()
        self._fonts.clear()
        for family in {look.family, look.code_family} & FILES.keys():
            load_font(family)
        self._app.setStyleSheet(
            sheet(
                look.colours,
                family=look.family,
                control_px=self.px(SCALE["control"].size),
                tip_px=self.px(SCALE["note"].size),
            )
        )
        for widget in QApplication.allWidgets():
            if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # Qt tells those that were shown
                QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))

    def _read(self) -> ThemeState:
        system = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
        code = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        factor = text_factor(QGuiApplication.platformName(), system.pixelSize()) * self._chosen_factor
        return ThemeState(
            self._scheme(),
            text_font(system.family()),
            code_font(code.family(), QFontDatabase.hasFamily),
            round(min(factor, LARGEST_TEXT), 3),
        )

    def _scheme(self) -> Colours:
        palette, roles = self._app.palette(), QPalette.ColorRole
        base, text = palette.color(roles.Base).name(), palette.color(roles.Text).name()
        if self._access.contrastPreference() == Qt.ContrastPreference.HighContrast:
            return high_contrast(
                base, text, palette.color(roles.Highlight).name(), palette.color(roles.HighlightedText).name()
            )
        accent = palette.color(roles.Accent).name()
        scheme = DARK if self._is_dark(base, text) else LIGHT
        return scheme.with_accent(None if accent == NO_ACCENT else accent)

    def _is_dark(self, base: str, text: str) -> bool:
        if self._appearance != "system":
            return self._appearance == "dark"
        match self._hints.colorScheme():
            case Qt.ColorScheme.Dark:
                return True
            case Qt.ColorScheme.Light:
                return False
            case _:
                return luminance(base) < luminance(text)

    def _made(self, style: TypeStyle, zoom: float) -> QFont:
        font = QFont(self.look.code_family if style.code else self.look.family)
        font.setPixelSize(max(1, round(style.size * self.look.factor * zoom)))
        font.setWeight(QFont.Weight(style.weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if style.spacing:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, style.spacing * zoom)
        if style.tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        if style.code:
            font.setStyleHint(QFont.StyleHint.Monospace)
            font.setFeature(QFont.Tag("calt"), 0)  # no ligatures in code
        return font


def tabular(font: QFont) -> QFont:
    """The font with digits of one width, for numbers that change or stand under each other."""
    font = QFont(font)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@cache
def load_font(family: str) -> None:
    """Make one of the fonts that come along known to Qt, once."""
    for name in FILES[family]:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))


_the_one: list[Theme] = []


def theme() -> Theme:
    """The theme of the running application."""
    if not _the_one:
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101  widgets need one too
        _the_one.append(Theme(app))
        _the_one[0].refresh()  # tells the widget that asked first, too: it asks again
    return _the_one[0]
