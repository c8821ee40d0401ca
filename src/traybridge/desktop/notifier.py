"""Notifications about what changed: decided by notification_policy, shown by the desktop or by the icon."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from traybridge.core.planning import ProviderFacts
from traybridge.core.presentation.status import Snapshot
from traybridge.core.provenance import Provenance
from traybridge.desktop.actions import Actions
from traybridge.desktop.language import tr
from traybridge.desktop.notification_policy import Notice, NoticeHistory, decide, sentence
from traybridge.desktop.services import DesktopServices, Notify
from traybridge.desktop.timers import one_shot
from traybridge.desktop.tray.icon import Tray
from traybridge.desktop.widgets.foreign_text import one_line

Start = Callable[[Any, str], None]


class Notifier(QObject):
    """``again`` is run when something that began has lasted long enough to matter; ``open_settings`` takes a page."""

    def __init__(
        self,
        services: DesktopServices,
        tray: Tray,
        actions: Actions,
        *,
        start: Start,
        again: Callable[[], object],
        open_chat: Callable[[], None],
        open_settings: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._tray = tray
        self._actions = actions
        self._start = start
        self._open_chat = open_chat
        self._open_settings = open_settings
        self.history = NoticeHistory()
        self._before: Snapshot | None = None
        self.again = one_shot(self, again)

    def follow(self, snapshot: Snapshot, facts: Sequence[ProviderFacts], answered: Provenance | None = None) -> None:
        """Tell what changed since the last time; ``answered`` is an answer that just ended."""
        decision = decide(
            self.history,
            self._before,
            snapshot,
            wanted=self._services.bridge.config.desktop.notifications,
            now=self._services.monotonic(),
            answered=answered,
            capped=_capped(facts),
            excused=self._actions.excused,
        )
        self.history, self._before = decision.memory, snapshot
        for notice in decision.notices:
            self._show(notice)
        if decision.again_in is not None:
            self.again.start(round(1000 * decision.again_in) + 1)

    def _show(self, notice: Notice) -> None:
        title, text = one_line(tr(notice.title)), one_line(sentence(tr(notice.text)))
        if self._services.notify is None:
            self._tray.notify(title, text)
        else:
            work = self._show_beside(self._services.notify, title, text, self.way_from(notice))
            self._start(work, "notification")

    async def _show_beside(self, notify: Notify, title: str, text: str, clicked: Callable[[], None]) -> None:
        """Beside the icon, so that it goes on showing what is; by the icon only where there is no other way."""
        if not await notify(title, text, clicked):
            self._tray.notify(title, text)

    def way_from(self, notice: Notice) -> Callable[[], None]:
        """Where a click on a notification leads: to what can be done about it, else to the chat."""
        return partial(self._open_settings, notice.page) if notice.page else self._open_chat


def _capped(facts: Sequence[ProviderFacts]) -> dict[str, float]:
    """Who has spent this month's cap, and the cap in US dollars."""
    return {
        one.provider.id: one.provider.monthly_cap
        for one in facts
        if one.provider.monthly_cap is not None and one.spent >= one.provider.monthly_cap
    }
