"""Diagnostics: everybody examined at once, what happened lately and happens now, and a report to show somebody."""

import platform
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QDate, QLocale, QTime, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QWidget
from shiboken6 import isValid

from traybridge.core.errors import TrayBridgeError
from traybridge.core.i18n import msg
from traybridge.core.model_names import model_name
from traybridge.core.presentation.diagnosis import Finding, Level
from traybridge.core.presentation.status import snapshot_of
from traybridge.core.provenance import Attempt
from traybridge.desktop.error_text import words_of
from traybridge.desktop.language import named, tr, tr_counted
from traybridge.desktop.page_context import PageContext
from traybridge.desktop.settings.events import HistoryEntry, event_of, events_of
from traybridge.desktop.settings.findings import FindingRow
from traybridge.desktop.settings.page import ScrolledPage, order_tabs
from traybridge.desktop.settings.report import MachineInfo, report
from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.cards import Card, inset, within
from traybridge.desktop.widgets.foreign_text import clean, one_line
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.note_box import NoteBox
from traybridge.desktop.widgets.row_list import ListRow, RowList
from traybridge.desktop.widgets.scroll_area import overlay_bars
from traybridge.desktop.widgets.section import Folded, SectionHead
from traybridge.desktop.widgets.sheet import EDITOR
from traybridge.desktop.widgets.sizes import BETWEEN
from traybridge.desktop.widgets.theme import theme

MOST_EVENTS = 400
JOURNAL_ROWS = 100
LOG_HEIGHT = 280


