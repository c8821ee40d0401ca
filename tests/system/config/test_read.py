import contextlib
from collections.abc import Callable
from typing import Annotated

import pytest
from msgspec import Meta
from tests.faults.translations import untold
from tests.support.growth import assert_linear, cpu

from traybridge.core.errors import BadConfig
from traybridge.system.config.read import allowed, read_config

TWO = """\
[[providers]]
id = "a"
base_url = "http://a"

[[providers]]   # the second
id = "b"
base_url = "https://b/v1"
"""


def test_nothing_is_all_defaults() -> None:
    parsed = read_config("")
    assert parsed.config.gateway.port == 11525
    assert not parsed.warnings


def test_a_whole_number_does_where_fractions_are_allowed() -> None:
    assert read_config("[timeouts]\nconnect = 3").config.timeouts.connect == 3.0


@pytest.mark.parametrize(
    ("text", "key", "line", "told"),
    [
        ("[routing]\n\nfailover = 'yes'", "routing.failover", 3, "true or false"),
        ("[gateway]\nport = 0", "gateway.port", 2, "from 1 to 65535"),
        ("[gateway]\nport = 123456789012345678901234567890", "gateway.port", 2, "65535"),
        ("[gateway]\nallowed_origins = 'x'", "gateway.allowed_origins", 2, "list of texts"),
        ("timeouts = {\tconnect = -1 }", "timeouts.connect", 1, "above 0, at most 86400"),
        ("[timeouts]\nidle = nan", "timeouts.idle", 2, "a number"),
        ("[timeouts]\nidle = 2024-01-01", "timeouts.idle", 2, "a number"),
        (f"{TWO}kind = 'foo'", "providers[1].kind", 8, '"exo"'),
        (f"{TWO}model = 3", "providers[1].model", 8, "text"),
        (f"{TWO}monthly_cap = true", "providers[1].monthly_cap", 8, "a number from 0"),
        (f"{TWO}[providers.headers]\nX-A = 1", "providers[1].headers.X-A", 9, "text"),
        (f"{TWO}[[providers]]\nkind = 'exo'\nbase_url = 'http://x'", "providers[2].id", 8, "missing"),
        (f"{TWO}[[providers]]\nid = 'a'\nbase_url = 'http://x'", "providers[2].id", 9, "Two providers"),
        (f"{TWO}[[providers]]\nid = 'c'\nbase_url = 'openrouter.ai'", "providers[2].base_url", 10, "http://"),
        (f"{TWO}[[providers]]\nid = 'c'", "providers[2].base_url", 8, "missing"),
        (f"{TWO}[routing]\npin = 'nobody'", "routing.pin", 9, "does not exist"),
        ("[aliases]\n'my. alias' = ['x']", "aliases.my. alias", 2, "provider:model"),
        ("[aliases]\nfast = 'x'", "aliases.fast", 2, "list of texts"),
        ("[providers]\nid = 'a'", "providers", 1, "two brackets"),
        ("providers = ['a']", "providers[0]", 1, "[[providers]]"),
        ("routing = 3", "routing", 1, "[routing]"),
        ("desktop.notifications = 3", "desktop.notifications", 1, "table"),
    ],
)
def test_a_wrong_value_is_told_with_its_line_and_what_is_allowed(text: str, key: str, line: int, told: str) -> None:
    with pytest.raises(BadConfig) as caught:
        read_config(text, "here.toml")
    error = caught.value
    assert (error.path, error.key, error.line) == ("here.toml", key, line)
    assert told in str(error)
    assert str(error).startswith(f"here.toml:{line}: ")
    assert untold(error.title) + untold(error.hint) == []


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("a = 1\nb =\n", 2, "Invalid value"),
        ("[routing]\npin = ''\npin = ''\n", 3, "given twice"),
        ("[routing]\n[routing]\n", 2, "given twice"),
        ("a = 1\nb = \0", 2, "Invalid value"),
        (f"a = {'9' * 5000}", 1, "too many digits"),
        ("<html>", 1, "line 1"),
        ("key = 'x", 1, "line 1"),
    ],
)
def test_broken_toml_is_told_with_its_line(text: str, line: int, told: str) -> None:
    with pytest.raises(BadConfig, match="not valid TOML") as caught:
        read_config(text)
    assert caught.value.line == line
    assert told in caught.value.hint
    assert untold(caught.value.hint) == []


@pytest.mark.parametrize("text", [f"x = {'[' * 50_000}", f"x = {'[' * 400}{']' * 400}", f"x = {'{a=' * 50_000}"])
def test_absurd_nesting_is_an_error_or_a_warning_but_no_crash(text: str) -> None:
    try:
        assert read_config(text).warnings
    except BadConfig as error:
        assert error.hint  # noqa: PT017


def test_the_first_of_several_is_told_and_the_others_counted() -> None:
    with pytest.raises(BadConfig) as caught:
        read_config("[timeouts]\nconnect = 'x'\nidle = 'x'\n[gateway]\nport = 'x'\n")
    assert caught.value.line == 2
    assert caught.value.hint == "Allowed is a number above 0, at most 86400. (2 more after it.)"
    assert untold(caught.value.hint) == []


