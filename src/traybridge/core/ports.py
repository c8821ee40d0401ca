"""What the core needs from outside, as Protocols; the rooms around it fill them."""

from collections.abc import AsyncGenerator, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from traybridge.core.chat import ChatRequest, StreamBatch
from traybridge.core.config import Config, ProviderConfig, Timers
from traybridge.core.errors import ChatFailed
from traybridge.core.import_preview import ImportItem, ImportPreview, ScrubReport
from traybridge.core.models import Catalogue
from traybridge.core.probe import Reading
from traybridge.core.provenance import Provenance
from traybridge.core.secret import Secret


@dataclass(frozen=True, slots=True)
class KeyCheck:
    """What a free look at a key showed: ``ok`` None = could not be found out; ``detail`` in words for people."""

    ok: bool | None
    detail: str
    hint: str = ""


class Provider(Protocol):
    """One way out. It never retries and never asks anybody else."""

    def stream(self, request: ChatRequest, model: str) -> AsyncGenerator[StreamBatch, None]:
        """Ask for an answer; close the generator to cancel, which closes the socket.

        Each batch holds what came in one read, in order; an error is raised after the batch of what came before it.
        First comes ``Progress("accepted")`` when the response headers are there, then content. A whole answer has a
        chunk that says how it ended (``Chunk.ended``); the usage may come after it. Any other end is raised.

        Raises:
            ProviderError: of the class that routing.md, section 3 gives the failure.
        """
        ...

    async def probe(self) -> Reading:
        """Look without cost. Raises ProviderError."""
        ...

    async def models(self) -> Catalogue:
        """Fetch the list of what can be asked for. Raises ProviderError."""
        ...

    async def check_key(self, key: Secret | None) -> KeyCheck:
        """Try a key (None: the stored one) at the preset's free address; costs nothing."""
        ...

    async def reset(self) -> None:
        """Drop pooled connections: the machine slept or the network changed."""
        ...

    async def aclose(self) -> None: ...


@runtime_checkable
class ExoControl(Protocol):
    """What an Exo provider can do beside chatting. Each raises ProviderError."""

    async def fits(self, model: str) -> tuple[bool, str]:
        """Say whether a model fits the cluster, and the reason in Exo's words when it does not."""
        ...

    async def load(self, model: str) -> None:
        """Ask the cluster to place a model; progress shows in the probes. A model that does not fit is refused."""
        ...

    async def unload(self, model: str) -> None:
        """Delete every instance of a model, a loading one included."""
        ...

    @property
    def dashboard(self) -> str: ...


@dataclass(frozen=True, slots=True)
class ProviderContext:
    """What a provider is built with: its settings, timers, how to get its key, and whether only local addresses go."""

    provider: ProviderConfig
    timers: Timers
    key: Callable[[], Secret | None]
    local_only: Callable[[], bool]


ProviderFactory = Callable[[ProviderContext], Provider]


class SecretStore(Protocol):
    """The OS keyring. Every call may take seconds (a prompt) and raises KeyringProblem; none falls back to a file."""

    async def get(self, account: str) -> Secret | None: ...

    async def set(self, account: str, secret: Secret) -> None: ...

    async def delete(self, account: str) -> bool:
        """True when there was one."""
        ...


class ConfigStore(Protocol):
    """The config file: comments and unknown keys survive an edit."""

    def current(self) -> Config:
        """Read it. Raises BadConfig with file, key and line."""
        ...

    def edit(self, change: Callable[[Config], Config]) -> Config:
        """Read, change, check and write under a lock that other processes respect; the result is what stands there.

        Raises BadConfig (nothing written) for a file or a change that cannot be used, TrayBridgeError for a full disk.
        """
        ...


class Journal(Protocol):
    """One row for each request, never its content."""

    async def record(
        self, provenance: Provenance, *, at: float, error: ChatFailed | None = None, estimated: float | None = None
    ) -> None:
        """Write one row; ``at`` is wall-clock seconds of its end, ``estimated`` US dollars where nobody says them."""
        ...

    async def spent(self, month: str) -> Mapping[str, float]:
        """US dollars by provider id in a month written as 2026-11."""
        ...

    async def reserve(self, request: str, provider: str, amount: float | None, *, cap: float, at: float) -> str:
        """Set a request's estimate aside until it is recorded, for all processes; the result is why not, "" if it is.

        ``amount`` in US dollars, None = the price is unknown; ``at`` is wall-clock seconds (budget.cap_refusal).
        """
        ...

    async def answered(self) -> Mapping[str, float]:
        """When each model last answered, in wall-clock seconds."""
        ...


class JournalReader(Protocol):
    """What was asked of whom, never the content. Each call raises TrayBridgeError."""

    async def tail(self, limit: int = 20) -> Sequence[Mapping[str, Any]]:
        """The newest rows, oldest first."""
        ...

    async def usage(self, since: float) -> Sequence[Mapping[str, Any]]: ...

    async def last_used(self) -> Mapping[str, str]:
        """When each provider last answered (ISO 8601, UTC), by its id."""
        ...


class CatalogueStore(Protocol):
    """Catalogues kept on disk with their age."""

    async def load(self) -> Mapping[str, Catalogue]: ...

    async def save(self, provider: str, catalogue: Catalogue) -> None: ...


class Clock(Protocol):
    """Time as an argument: monotonic seconds for timers, wall seconds for dates."""

    def monotonic(self) -> float: ...

    def wall(self) -> float: ...


class PowerEvents(Protocol):
    """Tell when the machine woke up or the network changed."""

    async def watch(self, changed: Callable[[str], None]) -> None:
        """Run until cancelled; ``changed`` gets "wake" or "network"."""
        ...


class LoginItem(Protocol):
    """Launch at login, as the system has it."""

    def state(self) -> bool: ...

    def enable(self) -> None: ...

    def disable(self) -> None: ...

    def repair(self) -> bool:
        """Correct the path if we are registered with an old one; True when something was changed."""
        ...


class Importer(Protocol):
    """Older tools' settings: look, choose, apply, scrub. Each raises TrayBridgeError."""

    @property
    def formats(self) -> Sequence[str]:
        """What can be left out of a look, by name."""
        ...

    async def look(self, path: str | None = None, *, skip: Collection[str] = ()) -> ImportPreview:
        """Say what is there and what would happen; nothing is written. ``path`` replaces home and current folder.

        Raises NotFound, BadConfig.
        """
        ...

    async def look_again(self) -> ImportPreview:
        """Look at the same places; what was left out stays left out."""
        ...

    async def choose(self, left_out: Sequence[ImportItem]) -> ImportPreview:
        """Leave these out of what the last look found, and say what would happen then; files are not read again."""
        ...

    async def apply(self) -> ImportPreview:
        """Do what was said last, and say what came of it; doing it again finishes what was interrupted."""
        ...

    async def scrub(self) -> ScrubReport:
        """Remove from the old files what is in the keyring now; after an error nothing was touched."""
        ...
