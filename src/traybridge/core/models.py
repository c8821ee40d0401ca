"""Model ids: catalogues of providers, aliases, and which id somebody means (pure)."""

import difflib
import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

AUTO = "auto"
"""The model name that leaves the choice to the router."""

_FORMAT = re.compile(
    r"[-_.:@](?:\d+(?:\.\d+)?-?bits?|i?q\d(?:[-_](?:\d|xxs|xs|s|m|nl|k(?:[-_](?:xs|s|m|l|xl))?))?|bf16|fp?(?:4|8|16|32)"
    r"|int[48]|mxfp4|nvfp4|mlx|gguf|awq|gptq|dwq|qat|exl2|latest)(?=[-_.:@]|$)"
)
"""How the weights are stored, and Ollama's ``:latest``: the same model in another box."""
_TUNING = re.compile(r"[-_.:](?:instruct[-_.]turbo|instruct|it|chat|hf|versatile|instant)(?=[-_.:@]|$)")
"""How the hosts name the tuned model of a family and size; without a size (``deepseek-chat``) it is the name itself."""
_SIZE = re.compile(r"[-_.:](?:\d+x)?[ea]?\d+(?:\.\d+)?[bmt](?=[-_.:@]|$)")
_STAND_INS = frozenset({"auto", "free"})
"""Names that a host gives to its own choice of model: they mean nothing anywhere else."""


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
    """What one provider can be asked for.

    ``fetched_at`` is wall-clock seconds, 0 = never fetched; ``source`` the base URL it came from, "" = not known.
    """

    models: tuple[ModelInfo, ...] = ()
    fetched_at: float = 0.0
    source: str = ""
    _by_id: Mapping[str, ModelInfo] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Every request looks ids up, a list has hundreds of them, and the value never changes.
        object.__setattr__(self, "_by_id", {info.id: info for info in reversed(self.models)})

    @property
    def known(self) -> bool:
        return self.fetched_at > 0

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(model.id for model in self.models)

    def get(self, model: str) -> ModelInfo | None:
        return self._by_id.get(model)


