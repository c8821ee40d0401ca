"""The key of one provider: typed once, tested for nothing, kept in the keyring, shown by its last four signs."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from traybridge.core.bridge import Bridge
from traybridge.core.config import ProviderConfig
from traybridge.core.errors import BadInput, KeyringProblem, TrayBridgeError
from traybridge.core.i18n import msg
from traybridge.core.planning import KeyState
from traybridge.core.ports import KeyCheck
from traybridge.core.presets import origin
from traybridge.core.secret import Secret
from traybridge.desktop.error_text import sentence, words_of
from traybridge.desktop.language import tr
from traybridge.desktop.page_context import PageContext
from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.foreign_text import tooltip_text
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.links import open_link
from traybridge.desktop.widgets.sizes import BETWEEN
from traybridge.desktop.widgets.text_input import HIDDEN, LEAST_HIDDEN, FieldMessage, SecretInput

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


class KeyMessage(FieldMessage):
    """What a test showed, or what is wrong, under the key."""

    def text(self) -> str:
        return self.words.text()


class KeyField(QWidget):
    """Nothing typed here is shown, kept or logged before it is in the keyring; ``stored`` tells that it is there.

    ``title`` is the name over it, where no head of a section says what it is; ``terse``: nothing is said while there
    is nothing to say.
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
        super().__init__(parent)
        self.input = SecretInput(tr("Key for {provider}", provider=context.bridge.label(provider_id)), self)
        self.edit = self.input.line
        self._verb = verb or tr("Save")
        self._terse = terse
        self._context = context
        self._provider_id = provider_id
        self._busy = False
        self._build(title)
        self.edit.textChanged.connect(self._typed)
        self.edit.returnPressed.connect(self._act)
        self.follow()

    def _build(self, title: str) -> None:
        self.page = Button(tr("Get a key…"), "quiet", self, small=True)
        self.page.clicked.connect(self._open_page)
        self.act = Button(tr("Test"), "plain", self)
        self.act.clicked.connect(self._act)
        self.result, self.error = KeyMessage(self), KeyMessage(self)
        self.note = Label("", "note", "", self)
        self.anyway = Button(tr("Save it anyway"), "plain", self, small=True)
        self.anyway.hide()
        self.anyway.clicked.connect(lambda: self._begin(self._store(tested="")))
        self.remove = Button(tr("Remove key"), "quiet", self, small=True)
        self.remove.clicked.connect(lambda: self._begin(self._delete()))
        line, foot, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        line.setSpacing(BETWEEN)
        line.addWidget(self.input, 1)
        line.addWidget(self.act)
        foot.setSpacing(BETWEEN)
        foot.addWidget(self.note, 1)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(BETWEEN)
        if title:
            column.addLayout(self._head(title))
        else:
            foot.addWidget(self.page, 0, Qt.AlignmentFlag.AlignTop)
            QShortcut(QKeySequence.mnemonic(tr("&Key")), self).activated.connect(self._enter)
        foot.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        column.addWidget(self.result)
        column.addWidget(self.error)
        column.addWidget(self.anyway, 0, Qt.AlignmentFlag.AlignLeading)
        column.addLayout(foot)

    def _head(self, title: str) -> QHBoxLayout:
        name = Label(title, "row", "", self)
        name.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        name.setBuddy(self.edit)
        head = QHBoxLayout()
        head.addWidget(name, 1)
        head.addWidget(self.page)
        return head

    def _enter(self) -> None:
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refuse(self, error: TrayBridgeError) -> None:
        """Say what is wrong; what stands in the field stays."""
        self.error.say(words_of(error), "error")
        self.input.mark(self.error.text(), wrong=True)

    def accept(self) -> None:
        """Nothing is wrong with what stands in the field."""
        self.error.say("")
        self.input.mark(self.note.text(), wrong=False)

    @property
    def refused(self) -> bool:
        return bool(self.error.text())

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
        self.input.show_stored(f"{HIDDEN * LEAST_HIDDEN}{hint.removeprefix('…')}" if hint else "")
        known = row.known_preset
        self.page.setVisible(bool(known and known.key_page and hint is None))
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
            return tr("Kept in your keyring; sent only to {address}.", address=place.removeprefix("https://"))
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
