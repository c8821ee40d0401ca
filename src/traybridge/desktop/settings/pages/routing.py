"""Routing: who may be asked at all, who is used alone, how long is waited, and which names mean which models."""

from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtWidgets import QVBoxLayout, QWidget

from traybridge.core.config import Config, ProviderConfig, TimeoutsConfig, timers_for
from traybridge.core.i18n import msg
from traybridge.core.presentation.route_stops import route_stops
from traybridge.core.presentation.status import snapshot_of
from traybridge.desktop.language import named, tr
from traybridge.desktop.page_context import PageContext
from traybridge.desktop.route_line import RouteLine
from traybridge.desktop.settings.page import ScrolledPage, order_tabs
from traybridge.desktop.settings.pairs_field import PairsField
from traybridge.desktop.settings.setting_rows import ChoiceRow, SwitchRow, TextField, as_here
from traybridge.desktop.settings.values import seconds, seconds_text, targets
from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.cards import Card, CardRow, inset
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.section import Folded
from traybridge.desktop.widgets.sizes import BETWEEN

TIMER_WIDTH = 180
SWITCHES = (
    ("failover", msg("Failover"), msg("When one cannot answer, the next is asked. Two answers are never mixed.")),
    (
        "local_only",
        msg("Local only"),
        msg("Nothing leaves your machines and this network. It beats every other setting."),
    ),
    ("free_only", msg("Free only"), msg("Nothing may cost money; a model with an unknown price counts as paid.")),
    (
        "starter_fallback",
        msg("Starter model as a fallback"),
        msg("It answers too when a better provider is set up and cannot. It is tiny, and speaks English only."),
    ),
    ("substitute_models", msg("Another model when nobody has the one asked for"), msg("It is said under the answer.")),
)
TIMERS = (
    ("connect", msg("Connect")),
    ("headers", msg("Response headers")),
    ("first_content", msg("First word")),
    ("idle", msg("Between words")),
    ("total", msg("First word, all attempts together")),
)


def built_in(name: str) -> str:
    """What a timer is when nothing is set: "2 s, in the cloud 5 s"."""
    exo = timers_for(ProviderConfig(id="a", kind="exo"), TimeoutsConfig(), local=True)
    cloud = timers_for(ProviderConfig(id="a", base_url="https://host"), TimeoutsConfig(), local=False)
    here, there = getattr(exo, name), getattr(cloud, name)
    if here == there:
        return msg("{seconds:g}", seconds=here)
    return msg("{seconds:g} (cloud {there:g})", seconds=here, there=there)


def alias_rows(config: Config) -> Mapping[str, str]:
    return {name: ", ".join(meant) for name, meant in config.aliases.items()}


def with_aliases(config: Config, rows: Mapping[str, str]) -> Config:
    return replace(config, aliases={name: targets(text) for name, text in rows.items()})


class Routing(ScrolledPage):
    title = msg("Routing")

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._route()
        card = self.section(tr("What may happen"))
        self.switches = {
            name: SwitchRow(
                context,
                tr(title),
                tr(note),
                lambda config, name=name: getattr(config.routing, name),  # type: ignore[misc]
                lambda config, on, name=name: config.with_routing(**{name: on}),  # type: ignore[misc]
            )
            for name, title, note in SWITCHES
        }
        for row in self.switches.values():
            card.add(row)
        self._pin()
        self._timers()
        self._aliases()
        self.line.built.connect(lambda: order_tabs(self))
        self.follow()

    def head_control(self) -> QWidget:
        self.order = Button(tr("Change order…"))
        self.order.clicked.connect(lambda: self.context.go("providers"))
        return self.order

    def _route(self) -> None:
        """The order, drawn; it is changed where the providers are."""
        self.head.note.say(tr("Who is asked, in which order, and what may happen."))
        self.line = RouteLine()
        self.line.opened.connect(lambda provider: self.context.go(f"providers/{provider}".rstrip("/")))
        card = Card()
        card.add(inset(self.line, card))
        self.column.addWidget(card)

    def _pin(self) -> None:
        self._pins = self.section(
            tr("Use only one provider"),
            tr("Nobody else is asked then, and failover does not help. Local only still holds."),
        )
        self.pin = ChoiceRow(
            self.context,
            tr("Use only"),
            tr("Kept until you change it."),
            self._pinnable,
            lambda config: config.routing.pin,
            lambda config, provider_id: config.with_routing(pin=provider_id),
        )
        unpin = Button(tr("End"))
        unpin.clicked.connect(lambda: self.context.bridge.pin_for_session(None))
        self.session = CardRow("", tr("Chosen in the menu, until TrayBridge ends."), unpin)
        self._pins.add(self.pin)
        self._pins.add(self.session)

    def _pinnable(self) -> list[tuple[str, str]]:
        rows = self.context.bridge.config.effective_providers
        return [("", tr("Nobody in particular")), *((row.id, named(row.label)) for row in rows)]

    def _timers(self) -> None:
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(BETWEEN)
        card = Card(content)
        column.addWidget(card)
        words = tr(
            "Seconds. An empty field has the built-in value, which is shown in it. The last one left is never given up "
            "for slowness before its first word."
        )
        column.addWidget(Label(words, "note", "", content))
        self.timers = {name: self._timer(name, title) for name, title in TIMERS}
        for field in self.timers.values():
            card.add(field)
        self.waiting = Folded(tr("How long to wait"), content, self)
        self.column.addWidget(self.waiting)

    def _timer(self, name: str, title: str) -> TextField:
        return TextField(
            self.context,
            tr(title),
            lambda config: as_here(seconds_text(getattr(config.timeouts, name))),
            lambda config, text: replace(config, timeouts=replace(config.timeouts, **{name: seconds(text)})),
            placeholder=tr(built_in(name)),
            width=TIMER_WIDTH,
        )

    def _aliases(self) -> None:
        card = self.section(
            tr("Aliases"),
            tr(
                "A name that you or a program may ask for, and the models it stands for: provider:model, several with "
                "commas between them. The first one that can answer is asked."
            ),
        )
        self.aliases = PairsField(
            self.context,
            what=msg("Alias"),
            more=msg("Add alias"),
            names=(msg("Name"), msg("provider:model, provider:model")),
            read=alias_rows,
            write=with_aliases,
        )
        card.add(inset(self.aliases, card))

    def follow(self) -> None:
        bridge = self.context.bridge
        config = bridge.config
        self.line.show_stops(route_stops(snapshot_of(bridge), bridge.pin))
        for switch in self.switches.values():
            switch.follow(config)
        for field in self.timers.values():
            field.follow(config)
        self.pin.follow(config)
        self.aliases.follow(config)
        for_session = bridge.pin != config.routing.pin
        self.session.title.setText(
            tr("Now: {provider}", provider=bridge.label(bridge.pin)) if bridge.pin else tr("Now: nobody in particular")
        )
        self._pins.show_row(self.session, for_session)
