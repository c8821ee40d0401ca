"""The key of one provider: typed once, tested for nothing, kept in the keyring, shown by its last four signs."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from shiboken6 import isValid

from traybridge.core.bridge import Bridge
from traybridge.core.config import ProviderConfig
from traybridge.core.errors import BadInput, KeyringProblem, TrayBridgeError
from traybridge.core.i18n import msg
from traybridge.core.planning import KeyState
from traybridge.core.ports import KeyCheck
from traybridge.core.presets import origin
from traybridge.core.secret import Secret
from traybridge.desktop.error_text import sentence
from traybridge.desktop.language import tr
from traybridge.desktop.page_context import PageContext
from traybridge.desktop.widgets.buttons import LinkButton, push
from traybridge.desktop.widgets.fields import Field
from traybridge.desktop.widgets.foreign_text import tooltip_text
from traybridge.desktop.widgets.labels import TextLabel
from traybridge.desktop.widgets.links import open_link
from traybridge.desktop.widgets.system_palette import text_font

CHECK_SECONDS = 20.0
NO_KEYRING = frozenset({"absent", "plaintext", "unreachable"})


async def store_key(bridge: Bridge, provider_id: str, secret: Secret) -> str:
    """Store a key; where there is no keyring at all it is kept until the program ends. The result says so, or "".

    Raises:
        KeyringProblem: locked, denied or slow: there is one, so the person decides.
    """
    try:
        await bridge.set_key(provider_id, secret)
    except KeyringProblem as problem:
        if problem.kind not in NO_KEYRING:
            raise
        await bridge.set_key(provider_id, secret, session_only_ok=True)
        return msg("{problem}: the key is kept only until TrayBridge ends.", problem=problem.title)
    if bridge.keyring_problem is not None:
        await bridge.load_keys()  # it works now, so the others can be read too
    return ""


async def try_key(bridge: Bridge, provider_id: str, secret: Secret | None) -> KeyCheck:
    """Try a key (None: the stored one) at the provider's free address, for twenty seconds at most."""
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            return await bridge.check_key(provider_id, secret)
    except TimeoutError:
        return KeyCheck(None, msg("No answer within {seconds:g} s", seconds=CHECK_SECONDS), msg("Try again later."))


class KeyRefused(BadInput):
    """The provider does not take the key; the stored one stays."""

    code = "key_refused"

    def __init__(self, check: KeyCheck) -> None:
        super().__init__(check.detail, check.hint)


