"""What a provider can do wrong: its class, its reason, how often it is asked, and who answers instead (routing.md)."""

import asyncio
import time
from email.utils import formatdate
from typing import Any

import pytest
from tests.cli.program import SECONDS, openai
from tests.live.support.document import checked
from tests.live.support.launcher import Quick
from tests.support.hosts import Host, hosting
from tests.support.http_server import Reply, Request
from tests.support.replies import PAGE, Do, body, chunk, event, events, head, in_turn, raw, says


def error(message: str, **more: Any) -> dict[str, Any]:
    return {"error": {"message": message, **more}}


HEAD = head()
ERROR_EVENT = event(error("the runner died", code=500))

# name: reply, class, status, what stands in the reason
NEXT: dict[str, tuple[Reply, str, int | None, str]] = {
    "401": (body(401, error("Incorrect API key provided")), "auth", 401, "Incorrect"),
    "401 string": (body(401, {"error": "no such user"}), "auth", 401, "no such user"),
    "401 text": (body(401, b"Unauthorized", "text/plain"), "auth", 401, "Unauthorized"),
    "403": (body(403, error("Country not supported")), "auth", 403, "Country"),
    "402": (body(402, error("Insufficient credits", code=402)), "quota", 402, "Insufficient"),
    "402 fewer": (body(402, error("You requested up to 65536 tokens, but can only afford 12. Use fewer max_tokens")),
                  "quota", 402, "afford"),
    "403 budget": (body(403, error("Key budget exceeded", code=403)), "quota", 403, "budget"),
    "429 quota": (body(429, error("You exceeded your current quota", code="insufficient_quota")), "quota", 429, "quota"),
    "429 spend": (body(429, error("Limit", code="org_spend_limit_exceeded")), "quota", 429, "Limit"),
    "429 balance": (body(429, error("Balance", type="credit_balance_too_low")), "quota", 429, "Balance"),
    "400 balance": (body(400, {"type": "error", "error": {"type": "invalid_request_error",
                    "message": "Your credit balance is too low to access the API"}}), "quota", 400, "balance"),
    "429": (body(429, error("Rate limit exceeded")), "rate", 429, "Rate limit"),
    "429 text": (body(429, b"slow down", "text/plain"), "rate", 429, "slow down"),
    "429 empty": (body(429, b""), "rate", 429, ""),
    "402 in flight": (body(402, error("In-flight budget exhausted", code=402), Retry_After="3"), "rate", 402, "udget"),
    "413 tpm": (body(413, error("Request too large: tokens per minute (TPM): Limit 6000", type="tokens",
                code="rate_limit_exceeded")), "rate", 413, "TPM"),
    "404 exo": (body(404, error("No instance found for model m", type="Not Found", code=404)), "not_loaded", 404, "instance"),
    "404 model": (body(404, error("The model `m` does not exist", code="model_not_found")), "not_loaded", 404, "exist"),
    "404 ollama": (body(404, {"error": "model 'm' not found"}), "not_loaded", 404, "not found"),
    "400 model": (body(400, error("m is not a valid model ID", code=400)), "not_loaded", 400, "valid model"),
    "400 old exo": (body(400, {"detail": "Unsupported model: m with inference engine Dummy"}), "not_loaded", 400, "Unsup"),
    "503 loading": (body(503, error("Loading model", code=503)), "not_loaded", 503, "oad"),
    "418": (body(418, error("I am a teapot")), "transient", 418, "teapot"),
}  # fmt: skip

