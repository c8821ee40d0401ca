"""What the program asks of AppKit and ServiceManagement, found in its source: the one list of it is `WANTED`."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SOURCES = Path(__file__).parents[2] / "src" / "traybridge" / "system"
SPEAKERS = ("macos_app.py", "power/macos_wake.py", "autostart/macos.py")
"""The modules that speak to pyobjc; everything that begins with NS or SM there is a name of Apple's."""


@dataclass(frozen=True)
class Names:
    """``constants`` with the values that pyobjc gives; ``selectors`` by class, with the metadata that they must have.

    A selector without metadata is looked up by pyobjc on the Mac itself: {} means that no wheel can prove its type.
    """

    constants: dict[str, int]
    classes: frozenset[str]
    strings: frozenset[str]
    selectors: dict[tuple[str, str], dict[str, object]] = field(default_factory=dict)


_RETURNS_BOOL: dict[str, object] = {"retval": {"type": "Z"}}
_GIVES_ERROR = {"retval": {"type": "Z"}, "arguments": {2: {"type_modifier": "o"}}}
_VOID_BLOCK = {"callable": {"retval": {"type": "v"}, "arguments": {0: {"type": "^v"}, 1: {"type": "@"}}}}

WANTED = Names(
    constants={
        "NSApplicationActivationPolicyRegular": 0,
        "NSApplicationActivationPolicyAccessory": 1,
        "NSEventModifierFlagControl": 1 << 18,
        "NSEventTypeRightMouseDown": 3,
        "NSEventTypeRightMouseUp": 4,
        "SMAppServiceStatusEnabled": 1,
        "SMAppServiceStatusRequiresApproval": 2,
    },
    classes=frozenset({"NSApplication", "NSEvent", "NSScreen", "NSWorkspace", "SMAppService"}),
    strings=frozenset({"NSWorkspaceDidWakeNotification"}),
    selectors={
        ("NSApplication", "sharedApplication"): {},
        ("NSApplication", "setActivationPolicy:"): _RETURNS_BOOL,
        ("NSApplication", "activateIgnoringOtherApps:"): {"arguments": {2: {"type": "Z"}}},
        ("NSApplication", "currentEvent"): {},
        ("NSEvent", "pressedMouseButtons"): {},
        ("NSEvent", "modifierFlags"): {},
        ("NSEvent", "type"): {},
        ("NSScreen", "screens"): {},
        ("NSScreen", "frame"): {},
        ("NSScreen", "auxiliaryTopLeftArea"): {},
        ("NSScreen", "auxiliaryTopRightArea"): {},
        ("NSWorkspace", "sharedWorkspace"): {},
        ("NSWorkspace", "accessibilityDisplayShouldReduceMotion"): _RETURNS_BOOL,
        ("NSWorkspace", "notificationCenter"): {},
        ("NSNotificationCenter", "addObserverForName:object:queue:usingBlock:"): {"arguments": {5: _VOID_BLOCK}},
        ("NSNotificationCenter", "removeObserver:"): {},
        ("SMAppService", "mainAppService"): {},
        ("SMAppService", "status"): {},
        ("SMAppService", "registerAndReturnError:"): _GIVES_ERROR,
        ("SMAppService", "unregisterAndReturnError:"): _GIVES_ERROR,
    },
)


def python_name(selector: str) -> str:
    """How pyobjc writes a selector: each colon is an underscore."""
    return selector.replace(":", "_")


def names_in_source() -> set[str]:
    """Every name that begins with NS or SM in the modules that speak to pyobjc, as attribute, import or text."""
    return {
        name
        for tree in _trees()
        for node in ast.walk(tree)
        for name in _texts(node)
        if name.startswith(("NS", "SM")) and name.isidentifier()
    }


def calls_in_source() -> set[str]:
    """Every method that is called there."""
    return {
        node.func.attr
        for tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }


def _trees() -> Iterator[ast.Module]:
    for name in SPEAKERS:
        yield ast.parse((SOURCES / name).read_text())


def _texts(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Attribute(attr=name) | ast.alias(name=name) | ast.Constant(value=str(name)):
            yield name
        case _:
            return
