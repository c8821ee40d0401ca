"""An Exo cluster as a provider: how it is, chatting with it, loading and unloading its models.

Looking sends only GET. Chatting posts to chat completions; nothing else is posted or deleted unless somebody loads or
unloads a model. Exo has no authentication: it never gets a key.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from urllib.parse import quote, urlsplit

import msgspec

from traybridge.core.chat import ChatRequest, Chunk, Message, Progress, StreamBatch
from traybridge.core.cluster import Cluster, ModelState
from traybridge.core.config import TimeoutsConfig, timers_for
from traybridge.core.errors import (
    ModelUnavailable,
    ProviderError,
    ProviderFailed,
    StreamBroken,
    TimedOut,
    Unreachable,
)
from traybridge.core.i18n import Text, msg
from traybridge.core.models import Catalogue, ModelInfo
from traybridge.core.ports import KeyCheck, ProviderContext
from traybridge.core.presentation.diagnosis import Finding
from traybridge.core.probe import Reading
from traybridge.core.secret import Secret
from traybridge.providers.answer_decoder import INTERRUPTED
from traybridge.providers.chat_client import ChatClient, RunningAnswer
from traybridge.providers.exo import queue
from traybridge.providers.exo.chat import ExoWire
from traybridge.providers.exo.client import ExoClient
from traybridge.providers.exo.diagnosis import ClusterFacts, diagnose
from traybridge.providers.exo.identify import NoAnswer, bases_of
from traybridge.providers.exo.losses import StuckLoads, loss_of
from traybridge.providers.exo.placement import Option, best, read_previews, why_not
from traybridge.providers.exo.polling import again_in
from traybridge.providers.exo.state import ONE, Look, cluster_of, held
from traybridge.providers.exo.wire import Download, UnreadableState
from traybridge.providers.http.client import Answer, Client
from traybridge.providers.http.urls import place_of
from traybridge.providers.model_list import read_catalogue
from traybridge.providers.refusals import classify
from traybridge.providers.refusals.body import read_body

TOKEN_SECONDS = 20.0
"""How long a ready model may think about one word before it is called wedged."""
LISTEN_SECONDS = 2.0
LOST_LOOKS = 2
"""How many looks in a row, one a second, a node must be late without a sign from the stream to count as gone."""
QUEUE_SECONDS = 180.0
"""How long a place in Exo's queue may stay the same: eight long answers are written before it."""
SETTLED_SECONDS = 30.0
"""How long after it was found an Exo's empty list of models is not believed."""
STRANGE_ORIGIN = "http://somewhere.example"


