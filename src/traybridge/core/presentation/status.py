"""How everything is, in words and values that every surface shows the same way (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from traybridge.core.addresses import is_local_url
from traybridge.core.budget import NOT_KNOWN
from traybridge.core.chat import ChatRequest, Message
from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, activity, in_words
from traybridge.core.formatting import duration
from traybridge.core.health import HealthState, no_connection
from traybridge.core.i18n import msg
from traybridge.core.kinds import KINDS, ProviderKind
from traybridge.core.model_names import model_name
from traybridge.core.planning import (
    UNREAD,
    KeyState,
    Plan,
    ProviderFacts,
    Route,
    cap_reached,
    key_refusal,
    known_ids,
    with_reason,
)
from traybridge.core.provenance import Skip

if TYPE_CHECKING:
    from traybridge.core.bridge import Bridge

FRESH_SECONDS = 2.0
"""Up to this age a look need not be made again before its result is shown."""
ANY_QUESTION = ChatRequest((Message("user", "?"),))
_CANNOT_ANSWER = frozenset({"local_only", "starter", "no_model", "free_only", "unreachable"})
"""Why a provider that is well answers no question for Auto. A pin and failover are no such reason: they choose."""


@dataclass(frozen=True, slots=True)
class ProviderStatus:
    """One provider as people see it. ``latency``, ``retry_in`` and ``age`` (since somebody looked) in seconds.

    ``usable``: it could answer now. ``health`` is a HealthState word, or ``off`` and ``no_key``. ``reason`` is empty
    when all is well. ``attention``: somebody has to do something.
    """

    id: str
    label: str
    kind: str
    enabled: bool
    health: str
    reason: str
    usable: bool
    attention: bool = False
    local: bool = False
    retry_in: float | None = None
    latency: float | None = None
    models: tuple[str, ...] = ()
    cluster: Cluster | None = None
    key: KeyState = KeyState.MISSING
    age: float | None = field(default=None, compare=False)

    @property
    def traits(self) -> ProviderKind:
        """What a provider of its kind is and can do."""
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The whole bridge at one moment. ``state``: starting, offline, exo, loading, local, cloud or embedded.

    ``only``: nobody else is asked ("Use only"), "" for all. ``keyring``, ``settings`` and ``history`` say in one phrase
    what is wrong with the keyring, with the settings file and with the history of requests. ``first`` is the route that
    a question without a wish would take first, None where nobody has planned one.
    """

    state: str
    providers: tuple[ProviderStatus, ...]
    busy: int = 0
    local_only: bool = False
    only: str = ""
    keyring: str = ""
    settings: str = ""
    history: str = ""
    first: Route | None = None

    @property
    def attention(self) -> tuple[str, ...]:
        """What somebody should do something about, one phrase each."""
        lines = [msg("{name}: {what}", name=one.label, what=one.reason) for one in self.providers if one.attention]
        return (*lines, *(line for line in (self.keyring, self.settings, self.history) if line))

    @property
    def asked(self) -> tuple[ProviderStatus, ...]:
        """Those who may be asked at all, in their order."""
        return tuple(one for one in self.providers if self.only in {"", one.id})

    def provider(self, provider_id: str) -> ProviderStatus | None:
        return next((one for one in self.providers if one.id == provider_id), None)


def snapshot_of(bridge: "Bridge", facts: Sequence[ProviderFacts] | None = None) -> Snapshot:
    """How everything is, for people: one value that every surface shows. ``facts``: the bridge's, if they are known."""
    config, problem = bridge.config, bridge.keyring_problem
    now = bridge.now()
    facts = bridge.facts() if facts is None else facts
    chosen = bridge.plan(ANY_QUESTION, facts)
    skips = {one.provider: one for one in chosen.skipped}
    statuses = tuple(describe(one, now, skips.get(one.provider.id)) for one in facts)
    wanted = any(one.enabled and one.takes_key for one in config.effective_providers)
    asked = [one for one in statuses if bridge.pin in {"", one.id}]
    return Snapshot(
        state=overall(asked, started=bridge.started),
        providers=statuses,
        only=bridge.pin,
        busy=bridge.busy,
        local_only=config.routing.local_only,
        keyring=problem.title if problem and wanted else "",
        history=bridge.history_problem.title if bridge.history_problem else "",
        first=first_route(chosen, statuses),
    )


def first_route(chosen: Plan, statuses: Sequence[ProviderStatus]) -> Route | None:
    """The first route of a plan whose provider can answer."""
    usable = {one.id for one in statuses if one.usable}
    return next((route for route in chosen.routes if route.provider in usable), None)


def stale(facts: Sequence[ProviderFacts], now: float) -> list[str]:
    """Whose state is worth a look before it is shown: servers of one's own, which cost nothing and change at any time.

    Who has never been looked at is being looked at already. ``now`` is monotonic seconds.
    """
    return [
        one.provider.id
        for one in facts
        if one.provider.enabled
        and (one.provider.is_local_server or is_local_url(one.provider.base_url))
        and one.health.read_at is not None
        and now - one.health.read_at > FRESH_SECONDS
    ]


def describe(facts: ProviderFacts, now: float, skip: Skip | None = None) -> ProviderStatus:
    """Say how one provider is. ``now`` is monotonic seconds; ``skip``: why a question for Auto would not go there."""
    provider, health = facts.provider, facts.health
    reading = health.reading
    word, reason, usable, attention = _condition(facts, now)
    if usable and skip is not None and skip.code in _CANNOT_ANSWER:
        reason, usable = skip.reason, False
    return ProviderStatus(
        id=provider.id,
        label=provider.label,
        kind=provider.kind,
        enabled=provider.enabled,
        health=word,
        reason=reason,
        usable=usable and provider.enabled,
        attention=attention and provider.enabled,
        local=provider.is_local_server,
        retry_in=max(0.0, health.retry_at - now) if health.retry_at > now else None,
        latency=reading.latency if reading else None,
        models=known_ids(facts).ids,
        # Who gives no answer to a look is not shown as he was before.
        cluster=reading.cluster if reading and health.probe_error is None else None,
        key=facts.key,
        age=None if health.read_at is None else max(0.0, now - health.read_at),
    )


