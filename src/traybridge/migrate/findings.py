"""What the readers of old files return: frozen values with no decision in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import Any, Protocol

from traybridge.core.config import ProviderConfig
from traybridge.core.i18n import Text
from traybridge.core.saved_chat import SavedChat, SavedMessage
from traybridge.core.secret import Secret

LAST = 999.0
"""The place in the order of an entry that names none (import.md)."""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A file with a Fernet key, and what stands in it."""

    path: Path
    key: Secret


@dataclass(frozen=True, slots=True)
class KeyLocation:
    """Where one key stands in an old file.

    ``label`` names the field and never holds a key; ``text`` is what is written there; ``key`` is what it means, None
    when it could not be decrypted; ``older``: a newer key of the same entry stands beside it; ``key_file`` opened it.
    """

    path: Path
    label: str
    text: Secret
    key: Secret | None
    older: bool = False
    key_file: Path | None = None


@dataclass(frozen=True, slots=True)
class FoundProvider:
    """One provider as an old tool knew it.

    ``source`` is a path or "environment"; ``name`` as written there; ``row`` is None when no provider can be made of
    it, and then ``problem`` says why; ``enabled`` is None where the source does not say; ``lost_key``: a key is there
    and cannot be read; ``priority``: smaller comes first; ``aliases`` are pairs of a model's other name and the model;
    ``backup``: it stands in a copy that an old tool made; ``exact_id``: ``row.id`` was chosen by a person and is kept.
    """

    source: str
    reader: str
    name: str = ""
    row: ProviderConfig | None = None
    key: Secret | None = None
    problem: str = ""
    lost_key: bool = False
    enabled: bool | None = None
    priority: float = LAST
    places: tuple[KeyLocation, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    backup: bool = False
    exact_id: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a source that could not be used, in words for people."""

    source: str
    text: Text


@dataclass(frozen=True, slots=True)
class OldFile:
    """A file of an old tool: ``syntax`` is json, yaml, env or sqlite; ``key_files`` are those it was read with."""

    path: Path
    syntax: str
    key_files: tuple[Path, ...] = ()
    backup: bool = False


@dataclass(frozen=True, slots=True)
class OldConversation:
    """One question and its answer as the old tools kept them; ``created_at`` in seconds since 1970 (UTC) or None."""

    model: str
    user: str
    assistant: str
    provider: str = ""
    tokens: int = 0
    created_at: float | None = None

    @property
    def fingerprint(self) -> str:
        """The same for the same content, on every machine and in every run: a second import adds nothing."""
        fields = [self.model, self.user, self.assistant, self.provider, self.tokens, self.created_at]
        return sha256(dumps(fields).encode()).hexdigest()

    def as_chat(self) -> SavedChat:
        messages = (
            SavedMessage("user", self.user, created_at=self.created_at),
            SavedMessage("assistant", self.assistant, self.model, self.provider, self.tokens, self.created_at),
        )
        return SavedChat(self.fingerprint, tuple(one for one in messages if one.text), created_at=self.created_at)


class ConversationSink(Protocol):
    """Where chats go; adding the same ones again adds nothing."""

    async def add_chats(self, chats: Sequence[SavedChat]) -> int:
        """Return how many were new, told by their ``id``."""
        ...


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found. ``settings`` are dotted names of the config, and ``prefer_local``; ``fallbacks`` pairs of an
    alias and those asked after it; ``files`` are all old files that were looked into, readable or not;
    ``variables`` are environment variables with the keys in them, which no scrub can reach.
    """

    found: tuple[FoundProvider, ...] = ()
    conversations: tuple[OldConversation, ...] = ()
    chats: tuple[SavedChat, ...] = ()
    settings: tuple[tuple[str, Any], ...] = ()
    fallbacks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    problems: tuple[Problem, ...] = ()
    key_files: tuple[KeyFile, ...] = ()
    files: tuple[OldFile, ...] = ()
    variables: tuple[tuple[str, Secret], ...] = ()

    def __add__(self, other: "Findings") -> "Findings":
        return Findings(
            self.found + other.found,
            self.conversations + other.conversations,
            self.chats + other.chats,
            self.settings + other.settings,
            self.fallbacks + other.fallbacks,
            self.problems + other.problems,
            self.key_files + other.key_files,
            self.files + other.files,
            self.variables + other.variables,
        )
