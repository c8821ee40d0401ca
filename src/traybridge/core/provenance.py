"""Where an answer came from: each attempt, who was not asked and why, the times, the usage and the cost."""

from dataclasses import dataclass, field

from traybridge.core.ending import Ending
from traybridge.core.models import AUTO
from traybridge.core.outcome import Outcome

TRAYBRIDGE = "traybridge"
"""The model that a chunk names when no model wrote it, but this program."""
SHORTEST_SPEED_SECONDS = 0.2
"""Below this no speed is told."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the provider counted them; ``cost`` in US dollars where it names one (OpenRouter does)."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    total_tokens: int = 0
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of asking one route. ``reason`` is empty only when all was well.

    ``seconds`` until it ended; ``started``: how many seconds after the question it began, None = not known.
    """

    provider: str
    model: str
    outcome: Outcome
    seconds: float
    status: int | None = None
    reason: str = ""
    hint: str = ""
    started: float | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Skip:
    """A provider that was not asked, and why, in words for people (``code`` for translations and tests)."""

    provider: str
    reason: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an answer came from. Times are in seconds; ``cost`` in US dollars, None = unknown, 0 = free.

    ``text_seconds``: from the first content to the last, None without content. ``own_words``: no model was asked, the
    program itself answered.
    """

    request_id: str
    provider: str | None
    model: str | None
    asked_model: str = AUTO
    attempts: tuple[Attempt, ...] = ()
    skipped: tuple[Skip, ...] = ()
    ttft: float | None = None
    total: float = 0
    usage: Usage | None = None
    cost: float | None = None
    text_seconds: float | None = None
    finish_reason: str | None = None
    ended: Ending = Ending.COMPLETE
    interrupted: bool = False
    nodes: tuple[str, ...] = ()
    substituted: bool = False
    tiny: bool = False
    own_words: bool = False

    @property
    def tokens_per_second(self) -> float | None:
        """Completion tokens over the time from the first content to the last; None where unknown.

        A text that came all at once says nothing about how fast it was written.
        """
        if self.usage is None or self.text_seconds is None or self.usage.completion_tokens < 2:
            return None
        if self.text_seconds < SHORTEST_SPEED_SECONDS:
            return None
        return (self.usage.completion_tokens - 1) / self.text_seconds
