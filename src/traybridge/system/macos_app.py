"""What only AppKit knows or does on macOS: Dock, clicks on the menu bar icon, the notch, reduced motion (pyobjc)."""

import sys
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

_RIGHT_BUTTON = 1 << 1  # +[NSEvent pressedMouseButtons]: one bit for each button, the left one first


class MacApp:
    """The running program, as AppKit sees it. ``appkit``: another module of that shape; it is looked for by default.

    Without pyobjc, or with one of another version, each call gives the answer of a program that has no AppKit.
    """

    def __init__(self, appkit: Any = None) -> None:
        self._appkit = appkit if appkit is not None else find_appkit()

    @property
    def available(self) -> bool:
        """Whether pyobjc is there and fits this Python."""
        return getattr(self._appkit, "NSApplication", None) is not None

    def show_in_dock(self, shown: bool) -> None:
        """Be a regular program, in Dock and Cmd-Tab, or an accessory: the icon in the menu bar only."""

        def change(appkit: Any) -> None:
            regular, accessory = (
                appkit.NSApplicationActivationPolicyRegular,
                appkit.NSApplicationActivationPolicyAccessory,
            )
            appkit.NSApplication.sharedApplication().setActivationPolicy_(regular if shown else accessory)

        self._call(change, None)

    def activate(self) -> None:
        """Take the keyboard: the windows of an accessory program do not get it by being shown."""
        self._call(lambda appkit: appkit.NSApplication.sharedApplication().activateIgnoringOtherApps_(True), None)

    def wants_menu(self) -> bool:
        """Say whether the click that is being handled asks for a menu: right button, two fingers, or Control.

        Since macOS 27 AppKit drives menu bar icons by gestures, and Qt 6.11.3 cannot tell which click it was.
        """

        def look(appkit: Any) -> bool:
            pressed, modifiers = appkit.NSEvent.pressedMouseButtons(), appkit.NSEvent.modifierFlags()
            if pressed & _RIGHT_BUTTON or modifiers & appkit.NSEventModifierFlagControl:
                return True
            event = appkit.NSApplication.sharedApplication().currentEvent()
            right = {appkit.NSEventTypeRightMouseDown, appkit.NSEventTypeRightMouseUp}
            return event is not None and event.type() in right

        return self._call(look, False)

    def reduces_motion(self) -> bool:
        """System Settings > Accessibility > Display > Reduce motion."""
        return self._call(
            lambda appkit: bool(appkit.NSWorkspace.sharedWorkspace().accessibilityDisplayShouldReduceMotion()), False
        )

    def notches(self) -> tuple[tuple[float, float], ...]:
        """Return the left and right edge of each screen's camera notch, in points from the left of the first screen."""

        def look(appkit: Any) -> tuple[tuple[float, float], ...]:
            found = []
            for screen in appkit.NSScreen.screens():
                left, right = screen.auxiliaryTopLeftArea().size.width, screen.auxiliaryTopRightArea().size.width
                frame = screen.frame()
                if left and right:
                    found.append((frame.origin.x + left, frame.origin.x + frame.size.width - right))
            return tuple(found)

        return self._call(look, ())

    def _call(self, work: Callable[[Any], T], otherwise: T) -> T:
        if self._appkit is None:
            return otherwise
        try:
            return work(self._appkit)
        except (AttributeError, TypeError, ValueError):  # what an older macOS or pyobjc does not have
            return otherwise


_DRAWS_NO_FRAMEWORK_ICONS = 26


def is_framework_build() -> bool:
    """Say whether this Python is a framework build (python.org's, Homebrew's)."""
    return bool(getattr(sys, "_framework", ""))


def draws_no_icon(version: str, *, framework: bool | None = None) -> bool:
    """Say whether this macOS ("26.1") shows no menu bar icon for this Python.

    macOS 26 draws none for framework builds, without a word (realiti4/claude-swap#311, measured there with rumps).
    """
    major = version.partition(".")[0]
    framework = is_framework_build() if framework is None else framework
    return framework and major.isdigit() and int(major) >= _DRAWS_NO_FRAMEWORK_ICONS


def find_appkit() -> Any:
    """Import AppKit; None where pyobjc is missing, or its parts do not fit each other."""
    try:
        import AppKit
    except (ImportError, AttributeError, TypeError, ValueError):  # what the parts of two versions raise
        return None
    return AppKit
