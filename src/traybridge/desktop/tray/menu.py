"""The tray's menu as rows: what it says follows from the bridge's state each time (the rows are pure).

Rows are in the person's language already; their keys never are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from traybridge.core.cluster import Cluster, LoadedModel, ModelState, Node, activity
from traybridge.core.config import Config
from traybridge.core.i18n import clipped, joined, msg
from traybridge.core.model_names import model_name
from traybridge.core.planning import KeyState
from traybridge.core.presentation.describe import concern
from traybridge.core.presentation.headline import headline
from traybridge.core.presentation.remedies import UNLOCK, Remedy, remedies
from traybridge.core.presentation.status import ProviderStatus, Snapshot
from traybridge.desktop.cluster_text import LOADS, node_words
from traybridge.desktop.language import named, tr, tr_counted
from traybridge.desktop.tray.live_menu import MenuRow
from traybridge.desktop.widgets.foreign_text import menu_text

MOST_REMEDIES = 2
_KEYLESS = frozenset({KeyState.MISSING, KeyState.OTHER_ORIGIN})
"""There is no key that could be used, and nothing hides one."""
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
    login: Callable[[bool], None] | None
    unlock: Callable[[], None]
    load: Callable[[str, str], None]
    unload: Callable[[str, str], None]
    dashboard: Callable[[str], None]
    quit: Callable[[], None]


@dataclass(frozen=True, slots=True)
class MenuFacts:
    """What the rows show. ``login`` None = this system has no launch at login; ``on_disk`` by Exo provider id."""

    snapshot: Snapshot
    config: Config
    pin: str
    login: bool | None
    on_disk: dict[str, tuple[str, ...]]
    notice: str = ""


def menu_rows(facts: MenuFacts, do: MenuActions) -> tuple[MenuRow, ...]:
    """The whole menu, from the status line to Quit."""
    snapshot = facts.snapshot
    rows = [MenuRow("status", menu_text(tr(headline(snapshot))), run=lambda _on: do.open_chat())]
    rows += _remedy_rows(remedies(snapshot), do)
    if facts.notice:
        rows.append(MenuRow("notice", menu_text(tr(facts.notice)), enabled=False))
    rows += _cluster_rows(facts, do)
    rows.append(MenuRow("line.chat"))
    rows.append(MenuRow("open", tr("Open chat"), run=lambda _on: do.open_chat()))
    rows.append(MenuRow("new", tr("New chat"), run=lambda _on: do.new_chat()))
    rows.append(MenuRow("line.providers"))
    rows += [_provider_row(one, do) for one in snapshot.providers]
    rows.append(MenuRow("line.routing"))
    rows += _switches(facts.config, do)
    rows.append(_only_row(snapshot.providers, facts.pin, do))
    rows.append(MenuRow("line.app"))
    rows += _program_rows(facts, do)
    rows.append(MenuRow("quit", tr("Quit TrayBridge"), run=lambda _on: do.quit()))
    return _without_double_lines(rows)


def _program_rows(facts: MenuFacts, do: MenuActions) -> list[MenuRow]:
    rows: list[MenuRow] = []
    if (settings := do.open_settings) is not None:
        rows.append(MenuRow("settings", tr("Settings…"), run=lambda _on: settings("")))
    if do.login is not None:
        known = facts.login is not None
        rows.append(MenuRow("login", tr("Launch at login"), checked=bool(facts.login), enabled=known, run=do.login))
    return rows


def _remedy_rows(to_do: Sequence[Remedy], do: MenuActions) -> list[MenuRow]:
    """What somebody should do; a click goes to where it can be done. Of many, two are shown."""
    rows = [_remedy_row(at, one, do) for at, one in enumerate(to_do[:MOST_REMEDIES])]
    if (more := len(to_do) - MOST_REMEDIES) > 0:
        words = tr_counted("and {count} more", "and {count} more", more)
        rows.append(_leading_row("attention.more", words, "diagnostics", do))
    return rows


def _remedy_row(at: int, one: Remedy, do: MenuActions) -> MenuRow:
    key, text = f"attention.{at}", f"⚠ {clipped(tr(one.text))}"
    if one.place == UNLOCK:
        return MenuRow(key, menu_text(text), run=lambda _on: do.unlock())
    return _leading_row(key, text, one.place, do)


def _leading_row(key: str, text: str, page: str, do: MenuActions) -> MenuRow:
    """A row that leads to a page of the settings, where there are any."""
    settings = do.open_settings
    if settings is None:
        return MenuRow(key, menu_text(text), enabled=False)
    return MenuRow(key, menu_text(text), run=lambda _on: settings(page))


def _without_double_lines(rows: Sequence[MenuRow]) -> tuple[MenuRow, ...]:
    return tuple(row for at, row in enumerate(rows) if row.text != "-" or (at and rows[at - 1].text != "-"))


def _provider_row(one: ProviderStatus, do: MenuActions) -> MenuRow:
    """Its name, and what is not as it should be. A tick would mean nothing as long as its key is missing."""
    key = f"provider.{one.id}"
    if one.enabled and one.health == "no_key" and one.key in _KEYLESS and do.open_settings is not None:
        text = tr("{name} – enter key…", name=one.label)
        return _leading_row(key, clipped(text), f"providers/{one.id}", do)
    wrong = concern(one) if one.enabled else ""
    return MenuRow(
        key,
        menu_text(clipped(tr(joined(" – ", (one.label, wrong)))) if wrong else named(one.label)),
        checked=one.enabled,
        run=lambda on: do.edit(lambda config: config.with_provider_enabled(one.id, on)),
    )


def _only_row(providers: Sequence[ProviderStatus], only: str, do: MenuActions) -> MenuRow:
    """Who alone is asked, for this session; nothing here switches anything else."""
    rows = [MenuRow("pin.", tr("Nobody in particular"), checked=not only, one_of=True, run=lambda _on: do.pin(""))]
    rows += [
        MenuRow(
            f"pin.{one.id}",
            menu_text(named(one.label)),
            checked=one.id == only,
            one_of=True,
            enabled=one.enabled,
            run=lambda _on, one=one: do.pin(one.id),  # type: ignore[misc]
        )
        for one in providers
    ]
    label = next((one.label for one in providers if one.id == only), "")
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


def _cluster_rows(facts: MenuFacts, do: MenuActions) -> list[MenuRow]:
    """One submenu for each cluster that is known; their names stand before it where there are several."""
    clusters = [one for one in facts.snapshot.providers if one.enabled and one.traits.is_cluster and one.cluster]
    several = len(clusters) > 1
    return [_cluster_row(one, one.cluster, several, facts, do) for one in clusters if one.cluster is not None]


def _cluster_row(one: ProviderStatus, cluster: Cluster, several: bool, facts: MenuFacts, do: MenuActions) -> MenuRow:
    """A cluster's submenu: its machines, its models with what can be done, and its own page."""
    rows = [MenuRow(f"node.{node.id}", menu_text(_machine_words(node)), enabled=False) for node in cluster.nodes]
    rows.append(MenuRow("line.models"))
    rows += _model_rows(one.id, cluster, do)
    rows += _load_rows(one.id, cluster, facts.on_disk.get(one.id, ()), do)
    rows.append(MenuRow("line.page"))
    rows.append(MenuRow("dashboard", tr("Open Exo's page"), run=lambda _on: do.dashboard(one.id)))
    macs = all(node.is_mac for node in cluster.nodes)
    text = tr("Macs and models") if macs else tr("Machines and models")
    text = tr("{name}: {what}", name=one.label, what=text) if several else text
    return MenuRow(f"cluster.{one.id}", menu_text(clipped(text)), rows=_without_double_lines(_without_end_lines(rows)))


