"""The model field: Auto first, then what each provider has; anything else can be typed."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from traybridge.core.models import AUTO
from traybridge.core.presentation.status import ProviderStatus
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.foreign_text import one_line


def entries(providers: Sequence[ProviderStatus]) -> list[tuple[str, str]]:
    """What the field offers: text for people and the model name to ask for, in order of priority (pure)."""
    rows = [(tr("Auto"), AUTO)]
    for one in providers:
        if one.enabled:
            rows += [(one_line(f"{model} – {one.label}"), f"{one.id}/{model}") for model in one.models]
    return rows


_STAYS = frozenset({Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason})
"""The keyboard goes to the list of completions, or to another program: the field was not left."""


class ModelChoice(QComboBox):
    """An editable list that keeps the choice when the list changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[tuple[str, str]] = []
        self.setEditable(True)
        edit = QLineEdit()
        self.setLineEdit(edit)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(tr("Model"))
        self.setToolTip(tr("Auto asks your own cluster first, then the cloud. Or choose a model, or type its name."))
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        completer = QCompleter(self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self.show_models(())
        self._good = self.currentText()
        self.activated.connect(lambda _at: self._keep())
        edit.returnPressed.connect(self._keep)
        edit.installEventFilter(self)

    def _keep(self) -> None:
        """What stands here was chosen, or typed and confirmed with Enter."""
        self._good = self.currentText()

    def _give_up(self) -> None:
        """Bring back what was chosen last: half a name is nobody's."""
        if self.findText(self.currentText().strip(), Qt.MatchFlag.MatchFixedString) >= 0:
            self._keep()
        elif self.currentText() != self._good:
            self.setEditText(self._good)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Escape gives up what was typed and not confirmed, as leaving the field does."""
        if watched is not self.lineEdit():
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            typed = self.currentText() != self._good
            self._give_up()
            return typed
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """The box has the keyboard for its field."""
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self._give_up()

    def show_models(self, providers: Sequence[ProviderStatus]) -> None:
        """Offer what the providers have now; the text that stands in the field stays."""
        rows = entries(providers)
        if rows == self._shown:
            return
        before = self.currentText()
        self.blockSignals(True)
        self.clear()
        for text, model in rows:
            self.addItem(text, model)
        self._shown = rows
        completer = self.completer()
        if completer is not None:
            completer.setModel(self.model())
        at = self.findText(before)
        if at >= 0:
            self.setCurrentIndex(at)
        elif before:
            self.setEditText(before)
        else:
            self.setCurrentIndex(0)
        self.blockSignals(False)

    def showPopup(self) -> None:  # noqa: N802  Qt's name
        """Open the list as wide as its names need, which are longer than the field."""
        view = self.view()
        bar = view.verticalScrollBar().sizeHint().width()
        wanted = view.sizeHintForColumn(0) + bar + 2 * view.frameWidth()
        view.setMinimumWidth(min(wanted, self.screen().availableGeometry().width() // 2))
        super().showPopup()

    @property
    def chosen(self) -> str:
        """The model name to ask for."""
        text = self.currentText().strip()
        if not text or text.casefold() in {AUTO, tr("Auto").casefold()}:
            return AUTO
        at = self.findText(text)
        return str(self.itemData(at)) if at >= 0 else text
