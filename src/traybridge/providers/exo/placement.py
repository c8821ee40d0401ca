"""Reads where a model could be placed on an Exo cluster, and why not (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from msgspec import Struct

from traybridge.core.i18n import joined, msg
from traybridge.providers.exo.wire import UnreadableState, reason


class _Assignments(Struct, rename="camel", frozen=True):
    node_to_runner: dict[str, str] = {}


class _Instance(Struct, rename="camel", frozen=True):
    shard_assignments: _Assignments = _Assignments()


class _Preview(Struct, frozen=True):
    sharding: str
    instance_meta: str
    instance: dict[str, _Instance] | None = None
    error: str | None = None


class _Previews(Struct, frozen=True):
    previews: list[_Preview]


_PREVIEWS = msgspec.json.Decoder(_Previews)


@dataclass(frozen=True, slots=True)
class Option:
    """One way to place a model; ``error`` in Exo's words when it cannot be."""

    sharding: str
    instance_meta: str
    nodes: int = 0
    error: str = ""

    def wire(self, model: str) -> bytes:
        """The body of `POST /place_instance` that asks for this option."""
        return msgspec.json.encode(
            {
                "model_id": model,
                "sharding": self.sharding,
                "instance_meta": self.instance_meta,
                "min_nodes": self.nodes,
            }
        )


def read_previews(body: bytes) -> tuple[Option, ...]:
    """Read the answer to `GET /instance/previews`. Raises UnreadableState."""
    try:
        previews = _PREVIEWS.decode(body).previews
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise UnreadableState("previews", str(problem)) from None
    return tuple(_option(preview) for preview in previews)


def _option(preview: _Preview) -> Option:
    instances = list((preview.instance or {}).values())
    if not instances or preview.error:
        why = reason(preview.error) or msg("no placement")
        return Option(preview.sharding, preview.instance_meta, error=why)
    return Option(preview.sharding, preview.instance_meta, len(instances[0].shard_assignments.node_to_runner) or 1)


def best(options: Sequence[Option]) -> Option | None:
    """The option that needs the fewest nodes, in Exo's own order among equals; None when none is possible."""
    possible = [option for option in options if not option.error]
    return min(possible, key=lambda option: option.nodes, default=None)


def why_not(options: Sequence[Option]) -> str:
    """Exo's reasons, each once; "" when the model fits."""
    if best(options) is not None:
        return ""
    reasons = dict.fromkeys(option.error for option in options)
    return joined("; ", reasons) if reasons else msg("the cluster has no node at the moment")
