"""routing.md, section 3, as a table: status, headers and body of real hosts, and the class each must have."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.faults.translations import untold

from traybridge.core.ending import FinishClass
from traybridge.core.errors import (
    AuthenticationFailed,
    ContextTooLong,
    ModelUnavailable,
    OddAnswer,
    ProviderError,
    ProviderFailed,
    QuotaExceeded,
    RateLimited,
    RequestRejected,
)
from traybridge.core.i18n import Text
from traybridge.core.outcome import Outcome
from traybridge.providers.refusals.classify import empty_answer, judge, judge_event, no_content, not_json

WALL = 1_795_373_330.0  # 22 November 2026, 18:48:50 UTC
KEY = "sk-or-v1-0123456789abcdefghijklmnop"
HERE = "Is this the right address?"


@dataclass(frozen=True)
class Row:
    name: str
    status: int
    body: Any
    error: type[ProviderError]
    says: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float | None = None
    only_this: bool = False


def openai(message: str, code: Any = None, kind: str = "invalid_request_error") -> dict[str, Any]:
    return {"error": {"message": message, "type": kind, "param": None, "code": code}}


def anthropic(kind: str, message: str, **more: Any) -> dict[str, Any]:
    return {"type": "error", "error": {"type": kind, "message": message, **more}, "request_id": "req_1"}


def openrouter(code: int, message: str, **metadata: Any) -> dict[str, Any]:
    return {"error": {"code": code, "message": message, **({"metadata": metadata} if metadata else {})}}


PAGE = "<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>"
TOO_MANY = openai("Too many requests", "429")

ROWS = [
    # The eight shapes, and a few more, at one status.
    Row("shape: error object", 400, openai("Bad thing"), RequestRejected, "refused: Bad thing"),
    Row("shape: error text", 400, {"error": "Bad thing"}, RequestRejected, "refused: Bad thing"),
    Row("shape: detail text", 400, {"detail": "Bad thing"}, RequestRejected, "refused: Bad thing"),
    Row("shape: detail list", 422, {"detail": [{"loc": ["body", "model"], "msg": "Field required"}]}, RequestRejected,
        "Field required (body.model)"),
    Row("shape: detail object", 503, {"detail": {"msg": "Server is busy", "type": "service_unavailable"}},
        ProviderFailed, "Server is busy"),
    Row("shape: type error", 400, anthropic("invalid_request_error", "Bad thing"), RequestRejected, "Bad thing"),
    Row("shape: object error", 400, {"object": "error", "message": "Bad thing", "type": "BadRequestError", "code": 400},
        RequestRejected, "Bad thing"),
    Row("shape: message only", 401, {"message": "Unauthorized", "request_id": "1"}, AuthenticationFailed,
        "The key was refused: Unauthorized"),
    Row("shape: list", 500, [{"error": {"message": "Bad thing"}}], ProviderFailed, "Bad thing"),
    Row("shape: empty list", 500, [], ProviderFailed, "Failed with status 500"),
    Row("shape: null", 500, None, ProviderFailed, "Failed with status 500"),
    Row("shape: text", 500, b"500 Internal Server Error\n\nServer got itself in trouble", ProviderFailed,
        "Server got itself in trouble"),
    Row("shape: html", 502, PAGE.encode(), ProviderFailed, "an HTML page (“502 Bad Gateway”)"),
    Row("shape: html without title", 502, b"<html>oh no</html>", ProviderFailed, "an HTML page where JSON was due"),
    Row("shape: empty", 503, b"", ProviderFailed, "Failed with status 503"),
    Row("shape: message is a list", 422, {"object": "error", "message": {"detail": [
        {"type": "extra_forbidden", "loc": ["body", "seed"], "msg": "Extra inputs are not permitted"}]}},
        RequestRejected, "Extra inputs are not permitted (body.seed)"),
    Row("shape: JSON in a text", 422, {"object": "error", "message": json.dumps({"detail": [{"msg": "Not allowed"}]})},
        RequestRejected, "Not allowed"),
    Row("shape: number", 500, b"500", ProviderFailed, "500"),
    Row("shape: xml", 403, b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", ProviderFailed, HERE),
    Row("shape: cut JSON", 400, b'{"error":{"message":"Bad thing, said at le', RequestRejected, "Bad thing"),
    # Client.
    Row("client 400", 400, openai("Invalid value: 'x'"), RequestRejected, "Change the request"),
    Row("client 405", 405, {"detail": "Method Not Allowed"}, RequestRejected),
    Row("client 406", 406, openai("Not acceptable"), RequestRejected),
    Row("client 413", 413, anthropic("request_too_large", "Request exceeds the maximum size"), RequestRejected),
    Row("client 413 text", 413, {"error": "Request too large"}, RequestRejected, "Request too large"),
    Row("client 414", 414, b"URI too long", RequestRejected),
    Row("client 415", 415, openai("Unsupported media type"), RequestRejected),
    Row("client 422", 422, openai("`temperature` must be <= 2"), RequestRejected),
    Row("client 501", 501, openai("This server does not support tools", 501, "not_supported_error"), RequestRejected),
    Row("client: Exo 422", 422, {"detail": [{"type": "json_invalid", "loc": ["body", 1], "msg": "JSON decode error"}]},
        RequestRejected, "JSON decode error (body.1)"),
    Row("client: policy", 400, openai("Your request was rejected by our safety system", "content_policy_violation"),
        RequestRejected),
    Row("client: moderation", 403, openrouter(403, "Your chosen model requires moderation", reasons=["violence", "x"],
        flagged_input="the person's words", provider_name="OpenAI"), RequestRejected, "moderation (violence, x)"),
    Row("client: moderation by words", 403, openrouter(403, "Input flagged by moderation"), RequestRejected),
    # Plain text and pages never say anything about the key or the request.
    Row("text 400", 400, b"Bad Request", ProviderFailed, HERE),
    Row("text 401", 401, b"Unauthorized", AuthenticationFailed, "Unauthorized"),
    Row("text 403", 403, b"error code: 1020", ProviderFailed, HERE),
    Row("text 405", 405, b"405: Method Not Allowed", ProviderFailed, HERE),
    Row("html 401", 401, PAGE.encode(), ProviderFailed, HERE),
    Row("html 403", 403, b"<!DOCTYPE html><title>Just a moment...</title>", ProviderFailed, "“Just a moment...”"),
    Row("html 404", 404, PAGE.encode(), ProviderFailed, HERE),
    Row("html 429", 429, PAGE.encode(), ProviderFailed, HERE, {"retry-after": "9"}, wait=9.0),
    Row("html by type", 500, b"oops", ProviderFailed, HERE, {"content-type": "text/html"}),
    Row("html in a message", 502, openai("<html><head><title>Down</title></head></html>"), ProviderFailed, "“Down”"),
    Row("html after words", 502, b"upstream said: <html><title>Down</title>", ProviderFailed, "upstream said: “Down”"),
    Row("html but JSON", 401, openai("No auth credentials found", 401), AuthenticationFailed, "No auth credentials",
        {"content-type": "text/html"}),
    # Context.
    Row("context: OpenAI", 400, openai("This model's maximum context length is 8192 tokens. However, your messages "
        "resulted in 9001 tokens.", "context_length_exceeded"), ContextTooLong, "larger context window"),
    Row("context: llama.cpp 400", 400, {"error": {"code": 400, "message": "the request exceeds the available context "
        "size", "type": "exceed_context_size_error", "n_ctx": 4096}}, ContextTooLong),
    Row("context: llama.cpp 500", 500, {"error": {"code": 500, "message": "Context size has been exceeded.",
        "type": "server_error"}}, ContextTooLong),
    Row("context: Anthropic", 400, anthropic("invalid_request_error", "prompt is too long: 210000 tokens > 200000 "
        "maximum"), ContextTooLong),
    Row("context: Anthropic limit", 400, anthropic("invalid_request_error", "input length and `max_tokens` exceed "
        "context limit: 195000 + 8192 > 200000"), ContextTooLong),
    Row("context: vLLM", 400, {"object": "error", "message": "This model's maximum context length is 4096 tokens.",
        "type": "BadRequestError", "code": 400}, ContextTooLong),
    Row("context: TGI", 422, {"error": "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8193",
        "error_type": "validation"}, ContextTooLong),
    Row("context: TGI inputs", 422, {"error": "Input validation error: `inputs` must have less than 4096 tokens"},
        ContextTooLong),
    Row("context: Gemini", 400, [{"error": {"code": 400, "status": "INVALID_ARGUMENT", "message": "The input token "
        "count (1200000) exceeds the maximum number of tokens allowed (1048576)."}}], ContextTooLong),
    Row("context: LM Studio", 400, {"error": "Trying to keep the first 5000 tokens when context the overflows."},
        ContextTooLong),
    Row("context: Mistral", 400, {"object": "error", "message": "Prompt contains 40000 tokens and 0 draft tokens, too "
        "large for model with 32768 maximum context length", "code": "3051"}, ContextTooLong),
    Row("context: Groq", 400, openai("Please reduce the length of the messages or completion.",
        "context_length_exceeded"), ContextTooLong),
    # Authentication.
    Row("auth: OpenAI", 401, openai("Incorrect API key provided: sk-proj-**********abcd.", "invalid_api_key"),
        AuthenticationFailed, "Enter a new key"),
    Row("auth: OpenRouter", 401, openrouter(401, "User not found."), AuthenticationFailed, "User not found"),
    Row("auth: Anthropic", 401, anthropic("authentication_error", "invalid x-api-key"), AuthenticationFailed),
    Row("auth: Anthropic 403", 403, anthropic("permission_error", "Your key may not use this"), AuthenticationFailed),
    Row("auth: Hugging Face", 401, {"error": "Invalid username or password."}, AuthenticationFailed),
    Row("auth: Hugging Face 403", 403, {"error": "This authentication method does not have sufficient permissions to "
        "call Inference Providers"}, AuthenticationFailed),
    Row("auth: DeepSeek", 401, openai("Authentication Fails (no such user)", "invalid_request_error",
        "authentication_error"), AuthenticationFailed),
    Row("auth: Gemini 400", 400, [{"error": {"code": 400, "message": "API key not valid. Please pass a valid API key.",
        "status": "INVALID_ARGUMENT", "details": [{"reason": "API_KEY_INVALID"}]}}], AuthenticationFailed),
    Row("auth: vLLM", 401, {"error": "Unauthorized"}, AuthenticationFailed),
    Row("auth: country", 403, openai("Country, region, or territory not supported",
        "unsupported_country_region_territory", "request_forbidden"), AuthenticationFailed, "Country"),
    Row("auth: empty 401", 401, b"", AuthenticationFailed),
    Row("auth: null 401", 401, None, AuthenticationFailed),
    Row("no auth: empty 403", 403, b"", ProviderFailed, HERE),
    # Money.
    Row("quota: 402", 402, openai("Insufficient Balance", "invalid_request_error", "unknown_error"), QuotaExceeded,
        "Top up"),
    Row("quota: text 402", 402, b"Payment required", QuotaExceeded),
    Row("quota: OpenAI", 429, openai("You exceeded your current quota, please check your plan and billing details.",
        "insufficient_quota", "insufficient_quota"), QuotaExceeded),
    Row("quota: OpenAI limit", 429, openai("Limit reached", "organization_spend_limit_exceeded"), QuotaExceeded),
    Row("quota: OpenAI project", 429, openai("Limit reached", "project_spend_limit_exceeded"), QuotaExceeded),
    Row("quota: OpenAI credit", 429, openai("No credit", "credit_balance_exhausted"), QuotaExceeded),
    Row("quota: OpenAI billing", 429, openai("Billing hard limit", "billing_hard_limit_reached"), QuotaExceeded),
    Row("quota: Anthropic words", 400, anthropic("invalid_request_error", "Your credit balance is too low to access "
        "the Anthropic API."), QuotaExceeded),
    Row("quota: Anthropic limits", 400, anthropic("invalid_request_error", "You have reached your specified workspace "
        "API usage limits. You will regain access on 2026-12-01 at 00:00 UTC."), QuotaExceeded, "renewed in",
        wait=1_796_083_200.0 - WALL),
    Row("quota: Anthropic tier", 429, anthropic("rate_limit_error", "Limit reached",
        details={"error_code": "enforced_spend_limit_reached"}), QuotaExceeded),
    Row("quota: Anthropic 402", 402, anthropic("billing_error", "Check your payment"), QuotaExceeded),
    Row("quota: OpenRouter", 402, openrouter(402, "Insufficient credits. Add more at https://openrouter.ai/credits",
        limit_source="openrouter_credits"), QuotaExceeded),
    Row("quota: OpenRouter fewer", 402, openrouter(402, "This request requires more credits, or fewer max_tokens. You "
        "requested up to 65536 tokens, but can only afford 2345."), QuotaExceeded, "shorter answer", only_this=True),
    Row("quota: OpenRouter weight", 402, openrouter(402, "Too heavy", error_type="weight_exceeds_budget"),
        QuotaExceeded, only_this=True),
    Row("quota: OpenRouter budget", 403, openrouter(403, "Budget limit exceeded", limit_source=
        "openrouter_workspace_budget", resets_at="2026-11-23T00:00:00Z"), QuotaExceeded, wait=18_670.0),
    Row("quota: OpenRouter key", 403, openrouter(403, "Key limit exceeded (monthly limit)"), QuotaExceeded),
    Row("quota: LiteLLM", 400, openai("Budget has been exceeded! Current cost: 1", "400", "budget_exceeded"),
        QuotaExceeded),
    Row("quota: Hugging Face", 402, {"error": "You have exceeded your monthly included credits for Inference "
        "Providers."}, QuotaExceeded),
    Row("quota: Together", 402, openai("Credit limit exceeded", None, "credit_limit"), QuotaExceeded),
    # Rate.
    Row("rate: 429", 429, TOO_MANY, RateLimited, "Wait a moment"),
    Row("rate: text 429", 429, b"Too many requests", RateLimited),
    Row("rate: empty 429", 429, b"", RateLimited),
    Row("rate: retry-after", 429, TOO_MANY, RateLimited, "Try again in 41 s", {"retry-after": "41"}, wait=41.0),
    Row("rate: date", 429, TOO_MANY, RateLimited, "1 s", {"retry-after": "Sun, 22 Nov 2026 18:48:51 GMT"}, wait=1.0),
    Row("rate: OpenAI resets", 429, TOO_MANY, RateLimited, "", {"x-ratelimit-remaining-tokens": "0",
        "x-ratelimit-reset-tokens": "6m0s", "x-ratelimit-remaining-requests": "9", "x-ratelimit-reset-requests": "9h"},
        wait=360.0),
    Row("rate: OpenRouter body", 429, openrouter(429, "Rate limit exceeded: free-models-per-day", headers={
        "X-RateLimit-Reset": "1795373340000", "X-RateLimit-Remaining": "0"}), RateLimited, "10 s", wait=10.0),
    Row("rate: Gemini", 429, [{"error": {"code": 429, "message": "You exceeded your current quota", "status":
        "RESOURCE_EXHAUSTED", "details": [{"@type": "RetryInfo", "retryDelay": "34s"}]}}], RateLimited, wait=34.0),
    Row("rate: Groq TPM", 413, openai("Request too large for model `x` on tokens per minute (TPM): Limit 6000, "
        "Requested 8000. Please try again in 7.66s.", "rate_limit_exceeded", "tokens"), RateLimited, wait=7.66),
    Row("rate: TPM by words", 413, {"error": "Too large: tokens per minute"}, RateLimited),
    Row("rate: OpenRouter in flight", 402, openrouter(402, "In-flight budget exhausted",
        limit_source="openrouter_in_flight_budget"), RateLimited, "5 s", {"retry-after": "5"}, wait=5.0),
    Row("rate: in flight by words", 402, openrouter(402, "Too many concurrent requests for your balance (in-flight)"),
        RateLimited, "5 s", {"retry-after": "5"}, wait=5.0),
    Row("quota: in flight without a wait", 402, openrouter(402, "in-flight budget"), QuotaExceeded),
    Row("rate: Anthropic", 429, anthropic("rate_limit_error", "Number of request tokens has exceeded your limit"),
        RateLimited, "", {"anthropic-ratelimit-tokens-remaining": "0",
                          "anthropic-ratelimit-tokens-reset": "2026-11-22T18:49:50Z"}, wait=60.0),
    Row("rate: Mistral", 429, {"object": "error", "message": "Service tier capacity exceeded for this model.",
        "type": "service_tier_capacity_exceeded", "code": "3505"}, RateLimited),
    Row("rate: code in a 400", 400, openai("Slow down", "rate_limit_exceeded"), RateLimited),
    # Not loaded.
    Row("model: Exo", 404, {"error": {"message": "No instance found for model gpt-4o", "type": "Not Found",
        "param": None, "code": 404}}, ModelUnavailable, "Load it"),
    Row("model: Exo 0.x", 400, {"detail": "Unsupported model: llama-3.2-1b with inference engine Dummy. Supported "
        "models for this engine: ['dummy']"}, ModelUnavailable),
    Row("model: OpenAI", 404, openai("The model `x` does not exist or you do not have access to it.",
        "model_not_found"), ModelUnavailable),
    Row("model: Anthropic", 404, anthropic("not_found_error", "model: claude-9"), ModelUnavailable),
    Row("model: OpenRouter 400", 400, openrouter(400, "x/y is not a valid model ID"), ModelUnavailable),
    Row("model: OpenRouter 404", 404, openrouter(404, "No endpoints found for x/y."), ModelUnavailable),
    Row("model: Groq", 400, openai("The model `x` has been decommissioned.", "model_decommissioned"),
        ModelUnavailable),
    Row("model: Together", 404, openai("Unable to access model x.", "model_not_available"), ModelUnavailable),
    Row("model: Mistral", 400, {"object": "error", "message": "Invalid model: x", "type": "invalid_model",
        "code": "1500"}, ModelUnavailable),
    Row("model: DeepSeek", 400, openai("Model Not Exist", "invalid_request_error"), ModelUnavailable),
    Row("model: Gemini", 404, [{"error": {"code": 404, "status": "NOT_FOUND", "message": "models/x is not found for "
        "API version v1main"}}], ModelUnavailable),
    Row("model: Hugging Face", 400, openai("The requested model 'x' is not supported by any provider you have enabled.",
        "model_not_supported"), ModelUnavailable),
    Row("model: Ollama", 404, {"error": "model 'llama9' not found"}, ModelUnavailable),
    Row("model: Ollama memory", 500, {"error": "model requires more system memory (8.0 GiB) than is available"},
        ModelUnavailable),
    Row("model: LM Studio", 400, {"error": "No models loaded. Please load a model."}, ModelUnavailable),
    Row("model: vLLM", 404, {"object": "error", "message": "The model `x` does not exist.", "type": "NotFoundError",
        "code": 404}, ModelUnavailable),
    Row("model: llama.cpp loading", 503, {"error": {"code": 503, "message": "Loading model",
        "type": "unavailable_error"}}, ModelUnavailable, "being loaded"),
    Row("model: TGI loading", 503, {"error": "Model x/y is currently loading", "estimated_time": 20.0},
        ModelUnavailable, "being loaded"),
    # Transient.
    Row("transient 408", 408, openai("Timed out"), ProviderFailed, "ask again"),
    Row("transient 409", 409, openai("Conflict"), ProviderFailed),
    Row("transient 425", 425, b"Too early", ProviderFailed),
    Row("transient 498", 498, openai("Flex tier capacity exceeded"), ProviderFailed),
    Row("transient 499", 499, openrouter(499, "Client closed"), ProviderFailed),
    Row("transient 500", 500, openai("The server had an error", None, "server_error"), ProviderFailed),
    Row("transient 503", 503, openai("The engine is currently overloaded"), ProviderFailed),
    Row("transient 529", 529, anthropic("overloaded_error", "Overloaded"), ProviderFailed, "Overloaded"),
    Row("transient 524", 524, b"error code: 524", ProviderFailed),
    Row("transient: upstream", 502, openrouter(502, "Provider returned error", raw='{"error":{"message":"CUDA died"}}',
        provider_name="Acme"), ProviderFailed, "Acme: CUDA died"),
    Row("transient: upstream text", 502, openrouter(502, "Provider returned error", raw="upstream gone",
        provider_name="Acme"), ProviderFailed, "Acme: upstream gone"),
    Row("transient: 404", 404, {"detail": "Not Found"}, ProviderFailed, HERE),
    Row("transient: 404 text", 404, b"404 page not found", ProviderFailed, HERE),
    Row("transient: 410", 410, {"error": "https://api-inference.huggingface.co is no longer supported."},
        ProviderFailed, HERE),
    Row("transient: redirect", 302, b"", ProviderFailed, "Redirected to login.hotel.example (status 302)",
        {"location": "https://login.hotel.example/?token=abc"}),
    Row("transient: redirect page", 301, PAGE.encode(), ProviderFailed, HERE),
    Row("transient: bad location", 307, b"", ProviderFailed, "Redirected (status 307)", {"location": "http://[oops"}),
    # The code in the body goes before the status.
    Row("code before status: 429 in 500", 500, openrouter(429, "Slow"), RateLimited),
    Row("code before status: text", 500, openai("x", "insufficient_quota"), QuotaExceeded),
    Row("code before status: 200", 200, openrouter(402, "No money"), QuotaExceeded),
    Row("code before page type", 502, openai("x", "context_length_exceeded"), ContextTooLong, "", {"content-type":
        "text/html"}),
    Row("no status in the body: own numbers", 429, openai("Slow", 1302), RateLimited),
    # Unlisted.
    Row("odd 418", 418, openai("I'm a teapot"), OddAnswer, "teapot"),
    Row("odd 451", 451, openai("For legal reasons"), OddAnswer),
    Row("odd 431", 431, b"Headers too large", OddAnswer),
    Row("odd 407", 407, b"", OddAnswer, "proxy"),
    Row("odd 426", 426, openai("Upgrade"), OddAnswer),
    # 200 without an answer.
    Row("200 error", 200, {"error": {"message": "boom"}}, ProviderFailed, "instead of an answer: boom"),
    Row("200 object", 200, {}, ProviderFailed, HERE),
    Row("204", 204, b"", ProviderFailed, HERE),
]  # fmt: skip


def encoded(body: Any) -> bytes:
    return body if isinstance(body, bytes) else json.dumps(body).encode()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_refusal_has_the_class_that_routing_gives_it(row: Row) -> None:
    headers = {"content-type": "text/plain" if isinstance(row.body, bytes) else "application/json", **row.headers}
    if row.name == "shape: cut JSON":
        headers["content-type"] = "application/json"
    error = judge(row.status, headers, encoded(row.body), wall=WALL, key=KEY)
    assert type(error) is row.error, error
    assert row.says in f"{error.title}. {error.hint}"
    assert error.status == row.status
    assert error.retry_after == (None if row.wait is None else pytest.approx(row.wait))
    assert error.handling.only_this is row.only_this
    assert error.hint
    assert not re.search(r"<[a-z/!?]", error.title, re.IGNORECASE)
    assert "the person's words" not in error.title
    assert untold(error.title) + untold(error.hint) == []


def test_the_table_is_long_enough_and_names_are_unique() -> None:
    assert len(ROWS) >= 90
    assert len({row.name for row in ROWS}) == len(ROWS)


def test_only_transient_failures_count_and_can_be_repeated() -> None:
    for row in ROWS:
        error = judge(row.status, row.headers, encoded(row.body), wall=WALL, key=KEY)
        transient = isinstance(error, ProviderFailed)
        handling = error.handling
        assert (handling.counted, handling.retryable, handling.opens) == (transient, transient, False), row.name
        assert (error.outcome is Outcome.TRANSIENT) == isinstance(error, ProviderFailed | OddAnswer)


def test_without_a_key_a_401_asks_for_one() -> None:
    error = judge(401, {}, encoded(openai("No key")), wall=WALL)
    assert (error.title, error.hint) == ("A key is needed: No key", "Enter a key for this provider.")


ECHOES = [
    f"Incorrect API key provided: {KEY}",
    f"Bearer {KEY} is not valid",
    f"Key {KEY[:14]}*********** unknown",
    "Invalid token hf_abcdefghijklmnop",
    "Bad key gsk_1234567890abcdef in header",
    "See https://host.example/path?key=abcdef123456&x=1 for more",
]


@pytest.mark.parametrize("echo", ECHOES)
@pytest.mark.parametrize("shape", ["json", "text", "page", "list"])
def test_no_key_and_no_query_is_ever_repeated(echo: str, shape: str) -> None:
    body = {
        "json": encoded(openai(echo)),
        "text": echo.encode(),
        "page": f"<html><title>{echo}</title></html>".encode(),
        "list": encoded({"detail": [{"msg": echo, "loc": ["header", KEY]}]}),
    }[shape]
    error = judge(500, {}, body, wall=WALL, key=KEY)
    told = f"{error.title} {error.hint} {error} {error!r}"
    for secret in (KEY, KEY[:14], "abcdefghijklmnop", "1234567890abcdef", "abcdef123456", "?key"):
        assert secret not in told


def test_words_are_one_line_of_at_most_300_signs_without_control_characters() -> None:
    error = judge(400, {}, encoded(openai("a\x00b\n\n\x1b[31mred\u202e" + "x" * 5000)), wall=WALL)
    words = error.title.removeprefix("The request was refused: ")
    assert words.startswith("a b [31mred x")
    assert len(words) == 300
    assert words.endswith("…")


@given(
    status=st.integers(100, 599),
    body=st.binary(max_size=200),
    kind=st.sampled_from(["", "text/html", "application/json"]),
)
def test_any_bytes_at_any_status_have_a_class_and_words(status: int, body: bytes, kind: str) -> None:
    error = judge(status, {"content-type": kind}, body, wall=WALL, key=KEY)
    assert error.title
    assert error.hint
    assert len(error.title) < 400


NAMES = st.sampled_from(["error", "message", "detail", "code", "type", "metadata", "loc", "status", "reasons", "raw"])
JSONS = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["error", "message", "detail", "code", "type", "metadata", "loc", "status"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(value=JSONS)
def test_any_json_as_an_error_has_a_class(value: Any) -> None:
    assert judge_event(value, wall=WALL).title


def test_an_error_in_an_event_has_the_class_of_its_code() -> None:
    assert isinstance(judge_event({"code": 429, "message": "slow"}, wall=WALL), RateLimited)
    assert isinstance(judge_event({"type": "overloaded_error", "message": "Overloaded"}, wall=WALL), ProviderFailed)
    assert isinstance(judge_event({"message": "prompt is too long"}, wall=WALL), ContextTooLong)
    plain = judge_event("the GPU fell off", wall=WALL)
    assert isinstance(plain, ProviderFailed)
    assert plain.title == "An error came instead of an answer: the GPU fell off"
    assert untold(plain.title) == []


def test_the_other_ways_of_not_answering() -> None:
    assert (empty_answer().outcome, empty_answer().handling.counted) == (Outcome.TRANSIENT, True)
    assert no_content(FinishClass.STOP).outcome is Outcome.TRANSIENT
    assert no_content(FinishClass.WINDOW_FULL).outcome is Outcome.CONTEXT
    portal = not_json(b"<html><title>Hotel</title></html>", content_type="text/html")
    assert portal.title == "Answered with an HTML page (“Hotel”) where JSON was due"
    assert portal.hint == HERE
    assert untold(portal.title) + untold(no_content(FinishClass.LENGTH).title) + untold(empty_answer().hint) == []


def test_only_what_the_provider_said_is_no_text_of_ours() -> None:
    error = judge(500, {}, b"upstream said: <html>oh no</html>", wall=WALL)
    assert error.title == "Failed with status 500: upstream said: an HTML page"
    assert isinstance(error.title, Text)
    happened, reason = error.title.values["happened"], error.title.values["reason"]
    assert (happened.pattern, reason.values["part0"]) == ("Failed with status {status}", "upstream said: ")
    assert reason.values["part1"].pattern == "an HTML page"
    wait = judge(429, {"retry-after": "400"}, b"{}", wall=WALL).hint
    assert wait == "Try again in 7 min."
    assert isinstance(wait, Text)
    assert wait.values["wait"].pattern == "{minutes} min"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Rate limit exceeded", "Rate limit reached"),
        ("rate-limited", "Rate limit reached"),
        ("Too Many Requests.", "Rate limit reached"),
        ("Rate limit exceeded: 20 a minute", "Rate limit reached: Rate limit exceeded: 20 a minute"),
    ],
)
def test_a_host_that_only_says_the_same_again_is_not_repeated(words: str, title: str) -> None:
    body = json.dumps({"error": {"message": words}}).encode()
    assert judge(429, {}, body, wall=WALL).title == title
