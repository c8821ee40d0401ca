"""Polls an Exo cluster over HTTP: finds it, and reads as little as shows every change in time. GET only."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from traybridge.core.cluster import Cluster
from traybridge.core.errors import ProviderError, ProviderFailed, Unreachable
from traybridge.core.i18n import msg
from traybridge.providers.exo import legacy
from traybridge.providers.exo.identify import SECONDS, identify, read_node_id
from traybridge.providers.exo.polling import (
    IDENTITIES,
    NODE_ID,
    PARTS,
    WHOLE,
    Known,
    has_unnamed_nodes,
    membership_changed,
    needs_downloads,
    wanted,
)
from traybridge.providers.exo.state import cluster_of, late_loads
from traybridge.providers.exo.wire import ExoState, UnreadableState, read_state, with_part
from traybridge.providers.http.client import BODY_LIMIT, Answer, Client, body_of
from traybridge.providers.http.sse import Reader, ServerSentEvent
from traybridge.providers.http.urls import join_url, place_of
from traybridge.providers.model_list import read_catalogue
from traybridge.providers.refusals import classify

POOL_SECONDS = 60.0
"""How old 0.x's list of what is on its disks may be: it looks every file up to make one."""
POOL_PATIENCE = 2.0
"""How long such a list is waited for; what came by then is shown."""
WATCH_SECONDS = 15.0
"""How long to look closely after a model was loaded or unloaded: Exo says yes at once and does it a moment later."""


@dataclass(frozen=True, slots=True)
class LegacyModels:
    """What a 0.x cluster supports and has on disk, and when it said so."""

    supported: Sequence[str]
    stored: Mapping[str, legacy.Stored]
    at: float


