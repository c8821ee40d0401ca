"""Bridge: all that a surface may ask. Surfaces hold a Bridge and nothing else of the core's working parts."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import cast

from traybridge.core.active_config import ActiveConfig
from traybridge.core.bridge_signals import BridgeSignals
from traybridge.core.catalogues import Catalogues
from traybridge.core.chat import ChatEvent, ChatRequest
from traybridge.core.clock import SleepGauge
from traybridge.core.config import Config, ProviderConfig, Timers
from traybridge.core.dispatcher import Dispatcher
from traybridge.core.errors import ChatFailed, KeyringProblem, TrayBridgeError
from traybridge.core.failure_messages import no_route
from traybridge.core.health import HealthBoard
from traybridge.core.keyring import KeyRing
from traybridge.core.models import Catalogue
from traybridge.core.monitor import Monitor, Prober, watched
from traybridge.core.planning import Plan, ProviderFacts, plan
from traybridge.core.ports import (
    CatalogueStore,
    Clock,
    ConfigStore,
    ExoControl,
    Journal,
    KeyCheck,
    Provider,
    ProviderFactory,
    SecretStore,
)
from traybridge.core.presets import origin
from traybridge.core.provenance import Provenance
from traybridge.core.provider_keys import ProviderKeys
from traybridge.core.provider_registry import Providers
from traybridge.core.readiness import FIRST_LOOK_SECONDS, Readiness
from traybridge.core.router import Router
from traybridge.core.secret import Secret
from traybridge.core.tasks import Once, TaskOwner
from traybridge.core.usage import UsageTracker


class Bridge(BridgeSignals):
    """The core behind one facade."""

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
        self._clock = clock
        self._tasks = tasks
        self._on_trouble = on_trouble
        self._board = HealthBoard()
        super().__init__(self._board.changed)
        self._keys = KeyRing(secrets)
        self._providers = Providers(build, tasks, on_defect=on_trouble)
        self._usage = UsageTracker(clock, tasks, journal, on_trouble)
        self._settings = ActiveConfig(config, store, self._adopted)
        self._catalogues = Catalogues(
            clock, tasks, self._board, self._providers, self._settings, store=catalogues, on_trouble=on_trouble
        )
        self._started = False
        self._sleep = SleepGauge(clock)
        self._load_stores = Once(self._read_stores)
        prober = Prober(clock, self._board, self._providers, self._settings, self._catalogues)
        self._monitor = Monitor(
            clock, tasks, self._board, watched=partial(watched, self._settings, self._keys), look=prober.probe
        )
        self._provider_keys = ProviderKeys(
            self._keys, self._settings, self._board, self.keys_changed, self._monitor.wake
        )
        self._readiness = Readiness(
            tasks, self._board, self._monitor, self._catalogues, load=self._load_once, plan=self.plan
        )
        self._dispatcher = Dispatcher(self._readiness, self._providers, self._monitor, self.activity, self._new_router)
        self._dispatcher.adopt(self._settings, self._keys.for_provider)

    def _new_router(
        self, configs: Mapping[str, ProviderConfig], providers: Mapping[str, Provider], timers: Mapping[str, Timers]
    ) -> Router:
        return Router(
            configs,
            providers,
            timers,
            self._board,
            self._clock,
            info=self._catalogues.info,
            attempted=self.attempted.emit,
            finished=self._finished,
            on_defect=self._on_trouble,
            capped=self._usage.capped,
        )

    # ---------------------------------------------------------------- settings

    @property
    def config(self) -> Config:
        return self._settings.config

    async def change(self, edit: Callable[[Config], Config]) -> Config:
        """Change the settings: saved first, then in force for the next request; streams in flight are not touched.

        Raises:
            BadConfig: the change, or the file as it stands, cannot be used; nothing was changed.
            TrayBridgeError: it could not be saved; nothing was changed.
        """
        return await self._settings.change(edit)

    def adopt_config(self, config: Config) -> None:
        """Put settings in force that somebody else has saved (a hand edit, the command line)."""
        self._settings.adopt(config)

    def _adopted(self, old: Config, new: Config) -> None:
        before = {provider.id: provider for provider in old.effective_providers}
        for provider in before.values():
            self._forget_if_elsewhere(provider, new.provider(provider.id))
        self._dispatcher.adopt(self._settings, self._keys.for_provider)
        if new.routing.local_only and not old.routing.local_only:
            self._tasks.start(self._providers.reset(), "drop connections")
        now = self._settings.providers
        if self._keys.loaded.is_set() and any(provider.id not in before for provider in now):
            self._tasks.start(self.load_keys(), "keys of new providers")
        self._monitor.wake(due=[one.id for one in now if one.id in before and not before[one.id].enabled])
        self.config_changed.emit(new)

    def _forget_if_elsewhere(self, old: ProviderConfig, new: ProviderConfig | None) -> None:
        """What was known of a provider says nothing about another address, and its key stays at home."""
        if new is not None and (new.kind, new.base_url) == (old.kind, old.base_url):
            return
        self._board.forget(old.id)
        self._catalogues.forget(old.id)
        self._keys.bind(old.id, origin(old.base_url))

    def pin_for_session(self, provider_id: str | None) -> None:
        """Use one provider until unpinned or until the program ends; None goes back to the config's own pin."""
        self._settings.pin_for_session(provider_id)
        self.config_changed.emit(self.config)

    @property
    def pin(self) -> str:
        return self._settings.pin

    def label(self, provider_id: str) -> str:
        """The name that people read for a provider id."""
        return self._settings.label(provider_id)

    # ---------------------------------------------------------------- start and stop

    async def start(self) -> None:
        """Read keys, catalogues and what was spent, and begin to look at the providers in the background."""
        self._tasks.start(self._monitor.run(), "monitor")
        await self.load()
        self._tasks.start(self._first_look(), "first look")

    async def _first_look(self) -> None:
        """Until everybody has been looked at, or has had the time for it, nobody knows whether somebody can answer."""
        if looks := [self._monitor.look(one.id) for one in self._monitor.watched()]:
            await asyncio.wait(looks, timeout=FIRST_LOOK_SECONDS)
        self._started = True
        self.health_changed.emit("")

    async def load(self) -> None:
        """Read what is kept: keys, catalogues, spending. Nothing here raises; what is missing shows in the status."""
        await self._load_stores()
        await self.load_keys()

    async def _load_once(self) -> None:
        await self._load_stores()
        await self._usage.look_again()
        await self.load_keys(again=False)

    async def _read_stores(self) -> None:
        """A cap counts what was spent before, a choice of models what was listed before; one needs not the other."""
        for read in (self._catalogues.load, self._usage.load):
            try:
                await read()
            except TrayBridgeError as error:
                self._on_trouble("read what is kept", error)

    async def load_keys(self, *, again: bool = True) -> None:
        """Read the keys: at the start, after unlocking, and when the command line changed one.

        ``again`` False: only if nobody has read them yet.
        """
        await self._provider_keys.load(again=again)

    async def flush_journal(self) -> None:
        """Wait until every request that ended stands in the journal: for whoever is about to cancel the tasks."""
        await self._usage.flush()

    async def aclose(self) -> None:
        """Close every connection; the tasks are their owner's."""
        await self._providers.aclose()

    # ---------------------------------------------------------------- chat

    def chat(self, request: ChatRequest) -> AsyncGenerator[ChatEvent, None]:
        """Answer a request; close the generator to stop. Ends with its Provenance.

        Raises:
            BadRequest: the request cannot be sent to anybody.
            ChatFailed: NoRoute, Refused, AnswerBroken, AllRoutesFailed.
        """
        return self._dispatcher.chat(request)

    async def prepare(self, request: ChatRequest, *, everybody: bool = False) -> Plan:
        """Plan a request; whoever is unknown and matters is looked at first (core/readiness.py)."""
        return await self._readiness.plan(request, everybody=everybody)

    def plan(self, request: ChatRequest, facts: Sequence[ProviderFacts] | None = None) -> Plan:
        """Say who would be asked now, in which order, and why somebody is left out. ``facts``: if they are known."""
        known = self.facts() if facts is None else facts
        return plan(request, self._settings.pinned, known, self._clock.monotonic())

    def explain_no_route(self, request: ChatRequest, chosen: Plan) -> ChatFailed:
        """The error that a request with this plan would end in."""
        provenance = Provenance(request.id, None, None, asked_model=request.model, skipped=chosen.skipped)
        return no_route(provenance, chosen, self.label)

    def _finished(self, provenance: Provenance, failure: ChatFailed | None) -> None:
        self._usage.record(provenance, failure)
        self.finished.emit(provenance)

    # ---------------------------------------------------------------- looking

    @property
    def busy(self) -> int:
        """How many requests run."""
        return self._dispatcher.busy

    def boost_polling(self) -> None:
        """Somebody asks or looks: probe at the quick pace for the next minute."""
        self._monitor.boost()

    def watched(self, watching: bool) -> None:
        """A window or menu opened (True) or closed (False)."""
        self._monitor.window_opened(watching)

    def save_battery(self, saving: bool) -> None:
        self._monitor.save_battery(saving)

    async def refresh(self, provider_ids: Iterable[str] | None = None, *, within: float | None = None) -> None:
        """Look at providers now and wait for the result: at most the timers of a look, and ``within`` seconds.

        Who has not answered by then is left alone and shown as such.
        """
        await self._monitor.refresh(provider_ids, within=within)
        self._started = True

    async def on_resume(self) -> None:
        """The machine slept or the network changed: drop connections, forget what was known, look again."""
        self._board.woke(self._sleep.slept())
        self._catalogues.forget_errors()
        await self._providers.reset()
        self._monitor.wake(due=[provider.id for provider in self._settings.providers])

    # ---------------------------------------------------------------- what is known

    def facts(self) -> tuple[ProviderFacts, ...]:
        """What is known of each provider, in order of priority."""
        spent = self._usage.spent
        return tuple(
            ProviderFacts(
                one,
                self._board[one.id],
                self._catalogues[one.id],
                self._keys.state(one),
                spent.get(one.id, 0.0),
                self._usage.last_used,
                self._catalogues.error(one.id),
                self._usage.problem is None,
            )
            for one in self._settings.providers
        )

    @property
    def history_problem(self) -> TrayBridgeError | None:
        """Why what was spent cannot be read: nobody with a monthly cap is asked then."""
        return self._usage.problem

    def now(self) -> float:
        """Monotonic seconds, by which the facts' times are meant."""
        return self._clock.monotonic()

    @property
    def started(self) -> bool:
        """Somebody has looked at the providers: who is unknown now stays so."""
        return self._started

    async def models(self, *, refresh: bool = False) -> Mapping[str, Catalogue]:
        """What can be asked for, by provider id; fetched where it is old or ``refresh`` asks for it."""
        await self.load_keys(again=False)
        wanted = [one.id for one in self._monitor.watched() if refresh or not self._catalogues.is_fresh(one.id)]
        if wanted:
            await asyncio.wait([self._catalogues.fetch(provider_id) for provider_id in wanted])
        return {one.id: self._catalogues[one.id] for one in self._settings.providers}

    def provider(self, provider_id: str) -> Provider:
        """The working provider itself, for what only its kind can do (ExoControl). Raises NotFound."""
        return cast("Provider", self._providers.get(self._settings.known(provider_id).id))

    def exo(self, provider_id: str) -> ExoControl:
        """What an Exo cluster can do beside chatting.

        Raises:
            NotFound: there is no provider of that id, or it is no Exo cluster.
            ProviderError: it could not be built.
        """
        return self._providers.exo(provider_id)

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

    def key_origin(self, provider_id: str) -> str:
        """The origin that the stored key was given for; "" where there is none, or nobody knows."""
        return self._provider_keys.origin(provider_id)

    @property
    def waits_for_keyring(self) -> bool:
        """Another look at the keyring may bring a key that is wanted."""
        return self._keys.waits_for_keyring(self.config.effective_providers)

    async def set_key(
        self, provider_id: str, secret: Secret, *, session_only_ok: bool = False
    ) -> KeyringProblem | None:
        """Store a key for a provider and the address it has now. The result says why it is kept in memory only.

        Raises:
            NotFound: no such provider.
            KeyringProblem: it could not be stored and ``session_only_ok`` is False.
            BadConfig: the config file cannot take the key's origin.
        """
        return await self._provider_keys.set(provider_id, secret, session_only_ok=session_only_ok)

    async def delete_key(self, provider_id: str) -> bool:
        """Delete a provider's key; True when there was one. Raises KeyringProblem."""
        return await self._provider_keys.delete(provider_id)

    async def check_key(self, provider_id: str, secret: Secret | None = None) -> KeyCheck:
        """Try a key for nothing. None: the stored one, which goes only where it was given for. Raises NotFound."""
        return await self._provider_keys.check(provider_id, self.provider(provider_id), secret)
