"""The list of models at the head of the chat: Auto first, then what each provider has; any other name can be typed."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from traybridge.core.model_names import model_name
from traybridge.core.models import AUTO
from traybridge.core.presentation.status import ProviderStatus
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.foreign_text import one_line
from traybridge.desktop.widgets.popover import Popover
from traybridge.desktop.widgets.row_list import ListRow, RowList
from traybridge.desktop.widgets.sizes import BETWEEN, PICKER_MS, RADIUS_CARD
from traybridge.desktop.widgets.text_input import TextInput
from traybridge.desktop.widgets.theme import theme

WIDE, MOST_HIGH = 372, 360
AROUND = 8
_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


def meant(typed: str) -> str:
    """The model that a typed name stands for: "" and Auto in the person's language are ``auto``."""
    name = typed.strip()
    return AUTO if not name or name.casefold() in {AUTO, tr("Auto").casefold()} else name


def picker_rows(providers: Sequence[ProviderStatus], chosen: str, typed: str = "") -> list[ListRow]:
    """What the list offers, in order of priority: keys are the names to ask for (pure).

    ``typed`` leaves those that have it in them; unless it is the whole of one of them it can be asked for itself.
    """
    wanted = meant(typed)
    looked_for = "" if wanted == AUTO else wanted.casefold()
    rows: list[ListRow] = []
    if not looked_for:
        rows.append(ListRow(AUTO, tr("Auto"), end=tr("your own machines first"), marked=chosen == AUTO))
    for one in providers:
        if one.enabled:
            rows += _group(one, chosen, looked_for)
    keys = {row.key for row in rows}
    if chosen not in keys and not looked_for:
        rows.insert(1, ListRow(chosen, one_line(chosen), marked=True))
    names = {row.key.casefold() for row in rows} | {row.tip.casefold() for row in rows}
    if looked_for and looked_for not in names:
        rows.append(ListRow(wanted, tr("Use “{model}”", model=wanted)))
    return rows


def _group(one: ProviderStatus, chosen: str, looked_for: str) -> list[ListRow]:
    models = [model for model in one.models if looked_for in model.casefold()]
    if not models:
        return []
    names = Counter(model_name(model) for model in one.models)
    rows = [ListRow(f"provider:{one.id}", one.label, head=True)]
    for model in models:
        key, name = f"{one.id}/{model}", model_name(model)
        title = one_line(model if names[name] > 1 else name)
        rows.append(ListRow(key, title, marked=key == chosen, tip=model, spoken=one_line(one.label)))
    return rows


class ModelPicker(Popover):
    """``picked(model)``: the name to ask for. Typing looks for a name, arrows move, Enter takes, Esc leaves all as it
    was.
    """

    ground = "raised"
    picked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, radius=RADIUS_CARD, milliseconds=PICKER_MS)
        self._providers: Sequence[ProviderStatus] = ()
        self._chosen = AUTO
        self.field = TextInput(tr("Model"), self, placeholder=tr("Find or type a model"), icon="search")
        self.field.edited.connect(lambda _text: self._show_rows())
        self.field.line.installEventFilter(self)
        self.list = RowList(tr("Models"), self)
        self.list.opened.connect(self._take)
        room = self.shadow_room + AROUND
        self.body.setContentsMargins(room, room, room, room)
        self.body.setSpacing(BETWEEN)
        self.body.addWidget(self.field)
        self.body.addWidget(self.list, 1)

    def show_models(self, providers: Sequence[ProviderStatus], chosen: str) -> None:
        """Offer what the providers have now; what was typed stays."""
        if (providers, chosen) != (self._providers, self._chosen) or not self.list.rows:
            self._providers, self._chosen = providers, chosen
            self._show_rows()

    def open_for(self, widget: QWidget, providers: Sequence[ProviderStatus], chosen: str) -> None:
        """Show it below a widget, with nothing typed."""
        self.field.set_text("")
        self._providers, self._chosen = providers, chosen
        self._show_rows()
        area = widget.screen().availableGeometry()
        wide = min(theme().px(WIDE), area.width() - 2 * AROUND)
        self.list.setFixedHeight(max(1, min(self.list.height_of_all(), theme().px(MOST_HIGH), area.height() // 2)))
        self.setFixedWidth(wide + 2 * self.shadow_room)
        self.open_at(QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size()))
        self.field.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show_rows(self) -> None:
        typed = self.field.text
        self.list.set_rows(picker_rows(self._providers, self._chosen, typed))
        first = next((row.key for row in self.list.rows if not row.head), "")
        self.list.select(first if typed.strip() else self._chosen)

    def _take(self, model: str) -> None:
        self.hide()
        self.picked.emit(model)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """The keyboard stays in the field; what moves in the list goes there."""
        if watched is not self.field.line or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in _MOVES:
            self.list.keyPressEvent(event)
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.list.current:
                self._take(self.list.current)
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
