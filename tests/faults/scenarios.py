"""Ways in which a chat request can end, as data: what the server does, and what a provider must make of it.

Each row names the moment and the shape. ``EXPECT`` classes come from routing.md, section 3, word by word; the rows'
words are the hosts' own where a host is named.
"""

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.support.replies import Do

from traybridge.core import errors


@dataclass(frozen=True, slots=True)
class Expect:
    """``error`` None = a whole answer, or, where the server hangs, no end at all before the test stops it."""

    error: type[errors.ProviderError] | None = None
    counted: bool = False
    opens: bool = False
    retryable: bool = False


OK = Expect()
WAITS = Expect()
FAILED = Expect(errors.ProviderFailed, counted=True, retryable=True)
BROKEN = Expect(errors.StreamBroken, counted=True, retryable=True)
GONE = Expect(errors.Unreachable, counted=True, retryable=True)
CLIENT = Expect(errors.RequestRejected)
CONTEXT = Expect(errors.ContextTooLong)
AUTH = Expect(errors.AuthenticationFailed)
QUOTA = Expect(errors.QuotaExceeded)
RATE = Expect(errors.RateLimited)
MODEL = Expect(errors.ModelUnavailable)
ODD = Expect(errors.OddAnswer)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One row. ``text`` is what has been said when it ends; ``when_reused`` acts for a connection's later requests;
    ``says`` must stand in the error's title or hint; ``retry_after`` in seconds.
    """

    name: str
    steps: Sequence[bytes | Do]
    expect: Expect
    text: str = ""
    says: str = ""
    retry_after: float | None = None
    when_reused: Sequence[bytes | Do] | None = None

    @property
    def hangs(self) -> bool:
        return Do.HANG in self.steps


REASONS = {200: "OK", 400: "Bad Request", 404: "Not Found", 500: "Internal Server Error"}
JSON = "application/json"
EVENTS = "text/event-stream"
HTML = "text/html; charset=utf-8"
PAGE = b"<!DOCTYPE html><html><head><title>Welcome to Hotel Wi-Fi</title></head><body>Sign in</body></html>"


def head(status: int, content_type: str, **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} {REASONS.get(status, '')}", f"Content-Type: {content_type}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def whole(status: int, body: bytes | Any, content_type: str = JSON, **headers: str) -> bytes:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return head(status, content_type, Content_Length=str(len(data)), **headers) + data


def chunked(*pieces: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)


START = head(200, EVENTS, Transfer_Encoding="chunked")
END = b"0\r\n\r\n"


def event(value: Any) -> bytes:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return b"data: " + data + b"\n\n"


def delta(text: str | None = None, finish: str | None = None, **more: Any) -> bytes:
    said = {"role": "assistant", **({} if text is None else {"content": text})}
    return event(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion.chunk",
            "model": "m-1",
            "choices": [{"index": 0, "delta": {**said, **more}, "finish_reason": finish}],
        }
    )


ROLE = delta("")
HELLO = delta("Hello")
WORLD = delta(" world")
STOP = delta(finish="stop")
DONE = event(b"[DONE]")
USAGE = event({"choices": [], "usage": {"prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5}})
KEEP_ALIVE = b": keep-alive\n\n"


def events(*pieces: bytes) -> bytes:
    return START + chunked(*pieces)


def error_event(**error: Any) -> bytes:
    return event({"error": error})


# What each status means, by the shape of the body: JSON with a message and no code, plain text, a page, nothing.
BY_STATUS: Mapping[int, tuple[Expect, Expect, Expect, Expect]] = {
    301: (FAILED, FAILED, FAILED, FAILED),
    302: (FAILED, FAILED, FAILED, FAILED),
    307: (FAILED, FAILED, FAILED, FAILED),
    400: (CLIENT, FAILED, FAILED, FAILED),
    401: (AUTH, AUTH, FAILED, AUTH),
    402: (QUOTA, QUOTA, FAILED, QUOTA),
    403: (AUTH, FAILED, FAILED, FAILED),
    404: (FAILED, FAILED, FAILED, FAILED),
    405: (CLIENT, FAILED, FAILED, FAILED),
    406: (CLIENT, CLIENT, FAILED, CLIENT),
    407: (ODD, ODD, FAILED, ODD),
    408: (FAILED, FAILED, FAILED, FAILED),
    409: (FAILED, FAILED, FAILED, FAILED),
    410: (FAILED, FAILED, FAILED, FAILED),
    413: (CLIENT, CLIENT, FAILED, CLIENT),
    414: (CLIENT, CLIENT, FAILED, CLIENT),
    415: (CLIENT, CLIENT, FAILED, CLIENT),
    418: (ODD, ODD, FAILED, ODD),
    422: (CLIENT, CLIENT, FAILED, CLIENT),
    425: (FAILED, FAILED, FAILED, FAILED),
    429: (RATE, RATE, FAILED, RATE),
    451: (ODD, ODD, FAILED, ODD),
    498: (FAILED, FAILED, FAILED, FAILED),
    499: (FAILED, FAILED, FAILED, FAILED),
    500: (FAILED, FAILED, FAILED, FAILED),
    501: (CLIENT, CLIENT, FAILED, CLIENT),
    502: (FAILED, FAILED, FAILED, FAILED),
    503: (FAILED, FAILED, FAILED, FAILED),
    504: (FAILED, FAILED, FAILED, FAILED),
    520: (FAILED, FAILED, FAILED, FAILED),
    529: (FAILED, FAILED, FAILED, FAILED),
}
SHAPES = ("json", "text", "html", "empty")


def _by_status() -> Iterator[Scenario]:
    bodies = {
        "json": ({"error": {"message": "Something is wrong", "type": "some_error"}}, JSON),
        "text": (b"Something is wrong", "text/plain"),
        "html": (PAGE, HTML),
        "empty": (b"", JSON),
    }
    for status, expected in BY_STATUS.items():
        more = {"Location": "https://login.hotel.example/start?session=1"} if status < 400 else {}
        for shape, expect in zip(SHAPES, expected, strict=True):
            body, content_type = bodies[shape]
            says = "right address" if shape == "html" or status < 400 else ""
            yield Scenario(f"{status}-{shape}", [whole(status, body, content_type, **more)], expect, says=says)


def _bodies() -> Iterator[Scenario]:
    """Hosts' own error bodies; the unit test of outcomes.py has many more."""
    rows: Sequence[tuple[str, int, Any, Expect, str]] = (
        ("openai-bad-key", 401, {"error": {"message": "Incorrect API key provided", "type": "invalid_request_error",
                                           "param": None, "code": "invalid_api_key"}}, AUTH, "Incorrect API key"),
        ("openai-no-quota", 429, {"error": {"message": "You exceeded your current quota", "type": "insufficient_quota",
                                            "code": "insufficient_quota"}}, QUOTA, "Top up"),
        ("openai-no-model", 404, {"error": {"message": "The model `m` does not exist", "code": "model_not_found"}},
         MODEL, "does not exist"),
        ("openai-too-long", 400, {"error": {"message": "This model's maximum context length is 8192 tokens",
                                            "code": "context_length_exceeded"}}, CONTEXT, "too long"),
        ("exo-no-instance", 404, {"error": {"message": "No instance found for model m", "type": "Not Found",
                                            "param": None, "code": 404}}, MODEL, "No instance found"),
        ("exo-old-unsupported", 400, {"detail": "Unsupported model: m with inference engine X"}, MODEL, "Unsupported"),
        ("exo-old-detail", 500, {"detail": "Error processing prompt"}, FAILED, "Error processing prompt"),
        ("fastapi-422", 422, {"detail": [{"loc": ["body", "messages"], "msg": "Field required", "type": "missing"}]},
         CLIENT, "Field required (body.messages)"),
        ("fastapi-404", 404, {"detail": "Not Found"}, FAILED, "right address"),
        ("anthropic-overloaded", 529, {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}},
         FAILED, "Overloaded"),
        ("anthropic-no-credit", 400, {"type": "error", "error": {"type": "invalid_request_error", "message":
                                      "Your credit balance is too low to access the API"}}, QUOTA, "too low"),
        ("vllm-no-model", 404, {"object": "error", "message": "The model `m` does not exist.", "type": "NotFoundError",
                                "param": None, "code": 404}, MODEL, "does not exist"),
        ("ollama-no-model", 404, {"error": "model 'm' not found"}, MODEL, "not found"),
        ("llamacpp-loading", 503, {"error": {"code": 503, "message": "Loading model", "type": "unavailable_error"}},
         MODEL, "being loaded"),
        ("llamacpp-context", 500, {"error": {"code": 500, "message": "Context size has been exceeded.",
                                             "type": "server_error"}}, CONTEXT, "Context size"),
        ("groq-tpm", 413, {"error": {"message": "Request too large on tokens per minute (TPM): Limit 6000",
                                     "type": "tokens", "code": "rate_limit_exceeded"}}, RATE, "tokens per minute"),
        ("openrouter-fewer", 402, {"error": {"code": 402, "message": "This request requires more credits, or fewer "
                                             "max_tokens. You can only afford 12"}}, QUOTA, "fewer max_tokens"),
        ("openrouter-moderation", 403, {"error": {"code": 403, "message": "Input was flagged", "metadata":
                                        {"reasons": ["violence"], "flagged_input": "the words of the person"}}},
         CLIENT, "violence"),
        ("openrouter-upstream", 502, {"error": {"code": 502, "message": "Provider returned error", "metadata":
                                      {"raw": '{"error":{"message":"GPU fell off"}}', "provider_name": "Acme"}}},
         FAILED, "Acme: GPU fell off"),
        ("gemini-list", 400, [{"error": {"code": 400, "message": "API key not valid. Please pass a valid API key.",
                                         "status": "INVALID_ARGUMENT"}}], AUTH, "API key not valid"),
        ("null-body", 500, None, FAILED, "500"),
        ("list-body", 500, [], FAILED, "500"),
    )  # fmt: skip
    for name, status, body, expect, says in rows:
        yield Scenario(name, [whole(status, body)], expect, says=says)


