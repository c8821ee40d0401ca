"""Diagnostics: everybody examined at once, what happened lately and happens now, and a report to show somebody."""

import platform
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QDate, QLocale, Qt, QTime, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from traybridge.core.errors import TrayBridgeError
from traybridge.core.i18n import msg
from traybridge.core.presentation.diagnosis import Finding, Level
from traybridge.core.presentation.status import snapshot_of
from traybridge.core.provenance import Attempt
from traybridge.desktop.error_text import words_of
from traybridge.desktop.language import named, tr
from traybridge.desktop.page_context import PageContext
from traybridge.desktop.settings.events import HistoryEntry, event_of, events_of
from traybridge.desktop.settings.findings import FindingRow
from traybridge.desktop.settings.page import ScrolledPage, order_tabs
from traybridge.desktop.settings.report import MachineInfo, report
from traybridge.desktop.widgets.buttons import push
from traybridge.desktop.widgets.cards import inset, within
from traybridge.desktop.widgets.foreign_text import clean, one_line, tooltip_text
from traybridge.desktop.widgets.labels import TextLabel
from traybridge.desktop.widgets.lists import RoomyRows, fit_columns
from traybridge.desktop.widgets.system_palette import GRID, note_font

MOST_EVENTS = 400
JOURNAL_ROWS = 100
TABLE_HEIGHT = 248
WIDEST = (140, 130, 170, 150, 80)
COLUMNS = (msg("When"), msg("Who"), msg("Model"), msg("What"), msg("Took"), msg("Why"))


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

    def _examination(self) -> None:
        card = self.section(tr("Checks"))
        self.check = push(tr("Check all"), self)
        self.check.clicked.connect(self.examine)
        self.words = TextLabel(
            tr("Looks at everything, and tries every key at a free address. It costs nothing."), "note"
        )
        head = QHBoxLayout()
        head.addWidget(self.words, 1)
        head.addWidget(self.check)
        self._list = QVBoxLayout()
        self._list.setSpacing(2 * GRID)
        column = QVBoxLayout()
        column.setSpacing(2 * GRID)
        column.addLayout(head)
        column.addLayout(self._list)
        card.add(inset(column, card))

    def _happened(self) -> None:
        card = self.section(
            tr("What happened"), tr("Each attempt to get an answer, never what was asked. New ones appear here.")
        )
        self.table = QTreeWidget(self)
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setItemDelegate(RoomyRows(self.table))
        self.table.viewport().setAutoFillBackground(False)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setFixedHeight(TABLE_HEIGHT)
        self.table.setHeaderLabels([tr(one) for one in COLUMNS])
        self.table.setAccessibleName(tr("Attempts"))
        self.table.setFont(note_font(self.table.font()))
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.table.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self.trouble = TextLabel("", "warning", self)
        self.trouble.hide()
        card.add(within(self.table, card))
        self.column.addWidget(self.trouble)

    def _report(self) -> None:
        card = self.section(tr("Report"))
        self.copy = push(tr("Copy"), self)
        self.copy.setAccessibleName(tr("Copy the report"))
        self.copy.clicked.connect(self._copy)
        self.show_it = push(tr("Show"), self)
        self.show_it.setAccessibleName(tr("Show the report"))
        self.show_it.setCheckable(True)
        self.show_it.toggled.connect(self._show_report)
        self.about = TextLabel(
            tr(
                "All of the above as text, for somebody who helps you. It names hosts and models; keys, logins, "
                "questions and answers are not in it."
            ),
            "note",
        )
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.about, 1)
        row.addWidget(self.show_it)
        row.addWidget(self.copy)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setFixedHeight(TABLE_HEIGHT)
        self.text.setFont(note_font(self.text.font()))
        self.text.setAccessibleName(tr("Report"))
        self.text.setTabChangesFocus(True)
        self.text.hide()
        column = QVBoxLayout()
        column.setSpacing(GRID)
        column.addLayout(row)
        column.addWidget(self.text)
        card.add(inset(column, card))

    # ------------------------------------------------------------ examining

    def examine(self) -> None:
        """Look at everybody now."""
        examine_all = self.context.services.examine_all
        if examine_all is None:
            return
        self.check.setEnabled(False)
        self.words.say(tr("Checking…"), "note")
        self.context.start(self._examine(examine_all), self, self._refused, "examine all")

    async def _examine(self, examine_all: Callable[[], Coroutine[Any, Any, Sequence[tuple[str, Finding]]]]) -> None:
        try:
            found = await examine_all()
        finally:
            if isValid(self):
                self.check.setEnabled(True)
        if isValid(self):
            self.words.say(
                tr("Checked at {time}, the most urgent first.", time=_when(datetime.now().astimezone())), "note"
            )
            order = list(Level)
            self._show_findings(sorted(found, key=lambda told: -order.index(told[1].level)))

    def _show_findings(self, findings: Sequence[tuple[str, Finding]]) -> None:
        self.findings = tuple(findings)
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [FindingRow(one, self, go=self._way_to(about)) for about, one in findings]
        for row in self._rows:
            self._list.addWidget(row)
        order_tabs(self)

    def _way_to(self, about: str) -> Callable[[], None] | None:
        """Where something can be done about a finding."""
        if self.context.bridge.config.provider(about) is None:
            return None
        return lambda: self.context.go(f"providers/{about}")

    def _refused(self, error: TrayBridgeError) -> None:
        self.words.say(words_of(error), "warning")

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
            self.table.clear()
            self._events = []
            for event in events_of(rows, self.context.bridge.label):
                self._add(event)
            fit_columns(self.table, WIDEST)

    def _no_journal(self, error: TrayBridgeError) -> None:
        self.trouble.say(words_of(error))

    def _attempted(self, attempt: Attempt) -> None:
        self._add(event_of(attempt, datetime.now().astimezone(), self.context.bridge.label))

    def _add(self, event: HistoryEntry) -> None:
        """The newest stands on top."""
        self._events = [*self._events[-MOST_EVENTS + 1 :], event]
        told = [tr(one) for one in (event.outcome, event.took, event.why)]
        texts = [_when(event.at), named(event.provider) or "–", event.model, *told]
        item = QTreeWidgetItem([one_line(text) for text in texts])
        for column in (2, 5):
            item.setToolTip(column, tooltip_text(texts[column]))
        item.setTextAlignment(4, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.table.insertTopLevelItem(0, item)
        while self.table.topLevelItemCount() > MOST_EVENTS:
            self.table.takeTopLevelItem(MOST_EVENTS)

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
        self.about.say(tr("Copied. Read it once before you give it away."), "note")

    def _show_report(self, on: bool) -> None:
        self.text.setVisible(on)
        self.show_it.setText(tr("Hide") if on else tr("Show"))
        if on:
            self.text.setPlainText(clean(self.report))


def _when(at: datetime) -> str:
    """The time of today, the date too for other days, as this place writes them."""
    place = QLocale()
    form = place.timeFormat(QLocale.FormatType.LongFormat).replace("t", "").strip()  # without the zone
    clock = place.toString(QTime(at.hour, at.minute, at.second), form)
    if at.date() == datetime.now(at.tzinfo).date():
        return clock
    return f"{place.toString(QDate(at.year, at.month, at.day), QLocale.FormatType.ShortFormat)} {clock}"
