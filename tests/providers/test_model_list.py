import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.growth import assert_linear, cpu

from traybridge.core.models import ModelInfo
from traybridge.providers.model_list import credit_left, read_catalogue


def read(value: Any) -> tuple[ModelInfo, ...]:
    found = read_catalogue(json.dumps(value).encode())
    assert found is not None
    return found


def test_openrouter_prices_are_for_one_token_and_a_negative_one_is_unknown() -> None:
    auto, free, paid, image = read(
        {
            "data": [
                {"id": "openrouter/auto", "context_length": 2000000, "pricing": {"prompt": "-1", "completion": "-1"}},
                {"id": "a/b:free", "name": "A: B (free)", "context_length": 131072,
                 "pricing": {"prompt": "0", "completion": "0", "request": "0", "image": "0"}},
                {"id": "a/b", "top_provider": {"context_length": 8192},
                 "pricing": {"prompt": "0.0000015", "completion": "0.000002"}},
                {"id": "a/c", "pricing": {"prompt": "0", "completion": "0", "request": "0.01", "image": "0.004"}},
            ]
        }
    )  # fmt: skip
    assert (auto.prompt_price, auto.completion_price, auto.free) == (None, None, False)
    assert (free.name, free.context, free.free) == ("A: B (free)", 131072, True)
    assert (paid.context, paid.prompt_price, paid.completion_price, paid.free) == (8192, 1.5e-6, 2e-6, False)
    assert (image.request_price, image.image_price, image.free) == (0.01, 0.004, False)


def test_together_gives_a_bare_list_with_prices_for_a_million() -> None:
    (chat,) = read(
        [
            {"id": "meta/x", "type": "chat", "context_length": 4096, "pricing": {"input": 0.88, "output": 0.9},
             "organization": "Meta"},
            {"id": "flux", "type": "image"},
            {"id": "bge", "type": "embedding"},
        ]
    )  # fmt: skip
    assert chat.id == "meta/x"
    assert chat.prompt_price == pytest.approx(0.88e-6)
    assert chat.owned_by == "Meta"


def host(price: float, window: int, status: str = "live") -> dict[str, Any]:
    return {"status": status, "context_length": window, "pricing": {"input": price, "output": price}}


def test_hugging_face_has_several_hosts_the_dearest_counts_and_an_unknown_price_makes_all_unknown() -> None:
    both, unknown, none = read(
        {
            "data": [
                {"id": "m/1", "providers": [host(0.1, 8000), host(0.3, 32000), host(9, 64000, "error")]},
                {"id": "m/2", "providers": [host(0, 8000), {"status": "live"}]},
                {"id": "m/3", "providers": []},
            ]
        }
    )
    assert both.context == 32000
    assert both.prompt_price == pytest.approx(0.3e-6)
    assert both.completion_price == pytest.approx(0.3e-6)
    assert (unknown.prompt_price, unknown.free) == (None, False)
    assert (none.context, none.prompt_price) == (None, None)


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        ({"data": [{"id": "b"}, {"id": "a"}, {"id": "b"}]}, ["b", "a"]),
        ({"object": "list", "data": []}, []),
        (["x", "y"], ["x", "y"]),
        ({"models": [{"name": "llama3.2:latest", "model": "llama3.2:latest"}]}, ["llama3.2:latest"]),
        ({"models": [{"name": "shown", "model": "sent"}]}, ["sent"]),
        ({"data": [{"id": "on", "active": True}, {"id": "off", "active": False}]}, ["on"]),
        ({"data": [{"id": "chat", "capabilities": {"completion_chat": True}},
                   {"id": "embed", "capabilities": {"completion_chat": False}}]}, ["chat"]),
        ({"data": [{"id": "draw", "architecture": {"output_modalities": ["image"]}},
                   {"id": "both", "architecture": {"output_modalities": ["image", "text"]}}]}, ["both"]),
        ({"data": [{"id": ""}, {"id": None}, {"id": 7}, {}, None, 3, {"id": "ok"}]}, ["ok"]),
        ({"data": [{"type": "model", "id": "claude-x", "display_name": "Claude X"}], "has_more": False}, ["claude-x"]),
    ],
)  # fmt: skip
def test_lists_of_many_forms_keep_their_order_and_name_each_id_once(value: Any, ids: list[str]) -> None:
    assert [info.id for info in read(value)] == ids


@pytest.mark.parametrize("name", ["context_length", "context_window", "max_model_len", "max_context_length"])
def test_the_window_has_many_names(name: str) -> None:
    assert read([{"id": "m", name: 4096}])[0].context == 4096
    assert read([{"id": "m", name: "4096"}])[0].context is None
    assert read([{"id": "m", name: -1}])[0].context is None


def test_llama_cpp_tells_its_window_in_meta() -> None:
    assert read({"data": [{"id": "m", "meta": {"n_ctx_train": 8192}}]})[0].context == 8192


@pytest.mark.parametrize("body", [b"", b"{}", b"null", b"[", b"<html>", b'{"data": {}}', b'{"error": "x"}', b"\xff"])
def test_what_is_no_list_of_models_is_none(body: bytes) -> None:
    assert read_catalogue(body) is None


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["data", "id", "pricing", "prompt", "providers", "input"]), inner, max_size=3
            )
        ),
        max_leaves=15,
    )
)
def test_any_json_is_read_without_an_error(value: Any) -> None:
    found = read_catalogue(json.dumps(value).encode())
    assert found is None or all(info.id for info in found)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"data":{"limit_remaining":3.217,"is_free_tier":false}}', "$3.22 left"),
        (b'{"data":{"limit_remaining":null,"is_free_tier":true}}', "free tier"),
        (b'{"data":{"limit_remaining":null,"is_free_tier":false}}', ""),
        (b'{"data":[]}', ""),
        (b"nonsense", ""),
    ],
)
def test_the_credit_left_is_told_in_words(body: bytes, words: str) -> None:
    assert credit_left(body) == words


def test_a_bad_value_costs_itself_and_a_bad_id_its_row() -> None:
    body = b'{"data":[{"id":"m","pricing":{"prompt":NaN,"completion":1e400},"context_length":Infinity},'
    body += b'{"id":"caf\xe9"},'
    body += rb'{"id":"half \ud83d"},{"id":"two\nlines"},{"id":"\u202egnp.exe"},{"id":"esc\u001b[31m"},{"id":"n",'
    body += rb'"name":"Two\nlines \u009b31m"}]}'
    found = read_catalogue(body)
    assert found is not None
    assert [(info.id, info.prompt_price, info.context) for info in found] == [("m", None, None), ("n", None, None)]
    assert found[1].name == "Two lines 31m"


@pytest.mark.parametrize("name", ["f-list-bad-utf8.json", "g-models.json"])
def test_lists_found_in_the_wild(name: str) -> None:
    found = read_catalogue((Path(__file__).parents[1] / "fixtures" / "public" / name).read_bytes())
    assert found is not None
    assert "caf" not in "".join(info.id for info in found)
    assert found[0].id in {"m", "Qwen/Qwen3-8B"}


def test_a_long_list_is_read_in_linear_time() -> None:
    def measure(n: int) -> int:
        body = json.dumps({"data": [{"id": f"host/model-{number}", "name": f"M {number}"} for number in range(n)]})
        return cpu(lambda: read_catalogue(body.encode()))

    assert_linear(measure, 10_000)
