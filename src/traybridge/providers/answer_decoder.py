"""The part of an answer's decoding that all wires share: what has come, and whether it is an answer (no I/O)."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeGuard

from traybridge.core.chat import Chunk, Progress
from traybridge.core.ending import Ending, FinishClass, ReceivedContent, ending_of, finish_class
from traybridge.core.errors import ProviderError, StreamBroken
from traybridge.core.i18n import msg
from traybridge.core.provenance import Usage
from traybridge.providers.refusals import classify

INTERRUPTED: Final = msg("Continue with another provider, or ask again.")
NO_REASONS: Final = frozenset({"", "null", "none", "undefined"})
"""What some hosts write as a finish_reason while nothing has finished."""

MOST_TOKENS: Final = 10**12
"""A count beyond this is a host's mistake; it would not fit where counts are added up."""


def token_count(value: Any) -> int:
    """A host's count of tokens; 0 for what is none."""
    return int(value) if is_number(value) and 0 <= value <= MOST_TOKENS else 0


def is_number(value: Any) -> TypeGuard[float]:
    """True for a number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


class AnswerDecoder(ABC):
    """What one answer has shown so far: takes the payloads of events, gives chunks, judges the end (no I/O).

    ``wall`` is the clock for errors that name a date; ``key`` is taken out of them. A wire fills ``received``,
    ``finish_reason`` (the last one), ``done`` (the wire's own last event came), ``has_usage`` and ``touched`` (any
    event came), and ``resumed`` (content came after a finish_reason); ``contents`` counts what brought content.
    """

    def __init__(self, *, wall: Callable[[], float] = time.time, key: str = "") -> None:
        self._wall = wall
        self._key = key
        self._texts: list[str] = []
        self.received = ReceivedContent()
        self.finish_reason: str | None = None
        self.open = True
        self.resumed = False
        self.contents = 0
        self.done = False
        self.has_usage = False
        self.touched = False

    # What a wire does.

    @abstractmethod
    def take(self, data: bytes) -> Chunk | Progress | None:
        """Read the payload of one event; None where it says nothing.

        Raises:
            ProviderError: the event is an error, or cannot be read.
        """

    @abstractmethod
    def late_usage(self, data: bytes) -> Usage | None:
        """Read an event that came after the last one, where nothing counts but the usage."""

    @abstractmethod
    def body(self, body: bytes, content_type: str) -> Iterator[Chunk]:
        """Read a whole answer that came where events were asked for, as chunks. Raises ProviderError."""

    # What all share.

    @property
    def partial(self) -> str:
        """The text that has come."""
        return "".join(self._texts)

    @property
    def finished(self) -> bool:
        """True when a finish_reason came and no content after it."""
        return not self.open

    def saw_content(self) -> None:
        """Content came: a finish_reason before it was not the end."""
        self.contents += 1
        if self.finish_reason is not None:
            self.resumed = True
            self.open = True

    def saw_text(self, text: str) -> None:
        """Text came; blanks alone are no answer, for nobody sees them."""
        self._texts.append(text)
        self.received.text = self.received.text or not text.isspace()
        self.saw_content()

    def saw_reason(self, reason: str) -> str | None:
        """Take in a finish_reason as sent. The result may be handed on: one that stands for a failure may not."""
        self.finish_reason = reason
        self.open = False
        return None if finish_class(reason) is FinishClass.NO_RESOURCES else reason

    def end(self) -> Ending:
        """Nothing more comes.

        Raises:
            StreamBroken: it broke off.
            ProviderError: it ended, but is no answer (routing.md, section 4).
        """
        if not self.done and self.finish_reason is None:
            raise self.broken()
        kind = finish_class(self.finish_reason)
        if not self.received.answered and not (self.received.hidden and kind is FinishClass.STOP):
            raise self._without_answer(kind)
        if kind is FinishClass.NO_RESOURCES:
            raise StreamBroken(classify.NO_RESOURCES, INTERRUPTED, partial=self.partial, status=200)
        return ending_of(self.finish_reason, self.received)

    def _without_answer(self, kind: FinishClass) -> ProviderError:
        if self.finish_reason is None and not self.received.reasoning:
            return self.broken()
        return classify.no_content(kind)

    def broken(self) -> StreamBroken:
        if not (self.received.answered or self.received.reasoning):
            return StreamBroken(
                "The connection ended before the first word", "Ask again, or use another provider.", status=200
            )
        return StreamBroken(
            "Stopped sending before the end of the answer", INTERRUPTED, partial=self.partial, status=200
        )
