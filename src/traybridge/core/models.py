"""Model ids: catalogues of providers, aliases, and which id somebody means (pure)."""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from traybridge.core.model_index import NOWHERE, ModelIndex, ModelName, NearestIds, as_index, nearest

AUTO = "auto"
"""The model name that leaves the choice to the router."""


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
    _lookup: "_Lookup" = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_lookup", _Lookup())

    @property
    def known(self) -> bool:
        return self.fetched_at > 0

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(model.id for model in self.models)

    def get(self, model: str) -> ModelInfo | None:
        if self._lookup.by_id is None:
            self._lookup.by_id = {info.id: info for info in reversed(self.models)}
        return self._lookup.by_id.get(model)

    def index(self, first: tuple[str, ...] = ()) -> ModelIndex:
        """The index of these ids behind some others, each id once. The last one is kept: ``first`` seldom changes."""
        if self._lookup.index is None or self._lookup.first != first:
            self._lookup.first = first
            self._lookup.index = ModelIndex(dict.fromkeys((*first, *(model.id for model in self.models))))
        return self._lookup.index


@dataclass(slots=True)
class _Lookup:
    """Tables of a catalogue, made when they are first needed: each request looks ids up, and a list is long."""

    by_id: Mapping[str, ModelInfo] | None = None
    first: tuple[str, ...] = ()
    index: ModelIndex | None = None


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
    nearest: Collection[str] = ()
    step: str = ""
    pinned: str = ""
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.ids)


NO_MATCH = Match()


def match(name: str, ids: Sequence[str], ready: Container[str] = ()) -> Match:
    """Find the one id of a catalogue that a name means, and by which step.

    Steps, each only if unique: exact, case-insensitive, last path segment, normalised family and size
    (routing.md, section 2). Of several hits in one step the one that is ``ready`` is meant; else nobody can tell,
    and no later, looser step is tried.
    """
    return _match(as_index(ids).find(ModelName(name)), ready)


def _match(found: tuple[str, Sequence[str]], ready: Container[str]) -> Match:
    step, hits = found
    if not hits:
        return NO_MATCH
    if len(hits) > 1:
        hits = [model for model in hits if model in ready] if sum(model in ready for model in hits) == 1 else hits
    return Match(hits[0], step) if len(hits) == 1 else Match(among=tuple(hits))


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
    indexes = {provider: as_index(ids) for provider, ids in catalogues.items()}
    head, rest = split_pin(name, indexes)
    if head and rest in indexes[head]:
        return Resolution({head: rest}, step="pinned exact", pinned=head)
    wanted = ModelName(name)
    found = {provider: index.find(wanted) for provider, index in indexes.items()}
    exact = any(step == "exact" for step, _ in found.values())
    if not exact and aliases and (targets := aliases.get(name)):
        return _from_alias(targets, indexes, ready)
    if not exact and head:
        return _from_pin(head, rest, indexes[head], ready.get(head, ()))
    matches = {provider: _match(one, ready.get(provider, ())) for provider, one in found.items() if one is not NOWHERE}
    return _matched(matches) or _nobody(name, matches, indexes)


def _matched(matches: Mapping[str, Match]) -> Resolution:
    found = {provider: one.id for provider, one in matches.items() if one.id is not None}
    steps = {one.step for one in matches.values() if one.id is not None}
    return Resolution(found, step=", ".join(sorted(steps)), ambiguous=_ambiguous(matches))


def _nobody(name: str, matches: Mapping[str, Match], indexes: Mapping[str, ModelIndex]) -> Resolution:
    ambiguous = _ambiguous(matches)
    among = [model for ids in ambiguous.values() for model in ids]
    return Resolution(nearest=NearestIds(lambda: nearest(name, among, *indexes.values())), ambiguous=ambiguous)


def _ambiguous(matches: Mapping[str, Match]) -> Mapping[str, tuple[str, ...]]:
    return {provider: one.among for provider, one in matches.items() if one.among}


def split_pin(name: str, providers: Iterable[str]) -> tuple[str, str]:
    """Read a name as ``provider/model``: both parts, or twice "" where it names none of the providers.

    An id of a provider may have slashes itself, so the longest that fits is meant.
    """
    if "/" not in name:
        return "", ""
    fitting = [one for one in providers if name.startswith(one) and name[len(one) :].startswith("/")]
    fitting = [one for one in fitting if len(name) > len(one) + 1]
    head = max(fitting, key=len, default="")
    return (head, name[len(head) + 1 :]) if head else ("", "")


def _from_pin(head: str, rest: str, index: ModelIndex, ready: Container[str]) -> Resolution:
    """The provider is named, so nobody else is meant; where its list is not known the id is sent as written."""
    if not index:
        return Resolution({head: rest}, step="pinned unseen", pinned=head)
    one = match(rest, index, ready)
    if one.id is not None:
        return Resolution({head: one.id}, step=f"pinned {one.step}", pinned=head)
    close = NearestIds(lambda: [f"{head}/{model}" for model in one.among or nearest(rest, index)])
    return Resolution(nearest=close, pinned=head, ambiguous={head: one.among} if one.among else {})


def _from_alias(
    targets: Sequence[str], indexes: Mapping[str, ModelIndex], ready: Mapping[str, Container[str]]
) -> Resolution:
    """An alias is somebody's own word: its ids are sent as written unless the provider's list has a better spelling.

    Of several models of one provider the first that is ready is meant, else the first that it has, else the first.
    """
    wanted: dict[str, list[str]] = {}
    for target in targets:
        provider, model = _split_target(target, indexes)
        if provider and model:
            wanted.setdefault(provider, []).append(model)
    found: dict[str, str] = {}
    for provider, models in wanted.items():
        warm = ready.get(provider, ())
        had = [hit for model in models if (hit := match(model, indexes[provider], warm).id) is not None]
        found[provider] = next((model for model in had if model in warm), had[0] if had else models[0])
    return Resolution(found, step="alias")


def _split_target(target: str, providers: Iterable[str]) -> tuple[str, str]:
    """``provider:model``; both may have colons, so the longest provider that fits is meant."""
    fitting = [one for one in providers if target.startswith(f"{one}:")]
    head = max(fitting, key=len, default="")
    return (head, target[len(head) + 1 :]) if head else ("", "")