AGAIN: dict[str, tuple[Reply, str, int | None, str]] = {
    **{str(status): (body(status, error("It broke")), "transient", status, "It broke")
       for status in (408, 409, 425, 498, 499, 500, 502, 503, 504, 520, 529)},
    "500 text": (body(500, b"Internal Server Error", "text/plain"), "transient", 500, "Internal"),
    "500 null": (body(500, None), "transient", 500, ""),
    "500 list": (body(500, []), "transient", 500, ""),
    "500 detail": (body(500, {"detail": "Error processing prompt"}), "transient", 500, "Error processing"),
    "500 details": (body(500, {"detail": [{"loc": ["body"], "msg": "bad thing", "type": "x"}]}), "transient", 500, "bad thing"),
    "529 anthropic": (body(529, {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}),
                      "transient", 529, "Overloaded"),
    "502 object": (body(502, {"object": "error", "message": "engine died", "type": "X", "code": 502}),
                   "transient", 502, "engine died"),
    "404 detail": (body(404, {"detail": "Not Found"}), "transient", 404, "ot Found"),
    "410": (body(410, b"Gone", "text/plain"), "transient", 410, ""),
    "301": (body(301, b"", Location="https://elsewhere.example/v1"), "transient", 301, ""),
    "302": (body(302, PAGE, "text/html", Location="/login"), "transient", 302, ""),
    "307": (body(307, b"", Location="http://127.0.0.1:9/v1/chat/completions"), "transient", 307, ""),
    "page 200": (body(200, PAGE, "text/html"), "transient", 200, ""),
    "page 401": (body(401, PAGE, "text/html"), "transient", 401, ""),
    "page 403": (body(403, PAGE, "text/html"), "transient", 403, ""),
    "page 400": (body(400, PAGE, "text/html"), "transient", 400, ""),
    "page 404": (body(404, PAGE, "text/html"), "transient", 404, ""),
    "page 429": (body(429, PAGE, "text/html"), "transient", 429, ""),
    "page as json": (body(200, PAGE), "transient", 200, ""),
    "page as events": (raw(HEAD + PAGE), "transient", 200, ""),
    "empty": (body(200, b""), "transient", 200, ""),
    "empty events": (raw(HEAD), "transient", 200, ""),
    "null": (body(200, None), "transient", 200, ""),
    "no choices": (body(200, {"choices": []}), "transient", 200, ""),
    "error in 200": (body(200, error("Provider returned error")), "transient", 200, "Provider"),
    "error text in 200": (body(200, {"error": "out of memory"}), "transient", 200, "out of memory"),
    "error event": (raw(HEAD + ERROR_EVENT + event("[DONE]")), "transient", 200, "the runner died"),
    "error event after a role": (raw(HEAD + event(chunk(content="", role="assistant")) + ERROR_EVENT),
                                 "transient", 200, "the runner died"),
    "error beside choices": (raw(HEAD + event({**chunk("x"), "error": {"message": "both", "code": 502}})),
                             "transient", 200, "both"),
    "finish error": (raw(HEAD + event(chunk(finish="error"))), "transient", 200, ""),
    "no json event": (raw(HEAD + event("oops")), "transient", 200, ""),
    "role and end": (raw(HEAD + event(chunk(content="", role="assistant"))), "transient", 200, ""),
    "comments and end": (raw(HEAD + b": keep-alive\n\n" * 5), "transient", 200, ""),
    "done only": (raw(HEAD + event("[DONE]")), "transient", 200, ""),
    "reset": (raw(Do.RESET), "transient", None, ""),
    "closed": (raw(), "transient", None, ""),
    "half a head": (raw(b"HTTP/1.1 200 OK\r\nContent-Ty"), "transient", None, ""),
    "garbage": (raw(b"\x16\x03\x01 no http at all\r\n\r\n"), "transient", None, ""),
    "reset after the head": (raw(HEAD, Do.RESET), "transient", 200, ""),
    "a short body": (raw(head(200, "application/json", Content_Length="500") + b'{"choices":['), "transient", 200, ""),
    "a broken gzip": (raw(head(Content_Encoding="gzip") + b"\x1f\x8b\x08garbage!"), "transient", 200, ""),
    "a stop without a word": (events(chunk(content="", role="assistant"), chunk(finish="stop"), "[DONE]"),
                              "transient", 200, "without a word"),
}  # fmt: skip

