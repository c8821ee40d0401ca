"""Bridge: all that a surface may ask. Surfaces hold a Bridge and nothing else of the core's working parts."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack, aclosing, suppress
from dataclasses import replace as replace_value
from functools import partial
from typing import cast

from msgspec.structs import replace

from traybridge.core.addresses import is_local_url
from traybridge.core.budget import month_of
from traybridge.core.chat import ChatEvent, ChatRequest
from traybridge.core.clock import SleepGauge
from traybridge.core.config import Config, ProviderConfig, check_config, timers_for
from traybridge.core.errors import (
    ChatFailed,
    KeyringProblem,
    NotFound,
    ProviderError,
    TimedOut,
    TrayBridgeError,
)
from traybridge.core.failure_messages import no_route
from traybridge.core.health import HealthBoard
from traybridge.core.i18n import msg
from traybridge.core.keyring import KeyRing
from traybridge.core.models import Catalogue, ModelInfo
from traybridge.core.monitor import Attention, Monitor
from traybridge.core.planning import Plan, ProviderFacts, Route, may_be_local, plan
from traybridge.core.ports import (
    CatalogueStore,
    Clock,
    ConfigStore,
    ExoControl,
    Journal,
    KeyCheck,
    Provider,
    ProviderContext,
    ProviderFactory,
    SecretStore,
)
from traybridge.core.presentation.status import Snapshot, describe, overall
from traybridge.core.presets import origin
from traybridge.core.probe import Reading
from traybridge.core.provenance import Attempt, Provenance
from traybridge.core.provider_registry import Providers
from traybridge.core.request_checks import check_request
from traybridge.core.router import Router
from traybridge.core.secret import Secret
from traybridge.core.signal import Signal
from traybridge.core.tasks import TaskOwner

FIRST_LOOK_SECONDS = 2.0
"""How long a request waits for a first look at somebody unknown (architecture.md, traps)."""
GLANCE_SECONDS = 0.15
"""How long a request waits to learn whether the starter model, which stands behind somebody known, is installed."""
LOOKS = 2
"""How often a request looks at the same provider: a look that a wake-up overtook is worth a second one."""
LOOKING_SECONDS = 60.0
CATALOGUE_SECONDS = 900.0
LIST_AGAIN_SECONDS = 60.0
NO_CATALOGUE = Catalogue()
FREE = ModelInfo("", prompt_price=0.0, completion_price=0.0)
"""What every model of a server of one's own costs."""


