"""A whole conversation as it is kept, imported and exported (frozen values, no decision in them)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedMessage:
    """One message of a chat: ``created_at`` in seconds since 1970 (UTC), ``tokens`` 0 where unknown."""

    role: str
    text: str
    model: str = ""
    provider: str = ""
    tokens: int = 0
    created_at: float | None = None


@dataclass(frozen=True, slots=True)
class SavedChat:
    """A whole chat as the export writes it; ``id`` is the same wherever it came through."""

    id: str
    messages: tuple[SavedMessage, ...]
    title: str = ""
    created_at: float | None = None
