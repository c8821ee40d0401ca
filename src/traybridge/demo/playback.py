"""Plays the demo: which stage, since when, what the pretend cluster looks like, and which chats are being answered."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass

from traybridge.core.tasks import TaskOwner
from traybridge.demo.catalogue import ModelFiles
from traybridge.demo.requests import Received
from traybridge.demo.simulated_cluster import NewId, Placement, World
from traybridge.demo.story import stages, told_until

_FIRST = "electing"
_ANSWERING = frozenset({"ready", "recovered"})


@dataclass(frozen=True)
class Chat:
    """A chat that is being answered by an instance."""

    request: Received
    instance_id: str


class Telling:
    """Turns the pages of the story with time, or when it is told to.

    `speed` is seconds of the story in a second; at 0 only `goto()` and `advance()` move it. With `loop` the
    story begins again at its end, else it stays there. A stage waits for the chats in flight before it ends.
    """

    def __init__(self, catalogue: ModelFiles, *, speed: float, loop: bool, new_id: NewId) -> None:
        self._catalogue = catalogue
        self._speed = speed
        self._loops = loop
        self._new_id = new_id
        self._plot = stages(catalogue)
        self._stage = self._plot[_FIRST]
        self._world = World()
        self._began = 0.0
        self._moved = 0.0
        self._clock: Callable[[], float] = lambda: 0.0
        self._held = False
        self._chats: dict[str, Chat] = {}
        self._told = self.stage
        self._listeners: set[asyncio.Queue[str]] = set()
        self._nudge = asyncio.Event()

    def begin(self) -> None:
        """Let the story's time run, from now on and by the running loop's clock."""
        loop = asyncio.get_running_loop()
        origin = loop.time()
        self._clock = lambda: loop.time() - origin

    @property
    def t(self) -> float:
        """Seconds of the story, from its first beginning on."""
        return self._clock() * self._speed + self._moved

    @property
    def stands_still(self) -> bool:
        return not self._speed

    @property
    def world(self) -> World:
        self._settle()
        return self._world

    def change(self, world: World) -> None:
        self._world = world
        self._changed()

    @property
    def stage(self) -> str:
        """Name the stage; "busy" while a chat is being answered in "ready" or "recovered"."""
        return "busy" if self._chats and self._stage.name in _ANSWERING else self._stage.name

    @property
    def chats(self) -> Mapping[str, Chat]:
        """The chats in flight by their command id."""
        return self._chats

    @property
    def busy(self) -> frozenset[str]:
        """The instances that answer, or that seem to where the story says so."""
        if self._stage.name == "busy":
            return frozenset(one.instance_id for one in self._world.placements)
        return frozenset(chat.instance_id for chat in self._chats.values())

    def answer(self, command_id: str, request: Received, placement: Placement, tasks: TaskOwner) -> None:
        """Count a chat as being answered until it is over."""
        self._chats[command_id] = Chat(request, placement.instance_id)
        tasks.start(self._forget_when_over(command_id, request), name=f"chat {command_id}")
        self._changed()

    async def _forget_when_over(self, command_id: str, request: Received) -> None:
        await request.over.wait()
        del self._chats[command_id]
        self._changed()

    def goto(self, name: str) -> None:
        """Jump to a stage, well begun; what was placed by hand is gone. Raises KeyError for an unknown stage."""
        self._world, self._began = told_until(name, self.t, self._plot, self._catalogue, self._new_id)
        self._stage = self._plot[name]
        self._held = False
        self._changed()

    def advance(self, seconds: float) -> None:
        """Let so many seconds of the story pass at once."""
        self._moved += seconds
        self._settle()

    async def stages(self) -> AsyncGenerator[str]:
        """Give the stage's name, and again whenever it changes."""
        heard: asyncio.Queue[str] = asyncio.Queue()
        self._listeners.add(heard)
        try:
            yield self.stage
            while True:
                yield await heard.get()
        finally:
            self._listeners.discard(heard)

    async def until(self, name: str) -> None:
        """Wait until the story is at a stage. Raises KeyError for an unknown stage."""
        wanted = self._plot[name].name
        async with aclosing(self.stages()) as names:
            async for stage in names:
                if stage == wanted:
                    return

    async def elected(self) -> None:
        """Wait while there is no master, as every command does with Exo (160)."""
        async with aclosing(self.stages()) as names:
            async for stage in names:
                if stage != _FIRST:
                    return

    async def tell(self) -> None:
        """Turn the pages in time, without end."""
        while True:
            self._nudge.clear()
            self._settle()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._patience()):
                    await self._nudge.wait()

    def _patience(self) -> float | None:
        """Seconds of the clock until the stage ends; None when only a nudge will end it."""
        if self.stands_still or self._held or self._after is None:
            return None
        return max(0.0, (self._ends - self.t) / self._speed)

    @property
    def _ends(self) -> float:
        return self._began + self._stage.seconds

    @property
    def _after(self) -> str | None:
        return self._stage.after or (_FIRST if self._loops else None)

    def _settle(self) -> None:
        """Enter the stages whose time has come; a chat in flight holds the story where it is."""
        while self.t >= self._ends and (after := self._after) is not None:
            if self._chats:
                self._held = True
                return
            self._began = self.t if self._held else self._ends
            self._held = False
            self._stage = self._plot[after]
            self._world = self._stage.enter(self._world, self._began, self._catalogue, self._new_id)
            self._changed()

    def _changed(self) -> None:
        """End the chats whose instance has gone, and tell who listens."""
        for chat in self._chats.values():
            if self._world.placement(chat.instance_id) is None:
                chat.request.end_answer()
        if self.stage != self._told:
            self._told = self.stage
            for listener in self._listeners:
                listener.put_nowait(self._told)
        self._nudge.set()
