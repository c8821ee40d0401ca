"""Who is asked, in which order, and why somebody is left out (pure). The reasons are shown to people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from traybridge.core.addresses import is_local_url
from traybridge.core.budget import estimate, prompt_tokens
from traybridge.core.chat import AUTO, ChatRequest, Skip
from traybridge.core.config import Config, ProviderConfig
from traybridge.core.health import Health, HealthState, admits
from traybridge.core.models import Catalogue, ModelInfo, Resolution, resolve
from traybridge.core.readings import LoadedModel


class KeyState(StrEnum):
    """What is known of a provider's key; ``other_origin``: it was given for another address and stays at home."""

    PRESENT = "present"
    MISSING = "missing"
    LOCKED = "locked"
    OTHER_ORIGIN = "other_origin"


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of one provider when a route is chosen. ``spent`` is this month's US dollars."""

    row: ProviderConfig
    health: Health = Health()
    catalogue: Catalogue = Catalogue()
    key: KeyState = KeyState.MISSING
    spent: float = 0.0
    last_used: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """Whom to ask for what. ``context`` is the model's window in tokens, None = unknown."""

    provider: str
    model: str
    context: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The routes in order, and a reason for each provider left out.

    ``pending``: providers of whom too little is known to say; somebody should look at them first.
    ``nearest``: ids that look like what was asked for, when nobody has it. ``bypassed``: every breaker was open,
    so they are asked all the same. ``substituted``: another model than the one asked for.
    """

    routes: tuple[Route, ...] = ()
    skipped: tuple[Skip, ...] = ()
    pending: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    bypassed: bool = False
    substituted: bool = False


_SETTINGS = frozenset(
    {"off", "only", "pinned", "local_only", "not_installed", "no_key", "cap", "free_only", "no_model"}
)
"""Reasons that stand until somebody changes a setting. With failover off only these let the next one be asked."""


@dataclass(frozen=True, slots=True)
class _Verdict:
    route: Route | None = None
    skip: Skip | None = None
    pending: bool = False
    blocked: bool = False


def plan(request: ChatRequest, config: Config, facts: Sequence[Facts], now: float) -> Plan:
    """Choose the routes for a request. ``facts`` stand in order of priority; ``now`` is monotonic seconds."""
    named = None if request.model == AUTO else _named(request, config, facts)
    if named is not None and not named and config.routing.substitute_models and not _unseen(facts):
        instead = plan(replace(request, model=AUTO), config, facts, now)
        return replace(instead, substituted=bool(instead.routes), nearest=named.nearest)
    verdicts = [_verdict(request, config, one, named, now) for one in facts]
    if not config.routing.failover:
        verdicts = _first_only(verdicts, facts)
    return _joined(verdicts, named)


def _joined(verdicts: Sequence[_Verdict], named: Resolution | None) -> Plan:
    routes = tuple(one.route for one in verdicts if one.route and not one.skip)
    skipped = [one.skip for one in verdicts if one.skip]
    bypassed = False
    if not routes and (blocked := [one for one in verdicts if one.blocked and one.route]):
        routes = tuple(one.route for one in blocked if one.route)
        skipped = [skip for skip in skipped if skip.provider not in {route.provider for route in routes}]
        bypassed = True
    first = next((at for at, one in enumerate(verdicts) if one.route and not one.skip), len(verdicts))
    pending = tuple(
        one.skip.provider for at, one in enumerate(verdicts) if one.pending and one.skip and (at < first or named)
    )
    return Plan(routes, tuple(skipped), pending, named.nearest if named is not None else (), bypassed)


def _first_only(verdicts: Sequence[_Verdict], facts: Sequence[Facts]) -> list[_Verdict]:
    """Failover off: the first provider that the settings allow is the only one, whatever its health."""
    kept: list[_Verdict] = []
    found = False
    for one, fact in zip(verdicts, facts, strict=True):
        if found and (one.skip is None or one.skip.code not in _SETTINGS):
            kept.append(_Verdict(skip=Skip(fact.row.id, "failover is off", "failover_off")))
            continue
        found = found or one.skip is None or one.skip.code not in _SETTINGS
        kept.append(one)
    return kept


def _named(request: ChatRequest, config: Config, facts: Sequence[Facts]) -> Resolution:
    """What the asked name means to the providers that are switched on (a pinned one speaks alone)."""
    only = request.policy.provider
    usable = [one for one in facts if one.row.enabled and (only is None or one.row.id == only)]
    catalogues = {one.row.id: known_ids(one) for one in usable}
    found = resolve(request.model, catalogues, config.aliases)
    if not found and only is not None and only in catalogues and not _list_known(usable[0]):
        # Somebody names both provider and model, and nobody knows better: it is sent as written.
        return Resolution({only: request.model.removeprefix(f"{only}/")}, step="as written")
    return found


def known_ids(facts: Facts) -> tuple[str, ...]:
    """Every id that a provider is known to have: configured ones first, then what it holds, then its catalogue."""
    reading = facts.health.reading
    held = [model.id for model in reading.cluster.models] if reading and reading.cluster else []
    configured = [facts.row.model] if facts.row.model else []
    return tuple(dict.fromkeys([*configured, *facts.row.models, *held, *facts.catalogue.ids]))


def _list_known(facts: Facts) -> bool:
    return facts.catalogue.known or facts.row.kind == "embedded"


def _unseen(facts: Sequence[Facts]) -> bool:
    return any(one.row.enabled and not _list_known(one) for one in facts)


def _verdict(request: ChatRequest, config: Config, facts: Facts, named: Resolution | None, now: float) -> _Verdict:
    row = facts.row

    def skip(reason: str, code: str) -> _Verdict:
        return _Verdict(skip=Skip(row.id, reason, code))

    if refusal := _by_settings(request, config, facts):
        return skip(*refusal)
    chosen = _model_for(request, config, facts, named, now)
    if isinstance(chosen, _Verdict):
        return chosen
    if refusal := _by_money(request, config, facts, chosen):
        return skip(*refusal)
    if facts.health.lacks(chosen, now):
        return skip("model not loaded", "not_loaded")
    info = facts.catalogue.get(chosen)
    needed = prompt_tokens(request)
    if info and info.context and needed > info.context:
        return skip(f"context {thousands(info.context)} < {thousands(needed)} needed", "context")
    route = Route(row.id, chosen, info.context if info else None)
    if blocked := _by_health(facts.health, now):
        reason, code, may_bypass = blocked
        return _Verdict(route if may_bypass else None, Skip(row.id, reason, code), blocked=may_bypass)
    return _Verdict(route)


def thousands(tokens: int) -> str:
    return f"{tokens / 1000:.3g}k" if tokens >= 1000 else str(tokens)


def _by_settings(request: ChatRequest, config: Config, facts: Facts) -> tuple[str, str] | None:
    row, policy = facts.row, request.policy
    if policy.provider and policy.provider != row.id:
        return f"only {policy.provider} was asked for", "only"
    if not row.enabled:
        return "switched off", "off"
    if config.routing.pin and not policy.provider and config.routing.pin != row.id:
        return f"pinned to {config.routing.pin}", "pinned"
    if (config.routing.local_only or policy.local_only) and not _may_be_local(row, strict=policy.local_only):
        return "local only", "local_only"
    if facts.health.reading and not facts.health.reading.installed:
        return "not installed", "not_installed"
    if row.takes_key and facts.key is KeyState.LOCKED and row.needs_key:
        return "keyring locked", "no_key"
    if row.needs_key and facts.key is KeyState.OTHER_ORIGIN:
        return "no key for this address", "no_key"
    if row.needs_key and facts.key is KeyState.MISSING:
        return "no key", "no_key"
    if row.monthly_cap is not None and facts.spent >= row.monthly_cap:
        return f"monthly cap reached (${facts.spent:.2f} of ${row.monthly_cap:.2f})", "cap"
    return None


def _may_be_local(row: ProviderConfig, *, strict: bool) -> bool:
    """The name's own word; where only a lookup could tell, the choke point in providers/http.py decides."""
    if row.kind == "embedded":
        return True
    local = is_local_url(row.base_url)
    return local is True or (local is None and not strict)