Condition = tuple[str, str, bool, bool]
"""Health word, reason, usable, attention."""


def _condition(facts: ProviderFacts, now: float) -> Condition:
    return _condition_by_settings(facts) or _condition_by_health(facts, now)


def _condition_by_settings(facts: ProviderFacts) -> Condition | None:
    """What stands until somebody changes something."""
    provider, reading = facts.provider, facts.health.reading
    if not provider.enabled:
        return "off", msg("switched off"), False, False
    if reading and not reading.installed:
        return "off", reading.detail or msg("not installed"), False, False
    if reason := key_refusal(provider, facts.key):
        return "no_key", reason, False, facts.key in UNREAD
    if provider.monthly_cap is not None and not facts.spent_known:
        return "quota", NOT_KNOWN, False, True
    if provider.monthly_cap is not None and facts.spent >= provider.monthly_cap:
        return "quota", cap_reached(provider.monthly_cap, facts.spent), False, True
    return None


def _condition_by_health(facts: ProviderFacts, now: float) -> Condition:
    health = facts.health
    why = health.error.title if health.error else ""
    wait = duration(max(1.0, health.retry_at - now))
    match health.state:
        case HealthState.AUTH:
            return "auth", msg("key rejected"), False, True
        case HealthState.QUOTA if health.retry_at > now:
            return "quota", msg("quota used up, again in {time}", time=wait), False, True
        case HealthState.COOLING if health.retry_at > now:
            return "cooling", with_reason(msg("cooling down {time}", time=wait), health.error), False, False
        case HealthState.OPEN:
            return "open", why or msg("not reachable"), False, False
        case HealthState.UNKNOWN:
            return "unknown", msg("not looked at yet"), facts.provider.traits.is_starter, False
        case HealthState.FAILING:
            return "failing", why, not no_connection(health.error), False
        case _:
            return _condition_of_cluster(facts)


def _condition_of_cluster(facts: ProviderFacts) -> Condition:
    health = facts.health
    if health.probe_error is not None:
        answers = not facts.provider.traits.is_cluster and not no_connection(health.probe_error)
        return "failing", health.probe_error.title, answers, False
    cluster = health.reading.cluster if health.reading else None
    if not facts.provider.traits.is_cluster or cluster is None:
        return "ok", "", True, False
    answers = any(model.answers for model in cluster.models)
    failed = cluster.state is ClusterState.FAILED
    if cluster.state in {ClusterState.READY, ClusterState.BUSY}:
        return "ok", "", answers, False
    return "ok", cluster.detail or words_of_cluster(cluster), answers, failed


def words_of_cluster(cluster: Cluster) -> str:
    """One phrase for a cluster's state: "loading Llama-3.2-3B 40%"."""
    leading = next((model for model in cluster.models if model.state.value == cluster.state.value), None)
    match cluster.state:
        case ClusterState.OFFLINE:
            return msg("not running")
        case ClusterState.ELECTING:
            return msg("nodes are finding each other")
        case ClusterState.UP:
            return msg("no model is loaded")
        case ClusterState.FAILED:
            broken = next((model for model in cluster.models if model.error), None)
            return msg("failed: {why}", why=broken.error) if broken else msg("failed")
        case ClusterState.DEGRADED:
            return msg("degraded")
        case state:
            return words_of_model(leading) if leading else in_words(ModelState(state.value))


def words_of_model(model: LoadedModel) -> str:
    """One phrase for a model that moves or answers: "loading Llama-3.2-3B 40%"."""
    name, share = model_name(model.id), model.progress
    match model.state:
        case _ if model.warming_up:
            return msg("{state} {model}", state=activity(model), model=name)
        case ModelState.DOWNLOADING if share is None:
            return msg("downloading {model}", model=name)
        case ModelState.DOWNLOADING:
            return msg("downloading {model} {share:.0%}", model=name, share=share)
        case ModelState.LOADING if share is None:
            return msg("loading {model}", model=name)
        case ModelState.LOADING:
            return msg("loading {model} {share:.0%}", model=name, share=share)
        case state:
            return msg("{state} {model}", state=in_words(state), model=name)


def overall(statuses: Sequence[ProviderStatus], *, started: bool) -> str:
    """The one word, by precedence: starting, offline, exo, loading, local, cloud, embedded (desktop.md).

    A server that runs its models itself here (Ollama, LM Studio) is ``local``: neither a cluster nor the cloud.
    """
    usable = [one for one in statuses if one.usable]
    if not started and not any(one.health != "unknown" and not one.traits.is_starter for one in usable):
        # Nobody is known to answer, and others may still turn out to: until then nothing is said.
        return "starting"
    if any(one.traits.is_cluster for one in usable):
        return "exo"
    loading = {ClusterState.DOWNLOADING, ClusterState.LOADING}
    if any(one.enabled and one.cluster is not None and one.cluster.state in loading for one in statuses):
        return "loading"
    for word, found in (
        ("local", any(one.local and not one.traits.is_starter for one in usable)),
        ("cloud", any(not one.local for one in usable)),
        ("embedded", any(one.traits.is_starter for one in usable)),
    ):
        if found:
            return word
    return "offline"