CLIENT: dict[str, tuple[Reply, str, int | None, str]] = {
    **{str(status): (body(status, error("That is wrong")), "client", status, "That is wrong")
       for status in (400, 405, 406, 413, 414, 415, 422, 501)},
    "422 detail": (body(422, {"detail": [{"loc": ["body", "messages"], "msg": "Field required", "type": "missing"}]}),
                   "client", 422, "Field required"),
    "403 moderation": (body(403, error("Input was flagged", code=403, metadata={"reasons": ["violence"],
                       "flagged_input": "hi"})), "client", 403, "flagged"),
    "400 context": (body(400, error("This model's maximum context length is 8192 tokens",
                    code="context_length_exceeded")), "context", 400, "8192"),
    "400 context words": (body(400, error("prompt is too long: 9000 tokens > 8192 maximum")), "context", 400, "too long"),
    "500 context": (body(500, error("Context size has been exceeded.", code=500)), "context", 500, "Context size"),
}  # fmt: skip


async def test_everything_that_may_be_better_elsewhere_goes_to_the_next_at_once(quick: Quick):
    table = NEXT | AGAIN
    async with hosting({name: reply for name, (reply, *_) in table.items()}) as hosts, Host(says("Paris")) as good:
        results = {}
        for name, host in hosts.items():
            quick.providers(openai(name, host.url), openai("good", good.url))
            results[name] = await quick.ask()
        for name, (_, outcome, status, words) in table.items():
            found = checked(results[name])
            assert (found["text"], found["provider"]) == ("Paris", "good"), name
            first, second = found["attempts"]
            assert (first["provider"], first["outcome"], first["status"]) == (name, outcome, status), first
            assert words in first["reason"], name
            assert (second["provider"], second["outcome"]) == ("good", "ok")
            assert len(hosts[name].chats) == 1, name
            assert first["ms"] < 1500, name


async def test_a_request_that_is_at_fault_itself_is_asked_once(quick: Quick):
    async with hosting({name: reply for name, (reply, *_) in CLIENT.items()}) as hosts, Host(says("Paris")) as good:
        results = {}
        for name, host in hosts.items():
            quick.providers(openai(name, host.url), openai("good", good.url))
            results[name] = await quick.ask()
        for name, (_, outcome, status, words) in CLIENT.items():
            found = checked(results[name], 3)
            [attempt] = found["attempts"]
            assert (attempt["provider"], attempt["outcome"], attempt["status"]) == (name, outcome, status), attempt
            assert words in attempt["reason"], name
            assert words in found["error"]["title"], name
            assert found["error"]["class"] == outcome
            assert len(hosts[name].chats) == 1, name
        assert good.chats == []


async def ask_alone(quick: Quick, hosts: dict[str, Host], before: str = "") -> dict[str, Any]:
    """Each host as the only one there is, all at the same time; a wait costs nothing but its time."""
    quick.providers(*[openai(name, host.url) for name, host in hosts.items()], before=before)
    return dict(zip(hosts, await asyncio.gather(*(quick.ask("--provider", name) for name in hosts)), strict=True))


async def test_the_last_one_left_is_asked_three_times_and_no_more(quick: Quick):
    names = (
        "500",
        "529",
        "page 200",
        "empty",
        "error event",
        "reset",
        "closed",
        "comments and end",
        "404 detail",
        "302",
    )
    async with hosting({name: AGAIN[name][0] for name in names}) as hosts:
        for name, result in (await ask_alone(quick, hosts)).items():
            found = checked(result, 3)
            assert [one["outcome"] for one in found["attempts"]] == ["transient"] * 3, name
            assert len(hosts[name].chats) == 3, name
            assert found["error"]["class"] == "transient"
            assert found["finish_reason"] is None
            assert result.seconds >= 1.4, name


