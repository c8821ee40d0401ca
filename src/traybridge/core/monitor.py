"""Probes each provider at its own pace, off the hot path, and never with calls that cost."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum

from traybridge.core.active_config import ActiveConfig
from traybridge.core.catalogues import Catalogues
from traybridge.core.config import ProviderConfig
from traybridge.core.errors import ProviderDefect, ProviderError, TimedOut
from traybridge.core.health import Health, HealthBoard, HealthState
from traybridge.core.i18n import msg
from traybridge.core.keyring import KeyRing
from traybridge.core.kinds import CLOUD_PACES
from traybridge.core.planning import key_refusal, may_be_local
from traybridge.core.ports import Clock
from traybridge.core.probe import Reading
from traybridge.core.provider_registry import Providers
from traybridge.core.tasks import TaskOwner
from traybridge.core.time_limit import TimeLimit

LATEST = 900.0
SILENT = msg("No answer so far")
"""Of whoever was waited for and has not been heard yet; the look goes on."""
LOOKING_SECONDS = 60.0
"""How long the quick pace lasts after a request."""


class Attention(StrEnum):
    """How closely somebody looks: a window is open, a request runs or did within a minute; nobody; battery saver."""

    LOOKING = "looking"
    NOBODY = "nobody"
    SAVING = "saving"


_SOONEST: dict[Attention, float] = {Attention.LOOKING: 0.1, Attention.NOBODY: 2.0, Attention.SAVING: 30.0}
"""How soon a provider where something is on its way is looked at again, at most."""


def pace(provider: ProviderConfig, attention: Attention) -> float:
    """Seconds between two looks (core/kinds.py)."""
    paces = provider.traits.paces if provider.is_local_server else CLOUD_PACES
    match attention:
        case Attention.LOOKING:
            return paces.looking
        case Attention.NOBODY:
            return paces.nobody
        case Attention.SAVING:
            return paces.saving


def next_look(
    provider: ProviderConfig, health: Health, attention: Attention, looked_at: float | None, now: float
) -> float:
    """When to look again, in monotonic seconds.

    At the pace; sooner when the last look saw something coming, and when the time of a dead connection is over.
    """
    if looked_at is None:
        return now
    due = looked_at + pace(provider, attention)
    if health.reading and health.reading.again_in is not None and health.probe_error is None:
        due = min(due, looked_at + max(health.reading.again_in, _SOONEST[attention]))
    if health.state is HealthState.OPEN and health.by_connection and health.retry_at > looked_at:
        due = min(due, max(health.retry_at, looked_at + 1.0))
    return due


def watched(settings: ActiveConfig, keys: KeyRing) -> Sequence[ProviderConfig]:
    """The settings of everybody who may be looked at now, in order of priority."""
    return [one for one in settings.providers if one.enabled and _may_look(one, settings, keys)]


def _may_look(provider: ProviderConfig, settings: ActiveConfig, keys: KeyRing) -> bool:
    """Local only holds for looking too; a host that requires a key is not asked without one."""
    if provider.takes_key and not keys.loaded.is_set():
        return False
    if settings.only_local() and not may_be_local(provider):
        return False
    return not key_refusal(provider, keys.state(provider))


class Monitor:
    """One sleeping task for all providers; each look is a task of its own, so that a slow one delays nobody.

    ``watched``: the settings of everybody who may be looked at now; ``look`` probes one of them.
    """

    def __init__(
        self,
        clock: Clock,
        tasks: TaskOwner,
        board: HealthBoard,
        *,
        watched: Callable[[], Sequence[ProviderConfig]],
        look: Callable[[str], Awaitable[None]],
    ) -> None:
        self._clock = clock
        self._tasks = tasks
        self._board = board
        self.watched = watched
        self._look = look
        self._looked_at: dict[str, float] = {}
        self._looking: dict[str, asyncio.Task[None]] = {}
        self._woken = asyncio.Event()
        self._windows = 0
        self._requests = 0
        self._runs = False
        self._boosted_until = float("-inf")
        self._saving = False

    @property
    def attention(self) -> Attention:
        if self._windows or self._requests or self._clock.monotonic() < self._boosted_until:
            return Attention.LOOKING
        return Attention.SAVING if self._saving else Attention.NOBODY

    def boost(self) -> None:
        """Somebody asks or looks: probe at the quick pace for the next minute."""
        was = self.attention
        self._boosted_until = self._clock.monotonic() + LOOKING_SECONDS
        if was is not Attention.LOOKING:
            self.wake()

    @contextmanager
    def following(self, provider_ids: Collection[str]) -> Iterator[None]:
        """Look closely while these are asked: what a cluster knows ends the wait for an answer that will not come.

        A command looks at nobody by itself (``run``): there the clusters among them are looked at, and nobody else.
        """
        was = self.attention
        self._requests += 1
        if was is not Attention.LOOKING:
            self.wake()
        look = None if self._runs else self._tasks.start(self._follow(provider_ids), "follow a request")
        try:
            yield
        finally:
            self._requests -= 1
            if look is not None:
                look.cancel()

    async def _follow(self, provider_ids: Collection[str]) -> None:
        while clusters := [one for one in self.watched() if one.id in provider_ids and one.traits.is_cluster]:
            await asyncio.sleep(min(pace(one, Attention.LOOKING) for one in clusters))
            await asyncio.wait([self.look(one.id) for one in clusters])

    def window_opened(self, opened: bool) -> None:
        """A window or menu opened (True) or closed (False)."""
        self._windows = max(0, self._windows + (1 if opened else -1))
        self.wake()

    def save_battery(self, saving: bool) -> None:
        self._saving = saving
        self.wake()

    def wake(self, due: Iterable[str] = ()) -> None:
        """Think again now: attention or settings changed; ``due``: who is to be looked at whenever that was last."""
        for provider_id in due:
            # A look that is under way began before this, so it does not count.
            self._looked_at.pop(provider_id, None)
            self._looking.pop(provider_id, None)
        self._woken.set()

    async def run(self) -> None:
        """Look until cancelled."""
        self._runs = True
        while True:
            self._woken.clear()
            seconds = self._look_at_due()
            try:
                async with asyncio.timeout(seconds):
                    await self._woken.wait()
            except TimeoutError:
                continue

    def _look_at_due(self) -> float:
        """Start the looks that are due; the result is the seconds until the next one."""
        now = self._clock.monotonic()
        attention = self.attention
        soonest = now + LATEST
        for provider in self.watched():
            if self._is_looking(provider.id):
                continue
            last = self._looked_at.get(provider.id)
            due = next_look(provider, self._board[provider.id], attention, last, now)
            if due <= now:
                self.look(provider.id)
            else:
                soonest = min(soonest, due)
        return max(0.01, soonest - now)

    def _is_looking(self, provider_id: str) -> bool:
        task = self._looking.get(provider_id)
        return task is not None and not task.done()

    def look(self, provider_id: str) -> "asyncio.Task[None]":
        """Look at one provider now; who asks while somebody looks waits for the same look."""
        if self._is_looking(provider_id):
            return self._looking[provider_id]
        self._looking[provider_id] = self._tasks.start(self._look_once(provider_id), f"look at {provider_id}")
        return self._looking[provider_id]

    async def _look_once(self, provider_id: str) -> None:
        try:
            await self._look(provider_id)
        finally:
            if self._looking.get(provider_id) is asyncio.current_task():
                self._looked_at[provider_id] = self._clock.monotonic()
                del self._looking[provider_id]
            self._woken.set()

    async def refresh(self, provider_ids: Iterable[str] | None = None, *, within: float | None = None) -> None:
        """Look at these (None: all) now and wait for the result: the timers of a look, or ``within`` seconds at most.

        Who has not answered by then is left alone and shown as such.
        """
        wanted = set(provider_ids) if provider_ids is not None else None
        looks = {self.look(one.id): one.id for one in self.watched() if wanted is None or one.id in wanted}
        late = (await asyncio.wait(looks, timeout=within))[1] if looks else ()
        for provider_id in (looks[look] for look in late):
            if not self._board[provider_id].probed:
                error = TimedOut(SILENT, "Is it busy or stuck?", phase="headers")
                look = self._board.begin_look(provider_id)
                self._board.probe_failed(provider_id, error, self._clock.monotonic(), look)


class Prober:
    """Probe one provider: what it says goes to the health board, and its list of models is fetched when that is due."""

    def __init__(
        self,
        clock: Clock,
        board: HealthBoard,
        providers: Providers,
        settings: ActiveConfig,
        catalogues: Catalogues,
    ) -> None:
        self._clock = clock
        self._board = board
        self._providers = providers
        self._settings = settings
        self._catalogues = catalogues

    async def probe(self, provider_id: str) -> None:
        """Raises nothing that a provider may raise: a failure is news for the board."""
        config, provider = self._settings.provider(provider_id), self._providers.get(provider_id)
        if config is None or provider is None:
            return
        timers = self._settings.timers(config)
        look = self._board.begin_look(provider_id)
        with self._providers.in_use([provider]):
            try:
                async with TimeLimit(timers.connect + timers.headers):
                    reading = await provider.probe()
            except TimeoutError:
                error = TimedOut("No answer to a look at its health", "Is it busy or stuck?", phase="headers")
                self._board.probe_failed(provider_id, error, self._clock.monotonic(), look)
            except ProviderError as error:
                self._board.probe_failed(provider_id, error, self._clock.monotonic(), look)
            except Exception as defect:
                # Shown like any other failure of this one; whoever owns the task logs it.
                self._board.probe_failed(provider_id, ProviderDefect(defect), self._clock.monotonic(), look)
                raise
            else:
                await self._read(provider_id, reading, look)

    async def _read(self, provider_id: str, reading: Reading, look: int) -> None:
        held_before = _held(self._board[provider_id].reading)
        self._board.read(provider_id, reading, self._clock.monotonic(), look)
        changed = _held(reading) != held_before
        if reading.installed and (changed or self._catalogues.is_due(provider_id)):
            await self._catalogues.fetch(provider_id)


def _held(reading: Reading | None) -> frozenset[tuple[str, bool]]:
    """What a cluster holds, and its nodes: when that changes, what it has on disk may have changed too."""
    if reading is None or reading.cluster is None:
        return frozenset()
    models = ((model.id, model.answers) for model in reading.cluster.models)
    return frozenset([*models, *((node.id, True) for node in reading.cluster.nodes)])
