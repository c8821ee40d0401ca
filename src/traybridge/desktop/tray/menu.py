"""The tray's menu as rows: what it says follows from the bridge's state each time (the rows are pure).

Rows are in the person's language already; their keys never are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from traybridge.core.cluster import Cluster, LoadedModel, ModelState, activity
from traybridge.core.config import Config
from traybridge.core.i18n import clipped, joined, msg
from traybridge.core.planning import ProviderFacts, cap_reached, may_be_local
from traybridge.core.presentation.status import ProviderStatus, Snapshot
from traybridge.desktop.cluster_text import LOADS, node_words
from traybridge.desktop.glyph.state import detail, headline, short
from traybridge.desktop.language import named, tr, tr_counted
from traybridge.desktop.tray.live_menu import MenuRow
from traybridge.desktop.widgets.foreign_text import menu_text

MANY_MODELS = 12
_SWITCHES = (
    ("failover", msg("Failover")),
    ("local_only", msg("Local only")),
    ("free_only", msg("Free only")),
)


@dataclass(frozen=True, slots=True)
class MenuActions:
    """What the rows do. ``edit`` changes the settings; the others are one thing each."""

    open_chat: Callable[[], None]
    new_chat: Callable[[], None]
    open_settings: Callable[[str], None] | None
    edit: Callable[[Callable[[Config], Config]], None]
    pin: Callable[[str], None]
    check_now: Callable[[], None]
    login: Callable[[bool], None] | None
    unlock: Callable[[], None]
    load: Callable[[str, str], None]
    unload: Callable[[str, str], None]
    dashboard: Callable[[str], None]
    quit: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Spending:
    """What one provider cost this month, and its cap, None where it has none. In US dollars."""

    id: str
    label: str
    spent: float
    cap: float | None


@dataclass(frozen=True, slots=True)
class MenuFacts:
    """What the rows show. ``login`` None = this system has no launch at login; ``on_disk`` by Exo provider id."""

    snapshot: Snapshot
    config: Config
    pin: str
    login: bool | None
    on_disk: dict[str, tuple[str, ...]]
    notice: str = ""
    spending: tuple[Spending, ...] = ()


def menu_rows(facts: MenuFacts, do: MenuActions) -> tuple[MenuRow, ...]:
    """The whole menu, from the status line to Quit."""
    snapshot, config = facts.snapshot, facts.config
    rows = [MenuRow("status", menu_text(tr(headline(snapshot))), enabled=False)]
    rows += [_attention_row(at, line, snapshot, do) for at, line in enumerate(snapshot.attention)]
    if facts.notice:
        rows.append(MenuRow("notice", menu_text(tr(facts.notice)), enabled=False))
    if snapshot.keyring:
        rows.append(MenuRow("unlock", tr("Unlock the keyring…"), run=lambda _on: do.unlock()))
    rows.append(MenuRow("line.chat"))
    rows.append(MenuRow("open", tr("Open chat"), run=lambda _on: do.open_chat()))
    rows.append(MenuRow("new", tr("New chat"), run=lambda _on: do.new_chat()))
    rows.append(MenuRow("line.exo"))
    rows += [
        _cluster_row(one, one.cluster, facts.on_disk.get(one.id, ()), do)
        for one in snapshot.providers
        if one.enabled and one.traits.is_cluster and one.cluster is not None
    ]
    rows.append(MenuRow("line.providers"))
    rows += [_provider_row(one, do) for one in snapshot.providers]
    rows.append(MenuRow("line.routing"))
    rows.append(_pin_row(snapshot.providers, facts.pin, do))
    rows += _switches(config, do)
    rows += _cap_rows(facts.spending, do)
    rows.append(MenuRow("line.app"))
    rows.append(MenuRow("check", tr("Check health now"), run=lambda _on: do.check_now()))
    if do.login is not None:
        login = do.login
        known = facts.login is not None
        rows.append(MenuRow("login", tr("Launch at login"), checked=bool(facts.login), enabled=known, run=login))
    if do.open_settings is not None:
        settings = do.open_settings
        rows.append(MenuRow("settings", tr("Settings…"), run=lambda _on: settings("")))
    rows.append(MenuRow("line.quit"))
    rows.append(MenuRow("quit", tr("Quit TrayBridge"), run=lambda _on: do.quit()))
    return _without_double_lines(rows)


def _attention_row(at: int, line: str, snapshot: Snapshot, do: MenuActions) -> MenuRow:
    """What somebody should do something about; a click goes to where it can be done."""
    who = [one.id for one in snapshot.providers if one.attention]
    settings = do.open_settings
    text = menu_text(f"⚠ {clipped(tr(line))}")
    if settings is None or at >= len(who):
        return MenuRow(f"attention.{at}", text, enabled=False)
    return MenuRow(f"attention.{at}", text, run=lambda _on: settings(f"providers/{who[at]}"))


def _without_double_lines(rows: Sequence[MenuRow]) -> tuple[MenuRow, ...]:
    return tuple(row for at, row in enumerate(rows) if row.text != "-" or (at and rows[at - 1].text != "-"))


def _provider_row(one: ProviderStatus, do: MenuActions) -> MenuRow:
    text = clipped(tr(joined(" – ", (one.label, detail(one))))) if one.enabled else named(one.label)
    return MenuRow(
        f"provider.{one.id}",
        menu_text(text),
        checked=one.enabled,
        run=lambda on: do.edit(lambda config: config.with_provider_enabled(one.id, on)),
    )


def _pin_row(providers: Sequence[ProviderStatus], pin: str, do: MenuActions) -> MenuRow:
    """It holds for this session; nothing here switches anything else."""
    rows = [MenuRow("pin.", tr("Nobody in particular"), checked=not pin, one_of=True, run=lambda _on: do.pin(""))]
    rows += [
        MenuRow(
            f"pin.{one.id}",
            menu_text(named(one.label)),
            checked=one.id == pin,
            one_of=True,
            enabled=one.enabled,
            run=lambda _on, one=one: do.pin(one.id),  # type: ignore[misc]
        )
        for one in providers
    ]
    label = next((one.label for one in providers if one.id == pin), "")
    text = tr("Use only: {provider}", provider=label) if label else tr("Use only")
    return MenuRow("pin", menu_text(text), rows=tuple(rows))


def _switches(config: Config, do: MenuActions) -> list[MenuRow]:
    return [
        MenuRow(
            key,
            tr(text),
            checked=getattr(config.routing, key),
            run=lambda on, key=key: do.edit(lambda old: old.with_routing(**{key: on})),  # type: ignore[misc]
        )
        for key, text in _SWITCHES
    ]


def spending(facts: Sequence[ProviderFacts]) -> tuple[Spending, ...]:
    """Who has a cap or could need one: a provider that is switched on and costs money, which none near here does."""
    return tuple(
        Spending(one.provider.id, one.provider.label, one.spent, one.provider.monthly_cap)
        for one in facts
        if one.provider.monthly_cap is not None
        or (
            one.provider.enabled
            and one.provider.takes_key
            and not one.provider.is_local_server
            and not may_be_local(one.provider)
        )
    )


def _cap_rows(spent: Sequence[Spending], do: MenuActions) -> list[MenuRow]:
    """What each has cost this month; a click goes to where its cap is set."""
    settings = do.open_settings
    if not spent or settings is None:
        return []
    rows = tuple(
        MenuRow(
            f"cap.{one.id}",
            menu_text(clipped(cap_words(one))),
            run=lambda _on, one=one: settings(f"providers/{one.id}"),  # type: ignore[misc]
        )
        for one in spent
    )
    return [MenuRow("caps", tr("Monthly cap"), rows=rows)]


def cap_words(one: Spending) -> str:
    """One provider's month: "OpenRouter: $1.20 of $5.00 this month"."""
    if one.cap is None and not one.spent:
        return tr("{name}: no cap", name=one.label)
    if one.cap is None:
        return tr("{name}: ${spent:.2f} this month, no cap", name=one.label, spent=one.spent)
    if one.spent >= one.cap:
        return tr(joined(": ", (one.label, cap_reached(one.cap, one.spent))))
    return tr("{name}: ${spent:.2f} of ${cap:.2f} this month", name=one.label, spent=one.spent, cap=one.cap)


