"""A conversation and the turn being answered: what a window or a terminal shows, without knowing either."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from enum import StrEnum

from traybridge.core.chat import ChatEvent, ChatRequest, Chunk, Message, Progress, RequestPolicy, Source
from traybridge.core.ending import Ending
from traybridge.core.errors import AnswerBroken, ChatFailed, TrayBridgeError
from traybridge.core.i18n import msg
from traybridge.core.models import AUTO
from traybridge.core.provenance import Attempt, Provenance


class TurnState(StrEnum):
    WAITING = "waiting"
    ANSWERING = "answering"
    DONE = "done"
    INTERRUPTED = "interrupted"
    FAILED = "failed"
    STOPPED = "stopped"


ENDED = frozenset({TurnState.DONE, TurnState.INTERRUPTED, TurnState.FAILED, TurnState.STOPPED})


@dataclass(slots=True)
class Turn:
    """One question and what became of it. ``answer`` holds all that arrived, also of a broken answer.

    ``ending`` is set once nothing more of the answer is expected; its usage may still come.
    """

    question: str
    model: str = AUTO
    state: TurnState = TurnState.WAITING
    pieces: list[str] = field(default_factory=list)
    reasoning: list[str] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    ending: Ending | None = None
    progress: Progress | None = None
    attempts: list[Attempt] = field(default_factory=list)
    provenance: Provenance | None = None
    error: TrayBridgeError | None = None

    @property
    def answer(self) -> str:
        return "".join(self.pieces)

    @property
    def ended(self) -> bool:
        return self.state in ENDED

    def take(self, event: ChatEvent) -> None:
        """Take in one event of ``Bridge.chat``."""
        match event:
            case Chunk():
                if event.has_content:
                    self.state = TurnState.ANSWERING
                    self.progress = None
                if event.text or event.refusal:
                    self.pieces.append(event.text + event.refusal)
                if event.reasoning:
                    self.reasoning.append(event.reasoning)
                self.sources += event.sources
                self.ending = event.ended or (None if event.has_content else self.ending)
            case Progress():
                self.progress = event
            case Attempt():
                self.attempts.append(event)
            case Provenance():
                self.provenance = event

    def end(self, error: TrayBridgeError | None = None, *, stopped: bool = False) -> None:
        """The stream is over: well, by an error, or because somebody stopped it."""
        self.progress = None
        self.error = error
        if isinstance(error, ChatFailed):
            self.provenance = error.provenance
        if stopped:
            self.state = TurnState.STOPPED
        elif error is None:
            self.state = TurnState.DONE
        else:
            self.state = TurnState.INTERRUPTED if isinstance(error, AnswerBroken) else TurnState.FAILED


@dataclass(slots=True)
class Conversation:
    """Turns in order; the next request carries every answer that was given, broken ones included as they stand."""

    turns: list[Turn] = field(default_factory=list)
    system: str = ""

    def request(self, turn: Turn, policy: RequestPolicy | None = None) -> ChatRequest:
        """Make the request for a turn of this conversation: what was said before it, and its question."""
        messages = [Message("system", self.system)] if self.system else []
        for earlier in self.turns:
            if earlier is turn:
                break
            if earlier.answer:
                messages += [Message("user", earlier.question), Message("assistant", earlier.answer)]
        messages.append(Message("user", turn.question))
        return ChatRequest(tuple(messages), model=turn.model, policy=policy or RequestPolicy())


async def answer(
    turn: Turn,
    events: AsyncGenerator[ChatEvent, None],
    changed: Callable[[ChatEvent | None], None] = lambda _event: None,
) -> None:
    """Let a turn be answered; ``changed`` is told each event, and None at the end. Cancelling it stops the answer.

    An error that people can read ends in the turn; nothing is raised for it. A defect ends in the turn and is raised.
    """
    stopped = False
    error: TrayBridgeError | None = None
    try:
        async with aclosing(events):
            async for event in events:
                turn.take(event)
                changed(event)
    except TrayBridgeError as caught:
        error = caught
    except asyncio.CancelledError:
        stopped = True
        raise
    except Exception as defect:
        title = msg("A defect of TrayBridge: {name}", name=type(defect).__name__)
        error = TrayBridgeError(title, "Ask again; the log tells more.")
        raise
    finally:
        turn.end(error, stopped=stopped)
        changed(None)
