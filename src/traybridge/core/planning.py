"""Who is asked, in which order, and why somebody is left out (pure). The reasons are shown to people."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce

from traybridge.core.addresses import is_local_url
from traybridge.core.budget import NOT_KNOWN, estimate, prompt_tokens
from traybridge.core.chat import ChatRequest
from traybridge.core.cluster import COMING, LoadedModel, activity
from traybridge.core.config import Config, ProviderConfig
from traybridge.core.errors import ProviderError, Unreachable
from traybridge.core.formatting import duration, thousands
from traybridge.core.health import Health, HealthState, admits
from traybridge.core.i18n import Text, msg
from traybridge.core.model_index import ModelIndex
from traybridge.core.models import AUTO, Catalogue, ModelInfo, Resolution, match, resolve, split_pin
from traybridge.core.provenance import Skip


class KeyState(StrEnum):
    """What is known of a provider's key.

    ``locked``: the keyring could not be read; ``unreadable``: this entry could not; neither says that there is none.
    ``other_origin``: it was given for another address, or nobody knows for which, and stays at home.
    """

    PRESENT = "present"
    MISSING = "missing"
    LOCKED = "locked"
    UNREADABLE = "unreadable"
    OTHER_ORIGIN = "other_origin"


UNREAD = frozenset({KeyState.LOCKED, KeyState.UNREADABLE})
"""There may be a key: whoever is asked without it would refuse, and the question would have been sent for nothing."""
NO_KEY = {
    KeyState.LOCKED: msg("keyring locked"),
    KeyState.UNREADABLE: msg("its key cannot be read"),
    KeyState.OTHER_ORIGIN: msg("no key for this address"),
    KeyState.MISSING: msg("no key"),
}
"""Why a host that requires a key cannot be asked."""


@dataclass(frozen=True, slots=True)
class ProviderFacts:
    """All that is known of one provider when a route is chosen.

    ``spent`` is this month's US dollars, ``spent_known`` False where the history cannot be read; ``last_used`` when
    each model answered last (any clock); ``list_error`` why its list of models could not be had.
    """

    provider: ProviderConfig
    health: Health = Health()
    catalogue: Catalogue = Catalogue()
    key: KeyState = KeyState.MISSING
    spent: float = 0.0
    last_used: Mapping[str, float] | None = None
    list_error: ProviderError | None = None
    spent_known: bool = True


@dataclass(frozen=True, slots=True)
class Route:
    """Whom to ask for what. ``context`` is the model's window in tokens, None = unknown."""

    provider: str
    model: str
    context: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The routes in order, and a reason for each provider left out.

    ``pending``: providers of whom too little is known to say; somebody should look at them first. ``later``: the same
    behind the first route, so that they matter only when that one fails.
    ``nearest``: ids that look like what was asked for, when nobody has it. ``bypassed``: every breaker was open,
    so they are asked all the same. ``substituted``: another model than the one asked for.
    """

    routes: tuple[Route, ...] = ()
    skipped: tuple[Skip, ...] = ()
    pending: tuple[str, ...] = ()
    nearest: Collection[str] = ()
    bypassed: bool = False
    substituted: bool = False
    later: tuple[str, ...] = ()


NO_MODEL_CHOSEN = msg("no model chosen")


def without_model(model: str) -> Text:
    """The reason of a provider that has no model of that name."""
    return msg("has no model “{model}”", model=model)


_SETTINGS = frozenset(
    {"off", "only", "pinned", "local_only", "not_installed", "starter", "no_key", "cap", "free_only", "no_model"}
)
"""Reasons that stand until somebody changes a setting. With failover off only these let the next one be asked."""


@dataclass(frozen=True, slots=True)
class Eligibility:
    """What becomes of one provider: asked by ``route``, or left out by ``skip``; both = only if nobody else is left.

    ``pending``: a look could tell more; ``urgent``: and the request is meant for this one and nobody else.
    ``last``: it is asked after all others.
    """

    route: Route | None = None
    skip: Skip | None = None
    pending: bool = False
    urgent: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class _Question:
    """One request and what it means to everybody. ``named`` None = the choice is the router's; ``head``: the
    provider that is named together with the model; ``lacking`` is said of whoever has no such model.
    """

    request: ChatRequest
    config: Config
    facts: Sequence[ProviderFacts]
    now: float
    named: Resolution | None
    head: str
    tokens: int
    lacking: str

    @property
    def has_better(self) -> bool:
        """True where somebody is set up for whom the starter model does not stand in."""
        return any(_is_better(self, one) for one in self.facts)

    @property
    def local_only(self) -> bool:
        return self.config.routing.local_only or self.request.policy.local_only

    def free_only(self, provider: ProviderConfig) -> bool:
        return self.config.routing.free_only or provider.free_only or self.request.policy.free_only


def plan(request: ChatRequest, config: Config, facts: Sequence[ProviderFacts], now: float) -> Plan:
    """Choose the routes for a request. ``facts`` stand in order of priority; ``now`` is monotonic seconds."""
    request, head = _who_is_named(request, facts)
    named = None if request.model == AUTO else _named(request, config, facts)
    lacking = "" if named is None else without_model(request.model)
    question = _Question(request, config, facts, now, named, head, prompt_tokens(request), lacking)
    verdicts = [_verdict(question, one) for one in facts]
    if not config.routing.failover:
        verdicts = _first_only(verdicts, facts)
    chosen = _joined(verdicts, named)
    if named is None or named or chosen.pending or not config.routing.substitute_models:
        return chosen
    policy = replace(request.policy, provider=head or request.policy.provider)
    instead = plan(replace(request, model=AUTO, policy=policy), config, facts, now)
    return replace(instead, substituted=bool(instead.routes), nearest=named.nearest)


def _who_is_named(request: ChatRequest, facts: Sequence[ProviderFacts]) -> tuple[ChatRequest, str]:
    """The provider that a request names together with its model, "" for none.

    ``provider/auto`` leaves the model to the router and names the provider, unless somebody has a model of that
    very name (``openrouter/auto``).
    """
    if request.model == AUTO:
        return request, ""
    only = request.policy.provider
    enabled = [one for one in facts if one.provider.enabled and only in {None, one.provider.id}]
    head, rest = split_pin(request.model, [one.provider.id for one in enabled])
    if rest == AUTO and not any(request.model in known_ids(one) or AUTO in known_ids(one) for one in enabled):
        return replace(request, model=AUTO, policy=replace(request.policy, provider=head)), ""
    return request, head or only or ""


def _joined(verdicts: Sequence[Eligibility], named: Resolution | None) -> Plan:
    in_order = sorted(verdicts, key=lambda one: one.last)  # stable: the order of priority within each half
    routes = tuple(one.route for one in in_order if one.route and not one.skip)
    skipped = [one.skip for one in verdicts if one.skip]
    bypassed = False
    if not routes and (blocked := [one.route for one in verdicts if one.route]):
        routes = tuple(blocked)
        skipped = [skip for skip in skipped if skip.provider not in {route.provider for route in routes}]
        bypassed = True
    first = next((at for at, one in enumerate(verdicts) if one.route and not one.skip), len(verdicts))
    unknown = [(_provider(one), at < first or one.urgent) for at, one in enumerate(verdicts) if one.pending]
    return Plan(
        routes,
        tuple(skipped),
        pending=tuple(provider for provider, matters in unknown if matters),
        later=tuple(provider for provider, matters in unknown if not matters),
        nearest=named.nearest if named is not None else (),
        bypassed=bypassed,
    )


def _provider(verdict: Eligibility) -> str:
    told = verdict.route or verdict.skip
    return told.provider if told else ""


def _first_only(verdicts: Sequence[Eligibility], facts: Sequence[ProviderFacts]) -> list[Eligibility]:
    """Failover off: the first provider that the settings allow is the only one, whatever its health."""
    kept: list[Eligibility] = []
    found = False
    for one, fact in zip(verdicts, facts, strict=True):
        allowed = one.skip is None or one.skip.code not in _SETTINGS
        if found and allowed:
            kept.append(Eligibility(skip=Skip(fact.provider.id, msg("failover is off"), "failover_off")))
            continue
        found = found or allowed
        kept.append(one)
    return kept


def _named(request: ChatRequest, config: Config, facts: Sequence[ProviderFacts]) -> Resolution:
    """What the asked name means to the providers that are switched on (a pinned one speaks alone)."""
    only = request.policy.provider
    usable = [one for one in facts if one.provider.enabled and (only is None or one.provider.id == only)]
    catalogues = {one.provider.id: known_ids(one) for one in usable}
    ready = {one.provider.id: _ready_ids(one) for one in usable if one.provider.traits.is_cluster}
    found = resolve(request.model, catalogues, config.aliases, ready)
    if found:
        return found
    suffixed = {one.provider.id: _with_suffix(request.model, one.provider, catalogues) for one in usable}
    if any(suffixed.values()):
        return Resolution({provider: model for provider, model in suffixed.items() if model}, step="suffix")
    named = only if only in catalogues else split_pin(request.model, catalogues)[0]
    one = next((fact for fact in usable if fact.provider.id == named), None)
    if one is None or not _may_say_no(one, config) or found.ambiguous:
        return found
    # Somebody names both provider and model: it is sent as written, and the host may say no.
    return Resolution({named: request.model.removeprefix(f"{named}/")}, step="as written", pinned=named)


def _may_say_no(facts: ProviderFacts, config: Config) -> bool:
    """True for a host that is sent a name which is not on its list; a server of one's own has what it lists."""
    if not _list_known(facts):
        return True
    return not facts.provider.is_local_server and not config.routing.substitute_models


