"""Model ids: catalogues of providers, aliases, and which id somebody means (pure)."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_QUANT = re.compile(
    r"[-_.](?:\d+(?:\.\d+)?bit|[iq]\d[\w.]*|bf16|fp16|fp32|fp8|f16|mlx|gguf|awq|gptq|dwq|instruct|it|chat|latest|free"
    r"|hf|preview|exp|versatile|turbo)(?=[-_.:]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """One row of a catalogue. Prices in US dollars for one token (request: for one request), None = unknown.

    ``context`` is the window in tokens, None = unknown.
    """

    id: str
    name: str = ""
    context: int | None = None
    prompt_price: float | None = None
    completion_price: float | None = None
    request_price: float | None = None
    image_price: float | None = None
    owned_by: str = ""

    @property
    def free(self) -> bool:
        """True only when every price is known to be nothing; an unknown price counts as paid (routing.md)."""
        known = (self.prompt_price, self.completion_price)
        fees = (self.request_price or 0, self.image_price or 0)
        return all(price == 0 for price in known) and not any(fees)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What one provider can be asked for. ``fetched_at`` is wall-clock seconds, 0 = never fetched."""

    models: tuple[ModelInfo, ...] = ()
    fetched_at: float = 0.0

    @property
    def known(self) -> bool:
        return self.fetched_at > 0

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(model.id for model in self.models)

    def get(self, model: str) -> ModelInfo | None:
        return next((info for info in self.models if info.id == model), None)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means: for each provider the id to send it, best match first; or the nearest ids when none has it."""

    ids: Mapping[str, str] = field(default_factory=dict)
    nearest: tuple[str, ...] = ()
    step: str = ""

    def __bool__(self) -> bool:
        return bool(self.ids)


def normalise(model: str) -> str:
    """Reduce an id to family, version and size: ``mlx-community/Llama-3.2-3B-Instruct-4bit`` -> ``llama-3.2-3b``."""
    name = model.rsplit("/", 1)[-1].lower().replace(":", "-").replace("_", "-").replace(" ", "-")
    if name.startswith("meta-"):
        name = name.removeprefix("meta-")
    previous = None
    while previous != name:
        previous = name
        name = _QUANT.sub("", name)
    return re.sub(r"-+", "-", name).strip("-")


def match(name: str, ids: Sequence[str]) -> tuple[str | None, str]:
    """Find the one id of a catalogue that a name means, and by which step.

    Steps, each only if unique: exact, case-insensitive, last path segment, normalised family and size
    (routing.md, section 2). Two hits in one step mean nobody can tell: no later, looser step is tried.
    """
    if name in ids:
        return name, "exact"
    steps: tuple[tuple[str, list[str]], ...] = (
        ("case", [model for model in ids if model.lower() == name.lower()]),
        ("segment", [model for model in ids if _segment(model) == _segment(name)]),
        (
            "normalised",
            [model for model in ids if normalise(model) == normalise(name)] if normalise(name) else [],
        ),
    )
    for step, hits in steps:
        if len(hits) == 1:
            return hits[0], step
        if len(hits) > 1:
            return None, "ambiguous"
    return None, ""


def _segment(model: str) -> str:
    return model.rsplit("/", 1)[-1].lower()


def nearest(name: str, ids: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Name the ids that look most like what was asked for, best first."""
    pool = list(dict.fromkeys(ids))
    by_segment = {_segment(model): model for model in reversed(pool)}
    close = difflib.get_close_matches(_segment(name), by_segment, n=limit, cutoff=0.5)
    found = [by_segment[segment] for segment in close]
    family = normalise(name).split("-")[0]
    if family:
        found += [model for model in pool if family in normalise(model) and model not in found]
    return tuple(found[:limit])


def resolve(
    name: str,
    catalogues: Mapping[str, Sequence[str]],
    aliases: Mapping[str, Sequence[str]] | None = None,
) -> Resolution:
    """Say which provider is to be sent which id for a name that somebody used.

    ``catalogues``: provider id -> the ids that provider has, in order of priority. ``aliases``: name -> list of
    ``provider:model``. Order of the steps over all providers: exact id, alias, ``provider/model``, then for each
    provider the looser steps of ``match``. One provider's id is never sent to another.
    """
    exact = {provider: name for provider, ids in catalogues.items() if name in ids}
    if exact:
        return Resolution(exact, step="exact")
    if aliases and (targets := aliases.get(name)):
        return _from_alias(targets, catalogues)
    head, slash, rest = name.partition("/")
    if slash and rest and head in catalogues:
        hit, step = match(rest, catalogues[head])
        if hit:
            return Resolution({head: hit}, step=f"pinned {step}")
        if not catalogues[head]:
            return Resolution({head: rest}, step="pinned unseen")
    found: dict[str, str] = {}
    steps: set[str] = set()
    for provider, ids in catalogues.items():
        hit, step = match(name, ids)
        if hit:
            found[provider] = hit
            steps.add(step)
    if found:
        return Resolution(found, step=", ".join(sorted(steps)))
    return Resolution(nearest=_nearest_of(head, rest, name, catalogues))


def _nearest_of(head: str, rest: str, name: str, catalogues: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    if rest and head in catalogues:
        return tuple(f"{head}/{model}" for model in nearest(rest, catalogues[head]))
    return nearest(name, (model for ids in catalogues.values() for model in ids))


def _from_alias(targets: Sequence[str], catalogues: Mapping[str, Sequence[str]]) -> Resolution:
    """An alias is somebody's own word: its ids are sent as written unless the provider's list has a better spelling."""
    found: dict[str, str] = {}
    for target in targets:
        provider, _, model = target.partition(":")
        if provider not in catalogues or provider in found or not model:
            continue
        hit, _ = match(model, catalogues[provider])
        found[provider] = hit or model
    return Resolution(found, step="alias")
