"""The tray's menu as rows: what it says follows from the bridge's state each time (the rows are pure)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from traybridge.core.config import Config
from traybridge.core.readings import Cluster, LoadedModel, ModelState, Node
from traybridge.core.status import ProviderStatus, Snapshot
from traybridge.core.words import clipped
from traybridge.desktop.livemenu import Row
from traybridge.desktop.status import detail, headline, short

GIB = 1024**3
MANY_MODELS = 12
LOADS = "1.x"
"""The dialect in which a cluster can be told to load and unload."""


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
class MenuFacts:
    """What the rows show. ``login`` None = this system has no launch at login; ``on_disk`` by Exo provider id."""

    snapshot: Snapshot
    config: Config
    pin: str
    login: bool | None
    on_disk: dict[str, tuple[str, ...]]
    notice: str = ""


def menu_rows(facts: MenuFacts, do: MenuActions) -> tuple[Row, ...]:
    """The whole menu, from the status line to Quit."""
    snapshot, config = facts.snapshot, facts.config
    rows = [Row("status", plain(headline(snapshot)), enabled=False)]
    rows += [_attention_row(at, line, snapshot, do) for at, line in enumerate(snapshot.attention)]
    if facts.notice:
        rows.append(Row("notice", plain(facts.notice), enabled=False))
    if snapshot.keyring:
        rows.append(Row("unlock", "Unlock the keyring…", run=lambda _on: do.unlock()))
    rows.append(Row("line.chat"))
    rows.append(Row("open", "Open chat", run=lambda _on: do.open_chat()))
    rows.append(Row("new", "New chat", run=lambda _on: do.new_chat()))
    rows.append(Row("line.exo"))
    rows += [
        _cluster_row(one, one.cluster, facts.on_disk.get(one.id, ()), do)
        for one in snapshot.providers
        if one.enabled and one.kind == "exo" and one.cluster is not None
    ]
    rows.append(Row("line.providers"))
    rows += [_provider_row(one, do) for one in snapshot.providers]
    rows.append(Row("line.routing"))
    rows.append(_pin_row(snapshot.providers, facts.pin, do))
    rows += _switches(config, do)
    rows.append(Row("line.app"))
    rows.append(Row("check", "Check health now", run=lambda _on: do.check_now()))
    if do.login is not None:
        login = do.login
        rows.append(
            Row("login", "Launch at login", checked=bool(facts.login), enabled=facts.login is not None, run=login)
        )
    if do.open_settings is not None:
        settings = do.open_settings
        rows.append(Row("settings", "Settings…", run=lambda _on: settings("")))
    rows.append(Row("line.quit"))
    rows.append(Row("quit", "Quit TrayBridge", run=lambda _on: do.quit()))
    return _without_double_lines(rows)


def _attention_row(at: int, line: str, snapshot: Snapshot, do: MenuActions) -> Row:
    """What somebody should do something about; a click goes to where it can be done."""
    who = [one.id for one in snapshot.providers if one.attention]
    settings = do.open_settings
    text = plain(f"⚠ {clipped(line)}")
    if settings is None or at >= len(who):
        return Row(f"attention.{at}", text, enabled=False)
    return Row(f"attention.{at}", text, run=lambda _on: settings(f"providers/{who[at]}"))


def plain(text: str) -> str:
    """A menu takes an ampersand for the mark of a shortcut key."""
    return text.replace("&", "&&")


def _without_double_lines(rows: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(row for at, row in enumerate(rows) if row.text != "-" or (at and rows[at - 1].text != "-"))


def _provider_row(one: ProviderStatus, do: MenuActions) -> Row:
    text = clipped(f"{one.label} – {detail(one)}") if one.enabled else one.label
    return Row(
        f"provider.{one.id}",
        plain(text),
        checked=one.enabled,
        run=lambda on: do.edit(lambda config: config.with_provider_enabled(one.id, on)),
    )


def _pin_row(providers: Sequence[ProviderStatus], pin: str, do: MenuActions) -> Row:
    """A pin is for this session; nothing here switches anything else."""
    rows = [Row("pin.", "Nobody: in order", checked=not pin, run=lambda _on: do.pin(""))]
    rows += [
        Row(
            f"pin.{one.id}",
            plain(one.label),
            checked=one.id == pin,
            enabled=one.enabled,
            run=lambda _on, one=one: do.pin(one.id),  # type: ignore[misc]
        )
        for one in providers
    ]
    label = next((one.label for one in providers if one.id == pin), "")
    return Row("pin", plain(f"Pin: {label}") if label else "Pin", rows=tuple(rows))


def _switches(config: Config, do: MenuActions) -> list[Row]:
    switches = (
        ("failover", "Failover", config.routing.failover),
        ("local_only", "Local only", config.routing.local_only),
        ("free_only", "Free only", config.routing.free_only),
    )
    return [
        Row(
            key,
            text,
            checked=value,
            run=lambda on, key=key: do.edit(lambda old: old.with_routing(**{key: on})),  # type: ignore[misc]
        )
        for key, text, value in switches
    ]


def _cluster_row(one: ProviderStatus, cluster: Cluster | None, on_disk: Sequence[str], do: MenuActions) -> Row:
    """A cluster's submenu: its nodes, its models with what can be done, and its own page."""
    rows: list[Row] = []
    if cluster is not None:
        rows += [Row(f"node.{node.id}", plain(node_words(node)), enabled=False) for node in cluster.nodes]
        rows.append(Row("line.models"))
        rows += _model_rows(one.id, cluster, do)
        held = {model.id for model in cluster.models}
        can_load = cluster.nodes and cluster.dialect == LOADS
        rows += [
            Row(
                f"load.{model}",
                plain(f"Load {short(model)}"),
                run=lambda _on, model=model: do.load(one.id, model),  # type: ignore[misc]
            )
            for model in [model for model in on_disk if can_load and model not in held][:MANY_MODELS]
        ]
    rows.append(Row("line.page"))
    rows.append(Row("dashboard", "Open Exo's own page", run=lambda _on: do.dashboard(one.id)))
    return Row(f"cluster.{one.id}", plain(clipped(f"{one.label}: {detail(one)}")), rows=_without_double_lines(rows))