def _with_suffix(name: str, provider: ProviderConfig, catalogues: Mapping[str, ModelIndex]) -> str:
    """The id of a listed model with a suffix that the host documents (``:nitro``, ``@preset/x``); "" for none."""
    pattern = provider.known_preset.suffix if provider.known_preset else ""
    found = re.search(f"(?:{pattern})$", name) if pattern else None
    if found is None:
        return ""
    base = name[: found.start()]
    if not base:
        return name if name.startswith("@") else ""
    one = match(base, catalogues[provider.id])
    return f"{one.id}{found.group()}" if one.id is not None else ""


def known_ids(facts: ProviderFacts) -> ModelIndex:
    """Every id that a provider is known to have: configured ones first, then what it holds, then its catalogue."""
    reading, provider = facts.health.reading, facts.provider
    first = (provider.model, *provider.models) if provider.model else provider.models
    if reading is not None and reading.cluster is not None:
        first = (*first, *(model.id for model in reading.cluster.models))
    return facts.catalogue.index(first)


def _ready_ids(facts: ProviderFacts) -> frozenset[str]:
    reading = facts.health.reading
    models = reading.cluster.models if reading and reading.cluster else ()
    return frozenset(model.id for model in models if model.answers)


def _list_known(facts: ProviderFacts) -> bool:
    """Exo's list is what it holds: a look shows it. Everybody else's is fetched."""
    if facts.provider.traits.is_cluster:
        return facts.health.probed and facts.health.probe_error is None
    return facts.catalogue.known


