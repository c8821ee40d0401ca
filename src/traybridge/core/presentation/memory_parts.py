"""What takes a machine's memory, in parts that can be drawn: each model of the cluster, and everything else (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from traybridge.core.cluster import LoadedModel, ModelState, Node, activity
from traybridge.core.formatting import gigabytes
from traybridge.core.i18n import joined, msg
from traybridge.core.model_names import model_name

PartKind = Literal["held", "coming", "other"]


@dataclass(frozen=True, slots=True)
class MemoryPart:
    """``share`` 0..1 of all of a machine's memory; a model is "held" or "coming", "other" is everything else."""

    kind: PartKind
    share: float
    words: str


def memory_parts(node: Node, models: Sequence[LoadedModel], nodes: Sequence[Node]) -> tuple[MemoryPart, ...]:
    """Divide what is taken of a node's memory; nothing where nobody knows how much that is.

    Exo tells a model's size and its machines, not how much lies where: it is shared out by their memory, said as
    "about", and never exceeds what is taken.
    """
    used, total = node.memory_used, node.memory_total
    if used is None or not total:
        return ()
    sizes = [(model, _part_of(model, node, nodes)) for model in models]
    sizes = [(model, size) for model, size in sizes if size >= 1]
    claimed = sum(size for _model, size in sizes)
    fits = min(1.0, used / claimed) if claimed else 1.0
    parts = [
        MemoryPart("held" if model.answers else "coming", fits * size / total, _words(model, fits * size))
        for model, size in sizes
    ]
    rest = used - fits * claimed
    if rest >= 1:
        words = msg("the system and other programs, {size}", size=gigabytes(round(rest)))
        parts.append(MemoryPart("other", rest / total, words))
    return tuple(parts)


def _part_of(model: LoadedModel, node: Node, nodes: Sequence[Node]) -> float:
    """How many bytes of a model lie on a node, roughly."""
    if node.name not in model.nodes or model.state in {ModelState.FAILED, ModelState.DOWNLOADING}:
        return 0.0
    together = sum(one.memory_total or 0 for one in nodes if one.name in model.nodes)
    loaded = 1.0 if model.answers or model.warming_up else model.progress or 0.0
    return model.size * loaded * (node.memory_total or 0) / together if together else 0.0


def _words(model: LoadedModel, size: float) -> str:
    about = msg("about {size}", size=gigabytes(round(size)))
    return joined(", ", (model_name(model.id), *(() if model.answers else (activity(model),)), about))