def _waits() -> Iterator[Scenario]:
    too_many = {"error": {"message": "Rate limit exceeded", "code": 429}}
    yield Scenario("429-retry-after", [whole(429, too_many, Retry_After="7")], RATE, retry_after=7.0, says="7 s")
    yield Scenario("429-retry-after-ms", [whole(429, too_many, Retry_After_Ms="1500")], RATE, retry_after=1.5)
    yield Scenario("429-retry-after-nan", [whole(429, too_many, Retry_After="NaN")], RATE)
    yield Scenario("429-reset", [whole(429, too_many, X_RateLimit_Reset="6m0s")], RATE, retry_after=360.0)
    in_flight = {"error": {"code": 402, "message": "In-flight budget exhausted",
                           "metadata": {"limit_source": "openrouter_in_flight_budget"}}}  # fmt: skip
    yield Scenario("402-in-flight", [whole(402, in_flight, Retry_After="3")], RATE, retry_after=3.0)
    yield Scenario("503-retry-after", [whole(503, {"error": "busy"}, Retry_After="2")], FAILED, retry_after=2.0)


def _before_headers() -> Iterator[Scenario]:
    yield Scenario("close-at-once", [Do.CLOSE], GONE, says="closed the connection")
    yield Scenario("reset-at-once", [Do.RESET], GONE, says="closed the connection")
    yield Scenario("hang-at-once", [Do.HANG], WAITS)
    yield Scenario("close-in-headers", [b"HTTP/1.1 200 OK\r\nContent-Ty", Do.CLOSE], GONE)
    yield Scenario("reset-in-headers", [b"HTTP/1.1 200 OK\r\nContent-Ty", Do.RESET], GONE)
    yield Scenario("hang-in-headers", [b"HTTP/1.1 200 OK\r\nContent-Ty", Do.HANG], WAITS)
    yield Scenario("not-http", [b"220 mail.example ESMTP\r\n", Do.CLOSE], FAILED, says="does not speak HTTP")
    yield Scenario("not-http-hang", [b"SSH-2.0-OpenSSH_9.9\r\n", Do.HANG], FAILED, says="does not speak HTTP")
    yield Scenario("tls-alert", [b"\x15\x03\x01\x00\x02\x02\x46", Do.CLOSE], FAILED, says="does not speak HTTP")
    yield Scenario("endless-headers", [b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"a" * 200_000, Do.HANG], FAILED)
    yield Scenario("continue-first", [b"HTTP/1.1 100 Continue\r\n\r\n", events(HELLO, STOP, DONE) + END], OK, "Hello")