class ExoProvider:
    """One cluster, spoken to through one of its nodes (ports.Provider); also an ExoControl.

    ``bases``: addresses to try in order, in place of those that follow from the settings.
    """

    def __init__(
        self,
        context: ProviderContext,
        *,
        client: Client | None = None,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        bases: Sequence[str] = (),
    ) -> None:
        self.context = context
        self.provider = context.provider
        self.client = client or Client(context)
        self.wall = wall
        self._monotonic = monotonic
        bases = tuple(bases) or bases_of(context.provider.base_url)
        self._exo = ExoClient(self.client, bases, monotonic=monotonic, wall=wall)
        wire = ExoWire(
            context.provider,
            wall=wall,
            replaces=lambda: self._exo.dialect != ONE,
            waits=_has_built_in_timers(context),
            monotonic=monotonic,
        )
        self._chat = ChatClient(context, wire, self.client, url=self._exo.url, waiting=self._place_in_queue)
        self._queue_patience = QUEUE_SECONDS if wire.waits else 0.0
        self._questions: Mapping[int, str] = {}
        self._look: Look | None = None
        self._stuck = StuckLoads()
        self._lost: dict[RunningAnswer, tuple[int, int]] = {}
        self._found_at: float | None = None

    def stream(self, request: ChatRequest, model: str) -> AsyncGenerator[StreamBatch, None]:
        """Ask for an answer (ports.Provider.stream)."""
        return self._chat.stream(request, model)

    async def reset(self) -> None:
        await self.client.reset()

    async def aclose(self) -> None:
        await self.client.aclose()

    def _judge(self, answer: Answer) -> ProviderError:
        return classify.judge(answer.status, answer.headers, answer.body, wall=self.wall())

    # --- looking ---

    async def probe(self) -> Reading:
        """Look at the cluster (ports.Provider.probe): a refusal counts at once, anything vaguer the second time."""
        began = self._monotonic()
        try:
            cluster = await self._exo.look()
        except (TimedOut, ProviderFailed, StreamBroken, Unreachable) as miss:
            if isinstance(miss, Unreachable) and miss.handling.opens:
                raise
            cluster = await self._look_again()
        now = self._monotonic()
        cluster = self._stuck.marked(cluster, now)
        await self._give_up_the_lost(cluster)
        self._look = held(self._look, cluster, now)
        shown = self._look.shown
        return Reading(now - began, cluster=shown, detail=shown.detail, again_in=again_in(cluster))

    async def _give_up_the_lost(self, cluster: Cluster) -> None:
        """End the answers of models whose node is gone: nothing would say so for up to 48 s (120, 121, 131-133).

        A node that has left the cluster is gone; one that is late, or a model that is no longer placed, only at the
        second look in a row without a sign from the stream: reading a long prompt makes a healthy node late.
        """
        seen: dict[RunningAnswer, tuple[int, int]] = {}
        for running in tuple(self._chat.running):
            loss = loss_of(running.model, cluster)
            if loss is None:
                continue
            looks, reads = self._lost.get(running, (0, running.reads))
            looks = looks + 1 if reads == running.reads else 1
            seen[running] = looks, running.reads
            if loss.certain or looks >= LOST_LOOKS:
                await running.give_up(StreamBroken(loss.reason, INTERRUPTED, status=200))
        self._lost = seen

    async def _look_again(self) -> Cluster:
        """Look a second time; after a second miss nobody waits for an answer from which nothing came meanwhile.

        A long prompt that is being read is waited for all the same: its machine has no time for looks.
        """
        reads = {running: running.reads for running in self._chat.running}
        try:
            return await self._exo.look()
        except (TimedOut, StreamBroken, ProviderFailed) as miss:
            lost = NoAnswer(place_of(self._exo.base), miss.title, status=miss.status)
            for running in self._chat.running & reads.keys():
                if running.reads != reads[running]:
                    continue
                if running.answering:
                    await running.give_up(StreamBroken(lost.title, INTERRUPTED, status=200))
                elif not running.begun:
                    await running.give_up(lost)
            raise lost from None

    async def _place_in_queue(self, running: RunningAnswer) -> Progress | None:
        """Say where a question stands that Exo has taken and not begun with (ChatClient's ``waiting``).

        Its list of tasks holds what people asked: it is read for this alone, and goes at once.
        """
        cluster = self._look.shown if self._look else Cluster()
        instances = {one.instance for one in cluster.models if one.id == running.model}
        if self._exo.dialect != ONE or not self._exo.has_parts or not instances:
            return None
        try:
            answer = await self._exo.get("state/tasks", limit=queue.LONGEST)
            questions = queue.read_questions(answer.body, instances) if answer.status == 200 else ()
        except (ProviderError, UnreadableState):
            return None  # one place less to tell; whether Exo is well, the looks find out
        waiting = sorted(one.number for one in self._chat.running if one.model == running.model and not one.begun)
        mine = queue.claimed(questions, self._questions, waiting)
        running_numbers = {one.number for one in self._chat.running}
        self._questions = {
            number: key for number, key in {**self._questions, **mine}.items() if number in running_numbers
        }
        place = queue.place_of(mine.get(running.number, ""), questions)
        if place is None:
            return None
        patience = self._queue_patience if place else 0.0
        return Progress("queued", self.provider.id, running.model, place, patience=patience)

    async def models(self) -> Catalogue:
        """What can be asked for: the models that answer now first, then what is on disk (0.x: what it knows)."""
        cluster = self._look.shown if self._look else (await self.probe()).cluster or Cluster()
        path = "v1/models?status=downloaded" if cluster.dialect == ONE else "v1/models"
        answer = await self._exo.get(path)
        if answer.status != 200:
            raise self._judge(answer)
        listed = read_catalogue(answer.body)
        if listed is None:
            raise classify.not_json(answer.body[:4096], content_type=answer.headers.get("content-type", ""))
        by_id = {info.id: info for info in listed}
        now = [by_id.get(model.id) or ModelInfo(model.id) for model in cluster.models if model.answers]
        models = tuple(dict.fromkeys([*now, *listed]))
        return Catalogue(models, fetched_at=self.wall() if models or self._is_settled() else 0.0)

    def _is_settled(self) -> bool:
        """False while Exo may not have looked at its disks yet: an empty list is read again at the next look (401)."""
        self._found_at = self._monotonic() if self._found_at is None else self._found_at
        return self._monotonic() - self._found_at >= SETTLED_SECONDS

    async def check_key(self, key: Secret | None) -> KeyCheck:  # noqa: ARG002 - the port's
        return KeyCheck(None, msg("Exo needs no key"), msg("It has no authentication; nothing is sent to it."))

    # --- loading and unloading (ports.ExoControl) ---

    @property
    def dashboard(self) -> str:
        return self._exo.url("/")

    async def fits(self, model: str) -> tuple[bool, str]:
        """Say whether a model fits, and Exo's reasons when it does not (ports.ExoControl.fits)."""
        await self._need_new(msg("Exo 0.x cannot say what fits"))
        options, refusal = await self._options(model)
        return best(options) is not None, refusal or why_not(options)

    async def load(self, model: str) -> None:
        """Place a model where it fits (ports.ExoControl.load); one that is placed already is left alone.

        A failed instance of it is removed first: somebody wants to try again.

        Raises:
            ModelUnavailable: it does not fit, or Exo does not know it.
        """
        await self._need_new(msg("Exo 0.x cannot load a model before it is asked for one"))
        placed = [one for one in cluster_of(await self._exo.whole()).models if one.id == model and one.instance]
        if any(one.state is not ModelState.FAILED for one in placed):
            return
        options, refusal = await self._options(model)
        option = best(options)
        if option is None:
            raise ModelUnavailable(
                msg("{model} cannot be loaded: {why}", model=model, why=refusal or why_not(options)),
                "Unload another model, add a node, or choose a smaller model.",
            )
        for one in placed:
            await self._delete(one.instance)
        await self._command("place_instance", option.wire(model))

    async def unload(self, model: str) -> None:
        """Delete every instance of a model, and stop its downloads (ports.ExoControl.unload).

        Raises:
            ModelUnavailable: there is none.
        """
        await self._need_new(msg("Exo 0.x cannot unload a model"))
        state = await self._exo.whole()
        instances = [one.id for one in state.instances if one.model == model]
        coming = [row for row in state.downloads if row.model == model and row.status == "Ongoing"]
        if not instances and not coming:
            raise ModelUnavailable(
                msg("{model} is not loaded", model=model), "See `traybridge exo status` for what is."
            )
        for instance in instances:
            await self._delete(instance)
        for row in coming if not instances else ():
            # Deleting an instance stops its download; one that has none is stopped by name (154).
            body = msgspec.json.encode({"target_node_id": row.node, "model_id": model})
            await self._command("download/cancel", body)

    async def _need_new(self, otherwise: Text) -> None:
        await self.probe()
        if self._exo.dialect != ONE:
            raise ModelUnavailable(otherwise, "Just ask it, or update Exo.")

    async def _options(self, model: str) -> tuple[Sequence[Option], str]:
        """The ways to place a model; or, when Exo does not even know it, its words."""
        answer = await self._exo.get(f"instance/previews?model_id={quote(model, safe='')}", seconds=30.0)
        if answer.status in {400, 404, 422}:
            return (), read_body(answer.body, answer.headers.get("content-type", "")).words or msg("unknown model")
        if answer.status != 200:
            raise self._judge(answer)
        try:
            return read_previews(answer.body), ""
        except UnreadableState:
            raise classify.not_json(answer.body[:4096], status=200) from None

    async def _delete(self, instance: str) -> None:
        """Delete one instance; one that has gone by itself is all right."""
        await self._command(f"instance/{quote(instance, safe='')}", b"", method="DELETE", gone_is_fine=True)

    async def _command(self, path: str, body: bytes, *, method: str = "POST", gone_is_fine: bool = False) -> None:
        """Send a command. Exo holds it for up to 3 s during an election (160), and its yes is only a receipt (031)."""
        headers = {"Content-Type": "application/json"} if body else {}
        answer = await self.client.post(self._exo.url(path), body, headers=headers, seconds=10.0, method=method)
        self._exo.watch()
        if answer.status != 200 and not (gone_is_fine and answer.status == 404):
            raise self._judge(answer)

    # --- the doctor ---

    async def examine(self, *, platform: str, ask: bool = False) -> list[Finding]:
        """Look for the known troubles. ``platform`` as `sys.platform`; ``ask``: also ask a ready model for a word."""
        first = self._exo.bases[0]
        host, port = urlsplit(first).hostname or "", urlsplit(first).port or 80
        near = host in {"127.0.0.1", "localhost", "::1"}
        place = place_of(first)
        try:
            cluster = (await self.probe()).cluster or Cluster()
        except ProviderError as error:
            listens = await _listens(host, port) if near else None
            facts = ClusterFacts(place, port, near, platform, error=error, stranger=self._exo.stranger, listens=listens)
            return diagnose(facts)
        failed, has_parts = await self._details()
        facts = ClusterFacts(place_of(self._exo.base), port, near, platform, cluster=cluster)
        model, silence = await self._one_token(cluster) if ask else ("", None)
        return diagnose(
            replace(
                facts,
                parts=has_parts,
                open_to=await self._open_to(),
                downloads=failed,
                asked=model,
                silence=silence,
                wanted=self.provider.model,
                unfit=await self._unfit(cluster),
            )
        )

    async def _details(self) -> tuple[Sequence[Download], bool | None]:
        """Failed downloads, also of no instance; and whether it gives parts of its state (since v1.0.70)."""
        if self._exo.dialect != ONE:
            return (), None
        state = await self._exo.whole()
        part = await self._exo.get("state/lastSeen")
        return [row for row in state.downloads if row.status == "Failed"], part.status == 200

    async def _unfit(self, cluster: Cluster) -> str:
        """Why the model of the settings cannot be loaded; "" when it can, is there, or none is set."""
        wanted = self.provider.model
        if not wanted or not cluster.nodes or cluster.dialect != ONE or any(one.id == wanted for one in cluster.models):
            return ""
        options, refusal = await self._options(wanted)
        return refusal or why_not(options)

    async def _open_to(self) -> str:
        """Which strange web page may read it: Exo says * to all of them (018)."""
        answer = await self.client.get(self._exo.url("node_id"), headers={"Origin": STRANGE_ORIGIN})
        return answer.headers.get("access-control-allow-origin", "")

    async def _one_token(self, cluster: Cluster) -> tuple[str, str | None]:
        """Ask the first model that answers for one word: its name, and why none came ("" = one came)."""
        model = next((one.id for one in cluster.models if one.answers), None)
        if model is None:
            return "", None
        request = ChatRequest((Message("user", "Say hi."),), model=model, params={"max_tokens": 1})
        try:
            async with asyncio.timeout(TOKEN_SECONDS), aclosing(self.stream(request, model)) as pieces:
                async for batch in pieces:
                    if any(isinstance(one, Chunk) and (one.has_content or one.finish_reason) for one in batch):
                        return model, ""
        except TimeoutError:
            return model, msg("nothing within {seconds:g} s", seconds=TOKEN_SECONDS)
        except ProviderError as error:
            return model, error.title
        return model, msg("it ended without a word")


def _has_built_in_timers(context: ProviderContext) -> bool:
    """A value that a person set wins over waiting in proportion."""
    built_in = timers_for(context.provider, TimeoutsConfig(), local=True)
    return (context.timers.first_content, context.timers.total) == (built_in.first_content, built_in.total)


async def _listens(host: str, port: int) -> bool:
    """True when a program on this machine takes connections there."""
    try:
        async with asyncio.timeout(LISTEN_SECONDS):
            _, writer = await asyncio.open_connection(host, port)
    except (OSError, TimeoutError):
        return False
    writer.close()
    return True


PROVIDER = ExoProvider