def test_numbers_that_are_to_be_written_into_the_file_are_no_numbers_of_a_sentence() -> None:
    """A window in German writes 0,5, and TOML knows no such number."""
    words = allowed(Annotated[float, Meta(ge=0.5, le=1_000_000.0)])
    assert (words, words.pattern) == ("a number from 0.5 to 1e+06", "a number from {low} to {high}")
    assert all(type(value) is str for value in words.values.values())


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        (Meta(), "a number"),
        (Meta(ge=1.0), "a number from 1"),
        (Meta(le=2.5), "a number, at most 2.5"),
        (Meta(gt=0.0), "a number above 0"),
        (Meta(gt=0.0, le=9.0), "a number above 0, at most 9"),
    ],
)
def test_bounds_in_words(bounds: Meta, words: str) -> None:
    assert allowed(Annotated[float, bounds]) == words
    assert untold(allowed(Annotated[float, bounds])) == []


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        (Meta(), "a whole number"),
        (Meta(ge=1), "a whole number from 1"),
        (Meta(le=2), "a whole number, at most 2"),
        (Meta(ge=1, le=10_000_000), "a whole number from 1 to 10000000"),
    ],
)
def test_bounds_of_whole_numbers_in_words(bounds: Meta, words: str) -> None:
    assert allowed(Annotated[int, bounds]) == words
    assert untold(allowed(Annotated[int, bounds])) == []


def test_unknown_keys_only_warn_with_line_and_the_likely_name() -> None:
    parsed = read_config(f"{TWO}foo = 1\n[routing]\nfail-over = true\n[future]\nx = 1\n", "f")
    assert parsed.warnings == (
        "f:11: “future” is not known and is left alone.",
        "f:10: “routing.fail-over” is not known and is left alone. Is “failover” meant?",
        "f:8: “providers[1].foo” is not known and is left alone.",
    )
    assert [untold(warning) for warning in parsed.warnings] == [[], [], []]


def test_a_key_in_the_file_is_pointed_out_and_never_repeated() -> None:
    parsed = read_config(f"{TWO}api_key = 'sk-made-up-0123456789'\n")
    assert "keyring" in parsed.warnings[0]
    assert "sk-made-up" not in parsed.warnings[0]
    with pytest.raises(BadConfig) as caught:
        read_config(f"{TWO}headers = 'Bearer sk-made-up-0123456789'\n")
    assert "sk-made-up" not in str(caught.value)


def _read(text: str) -> None:
    with contextlib.suppress(BadConfig):
        read_config(text)


LONG = {
    "providers": lambda n: "".join(f"[[providers]]\nid = 'p{i}'\nbase_url = 'http://a.example/v1'\n" for i in range(n)),
    "nameless providers": lambda n: "[[providers]]\nbase_url = 'http://a.example/v1'\n" * n,
    "unknown keys": lambda n: "".join(f"x{i} = 1\n" for i in range(4 * n)),
    "unknown tables": lambda n: "".join(f"[x{i}.y]\na = 1\n" for i in range(2 * n)),
    "aliases": lambda n: "[aliases]\n" + "".join(f"a{i} = ['a:m']\n" for i in range(2 * n)),
    "models": lambda n: f"providers = [{{id = 'a', base_url = 'http://a.example/v1', models = {['m'] * (8 * n)}}}]",
    "quotes": lambda n: "'" * 100 * n,
    "one long name": lambda n: "a" * 1000 * n,
}


@pytest.mark.parametrize("kind", LONG)
def test_reading_grows_with_the_length_of_the_file_and_no_faster(kind: str) -> None:
    """A file of somebody else's choosing must not hold up the program; a twofold file costs twice as much."""
    texts = {n: LONG[kind](n) for n in (250, 500, 1000)}
    assert_linear(lambda n: min(cpu(lambda: _read(texts[n])) for _ in range(3)), 250)


@pytest.mark.parametrize("depth", [101, 5_000, 100_000])
@pytest.mark.parametrize(
    "write", [lambda key: f"{key} = 1", lambda key: f"[{key}]\na = 1", lambda key: f"a = {{{key} = 1}}"]
)
def test_a_key_of_very_many_parts_is_refused_with_a_sentence(write: Callable[[str], str], depth: int) -> None:
    for part in ("a", "'a b'", '"a"'):
        with pytest.raises(BadConfig, match="nested too deeply"):
            read_config(write(" . ".join([part] * depth)))


def test_of_very_many_unknown_keys_the_first_are_named_and_the_others_counted() -> None:
    parsed = read_config("".join(f"x{i} = 1\n" for i in range(1_234)))
    assert len(parsed.unknown) == 1_234
    assert len(parsed.warnings) == 51
    assert "1,184 more keys are not known" in parsed.warnings[-1]