def _without_end_lines(rows: Sequence[MenuRow]) -> Sequence[MenuRow]:
    return rows[1:] if rows and rows[0].text == "-" else rows


def _machine_words(node: Node) -> str:
    """A machine with its memory, and since when it has not been seen."""
    seen = node if node.stale else replace(node, last_seen=None)
    return node_words(seen)


def _load_rows(provider: str, cluster: Cluster, on_disk: Sequence[str], do: MenuActions) -> list[MenuRow]:
    """What it has on its disks and does not hold."""
    held = {model.id for model in cluster.models}
    if not cluster.nodes or cluster.dialect != LOADS:
        return []
    rows = tuple(
        MenuRow(
            f"load.{model}",
            menu_text(model_name(model)),
            run=lambda _on, model=model: do.load(provider, model),  # type: ignore[misc]
        )
        for model in [model for model in on_disk if model not in held][:MANY_MODELS]
    )
    return [MenuRow("load", tr("Load a model"), rows=rows)] if rows else []


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
    return f"{model_name(model.id)}, {state}{error}"


def _model_row(provider: str, model: LoadedModel, do: MenuActions) -> MenuRow:
    verb = tr("Unload") if model.answers or model.error else tr("Cancel loading")
    actions = [MenuRow("unload", verb, run=lambda _on: do.unload(provider, model.id))]
    if model.state is ModelState.FAILED:
        actions.insert(0, MenuRow("again", tr("Load again"), run=lambda _on: do.load(provider, model.id)))
    return MenuRow(f"model.{model.id}", menu_text(_model_words(model)), rows=tuple(actions))
