"""What every page is given: the bridge, how to change a setting, and the way to another page."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from traybridge.core.bridge import Bridge
from traybridge.core.config import Config
from traybridge.core.errors import TrayBridgeError
from traybridge.desktop.services import DesktopServices, Tell

Edit = Callable[[Config], Config]
"""A change of the settings; it is done on what stands in the file at that moment, not on what we last saw."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """``go`` shows a page by name: "exo", "providers/openrouter"; ``unloads``: a person unloads a model there now."""

    services: DesktopServices
    go: Callable[[str], None]
    unloads: Callable[[str], None] = lambda _provider_id: None

    @property
    def bridge(self) -> Bridge:
        return self.services.bridge

    def change(self, edit: Edit, owner: QWidget, refused: Tell, done: Callable[[], None] | None = None) -> None:
        """Change the settings at once. What cannot be is told to ``refused``, unless its ``owner`` is gone by then."""
        self.start(self._change(edit, owner, done), owner, refused, "change a setting")

    async def _change(self, edit: Edit, owner: QWidget, done: Callable[[], None] | None) -> None:
        await self.bridge.change(edit)
        if done is not None and isValid(owner):
            done()

    def start(self, work: Coroutine[Any, Any, Any], owner: QWidget, refused: Tell, name: str) -> None:
        """Start a coroutine for a widget; its TrayBridgeError is told there."""
        task = self.services.tasks.start(_guard(work, owner, refused), name)
        task.add_done_callback(lambda _task: work.close())  # cancelled before it began, nobody would await it


async def _guard(work: Coroutine[Any, Any, Any], owner: QWidget, refused: Tell) -> None:
    try:
        await work
    except TrayBridgeError as error:
        if isValid(owner):
            refused(error)