class KeyField(Field):
    """Nothing typed here is shown, kept or logged before it is in the keyring; ``stored`` tells that it is there.

    ``terse``: nothing is said while there is nothing to say.
    """

    stored = Signal()

    def __init__(
        self,
        context: PageContext,
        provider_id: str,
        *,
        title: str = "",
        verb: str = "",
        terse: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self.edit = QLineEdit()
        self.edit.setFont(text_font(QApplication.font()))
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setAccessibleName(tr("Key for {provider}", provider=context.bridge.label(provider_id)))
        super().__init__(title or tr("&Key"), self.edit, parent=parent)
        self._verb = verb or tr("Save")
        self._terse = terse
        self._context = context
        self._provider_id = provider_id
        self._busy = False
        self._build()
        self.edit.textChanged.connect(self._typed)
        self.edit.returnPressed.connect(self._act)
        self.follow()

    def _build(self) -> None:
        self.page = LinkButton(tr("Get a key…"), self)
        self.page.clicked.connect(self._open_page)
        self.head.addWidget(self.page)
        self.act = push(tr("Test"), self)
        self.act.clicked.connect(self._act)
        self.line.addWidget(self.act)
        self.result = TextLabel("", "note", self)
        self.result.hide()
        self.column.insertWidget(2, self.result)
        self.anyway = push(tr("Save it anyway"), self)
        self.anyway.hide()
        self.anyway.clicked.connect(lambda: self._begin(self._store(tested="")))
        self.remove = LinkButton(tr("Remove the key"), self)
        self.remove.clicked.connect(lambda: self._begin(self._delete()))
        under = QHBoxLayout()
        under.addWidget(self.anyway)
        under.addWidget(self.remove)
        under.addStretch(1)
        self.column.addLayout(under)

    @property
    def busy(self) -> bool:
        """True while a key is tested, stored or removed."""
        return self._busy

    def follow(self) -> None:
        """Show what is known of the key, never the key."""
        row = self._context.bridge.config.provider(self._provider_id)
        if row is None:
            return
        hint = self._context.bridge.key_hint(row.id)
        self.edit.setPlaceholderText(tr("{key} is stored", key=hint) if hint else tr("Paste the key here"))
        known = row.known_preset
        self.page.setVisible(bool(known and known.key_page))
        self.page.setToolTip(tooltip_text(known.key_page) if known else "")
        self.page.setAccessibleName(tr("Get a key for {provider}", provider=row.label))
        self.remove.setVisible(hint is not None)
        self.note.say(self._about(row, hint))
        self._show_buttons()

    def _about(self, row: ProviderConfig, hint: str | None) -> str:
        state = next((one.key for one in self._context.bridge.facts() if one.provider.id == row.id), KeyState.MISSING)
        problem = self._context.bridge.keyring_problem
        if state is KeyState.OTHER_ORIGIN:
            given = plain_origin(self._context.bridge.key_origin(row.id))
            if not given:
                return tr(
                    "Nobody knows for which address the key {key} was given, so it goes nowhere. Enter it again.",
                    key=hint or "",
                )
            return tr(
                "The stored key {key} was given for {address} and goes nowhere else. Enter the key for this address.",
                key=hint or "",
                address=given,
            )
        if state is KeyState.LOCKED:
            return tr("The keyring cannot be read now, so neither can the key.")
        if state is KeyState.UNREADABLE:
            return tr("The stored key cannot be read. Enter it again, or ask without it: remove it first.")
        if hint is not None:
            place = plain_origin(row.key_origin or row.base_url)
            if problem is not None and problem.kind in NO_KEYRING:
                return tr(
                    "{key} is used only for {address}, until TrayBridge ends: there is no keyring here.",
                    key=hint,
                    address=place,
                )
            return tr("{key} is used only for {address}.", key=hint, address=place)
        if self._terse:
            return ""
        return (
            tr("Without a key it is not asked.") if row.needs_key else tr("Leave it empty if this server needs none.")
        )

    def _show_buttons(self) -> None:
        typed = bool(self.edit.text())
        stored = self._context.bridge.key_hint(self._provider_id) is not None
        self.act.setText(self._verb if typed or not stored else tr("Test"))
        self.act.setAccessibleName(tr("Test and save the key") if typed else tr("Test the stored key"))
        self.act.setToolTip(tr("Tests it at a free address, then stores it") if typed else tr("Costs nothing"))
        self.act.setEnabled(not self._busy and (typed or stored))
        self.remove.setEnabled(not self._busy)
        self.anyway.setEnabled(not self._busy)

    def _typed(self) -> None:
        self.accept()
        self.anyway.hide()
        self.result.say("")
        self._show_buttons()

    def _act(self) -> None:
        if not self.act.isEnabled():
            return
        self._begin(self._test_and_store() if self.edit.text() else self._test())

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        self._busy = True
        self.accept()
        self.anyway.hide()
        self.result.say(tr("One moment…"), "note")
        self._show_buttons()
        self._context.start(self._to_its_end(work), self, self._refused, "a key")

    async def _to_its_end(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        finally:
            self._busy = False
            if isValid(self):
                self.follow()

    def _refused(self, error: TrayBridgeError) -> None:
        self.result.say("")
        self.anyway.setVisible(isinstance(error, KeyRefused))
        self.refuse(error)

    async def _test(self) -> None:
        check = await try_key(self._context.bridge, self._provider_id, None)
        if check.ok is False:
            raise KeyRefused(check)
        if isValid(self):
            self.result.say(told(check), "good" if check.ok else "note")

    async def _test_and_store(self) -> None:
        """A key that the provider refuses is not stored; one that cannot be tested now is."""
        secret = Secret.from_entry(self.edit.text())
        check = await try_key(self._context.bridge, self._provider_id, secret)
        if check.ok is False:
            raise KeyRefused(check)
        await self._store(tested=told(check), good=check.ok is True)

    async def _store(self, *, tested: str, good: bool = False) -> None:
        secret = Secret.from_entry(self.edit.text())
        session = await store_key(self._context.bridge, self._provider_id, secret)
        if isValid(self):
            self.edit.clear()
            kept = tr(session) or tr("{key} is in the keyring.", key=secret.masked)
            self.result.say(f"{tested} {kept}".strip(), "good" if good else "note")
            self.stored.emit()

    async def _delete(self) -> None:
        await self._context.bridge.delete_key(self._provider_id)
        if isValid(self):
            self.result.say(tr("The key is gone from the keyring."), "note")

    def _open_page(self) -> None:
        row = self._context.bridge.config.provider(self._provider_id)
        if row is not None and row.known_preset is not None:
            open_link(row.known_preset.key_page)


def plain_origin(url: str) -> str:
    """Scheme and host as people read them, the port only where it is not the scheme's own."""
    found = origin(url)
    for scheme, port in (("https:", ":443"), ("http:", ":80")):
        if found.startswith(scheme):
            return found.removesuffix(port)
    return found


def told(check: KeyCheck) -> str:
    """What a look at a key showed, in whole sentences in the person's language."""
    return " ".join(part for part in (sentence(tr(check.detail)), tr(check.hint)) if part)