def _by_money(request: ChatRequest, config: Config, facts: Facts, model: str) -> tuple[str, str] | None:
    row = facts.row
    if row.is_local_server:
        return None
    info = facts.catalogue.get(model)
    if (config.routing.free_only or row.free_only or request.policy.free_only) and not is_free(info):
        return f"free only: {model} {'has an unknown price' if info is None else 'costs money'}", "free_only"
    if row.request_cap is not None:
        worst = estimate(request, info)
        if worst is None:
            return f"cap for one request: the price of {model} is unknown", "cap"
        if worst > row.request_cap:
            return f"one request may cost ${worst:.4f}, the cap is ${row.request_cap:.4f}", "cap"
    return None


def is_free(info: ModelInfo | None) -> bool:
    return info is not None and info.free


def _by_health(health: Health, now: float) -> tuple[str, str, bool] | None:
    """Why the provider's health speaks against it, and whether an answer is worth more than that."""
    if admits(health, now):
        return None
    why = f": {health.error.title}" if health.error else ""
    wait = max(0.0, health.retry_at - now)
    match health.state:
        case HealthState.AUTH:
            return "key rejected", "auth", False
        case HealthState.QUOTA:
            return f"quota used up, again in {duration(wait)}", "quota", False
        case HealthState.OPEN if wait <= 0:
            return f"being tested by another request{why}", "cooling", True
        case _:
            return f"cooling down {duration(wait)}{why}", "cooling", True


