"""Which id somebody means: one table, and what holds for every name and every catalogue."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.fakes import STEADY

from traybridge.core.model_index import nearest, normalise
from traybridge.core.models import (
    Catalogue,
    Match,
    ModelInfo,
    Resolution,
    match,
    resolve,
    split_pin,
)

LLAMA = "mlx-community/Llama-3.2-3B-Instruct-4bit"
EXO = (LLAMA, "mlx-community/Qwen3-0.6B-4bit", "mlx-community/gpt-oss-120b-MXFP4-Q8")
OPENROUTER = (
    "openrouter/auto",
    "openrouter/free",
    "openai/gpt-4o",
    "openai/gpt-4o-mini",
    "openai/gpt-4-turbo",
    "openai/gpt-oss-120b",
    "anthropic/claude-sonnet-4.5",
    "google/gemini-2.5-flash",
    "google/gemma-3-27b-it",
    "google/gemma-3-27b-it:free",
    "meta-llama/llama-3.2-3b-instruct",
    "meta-llama/llama-3.3-70b-instruct:free",
    "deepseek/deepseek-chat",
    "mistralai/mistral-small",
)
OPENAI = ("gpt-4o", "gpt-4o-mini", "gpt-4.1", "o3")
OLLAMA = ("llama3.2:3b", "qwen3:0.6b", "llama3.2:latest", "deepseek-r1:8b", "nomic-embed-text:latest")
HOSTS: Mapping[str, Sequence[str]] = {"exo": EXO, "openrouter": OPENROUTER, "openai": OPENAI, "ollama": OLLAMA}


def only(*names: str) -> dict[str, Sequence[str]]:
    return {name: HOSTS[name] for name in names}


# (what somebody asked for, who is switched on, what each is sent)
TABLE: list[tuple[str, Mapping[str, Sequence[str]], dict[str, str]]] = [
    # exact
    ("openai/gpt-4o", only("openrouter"), {"openrouter": "openai/gpt-4o"}),
    ("gpt-4o", only("openai"), {"openai": "gpt-4o"}),
    (LLAMA, only("exo"), {"exo": LLAMA}),
    ("openrouter/auto", only("openrouter"), {"openrouter": "openrouter/auto"}),
    ("google/gemma-3-27b-it:free", only("openrouter"), {"openrouter": "google/gemma-3-27b-it:free"}),
    ("o3", HOSTS, {"openai": "o3"}),
    # every provider gets its own id for the model
    ("gpt-4o", only("openrouter", "openai"), {"openrouter": "openai/gpt-4o", "openai": "gpt-4o"}),
    ("gpt-4o-mini", HOSTS, {"openrouter": "openai/gpt-4o-mini", "openai": "gpt-4o-mini"}),
    (
        LLAMA,
        HOSTS,
        {"exo": LLAMA, "openrouter": "meta-llama/llama-3.2-3b-instruct", "ollama": "llama3.2:3b"},
    ),
    (
        "llama-3.2-3b",
        HOSTS,
        {"exo": LLAMA, "openrouter": "meta-llama/llama-3.2-3b-instruct", "ollama": "llama3.2:3b"},
    ),
    ("gpt-oss-120b", HOSTS, {"exo": EXO[2], "openrouter": "openai/gpt-oss-120b"}),
    # the vendor's name is also a provider's: its own id first, else what it means elsewhere
    ("openai/gpt-4o", HOSTS, {"openai": "gpt-4o"}),
    ("openai/gpt-4o", only("openai", "openrouter"), {"openai": "gpt-4o"}),
    ("openai/o3", HOSTS, {"openai": "o3"}),
    ("openai/gpt-oss-120b", only("openrouter", "openai"), {"openrouter": "openai/gpt-oss-120b"}),
    ("openai/gpt-4-turbo", only("openrouter", "openai"), {"openrouter": "openai/gpt-4-turbo"}),
    ("openai/gpt-4o", {"openai": (), "openrouter": OPENROUTER}, {"openrouter": "openai/gpt-4o"}),
    ("openai/gpt-9", only("openrouter", "openai"), {}),
    # provider/model pins both
    ("openrouter/openai/gpt-4o", HOSTS, {"openrouter": "openai/gpt-4o"}),
    ("openrouter/openrouter/auto", HOSTS, {"openrouter": "openrouter/auto"}),
    (f"exo/{LLAMA}", HOSTS, {"exo": LLAMA}),
    ("exo/llama-3.2-3b", HOSTS, {"exo": LLAMA}),
    ("ollama/llama3.2:3b", HOSTS, {"ollama": "llama3.2:3b"}),
    ("ollama/LLAMA3.2:3B", HOSTS, {"ollama": "llama3.2:3b"}),
    ("openrouter/gpt-4o", HOSTS, {"openrouter": "openai/gpt-4o"}),
    ("exo/gpt-4o", HOSTS, {}),
    ("ollama/gpt-4o", HOSTS, {}),
    ("mine/anything", {"mine": (), "openai": OPENAI}, {"mine": "anything"}),
    ("mine/gpt-4o", {"mine": (), "openai": OPENAI}, {"mine": "gpt-4o"}),
    ("mine/a/b:c", {"mine": ()}, {"mine": "a/b:c"}),
    ("a/b/m", {"a": ("b/m",), "a/b": ("m",)}, {"a/b": "m"}),
    ("a/b/m", {"a": ("b/m",), "a/b": ("x",)}, {}),
    ("exo/", only("exo"), {}),
    ("/gpt-4o", only("openai"), {"openai": "gpt-4o"}),
    # case
    ("GPT-4O", only("openai"), {"openai": "gpt-4o"}),
    ("OpenAI/GPT-4o", only("openrouter"), {"openrouter": "openai/gpt-4o"}),
    (LLAMA.upper(), only("exo"), {"exo": LLAMA}),
    ("M", {"a": ("m", "M")}, {"a": "M"}),
    ("Mm", {"a": ("mM", "MM")}, {}),
    # last path segment
    ("gpt-4o", only("openrouter"), {"openrouter": "openai/gpt-4o"}),
    ("openai/gpt-4o", {"mine": ("gpt-4o",)}, {"mine": "gpt-4o"}),
    ("claude-sonnet-4.5", HOSTS, {"openrouter": "anthropic/claude-sonnet-4.5"}),
    ("x", {"a": ("one/x", "two/x")}, {}),
    ("one/x", {"a": ("one/x", "two/x")}, {"a": "one/x"}),
    ("gemma-3-27b-it", only("openrouter"), {"openrouter": "google/gemma-3-27b-it"}),
    # family and size
    ("llama3.2:3b", only("exo"), {"exo": LLAMA}),
    ("Llama-3.2-3B", only("openrouter"), {"openrouter": "meta-llama/llama-3.2-3b-instruct"}),
    ("qwen3-0.6b", only("exo", "ollama"), {"exo": EXO[1], "ollama": "qwen3:0.6b"}),
    ("qwen3:0.6b", only("exo"), {"exo": EXO[1]}),
    ("meta-llama/Llama-3.2-3B-Instruct", only("ollama"), {"ollama": "llama3.2:3b"}),
    ("llama3.2", only("ollama"), {"ollama": "llama3.2:latest"}),
    ("llama-3.1-8b", {"groq": ("llama-3.1-8b-instant",)}, {"groq": "llama-3.1-8b-instant"}),
    (
        "llama-3.3-70b",
        {"together": ("meta-llama/Llama-3.3-70B-Instruct-Turbo",)},
        {"together": "meta-llama/Llama-3.3-70B-Instruct-Turbo"},
    ),
    ("llama-3.2-3b", {"a": (LLAMA, LLAMA.replace("4bit", "8bit"))}, {}),
    # what looks alike and is another model, or costs something else
    ("gpt-4", only("openrouter"), {}),
    ("gpt-4o", {"a": ("gpt-4o-mini", "chatgpt-4o-latest")}, {}),
    ("deepseek", only("openrouter"), {}),
    ("gemini-2.5-flash-preview", only("openrouter"), {}),
    ("llama-3.3-70b-instruct", only("openrouter"), {}),
    ("llama-3.3-70b-instruct:free", {"a": ("meta-llama/llama-3.3-70b-instruct",)}, {}),
    ("llama-3.2-1b", HOSTS, {}),
    ("deepseek-r1", HOSTS, {}),
    ("qwen3-0.6b", {"a": ("Qwen/Qwen3-0.6B-Base",)}, {}),
    ("openrouter/auto", {"mine": ("acme/auto", "auto")}, {}),
    ("acme/free", only("openrouter"), {}),
    ("", {"a": ("", "m")}, {"a": ""}),
    ("nothing-like-it", HOSTS, {}),
    ("gpt-4o", {}, {}),
]


@pytest.mark.parametrize(("name", "catalogues", "expected"), TABLE)
def test_each_provider_is_sent_its_own_id_for_the_name(
    name: str, catalogues: Mapping[str, Sequence[str]], expected: dict[str, str]
):
    """Exact; alias; case-insensitive; last path segment; family and size, each only if unique."""
    assert dict(resolve(name, catalogues).ids) == expected


ALIASES = {
    "small": ("exo:llama-3.2-3b", "openrouter:meta-llama/llama-3.2-3b-instruct"),
    "fast": ("openai:gpt-4o-mini",),
    "gone": ("nobody:m",),
    "two": ("ollama:qwen3:0.6b", "ollama:llama3.2:3b"),
    "unlisted": ("openai:gpt-5",),
    "wish": ("ollama:gpt-4o", "ollama:deepseek-r1:8b"),
    "gpt-4o": ("ollama:qwen3:0.6b",),
    "openai/best": ("openai:o3",),
    "broken": ("exo", "exo:", ":m"),
}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("small", {"exo": LLAMA, "openrouter": "meta-llama/llama-3.2-3b-instruct"}),
        ("fast", {"openai": "gpt-4o-mini"}),
        ("gone", {}),
        ("two", {"ollama": "qwen3:0.6b"}),
        ("unlisted", {"openai": "gpt-5"}),
        ("wish", {"ollama": "deepseek-r1:8b"}),
        ("gpt-4o", {"openrouter": "openai/gpt-4o", "openai": "gpt-4o"}),
        ("openai/best", {"openai": "o3"}),
        ("broken", {}),
        ("Small", {}),
    ],
)
def test_aliases_map_one_name_to_provider_and_model(name: str, expected: dict[str, str]):
    """Aliases in the config map one name to a list of provider:model pairs; an exact id comes before an alias."""
    assert dict(resolve(name, HOSTS, ALIASES).ids) == expected


def test_of_an_aliass_models_the_one_that_is_ready_is_meant():
    assert resolve("two", HOSTS, ALIASES, {"ollama": {"llama3.2:3b"}}).ids == {"ollama": "llama3.2:3b"}


def test_an_alias_finds_a_provider_whose_id_has_a_colon():
    assert resolve("x", {"lan": (), "lan:2": ()}, {"x": ("lan:2:m:7b",)}).ids == {"lan:2": "m:7b"}


EIGHT = LLAMA.replace("4bit", "8bit")


@pytest.mark.parametrize(
    ("ready", "expected"),
    [
        ((), Match(among=(LLAMA, EIGHT))),
        ({EIGHT}, Match(EIGHT, "normalised")),
        ({LLAMA, EIGHT}, Match(among=(LLAMA, EIGHT))),
        ({"another"}, Match(among=(LLAMA, EIGHT))),
    ],
)
def test_of_several_that_fit_the_one_that_is_ready_is_meant(ready, expected):
    """Exo -> the model that is ready now; a name that fits two models on disk means the one that is loaded."""
    assert match("llama-3.2-3b", (LLAMA, EIGHT), ready) == expected


def test_several_that_fit_are_named():
    found = resolve("exo/llama-3.2-3b", {"exo": (LLAMA, EIGHT)})
    assert not found
    assert found.ambiguous == {"exo": (LLAMA, EIGHT)}
    assert found.nearest == (f"exo/{LLAMA}", f"exo/{EIGHT}")


@pytest.mark.parametrize(
    ("name", "catalogues", "expected"),
    [
        ("gpt-40", only("openai"), "gpt-4o"),
        ("openai/gpt-4.5", only("openai"), "openai/gpt-4.1"),
        ("llama-3.2-1b", only("ollama"), "llama3.2:3b"),
        ("openai/gpt-9", HOSTS, "openai/gpt-4o"),
        ("claude-sonnet-4", HOSTS, "anthropic/claude-sonnet-4.5"),
        ("zzz", only("openai"), None),
    ],
)
def test_when_nobody_has_the_model_the_nearest_ids_are_named(name, catalogues, expected):
    """When nobody has the model: an error that names the nearest ids."""
    found = resolve(name, catalogues)
    assert not found
    assert len(found.nearest) <= 3
    assert (expected in found.nearest) if expected else not found.nearest


def test_the_nearest_ids_are_the_best_first_and_said_once():
    assert nearest("llama-3.2", ("qwen3:0.6b", "llama3.2:3b", "x/llama-3.2", "x/llama-3.2"))[0] == "x/llama-3.2"
    assert nearest("gpt", ("openai/gpt-4o", "openai/gpt-4o"), limit=5) == ("openai/gpt-4o",)


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (LLAMA, "llama-3.2-3b"),
        ("meta-llama/Meta-Llama-3.1-8B-Instruct", "llama-3.1-8b"),
        ("bartowski/Llama-3.2-3B-Instruct-Q4_K_M.gguf", "llama-3.2-3b"),
        ("mlx-community/gpt-oss-120b-MXFP4-Q8", "gpt-oss-120b"),
        ("mlx-community/Qwen3-30B-A3B-4bit", "qwen-3-30b-a3b"),
        ("Llama-3.3-70B-Instruct-Turbo", "llama-3.3-70b"),
        ("mistralai/Mixtral-8x7B-Instruct-v0.1", "mixtral-8x7b-v0.1"),
        ("gemma-3n-e4b-it", "gemma-3n-e4b"),
        ("smollm2:135m", "smollm-2-135m"),
        ("gpt-3.5-turbo", "gpt-3.5-turbo"),
        ("deepseek-chat", "deepseek-chat"),
        ("gemini-2.5-flash-preview", "gemini-2.5-flash-preview"),
        ("llama-3.3-70b-instruct:free", "llama-3.3-70b-free"),
        ("o1-mini", "o1-mini"),
        ("", ""),
        ("/", ""),
    ],
)
def test_an_id_is_reduced_to_family_version_and_size(model, expected):
    assert normalise(model) == expected


@pytest.mark.parametrize(
    ("name", "providers", "expected"),
    [
        ("a/m", ("a",), ("a", "m")),
        ("a/b/m", ("a", "a/b"), ("a/b", "m")),
        ("a", ("a",), ("", "")),
        ("a/", ("a",), ("", "")),
        ("b/m", ("a",), ("", "")),
        ("ab/m", ("a",), ("", "")),
    ],
)
def test_a_name_is_split_into_provider_and_model(name, providers, expected):
    assert split_pin(name, providers) == expected


@pytest.mark.parametrize(
    ("info", "free"),
    [
        (ModelInfo("m"), False),
        (ModelInfo("m", prompt_price=0.0, completion_price=0.0), True),
        (ModelInfo("m", prompt_price=0.0), False),
        (ModelInfo("m", prompt_price=0.0, completion_price=1e-9), False),
        (ModelInfo("m", prompt_price=0.0, completion_price=0.0, request_price=0.01), False),
        (ModelInfo("m", prompt_price=0.0, completion_price=0.0, image_price=0.01), False),
        (ModelInfo("m", prompt_price=0.0, completion_price=0.0, request_price=0.0, image_price=0.0), True),
    ],
)
def test_an_unknown_price_counts_as_paid_and_fees_count(info, free):
    """Free only: OpenRouter prices; unknown price = paid; request and image fees count."""
    assert info.free is free


def test_a_catalogue_finds_its_first_row_of_an_id():
    first, second = ModelInfo("m", context=1), ModelInfo("m", context=2)
    found = Catalogue((first, second), fetched_at=1.0)
    assert found.get("m") is first
    assert found.get("x") is None
    assert found.ids == ("m", "m")
    assert found.known
    assert not Catalogue().known
    assert found == Catalogue((first, second), fetched_at=1.0)


PARTS = st.sampled_from(["a", "b", "openai", "m", "gpt-4o", "Llama-3.2-3B", "llama3.2:3b", "4bit", "auto", "X"])
IDS = st.lists(PARTS, min_size=1, max_size=3).map("/".join)
NAMES = IDS | st.text(max_size=12)
CATALOGUES = st.dictionaries(st.sampled_from(["a", "b", "openai", "a/b"]), st.lists(IDS | NAMES, max_size=6))
ALIAS_MAPS = st.dictionaries(NAMES, st.lists(st.tuples(PARTS, IDS).map(":".join), max_size=3), max_size=3)


@STEADY
@given(NAMES, CATALOGUES, ALIAS_MAPS)
def test_no_provider_is_ever_sent_anothers_id(name, catalogues, aliases):
    """Never send one provider's id to another: what is sent stands in its own list, or was written for it."""
    found = resolve(name, catalogues, aliases)
    for provider, model in found.ids.items():
        written = {target[len(provider) + 1 :] for target in aliases.get(name, ()) if target.startswith(f"{provider}:")}
        unseen = not catalogues[provider] and name == f"{provider}/{model}"
        assert model in catalogues[provider] or model in written or unseen