def _after_headers() -> Iterator[Scenario]:
    yield Scenario("headers-close", [START, Do.CLOSE], BROKEN)
    yield Scenario("headers-reset", [START, Do.RESET], BROKEN)
    yield Scenario("headers-hang", [START, Do.HANG], WAITS)
    yield Scenario("headers-end", [START + END], FAILED, says="nothing")
    yield Scenario("empty-200", [whole(200, b"")], FAILED, says="nothing")
    yield Scenario("blank-200", [whole(200, b"\n\n  \n", EVENTS)], FAILED, says="nothing")
    yield Scenario("html-200", [whole(200, PAGE, HTML)], FAILED, says="Welcome to Hotel Wi-Fi")
    yield Scenario("html-as-events", [whole(200, PAGE, EVENTS)], FAILED, says="right address")
    yield Scenario("text-200", [whole(200, b"It works!", "text/plain")], FAILED, says="right address")
    yield Scenario("json-no-choices", [whole(200, {"status": "ok"})], FAILED)
    yield Scenario("json-empty-choices", [whole(200, {"choices": []})], BROKEN)
    yield Scenario("json-error-200", [whole(200, {"error": {"message": "boom", "type": "x"}})], FAILED, says="boom")
    yield Scenario("json-rate-200", [whole(200, {"error": {"message": "slow down", "code": 429}})], RATE)
    yield Scenario("json-key-200", [whole(200, {"error": {"message": "no", "code": "invalid_api_key"}})], AUTH)
    yield Scenario("json-detail-200", [whole(200, {"detail": "Not Found"})], FAILED, says="Not Found")
    yield Scenario("json-cut-200", [head(200, JSON, Content_Length="100") + b'{"choices":[', Do.CLOSE], BROKEN)
    yield Scenario("json-invalid-200", [whole(200, b'{"choices":[')], FAILED)
    answer = {"id": "1", "model": "m-1", "choices": [{"index": 0, "finish_reason": "stop",
              "message": {"role": "assistant", "content": "Hello"}}], "usage": {"prompt_tokens": 1}}  # fmt: skip
    yield Scenario("json-200", [whole(200, answer)], OK, "Hello")
    yield Scenario("json-200-blanks", [whole(200, b"\n\n  " + json.dumps(answer).encode())], OK, "Hello")
    silent = {"choices": [{"index": 0, "message": {"content": ""}, "finish_reason": "stop"}]}
    yield Scenario("json-200-no-word", [whole(200, silent)], FAILED, says="without a word")
    unended = {"choices": [{"index": 0, "message": {"content": "Hel"}, "finish_reason": None}]}
    yield Scenario("json-200-unfinished", [whole(200, unended)], BROKEN, "Hel")
    yield Scenario("error-body-hangs", [head(429, JSON, Content_Length="500") + b'{"error":', Do.HANG], RATE)
    yield Scenario("error-body-cut", [head(401, JSON, Content_Length="500") + b"", Do.CLOSE], AUTH)
    yield Scenario("error-body-huge", [whole(400, {"error": {"message": "no " * 100_000}})], CLIENT, says="no no")
    yield Scenario("brotli", [head(200, EVENTS, Content_Encoding="br", Content_Length="4") + b"abcd"], FAILED)
    packed = zlib.compressobj(wbits=31)
    data = packed.compress(HELLO + STOP + DONE) + packed.flush()
    yield Scenario("gzip", [whole(200, data, EVENTS, Content_Encoding="gzip")], OK, "Hello")
    yield Scenario("gzip-broken", [whole(200, b"\x1f\x8b\x08garbage!", EVENTS, Content_Encoding="gzip")], FAILED)
    redirect = whole(307, b"", JSON, Location="/elsewhere/v1/chat/completions")
    yield Scenario("redirect-same-origin", [redirect], FAILED, says="right address")


