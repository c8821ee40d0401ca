"""The demo cluster: Exo's API, answered from the demo's current stage.

async with DemoCluster(port=52415, loop=True) as cluster:
    print(cluster.url)
    await cluster.until("ready")
"""

from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote
from uuid import uuid4

import msgspec

from traybridge.core.tasks import TaskOwner
from traybridge.demo import exo_json
from traybridge.demo.answers import Answer
from traybridge.demo.catalogue import Model, ModelFiles
from traybridge.demo.chats import ChatBody, RecordedChats, delayed, never
from traybridge.demo.playback import Telling
from traybridge.demo.recordings import Library, Recording
from traybridge.demo.replay import ReplayServer
from traybridge.demo.requests import Received
from traybridge.demo.simulated_cluster import NewId, Phase, Placement, place, unload

DATA = Path(__file__).parent / "data"
EXO_PORT = 52415
CHAT_SPEED = 1.5
"""The recorded answers came from a slow machine: they are played this much faster than the story."""

_DASHBOARD = (
    b"<!doctype html><meta charset=utf-8><title>Demo cluster</title>"
    b"<p>This is TrayBridge's demo: there is no Exo behind it, and its answers are recordings."
)


class DemoCluster:
    """A cluster of two pretend Macs, spoken to as Exo 1.x.

    `speed` is that of the story; with 0 it stands still: `goto()` and `advance()` move it, and answers come at
    once. With `loop` the story begins again at its end, else it stays there. `now` gives the hour for `lastSeen`.
    Entering raises OSError when the port is taken.
    """

    def __init__(
        self,
        port: int = EXO_PORT,
        *,
        speed: float = 1.0,
        loop: bool = True,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        new_id: NewId = lambda: str(uuid4()),
    ) -> None:
        self._catalogue = ModelFiles(DATA / "models.json")
        library = Library(DATA / "chats")
        self._chats = RecordedChats({name.split("_")[0]: library[name] for name in library})
        self._story = Telling(self._catalogue, speed=speed, loop=loop, new_id=new_id)
        self._now = now
        self._new_id = new_id
        self._lonely_id = new_id().replace("-", "")
        self._failures: list[BaseException] = []
        self._tasks = TaskOwner("demo", lambda _, error: self._failures.append(error))
        self._stack = AsyncExitStack()
        self.server = ReplayServer(self._routes(), port=port, speed=speed * CHAT_SPEED, remember=False)

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(self.server)
        self._story.begin()
        self._tasks.start(self._story.tell(), name="story")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._tasks.cancel()
        await self._stack.__aexit__(kind, error, trace)
        if self._failures and error is None:
            raise self._failures[0]

    @property
    def url(self) -> str:
        return self.server.url

    @property
    def stage(self) -> str:
        """Name the stage of the story; "busy" while a chat is being answered in "ready" or "recovered"."""
        return self._story.stage

    def goto(self, name: str) -> None:
        """Jump to a stage, well begun; what was placed by hand is gone. Raises KeyError for an unknown stage."""
        self._story.goto(name)

    def advance(self, seconds: float) -> None:
        """Let so many seconds of the story pass at once."""
        self._story.advance(seconds)

    def stages(self) -> AsyncGenerator[str]:
        """Give the stage's name, and again whenever it changes."""
        return self._story.stages()

    async def until(self, name: str) -> None:
        """Wait until the story is at a stage. Raises KeyError for an unknown stage."""
        await self._story.until(name)

    # --- Exo's API ---

    def _routes(self) -> dict[tuple[str, str], Answer]:
        return {
            ("GET", "/"): Recording.of_body(_DASHBOARD, "text/html; charset=utf-8"),
            ("GET", "/node_id"): self._node_id,
            ("GET", "/state"): self._state,
            ("GET", "/models"): self._models,
            ("GET", "/v1/models"): self._models,
            ("GET", "/instance/previews"): self._previews,
            ("GET", "/instance/"): self._instance,
            ("DELETE", "/instance/"): self._unload,
            ("POST", "/place_instance"): self._place,
            ("POST", "/v1/chat/completions"): self._chat,
            ("POST", "/v1/cancel/"): self._cancel,
        }

    def _node_id(self, _: Received) -> Recording:
        nodes = self._story.world.nodes
        return Recording.of_json(nodes[0].id if nodes else self._lonely_id)

    def _state(self, _: Received) -> Recording:
        world, busy = self._story.world, self._story.busy
        return Recording.of_json(exo_json.state(world, self._catalogue, t=self._story.t, now=self._now(), busy=busy))

    def _models(self, request: Received) -> Recording:
        models = list(self._catalogue.values())
        if request.query.get("status") == "downloaded":
            models = [model for model in models if self._is_downloaded(model)]
        return Recording.of_json(exo_json.model_list(models))

    def _is_downloaded(self, model: Model) -> bool:
        world, t = self._story.world, self._story.t
        return any(world.has_on_disk(node, model.id, t) for node in world.nodes)

    def _previews(self, request: Received) -> Recording:
        model = self._catalogue.get(request.query.get("model_id", ""))
        if model is None:
            return _error(404, "Model not found")
        rows = exo_json.previews(self._story.world, model, self._story.t, self._new_id)
        return Recording.of_json({"previews": rows})

    def _instance(self, request: Received) -> Recording:
        one = self._story.world.placement(_last_part(request))
        if one is None:
            return _error(404, "Instance not found")
        return Recording.of_json(exo_json.instance(one.instance_id, one.model, one.shards))

    async def _place(self, request: Received) -> Recording:
        await self._story.elected()
        try:
            wish = msgspec.json.decode(request.body, type=_PlaceParams)
        except msgspec.DecodeError as error:
            return Recording.of_json({"detail": [{"msg": str(error)}]}, status=422)
        model = self._catalogue.get(wish.model_id)
        if model is None:
            return _error(404, "Model not found")
        if wish.instance_meta == "MlxRing":  # the other kind fits nowhere here: Exo says yes and does nothing
            world, t = self._story.world, self._story.t
            self._story.change(place(world, model, t, self._new_id, min_nodes=wish.min_nodes))
        return self._received(model_card=model.card)

    async def _unload(self, request: Received) -> Recording:
        await self._story.elected()
        instance_id = _last_part(request)
        if self._story.world.placement(instance_id) is None:
            return _error(404, "Instance not found")
        self._story.change(unload(self._story.world, instance_id, self._story.t))
        return self._received(instance_id=instance_id)

    def _received(self, **more: Any) -> Recording:
        return Recording.of_json({"message": "Command received.", "command_id": self._new_id(), **more})

    async def _chat(self, request: Received) -> Recording:
        await self._story.elected()
        if (refusal := self._chats.refusal(request.body)) is not None:
            return refusal
        body = msgspec.json.decode(request.body, type=ChatBody)
        placement = self._story.world.best_placement(body.model, self._story.t)
        if placement is None:
            return _error(404, f"No instance found for model {body.model}")
        command_id = self._new_id()
        answer = self._chats.answer(body, answer_id=command_id, created=int(self._now().timestamp()))
        timed = self._in_its_time(answer, placement)
        self._story.answer(command_id, request, placement, self._tasks)
        return timed

    def _in_its_time(self, answer: Recording, placement: Placement) -> Recording:
        """Let an answer wait for its model, for ever where the model will not come."""
        t = self._story.t
        waits = placement.ready_at - t
        stuck = placement.phase(t) is Phase.FAILED or any(map(placement.uses, self._story.world.silent))
        if stuck or (waits > 0 and self._story.stands_still):
            return never(answer)
        return delayed(answer, waits * CHAT_SPEED) if waits > 0 else answer

    def _cancel(self, request: Received) -> Recording:
        command_id = _last_part(request)
        chat = self._story.chats.get(command_id)
        if chat is None:
            return _error(404, "Command not found or already completed")
        chat.request.end_answer()
        return Recording.of_json({"message": "Command cancelled.", "command_id": command_id})


class _PlaceParams(msgspec.Struct):
    """The body of `POST /place_instance`, with Exo's defaults."""

    model_id: str
    instance_meta: str = "MlxRing"
    min_nodes: int = 1


def _last_part(request: Received) -> str:
    return unquote(request.path.rsplit("/", 1)[1])


def _error(status: int, message: str) -> Recording:
    """Write an error in Exo's form (011, 027, 029)."""
    error = {"message": message, "type": HTTPStatus(status).phrase, "param": None, "code": status}
    return Recording.of_json({"error": error}, status=status)
