"""What every page is given: the bridge, how to change a setting, and the way to another page."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from traybridge.core.bridge import Bridge
from traybridge.desktop.actions import Actions, Edit
from traybridge.desktop.async_slots import Tell, Work, start_from_slot
from traybridge.desktop.services import DesktopServices

__all__ = ["Edit", "PageContext", "context_of"]


@dataclass(frozen=True, slots=True)
class PageContext:
    """``go`` shows a page by name: "exo", "providers/openrouter"."""

    services: DesktopServices
    go: Callable[[str], None]
    actions: Actions

    @property
    def bridge(self) -> Bridge:
        return self.services.bridge

    def change(self, edit: Edit, owner: QWidget, refused: Tell, done: Callable[[], None] | None = None) -> None:
        """Change the settings at once. What cannot be is told to ``refused``, unless its ``owner`` is gone by then."""
        self.start(self._change(edit, owner, done), owner, refused, "change a setting")

    async def _change(self, edit: Edit, owner: QWidget, done: Callable[[], None] | None) -> None:
        await self.actions.edit(edit)
        if done is not None and isValid(owner):
            done()

    def start(self, work: Work, owner: QWidget, refused: Tell, name: str) -> None:
        """Start a coroutine for a widget; its TrayBridgeError is told there."""
        start_from_slot(self.services.tasks, work, name, refused, owner)


def context_of(services: DesktopServices, go: Callable[[str], None], actions: Actions | None = None) -> PageContext:
    """The context of a window; ``actions`` are shared with the menu where there is one."""
    return PageContext(services, go, actions or Actions(services.bridge, services.monotonic))
