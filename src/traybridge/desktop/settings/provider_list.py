"""The providers in their order: a handle, a number, a name, one fact and a sign each; Alt and the arrows move a row."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from traybridge.core.planning import ProviderFacts
from traybridge.core.presentation.describe import detail
from traybridge.core.presentation.route_stops import owner_of
from traybridge.core.presentation.status import ProviderStatus
from traybridge.desktop.error_text import begun
from traybridge.desktop.forms.provider_edits import moved
from traybridge.desktop.language import named, tr, tr_counted
from traybridge.desktop.settings.values import money_text
from traybridge.desktop.widgets.dot import Dot, DotState
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.row_list import ListRow, RowList
from traybridge.desktop.widgets.sizes import INSIDE, PAIR

FEWEST_ROWS = 3
"""So many rows are seen in the lowest window; the others scroll."""


def dot_of(one: ProviderStatus) -> DotState:
    """The sign of a provider: whose it is while it can answer, a triangle where somebody has to do something."""
    if one.attention:
        return "needs"
    return owner_of(one) if one.usable else "off"


def fact_of(one: ProviderStatus, facts: ProviderFacts | None = None) -> str:
    """The one thing to know about a provider, in the person's language: what is wrong, else what it offers."""
    if one.usable and one.models and not one.reason and one.cluster is None and not one.traits.is_starter:
        words = tr_counted("{count} model", "{count} models", len(one.models))
        cap = facts.provider.monthly_cap if facts is not None else None
        if facts is None or cap is None or not facts.spent:
            return words
        spent, most = money_text(round(facts.spent, 2)), money_text(cap).removesuffix(".00")
        return tr("{models}, ${spent} of ${cap}", models=words, spent=spent, cap=most)
    return begun(detail(one))


class ProviderList(RowList):
    """``chosen``: a provider's id; ``ordered``: all ids in their new order; ``switched``: an id and on or off.

    Space switches the provider that is chosen, Delete asks for its removal.
    """

    ordered = Signal(list)
    switched = Signal(str, bool)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Providers by priority"), parent, handles=True)
        self._enabled: dict[str, bool] = {}
        self.setAccessibleDescription(tr("Alt and the arrow keys move a provider, Space switches it on or off."))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.moved.connect(self._order)

    @property
    def ids(self) -> list[str]:
        return [row.key for row in self.rows]

    def follow(self, providers: Sequence[ProviderStatus], facts: Mapping[str, ProviderFacts]) -> None:
        """Show how everybody is; the keyboard stays where it is, beside one that is gone on its neighbour."""
        at = self.currentIndex().row()
        self._enabled = {one.id: one.enabled for one in providers}
        self.set_rows([_row(one, facts.get(one.id), place) for place, one in enumerate(providers, start=1)])
        if at >= 0 and not self.current and self.ids:
            self.select(self.ids[min(at, len(self.ids) - 1)])
        self.setMaximumHeight(self.height_of_all())

    def choose(self, provider_id: str) -> None:
        """Make a provider the current one, as a click does, if it is there."""
        if provider_id in self.ids and provider_id != self.current:
            self.select(provider_id)
            self.chosen.emit(provider_id)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        rows = max(1, len(self.rows))
        return QSize(0, self.height_of_all() * min(FEWEST_ROWS, rows) // rows)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), self.height_of_all())

    def _order(self, key: str, to: int) -> None:
        order = moved(self.ids, key, to - self.ids.index(key))
        if order != self.ids:
            self.ordered.emit(order)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Space and self.current:
            self.switched.emit(self.current, not self._enabled[self.current])
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self.current:
            self.removed.emit(self.current)
        else:
            super().keyPressEvent(event)


def _row(one: ProviderStatus, facts: ProviderFacts | None, place: int) -> ListRow:
    fact = fact_of(one, facts)
    return ListRow(
        one.id,
        named(one.label),
        fact,
        dot=dot_of(one),
        number=place,
        note_role="bad" if one.attention else "muted",
        quiet=not one.enabled,
        tip=f"{named(one.label)}\n{fact}",
        spoken=tr("switched on") if one.enabled else "",
    )


class Legend(QWidget):
    """What the signs of the list mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(PAIR + 2)
        meanings: tuple[tuple[DotState, str], ...] = (
            ("local", tr("yours")),
            ("cloud", tr("cloud")),
            ("off", tr("off")),
        )
        for state, words in meanings:
            row.addWidget(Dot(state, words, self), 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(Label(words, "note", "", self, wraps=False))
            row.addSpacing(INSIDE - PAIR)
        row.addStretch(1)