def _verdict(question: _Question, facts: ProviderFacts) -> Eligibility:
    provider = facts.provider
    if refusal := _by_settings(question, facts):
        return _left_out(provider, *refusal)
    chosen = _model_for(question, facts)
    if isinstance(chosen, Eligibility):
        return chosen
    if refusal := _by_money(question, facts, chosen):
        return _left_out(provider, *refusal)
    if facts.health.lacks(chosen, question.now):
        return _left_out(provider, msg("model not loaded"), "not_loaded")
    info = facts.catalogue.get(chosen)
    window = info.context if info else None
    if window and question.tokens > window:
        return _left_out(provider, _too_long(window, question.tokens), "context")
    route = Route(provider.id, chosen, window)
    unseen = provider.id == question.head and _may_look(facts)
    if blocked := _by_health(facts.health, question.now):
        reason, code, may_bypass = blocked
        return Eligibility(route if may_bypass else None, Skip(provider.id, reason, code))
    return Eligibility(route, pending=unseen, urgent=unseen, last=_may_lack_its_key(facts))


def _left_out(provider: ProviderConfig, reason: str, code: str) -> Eligibility:
    return Eligibility(skip=Skip(provider.id, reason, code))


def _too_long(window: int, tokens: int) -> str:
    return msg("context {window} < {needed} needed", window=thousands(window), needed=thousands(tokens))


def _by_settings(question: _Question, facts: ProviderFacts) -> tuple[str, str] | None:
    provider, policy, routing = facts.provider, question.request.policy, question.config.routing
    if policy.provider and policy.provider != provider.id:
        return msg("only {provider} was asked for", provider=policy.provider), "only"
    if not provider.enabled:
        return msg("switched off"), "off"
    if routing.pin and not policy.provider and routing.pin != provider.id:
        return msg("pinned to {provider}", provider=routing.pin), "pinned"
    if question.local_only and not may_be_local(provider, strict=policy.local_only and not routing.local_only):
        return msg("local only"), "local_only"
    if facts.health.reading and not facts.health.reading.installed:
        return msg("not installed"), "not_installed"
    if provider.traits.is_starter and question.has_better and not _wants_starter(question, provider):
        return msg("no fallback while another provider is set up"), "starter"
    if refusal := key_refusal(provider, facts.key):
        return refusal, "no_key"
    if provider.monthly_cap is not None and not facts.spent_known:
        return NOT_KNOWN, "cap"
    if provider.monthly_cap is not None and facts.spent >= provider.monthly_cap:
        return cap_reached(provider.monthly_cap, facts.spent), "cap"
    return None


