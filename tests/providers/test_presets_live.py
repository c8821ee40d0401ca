"""Each preset against a stand-in on 127.0.0.1 that speaks as that host does: list, answer, refusal, free key check."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from tests.faults.scenarios import DONE, END, EVENTS, STOP, chunked, delta, event, head, whole
from tests.faults.serving import read_request, serving
from tests.providers.asking import KEY, answer, make_context, text_of

from traybridge.core.errors import (
    AuthenticationFailed,
    ContextTooLong,
    ModelUnavailable,
    ProviderError,
    QuotaExceeded,
    RateLimited,
)
from traybridge.core.ports import Provider
from traybridge.core.presets import PRESETS, Preset, origin, preset
from traybridge.core.secret import Secret
from traybridge.providers import build

pytestmark = pytest.mark.live
WRONG = "sk-wrong-abcdefghijklmnop"


@dataclass(frozen=True)
class Manner:
    """How one host speaks. ``ids`` of its list; ``stream`` of its answer, saying "Hello"; ``refusal`` of a chat and
    its class; ``look`` the path of the free look; ``tells`` whether that speaks for the key.
    """

    models: Any
    ids: Sequence[str]
    stream: Sequence[bytes]
    refusal: bytes
    error: type[ProviderError]
    look: str
    tells: bool
    tokens: int | None = 5
    reasoning: str = ""


def listed(*ids: str, **more: Any) -> dict[str, Any]:
    return {"object": "list", "data": [{"id": one, "object": "model", **more} for one in ids]}


def refused(status: int, message: str, code: Any = None, **more: Any) -> bytes:
    return whole(status, {"error": {"message": message, "type": "invalid_request_error", "code": code}}, **more)


COUNTED = {"prompt_tokens": 3, "completion_tokens": 5, "total_tokens": 8}
USED = event({"id": "1", "choices": [], "usage": COUNTED})
HELLO = (delta("Hel"), delta("lo"), STOP, USED, DONE)


def anthropic(kind: str, **more: Any) -> bytes:
    return f"event: {kind}\n".encode() + event({"type": kind, **more})


MANNERS: Mapping[str, Manner] = {
    "openrouter": Manner(
        models={"data": [{"id": "openrouter/auto", "context_length": 2000000, "pricing": {"prompt": "-1"}},
                         {"id": "a/b:free", "pricing": {"prompt": "0", "completion": "0"}}]},
        ids=["openrouter/auto", "a/b:free"],
        stream=(b": OPENROUTER PROCESSING\n\n", delta("", reasoning=None), delta("Hel"), delta("lo"), STOP,
                event({"choices": [], "usage": {**COUNTED, "cost": 0.0001}}), DONE),
        refusal=whole(402, {"error": {"code": 402, "message": "Insufficient credits"}}),
        error=QuotaExceeded, look="/v1/key", tells=True,
    ),
    "huggingface": Manner(
        models={"data": [{"id": "openai/gpt-oss-120b", "providers": [{"status": "live", "context_length": 131072}]}]},
        ids=["openai/gpt-oss-120b"], stream=HELLO,
        refusal=refused(400, "The requested model 'x' is not supported by any provider you have enabled.",
                        "model_not_supported"),
        error=ModelUnavailable, look="/v1/models", tells=False,
    ),
    "openai": Manner(
        models=listed("gpt-5-mini", "whisper-1"), ids=["gpt-5-mini", "whisper-1"],
        stream=(delta("", refusal=None), delta("Hel"), delta("lo"), STOP, USED, DONE),
        refusal=refused(429, "You exceeded your current quota", "insufficient_quota"),
        error=QuotaExceeded, look="/v1/models", tells=True,
    ),
    "anthropic": Manner(
        models={"data": [{"type": "model", "id": "claude-sonnet-4-5", "display_name": "Claude Sonnet 4.5"}]},
        ids=["claude-sonnet-4-5"],
        stream=(anthropic("message_start", message={"id": "m", "model": "c", "usage": {"input_tokens": 3}}),
                anthropic("content_block_start", index=0, content_block={"type": "text", "text": ""}),
                anthropic("ping"),
                anthropic("content_block_delta", index=0, delta={"type": "text_delta", "text": "Hello"}),
                anthropic("message_delta", delta={"stop_reason": "end_turn"}, usage={"output_tokens": 5}),
                anthropic("message_stop")),
        refusal=whole(400, {"type": "error", "error": {"type": "invalid_request_error",
                                                       "message": "prompt is too long: 9 tokens > 8 maximum"}}),
        error=ContextTooLong, look="/v1/models?limit=1000", tells=True,
    ),
    "groq": Manner(
        models=listed("llama-3.3-70b-versatile", active=True, context_window=131072),
        ids=["llama-3.3-70b-versatile"],
        stream=(delta("Hel"), delta("lo"), event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}],
                                                  "x_groq": {"id": "r", "usage": COUNTED}}), DONE),
        refusal=refused(413, "Request too large on tokens per minute (TPM)", "rate_limit_exceeded", Retry_After="9"),
        error=RateLimited, look="/v1/models", tells=True,
    ),
    "together": Manner(
        models=[{"id": "meta/x", "type": "chat", "context_length": 8192, "pricing": {"input": 1, "output": 1}},
                {"id": "flux", "type": "image"}],
        ids=["meta/x"], stream=HELLO,
        refusal=refused(404, "Unable to access model x.", "model_not_available"),
        error=ModelUnavailable, look="/v1/models", tells=True,
    ),
    "mistral": Manner(
        models={"data": [{"id": "mistral-small-latest", "capabilities": {"completion_chat": True},
                          "max_context_length": 32768},
                         {"id": "mistral-embed", "capabilities": {"completion_chat": False}}]},
        ids=["mistral-small-latest"],
        stream=(delta(None, content=[{"type": "thinking", "thinking": [{"type": "text", "text": "Hm"}]}]),
                delta("Hel"), delta("lo"),
                event({"choices": [{"index": 0, "delta": {"content": ""}, "finish_reason": "stop"}], "usage": COUNTED}),
                DONE),
        refusal=whole(400, {"object": "error", "message": "Invalid model: x", "type": "invalid_model", "code": "1500"}),
        error=ModelUnavailable, look="/v1/models", tells=True, reasoning="Hm",
    ),
    "deepseek": Manner(
        models=listed("deepseek-chat"), ids=["deepseek-chat"],
        stream=(b": keep-alive\n\n", delta(None, content=None, reasoning_content="Hm"), delta("Hel"), delta("lo"),
                event({"choices": [{"index": 0, "delta": {"content": ""}, "finish_reason": "stop"}], "usage": COUNTED}),
                DONE),
        refusal=refused(402, "Insufficient Balance", "invalid_request_error"),
        error=QuotaExceeded, look="/v1/models", tells=True, reasoning="Hm",
    ),
    "gemini": Manner(
        models=listed("models/gemini-2.5-flash"), ids=["models/gemini-2.5-flash"],
        stream=(delta("Hello", "stop")[:-1].replace(b"\n", b"\r\n") + b"\r\n", USED, DONE),
        refusal=whole(429, [{"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", "message": "Quota exceeded",
                                       "details": [{"retryDelay": "20s"}]}}]),
        error=RateLimited, look="/v1/models", tells=True,
    ),
    "ollama": Manner(
        models=listed("llama3.2:latest"), ids=["llama3.2:latest"], stream=HELLO,
        refusal=refused(404, 'model "x" not found, try pulling it first'),
        error=ModelUnavailable, look="/v1/models", tells=False,
    ),
    "lmstudio": Manner(
        models=listed("qwen3-4b"), ids=["qwen3-4b"], stream=HELLO,
        refusal=whole(400, {"error": "Trying to keep the first 5000 tokens when context the overflows."}),
        error=ContextTooLong, look="/v1/models", tells=False,
    ),
    "llamacpp": Manner(
        models={"models": [{"name": "m.gguf"}], "data": [{"id": "m.gguf", "meta": {"n_ctx_train": 8192}}]},
        ids=["m.gguf"], stream=HELLO,
        refusal=whole(503, {"error": {"code": 503, "message": "Loading model", "type": "unavailable_error"}}),
        error=ModelUnavailable, look="/v1/models", tells=False,
    ),
    "jan": Manner(
        models=listed("jan-v1-4b"), ids=["jan-v1-4b"], stream=HELLO,
        refusal=refused(401, "Invalid or missing API key"),
        error=AuthenticationFailed, look="/v1/models", tells=False,
    ),
}  # fmt: skip
PLACES = [row for row in PRESETS if row.id in MANNERS]


class StandIn:
    """One host. A wrong key is refused where the host's free look speaks for the key."""

    def __init__(self, known: Preset, manner: Manner) -> None:
        self.known = known
        self.manner = manner
        self.seen: list[tuple[str, Mapping[str, str], Any]] = []
        self.refuses = False

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            line, headers, body = await read_request(reader)
            method, path, _ = line.split(" ")
            self.seen.append((path, headers, json.loads(body) if body else None))
            writer.write(self._reply(method, path, headers))
            await writer.drain()

    def _reply(self, method: str, path: str, headers: Mapping[str, str]) -> bytes:
        if method == "POST":
            stream = head(200, EVENTS, Transfer_Encoding="chunked") + chunked(*self.manner.stream) + END
            return self.manner.refusal if self.refuses else stream
        if self.manner.tells and WRONG in headers.get("authorization", "") + headers.get("x-api-key", ""):
            return refused(401, f"Incorrect key {WRONG}")
        if path.endswith("/key"):
            return whole(200, {"data": {"limit_remaining": 2}})
        return whole(200, self.manner.models)

    def key_of(self, headers: Mapping[str, str]) -> str:
        return headers.get("x-api-key", "") or headers.get("authorization", "").removeprefix("Bearer ")