def duration(seconds: float) -> str:
    """Seconds as people read them: 41 s, 12 min, 3 h."""
    if seconds < 100:
        return f"{max(1, round(seconds))} s"
    if seconds < 100 * 60:
        return f"{round(seconds / 60)} min"
    return f"{round(seconds / 3600)} h"


def _model_for(
    request: ChatRequest, config: Config, facts: Facts, named: Resolution | None, now: float
) -> str | _Verdict:
    """The id to send this provider, or why there is none."""
    if named is not None:
        return _named_model(request, facts, named, now)
    match facts.row.kind:
        case "exo":
            return _ready_model(facts, facts.row.model, now)
        case "embedded":
            ids = known_ids(facts)
            return ids[0] if ids else _look_first(facts)
        case _:
            return _preferred_model(request, config, facts)


def _look_first(facts: Facts) -> _Verdict:
    return _Verdict(skip=Skip(facts.row.id, "not looked at yet", "unknown"), pending=True)


def _named_model(request: ChatRequest, facts: Facts, named: Resolution, now: float) -> str | _Verdict:
    row = facts.row
    model = named.ids.get(row.id)
    if model is None:
        if not _list_known(facts) and not named:
            if facts.health.probe_error is not None:
                return _unreachable(facts)
            return _look_first(facts)
        return _Verdict(skip=Skip(row.id, f"has no model “{request.model}”", "no_model"))
    if row.kind == "exo":
        return _ready_model(facts, model, now)
    return model


def _unreachable(facts: Facts) -> _Verdict:
    error = facts.health.probe_error
    return _Verdict(skip=Skip(facts.row.id, error.title if error else "not reachable", "unreachable"))


def _ready_model(facts: Facts, wanted: str, now: float) -> str | _Verdict:
    """Exo: only a model that is ready now is asked; its own words say why none is (exo.md)."""
    health, row = facts.health, facts.row
    if not health.probed:
        return _look_first(facts)
    if health.probe_error is not None or health.reading is None or health.reading.cluster is None:
        return _unreachable(facts)
    cluster = health.reading.cluster
    models = [model for model in cluster.models if not wanted or model.id == wanted]
    ready = [model for model in models if model.answers and not health.lacks(model.id, now)]
    if ready:
        return min(ready, key=lambda model: _warmth(model, facts)).id
    if models:
        return _Verdict(skip=Skip(row.id, _not_ready(models[0]), "not_loaded"))
    reason = f"model not loaded ({wanted})" if wanted else cluster.detail or "no model is loaded"
    return _Verdict(skip=Skip(row.id, reason, "not_loaded"))


def _warmth(model: LoadedModel, facts: Facts) -> tuple[float, int, str]:
    """Several are ready: the last used, then the largest, then by name so that the choice is always the same."""
    used = (facts.last_used or {}).get(model.id, 0.0)
    return (-used, -model.size, model.id)


def _not_ready(model: LoadedModel) -> str:
    share = "" if model.progress is None else f" {model.progress:.0%}"
    words = f"model not loaded: {model.id} is {model.state.value}{share}"
    return f"{words} ({model.error})" if model.error else words


def _preferred_model(request: ChatRequest, config: Config, facts: Facts) -> str | _Verdict:
    """The configured model, else the first of the preset's list that the live catalogue has; never an unseen id."""
    row = facts.row
    free = config.routing.free_only or row.free_only or request.policy.free_only
    prices_matter = (free or row.request_cap is not None) and not row.is_local_server
    if row.model and not (prices_matter and not facts.catalogue.known):
        return row.model
    if not facts.catalogue.known:
        if facts.health.probe_error is not None:
            return _unreachable(facts)
        return _look_first(facts)
    if row.model:
        return row.model
    row_preset = row.known_preset
    wanted = (row_preset.prefer_free if free else row_preset.prefer) if row_preset else ()
    ids = facts.catalogue.ids
    for model in wanted:
        if model in ids and (not free or row.is_local_server or is_free(facts.catalogue.get(model))):
            return model
    if ids and (row.is_local_server or len(ids) == 1):
        return ids[0]
    return _Verdict(skip=Skip(row.id, "no model chosen", "no_model"))
