"""General: how TrayBridge looks and speaks, how it starts, and which notifications it shows."""

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from traybridge.core.config import Config, NotificationsConfig
from traybridge.core.i18n import msg
from traybridge.core.ports import LoginItem
from traybridge.desktop.async_slots import Work
from traybridge.desktop.error_text import words_of
from traybridge.desktop.language import tr
from traybridge.desktop.login_switch import LoginSwitch
from traybridge.desktop.page_context import PageContext
from traybridge.desktop.settings.page import ScrolledPage
from traybridge.desktop.settings.segmented_row import SegmentedRow
from traybridge.desktop.settings.setting_rows import ChoiceRow, SwitchRow
from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.cards import CardRow, inset
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.switch import Switch

APPEARANCES = (("", msg("System")), ("light", msg("Light")), ("dark", msg("Dark")))
TEXT_SIZES = (90, 100, 115, 130, 150)
LANGUAGES = (("en", "English"), ("de", "Deutsch"))
"""Each by its own name: whoever looks for it reads that one."""
NOTICES = (
    ("exo_lost", msg("Exo cannot answer any more"), msg("After ten seconds: an election of a new master is no news.")),
    ("exo_back", msg("Exo is back"), ""),
    ("failover", msg("The cloud answers instead of your machines"), msg("The first time, with the reason.")),
    ("key_rejected", msg("A key is rejected"), ""),
    ("cap_reached", msg("A monthly cap is reached or an allowance used up"), ""),
)


def with_desktop(config: Config, **changes: object) -> Config:
    return replace(config, desktop=replace(config.desktop, **changes))


def with_notice(config: Config, kind: str, on: bool) -> Config:
    wanted: NotificationsConfig = replace(config.desktop.notifications, **{kind: on})
    return with_desktop(config, notifications=wanted)


def text_sizes(now: int) -> Sequence[tuple[str, str]]:
    """The sizes that are offered, and the one that somebody wrote into the file."""
    return [(str(size), tr("{size} %", size=size)) for size in sorted({*TEXT_SIZES, now})]


def languages(now: str) -> Sequence[tuple[str, str]]:
    """The languages that are offered, and the one that somebody wrote into the file."""
    other = [(now, now)] if now and now not in dict(LANGUAGES) else []
    return [("", tr("As the system")), *LANGUAGES, *other]


class General(ScrolledPage):
    title = msg("General")

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._look()
        self.login: LoginRow | None = None
        if context.services.login is not None:
            self.login = LoginRow(context, context.services.login)
            self.section(tr("Start")).add(self.login)
        window = self.section(tr("Chat window"))
        self.on_top = SwitchRow(
            context,
            tr("Keep on top"),
            tr("The chat window stays over other windows."),
            lambda config: config.desktop.popup_pinned,
            lambda config, on: with_desktop(config, popup_pinned=on),
        )
        window.add(self.on_top)
        told = self.section(tr("Notifications"), tr("Each thing is told once in ten minutes at most."))
        if context.services.notify_note:
            told.add(inset(Label(tr(context.services.notify_note), "note"), told))
        self.notices = {
            kind: SwitchRow(
                context,
                tr(title),
                tr(note),
                lambda config, kind=kind: getattr(config.desktop.notifications, kind),  # type: ignore[misc]
                lambda config, on, kind=kind: with_notice(config, kind, on),  # type: ignore[misc]
            )
            for kind, title, note in NOTICES
        }
        for row in self.notices.values():
            told.add(row)
        self._about()

    def _look(self) -> None:
        context = self.context
        card = self.section(tr("Look"))
        self.appearance = SegmentedRow(
            context,
            tr("Appearance"),
            "",
            [(value, tr(words)) for value, words in APPEARANCES],
            lambda config: config.desktop.appearance,
            lambda config, value: with_desktop(config, appearance=value),
        )
        self.text_size = ChoiceRow(
            context,
            tr("Text size"),
            tr("Of the size that your system has."),
            lambda: text_sizes(context.bridge.config.desktop.text_size),
            lambda config: str(config.desktop.text_size),
            lambda config, value: with_desktop(config, text_size=int(value)),
        )
        self.language = ChoiceRow(
            context,
            tr("Language"),
            tr("From the next start of TrayBridge on."),
            lambda: languages(context.bridge.config.desktop.language),
            lambda config: config.desktop.language,
            lambda config, value: with_desktop(config, language=value),
        )
        for row in (self.appearance, self.text_size, self.language):
            card.add(row)

    def _about(self) -> None:
        services = self.context.services
        if not services.config_file:
            return
        card = self.section(
            tr("Settings file"), tr("Edit it while TrayBridge runs: what you save there applies, comments stay.")
        )
        button = Button(tr("Open"))
        button.setAccessibleName(tr("Open the settings file"))
        button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(services.config_file)))
        card.add(CardRow("config.toml", services.config_file, button))
        if services.version:
            self.column.addWidget(Label(f"TrayBridge {services.version}", "note", "", self))

    def follow(self) -> None:
        config = self.context.bridge.config
        self.appearance.follow(config)
        for choice in (self.text_size, self.language):
            choice.follow(config)
        for row in (self.on_top, *self.notices.values()):
            row.follow(config)

    def shown(self) -> None:
        if self.login is not None:
            self.login.read()


class LoginRow(CardRow):
    """Launch at login, as the system has it each time it is looked at; asked in a thread: launchctl takes its time."""

    def __init__(self, context: PageContext, item: LoginItem, parent: QWidget | None = None) -> None:
        self.switch = Switch(tr("Launch at login"))
        super().__init__(tr("Launch at login"), tr("The icon only; the window stays closed."), self.switch, parent)
        self._context = context
        self._login = LoginSwitch(item)
        self.switch.clicked.connect(lambda on: self._start(self._set(on)))

    def read(self) -> None:
        """Show what the system says: somebody may have switched it off elsewhere."""
        self._start(self._look())

    def _start(self, work: Work) -> None:
        self._context.start(work, self, lambda error: self.error.say(words_of(error)), "launch at login")

    async def _set(self, on: bool) -> None:
        self.error.say("")
        try:
            await self._login.switch(on)
        finally:
            self._show()

    async def _look(self) -> None:
        await self._login.look()
        self._show()

    def _show(self) -> None:
        if isValid(self):
            self.switch.setChecked(bool(self._login.state))