def _before_content() -> Iterator[Scenario]:
    yield Scenario("keepalive-end", [events(KEEP_ALIVE, KEEP_ALIVE) + END], BROKEN)
    yield Scenario("keepalive-close", [events(KEEP_ALIVE), Do.CLOSE], BROKEN)
    yield Scenario("keepalive-reset", [events(KEEP_ALIVE), Do.RESET], BROKEN)
    yield Scenario("keepalive-hang", [events(KEEP_ALIVE, KEEP_ALIVE), Do.HANG], WAITS)
    yield Scenario("role-end", [events(ROLE) + END], BROKEN)
    yield Scenario("role-hang", [events(ROLE), Do.HANG], WAITS)
    yield Scenario("done-only", [events(DONE) + END], BROKEN)
    yield Scenario("done-only-hang", [events(DONE), Do.HANG], BROKEN)
    yield Scenario("stop-without-word", [events(ROLE, STOP, DONE) + END], FAILED, says="without a word")
    yield Scenario("filter-without-word", [events(ROLE, delta(finish="content_filter"), DONE) + END], CLIENT)
    yield Scenario("length-without-word", [events(ROLE, delta(finish="length"), DONE) + END], CLIENT)
    yield Scenario("event-error", [events(error_event(message="list index out of range", type="X", code=500), DONE)
                                   + END], FAILED, says="list index out of range")  # fmt: skip
    yield Scenario("event-rate", [events(error_event(message="slow down", code=429)) + END], RATE)
    yield Scenario("event-quota", [events(error_event(message="no money", code=402)) + END], QUOTA)
    yield Scenario("event-auth", [events(error_event(message="User not found.", code=401)) + END], AUTH)
    yield Scenario("event-context", [events(error_event(message="x", code="context_length_exceeded")) + END], CONTEXT)
    yield Scenario("event-model", [events(error_event(message="x", code="model_not_found")) + END], MODEL)
    yield Scenario("event-text", [events(event({"error": "out of memory"})) + END], FAILED, says="out of memory")
    yield Scenario("event-vllm", [events(event({"object": "error", "message": "engine died", "code": 500})) + END],
                   FAILED, says="engine died")  # fmt: skip
    yield Scenario("event-anthropic", [events(event({"type": "error", "error": {"type": "overloaded_error",
                   "message": "Overloaded"}})) + END], FAILED, says="Overloaded")  # fmt: skip
    yield Scenario("event-detail", [events(event({"detail": "No nodes"})) + END], FAILED, says="No nodes")
    yield Scenario("event-both", [events(event({"error": {"message": "broken", "code": 502}, "choices": [
                   {"index": 0, "delta": {"content": "x"}, "finish_reason": "error"}]})) + END], FAILED)  # fmt: skip
    yield Scenario("event-not-json", [events(event(b"oops")) + END], FAILED, says="not JSON")
    yield Scenario("event-html", [events(event(PAGE)) + END], FAILED)
    yield Scenario("choice-error", [events(event({"choices": [{"index": 0, "error": {"message": "cut", "code": 503}}]}))
                                    + END], FAILED, says="cut")  # fmt: skip


