"""Names of models: what they are compared by, and the tables that find one of them among thousands (pure)."""

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, islice
from typing import overload

_FORMAT = re.compile(
    r"[-_.:@](?:\d+(?:\.\d+)?-?bits?|i?q\d(?:[-_](?:\d|xxs|xs|s|m|nl|k(?:[-_](?:xs|s|m|l|xl))?))?|bf16|fp?(?:4|8|16|32)"
    r"|int[48]|mxfp4|nvfp4|mlx|gguf|awq|gptq|dwq|qat|exl2|latest)(?=[-_.:@]|$)"
)
"""How the weights are stored, and Ollama's ``:latest``: the same model in another box."""
_TUNING = re.compile(r"[-_.:](?:instruct[-_.]turbo|instruct|it|chat|hf|versatile|instant)(?=[-_.:@]|$)")
"""How the hosts name the tuned model of a family and size; without a size (``deepseek-chat``) it is the name itself."""
_SIZE = re.compile(r"[-_.:](?:\d+x)?[ea]?\d+(?:\.\d+)?[bmt](?=[-_.:@]|$)")
_SEPARATORS = re.compile(r"[-_:@]+")
_LETTERS_AND_DIGIT = re.compile(r"([a-z]{2,})(?=\d)")
_LETTERS = re.compile(r"[a-z]*")
_STAND_INS = frozenset({"auto", "free", ""})
"""Names that a host gives to its own choice of model: they mean nothing anywhere else."""
_ODD = "-"
"""The family of segments that begin with a separator: no letters stand before what ``normalise`` takes away."""
_COMPARED = 40
"""How many ids are compared letter by letter when the nearest are looked for: 10 to 40 us each."""
_SEEN = 40_000
"""How many are looked through for parts of the name before that: some 50 ns each."""
_OWNERS = 3
"""How many owners of one segment are worth naming."""
_ALIKE = 0.5
"""How alike two names must be (difflib's ratio)."""


def segment_of(model: str) -> str:
    """The last path segment in lower case: what hosts call a model, without its owner."""
    return model.rsplit("/", 1)[-1].lower()


@lru_cache(maxsize=1024)
def normalise(model: str) -> str:
    """Reduce an id to family, version and size: ``mlx-community/Llama-3.2-3B-Instruct-4bit`` -> ``llama-3.2-3b``.

    What makes another model stays: ``-preview``, ``-turbo``, ``:free`` (another price), dates.
    """
    return _normalised(_bare(segment_of(model)))


def _bare(segment: str) -> str:
    return segment.replace(" ", "-").removeprefix("meta-")


def _normalised(name: str) -> str:
    name = _without(_FORMAT, name)
    if _SIZE.search(name):
        name = _without(_TUNING, name)
    name = _SEPARATORS.sub("-", name).strip("-")
    return _LETTERS_AND_DIGIT.sub(r"\1-", name, count=1) if _LETTERS_AND_DIGIT.match(name) else name


def _without(pattern: re.Pattern[str], name: str) -> str:
    while (shorter := pattern.sub("", name)) != name:
        name = shorter
    return name


def _family(bare: str) -> str:
    """The letters that a bare segment begins with. ``normalise`` keeps them: what it takes away begins behind one."""
    if bare[:1] in "-_.:@":
        return _ODD
    found = _LETTERS.match(bare)
    return found[0] if found else ""


@dataclass(frozen=True)
class ModelName:
    """A name that somebody used, in the forms in which it is compared."""

    text: str

    @cached_property
    def lower(self) -> str:
        return self.text.lower()

    @cached_property
    def segment(self) -> str:
        return segment_of(self.text)

    @cached_property
    def normalised(self) -> str:
        """Family, version and size; "" for a stand-in, which is nothing without the host before it."""
        return "" if self.segment in _STAND_INS else normalise(self.text)

    @cached_property
    def families(self) -> tuple[str, ...]:
        """The families in which ids with the same normalised form stand."""
        return tuple({_family(self.normalised), _ODD}) if self.normalised else ()


NOWHERE: tuple[str, Sequence[str]] = ("", ())


class ModelIndex(Sequence[str]):
    """The ids of one list in their order, with tables that are built when they are first needed, each in linear time.

    One table has the last segments in lower case: ids that are equal, or equal but for their case, are among those with
    the same segment. Another has the segments by family (their first letters); the normalised forms are made for one
    family at a time.
    """

    __slots__ = ("_by_family", "_by_segment", "ids")

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self.ids = tuple(ids)
        self._by_segment: dict[str, int | list[int]] | None = None
        self._by_family: dict[str, _Family] | None = None

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        return self.ids[at]

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __contains__(self, model: object) -> bool:
        return isinstance(model, str) and model in self.of_segment(segment_of(model))

    def __repr__(self) -> str:
        return f"ModelIndex({self.ids!r})"

    @property
    def by_segment(self) -> dict[str, int | list[int]]:
        """Where the ids of each segment stand: one place, or several in order."""
        if self._by_segment is None:
            self._by_segment = _places(self.ids)
        return self._by_segment

    @property
    def by_family(self) -> "dict[str, _Family]":
        """The segments of each family."""
        if self._by_family is None:
            families: dict[str, _Family] = {}
            for segment in self.by_segment:
                family = _family(_bare(segment))
                if family not in families:
                    families[family] = _Family()
                families[family].segments.append(segment)
            self._by_family = families
        return self._by_family

    def of_segment(self, segment: str) -> Sequence[str]:
        """The ids with a segment, in order."""
        places = self.by_segment.get(segment)
        if places is None:
            return ()
        return [self.ids[at] for at in places] if isinstance(places, list) else (self.ids[places],)

    def find(self, name: ModelName) -> tuple[str, Sequence[str]]:
        """The first step by which a name is found, and all the ids that it finds; ``NOWHERE`` where none does.

        Steps: exact, case-insensitive, last path segment, normalised family and size (routing.md, section 2).
        """
        by_segment = self._by_segment or self.by_segment
        if name.segment in by_segment:
            same = self.of_segment(name.segment)
            if name.text in same:
                return "exact", (name.text,)
            if cased := [model for model in same if model.lower() == name.lower]:
                return "case", cased
            if name.segment not in _STAND_INS:
                return "segment", same
        by_family = self._by_family or self.by_family
        places: list[int] = []
        for one in name.families:
            if (family := by_family.get(one)) is not None:
                places += (family.places or family.place(by_segment)).get(name.normalised, ())
        return ("normalised", [self.ids[at] for at in sorted(places)]) if places else NOWHERE


