"""What a doctor found: each finding once, with its next step, a command that can be copied and the way to the cure."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from traybridge.core.errors import TrayBridgeError
from traybridge.core.i18n import msg
from traybridge.core.presentation.diagnosis import Finding, Level
from traybridge.desktop.error_text import words_of
from traybridge.desktop.language import tr
from traybridge.desktop.page_context import PageContext
from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.cards import Card, CardRow
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.sizes import BETWEEN, CARD_SIDE, INSIDE, LARGE_ICON, PAIR
from traybridge.desktop.widgets.text_input import Sign

LEVELS = {Level.FINE: msg("fine"), Level.NOTE: msg("note"), Level.PROBLEM: msg("problem")}
SIGNS = {Level.FINE: ("check", "local"), Level.NOTE: ("info", "warn"), Level.PROBLEM: ("warn", "bad")}


class FindingRow(QWidget):
    """One finding of a doctor, with its next step; all of it can be copied. ``go`` leads to where it can be taken."""

    def __init__(
        self, finding: Finding, parent: QWidget | None = None, *, go: Callable[[], None] | None = None
    ) -> None:
        super().__init__(parent)
        self.finding = finding
        sign = Sign(*SIGNS[finding.level], self, size=LARGE_ICON)
        sign.setAccessibleName(tr(LEVELS[finding.level]))
        fine = finding.level is Level.FINE
        words = QVBoxLayout()
        words.setSpacing(PAIR // 2)
        words.addWidget(Label(tr(finding.title), "control" if fine else "row", "", self))
        if finding.hint:
            words.addWidget(Label(tr(finding.hint), "note", "", self))
        if finding.command and not fine:
            words.addWidget(code(finding.command, self))
        row = QHBoxLayout(self)
        row.setContentsMargins(CARD_SIDE, INSIDE, CARD_SIDE, INSIDE)
        row.setSpacing(INSIDE)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if not fine:
            row.addLayout(self._buttons(go))

    def _buttons(self, go: Callable[[], None] | None) -> QHBoxLayout:
        finding = self.finding
        buttons = QHBoxLayout()
        buttons.setSpacing(BETWEEN)
        self.copy = Button(tr("Copy"), parent=self)
        self.copy.setAccessibleName(tr("Copy: {what}", what=finding.title))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(finding.command or in_full(finding)))
        buttons.addWidget(self.copy)
        if go is not None:
            self.open = Button(tr("Open…"), parent=self)
            self.open.setAccessibleName(tr("Open the settings for: {what}", what=finding.title))
            self.open.clicked.connect(go)
            buttons.addWidget(self.open)
        return buttons


def in_full(finding: Finding) -> str:
    """All of a finding that has no command, for the clipboard."""
    return "\n".join(tr(line) for line in (finding.title, finding.hint) if line)


def code(command: str, parent: QWidget) -> Label:
    """A command, in the fixed font."""
    label = Label(command, "code", "muted", parent)
    label.setAccessibleName(tr("Command: {command}", command=command))
    return label


class ClusterCheck(Card):
    """Examine a cluster: a row with the button, and each finding under it. ``current`` says which cluster it is."""

    rows_changed = Signal()

    def __init__(self, context: PageContext, current: Callable[[], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._current = current
        self.findings: list[FindingRow] = []
        self.check = Button(tr("Check"))
        self.check.setAccessibleName(tr("Check the cluster"))
        self.check.clicked.connect(self.run)
        about = tr("Looks for the known troubles of Exo. It costs nothing and changes nothing.")
        self.row = CardRow(tr("Is all well with this cluster?"), about, self.check)
        self.add(self.row)

    def forget(self) -> None:
        """Forget what was found."""
        self.clear(but=self.row)
        self.findings = []

    def run(self) -> None:
        examine = self._context.services.examine
        if examine is None:
            return
        self.check.setEnabled(False)
        self.row.note.say(tr("Checking…"))
        self.row.error.say("")
        self._context.start(self._run(examine, self._current()), self, self._refused, "examine Exo")

    async def _run(self, examine: Callable[[str], Coroutine[Any, Any, Sequence[Finding]]], provider_id: str) -> None:
        try:
            findings = await examine(provider_id)
        finally:
            if isValid(self):
                self.check.setEnabled(True)
        if isValid(self) and provider_id == self._current():
            self.forget()
            self.findings = [FindingRow(one, self) for one in findings]
            for row in self.findings:
                self.add(row)
            self.rows_changed.emit()
            self.row.note.say(tr("The most urgent first.") if len(findings) > 1 else tr("Done."))

    def _refused(self, error: TrayBridgeError) -> None:
        self.row.note.say("")
        self.row.error.say(words_of(error))
