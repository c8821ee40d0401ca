"""What happened so far to one request: who was asked, what came, and who is never asked and why."""

from dataclasses import dataclass, field, replace

from traybridge.core.chat import ChatRequest, Chunk, Progress, StreamBatch
from traybridge.core.ending import Ending
from traybridge.core.errors import ContextTooLong, ProviderError, StreamBroken
from traybridge.core.failover import Decision, Step
from traybridge.core.outcome import Outcome
from traybridge.core.planning import Plan, Route
from traybridge.core.provenance import Attempt, Skip, Usage

HELD_CHUNKS = 16
"""How many chunks without content are kept before the first content; more than a role and a few blanks is chatter."""


@dataclass(slots=True)
class RequestState:
    """What happened so far to one request.

    ``position`` is where the route that is asked stands in the plan, asked ``retries`` times before; ``unasked``: the
    routes that nobody asked yet, by position.
    """

    request: ChatRequest
    plan: Plan
    began: float
    attempts: list[Attempt] = field(default_factory=list)
    causes: list[ProviderError] = field(default_factory=list)
    skipped: list[Skip] = field(init=False)
    unasked: dict[int, Route] = field(init=False)
    position: int = 0
    retries: int = 0
    route: Route | None = None
    model: str | None = None
    first_content: float | None = None
    usage: Usage | None = None
    last_content: float | None = None
    finish_reason: str | None = None
    ended: Ending | None = None
    held: list[Chunk] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.skipped = list(self.plan.skipped)
        self.unasked = dict(enumerate(self.plan.routes))

    def ask(self, decision: Decision) -> None:
        """A route is asked: what the one before said about itself no longer counts."""
        self.retries = self.retries + 1 if decision.step is Step.RETRY else 0
        self.position = decision.route
        self.unasked.pop(self.position, None)
        self.route, self.model = self.plan.routes[self.position], None
        self.usage, self.finish_reason, self.ended = None, None, None
        self.held = []

    @property
    def is_last(self) -> bool:
        """Nobody else is left, nor anybody who might turn out to be."""
        return self.position == len(self.plan.routes) - 1 and not self.plan.later

    def could_learn(self, error: ProviderError) -> bool:
        """True when a look at those who are unknown could bring a route that this failure allows."""
        nobody_else = self.position == len(self.plan.routes) - 1 and self.first_content is None
        return bool(self.plan.later) and nobody_else and error.outcome is not Outcome.CLIENT

    def learn(self, plan: Plan) -> None:
        """Somebody who was not known has been looked at: new routes go behind the old ones, with what is said now."""
        there = {route.provider for route in self.plan.routes}
        fresh = [route for route in plan.routes if route.provider not in there]
        news = {skip.provider: skip for skip in plan.skipped}
        unknown = set(self.plan.later)
        found = {route.provider for route in fresh}
        self.skipped = [
            news.get(skip.provider, skip) if skip.provider in unknown else skip
            for skip in self.skipped
            if skip.provider not in found
        ]
        self.unasked |= dict(enumerate(fresh, start=len(self.plan.routes)))
        self.plan = replace(self.plan, routes=(*self.plan.routes, *fresh), later=())

    def pass_over(self, why: tuple[str, str], before: int | None = None) -> None:
        """A route that is never asked gets its reason too: all that are left, or those before a position."""
        for position, route in tuple(self.unasked.items()):
            if before is None or position < before:
                self.skipped.append(Skip(route.provider, *why))
                del self.unasked[position]

    def take(self, batch: StreamBatch, now: float) -> StreamBatch:
        """Take in what came at ``now``; the result is what may be passed on.

        Before the first content chunks that only open an answer (a role, blanks, a finish_reason) are kept until
        content or the end comes: whoever relays them must not see the opening of an answer that somebody else gives.
        """
        if self.first_content is not None:
            self._note(batch, now)
            return batch
        passed_on: list[Chunk | Progress] = []
        for event in batch:
            begun = self.first_content is not None
            self._note((event,), now)
            if begun or isinstance(event, Progress):
                passed_on.append(event)
            elif event.has_content or event.ended is not None:
                passed_on += (*self.held, event)
                self.held = []
            elif len(self.held) < HELD_CHUNKS or event.finish_reason or event.usage:
                self.held.append(event)
        return passed_on

    def _note(self, batch: StreamBatch, now: float) -> None:
        for event in batch:
            if isinstance(event, Progress):
                continue
            if event.text or event.has_content:
                self.first_content = now if self.first_content is None else self.first_content
                self.last_content, self.ended = now, None
            if event.model:
                self.model = event.model
            if event.usage:
                self.usage = event.usage
            if event.finish_reason:
                self.finish_reason = event.finish_reason
            if event.ended:
                self.ended = event.ended

    @property
    def text_seconds(self) -> float | None:
        """From the first content to the last."""
        if self.first_content is None or self.last_content is None:
            return None
        return self.last_content - self.first_content

    def check_whole(self) -> None:
        """Raises StreamBroken when the provider stopped without saying how the answer ended."""
        if self.ended is None:
            raise StreamBroken("The answer ended without a finish reason")

    def judged(self, error: ProviderError) -> ProviderError:
        """A host whose tokens filled the window, and that ended without a word, had no room for one."""
        window, usage = self.plan.routes[self.position].context, self.usage
        silent = self.first_content is None and self.finish_reason is not None and error.status == 200
        full = window and usage and usage.total_tokens >= window
        if not (silent and full):
            return error
        return ContextTooLong(
            "The conversation fills the model's context window",
            "Start a new conversation, or use a model with a larger context window.",
            status=200,
        )
