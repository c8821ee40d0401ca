"""Everything that can be set for one provider, each thing in force as soon as its field is left."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QComboBox, QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from traybridge.core.config import Config, ProviderConfig
from traybridge.core.errors import TrayBridgeError
from traybridge.core.formatting import elapsed
from traybridge.core.i18n import msg
from traybridge.core.presentation.describe import detail
from traybridge.core.presentation.status import ProviderStatus, snapshot_of
from traybridge.desktop.error_text import begun, words_of
from traybridge.desktop.forms.key_field import KeyField
from traybridge.desktop.forms.provider_edits import row_of, with_row
from traybridge.desktop.language import named, tr, tr_counted
from traybridge.desktop.page_context import PageContext
from traybridge.desktop.settings.page import add_section, scrolled
from traybridge.desktop.settings.pairs_field import PairsField
from traybridge.desktop.settings.provider_list import dot_of
from traybridge.desktop.settings.setting_rows import SwitchRow, TextField, as_here
from traybridge.desktop.settings.values import money, money_text
from traybridge.desktop.widgets.buttons import CarefulButton
from traybridge.desktop.widgets.cards import Card, inset
from traybridge.desktop.widgets.dot import Dot
from traybridge.desktop.widgets.fields import leave_wheel_to_page
from traybridge.desktop.widgets.foreign_text import one_line
from traybridge.desktop.widgets.labels import TextLabel
from traybridge.desktop.widgets.switch import Switch
from traybridge.desktop.widgets.system_palette import GRID, text_font


class ProviderForm(QWidget):
    """One provider's settings. ``removed`` asks for its removal."""

    removed = Signal(str)

    def __init__(self, context: PageContext, provider_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._id = provider_id
        row = row_of(context.bridge.config, provider_id)
        self._texts: list[TextField] = []
        self._switches: list[SwitchRow] = []
        self.key: KeyField | None = None
        self.model: ModelField | None = None
        self.headers: PairsField | None = None
        self.cap: TextField | None = None
        self.column = QVBoxLayout()
        self.column.setSpacing(GRID)
        self._head(row)
        if row.traits.is_starter:
            self._about_starter()
        else:
            self._connection(row)
            self._choice(row)
            if not row.is_local_server:
                self._limits()
            if row.traits.takes_headers:
                self._headers()
            self._foot(row)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(self.column, self, leading=2 * GRID))
        self.follow()

    # ------------------------------------------------------------ the parts

    def _head(self, row: ProviderConfig) -> None:
        self.name = TextLabel(named(row.label), "title", self)
        self.enabled = Switch(tr("Use {provider}", provider=row.label), self)
        self.enabled.clicked.connect(self._switched)
        self.dot = Dot(self)
        self.state = TextLabel("", "note", self)
        self.error = TextLabel("", "warning", self)
        self.error.hide()
        first = QHBoxLayout()
        first.addWidget(self.name, 1)
        first.addWidget(self.enabled)
        second = QHBoxLayout()
        second.setSpacing(GRID // 2)
        second.addWidget(self.dot, 0, Qt.AlignmentFlag.AlignTop)
        second.addWidget(self.state, 1)
        self.column.addLayout(first)
        self.column.addLayout(second)
        self.column.addWidget(self.error)

    def _about_starter(self) -> None:
        card = add_section(self.column, "")
        words = tr(
            "A tiny model that comes with TrayBridge and runs on this machine when nobody better can answer. It is "
            "quick and private, and often wrong. It is loaded when it is asked and leaves memory after ten minutes."
        )
        card.add(inset(TextLabel(words, "text"), card))

    def _connection(self, row: ProviderConfig) -> None:
        card = add_section(self.column, tr("Connection"))
        self._text(
            card,
            tr("Name"),
            lambda row: row.name,
            lambda config, text: with_row(config, self._id, name=text.strip()),
            placeholder=named(row.label),
        )
        end = row.traits.url_suffix
        until = tr("Up to and including {end}.", end=end) if end else tr("Scheme, host and port.")
        self.address = self._text(
            card,
            tr("Address"),
            lambda row: row.base_url,
            lambda config, text: with_row(config, self._id, base_url=text.strip()),
            placeholder=row.traits.example_url,
            note=until,
        )
        if row.takes_key:
            self.key = KeyField(self._context, self._id)
            card.add(inset(self.key, card))

    def _choice(self, row: ProviderConfig) -> None:
        card = add_section(self.column, tr("Model"))
        note = (
            tr("The one that “Auto” asks here. Empty: whichever is ready, the last used first.")
            if row.traits.is_cluster
            else tr("The one that “Auto” asks here. Empty: the first good one of its list.")
        )
        self.model = ModelField(self._context, self._id, note)
        self._texts.append(self.model)
        card.add(inset(self.model, card))

    def _limits(self) -> None:
        card = add_section(self.column, tr("Limits"))
        self.cap = self._text(
            card,
            tr("Most in a month, in US dollars"),
            lambda row: as_here(money_text(row.monthly_cap)),
            lambda config, text: with_row(config, self._id, monthly_cap=money(text)),
            placeholder=tr("no cap"),
        )
        self._text(
            card,
            tr("Most for one request, in US dollars"),
            lambda row: as_here(money_text(row.request_cap)),
            lambda config, text: with_row(config, self._id, request_cap=money(text)),
            placeholder=tr("no cap"),
            note=tr(
                "The worst case is estimated before a request is sent; a model without a known price is not asked."
            ),
        )
        free = SwitchRow(
            self._context,
            tr("Free models only"),
            tr("Nothing here may cost money."),
            lambda config: bool((row := config.provider(self._id)) and row.free_only),
            lambda config, on: with_row(config, self._id, free_only=on),
        )
        self._switches.append(free)
        card.add(free)

    def _headers(self) -> None:
        card = add_section(
            self.column, tr("Headers"), tr("Sent with every request to this address. Keys do not belong here.")
        )
        self.headers = PairsField(
            self._context,
            what=msg("Header"),
            more=msg("Add header"),
            names=(msg("Name"), msg("Value")),
            read=self._read_headers,
            write=lambda config, rows: with_row(config, self._id, headers=dict(rows)),
        )
        card.add(inset(self.headers, card))

    def _read_headers(self, config: Config) -> Mapping[str, str]:
        row = config.provider(self._id)
        return row.headers if row is not None else {}

    def _foot(self, row: ProviderConfig) -> None:
        self.remove = CarefulButton(tr("Remove this provider"), self)
        self.remove.setAccessibleName(tr("Remove {name}", name=row.label))
        self.remove.clicked.connect(lambda: self.removed.emit(self._id))
        self.column.addSpacing(GRID)
        self.column.addWidget(self.remove)

    def _text(
        self,
        card: Card,
        title: str,
        read: Callable[[ProviderConfig], str],
        write: Callable[[Config, str], Config],
        *,
        note: str = "",
        placeholder: str = "",
    ) -> TextField:
        field = TextField(
            self._context,
            title,
            lambda config: read(row) if (row := config.provider(self._id)) is not None else "",
            write,
            note=note,
            placeholder=placeholder,
        )
        self._texts.append(field)
        card.add(inset(field, card))
        return field

    # ------------------------------------------------------------ following

    def follow(self) -> None:
        """Show this provider as the bridge has it now."""
        bridge = self._context.bridge
        config = bridge.config
        row = config.provider(self._id)
        status = snapshot_of(bridge).provider(self._id)
        if row is None or status is None:
            return
        self.name.setText(named(row.label))
        self.enabled.setChecked(row.enabled)
        self.state.setText(state_words(status))
        self.dot.show_state(dot_of(status), self.state.text())
        for field in self._texts:
            field.follow(config)
        for switch in self._switches:
            switch.follow(config)
        if self.key is not None:
            self.key.follow()
        if self.headers is not None:
            self.headers.follow(config)
        if self.model is not None:
            self.model.offer(status.models)
        if self.cap is not None:
            spent = next((one.spent for one in bridge.facts() if one.provider.id == self._id), 0.0)
            month = tr("This month so far: ${spent:.2f}.", spent=spent) if spent else tr("Nothing spent this month.")
            self.cap.note.say(month)

    def begin(self) -> None:
        """Put the keyboard where a new provider needs something first."""
        row = self._context.bridge.config.provider(self._id)
        if self.key is not None and row is not None and row.needs_key:
            self.key.edit.setFocus()
        else:
            self.enabled.setFocus()

    def _switched(self, on: bool) -> None:
        self._context.change(
            lambda config: with_row(config, self._id, enabled=on),
            self,
            self._refused,
            lambda: self.error.say(""),
        )

    def _refused(self, error: TrayBridgeError) -> None:
        self.error.say(words_of(error))
        self.follow()


def state_words(one: ProviderStatus) -> str:
    """How a provider is, how much it offers and how quick it is, on one line."""
    parts = [tr(detail(one))]
    if one.enabled and one.models and one.cluster is None and not one.traits.is_starter:
        parts.append(tr_counted("{count} model", "{count} models", len(one.models)))
    if one.enabled and one.usable and one.latency is not None:
        parts.append(tr(elapsed(one.latency)))
    return begun(" · ".join(parts))


class ModelField(TextField):
    """A model's id: typed, or chosen from what the provider offers."""

    def __init__(self, context: PageContext, provider_id: str, note: str, parent: QWidget | None = None) -> None:
        self.box = QComboBox()
        self.box.setEditable(True)
        leave_wheel_to_page(self.box)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setFont(text_font(QApplication.font()))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        edit = QLineEdit()
        self.box.setLineEdit(edit)
        super().__init__(
            context,
            tr("Default model"),
            lambda config: row.model if (row := config.provider(provider_id)) is not None else "",
            lambda config, text: with_row(config, provider_id, model=text.strip()),
            note=note,
            placeholder=tr("chosen for you"),
            editor=self.box,
            edit=edit,
            parent=parent,
        )
        self._offered: tuple[str, ...] = ()
        completer = QCompleter(self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.box.setCompleter(completer)
        self.box.activated.connect(lambda _at: self.take())

    def offer(self, models: tuple[str, ...]) -> None:
        """Offer what the provider has now; the text that stands in the field stays."""
        if models == self._offered:
            return
        self._offered = models
        before = self.edit.text()
        self.box.blockSignals(True)
        self.box.clear()
        self.box.addItems([one_line(model) for model in models])
        completer = self.box.completer()
        if completer is not None:
            completer.setModel(self.box.model())
        self.box.setCurrentIndex(-1)
        self.edit.setText(before)
        self.box.blockSignals(False)
