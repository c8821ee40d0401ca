"""The tables find what walking the list finds, in linear time; the nearest ids are looked for late and among few."""

import difflib
import gc
import random
import time
from collections.abc import Callable, Container, Mapping, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.core.fakes import STEADY
from tests.support.growth import assert_linear

from traybridge.core.chat import ChatRequest, Message
from traybridge.core.config import Config, ProviderConfig
from traybridge.core.model_index import ModelIndex, NearestIds, nearest, normalise, segment_of
from traybridge.core.models import Catalogue, Match, ModelInfo, Resolution, match, resolve, split_pin
from traybridge.core.planning import ProviderFacts, plan

# The definition, as it was before there were tables: every step walks the whole list.

STAND_INS = {"auto", "free"}


def travelling(model: str) -> str:
    return "" if segment_of(model) in STAND_INS else segment_of(model)


STEPS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("case", str.lower),
    ("segment", travelling),
    ("normalised", lambda model: normalise(model) if travelling(model) else ""),
)


def walked_match(name: str, ids: Sequence[str], ready: Container[str] = ()) -> Match:
    if name in ids:
        return Match(name, "exact")
    for step, form in STEPS:
        wanted = form(name)
        hits = [model for model in ids if form(model) == wanted] if wanted else []
        if len(hits) > 1:
            hits = [model for model in hits if model in ready] if sum(model in ready for model in hits) == 1 else hits
        if len(hits) == 1:
            return Match(hits[0], step)
        if hits:
            return Match(among=tuple(hits))
    return Match()


def walked_nearest(name: str, ids: Sequence[str], limit: int = 3) -> tuple[str, ...]:
    pool = list(dict.fromkeys(ids))
    by_segment = {segment_of(model): model for model in reversed(pool)}
    close = difflib.get_close_matches(segment_of(name), by_segment, n=limit, cutoff=0.5)
    found = [by_segment[segment] for segment in close]
    family = normalise(name).split("-")[0]
    if family:
        found += [model for model in pool if family in normalise(model) and model not in found]
    return tuple(found[:limit])


def walked_resolve(
    name: str, catalogues: Mapping[str, Sequence[str]], ready: Mapping[str, Container[str]]
) -> Resolution:
    head, rest = split_pin(name, catalogues)
    if head and rest in catalogues[head]:
        return Resolution({head: rest}, step="pinned exact", pinned=head)
    if head and not any(name in ids for ids in catalogues.values()):
        return walked_pin(head, rest, catalogues[head], ready.get(head, ()))
    matches = {provider: walked_match(name, ids, ready.get(provider, ())) for provider, ids in catalogues.items()}
    found = {provider: one.id for provider, one in matches.items() if one.id is not None}
    ambiguous = {provider: one.among for provider, one in matches.items() if one.among}
    if found:
        steps = {one.step for one in matches.values() if one.id is not None}
        return Resolution(found, step=", ".join(sorted(steps)), ambiguous=ambiguous)
    among = [model for ids in ambiguous.values() for model in ids]
    close = walked_nearest(name, [*among, *(model for ids in catalogues.values() for model in ids)])
    return Resolution(nearest=close, ambiguous=ambiguous)


def walked_pin(head: str, rest: str, ids: Sequence[str], ready: Container[str]) -> Resolution:
    if not ids:
        return Resolution({head: rest}, step="pinned unseen", pinned=head)
    one = walked_match(rest, ids, ready)
    if one.id is not None:
        return Resolution({head: one.id}, step=f"pinned {one.step}", pinned=head)
    close = one.among or walked_nearest(rest, ids)
    ambiguous = {head: one.among} if one.among else {}
    return Resolution(nearest=tuple(f"{head}/{model}" for model in close), pinned=head, ambiguous=ambiguous)


