r"""How each provider is: a state machine fed through one door by attempts and by probes (pure), and the board of all.

    unknown -> ok <-> failing -> open -(time)-> half-open attempt -> ok | open again, twice as long
                 \\-> cooling (429) | auth (key refused) | quota (money used up)

Numbers: routing.md, section 5. All times are monotonic seconds, given as arguments.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from traybridge.core.cluster import ClusterState
from traybridge.core.errors import AuthenticationFailed, ProviderError, TimedOut, Unreachable
from traybridge.core.outcome import Outcome
from traybridge.core.probe import Reading
from traybridge.core.signal import Signal

FAILURES_TO_OPEN = 3
OPEN_SECONDS = 30.0
OPEN_SECONDS_MAX = 300.0
RATE_SECONDS = 30.0
QUOTA_SECONDS = 600.0
RETRY_SECONDS_MAX = 86_400.0
"""The longest Retry-After that is believed."""
UNLOADED_SECONDS = 30.0


class HealthState(StrEnum):
    UNKNOWN = "unknown"
    OK = "ok"
    FAILING = "failing"
    OPEN = "open"
    COOLING = "cooling"
    AUTH = "auth"
    QUOTA = "quota"


@dataclass(frozen=True, slots=True)
class Health:
    """One provider's health.

    ``failures`` in a row; ``openings`` in a row (each doubles the time); ``retry_at`` when it may be asked again;
    ``barrier``: results of attempts and looks with this id or a smaller one no longer count; ``half_open``: the
    attempt that is out to test an open breaker; ``by_connection``: no connection came about, so a good look closes
    the breaker; ``unloaded``: models that were said not to be there, and until when that is believed; ``read_at``:
    when the last look ended, None = nobody has looked (since the machine woke up).
    """

    state: HealthState = HealthState.UNKNOWN
    failures: int = 0
    openings: int = 0
    retry_at: float = 0.0
    barrier: int = 0
    half_open: int | None = None
    by_connection: bool = False
    error: ProviderError | None = None
    reading: Reading | None = None
    read_at: float | None = field(default=None, compare=False)
    probe_error: ProviderError | None = None
    unloaded: Mapping[str, float] = field(default_factory=dict)

    @property
    def probed(self) -> bool:
        """Somebody has looked, with or without success."""
        return self.read_at is not None

    def lacks(self, model: str, now: float) -> bool:
        """The provider said a moment ago that it does not have this model ready."""
        return self.unloaded.get(model, 0.0) > now


NEW = Health()
"""Nobody has asked or looked yet."""


def admits(health: Health, now: float) -> bool:
    """True when the provider may be asked now: healthy, or the time is up and nobody else is testing it."""
    match health.state:
        case HealthState.OPEN:
            return now >= health.retry_at and health.half_open is None
        case HealthState.COOLING | HealthState.QUOTA:
            return now >= health.retry_at
        case HealthState.AUTH:
            return False
        case _:
            return True


def begun(health: Health, attempt: int) -> Health:
    """An attempt starts: the first one after an open breaker's time takes the half-open slot."""
    if health.state is HealthState.OPEN and health.half_open is None:
        return replace(health, half_open=attempt)
    return health


def released(health: Health, attempt: int) -> Health:
    """An attempt ended without saying anything about the provider (cancelled, the request's own fault)."""
    return replace(health, half_open=None) if health.half_open == attempt else health


def after_success(health: Health, attempt: int) -> Health:
    """A whole answer came. Late answers of attempts from before the breaker opened do not close it."""
    if health.state is HealthState.OK or (attempt <= health.barrier and attempt != health.half_open):
        return health
    return _closed(health)


