"""Everything that can be set for one provider, each thing in force as soon as its field is left."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from traybridge.core.budget import NOT_KNOWN
from traybridge.core.config import Config, ProviderConfig
from traybridge.core.errors import TrayBridgeError
from traybridge.core.formatting import elapsed
from traybridge.core.i18n import msg
from traybridge.core.planning import ProviderFacts
from traybridge.core.presentation.describe import detail
from traybridge.core.presentation.status import ProviderStatus, snapshot_of
from traybridge.desktop.error_text import begun, sentence, words_of
from traybridge.desktop.forms.key_field import KeyField
from traybridge.desktop.forms.provider_edits import row_of, with_row
from traybridge.desktop.language import named, tr
from traybridge.desktop.page_context import PageContext
from traybridge.desktop.settings.model_field import ModelField
from traybridge.desktop.settings.page import add_section, scrolled
from traybridge.desktop.settings.pairs_field import PairsField
from traybridge.desktop.settings.provider_list import dot_of
from traybridge.desktop.settings.setting_rows import SwitchRow, TextField, as_here
from traybridge.desktop.settings.values import money, money_text
from traybridge.desktop.widgets.bar import Bar
from traybridge.desktop.widgets.cards import Card, inset
from traybridge.desktop.widgets.careful_button import CarefulButton
from traybridge.desktop.widgets.dot import Dot
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.section import Folded, PageHead
from traybridge.desktop.widgets.sizes import BETWEEN, INSIDE, PAIR
from traybridge.desktop.widgets.switch import Switch
from traybridge.desktop.widgets.theme import theme

MONEY_WIDTH = 124


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
        self.spent: SpentRow | None = None
        self.column = QVBoxLayout()
        self.column.setSpacing(BETWEEN)
        self._head(row)
        if row.traits.is_starter:
            self._about_starter()
        else:
            if row.takes_key:
                self.key = KeyField(context, provider_id)
                self._section(tr("Key")).add(inset(self.key))
            self._choice(row)
            if not row.is_local_server:
                self._limits()
            self._rare(row)
            self._foot(row)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(self.column, self))
        self.follow()

    # ------------------------------------------------------------ the parts

    def _head(self, row: ProviderConfig) -> None:
        self.enabled = Switch(tr("Use {provider}", provider=row.label), self)
        self.enabled.clicked.connect(self._switched)
        head = PageHead(named(row.label), "", self.enabled, self)
        self.name = head.title
        self.dot = Dot("off", "", self)
        self.state = Label("", "control", "muted", self)
        self.error = Label("", "note", "bad", self)
        self.error.hide()
        sign = QWidget(self)  # as high as the first line, so that the dot stands in its middle
        sign.setFixedHeight(theme().line("control"))
        held = QHBoxLayout(sign)
        held.setContentsMargins(0, 0, 0, 0)
        held.addWidget(self.dot)
        second = QHBoxLayout()
        second.setSpacing(PAIR + 2)
        second.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        second.addWidget(self.state, 1)
        head.words.addLayout(second)
        self.column.addWidget(head)
        self.column.addWidget(self.error)

    def _section(self, heading: str) -> Card:
        return add_section(self.column, heading)

    def _about_starter(self) -> None:
        words = tr(
            "A tiny model that comes with TrayBridge and runs on this machine when nobody better can answer. It is "
            "quick and private, and often wrong. It is loaded when it is asked and leaves memory after ten minutes."
        )
        self._section("").add(inset(Label(words)))

    def _choice(self, row: ProviderConfig) -> None:
        card = self._section(tr("Model"))
        self.model = ModelField(self._context, self._id, tr("What Auto asks here."))
        self.model.edit.setPlaceholderText(
            tr("whichever is ready") if row.traits.is_cluster else tr("the first good one")
        )
        self._texts.append(self.model)
        card.add(self.model)
        if row.is_local_server:
            return
        free = SwitchRow(
            self._context,
            tr("Free models only"),
            tr("Skip everything that has a price, or an unknown one."),
            lambda config: bool((row := config.provider(self._id)) and row.free_only),
            lambda config, on: with_row(config, self._id, free_only=on),
        )
        self._switches.append(free)
        card.add(free)

    def _limits(self) -> None:
        card = self._section(tr("Limit"))
        self.cap = self._text(
            card,
            tr("At most per month"),
            lambda row: as_here(money_text(row.monthly_cap)),
            lambda config, text: with_row(config, self._id, monthly_cap=money(text)),
            placeholder=tr("no cap"),
            note=tr("Then the next provider is asked."),
            money=True,
        )
        self.spent = SpentRow(self)
        card.add(self.spent)
        self._text(
            card,
            tr("At most per request"),
            lambda row: as_here(money_text(row.request_cap)),
            lambda config, text: with_row(config, self._id, request_cap=money(text)),
            placeholder=tr("no cap"),
            note=tr(
                "The worst case is estimated before a request is sent; a model without a known price is not asked."
            ),
            money=True,
        )

    def _rare(self, row: ProviderConfig) -> None:
        """What is set once; a server of one's own is little more than its address, so there it stands open."""
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(BETWEEN)
        card = Card(content)
        column.addWidget(card)
        self._text(
            card,
            tr("Name"),
            lambda row: row.name,
            lambda config, text: with_row(config, self._id, name=text.strip()),
            placeholder=named(row.label),
        )
        end = row.traits.url_suffix
        self.address = self._text(
            card,
            tr("Address"),
            lambda row: row.base_url,
            lambda config, text: with_row(config, self._id, base_url=text.strip()),
            placeholder=row.traits.example_url,
            note=tr("Up to and including {end}.", end=end) if end else tr("Scheme, host and port."),
        )
        if row.traits.takes_headers:
            self._headers(column)
        title = tr("Name, address and headers") if row.traits.takes_headers else tr("Name and address")
        self.rare = Folded(title, content, self)
        self.rare.open(row.is_local_server)
        self.column.addWidget(self.rare)

    def _headers(self, column: QVBoxLayout) -> None:
        card = add_section(
            column, tr("Headers"), tr("Sent with every request to this address. Keys do not belong here.")
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
        self.column.addSpacing(INSIDE)
        self.column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeading)

    def _text(
        self,
        card: Card,
        title: str,
        read: Callable[[ProviderConfig], str],
        write: Callable[[Config, str], Config],
        *,
        note: str = "",
        placeholder: str = "",
        money: bool = False,
    ) -> TextField:
        field = TextField(
            self._context,
            title,
            lambda config: read(row) if (row := config.provider(self._id)) is not None else "",
            write,
            note=note,
            placeholder=placeholder,
            prefix="$" if money else "",
            width=MONEY_WIDTH if money else 0,
        )
        self._texts.append(field)
        card.add(field)
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
        if self.spent is not None:
            self.spent.follow(next(one for one in bridge.facts() if one.provider.id == self._id))

    def begin(self) -> None:
        """Put the keyboard where a provider needs something first: a key that it lacks, or that was rejected."""
        bridge = self._context.bridge
        row, status = bridge.config.provider(self._id), snapshot_of(bridge).provider(self._id)
        lacks = row is not None and row.needs_key and bridge.key_hint(self._id) is None
        if self.key is not None and (lacks or (status is not None and status.health == "auth")):
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
    """How a provider is, or how quick its last answer to a look was, on one line."""
    if one.usable and not one.reason and one.latency is not None and one.cluster is None and not one.traits.is_starter:
        return tr("Answers in {time}", time=elapsed(one.latency))
    return begun(detail(one))


class SpentRow(QWidget):
    """What was spent this month, as a bar where there is a cap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = Bar(tr("Spent this month"), self)
        self.words = Label("", "note", "", self, wraps=False, numbers=True)
        row = QHBoxLayout()
        row.setSpacing(INSIDE)
        row.addWidget(self.bar, 1)
        row.addWidget(self.words)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(inset(row, self))

    def follow(self, facts: ProviderFacts) -> None:
        cap = facts.provider.monthly_cap
        words = spent_words(facts)
        self.words.setText(words)
        self.bar.setVisible(cap is not None and facts.spent_known)
        if cap is not None:
            share = facts.spent / cap if cap else 1.0
            self.bar.show_share(share, "bad" if share >= 1 else "cloud_fill", words)


def spent_words(facts: ProviderFacts) -> str:
    """What was spent this month of what may be: "$0.42 of $5.00 this month"."""
    cap = facts.provider.monthly_cap
    if not facts.spent_known:
        return sentence(NOT_KNOWN)
    if cap is not None:
        return tr("${spent:.2f} of ${cap:.2f} this month", spent=facts.spent, cap=cap)
    if facts.spent:
        return tr("This month so far: ${spent:.2f}.", spent=facts.spent)
    return tr("Nothing spent this month.")