class ExoClient:
    """One cluster as it was seen last. Looks take turns; what was sent by Exo is dropped as soon as it is read.

    ``base`` is the address that answered last, ``dialect`` None until one has; ``stranger`` is what answered at the
    first address when that was not Exo.
    """

    def __init__(
        self,
        client: Client,
        bases: Sequence[str],
        *,
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        patience: float = POOL_PATIENCE,
    ) -> None:
        self._client = client
        self.bases = tuple(bases)
        self._monotonic = monotonic
        self._wall = wall
        self._patience = patience
        self._known: Known | None = None
        self._pool: LegacyModels | None = None
        self._node = ""
        self._watch_until = 0.0
        self._late: frozenset[str] = frozenset()
        self._turn = asyncio.Lock()
        self.base = self.bases[0]
        self.dialect: str | None = None
        self.has_parts = True
        self.stranger = ""

    async def look(self) -> Cluster:
        """Say how the cluster is.

        Raises:
            ProviderError: nobody answers, or somebody who is not Exo.
        """
        async with self._turn:
            known_before = self.dialect is not None
            try:
                return await self._look()
            except UnreadableState as odd:
                # Perhaps another program has taken the port: whoever answers there now is asked for its name.
                self._forget()
                if known_before:
                    await self._find()
                raise _unreadable(odd) from None
            except Unreachable:
                self._forget()
                raise

    async def whole(self) -> ExoState:
        """Read everything that a 1.x cluster tells, now.

        Raises:
            ProviderError: nobody answers, or it is no Exo 1.x.
        """
        async with self._turn:
            try:
                await self._find_if_lost()
                await self._read_whole()
            except UnreadableState as odd:
                self._forget()
                raise _unreadable(odd) from None
            return self._known.state if self._known else ExoState()

    def watch(self) -> None:
        """Look closely for a while: something is about to change, and what is known is old."""
        self._watch_until = self._monotonic() + WATCH_SECONDS
        if self._known is not None:
            self._known = replace(self._known, parts_at=float("-inf"))

    def url(self, path: str) -> str:
        return join_url(self.base, path)

    async def get(self, path: str, *, seconds: float = SECONDS, limit: int = BODY_LIMIT) -> Answer:
        return await self._client.get(self.url(path), seconds=seconds, limit=limit)

    # --- finding ---

    def _forget(self) -> None:
        self._known = self._pool = None
        self._node = ""
        self.dialect = None
        self.has_parts = True

    async def _find_if_lost(self) -> None:
        if self.dialect is None:
            await self._find()

    async def _find(self) -> None:
        """Ask each address in turn; the first one is the one that people know, so its failure is the one told."""
        self.stranger = ""
        failures: list[ProviderError] = []
        for base in self.bases:
            self.base = base
            try:
                found = await identify(self._client, base)
            except ProviderError as error:
                failures.append(error)
                if isinstance(error, Unreachable) and error.handling.opens:
                    continue
                break
            if found.dialect is not None:
                self.dialect, self._node = found.dialect, found.node
                return
            failures.append(_stranger(base, found.stranger))
            if base == self.bases[0]:
                self.stranger = found.stranger
        self.base = self.bases[0]
        raise failures[0]

    # --- 1.x ---

    async def _look(self) -> Cluster:
        await self._find_if_lost()
        if self.dialect == legacy.ZERO:
            return await self._look_at_old()
        now = self._monotonic()
        paths = wanted(self._known, now, has_parts=self.has_parts, watching=now < self._watch_until)
        if self._known is None or paths == WHOLE:
            await self._read_whole()
        elif paths == NODE_ID:
            await self._read_node_id()
        else:
            await self._read_parts(paths)
        if self._known is None:
            return Cluster()
        late_before, self._late = self._late, late_loads(self._known.state)
        return cluster_of(self._known.state, late_before)

    async def _read_whole(self) -> None:
        answer = await self._ok("state")
        now = self._monotonic()
        self._known = Known(read_state(answer.body), whole_at=now, parts_at=now)

    async def _read_node_id(self) -> None:
        """Only a sign of life, unless the node was started anew since: then it has another id."""
        node = read_node_id(await self.get("node_id"))
        if node is None:
            raise UnreadableState("node_id", "it is no JSON string")
        if node != self._node:
            self._node = node
            await self._read_whole()

    async def _read_parts(self, paths: Sequence[str]) -> None:
        """Read parts into a copy, and take it over when all are there: half an update would be a lie."""
        if self._known is None:
            return await self._read_whole()
        state = self._known.state
        for path in paths:
            answer = await self.get(path)
            if answer.status == 404:
                self.has_parts = False
                return await self._read_whole()
            self._check(answer)
            state = with_part(state, path.removeprefix("state/"), answer.body)
        if paths != PARTS and membership_changed(state):
            return await self._read_parts(PARTS)
        if paths == PARTS and needs_downloads(state):
            return await self._read_whole()
        if paths == PARTS and has_unnamed_nodes(state):
            state = await self._with_names(state)
        parts_at = self._monotonic() if paths == PARTS else self._known.parts_at
        self._known = replace(self._known, state=state, parts_at=parts_at)
        return None

    async def _with_names(self, state: ExoState) -> ExoState:
        """Ask who the new nodes are; without an answer they go by their ids until the next whole state."""
        answer = await self.get(IDENTITIES)
        return with_part(state, IDENTITIES.removeprefix("state/"), answer.body) if answer.status == 200 else state

    async def _ok(self, path: str) -> Answer:
        answer = await self.get(path)
        self._check(answer)
        return answer

    def _check(self, answer: Answer) -> None:
        """Raises UnreadableState where an Exo would know the path, ProviderError for another failure."""
        if answer.status == 404:
            raise UnreadableState("state", "it is not there")
        if answer.status != 200:
            raise classify.judge(answer.status, answer.headers, answer.body, wall=self._wall())

    # --- 0.x ---

    async def _look_at_old(self) -> Cluster:
        nodes = legacy.read_topology((await self._ok("topology")).body)
        now = self._monotonic()
        if self._pool is None or now - self._pool.at >= POOL_SECONDS:
            self._pool = await self._read_pool(now)
        return legacy.cluster_of(nodes, self._pool.supported, self._pool.stored)

    async def _read_pool(self, now: float) -> LegacyModels:
        before = self._pool.stored if self._pool else {}
        events, complete = await self._pool_events()
        stored = legacy.read_pool(events)
        if not complete:
            return LegacyModels((), {**before, **stored}, now)
        return LegacyModels(await self._supported(stored), stored, now)

    async def _pool_events(self) -> tuple[list[bytes], bool]:
        """The events that came within the time, and whether that was all of them."""
        events: list[bytes] = []
        reader = Reader()
        try:
            async with (
                asyncio.timeout(self._patience),
                self._client.send("GET", self.url("modelpool")) as response,
            ):
                if response.status_code != 200:
                    return [], True
                body = body_of(response)
                while piece := await body.read():
                    found = [event.data for event in reader.feed(piece) if isinstance(event, ServerSentEvent)]
                    events += found
                    if _ended(found):
                        return events, True
        except TimeoutError:
            return events, False
        return events, True

    async def _supported(self, stored: Mapping[str, legacy.Stored]) -> Sequence[str]:
        """The ids that its engine supports; where only `/v1/models` tells, and the pool says nothing, those."""
        answer = await self.get("initial_models")
        if answer.status == 200:
            try:
                return legacy.read_initial_models(answer.body)
            except UnreadableState:
                return ()
        if stored:
            return ()
        answer = await self.get("v1/models")
        found = read_catalogue(answer.body) if answer.status == 200 else None
        return tuple(model.id for model in found or ())


def _ended(events: Sequence[bytes]) -> bool:
    return any(event.strip() == b"[DONE]" for event in events)


def _stranger(base: str, name: str) -> Unreachable:
    return Unreachable(
        msg("Something else answers at {place}, not Exo: {name}", place=place_of(base), name=name),
        "Start Exo there, or enter the address where it is.",
        refused=True,
    )


def _unreadable(odd: UnreadableState) -> ProviderFailed:
    return ProviderFailed(
        msg("Exo answered in a form that is not known here ({part})", part=odd.part),
        "Update TrayBridge; if it stays, tell its developers which version of Exo this is.",
    )
