"""What an import of older tools' settings would bring, and what became of it: values for every surface, never a key."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from traybridge.core.i18n import msg

Action = Literal["add", "update", "same", "skip"]
Entry = tuple[str, str, str | None]
"""How a person tells entries apart: source, name, masked key."""
ENVIRONMENT = "environment"
"""The source of what stands in an environment variable and not in a file."""


@dataclass(frozen=True, slots=True)
class ImportItem:
    """One line of the preview: ``key`` is masked; ``problem`` is for people, "" when there is none.

    ``left_out``: it would come in, but somebody does not want it.
    """

    source: str
    name: str
    action: Action
    id: str | None = None
    kind: str | None = None
    base_url: str | None = None
    key: str | None = None
    enabled: bool = False
    problem: str = ""
    left_out: bool = False

    @property
    def entry(self) -> Entry:
        return self.source, self.name, self.key

    @property
    def choice(self) -> bool:
        """It can be brought in or left out."""
        return self.left_out or self.action in {"add", "update"}


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would bring, or has brought; looking writes nothing.

    ``keys`` to be stored, ``conversations`` to be added; ``settings`` by dotted name; ``key_files`` are the files that
    hold keys which anybody can read; ``keyring_problem``: why the keyring could not be looked at, "" when it could.
    ``changes``: carrying it out may change anything.
    """

    items: tuple[ImportItem, ...]
    keys: int = 0
    conversations: int = 0
    settings: Mapping[str, Any] = field(default_factory=dict)
    key_files: tuple[str, ...] = ()
    keyring_problem: str = ""
    changes: bool = False

    @property
    def news(self) -> bool:
        """There is something to bring from files: what stands in the environment is offered elsewhere, key by key."""
        return self.conversations > 0 or any(
            one.action in {"add", "update"} and one.source != ENVIRONMENT for one in self.items
        )


@dataclass(frozen=True, slots=True)
class KeptFile:
    """An old file that still holds a key or a ciphertext, and why it was left."""

    path: str
    reason: str

    @property
    def text(self) -> str:
        return msg("{name}: {what}", name=self.path, what=self.reason)


@dataclass(frozen=True, slots=True)
class ScrubReport:
    """What scrubbing did: ``changed`` files hold no key any more, ``kept`` ones still do."""

    changed: tuple[str, ...] = ()
    kept: tuple[KeptFile, ...] = ()
