"""A model's id: typed, or chosen from what the provider offers."""

from PySide6.QtCore import QEvent, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from traybridge.desktop.forms.provider_edits import with_row
from traybridge.desktop.language import tr
from traybridge.desktop.page_context import PageContext
from traybridge.desktop.settings.setting_rows import TextField
from traybridge.desktop.widgets.choice import ChoicePopup
from traybridge.desktop.widgets.foreign_text import one_line
from traybridge.desktop.widgets.icon_button import IconButton
from traybridge.desktop.widgets.row_list import ListRow
from traybridge.desktop.widgets.scroll_area import overlay_bars
from traybridge.desktop.widgets.sizes import ICON, SMALL_BUTTON
from traybridge.desktop.widgets.theme import theme


class ModelField(TextField):
    """See the module. Alt+Down and the button open the list; while somebody types, what fits is offered."""

    def __init__(self, context: PageContext, provider_id: str, note: str, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            tr("For Auto"),
            lambda config: row.model if (row := config.provider(provider_id)) is not None else "",
            lambda config, text: with_row(config, provider_id, model=text.strip()),
            note=note,
            parent=parent,
        )
        self.offered: tuple[str, ...] = ()
        self.popup: ChoicePopup | None = None
        self.all = IconButton("chevron-down", tr("Show the models"), self.input.box, size=SMALL_BUTTON, icon_size=ICON)
        self.all.clicked.connect(self.open_list)
        self.input.add_action(self.all)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        view = QListView()
        view.setFont(theme().font("control"))
        overlay_bars(view)
        completer.setPopup(view)
        self.edit.setCompleter(completer)
        self.all.setEnabled(False)

    def offer(self, models: tuple[str, ...]) -> None:
        """Offer what the provider has now; the text that stands in the field stays."""
        if models != self.offered:
            self.offered = models
            self._names.setStringList([one_line(model) for model in models])
            self.all.setEnabled(bool(models))

    def open_list(self) -> None:
        """Show everything that is offered."""
        if not self.offered:
            return
        if self.popup is None:
            self.popup = ChoicePopup(tr("Models"), self)
            self.popup.list.opened.connect(self.choose)
        now = self.edit.text()
        rows = [ListRow(model, model, marked=model == now) for model in self.offered]
        self.popup.show_rows(rows, now, self.input.width())
        self.popup.open_below(self.input.box)
        self.popup.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def choose(self, model: str) -> None:
        """Take one of the offered models."""
        if self.popup is not None:
            self.popup.hide()
        self.edit.setText(model)
        self.take()

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Alt+Down opens the list, as in every choice."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key()
        if pressed == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:  # type: ignore[attr-defined]
            self.open_list()
            return True
        return super().eventFilter(watched, event)