class _Family:
    """Segments that begin with the same letters, and where the ids of each normalised form stand."""

    __slots__ = ("places", "segments")

    def __init__(self) -> None:
        self.segments: list[str] = []
        self.places: dict[str, list[int]] = {}

    def place(self, by_segment: Mapping[str, int | list[int]]) -> dict[str, list[int]]:
        """Make the normalised forms: the costliest step, so it is taken when a name of this family is looked for."""
        for segment in self.segments:
            if segment not in _STAND_INS:
                there = by_segment[segment]
                kept = self.places.setdefault(_normalised(_bare(segment)), [])
                kept += there if isinstance(there, list) else [there]
        return self.places


def _places(ids: Sequence[str]) -> dict[str, int | list[int]]:
    places: dict[str, int | list[int]] = {}
    for at, model in enumerate(ids):
        segment = segment_of(model)
        there = places.get(segment)
        if there is None:
            places[segment] = at
        elif isinstance(there, list):
            there.append(at)
        else:
            places[segment] = [there, at]
    return places


def as_index(ids: Iterable[str]) -> ModelIndex:
    return ids if isinstance(ids, ModelIndex) else ModelIndex(ids)


class NearestIds(Collection[str]):
    """The ids that look most like a name, best first. They are looked for when somebody reads them, and only once."""

    __slots__ = ("_find", "_found")

    def __init__(self, find: Callable[[], Iterable[str]]) -> None:
        self._find = find
        self._found: tuple[str, ...] | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        if self._found is None:
            self._found = tuple(self._find())
        return self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, model: object) -> bool:
        return model in self.ids

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Collection) and self.ids == tuple(other)

    def __hash__(self) -> int:
        return hash(self.ids)

    def __repr__(self) -> str:
        return f"NearestIds({self.ids!r})"


def nearest(name: str, *lists: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Name the ids that look most like what was asked for, best first.

    Of long lists only some are compared letter by letter: those of a like family, or with the words of the name.
    """
    segment = segment_of(name)
    pool = _worth_comparing(segment, [as_index(ids) for ids in lists])
    by_segment = {segment_of(model): model for model in reversed(pool)}
    found = [by_segment[one] for one in difflib.get_close_matches(segment, by_segment, n=limit, cutoff=_ALIKE)]
    family = normalise(name).split("-")[0]
    if family and len(found) < limit:
        kin = (model for model in pool if family in normalise(model) and model not in found)
        found += islice(kin, limit - len(found))
    return tuple(found)


def _worth_comparing(segment: str, indexes: Sequence[ModelIndex]) -> list[str]:
    """The ids that are compared, each once and in the order of the lists: all of them where they are few."""
    if sum(map(len, indexes)) <= _COMPARED:
        return list(dict.fromkeys(chain.from_iterable(indexes)))
    alike = _like(segment, indexes)
    owned = (index.of_segment(one)[:_OWNERS] for index in indexes for one in alike)
    return list(dict.fromkeys(chain.from_iterable(owned)))


def _like(segment: str, indexes: Sequence[ModelIndex]) -> Sequence[str]:
    """The segments that may look like one, the likelier first: those with the most telling parts of the name."""
    families = _like_families(_family(_bare(segment)), {one for index in indexes for one in index.by_family})
    kin = (index.by_family[one].segments for index in indexes for one in families if one in index.by_family)
    members = list(chain.from_iterable(kin))
    parts = _parts(segment)
    if len(members) < _COMPARED and parts:
        longest = max(parts, key=len)
        members += [one for index in indexes for one in index.by_segment if longest in one]
    first: dict[str, None] = {}
    seen = 0
    for part in parts:
        if len(first) >= _COMPARED or seen >= _SEEN:
            break
        seen += len(members)
        having = [one for one in members if part in one]
        if len(having) > _COMPARED:
            members = having
        else:
            first |= dict.fromkeys(having)
    return tuple(islice(dict.fromkeys(chain(first, members)), _COMPARED))


def _parts(segment: str) -> Sequence[str]:
    """The words of a name, those with a digit (version, size) first: they tell more than its family and tuning."""
    words = dict.fromkeys([*normalise(segment).split("-"), *_SEPARATORS.split(segment)])
    return sorted((one for one in words if len(one) > 1), key=lambda one: (one.isalpha(), -len(one)))


def _like_families(wanted: str, families: Collection[str]) -> Sequence[str]:
    """The families of that name, of one that begins like it, and of one that may be a slip of the finger for it."""
    begun = [one for one in families if len(one) > 2 and len(wanted) > 2 and (one in wanted or wanted in one)]
    few = families if len(families) <= _COMPARED else [one for one in families if one[:1] == wanted[:1]][:_COMPARED]
    return tuple(dict.fromkeys([wanted, _ODD, *begun, *difflib.get_close_matches(wanted, few, n=3, cutoff=0.6)]))
