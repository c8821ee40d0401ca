"""Rows of a name and a value: headers of a provider, aliases of models. They are taken together or not at all."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from traybridge.core.config import Config
from traybridge.core.errors import TrayBridgeError
from traybridge.desktop.error_text import words_of
from traybridge.desktop.language import tr
from traybridge.desktop.page_context import PageContext
from traybridge.desktop.settings.values import pairs
from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.careful_button import CarefulButton
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.sizes import BETWEEN
from traybridge.desktop.widgets.text_input import TextInput

Rows = list[tuple[str, str]]


class PairsField(QWidget):
    """``read`` gives the rows in force, ``write`` puts rows into the settings. Half-written rows wait.

    ``what`` is the text for one row ("Alias"), ``more`` the button's for another, ``names`` the halves'.
    """

    def __init__(
        self,
        context: PageContext,
        *,
        what: str,
        more: str,
        names: tuple[str, str],
        read: Callable[[Config], Mapping[str, str]],
        write: Callable[[Config, Mapping[str, str]], Config],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._what = what
        self._names = names
        self._read = read
        self._write = write
        self._in_force: Rows = []
        self.rows: list[_Pair] = []
        self.error = Label("", "note", "bad", self)
        self.error.hide()
        self.add = Button(tr(more), "plain", self, icon="plus", small=True)
        self.add.clicked.connect(self._begin_row)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.take)
        self._list = QVBoxLayout()
        self._list.setSpacing(BETWEEN)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(BETWEEN)
        layout.addLayout(self._list)
        layout.addWidget(self.error)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)
        self.follow(context.bridge.config)

    @property
    def texts(self) -> Rows:
        """What stands in the rows, empty ones left out."""
        rows = [(row.name.text(), row.value.text()) for row in self.rows]
        return [one for one in rows if one != ("", "")]

    def follow(self, config: Config) -> None:
        """Show what is in force, unless somebody is writing here."""
        now = list(self._read(config).items())
        touched = self.texts != self._in_force
        if now == self._in_force and self.rows:
            return
        self._in_force = now
        if touched and self.rows:
            return
        self._show(now)

    def _show(self, rows: Sequence[tuple[str, str]]) -> None:
        for row in tuple(self.rows):
            self._drop(row)
        for name, value in rows:
            self._add_row(name, value)

    def _begin_row(self) -> None:
        self._add_row("", "").name.setFocus()

    def _add_row(self, name: str, value: str) -> "_Pair":
        row = _Pair(self._names, name, value, self)
        # A moment later, because only then it can be told whether the other half of the row has the keyboard.
        row.name.editingFinished.connect(self._soon.start)
        row.value.editingFinished.connect(self._soon.start)
        row.remove.clicked.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._list.addWidget(row)
        self._order_tabs()
        return row

    def _order_tabs(self) -> None:
        """The keyboard goes through the rows as they stand, then to the button under them."""
        stops = [stop for row in self.rows for stop in (row.name, row.value, row.remove)] + [self.add]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def _remove(self, row: "_Pair") -> None:
        self._drop(row)
        self.add.setFocus()
        self.take()

    def _drop(self, row: "_Pair") -> None:
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def take(self) -> None:
        """Put the rows in force; while one is half written nothing is changed, and what is missing is said."""
        if self.texts == self._in_force:
            self.error.say("")
            return
        texts = self.texts
        try:
            wanted = pairs(texts, what=self._what)
        except TrayBridgeError as error:
            if not self._is_half_written():
                self.error.say(words_of(error))
            return
        self._context.change(lambda config: self._write(config, wanted), self, self._refuse, lambda: self._taken(texts))

    def _is_half_written(self) -> bool:
        """Somebody has just left one half of a row for the other."""
        focus = QApplication.focusWidget()
        return any(focus in {row.name, row.value} and not (row.name.text() and row.value.text()) for row in self.rows)

    def _taken(self, texts: Rows) -> None:
        self._in_force = list(self._read(self._context.bridge.config).items())
        if self.texts == texts:
            self.error.say("")

    def _refuse(self, error: TrayBridgeError) -> None:
        self.error.say(words_of(error))


class _Pair(QWidget):
    """One row: a name, a value, and a button that removes both."""

    def __init__(self, names: tuple[str, str], name: str, value: str, parent: QWidget) -> None:
        super().__init__(parent)
        inputs = [
            TextInput(tr(title), self, text=text, placeholder=tr(title))
            for title, text in zip(names, (name, value), strict=True)
        ]
        self.name, self.value = (one.line for one in inputs)
        self.remove = CarefulButton(tr("Remove"), self)
        self.remove.setAccessibleName(tr("Remove {name}", name=name) if name else tr("Remove this row"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(BETWEEN)
        for one, share in zip(inputs, (2, 3), strict=True):
            row.addWidget(one, share)
        row.addWidget(self.remove)
