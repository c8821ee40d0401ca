"""Nobody could answer: the question is kept, and each provider has a row with its reason and one button."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from traybridge.core.presentation.cures import Cure, quickest
from traybridge.desktop.error_text import sentence
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.cards import Card, CardRow
from traybridge.desktop.widgets.foreign_text import one_line
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.sizes import BETWEEN, PAIR

MOST_ROWS = 8
LONGEST_NAME, LONGEST_REASON = 60, 400
SECOND_MS = 1000


class FailureView(QWidget):
    """See the module. ``ask`` asks one provider ("" = all in their order), ``switch_on`` and ``open_settings`` do what
    their names say, None = there is no such way here.
    """

    def __init__(
        self,
        title: str,
        rows: Sequence[Cure],
        *,
        ask: Callable[[str], None],
        switch_on: Callable[[str], None] | None = None,
        open_settings: Callable[[str], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ask, self._switch_on, self._open_settings = ask, switch_on, open_settings
        self._counting: list[tuple[Button, int]] = []
        self._second = QTimer(self)
        self._second.setInterval(SECOND_MS)
        self._second.timeout.connect(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(BETWEEN)
        head = QVBoxLayout()
        head.setSpacing(PAIR)
        head.addWidget(Label(title, "minor", "", self))
        if rows:
            head.addWidget(Label(tr("Your question is kept. One of these is enough:"), "control", "muted", self))
        column.addLayout(head)
        if rows:
            column.addWidget(self._card(rows))
        column.addLayout(self._foot())

    def _card(self, rows: Sequence[Cure]) -> Card:
        card, first = Card(self), quickest(rows)
        for one in rows[:MOST_ROWS]:
            why = " ".join(sentence(part) for part in (one.reason, one.hint) if part)
            name = one_line(one.name, LONGEST_NAME)
            card.add(CardRow(name, one_line(why, LONGEST_REASON), self._button(one, primary=one is first), card))
        if len(rows) > MOST_ROWS:
            card.add(CardRow(tr("and {count} more", count=len(rows) - MOST_ROWS), "", None, card))
        return card

    def _button(self, cure: Cure, *, primary: bool) -> Button | None:
        button = Button(tr(cure.button), "primary" if primary else "plain", self, small=True)
        run = self._way(cure, button)
        if run is None:
            button.hide()
            return None
        button.clicked.connect(run)
        if cure.seconds is not None:
            self._counting.append((button, max(1, round(cure.seconds))))
            self._say_seconds()
        return button

    def _way(self, cure: Cure, button: Button) -> Callable[[], None] | None:
        """What the button of a row does; None where nothing can be done from here."""
        if cure.kind in {"ask", "retry"}:
            return partial(self._ask, cure.provider)
        if cure.kind == "switch_on" and self._switch_on is not None:
            return partial(self._switched, cure.provider, button, self._switch_on)
        if self._open_settings is not None:
            return partial(self._open_settings, cure.page or f"providers/{cure.provider}")
        return None

    def _switched(self, provider: str, button: Button, switch_on: Callable[[str], None]) -> None:
        switch_on(provider)
        button.setText(tr("Switched on"))
        button.disable(tr("It is switched on now: try again."))

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(BETWEEN)
        again = Button(tr("Try all again"), "plain", self, icon="again")
        again.clicked.connect(lambda: self._ask(""))
        row.addWidget(again)
        if self._open_settings is not None:
            diagnostics = Button(tr("Diagnostics"), "quiet", self)
            diagnostics.clicked.connect(partial(self._open_settings, "diagnostics"))
            row.addWidget(diagnostics)
        row.addStretch(1)
        return row

    # ------------------------------------------------------------ counting down

    def _say_seconds(self) -> None:
        for button, left in self._counting:
            button.setText(tr("Retry in {seconds} s", seconds=left))

    def _count(self) -> None:
        """A second is over; whoever has waited long enough presses itself, once."""
        self._counting = [(button, left - 1) for button, left in self._counting]
        due = next((button for button, left in self._counting if left <= 0), None)
        if due is not None:
            self.stop_counting()
            due.click()
        else:
            self._say_seconds()

    def stop_counting(self) -> None:
        """Nothing presses itself any more: the conversation has gone on."""
        self._second.stop()
        for button, _left in self._counting:
            button.setText(tr("Try again"))
        self._counting = []

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        super().showEvent(event)
        if self._counting:
            self._second.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Nothing is asked behind a window that nobody sees."""
        super().hideEvent(event)
        self._second.stop()