def stand_in(known: Preset, port: int, key: str | None = KEY) -> Provider:
    return build(make_context(f"http://127.0.0.1:{port}/v1", kind=known.kind, preset=known.id, key=key))


@pytest.mark.parametrize("known", PLACES, ids=lambda known: known.id)
async def test_a_preset_is_listed_asked_refused_and_its_key_checked(known: Preset) -> None:
    manner = MANNERS[known.id]
    host = StandIn(known, manner)
    async with serving(host) as port:
        provider = stand_in(known, port)
        assert list((await provider.models()).ids) == list(manner.ids)

        chunks = await answer(provider, model=manner.ids[0])
        assert text_of(chunks) == "Hello"
        assert "".join(chunk.reasoning for chunk in chunks) == manner.reasoning
        assert [chunk.finish_reason for chunk in chunks if chunk.finish_reason] == ["stop"]
        assert [chunk.usage.completion_tokens for chunk in chunks if chunk.usage] == [manner.tokens]

        host.refuses = True
        with pytest.raises(manner.error):
            await answer(provider, model=manner.ids[0])

        del host.seen[:]
        reading = await provider.probe()
        assert [path for path, _, _ in host.seen] == [manner.look]
        assert reading.key_ok is (True if manner.tells else None)
        assert (await provider.check_key(Secret(KEY))).ok is (True if manner.tells else None)
        if manner.tells:
            assert (await provider.check_key(Secret(WRONG))).ok is False
        await provider.aclose()
    assert all(host.key_of(headers) in {KEY, WRONG, ""} for _, headers, _ in host.seen)


def test_every_preset_but_exo_and_custom_has_a_stand_in() -> None:
    assert {row.id for row in PRESETS} - set(MANNERS) == {"exo", "custom"}


@pytest.mark.parametrize("known", PLACES, ids=lambda known: known.id)
def test_a_preset_s_addresses_are_whole(known: Preset) -> None:
    assert known.base_url.startswith("http://127.0.0.1:" if known.local else "https://")
    assert not known.base_url.endswith("/")
    assert known.local or known.key_page.startswith("https://")
    for address in (known.base_url, known.key_check):
        assert not address or origin(address)


async def test_openrouter_s_answer_names_its_cost() -> None:
    known = preset("openrouter")
    assert known is not None
    async with serving(StandIn(known, MANNERS["openrouter"])) as port:
        provider = stand_in(known, port)
        chunks = await answer(provider)
        await provider.aclose()
    assert [chunk.usage.cost for chunk in chunks if chunk.usage] == [0.0001]