def _is_better(question: _Question, facts: ProviderFacts) -> bool:
    """True for somebody whose answers a person has set up: the starter model does not stand in for him.

    An Exo that was only found counts once it has answered.
    """
    provider = facts.provider
    if provider.traits.is_starter or not provider.enabled:
        return False
    if question.local_only and not may_be_local(provider):
        return False
    if provider.traits.is_cluster:
        return facts.health.reading is not None
    return (
        provider.is_local_server or facts.key is KeyState.PRESENT or not (provider.takes_key and provider.known_preset)
    )


def _wants_starter(question: _Question, provider: ProviderConfig) -> bool:
    """It was asked for by its name, pinned, or switched on as a fallback."""
    asked = provider.id in {question.request.policy.provider, question.head, question.config.routing.pin}
    named = question.named is not None and list(question.named.ids) == [provider.id]
    return asked or named or question.config.routing.starter_fallback


def key_refusal(provider: ProviderConfig, key: KeyState) -> str:
    """Why a provider is not asked for want of its key, "" where it may be asked.

    A host that may be asked without a key is left out too while the key that was given for it cannot be read.
    """
    if provider.needs_key or (provider.takes_key and provider.key_origin and key in UNREAD):
        return NO_KEY.get(key, "")
    return ""


def _may_lack_its_key(facts: ProviderFacts) -> bool:
    """Nobody knows whether it has a key: it is asked after all others, unless it is a server of one's own."""
    provider = facts.provider
    return provider.takes_key and facts.key in UNREAD and not is_local_url(provider.base_url)


def cap_reached(cap: float, spent: float) -> str:
    return msg("monthly cap reached (${spent:.2f} of ${cap:.2f})", spent=spent, cap=cap)


def may_be_local(provider: ProviderConfig, *, strict: bool = False) -> bool:
    """The name's own word; where only a lookup could tell, the choke point in providers/http/connect.py decides.

    ``strict``: nobody will stand there (only this one request wants it), so a doubt counts against.
    """
    if not provider.traits.needs_base_url:
        return True
    local = is_local_url(provider.base_url, own=provider.is_local_server)
    return local is True or (local is None and not strict)


def _by_money(question: _Question, facts: ProviderFacts, model: str) -> tuple[str, str] | None:
    provider = facts.provider
    if provider.is_local_server:
        return None
    info = facts.catalogue.get(model)
    if question.free_only(provider) and not is_free(info):
        known = info is not None and info.prompt_price is not None and info.completion_price is not None
        if known:
            return msg("free only: {model} costs money", model=model), "free_only"
        return msg("free only: {model} has an unknown price", model=model), "free_only"
    if provider.request_cap is not None:
        worst = estimate(question.request, info)
        if worst is None:
            return msg("cap for one request: the price of {model} is unknown", model=model), "cap"
        if worst > provider.request_cap:
            words = msg("one request may cost ${cost:.4f}, the cap is ${cap:.4f}", cost=worst, cap=provider.request_cap)
            return words, "cap"
    return None


def is_free(info: ModelInfo | None) -> bool:
    return info is not None and info.free


def _by_health(health: Health, now: float) -> tuple[str, str, bool] | None:
    """Why the provider's health speaks against it, and whether an answer is worth more than that."""
    if admits(health, now):
        return None
    wait = max(0.0, health.retry_at - now)
    match health.state:
        case HealthState.AUTH:
            return msg("key rejected"), "auth", False
        case HealthState.QUOTA:
            return msg("quota used up, again in {time}", time=duration(wait)), "quota", False
        case HealthState.OPEN if wait <= 0:
            return with_reason(msg("being tested by another request"), health.error), "cooling", True
        case _:
            return with_reason(msg("cooling down {time}", time=duration(wait)), health.error), "cooling", True


def with_reason(words: str, error: ProviderError | None) -> str:
    """What somebody does, and why where an error tells it."""
    return msg("{what}: {why}", what=words, why=error.title) if error and error.title else words


def _model_for(question: _Question, facts: ProviderFacts) -> str | Eligibility:
    """The id to send this provider, or why there is none."""
    if question.named is not None:
        return _named_model(question, facts, question.named)
    if facts.provider.traits.is_cluster:
        return _ready_model(facts, facts.provider.model, question.now)
    if facts.provider.traits.is_starter:
        ids = known_ids(facts)
        return ids[0] if ids else _unknown(question, facts)
    return _preferred_model(question, facts)


