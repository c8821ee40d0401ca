"""Where an answer came from: one line under it that opens a card with the attempts, the facts and the way to Exo."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from traybridge.core.presentation.describe import skip_line, trace_lines
from traybridge.core.presentation.provenance_card import attempt_bars, facts, line_parts, why_not_exo
from traybridge.core.presentation.route_stops import owner_of
from traybridge.core.presentation.status import ProviderStatus
from traybridge.core.provenance import Provenance
from traybridge.core.provider_lookup import Label
from traybridge.desktop.chat.provenance_card import ProvenanceCard, WhyNotExo
from traybridge.desktop.chat.provenance_line import ProvenanceLine
from traybridge.desktop.error_text import sentence
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.foreign_text import clean
from traybridge.desktop.widgets.sizes import BETWEEN

Statuses = tuple[ProviderStatus, ...]


class ProvenanceView(QWidget):
    """See the module. ``ask`` asks the same question of one provider; the card is made when it is first opened."""

    def __init__(
        self,
        provenance: Provenance,
        providers: Callable[[], Statuses],
        ask: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._provenance = provenance
        self._providers = providers
        self._ask = ask
        self.card: ProvenanceCard | None = None
        now = providers()
        label = label_of(now)
        answered = next((one for one in now if one.id == provenance.provider), None)
        self._owner = None if provenance.provider is None else "cloud" if answered is None else owner_of(answered)
        parts = line_parts(provenance, label, [one.id for one in now])
        self.line = ProvenanceLine(parts, self._owner, self, details=self.details)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(BETWEEN)
        self._column.addWidget(self.line)
        self.line.toggled.connect(self._open)

    @property
    def details(self) -> str:
        """The whole of it in words, one line each: what is copied, and what the line's tooltip says."""
        return clean("\n".join(map(tr, trace_lines(self._provenance, label_of(self._providers())))))

    def _open(self, opened: bool) -> None:
        if self.card is None:
            self.card = self._made()
            self._column.addWidget(self.card)
        self.card.setVisible(opened)

    def _made(self) -> ProvenanceCard:
        now = self._providers()
        label = label_of(now)
        why = why_not_exo(self._provenance, now)
        return ProvenanceCard(
            attempt_bars(self._provenance, label),
            facts(self._provenance),
            self._owner,
            skipped=[tr(skip_line(one, label)) for one in self._provenance.skipped],
            why=None if why is None else self._why(*why),
            run=None if why is None else lambda: self._ask(why[0].id),
            copy=lambda: QGuiApplication.clipboard().setText(self.details),
            parent=self,
        )

    def _why(self, exo: ProviderStatus, reason: str) -> WhyNotExo:
        """The button is there only while its press would bring an answer."""
        why = sentence(reason)
        if not exo.usable:
            return WhyNotExo(exo.label, why)
        ready = tr("{name} can answer now.", name=exo.label)
        return WhyNotExo(exo.label, f"{why} {ready}", tr("Ask {name} now", name=exo.label))


def label_of(providers: Statuses) -> Label:
    """Turn a provider's id into the name that people know it by."""
    names = {one.id: one.label for one in providers}
    return lambda provider_id: names.get(provider_id, provider_id)