def after_failure(health: Health, error: ProviderError, attempt: int, now: float, model: str, newest: int) -> Health:
    """An attempt failed. ``newest`` is the last attempt id given out: opening puts the barrier there."""
    if attempt <= health.barrier and attempt != health.half_open:
        return health
    health = released(health, attempt)
    match error.outcome:
        case Outcome.AUTH:
            return replace(health, state=HealthState.AUTH, error=error, barrier=newest)
        case Outcome.QUOTA if error.handling.only_this:
            return health
        case Outcome.QUOTA:
            return replace(health, state=HealthState.QUOTA, error=error, retry_at=now + _wait(error, QUOTA_SECONDS))
        case Outcome.RATE:
            return replace(health, state=HealthState.COOLING, error=error, retry_at=now + _wait(error, RATE_SECONDS))
        case Outcome.NOT_LOADED:
            return replace(health, unloaded={**_still(health.unloaded, now), model: now + UNLOADED_SECONDS})
        case _:
            return _counted(health, error, now, newest) if error.handling.counted else health


def _wait(error: ProviderError, default: float) -> float:
    """What the provider asked for, within reason; the default where it did not say."""
    return default if error.retry_after is None else max(0.0, min(error.retry_after, RETRY_SECONDS_MAX))


def _still(unloaded: Mapping[str, float], now: float) -> dict[str, float]:
    return {model: until for model, until in unloaded.items() if until > now}


def _counted(health: Health, error: ProviderError, now: float, newest: int) -> Health:
    failures = health.failures + 1
    was_open = health.state is HealthState.OPEN
    if was_open and now < health.retry_at:
        # Asked before its time because nobody else was left: that is no test, so nothing is doubled.
        return replace(health, failures=failures, error=error)
    if not (error.handling.opens or was_open or failures >= FAILURES_TO_OPEN):
        return replace(health, state=HealthState.FAILING, failures=failures, error=error)
    seconds = min(OPEN_SECONDS * 2**health.openings, OPEN_SECONDS_MAX)
    return replace(
        health,
        state=HealthState.OPEN,
        failures=failures,
        openings=health.openings + 1,
        retry_at=now + seconds,
        barrier=newest,
        half_open=None,
        by_connection=no_connection(error),
        error=error,
    )


def no_connection(error: ProviderError | None) -> bool:
    """Nothing answers at all; a server that accepts and then hangs up is another matter."""
    if isinstance(error, TimedOut):
        return error.phase == "connect"
    return isinstance(error, Unreachable) and not error.handling.connected


def after_reading(health: Health, reading: Reading, now: float) -> Health:
    """A look was answered. It closes what a dead connection opened, and speaks for the key where it can.

    It says nothing about what only a request meets: a list of models comes from a host that fails every question.
    """
    health = replace(health, reading=reading, read_at=now, probe_error=None)
    if reading.cluster is not None:
        answering = {model.id for model in reading.cluster.models if model.answers}
        left = {model: until for model, until in health.unloaded.items() if until > now and model not in answering}
        health = replace(health, unloaded=left)
    if reading.key_ok is False:
        error = AuthenticationFailed("The key was refused", "Enter a new key for this provider.")
        return replace(health, state=HealthState.AUTH, error=error)
    if reading.key_ok and health.state is HealthState.AUTH:
        return _closed(health)
    if health.state is HealthState.UNKNOWN:
        return replace(health, state=HealthState.OK)
    if health.state is HealthState.OPEN and health.by_connection:
        return _closed(health)
    return health


def _closed(health: Health) -> Health:
    return replace(
        health,
        state=HealthState.OK,
        failures=0,
        openings=0,
        retry_at=0.0,
        half_open=None,
        by_connection=False,
        error=None,
    )


def after_probe_failure(health: Health, error: ProviderError, now: float, newest: int) -> Health:
    """A look failed. A refused key counts; a dead connection opens the breaker; other failures only show."""
    health = replace(health, read_at=now, probe_error=error)
    if error.outcome is Outcome.AUTH:
        return replace(health, state=HealthState.AUTH, error=error)
    if no_connection(error):
        health = replace(health, reading=None)
        # An attempt that is out to test the breaker decides by itself.
        return health if health.half_open is not None else _counted(health, error, now, newest)
    return replace(health, state=HealthState.OK) if health.state is HealthState.UNKNOWN else health