@dataclass(frozen=True, slots=True)
class Match:
    """What a name means in one catalogue: ``id`` by which ``step``; None and ``among`` where several fit equally."""

    id: str | None = None
    step: str = ""
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means: for each provider the id to send it; or the nearest ids when none has it.

    ``pinned`` is the provider that the name itself names (``provider/model``), "" for none; ``ambiguous``: providers
    where several ids fit, and which.
    """

    ids: Mapping[str, str] = field(default_factory=dict)
    nearest: tuple[str, ...] = ()
    step: str = ""
    pinned: str = ""
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.ids)


@lru_cache(maxsize=4096)
def normalise(model: str) -> str:
    """Reduce an id to family, version and size: ``mlx-community/Llama-3.2-3B-Instruct-4bit`` -> ``llama-3.2-3b``.

    What makes another model stays: ``-preview``, ``-turbo``, ``:free`` (another price), dates.
    """
    name = _segment(model).replace(" ", "-").removeprefix("meta-")
    name = _without(_FORMAT, name)
    if _SIZE.search(name):
        name = _without(_TUNING, name)
    name = re.sub(r"[-_:@]+", "-", name).strip("-")
    return re.sub(r"^([a-z]{2,})(?=\d)", r"\1-", name)


def _without(pattern: re.Pattern[str], name: str) -> str:
    while (shorter := pattern.sub("", name)) != name:
        name = shorter
    return name


def match(name: str, ids: Sequence[str], ready: Container[str] = ()) -> Match:
    """Find the one id of a catalogue that a name means, and by which step.

    Steps, each only if unique: exact, case-insensitive, last path segment, normalised family and size
    (routing.md, section 2). Of several hits in one step the one that is ``ready`` is meant; else nobody can tell,
    and no later, looser step is tried.
    """
    if name in ids:
        return Match(name, "exact")
    for step, form in _STEPS:
        wanted = form(name)
        hits = [model for model in ids if form(model) == wanted] if wanted else []
        if len(hits) > 1:
            hits = [model for model in hits if model in ready] if sum(model in ready for model in hits) == 1 else hits
        if len(hits) == 1:
            return Match(hits[0], step)
        if hits:
            return Match(among=tuple(hits))
    return Match()


def _segment(model: str) -> str:
    return model.rsplit("/", 1)[-1].lower()


def _travelling_segment(model: str) -> str:
    """The last path segment; "" for a stand-in, which is nothing without the host before it."""
    segment = _segment(model)
    return "" if segment in _STAND_INS else segment


_STEPS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("case", str.lower),
    ("segment", _travelling_segment),
    ("normalised", lambda model: normalise(model) if _travelling_segment(model) else ""),
)


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
    ready: Mapping[str, Container[str]] | None = None,
) -> Resolution:
    """Say which provider is to be sent which id for a name that somebody used.

    ``catalogues``: provider id -> the ids that provider has, in order of priority, empty = not known. ``aliases``:
    name -> list of ``provider:model``. ``ready``: provider id -> the ids that can be asked at once.

    ``provider/model`` with that provider's own id comes first, because the model field offers exactly that; then an
    id that somebody has, an alias, ``provider/model`` loosely, and the looser steps of ``match``. Every provider is
    sent its own id for the model, never another's.
    """
    ready = ready or {}
    head, rest = split_pin(name, catalogues)
    if head and rest in catalogues[head]:
        return Resolution({head: rest}, step="pinned exact", pinned=head)
    exact = any(name in ids for ids in catalogues.values())
    if not exact and aliases and (targets := aliases.get(name)):
        return _from_alias(targets, catalogues, ready)
    if not exact and head:
        return _from_pin(head, rest, catalogues, ready)
    matches = {provider: match(name, ids, ready.get(provider, ())) for provider, ids in catalogues.items()}
    found = {provider: one.id for provider, one in matches.items() if one.id is not None}
    ambiguous = {provider: one.among for provider, one in matches.items() if one.among}
    if found:
        steps = {one.step for one in matches.values() if one.id is not None}
        return Resolution(found, step=", ".join(sorted(steps)), ambiguous=ambiguous)
    among = [model for ids in ambiguous.values() for model in ids]
    close = nearest(name, [*among, *(model for ids in catalogues.values() for model in ids)])
    return Resolution(nearest=close, ambiguous=ambiguous)


def split_pin(name: str, providers: Iterable[str]) -> tuple[str, str]:
    """Read a name as ``provider/model``: both parts, or twice "" where it names none of the providers.

    An id of a provider may have slashes itself, so the longest that fits is meant.
    """
    fitting = [one for one in providers if name.startswith(f"{one}/") and len(name) > len(one) + 1]
    head = max(fitting, key=len, default="")
    return (head, name[len(head) + 1 :]) if head else ("", "")


def _from_pin(
    head: str, rest: str, catalogues: Mapping[str, Sequence[str]], ready: Mapping[str, Container[str]]
) -> Resolution:
    """The provider is named, so nobody else is meant; where its list is not known the id is sent as written."""
    if not catalogues[head]:
        return Resolution({head: rest}, step="pinned unseen", pinned=head)
    one = match(rest, catalogues[head], ready.get(head, ()))
    if one.id is not None:
        return Resolution({head: one.id}, step=f"pinned {one.step}", pinned=head)
    close = one.among or nearest(rest, catalogues[head])
    ambiguous = {head: one.among} if one.among else {}
    return Resolution(nearest=tuple(f"{head}/{model}" for model in close), pinned=head, ambiguous=ambiguous)


def _from_alias(
    targets: Sequence[str], catalogues: Mapping[str, Sequence[str]], ready: Mapping[str, Container[str]]
) -> Resolution:
    """An alias is somebody's own word: its ids are sent as written unless the provider's list has a better spelling.

    Of several models of one provider the first that is ready is meant, else the first that it has, else the first.
    """
    wanted: dict[str, list[str]] = {}
    for target in targets:
        provider, model = _split_target(target, catalogues)
        if provider and model:
            wanted.setdefault(provider, []).append(model)
    found: dict[str, str] = {}
    for provider, models in wanted.items():
        warm = ready.get(provider, ())
        had = [hit for model in models if (hit := match(model, catalogues[provider], warm).id) is not None]
        found[provider] = next((model for model in had if model in warm), had[0] if had else models[0])
    return Resolution(found, step="alias")


def _split_target(target: str, providers: Iterable[str]) -> tuple[str, str]:
    """``provider:model``; both may have colons, so the longest provider that fits is meant."""
    fitting = [one for one in providers if target.startswith(f"{one}:")]
    head = max(fitting, key=len, default="")
    return (head, target[len(head) + 1 :]) if head else ("", "")