def _may_look(facts: ProviderFacts) -> bool:
    """True while a look could still tell what a provider has."""
    return not _list_known(facts) and facts.health.probe_error is None and facts.list_error is None


def _unknown(question: _Question, facts: ProviderFacts) -> Eligibility:
    """Nobody knows what the provider has: somebody should look, or it cannot be had."""
    provider = facts.provider
    if _may_look(facts):
        return Eligibility(skip=_unseen(provider), pending=True, urgent=provider.id == question.head)
    error = facts.health.probe_error or facts.list_error
    return _left_out(provider, error.title if error else msg("not reachable"), "unreachable")


def _unseen(provider: ProviderConfig) -> Skip:
    return Skip(provider.id, msg("not looked at yet"), "unknown")


def _named_model(question: _Question, facts: ProviderFacts, named: Resolution) -> str | Eligibility:
    provider, asked = facts.provider, question.request.model
    model = named.ids.get(provider.id)
    if model is not None and provider.traits.is_cluster and (error := facts.health.probe_error) is not None:
        return _left_out(provider, _not_answering(model, error), "not_answering")
    if model is not None:
        return _ready_model(facts, model, question.now) if provider.traits.is_cluster else model
    if named.pinned and named.pinned != provider.id:
        return _left_out(provider, msg("only {provider} was asked for", provider=named.pinned), "only")
    if among := named.ambiguous.get(provider.id):
        return _left_out(
            provider, msg("“{model}” could be {others}", model=asked, others=_either(among[:3])), "no_model"
        )
    if not _list_known(facts):
        return _unknown(question, facts)
    return _left_out(provider, question.lacking, "no_model")


def _not_answering(model: str, error: ProviderError) -> str:
    if isinstance(error, Unreachable) and error.handling.opens and not error.is_silent:
        return msg("has {model}, and is not running ({why})", model=model, why=error.title)
    return msg("has {model}, and does not answer ({why})", model=model, why=error.title)


def _either(names: Sequence[str]) -> str:
    return reduce(lambda first, second: msg("{first} or {second}", first=first, second=second), names)


def _ready_model(facts: ProviderFacts, wanted: str, now: float) -> str | Eligibility:
    """Exo: only a model that is ready now is asked; its own words say why none is (exo.md)."""
    health, provider = facts.health, facts.provider
    if not health.probed:
        return Eligibility(skip=_unseen(provider), pending=True)
    if health.probe_error is not None or health.reading is None or health.reading.cluster is None:
        return _left_out(
            provider, health.probe_error.title if health.probe_error else msg("not reachable"), "unreachable"
        )
    cluster = health.reading.cluster
    models = [model for model in cluster.models if not wanted or model.id == wanted]
    ready = [model for model in models if model.answers and not health.lacks(model.id, now)]
    if ready:
        return min(ready, key=lambda model: _warmth(model, facts)).id
    if models:
        return _left_out(provider, _not_ready(models[0]), "loading" if models[0].state in COMING else "not_loaded")
    why = wanted or cluster.detail or msg("nothing is loaded")
    return _left_out(provider, msg("model not loaded ({why})", why=why), "not_loaded")


def _warmth(model: LoadedModel, facts: ProviderFacts) -> tuple[float, int, str]:
    """Several are ready: the last used, then the largest, then by name so that the choice is always the same."""
    used = (facts.last_used or {}).get(model.id, 0.0)
    return (-used, -model.size, model.id)


def _not_ready(model: LoadedModel) -> str:
    words = msg("model not loaded: {model} is {state}", model=model.id, state=activity(model))
    return msg("{what} ({why})", what=words, why=model.error) if model.error else words


def _preferred_model(question: _Question, facts: ProviderFacts) -> str | Eligibility:
    """The configured model, else the first of the preset's list that the live catalogue has; never an unseen id."""
    provider, catalogue = facts.provider, facts.catalogue
    free = question.free_only(provider) and not provider.is_local_server
    prices_matter = (free or provider.request_cap is not None) and not provider.is_local_server
    if provider.model and (catalogue.known or not prices_matter):
        return provider.model
    if not catalogue.known:
        return _unknown(question, facts)
    known = provider.known_preset
    wanted = (known.prefer_free if free else known.prefer) if known else ()
    for model in wanted:
        info = catalogue.get(model)
        if info is not None and (not free or info.free):
            return model
    if catalogue.models and (provider.is_local_server or len(catalogue.models) == 1):
        return catalogue.models[0].id
    return _left_out(provider, NO_MODEL_CHOSEN, "no_model")