def _cluster_row(one: ProviderStatus, cluster: Cluster | None, on_disk: Sequence[str], do: MenuActions) -> MenuRow:
    """A cluster's submenu: its nodes, its models with what can be done, and its own page."""
    rows: list[MenuRow] = []
    if cluster is not None:
        rows += [MenuRow(f"node.{node.id}", menu_text(node_words(node)), enabled=False) for node in cluster.nodes]
        rows.append(MenuRow("line.models"))
        rows += _model_rows(one.id, cluster, do)
        held = {model.id for model in cluster.models}
        can_load = cluster.nodes and cluster.dialect == LOADS
        rows += [
            MenuRow(
                f"load.{model}",
                menu_text(tr("Load {model}", model=short(model))),
                run=lambda _on, model=model: do.load(one.id, model),  # type: ignore[misc]
            )
            for model in [model for model in on_disk if can_load and model not in held][:MANY_MODELS]
        ]
    rows.append(MenuRow("line.page"))
    rows.append(MenuRow("dashboard", tr("Open Exo's own page"), run=lambda _on: do.dashboard(one.id)))
    text = menu_text(clipped(tr(joined(": ", (one.label, detail(one))))))
    return MenuRow(f"cluster.{one.id}", text, rows=_without_double_lines(rows))


def _model_rows(provider: str, cluster: Cluster, do: MenuActions) -> list[MenuRow]:
    """What it holds; 0.x has everything that it knows, and takes no orders about it."""
    if cluster.dialect == LOADS:
        # The same model may be placed twice; unloading it means all of them.
        placed: dict[str, LoadedModel] = {}
        for model in cluster.models:
            if model.id not in placed or model.answers:
                placed[model.id] = model
        return [_model_row(provider, model, do) for model in placed.values()]
    rows = [MenuRow(f"has.{model.id}", menu_text(_model_words(model)), enabled=False) for model in cluster.models]
    more = len(rows) - MANY_MODELS
    return (
        rows
        if more <= 0
        else [
            *rows[:MANY_MODELS],
            MenuRow("models.more", tr_counted("and {count} more", "and {count} more", more), enabled=False),
        ]
    )


def _model_words(model: LoadedModel) -> str:
    state = tr(activity(model))
    error = f": {clipped(tr(model.error), 80)}" if model.error else ""
    return f"{short(model.id)} – {state}{error}"


def _model_row(provider: str, model: LoadedModel, do: MenuActions) -> MenuRow:
    verb = tr("Unload") if model.answers or model.error else tr("Cancel loading")
    actions = [MenuRow("unload", verb, run=lambda _on: do.unload(provider, model.id))]
    if model.state is ModelState.FAILED:
        actions.insert(0, MenuRow("again", tr("Load again"), run=lambda _on: do.load(provider, model.id)))
    return MenuRow(f"model.{model.id}", menu_text(_model_words(model)), rows=tuple(actions))