def node_words(node: Node) -> str:
    """One machine in words: Mac Studio, 41 of 64 GB, seen just now."""
    parts = [node.name]
    if node.memory_total:
        used = f"{(node.memory_used or 0) / GIB:.0f} of " if node.memory_used is not None else ""
        parts.append(f"{used}{node.memory_total / GIB:.0f} GB")
    if node.stale:
        parts.append(f"not seen for {node.last_seen or 0:.0f} s")
    elif node.last_seen is not None:
        parts.append("seen just now" if node.last_seen < 2 else f"seen {node.last_seen:.0f} s ago")
    return ", ".join(parts)


def _model_rows(provider: str, cluster: Cluster, do: MenuActions) -> list[Row]:
    """What it holds; 0.x has everything that it knows, and takes no orders about it."""
    if cluster.dialect == LOADS:
        # The same model may be placed twice; unloading it means all of them.
        placed: dict[str, LoadedModel] = {}
        for model in cluster.models:
            if model.id not in placed or model.answers:
                placed[model.id] = model
        return [_model_row(provider, model, do) for model in placed.values()]
    rows = [Row(f"has.{model.id}", plain(_model_words(model)), enabled=False) for model in cluster.models]
    more = len(rows) - MANY_MODELS
    return rows if more <= 0 else [*rows[:MANY_MODELS], Row("models.more", f"and {more} more", enabled=False)]


def _model_words(model: LoadedModel) -> str:
    share = f" {model.progress:.0%}" if model.progress is not None and not model.answers else ""
    error = f": {clipped(model.error, 80)}" if model.error else ""
    return f"{short(model.id)} – {model.state.value}{share}{error}"


def _model_row(provider: str, model: LoadedModel, do: MenuActions) -> Row:
    verb = "Unload" if model.answers or model.error else "Cancel loading"
    actions = [Row("unload", verb, run=lambda _on: do.unload(provider, model.id))]
    if model.state is ModelState.FAILED:
        actions.insert(0, Row("again", "Load again", run=lambda _on: do.load(provider, model.id)))
    return Row(f"model.{model.id}", plain(_model_words(model)), rows=tuple(actions))