class Diagnostics(ScrolledPage):
    title = msg("Diagnostics")

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.findings: tuple[tuple[str, Finding], ...] = ()
        self._rows: list[FindingRow] = []
        self._events: list[HistoryEntry] = []
        self._disconnect: Callable[[], None] | None = None
        self._examination()
        self._happened()
        self._report()

    # ------------------------------------------------------------ the parts

    def head_control(self) -> QWidget:
        holder = QWidget()
        self.copy = Button(tr("Copy report"))
        self.copy.setAccessibleName(tr("Copy the report"))
        self.copy.clicked.connect(self._copy)
        self.check = Button(tr("Check all"), icon="again")
        self.check.clicked.connect(self.examine)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(BETWEEN)
        row.addWidget(self.copy)
        row.addWidget(self.check)
        return holder

    def _examination(self) -> None:
        self.head.note.say(
            tr("Check all looks at everything, and tries every key at a free address. It costs nothing.")
        )
        self.found = Card(self)
        self.found.hide()
        self.column.addWidget(self.found)

    def _happened(self) -> None:
        self.column.addWidget(SectionHead(tr("What happened")))
        card = Card(self)
        self.log = RowList(tr("Attempts"), self)
        self.log.setFixedHeight(theme().px(LOG_HEIGHT))
        card.add(within(self.log, card))
        self.column.addWidget(card)
        self.column.addWidget(
            Label(tr("Each attempt to get an answer, never what was asked. New ones appear here."), "note")
        )
        self.trouble = NoteBox("bad", parent=self)
        self.trouble.action.setAccessibleName(tr("Attempts"))
        self.column.addWidget(self.trouble)

    def _report(self) -> None:
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setProperty("look", EDITOR)
        self.text.setFixedHeight(theme().px(LOG_HEIGHT))
        self.text.setFont(theme().font("code"))
        self.text.setAccessibleName(tr("Report"))
        self.text.setTabChangesFocus(True)
        overlay_bars(self.text)
        card = Card(self)
        card.add(inset(self.text, card))
        self.folded = Folded(tr("The report as text"), card, self)
        self.folded.toggled.connect(self._show_report)
        self.about = Label(
            tr(
                "All of the above as text, for somebody who helps you. It names hosts and models; keys, logins, "
                "questions and answers are not in it."
            ),
            "note",
        )
        self.column.addWidget(self.folded)
        self.column.addWidget(self.about)

    # ------------------------------------------------------------ examining

    def examine(self) -> None:
        """Look at everybody now."""
        examine_all = self.context.services.examine_all
        if examine_all is None:
            return
        self.check.setEnabled(False)
        self.head.note.say(tr("Checking…"), "muted")
        self.context.start(self._examine(examine_all), self, self._refused, "examine all")

    async def _examine(self, examine_all: Callable[[], Coroutine[Any, Any, Sequence[tuple[str, Finding]]]]) -> None:
        try:
            found = await examine_all()
        finally:
            if isValid(self):
                self.check.setEnabled(True)
        if isValid(self):
            order = list(Level)
            self._show_findings(sorted(found, key=lambda told: -order.index(told[1].level)))

    def _show_findings(self, findings: Sequence[tuple[str, Finding]]) -> None:
        self.findings = tuple(findings)
        self.found.clear()
        self._rows = [FindingRow(one, self, go=self._way_to(about)) for about, one in findings]
        for row in self._rows:
            self.found.add(row)
        self.found.setVisible(bool(self._rows))
        self.head.note.say(needs_words([one for _about, one in findings]), "muted")
        order_tabs(self)

    def _way_to(self, about: str) -> Callable[[], None] | None:
        """Where something can be done about a finding."""
        if self.context.bridge.config.provider(about) is None:
            return None
        return lambda: self.context.go(f"providers/{about}")

    def _refused(self, error: TrayBridgeError) -> None:
        self.head.note.say(words_of(error), "bad")

    # ------------------------------------------------------------ events

    def shown(self) -> None:
        """Read the journal again and listen to what happens now."""
        if self._disconnect is None:
            self._disconnect = self.context.bridge.attempted.connect(self._attempted)
        self.context.start(self._read_journal(), self, self._no_journal, "read the journal")

    def hidden(self) -> None:
        if self._disconnect is not None:
            self._disconnect()
            self._disconnect = None

    async def _read_journal(self) -> None:
        journal = self.context.services.journal
        rows = await journal.tail(JOURNAL_ROWS) if journal is not None else []
        if isValid(self):
            self.trouble.say("")
            self._events = events_of(rows, self.context.bridge.label)[-MOST_EVENTS:]
            self._show_events()

    def _no_journal(self, error: TrayBridgeError) -> None:
        self.trouble.say(words_of(error))

    def _attempted(self, attempt: Attempt) -> None:
        event = event_of(attempt, datetime.now().astimezone(), self.context.bridge.label)
        self._events = [*self._events[-MOST_EVENTS + 1 :], event]
        self._show_events()

    def _show_events(self) -> None:
        """The newest stands on top."""
        dots = {one.id: "local" if one.local else "cloud" for one in snapshot_of(self.context.bridge).providers}
        self.log.set_rows(
            [row_of(at, event, dots.get(event.provider_id, "")) for at, event in reversed([*enumerate(self._events)])]
        )

    # ------------------------------------------------------------ the report

    @property
    def report(self) -> str:
        """The whole report, as it would be copied now."""
        services, bridge = self.context.services, self.context.bridge
        machine = MachineInfo(
            system=f"{platform.system()} {platform.release()} {platform.machine()} {services.desktop_name}".strip(),
            version=services.version or "?",
            python=platform.python_version(),
            qt=qVersion() or "?",
            home=services.home,
        )
        findings = [one for _about, one in self.findings]
        return report(machine, snapshot_of(bridge), bridge.config, findings, self._events)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
        self.about.say(tr("Copied. Read it once before you give it away."))

    def _show_report(self, on: bool) -> None:
        if on:
            self.text.setPlainText(clean(self.report))
        order_tabs(self)


def needs_words(findings: Sequence[Finding]) -> str:
    """How many of the findings are troubles (pure)."""
    count = sum(one.level is Level.PROBLEM for one in findings)
    return (
        tr_counted("{count} thing needs you.", "{count} things need you.", count) if count else tr("Nothing needs you.")
    )


def row_of(at: int, event: HistoryEntry, dot: str) -> ListRow:
    """One attempt as a row: who and with which model, what became of it and why, when and for how long."""
    outcome, took, why = (tr(one) for one in (event.outcome, event.took, event.why))
    who = " · ".join(part for part in (named(event.provider), model_name(event.model)) if part)
    what = ": ".join(part for part in (outcome, why) if part)
    return ListRow(
        key=str(at),
        title=one_line(who),
        note=one_line(what),
        note_role="muted" if event.good else "warn",
        end=" · ".join(part for part in (took, _when(event.at)) if part),
        dot=dot,
        tip="\n".join(part for part in (event.model, what) if part),
    )


def _when(at: datetime) -> str:
    """The time of today, the date too for other days, as this place writes them."""
    place = QLocale()
    form = place.timeFormat(QLocale.FormatType.LongFormat).replace("t", "").strip()  # without the zone
    clock = place.toString(QTime(at.hour, at.minute, at.second), form)
    if at.date() == datetime.now(at.tzinfo).date():
        return clock
    return f"{place.toString(QDate(at.year, at.month, at.day), QLocale.FormatType.ShortFormat)} {clock}"
