"""A fake of AppKit, with the names and selectors that the program uses; states are set by the test."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any


def rect(x: float, y: float, width: float, height: float) -> Any:
    return SimpleNamespace(origin=SimpleNamespace(x=x, y=y), size=SimpleNamespace(width=width, height=height))


@dataclass
class FakeScreen:
    """An NSScreen; ``left`` and ``right``: the bars beside a notch, 0 where there is none."""

    x: float = 0
    width: float = 1512
    left: float = 0
    right: float = 0

    def frame(self) -> Any:
        return rect(self.x, 0, self.width, 982)

    def auxiliaryTopLeftArea(self) -> Any:  # noqa: N802
        return rect(self.x, 944, self.left, 38)

    def auxiliaryTopRightArea(self) -> Any:  # noqa: N802
        return rect(self.x + self.width - self.right, 944, self.right, 38)


@dataclass
class FakeAppKit:
    """The module. ``policies`` and ``activations`` are what was asked of NSApplication."""

    pressed: int = 0
    modifiers: int = 0
    event_type: int | None = None
    reduce_motion: bool = False
    screens: list[FakeScreen] = field(default_factory=lambda: [FakeScreen()])
    policies: list[int] = field(default_factory=list)
    activations: list[bool] = field(default_factory=list)

    NSApplicationActivationPolicyRegular = 0
    NSApplicationActivationPolicyAccessory = 1
    NSEventModifierFlagControl = 1 << 18
    NSEventTypeRightMouseDown = 3
    NSEventTypeRightMouseUp = 4

    @property
    def NSEvent(self) -> Any:  # noqa: N802
        return SimpleNamespace(pressedMouseButtons=lambda: self.pressed, modifierFlags=lambda: self.modifiers)

    @property
    def NSApplication(self) -> Any:  # noqa: N802
        event = None if self.event_type is None else SimpleNamespace(type=lambda: self.event_type)
        app = SimpleNamespace(
            setActivationPolicy_=self.policies.append,
            activateIgnoringOtherApps_=self.activations.append,
            currentEvent=lambda: event,
        )
        return SimpleNamespace(sharedApplication=lambda: app)

    @property
    def NSWorkspace(self) -> Any:  # noqa: N802
        workspace = SimpleNamespace(accessibilityDisplayShouldReduceMotion=lambda: self.reduce_motion)
        return SimpleNamespace(sharedWorkspace=lambda: workspace)

    @property
    def NSScreen(self) -> Any:  # noqa: N802
        return SimpleNamespace(screens=lambda: self.screens)