MANY = settings(STEADY, max_examples=200)
WORDS = st.sampled_from(
    [
        "llama", "Llama", "meta", "3.2", "3b", "3B", "8x7b", "instruct", "it", "4bit", "8bit", "q4_k_m", "gguf",
        "latest", "auto", "free", "turbo", "gpt4", "gpt", "4o", "o3", "ΑΣ", "İ", "ß", "",
    ]
)  # fmt: skip
SEPARATORS = st.sampled_from(["-", "_", ".", ":", "@", "/", " ", "--", "/-", "", ".-"])
SPELLED = st.lists(st.tuples(SEPARATORS, WORDS), max_size=6).map(lambda parts: "".join(map("".join, parts)))
IDS = SPELLED | st.text(st.sampled_from("ab3-_./: @A"), max_size=8) | st.text(max_size=6)


@MANY
@given(IDS, st.lists(IDS, max_size=12), st.sets(st.integers(0, 11)))
@example("x-3b", ["A/x-3b-4bit", "B/X-3B", "C/x-3b-4bit"], set())
@example("auto", ["a/auto", "AUTO"], set())
@example("llama-3b", ["-Llama-3b", "meta--llama-3b", ".4bit-llama-3b", "llama3b"], {1})
@example(".llama", ["-4bit.llama"], set())
def test_the_tables_find_what_walking_the_list_finds(name, ids, chosen):
    ready = {ids[at] for at in chosen if at < len(ids)}
    assert match(name, ids, ready) == walked_match(name, ids, ready)
    assert (name in ModelIndex(ids)) == (name in ids)


@MANY
@given(
    IDS | st.tuples(st.sampled_from(["a", "b", "a/b"]), IDS).map("/".join),
    st.dictionaries(st.sampled_from(["a", "b", "a/b", "c"]), st.lists(IDS, max_size=6)),
    st.sets(IDS, max_size=3),
)
def test_a_name_means_what_it_meant_when_every_list_was_walked(name, catalogues, ready):
    warm = dict.fromkeys(catalogues, ready)
    assert resolve(name, catalogues, ready=warm) == walked_resolve(name, catalogues, warm)


@STEADY
@given(st.lists(IDS, max_size=10), st.lists(IDS, max_size=10))
def test_a_catalogues_index_has_each_id_once_and_the_first_ones_first(first, ids):
    catalogue = Catalogue(tuple(ModelInfo(one) for one in ids))
    index = catalogue.index(tuple(first))
    assert index.ids == tuple(dict.fromkeys([*first, *ids]))
    assert catalogue.index(tuple(first)) is index
    assert catalogue.index(("another",)).ids[0] == "another"


def test_an_index_is_a_sequence_of_its_ids():
    index = ModelIndex(["a/b", "c"])
    assert (len(index), list(index), index[0], index[-1:]) == (2, ["a/b", "c"], "a/b", ("c",))
    assert b"c" not in index  # type: ignore[comparison-overlap]
    assert not ModelIndex()


# Long lists.

FAMILIES = ("Llama", "Mistral", "Qwen", "gemma", "deepseek", "gpt", "claude", "phi", "command", "Nemotron")
TAILS = ("Instruct", "Instruct-4bit", "it", "chat", "preview", "base", "Coder", "turbo")


def long_list(count: int) -> list[str]:
    chance = random.Random(7)
    made: dict[str, None] = {}
    while len(made) < count:
        version, size = f"{chance.randrange(1, 9)}.{chance.randrange(10)}", chance.choice((1, 3, 7, 8, 14, 32, 70, 235))
        name = f"{chance.choice(FAMILIES)}-{version}-{size}B-{chance.choice(TAILS)}-r{chance.randrange(200)}"
        made[f"owner-{chance.randrange(40)}/{name}"] = None
    return list(made)