class Bridge:
    """The core behind one facade.

    Signals outlive every change of the config: ``health_changed`` (provider id), ``config_changed`` (the new
    config), ``attempted`` (each attempt), ``finished`` (the provenance of each request that ended), ``activity``
    (number of requests running), ``keys_changed`` (provider id, "" for the keyring as a whole).
    """

    def __init__(
        self,
        config: Config,
        *,
        build: ProviderFactory,
        clock: Clock,
        tasks: TaskOwner,
        store: ConfigStore | None = None,
        secrets: SecretStore | None = None,
        journal: Journal | None = None,
        catalogues: CatalogueStore | None = None,
        on_trouble: Callable[[str, BaseException], None] = lambda _name, _error: None,
    ) -> None:
        self._config = config
        self._clock = clock
        self._tasks = tasks
        self._store = store
        self._journal = journal
        self._catalogue_store = catalogues
        self._on_trouble = on_trouble
        self._board = HealthBoard()
        self._keys = KeyRing(secrets)
        self._providers = Providers(build, tasks)
        self._catalogues: dict[str, Catalogue] = {}
        self._list_errors: dict[str, ProviderError] = {}
        self._list_tried: dict[str, float] = {}
        self._spent: dict[str, float] = {}
        self._spent_month = month_of(clock.wall())
        self._last_used: dict[str, float] = {}
        self._busy = 0
        self._watchers = 0
        self._looking_until = float("-inf")
        self._saving = False
        self._session_pin: str | None = None
        self._started = False
        self._sleep = SleepGauge(clock)
        self._records: set[asyncio.Task[None]] = set()
        self._changing = asyncio.Lock()
        self._loading_keys = asyncio.Lock()
        self._loading_stores = asyncio.Lock()
        self._stores_loaded = False
        self.health_changed: Signal[str] = self._board.changed
        self.config_changed: Signal[Config] = Signal()
        self.attempted: Signal[Attempt] = Signal()
        self.finished: Signal[Provenance] = Signal()
        self.activity: Signal[int] = Signal()
        self.keys_changed: Signal[str] = Signal()
        self._monitor = Monitor(
            clock,
            tasks,
            rows=self._rows_to_watch,
            health=self._board.__getitem__,
            attention=self._attention,
            look=self._look,
        )
        self._router = self._new_router()

    # ---------------------------------------------------------------- settings

    @property
    def config(self) -> Config:
        return self._config

    async def change(self, edit: Callable[[Config], Config]) -> Config:
        """Change the settings: saved first, then in force for the next request; streams in flight are not touched.

        Raises:
            BadConfig: the change, or the file as it stands, cannot be used; nothing was changed.
            TrayBridgeError: it could not be saved; nothing was changed.
        """
        async with self._changing:
            if self._store is not None:
                new = await asyncio.to_thread(self._store.edit, edit)
            else:
                new = edit(self._config)
                check_config(new)
            self._take(new)
            return new

    def adopt_config(self, config: Config) -> None:
        """Put settings in force that somebody else has saved (a hand edit, the command line)."""
        if config != self._config:
            self._take(config)

    def _take(self, new: Config) -> None:
        old, self._config = self._config, new
        before = {row.id: row for row in old.effective_providers}
        for row in before.values():
            self._forget_if_elsewhere(row, new.provider(row.id))
        if self._session_pin is not None and new.provider(self._session_pin) is None:
            self._session_pin = None
        self._router = self._new_router()
        if new.routing.local_only and not old.routing.local_only:
            self._tasks.start(self._reset_connections(), "drop connections")
        if self._keys.loaded.is_set() and any(row.id not in before for row in new.effective_providers):
            self._tasks.start(self.load_keys(), "keys of new providers")
        switched_on = [row.id for row in new.effective_providers if row.id in before and not before[row.id].enabled]
        self._monitor.wake(due=switched_on)
        self.config_changed.emit(new)

    def _forget_if_elsewhere(self, old: ProviderConfig, new: ProviderConfig | None) -> None:
        """What was known of a provider says nothing about another address, and its key stays at home."""
        if new is not None and (new.kind, new.base_url) == (old.kind, old.base_url):
            return
        self._board.forget(old.id)
        self._catalogues.pop(old.id, None)
        self._list_errors.pop(old.id, None)
        self._keys.bind(old.id, origin(old.base_url))

    def pin_for_session(self, provider_id: str | None) -> None:
        """Use one provider until unpinned or until the program ends; None goes back to the config's own pin."""
        if provider_id is not None and self._config.provider(provider_id) is None:
            raise _no_provider(provider_id)
        self._session_pin = provider_id
        self.config_changed.emit(self._config)

    @property
    def pin(self) -> str:
        return self._config.routing.pin if self._session_pin is None else self._session_pin

    def _effective(self) -> Config:
        pinned = self.pin
        return self._config if pinned == self._config.routing.pin else self._config.with_routing(pin=pinned)

    def _new_router(self) -> Router:
        rows = self._config.effective_providers
        local = {row.id: may_be_local(row) for row in rows}
        timers = {row.id: timers_for(row, self._config.timeouts, local=local[row.id]) for row in rows}
        providers = self._providers.update(
            ProviderContext(row, timers[row.id], lambda row=row: self._keys.for_row(row), self._only_local)  # type: ignore[misc]
            for row in rows
        )
        starters = {row.id for row in rows if row.traits.is_starter}
        labels = {row.id: row.label for row in rows}
        costless = {row.id for row in rows if row.is_local_server}
        return Router(
            providers,
            timers,
            self._board,
            self._clock,
            info=lambda route: FREE if route.provider in costless else self._info(route),
            tiny=lambda provider_id: provider_id in starters,
            label=lambda provider_id: labels.get(provider_id, provider_id),
            attempted=self.attempted.emit,
            finished=self._finished,
        )

    def _only_local(self) -> bool:
        return self._config.routing.local_only

    def _info(self, route: Route) -> ModelInfo | None:
        return self._catalogues.get(route.provider, NO_CATALOGUE).get(route.model)

    def label(self, provider_id: str) -> str:
        """The name that people read for a provider id."""
        row = self._config.provider(provider_id)
        return row.label if row else provider_id

    # ---------------------------------------------------------------- start and stop

    async def start(self) -> None:
        """Read keys, catalogues and what was spent, and begin to look at the providers in the background."""
        self._tasks.start(self._monitor.run(), "monitor")
        await self.load()
        self._started = True
        self._monitor.wake()

    async def load(self) -> None:
        """Read what is kept: keys, catalogues, spending. Nothing here raises; what is missing shows in the status."""
        await self._have_stores()
        await self.load_keys()

    async def _have_stores(self) -> None:
        """Read what is kept, once: a cap counts what was spent before, a choice of models what was listed before."""
        async with self._loading_stores:
            if not self._stores_loaded:
                self._stores_loaded = True
                await self._load_stores()

    async def _load_stores(self) -> None:
        try:
            if self._catalogue_store is not None:
                self._catalogues = {**self._of_here(await self._catalogue_store.load()), **self._catalogues}
            if self._journal is not None:
                month = month_of(self._clock.wall())
                self._spent, self._spent_month = dict(await self._journal.spent(month)), month
                self._last_used = {**await self._journal.answered(), **self._last_used}
        except TrayBridgeError as error:
            self._on_trouble("read what is kept", error)

    def _of_here(self, kept: Mapping[str, Catalogue]) -> Mapping[str, Catalogue]:
        """What was listed at another address says nothing about this one."""
        rows = self._config.effective_providers
        return {row.id: kept[row.id] for row in rows if row.id in kept and kept[row.id].source in {"", row.base_url}}

    async def load_keys(self) -> None:
        """Read the keys again: at the start, after unlocking, and when the command line changed one."""
        async with self._loading_keys:
            await self._read_keys()

    async def _have_keys(self) -> None:
        """Wait for the keys, and read them if nobody does: the keyring is not asked twice at the same time."""
        if self._keys.loaded.is_set():
            return
        async with self._loading_keys:
            if not self._keys.loaded.is_set():
                await self._read_keys()

    async def _read_keys(self) -> None:
        rows = self._config.effective_providers
        before = {row.id: self._keys.get(row.id) for row in rows}
        await self._keys.load(row.id for row in rows if row.takes_key)
        changed = [provider_id for provider_id, old in before.items() if self._keys.get(provider_id) != old]
        for provider_id in changed:
            self._board.key_changed(provider_id)
        self._monitor.wake(due=changed)
        self.keys_changed.emit("")

    async def flush_journal(self) -> None:
        """Wait until every request that ended stands in the journal: for whoever is about to cancel the tasks."""
        if self._records:
            await asyncio.wait(self._records)

    async def aclose(self) -> None:
        """Close every connection; the tasks are their owner's."""
        await self._providers.aclose()

    # ---------------------------------------------------------------- chat

    async def chat(self, request: ChatRequest) -> AsyncGenerator[ChatEvent, None]:
        """Answer a request; close the generator to stop. Ends with its Provenance.

        Raises:
            BadRequest: the request cannot be sent to anybody.
            ChatFailed: NoRoute, Refused, AnswerBroken, AllRoutesFailed.
        """
        check_request(request)
        self.boost_polling()
        chosen = await self.prepare(request)
        router = self._router
        self._set_busy(+1)
        try:
            with ExitStack() as held:

                async def more() -> Plan:
                    """The same question again, when everybody known has failed and somebody was not known yet."""
                    found = await self._look_first(request, lambda plan: plan.later, FIRST_LOOK_SECONDS)
                    if router is not self._router:
                        return replace_value(chosen, later=())
                    self._hold(held, found)
                    return found

                self._hold(held, chosen)
                async with aclosing(router.stream(request, chosen, more)) as events:
                    async for event in events:
                        yield event
        finally:
            self._set_busy(-1)
            self.boost_polling()

    def _hold(self, held: ExitStack, chosen: Plan) -> None:
        """Keep the providers of a plan open until its request ended."""
        held.enter_context(
            self._providers.in_use(
                [provider for route in chosen.routes if (provider := self._providers.get(route.provider))]
            )
        )

    async def prepare(self, request: ChatRequest, *, everybody: bool = False) -> Plan:
        """Plan a request; whoever is unknown and matters is looked at first, for two seconds at most.

        Whoever stands behind a known route is not bothered, unless ``everybody``'s reason is wanted; only the starter
        model, which costs nothing to look at, so that the last one left is known to be the last.
        """
        await self._have_stores()
        await self._have_keys()
        chosen = self.plan(request)
        if chosen.pending:
            chosen = await self._look_first(request, lambda plan: plan.pending, FIRST_LOOK_SECONDS)
        if everybody and chosen.later:
            chosen = await self._look_first(request, lambda plan: plan.later, FIRST_LOOK_SECONDS)
        if any(self._is_starter(provider_id) for provider_id in chosen.later):
            chosen = await self._look_first(
                request, lambda plan: [one for one in plan.later if self._is_starter(one)], GLANCE_SECONDS
            )
        return chosen

    def _is_starter(self, provider_id: str) -> bool:
        row = self._config.provider(provider_id)
        return row is not None and row.traits.is_starter

    async def _look_first(self, request: ChatRequest, who: Callable[[Plan], Sequence[str]], seconds: float) -> Plan:
        """Look at those whom a plan names, until it names nobody, or for so long; the result is the plan then."""
        looks = Counter[str]()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while worth := [one for one in who(self.plan(request)) if looks[one] < LOOKS]:
                    running = {self._start_to_know(one): one for one in worth}
                    done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                    looks.update(running[look] for look in done)
        return self.plan(request)

    def _start_to_know(self, provider_id: str) -> "asyncio.Task[None]":
        return self._tasks.start_once(partial(self._get_to_know, provider_id), f"first look at {provider_id}")

    def plan(self, request: ChatRequest) -> Plan:
        """Say who would be asked now, in which order, and why somebody is left out."""
        return plan(request, self._effective(), self.facts(), self._clock.monotonic())

    def explain_no_route(self, request: ChatRequest, chosen: Plan) -> ChatFailed:
        """The error that a request with this plan would end in."""
        provenance = Provenance(request.id, None, None, asked_model=request.model, skipped=chosen.skipped)
        return no_route(provenance, chosen, self.label)

    def _finished(self, provenance: Provenance, failure: ChatFailed | None) -> None:
        if provenance.provider and provenance.model:
            self._last_used[provenance.model] = self._clock.wall()
            if provenance.cost:
                spent = self._spent_this_month()
                spent[provenance.provider] = spent.get(provenance.provider, 0.0) + provenance.cost
        if self._journal is not None:
            record = self._tasks.start(self._record(provenance, failure), "journal")
            self._records.add(record)
            record.add_done_callback(self._records.discard)
        self.finished.emit(provenance)

    async def _record(self, provenance: Provenance, failure: ChatFailed | None) -> None:
        if self._journal is None:
            return
        try:
            await self._journal.record(provenance, at=self._clock.wall(), error=failure)
        except TrayBridgeError as error:
            self._on_trouble("journal", error)

    def _set_busy(self, change: int) -> None:
        self._busy += change
        self.activity.emit(self._busy)

    # ---------------------------------------------------------------- looking

    @property
    def busy(self) -> int:
        return self._busy

    def boost_polling(self) -> None:
        """Somebody asks or looks: probe at the quick pace for the next minute."""
        was = self._attention()
        self._looking_until = self._clock.monotonic() + LOOKING_SECONDS
        if was is not Attention.LOOKING:
            self._monitor.wake()

    def watched(self, watching: bool) -> None:
        """A window or menu opened (True) or closed (False)."""
        self._watchers = max(0, self._watchers + (1 if watching else -1))
        self._monitor.wake()

    def save_battery(self, saving: bool) -> None:
        self._saving = saving
        self._monitor.wake()

    def _attention(self) -> Attention:
        if self._watchers or self._clock.monotonic() < self._looking_until:
            return Attention.LOOKING
        return Attention.SAVING if self._saving else Attention.NOBODY

    def _rows_to_watch(self) -> Sequence[ProviderConfig]:
        return [row for row in self._config.effective_providers if row.enabled and self._may_look(row)]

    def _may_look(self, row: ProviderConfig) -> bool:
        """Local only holds for looking too; a host that requires a key is not asked without one."""
        if row.takes_key and not self._keys.loaded.is_set():
            return False
        if self._only_local() and not may_be_local(row):
            return False
        return not row.needs_key or self._keys.for_row(row) is not None

    async def refresh(self, provider_ids: Iterable[str] | None = None, *, within: float | None = None) -> None:
        """Look at providers now and wait for the result: at most the timers of a look, and ``within`` seconds.

        Who has not answered by then is left alone and shown as such.
        """
        wanted = set(provider_ids) if provider_ids is not None else None
        rows = [row for row in self._rows_to_watch() if wanted is None or row.id in wanted]
        looks = {self._monitor.look(row.id): row.id for row in rows}
        late = (await asyncio.wait(looks, timeout=within))[1] if looks else ()
        for provider_id in (looks[look] for look in late):
            if not self._board[provider_id].probed:
                error = TimedOut(
                    msg("No answer within {seconds:g} s", seconds=within), "Is it busy or stuck?", phase="headers"
                )
                look = self._board.begin_look(provider_id)
                self._board.probe_failed(provider_id, error, self._clock.monotonic(), look)
        self._started = True

    async def on_resume(self) -> None:
        """The machine slept or the network changed: drop connections, forget what was known, look again."""
        self._board.woke(self._sleep.slept())
        self._list_errors.clear()
        await self._reset_connections()
        self._monitor.wake(due=[row.id for row in self._config.effective_providers])

    async def _reset_connections(self) -> None:
        for provider in self._providers.all():
            await provider.reset()

    async def _look(self, provider_id: str) -> None:
        row, provider = self._config.provider(provider_id), self._providers.get(provider_id)
        if row is None or provider is None:
            return
        look = self._board.begin_look(provider_id)
        timers = timers_for(row, self._config.timeouts, local=is_local_url(row.base_url) is not False)
        with self._providers.in_use([provider]):
            try:
                async with asyncio.timeout(timers.connect + timers.headers):
                    reading = await provider.probe()
            except TimeoutError:
                error = TimedOut("No answer to a look at its health", "Is it busy or stuck?", phase="headers")
                self._board.probe_failed(provider_id, error, self._clock.monotonic(), look)
            except ProviderError as error:
                self._board.probe_failed(provider_id, error, self._clock.monotonic(), look)
            else:
                held_before = _held(self._board[provider_id].reading)
                self._board.read(provider_id, reading, self._clock.monotonic(), look)
                changed = _held(reading) != held_before
                if reading.installed and (changed or self._list_is_due(provider_id)):
                    await self._models_of(provider_id)

    def _fresh(self, provider_id: str) -> bool:
        """A catalogue stays good for 15 minutes; its age counts from when it was fetched, on disk too."""
        age = self._clock.wall() - self._catalogues.get(provider_id, NO_CATALOGUE).fetched_at
        return 0 <= age < CATALOGUE_SECONDS

    def _list_is_due(self, provider_id: str) -> bool:
        """Looks come every second; a list that cannot be had is not asked for each time."""
        tried = self._clock.monotonic() - self._list_tried.get(provider_id, float("-inf"))
        return not self._fresh(provider_id) and (tried >= LIST_AGAIN_SECONDS or provider_id not in self._list_errors)

    def _models_of(self, provider_id: str) -> "asyncio.Future[None]":
        """Fetch a catalogue; who asks while somebody fetches it waits for the same one."""
        fetch = self._tasks.start_once(partial(self._fetch_models, provider_id), f"models of {provider_id}")
        return asyncio.shield(fetch)

    async def _fetch_models(self, provider_id: str) -> None:
        """Fetch a catalogue; one that cannot be had leaves the old one."""
        provider = self._providers.get(provider_id)
        if provider is None:
            return
        look = self._board.begin_look(provider_id)
        self._list_tried[provider_id] = self._clock.monotonic()
        with self._providers.in_use([provider]):
            try:
                catalogue = await provider.models()
            except ProviderError as error:
                self._on_trouble(f"models of {provider_id}", error)
                if self._providers.get(provider_id) is provider:
                    self._list_errors[provider_id] = error
                    if not self._board[provider_id].probed:
                        self._board.probe_failed(provider_id, error, self._clock.monotonic(), look)
                return
        if self._providers.get(provider_id) is provider:
            await self._keep(provider_id, catalogue)

    async def _keep(self, provider_id: str, catalogue: Catalogue) -> None:
        """Put a catalogue in force; it is written to disk when it says something new, or what is there has aged."""
        row, old = self._config.provider(provider_id), self._catalogues.get(provider_id, NO_CATALOGUE)
        catalogue = replace_value(catalogue, source=row.base_url if row else "")
        self._catalogues[provider_id] = catalogue
        self._list_errors.pop(provider_id, None)
        changed = catalogue.models != old.models
        if changed:
            self.health_changed.emit(provider_id)
        aged = catalogue.fetched_at - old.fetched_at >= CATALOGUE_SECONDS
        if self._catalogue_store is not None and (changed or aged):
            with suppress(TrayBridgeError):
                await self._catalogue_store.save(provider_id, catalogue)

    async def _get_to_know(self, provider_id: str) -> None:
        row = self._config.provider(provider_id)
        if row is None or not self._may_look(row):
            return
        if row.traits.probed_before_use and not self._board[provider_id].probed:
            await asyncio.shield(self._monitor.look(provider_id))
        elif not self._fresh(provider_id):
            await self._models_of(provider_id)

    # ---------------------------------------------------------------- what is known

    def facts(self) -> tuple[ProviderFacts, ...]:
        """What is known of each provider, in order of priority."""
        spent = self._spent_this_month()
        return tuple(
            ProviderFacts(
                row,
                self._board[row.id],
                self._catalogues.get(row.id, NO_CATALOGUE),
                self._keys.state(row),
                spent.get(row.id, 0.0),
                self._last_used,
                self._list_errors.get(row.id),
            )
            for row in self._config.effective_providers
        )

    def _spent_this_month(self) -> dict[str, float]:
        month = month_of(self._clock.wall())
        if month != self._spent_month:
            self._spent, self._spent_month = {}, month
        return self._spent

    def snapshot(self) -> Snapshot:
        """How everything is, for people: one value that every surface shows."""
        now = self._clock.monotonic()
        statuses = tuple(describe(one, now, local_only=self._only_local()) for one in self.facts())
        problem = self._keys.problem
        return Snapshot(
            state=overall(statuses, started=self._started),
            providers=statuses,
            busy=self._busy,
            local_only=self._only_local(),
            keyring=problem.title if problem and self._someone_needs_a_key() else "",
        )

    def _someone_needs_a_key(self) -> bool:
        return any(row.enabled and row.takes_key for row in self._config.effective_providers)

    async def models(self, *, refresh: bool = False) -> Mapping[str, Catalogue]:
        """What can be asked for, by provider id; fetched where it is old or ``refresh`` asks for it."""
        await self._have_keys()
        wanted = [row.id for row in self._rows_to_watch() if refresh or not self._fresh(row.id)]
        if wanted:
            await asyncio.wait([self._models_of(provider_id) for provider_id in wanted])
        return {row.id: self._catalogues.get(row.id, NO_CATALOGUE) for row in self._config.effective_providers}

    def provider(self, provider_id: str) -> Provider:
        """The working provider itself, for what only its kind can do (ExoControl).

        Raises:
            NotFound: there is none of that id.
        """
        found = self._providers.get(provider_id)
        if found is None:
            raise _no_provider(provider_id)
        return found

    def exo(self, provider_id: str) -> ExoControl:
        """What an Exo cluster can do beside chatting.

        Raises:
            NotFound: there is no provider of that id, or it is no Exo cluster.
        """
        row = self._config.provider(provider_id)
        if row is None or not row.traits.can_load:
            title = msg("There is no Exo cluster “{cluster}”", cluster=provider_id)
            raise NotFound(title, "traybridge providers list shows them.")
        return cast("ExoControl", self.provider(provider_id))

    # ---------------------------------------------------------------- keys

    @property
    def keyring_problem(self) -> KeyringProblem | None:
        return self._keys.problem

    def secrets(self) -> tuple[Secret, ...]:
        """Every key in memory, for whoever takes keys out of a text (the log)."""
        return self._keys.all()

    def key_hint(self, provider_id: str) -> str | None:
        """The masked key of a provider, None where there is none."""
        key = self._keys.get(provider_id)
        return key.masked if key else None

    async def set_key(
        self, provider_id: str, secret: Secret, *, session_only_ok: bool = False
    ) -> KeyringProblem | None:
        """Store a key for a provider and the address it has now. The result says why it is kept in memory only.

        Raises:
            NotFound: no such provider.
            KeyringProblem: it could not be stored and ``session_only_ok`` is False.
            BadConfig: the config file cannot take the key's origin.
        """
        row = self._config.provider(provider_id)
        if row is None:
            raise _no_provider(provider_id)
        before = self._keys.get(provider_id)
        problem = await self._keys.set(provider_id, secret, session_only_ok=session_only_ok)
        here = origin(row.base_url)
        if row.key_origin != here:
            try:
                await self.change(lambda config: _with_origin(config, provider_id, here))
            except TrayBridgeError:
                # A key must not stand beside an origin that it was not given for.
                await self._keys.put_back(provider_id, before)
                raise
        self._board.key_changed(provider_id)
        self.keys_changed.emit(provider_id)
        self._monitor.wake(due=[provider_id])
        return problem

    async def delete_key(self, provider_id: str) -> bool:
        """Delete a provider's key; True when there was one. Raises KeyringProblem."""
        there = await self._keys.delete(provider_id)
        self._board.key_changed(provider_id)
        self.keys_changed.emit(provider_id)
        return there

    async def check_key(self, provider_id: str, secret: Secret | None = None) -> KeyCheck:
        """Try a key for nothing. None: the stored one, which goes only where it was given for. Raises NotFound."""
        return await self.provider(provider_id).check_key(secret)


def _no_provider(provider_id: str) -> NotFound:
    title = msg("There is no provider “{provider}”", provider=provider_id)
    return NotFound(title, "traybridge providers list shows them.")


def _held(reading: Reading | None) -> frozenset[tuple[str, bool]]:
    """What a cluster holds: when that changes, what it has on disk may have changed too."""
    models = reading.cluster.models if reading and reading.cluster else ()
    return frozenset((model.id, model.answers) for model in models)


def _with_origin(config: Config, provider_id: str, key_origin: str) -> Config:
    row = config.provider(provider_id)
    return config if row is None else config.with_provider(replace(row, key_origin=key_origin))