async def test_what_waiting_cannot_mend_is_asked_once(quick: Quick):
    names = [name for name in NEXT if name != "402 in flight"]
    async with hosting({name: NEXT[name][0] for name in names}) as hosts:
        for name, result in (await ask_alone(quick, hosts)).items():
            found = checked(result, 3)
            _, outcome, status, words = NEXT[name]
            [attempt] = found["attempts"]
            assert (attempt["outcome"], attempt["status"]) == (outcome, status), name
            assert words in found["error"]["title"], name
            assert found["error"]["class"] == outcome
            assert len(hosts[name].chats) == 1


async def test_only_the_last_of_several_is_asked_again_and_each_reason_is_told(quick: Quick):
    broken = {"one": body(500, error("first trouble")), "two": body(401, error("second trouble")),
              "three": body(503, error("third trouble"))}  # fmt: skip
    async with hosting(broken) as hosts:
        quick.providers(*[openai(name, host.url) for name, host in hosts.items()])
        result = await quick.ask()
        found = checked(result, 3)
        assert [one["provider"] for one in found["attempts"]] == ["one", "two", "three", "three", "three"]
        for number, place in zip(("first", "second", "third"), (0, 1, 2), strict=True):
            assert f"{number} trouble" in found["attempts"][place]["reason"]
            assert f"{number} trouble" in result.err
            assert f"{number} trouble" in found["error"]["title"]
        title = found["error"]["title"]
        assert title.index("first trouble") < title.index("second trouble") < title.index("third trouble")


LIMIT = error("Rate limit exceeded")
WAITS: dict[str, tuple[dict[str, str], float]] = {
    "seconds": ({"Retry_After": "1"}, 1.0),
    "a fraction": ({"Retry_After": "0.5"}, 0.5),
    "milliseconds": ({"Retry_After_Ms": "300"}, 0.3),
    "milliseconds first": ({"Retry_After_Ms": "300", "Retry_After": "600"}, 0.3),
    "a reset": ({"X_RateLimit_Reset": "1s"}, 1.0),
    "now": ({"Retry_After": "0"}, 0.0),
}


async def _until_a_date(writer: asyncio.StreamWriter, request: Request) -> bool | None:
    soon = formatdate(time.time() + 3, usegmt=True)
    return await body(429, LIMIT, Retry_After=soon)(writer, request)


async def test_a_lone_provider_is_asked_again_when_it_said(quick: Quick):
    ok = says("Paris")
    replies = {name: in_turn(body(429, LIMIT, **headers), ok) for name, (headers, _) in WAITS.items()}
    replies["a date"] = in_turn(_until_a_date, ok)
    replies["in flight"] = in_turn(body(402, error("In-flight budget exhausted", code=402), Retry_After="1"), ok)
    async with hosting(replies) as hosts:
        for name, result in (await ask_alone(quick, hosts)).items():
            found = checked(result)
            assert [one["outcome"] for one in found["attempts"]] == ["rate", "ok"], name
            _, least = WAITS.get(name, ({}, 1.0))
            assert result.seconds >= least, name


@pytest.mark.parametrize("wait", ["120", "NaN", "-5", "soon", ""])
async def test_a_wait_that_is_too_long_or_none_is_not_waited_for(quick: Quick, wait: str):
    async with Host(body(429, LIMIT, Retry_After=wait)) as host:
        quick.providers(openai("a", host.url))
        result = await quick.ask()
        assert checked(result, 3)["error"]["class"] == "rate"
        assert len(host.chats) == 1


async def test_a_host_that_refuses_what_we_add_is_asked_again_without_it_before_anybody_else(quick: Quick):
    """The usage at the end is our wish (``stream_options``), not the caller's."""
    said = body(400, error("Unrecognized request argument supplied: stream_options"))

    async def reply(writer: asyncio.StreamWriter, asked: Request) -> None:
        await (said if "stream_options" in asked.json else says("Paris"))(writer, asked)

    async with Host(reply) as strict, Host(says("other")) as good:
        quick.providers(openai("strict", strict.url), openai("good", good.url))
        result = await quick.ask()
        found = checked(result)
        assert (found["text"], found["provider"]) == ("Paris", "strict")
        assert [one["provider"] for one in found["attempts"]] == ["strict", "strict"]
        assert good.chats == []