def _midstream() -> Iterator[Scenario]:
    yield Scenario("mid-end", [events(HELLO, WORLD) + END], BROKEN, "Hello world")
    yield Scenario("mid-close", [events(HELLO, WORLD), Do.CLOSE], BROKEN, "Hello world")
    yield Scenario("mid-reset", [events(HELLO), Do.HANG], WAITS, "Hello")
    yield Scenario("mid-done", [events(HELLO, DONE) + END], OK, "Hello")
    yield Scenario("mid-hang", [events(HELLO, WORLD), Do.HANG], WAITS, "Hello world")
    yield Scenario("mid-comments-hang", [events(HELLO, KEEP_ALIVE, KEEP_ALIVE), Do.HANG], WAITS, "Hello")
    yield Scenario("mid-error", [events(HELLO, error_event(message="runner died", code=500), DONE) + END], FAILED,
                   "Hello", says="runner died")  # fmt: skip
    yield Scenario("mid-error-rate", [events(HELLO, error_event(message="slow", code=429)) + END], RATE, "Hello")
    yield Scenario("mid-finish-error", [events(HELLO, delta(finish="error")) + END], FAILED, "Hello")
    yield Scenario("mid-not-json", [events(HELLO, event(b"<html>502</html>")) + END], FAILED, "Hello")
    yield Scenario("mid-cut-event", [events(HELLO, b'data: {"choices":[{"delta":{"content":" wor') + END], BROKEN,
                   "Hello")  # fmt: skip
    yield Scenario("mid-cut-chunk", [events(HELLO) + b"40\r\ndata: {", Do.CLOSE], BROKEN, "Hello")
    yield Scenario("mid-bad-chunk", [events(HELLO) + b"zz\r\nnonsense\r\n", Do.CLOSE], BROKEN, "Hello")
    close = head(200, EVENTS, Connection="close")
    yield Scenario("mid-close-delimited", [close + HELLO + WORLD, Do.CLOSE], BROKEN, "Hello world")
    short = head(200, EVENTS, Content_Length="5000")
    yield Scenario("mid-short-length", [short + HELLO, Do.CLOSE], BROKEN, "Hello")
    yield Scenario("mid-giant-event", [events(HELLO, b"data: ", *[b"x" * 1_048_576] * 9), Do.HANG], BROKEN, "Hello")
    yield Scenario("mid-empty-data", [events(HELLO, b"data:\n\n", b"data: \n\n", WORLD, STOP) + END], OK, "Hello world")