def after_wake(health: Health, newest: int, slept: float = 0.0) -> Health:
    """The machine slept (so many seconds that the monotonic clock did not count) or the network changed.

    What was known is old: every breaker is half-open, failures are forgotten, and the next request waits for a look.
    What a provider asked us to wait for stands, and has gone on while we slept; a refused key stays refused.
    """
    health = replace(health, barrier=newest, unloaded={}, half_open=None, read_at=None, probe_error=None)
    match health.state:
        case HealthState.OPEN:
            return replace(health, retry_at=0.0, openings=0)
        case HealthState.FAILING:
            return replace(health, state=HealthState.UNKNOWN, failures=0, error=None)
        case HealthState.COOLING | HealthState.QUOTA:
            return replace(health, retry_at=health.retry_at - slept)
        case _:
            return health


def after_key_change(health: Health, newest: int) -> Health:
    """A new key: what the old one met no longer counts."""
    if health.state in {HealthState.AUTH, HealthState.QUOTA, HealthState.COOLING}:
        return replace(_closed(health), state=HealthState.UNKNOWN, barrier=newest, probe_error=None)
    return replace(health, barrier=newest)


class HealthBoard:
    """The health of every provider, by id; the only mutable part, and the source of attempt ids."""

    def __init__(self) -> None:
        self._health: dict[str, Health] = {}
        self._newest = 0
        self.changed: Signal[str] = Signal()

    def __getitem__(self, provider: str) -> Health:
        return self._health.get(provider, NEW)

    def __iter__(self) -> Iterator[str]:
        return iter(self._health)

    def _put(self, provider: str, health: Health) -> None:
        """Keep it, and tell it if anything but the time of the look is new."""
        before = self._health.get(provider)
        if before is health:
            return
        self._health[provider] = health
        if before != health:
            self.changed.emit(provider)

    def begin(self, provider: str) -> int:
        """Start an attempt and get its id."""
        self._newest += 1
        self._put(provider, begun(self[provider], self._newest))
        return self._newest

    def succeeded(self, provider: str, attempt: int) -> None:
        self._put(provider, after_success(self[provider], attempt))

    def failed(self, provider: str, attempt: int, error: ProviderError, model: str, now: float) -> None:
        self._put(provider, after_failure(self[provider], error, attempt, now, model, self._newest))

    def release(self, provider: str, attempt: int) -> None:
        self._put(provider, released(self[provider], attempt))

    def begin_look(self, provider: str) -> int:
        """Start a look and get its id, by which its result is thrown away when it comes too late.

        Too late is: after a wake-up, a new key or another address, and after the breaker opened.
        """
        self._newest += 1
        self._health.setdefault(provider, NEW)
        return self._newest

    def read(self, provider: str, reading: Reading, now: float, look: int) -> None:
        if look > self[provider].barrier:
            self._put(provider, after_reading(self[provider], reading, now))

    def probe_failed(self, provider: str, error: ProviderError, now: float, look: int) -> None:
        if look > self[provider].barrier:
            self._put(provider, after_probe_failure(self[provider], error, now, self._newest))

    def woke(self, slept: float = 0.0) -> None:
        self._newest += 1
        for provider in tuple(self._health):
            self._put(provider, after_wake(self[provider], self._newest, slept))

    def key_changed(self, provider: str) -> None:
        self._newest += 1
        self._put(provider, after_key_change(self[provider], self._newest))

    def forget(self, provider: str) -> None:
        """The provider is gone or has another address: nothing that is still out counts for it."""
        self._newest += 1
        if self._health.pop(provider, None) is not None:
            self._health[provider] = Health(barrier=self._newest)
            self.changed.emit(provider)


def cluster_state(health: Health) -> ClusterState:
    """The Exo word for a provider's health; offline when nobody answered the last probe."""
    reading = health.reading
    return reading.cluster.state if reading and reading.cluster else ClusterState.OFFLINE
