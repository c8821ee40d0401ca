"""Widgets in a window that has the keyboard, and what their pixels say."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from traybridge.desktop.widgets.colours import contrast
from traybridge.desktop.widgets.theme import Appearance, theme

SHARP = 3
"""Pixels a point, so that letters have some of their full colour."""


@contextmanager
def appearance(scheme: Appearance) -> Iterator[None]:
    theme().set_appearance(scheme)
    try:
        yield
    finally:
        theme().set_appearance("system")


@contextmanager
def from_right() -> Iterator[None]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        yield
    finally:
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@contextmanager
def window(*widgets: QWidget) -> Iterator[QWidget]:
    """Show widgets one below the other; the window has the keyboard and none of them."""
    holder = QWidget()
    holder.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    column = QVBoxLayout(holder)
    column.setContentsMargins(20, 20, 20, 20)
    for widget in widgets:
        column.addWidget(widget)
    holder.resize(420, holder.sizeHint().height())
    holder.show()
    holder.activateWindow()
    holder.setFocus(Qt.FocusReason.OtherFocusReason)
    assert QTest.qWaitForWindowActive(holder, 20_000)
    try:
        yield holder
    finally:
        holder.hide()
        holder.deleteLater()
        QApplication.processEvents()


def tab_to(holder: QWidget) -> None:
    """Go to the first control with the keyboard."""
    holder.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(holder, Qt.Key.Key_Tab)


def click(widget: QWidget, at: QPoint | None = None) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at or widget.rect().center())


def picture(widget: QWidget, ground: str = "surface") -> QImage:
    """The widget on a ground, sharper than a screen."""
    image = QImage(widget.size() * SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARP)
    image.fill(theme().colour(ground))
    with QPainter(image) as painter:
        widget.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
    return image


def colours_in(image: QImage, box: QRect | None = None) -> Counter[str]:
    """How many pixels there are of each colour; ``box`` in points."""
    ratio = round(image.devicePixelRatio())
    place = image.rect() if box is None else QRect(box.topLeft() * ratio, box.size() * ratio).intersected(image.rect())
    part = image.copy(place)
    found: Counter[int] = Counter()
    pixels = memoryview(part.constBits()).cast("B").cast("I")  # 32 bits each, no room between lines
    found.update(pixels)
    return Counter({f"#{pixel & 0xFFFFFF:06x}": count for pixel, count in found.items()})


def written_contrast(image: QImage, box: QRect | None = None) -> float:
    """The contrast of what is written in a box: its most frequent colour against the one that differs most."""
    found = colours_in(image, box)
    ground = found.most_common(1)[0][0]
    return max(contrast(ground, colour) for colour in found)


def has_colour(image: QImage, role: str) -> bool:
    """Some pixels have exactly the colour of a role."""
    return QColor(theme().colour(role)).name() in colours_in(image)


_ALIVE: list[QWidget] = []
"""What a test asked about: its interface must not outlive it."""


def accessible(widget: QWidget) -> QAccessibleInterface:
    """What a screen reader meets."""
    _ALIVE.append(widget)
    return QAccessible.queryAccessibleInterface(widget)


def alike(one: QImage, other: QImage) -> bool:
    """Two pictures are the same but for how the edges of their shapes fall on pixels."""
    if one.size() != other.size():
        return False
    pairs = zip(memoryview(one.constBits()), memoryview(other.constBits()), strict=True)
    different = sum(abs(mine - theirs) > 60 for mine, theirs in pairs)
    return different < 0.01 * one.sizeInBytes()