def _at_the_end() -> Iterator[Scenario]:
    yield Scenario("plain", [events(ROLE, HELLO, WORLD, STOP, DONE) + END], OK, "Hello world")
    yield Scenario("usage-after", [events(HELLO, STOP, USAGE, DONE) + END], OK, "Hello")
    yield Scenario("no-done", [events(HELLO, STOP) + END], OK, "Hello")
    yield Scenario("no-done-close", [events(HELLO, STOP), Do.CLOSE], OK, "Hello")
    yield Scenario("finish-reset", [events(HELLO, STOP, DONE), Do.RESET], OK, "Hello")
    yield Scenario("done-hang", [events(HELLO, STOP, DONE), Do.HANG], OK, "Hello")
    yield Scenario(
        "error-after-finish", [events(HELLO, STOP, error_event(message="late", code=500)) + END], OK, "Hello"
    )
    yield Scenario("no-blank-line", [events(HELLO, STOP[:-1]) + END], OK, "Hello")
    yield Scenario("no-line-end", [events(HELLO, STOP[:-2]) + END], OK, "Hello")
    yield Scenario("length", [events(HELLO, delta(finish="length"), DONE) + END], OK, "Hello")
    yield Scenario("content-filter", [events(HELLO, delta(finish="content_filter"), DONE) + END], OK, "Hello")
    together = delta("Hello", "stop")
    yield Scenario("finish-with-text", [events(together, DONE) + END], OK, "Hello")
    yield Scenario(
        "close-delimited", [head(200, EVENTS, Connection="close") + HELLO + STOP + DONE, Do.CLOSE], OK, "Hello"
    )
    yield Scenario("carriage-returns", [events((HELLO + STOP + DONE).replace(b"\n", b"\r")) + END], OK, "Hello")
    yield Scenario("crlf-cut", [events(*_bytes((HELLO + STOP + DONE).replace(b"\n", b"\r\n"))) + END], OK, "Hello")
    yield Scenario("byte-by-byte", [events(*_bytes(delta("Grüße 🌍\u2028x") + STOP)) + END], OK, "Grüße 🌍\u2028x")
    yield Scenario("bom", [events(b"\xef\xbb\xbf" + HELLO, STOP) + END], OK, "Hello")
    yield Scenario("wrong-type", [head(200, "text/plain", Transfer_Encoding="chunked") + chunked(HELLO, STOP) + END],
                   OK, "Hello")  # fmt: skip
    yield Scenario("message-not-delta", [events(event({"choices": [{"index": 0, "finish_reason": "stop", "message":
                   {"content": "Hello"}}]})) + END], OK, "Hello")  # fmt: skip
    yield Scenario("parts", [events(delta(None, content=[{"type": "text", "text": "Hello"}]), STOP) + END], OK, "Hello")


def _bytes(data: bytes) -> Iterator[bytes]:
    return (data[at : at + 1] for at in range(len(data)))


def _connections() -> Iterator[Scenario]:
    answer = [events(HELLO, STOP, DONE) + END]
    yield Scenario("dead-keepalive", answer, OK, "Hello", when_reused=[Do.CLOSE])
    yield Scenario("reset-keepalive", answer, OK, "Hello", when_reused=[Do.RESET])
    yield Scenario("half-keepalive", answer, OK, "Hello", when_reused=[b"HTTP/1.1 2", Do.CLOSE])


def _table() -> dict[str, Scenario]:
    groups = (_by_status, _bodies, _waits, _before_headers, _after_headers, _before_content, _midstream, _at_the_end,
              _connections)  # fmt: skip
    rows = [row for group in groups for row in group()]
    table = {row.name: row for row in rows}
    assert len(table) == len(rows), "two scenarios have one name"
    return table


SCENARIOS: Mapping[str, Scenario] = _table()