@STEADY
@given(NAMES, CATALOGUES)
def test_a_name_that_pins_asks_nobody_else(name, catalogues):
    """``provider/model`` pins both."""
    found = resolve(name, catalogues)
    if found.pinned:
        assert set(found.ids) <= {found.pinned}
        assert name.startswith(f"{found.pinned}/")


@STEADY
@given(NAMES, CATALOGUES)
def test_who_has_the_exact_id_is_sent_it_unless_the_name_pins(name, catalogues):
    found = resolve(name, catalogues)
    for provider, ids in catalogues.items():
        if name in ids and not found.pinned:
            assert found.ids[provider] == name


@STEADY
@given(NAMES, CATALOGUES)
def test_either_somebody_has_it_or_near_ids_of_theirs_are_named(name, catalogues):
    found: Resolution = resolve(name, catalogues)
    everything = {model for ids in catalogues.values() for model in ids}
    everything |= {f"{provider}/{model}" for provider, ids in catalogues.items() for model in ids}
    assert not (found.ids and found.nearest)
    assert set(found.nearest) <= everything


@STEADY
@given(st.text(st.characters(codec="ascii")), st.sampled_from(["", "openai/", "a/b/"]))
def test_owner_and_case_say_nothing_about_the_family(text, owner):
    assert normalise(owner + text.upper()) == normalise(text)