BEGUN = HEAD + event(chunk("The capi")) + event(chunk("tal"))
BROKEN: dict[str, Reply] = {
    "closed": raw(BEGUN),
    "an error": raw(BEGUN + event(error("runner died", code=500)) + event("[DONE]")),
    "an error of its own kind": raw(BEGUN + event({"type": "error", "error": {"type": "x", "message": "died"}})),
    "a rate limit": raw(BEGUN + event(error("slow down", code=429))),
    "a refused key": raw(BEGUN + event(error("no key", code=401))),
    "finish error": raw(BEGUN + event(chunk(finish="error"))),
    "a reset": raw(BEGUN, Do.RESET),
    "no json": raw(BEGUN + event("<html>502</html>")),
    "a cut event": raw(BEGUN + b'data: {"choices":[{"delta":{"content":" wor'),
    "a cut chunk": raw(head(Transfer_Encoding="chunked") + b"%x\r\n" % (len(BEGUN) - len(HEAD)) + BEGUN[len(HEAD):]
                       + b"\r\n40\r\ndata: {"),
    "a hang": raw(BEGUN, Do.HANG),
    "only comments": raw(BEGUN, *[b": keep-alive\n\n"] * 40, Do.HANG, pause=0.05),
    "only roles": raw(BEGUN, *[event(chunk(role="assistant", content=""))] * 40, Do.HANG, pause=0.05),
}  # fmt: skip


async def test_a_broken_answer_is_kept_word_for_word_and_nobody_else_is_asked(quick: Quick):
    async with hosting(BROKEN) as hosts, Host(says("Paris")) as good:
        for name, host in hosts.items():
            quick.providers(openai(name, host.url), openai("good", good.url), before="[timeouts]\nidle = 0.7\n")
            result = await quick.ask()
            found = checked(result, 3)
            assert (found["text"], found["provider"], found["model"]) == ("The capital", name, "m")
            assert (found["finish_reason"], found["interrupted"]) == (None, True), name
            [attempt] = found["attempts"]
            assert attempt["outcome"] != "ok"
            assert attempt["status"] == 200
            assert len(host.chats) == 1, name
        assert good.chats == []
        plain = await quick.run("ask", "hi")
        assert (plain.code, plain.out) == (3, "The capital\n")


async def test_thoughts_calls_and_refusals_that_broke_off_are_kept_too(quick: Quick):
    call = {"index": 0, "id": "c", "type": "function", "function": {"name": "f", "arguments": '{"a'}}
    begun = {"thought": chunk(reasoning="Let me"), "call": chunk(tool_calls=[call]), "refusal": chunk(refusal="I can")}
    async with hosting({name: events(one) for name, one in begun.items()}) as hosts, Host(says("Paris")) as good:
        found = {}
        for name, host in hosts.items():
            quick.providers(openai(name, host.url), openai("good", good.url))
            found[name] = checked(await quick.ask(), 3)
            assert (found[name]["interrupted"], found[name]["text"], found[name]["provider"]) == (True, "", name)
        assert good.chats == []
    assert found["thought"]["reasoning"] == "Let me"
    assert found["call"]["tool_calls"] == [{"id": "c", "name": "f", "arguments": '{"a'}]
    assert found["refusal"]["refusal"] == "I can"