def test_of_a_long_list_the_id_that_somebody_mistyped_is_named():
    """A letter too many, too few, wrong, or two swapped: the nearest is the one that walking the list names."""
    ids = long_list(500)
    index, chance = ModelIndex(ids), random.Random(11)
    for _ in range(40):
        meant = segment_of(chance.choice(ids))
        at = chance.randrange(1, len(meant) - 1)
        typed = chance.choice(
            [
                meant[:at] + meant[at + 1 :],
                meant[:at] + "x" + meant[at:],
                meant[: at - 1] + meant[at - 1 : at + 1][::-1] + meant[at + 1 :],
            ]
        )
        assert nearest(typed, index)[:1] == walked_nearest(typed, ids)[:1]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lama-3.2-3b", "meta-llama/llama-3.2-3b-instruct"),
        ("sonnet-4.5", "anthropic/claude-sonnet-4.5"),
        ("gtp-4o", "openai/gpt-4o"),
        ("openai/gpt-4o-mni", "openai/gpt-4o-mini"),
        ("chatgpt4o", "openai/gpt-4o"),
    ],
)
def test_another_beginning_hides_nothing_in_a_long_list(typed: str, meant: str):
    special = ["meta-llama/llama-3.2-3b-instruct", "anthropic/claude-sonnet-4.5", "openai/gpt-4o", "openai/gpt-4o-mini"]
    assert meant in nearest(typed, [f"acme/filler-{at}" for at in range(3_000)], special)


def test_nothing_alike_is_named_in_a_long_list():
    assert nearest("zzz", [f"acme/filler-{at}" for at in range(3_000)]) == ()


def test_the_nearest_ids_are_looked_for_when_they_are_read_and_once():
    asked = []

    def find() -> Sequence[str]:
        asked.append(1)
        return ["a", "b"]

    found = NearestIds(find)
    assert asked == []
    assert (list(found), len(found), "a" in found, "c" in found) == (["a", "b"], 2, True, False)
    assert (found == ("a", "b"), found == ("b", "a"), found == 1, hash(found) == hash(("a", "b"))) == (
        True,
        False,
        False,
        True,
    )
    assert repr(found) == "NearestIds(('a', 'b'))"
    assert asked == [1]
    assert not NearestIds(tuple)


def test_a_plan_for_an_unknown_name_looks_for_no_nearest_ids_until_they_are_read():
    row = ProviderConfig(id="p", base_url="http://127.0.0.1:9/v1")
    facts = [ProviderFacts(row, catalogue=Catalogue((ModelInfo("gpt-4o"),), 1.0))]
    chosen = plan(ChatRequest((Message("user", "?"),), model="gpt-4"), Config(providers=(row,)), facts, 0.0)
    assert isinstance(chosen.nearest, NearestIds)
    assert chosen.nearest._found is None
    assert tuple(chosen.nearest) == ("gpt-4o",)


def cpu(*works: Callable[[], object]) -> list[float]:
    """CPU nanoseconds of this thread for each, the least of nine rounds; no waste is collected."""
    costs = [float("inf")] * len(works)
    gc.disable()
    for at, work in [*enumerate(works)] * 9:
        began = time.thread_time_ns()
        work()
        costs[at] = min(costs[at], time.thread_time_ns() - began)
    gc.enable()
    return costs


def first_look(ids: Sequence[str]) -> Callable[[], object]:
    """A list as it comes from a host, the first names that are looked up in it, and the nearest ids."""
    infos = tuple(map(ModelInfo, ids))

    def look() -> None:
        index = Catalogue(infos, 1.0).index(("configured",))
        assert not match("Nobody/has-this-1b", index).id
        assert match(f"{segment_of(ids[0])}-8bit", index) != Match()
        nearest("nobody/has-this-1b", index)

    return look


@pytest.mark.parametrize("written", ["owner/model-{}-7b-instruct", "owner-{}/one-7b", "{}/Llama-{}b:4bit", "{}"])
def test_a_longer_list_costs_in_proportion(written: str):
    """CPU at n, 2n and 4n: at most 1.5 of linear, also where all have one family, or one segment."""
    lists = {n: [written.format(at, at) for at in range(n)] for n in (2_000, 4_000, 8_000)}
    assert_linear(lambda n: int(cpu(first_look(lists[n]))[0]), 2_000)
