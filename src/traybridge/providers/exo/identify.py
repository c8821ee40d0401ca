"""Identifies an Exo and its dialect: 1.x knows `/node_id`, 0.x `/healthcheck` and `/topology`; others are strangers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

import msgspec

from traybridge.core.errors import Unreachable
from traybridge.core.i18n import joined, msg
from traybridge.core.kinds import KINDS
from traybridge.providers.exo.legacy import read_topology
from traybridge.providers.exo.wire import UnreadableState
from traybridge.providers.http.client import Answer, join_url
from traybridge.providers.refusals.body import quoted, read_body

SECONDS = 3.0
"""Patience for one look. Exo answers in 4 to 100 ms; a machine that swaps may take a second."""
WORDS = 80

_STRING = msgspec.json.Decoder(str)
_HEALTHY = msgspec.json.Decoder(dict[str, str])


class Getting(Protocol):
    """The part of http.Client that is needed."""

    async def get(self, url: str, *, limit: int = ..., seconds: float | None = None) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Identity:
    """``dialect`` is "1.x" (then ``node`` is the id of the node asked) or "0.x"; None: a ``stranger``, for people."""

    dialect: str | None
    stranger: str = ""
    node: str = ""


class NoAnswer(Unreachable):
    """Somebody takes connections where Exo was, but no answer came that Exo would give; ``why`` in words for people."""

    is_silent = True

    def __init__(self, place: str, why: str, *, status: int | None = None) -> None:
        super().__init__(
            msg("No answer from Exo at {place}: {why}", place=place, why=why),
            msg("It may be very busy, or hang: look at the machine, or restart Exo there."),
            # Two looks in a row: icon, headline, tooltip and route say the same from now on.
            refused=True,
            status=status,
        )
        self.why = why


def bases_of(base_url: str) -> Sequence[str]:
    """Where to look: the address as set; for the default one also port 8000, Exo's until November 2024.

    A ``/v1`` at the end, which every other kind of address has, is taken off.
    """
    parts = urlsplit(base_url)
    base = urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/").removesuffix("/v1"), "", ""))
    now, before = KINDS["exo"].ports
    if parts.hostname in {"127.0.0.1", "localhost"} and parts.port == now:
        return base, urlunsplit((parts.scheme, f"{parts.hostname}:{before}", "", "", ""))
    return (base,)


async def identify(client: Getting, base: str) -> Identity:
    """Ask who answers at an address; only GET, and nothing that an Exo would have to work for.

    Raises:
        ProviderError: nobody answers.
    """
    node = read_node_id(await client.get(join_url(base, "/node_id"), seconds=SECONDS))
    if node is not None:
        return Identity("1.x", node=node)
    health = await client.get(join_url(base, "/healthcheck"), seconds=SECONDS)
    if _healthy(health):
        topology = await client.get(join_url(base, "/topology"), seconds=SECONDS)
        if topology.status == 200 and _is_topology(topology.body):
            return Identity("0.x")
    page = await client.get(join_url(base, "/"), seconds=SECONDS, limit=64 * 1024)
    return Identity(None, describe(page))


def read_node_id(answer: Answer) -> str | None:
    """The id that a 1.x node gives itself at each start; None for an answer that is none."""
    if answer.status != 200:
        return None
    try:
        return _STRING.decode(answer.body) or None
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _healthy(answer: Answer) -> bool:
    try:
        return answer.status == 200 and _HEALTHY.decode(answer.body).get("status") == "ok"
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False


def _is_topology(body: bytes) -> bool:
    try:
        read_topology(body)
    except UnreadableState:
        return False
    return True


def describe(answer: Answer) -> str:
    """Name a program by its page and its Server header, as well as they tell."""
    parsed = read_body(answer.body, answer.headers.get("content-type", ""))
    words = parsed.words if len(parsed.words) <= WORDS else f"{parsed.words[: WORDS - 1]}…"
    if words and answer.status < 300 and not parsed.is_page:
        words = quoted(words)
    server = answer.headers.get("server", "")[:WORDS]
    if words and answer.status < 300:
        return joined("", [words, " (", server, ")"]) if server else words
    return server or msg("a program that is not Exo")