ROLE = event(chunk(content="", role="assistant"))
SLOW: dict[str, tuple[Reply, str]] = {
    "no head": (raw(Do.HANG), "headers"),
    "half a head": (raw(b"HTTP/1.1 200 OK\r\nCont", Do.HANG), "headers"),
    "a head": (raw(HEAD, Do.HANG), "first_content"),
    "comments": (raw(HEAD, *[b": keep-alive\n\n"] * 60, Do.HANG, pause=0.05), "first_content"),
    "a role": (raw(HEAD + ROLE, Do.HANG), "first_content"),
    "roles": (raw(HEAD, *[ROLE] * 60, Do.HANG, pause=0.05), "first_content"),
    "blanks": (raw(head(200, "application/json"), *[b" \n"] * 60, Do.HANG, pause=0.05), "first_content"),
}
GIVEN_UP = {"headers": "No response within 1.5 s", "first_content": "No first word within 1.5 s"}


async def test_each_timer_ends_its_own_wait_and_the_next_one_answers(quick: Quick):
    async with hosting({name: reply for name, (reply, _) in SLOW.items()}) as hosts, Host(says("Paris")) as good:
        for name, host in hosts.items():
            timer = SLOW[name][1]
            quick.providers(openai(name, host.url), openai("good", good.url), before=f"[timeouts]\n{timer} = 1.5\n")
            found = checked(await quick.ask())
            slow, fast = found["attempts"]
            assert (slow["provider"], slow["outcome"], fast["outcome"]) == (name, "transient", "ok")
            assert slow["reason"] == GIVEN_UP[timer], name
            assert slow["ms"] >= 1480, name
            assert found["ttft_ms"] >= slow["ms"]
            asked = await asyncio.wait_for(host.nth_chat(0), SECONDS)
            await asyncio.wait_for(asked.gone.wait(), SECONDS)
            assert len(host.chats) == 1


async def test_the_whole_chain_has_one_end_whoever_is_asked(quick: Quick):
    hanging = raw(HEAD, Do.HANG)
    async with hosting({"one": hanging, "two": hanging, "three": hanging}) as hosts:
        rows = [openai(name, host.url) for name, host in hosts.items()]
        quick.providers(*rows, before="[timeouts]\nheaders = 9\nfirst_content = 1.0\ntotal = 5.0\n")
        result = await quick.ask()
        found = checked(result, 3)
        assert result.seconds >= 4.9
        assert [len(host.chats) for host in hosts.values()] == [1, 1, 1]
        assert all(one["outcome"] == "transient" for one in found["attempts"])
        quick.providers(rows[0], before="[timeouts]\nheaders = 0.2\nfirst_content = 0.3\ntotal = 2.0\n")
        alone = await quick.ask()
        assert checked(alone, 3)["attempts"][0]["status"] == 200
        assert alone.seconds >= 1.9, "the last one left is not given up before the chain's end"


async def test_a_slow_answer_that_goes_on_is_left_alone(quick: Quick):
    words = [event(chunk(f"{number} ")) for number in range(6)]
    async with Host(raw(HEAD, *words, event(chunk(finish="stop")), pause=0.5)) as host:
        quick.providers(openai("a", host.url), before="[timeouts]\ntotal = 2.5\n")
        assert checked(await quick.ask())["text"] == "0 1 2 3 4 5 "


async def test_floods_are_bounded(quick: Quick):
    import gzip

    bomb = gzip.compress(b"data: " + b"x" * (96 * 1024 * 1024), 9)
    line = [b"x" * (1024 * 1024)] * 36
    floods = {
        "a line without an end": raw(HEAD + b"data: ", *line),
        "a bomb": raw(head(Content_Encoding="gzip") + bomb),
        "an error without an end": raw(head(500, "application/json") + b'{"error":{"message":"', *line),
        "a head without an end": raw(b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"y" * 5_000_000),
        "a body without an end": raw(head(200, "application/json") + b'{"a":"', *line),
    }
    async with hosting(floods) as hosts, Host(says("Paris")) as good:
        for name, host in hosts.items():
            quick.providers(openai(name, host.url), openai("good", good.url))
            result = await quick.ask()
            assert checked(result)["provider"] == "good", name
