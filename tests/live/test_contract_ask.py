"""``ask`` as scripts use it: the answer on stdout, one JSON document, every shape of a good answer (cli.md)."""

import asyncio
import gzip
import http.server
import threading
import zlib
from typing import Any

from tests.cli.program import SECONDS, openai
from tests.live.support.document import checked
from tests.live.support.launcher import Quick
from tests.support.hosts import Host, hosting
from tests.support.http_server import Reply
from tests.support.replies import USAGE, Do, body, bytewise, chunk, event, events, head, raw, says

HELLO = (chunk(role="assistant", content=""), chunk("Hel"), chunk("lo"), chunk(finish="stop"))
WIRES: dict[str, Reply] = {
    "line feeds": events(*HELLO, "[DONE]"),
    "carriage returns": events(*HELLO, "[DONE]", line="\r"),
    "both": events(*HELLO, "[DONE]", line="\r\n"),
    "no done": events(*HELLO),
    "a mark at the beginning": raw(head() + b"\xef\xbb\xbf" + b"".join(map(event, HELLO))),
    "byte by byte": raw(head(), *bytewise(b"".join(event(one, "\r\n") for one in HELLO))),
    "no blank after the colon": raw(head() + b"".join(map(event, HELLO)).replace(b"data: ", b"data:")),
    "comments": raw(head() + b": keep-alive\n\n" + b":\n\n".join(map(event, HELLO))),
    "names, ids, retry": raw(
        head() + b"".join(b"event: message\nid: 7\nretry: 3000\n" + event(one) for one in HELLO)
    ),
    "data over two lines": raw(head() + b"".join(map(event, HELLO)).replace(b'"choices"', b'\ndata: "choices"')),
    "no end of the last line": raw(head() + b"".join(map(event, HELLO)).rstrip(b"\n")),
    "usage after the end": events(*HELLO, {"choices": [], "usage": USAGE}, "[DONE]"),
    "usage everywhere": events(*({**one, "usage": None} for one in HELLO), {"choices": [], "usage": USAGE}),
    "nulls everywhere": events(
        *({**one, "usage": None, "error": None, "system_fingerprint": None} for one in HELLO), "[DONE]"
    ),
    "null deltas": events(chunk(content=None, tool_calls=None, refusal=None), *HELLO),
    "a chunked body": raw(
        head(Transfer_Encoding="chunked"),
        *(b"%x;x=1\r\n%b\r\n" % (len(one), one) for one in map(event, HELLO)),
        b"0\r\nX-Trailer: 1\r\n\r\n",
    ),
    "gzip": raw(head(Content_Encoding="gzip") + gzip.compress(b"".join(map(event, HELLO)))),
    "deflate": raw(head(Content_Encoding="deflate") + zlib.compress(b"".join(map(event, HELLO)))),
    "a type with a charset": raw(head(kind="text/event-stream; charset=utf-8") + b"".join(map(event, HELLO))),
    "a wrong type": raw(head(kind="application/octet-stream") + b"".join(map(event, HELLO))),
    "a whole answer": body(
        200, {"model": "m", "choices": [{"index": 0, "message": {"content": "Hello"}, "finish_reason": "stop"}]}
    ),
    "a reset after the last word": raw(head() + b"".join(map(event, HELLO)), Do.RESET),
    "a hang after the last word": raw(head() + b"".join(map(event, HELLO)) + event("[DONE]"), Do.HANG),
    "an error after the last word": events(*HELLO, {"error": {"message": "late", "code": 500}}),
    "content in parts": events(chunk(content=[{"type": "text", "text": "Hel"}, {"type": "text", "text": "lo"}]), HELLO[3]),
    "messages instead of deltas": events({"choices": [{"index": 0, "message": {"content": "Hello"}, "finish_reason": "stop"}]}),
    "an early hint": raw(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + head() + b"".join(map(event, HELLO))),
}  # fmt: skip


async def test_every_shape_of_a_good_answer_is_the_same_answer(quick: Quick):
    async with hosting(WIRES) as hosts:
        quick.providers(*[openai(name, host.url) for name, host in hosts.items()])
        results = {name: await quick.ask("--provider", name) for name in hosts}
    for name, result in results.items():
        found = checked(result)
        assert (found["text"], found["finish_reason"], found["interrupted"]) == ("Hello", "stop", False), name
        assert [(one["outcome"], one["status"]) for one in found["attempts"]] == [("ok", 200)], name
        assert (found["provider"], found["model"]) == (name, "m")
        assert found["usage"] == (USAGE if "usage" in name else None), name
        assert result.err == ""
        assert all(len(host.chats) == 1 for host in hosts.values())


CALL = {"index": 0, "id": "call_1", "type": "function", "function": {"name": "weather", "arguments": ""}}


def piece(text: str, index: int = 0) -> dict[str, Any]:
    return {"index": index, "function": {"arguments": text}}


SAID: dict[str, tuple[Reply, dict[str, Any]]] = {
    "length": (events(chunk("Hel"), chunk(finish="length")), {"text": "Hel", "finish_reason": "length"}),
    "filter": (events(chunk("Hel"), chunk(finish="content_filter")), {"finish_reason": "content_filter"}),
    "eos": (events(chunk("Hel"), chunk(finish="eos")), {"text": "Hel", "finish_reason": "eos|stop"}),
    "together": (events(chunk("Hello", "stop")), {"text": "Hello", "finish_reason": "stop"}),
    "reasoning": (
        events(chunk(reasoning="hm"), chunk(reasoning="m"), chunk("Yes"), chunk(finish="stop")),
        {"text": "Yes", "reasoning": "hmm"},
    ),
    "reasoning_content": (
        events(chunk(None, reasoning_content="hmm"), chunk("Yes"), chunk(finish="stop")),
        {"text": "Yes", "reasoning": "hmm"},
    ),
    "refusal": (
        events(chunk(refusal="I can"), chunk(refusal="not."), chunk(finish="stop")),
        {"text": "", "refusal": "I cannot."},
    ),
    "a call in pieces": (
        events(chunk(tool_calls=[CALL]), chunk(tool_calls=[piece('{"city"')]), chunk(tool_calls=[piece(':"Paris"}')]),
               chunk(finish="tool_calls")),
        {"text": "", "finish_reason": "tool_calls",
         "tool_calls": [{"id": "call_1", "name": "weather", "arguments": '{"city":"Paris"}'}]},
    ),
    "two calls": (
        events(chunk(tool_calls=[CALL, {**CALL, "index": 1, "id": "call_2"}]),
               chunk(tool_calls=[piece("[2]", 1), piece("[1]")]), chunk(finish="tool_calls")),
        {"tool_calls": [{"id": "call_1", "name": "weather", "arguments": "[1]"},
                        {"id": "call_2", "name": "weather", "arguments": "[2]"}]},
    ),
    "a call in a whole answer": (
        body(200, {"choices": [{"message": {"content": None, "tool_calls": [{"id": "x", "type": "function",
             "function": {"name": "f", "arguments": "{}"}}]}, "finish_reason": "tool_calls"}], "usage": USAGE}),
        {"text": "", "tool_calls": [{"id": "x", "name": "f", "arguments": "{}"}], "usage": USAGE},
    ),
    "odd signs": (
        events(chunk("a\u2028b\u0085c\u2029d 🌍\x00\x1b[31m"), chunk(finish="stop")),
        {"text": "a\u2028b\u0085c\u2029d 🌍\x00\x1b[31m"},
    ),
    "half a usage": (
        events(chunk("x"), {**chunk(finish="stop"), "usage": {"prompt_tokens": 4, "completion_tokens": 2}}),
        {"usage": {"prompt_tokens": 4, "completion_tokens": 2, "total_tokens": 6}},
    ),
    "a usage of nulls": (
        events(chunk("x"), {**chunk(finish="stop"), "usage": {"prompt_tokens": None, "total_tokens": None}}),
        {"text": "x"},
    ),
    "a price": (
        events(chunk("x"), {**chunk(finish="stop"), "usage": {**USAGE, "cost": 0.0025}}),
        {"usage": USAGE, "cost": 0.0025},
    ),
    "blanks first": (events(chunk("\n\n"), chunk("x"), chunk(finish="stop")), {"text": "\n\nx"}),
    "an empty list of choices": (events({"choices": []}, chunk("x"), chunk(finish="stop")), {"text": "x"}),
    "a ping": (events({"type": "ping"}, chunk("x"), chunk(finish="stop")), {"text": "x"}),
    "a long answer": (events(*[chunk("word ")] * 20_000, chunk(finish="stop")), {"text": "word " * 20_000}),
}  # fmt: skip


async def test_what_an_answer_says_is_in_the_document_as_it_was_said(quick: Quick):
    async with hosting({name: reply for name, (reply, _) in SAID.items()}) as hosts:
        quick.providers(*[openai(name, host.url) for name, host in hosts.items()])
        results = {name: await quick.ask("--provider", name) for name in hosts}
    for name, (_, wanted) in SAID.items():
        found = checked(results[name])
        for field, value in wanted.items():
            allowed = value.split("|") if field == "finish_reason" else [value]
            assert found[field] in allowed, name
        for field in ("refusal", "tool_calls"):
            assert (field in found) == (field in wanted), name


async def test_thoughts_that_reach_the_length_limit_are_no_answer(quick: Quick):
    """No text and ``length``: code 3, the request's own fault, and the thoughts are in the document (routing.md 4)."""
    thoughts = events(chunk(reasoning="hmm"), chunk(finish="length"))
    async with hosting({"thinking": thoughts}) as hosts:
        quick.providers(openai("thinking", hosts["thinking"].url))
        result = await quick.ask("--provider", "thinking")
    assert result.code == 3
    assert (result.json["text"], result.json["reasoning"], result.json["ended"]) == ("", "hmm", "length")
    assert result.json["error"]["class"] == "client"


async def test_hosts_as_the_standard_library_makes_them(quick: Quick):
    """HTTP/1.0 without a length, and HTTP/1.1 with a connection that stays open."""

    class Answers(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["content-length"]))
            data = b"".join(map(event, HELLO))
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            if self.protocol_version == "HTTP/1.1":
                self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def do_GET(self):
            self.send_error(404)

        def log_message(self, *_):
            pass

    class Persistent(Answers):
        protocol_version = "HTTP/1.1"

    for handler in (Answers, Persistent):
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            quick.providers(openai("a", f"http://127.0.0.1:{server.server_port}/v1"))
            assert checked(await quick.ask())["text"] == "Hello"
            chat = await quick.run("chat", stdin=b"one\ntwo\n")
            assert (chat.code, chat.out) == (0, "Hello\nHello\n")
            server.shutdown()


async def test_what_is_sent_is_what_was_given(quick: Quick):
    async with Host() as host:
        quick.providers(
            openai("a", f"{host.url}/", model="Some/Model:v1 x", models=["other"], headers={"X-Title": "Mine"})
        )
        results = [
            await quick.run("ask", "Grüße 🌍 \u2028?", "--system", "Be brief.", "--json"),
            await quick.run("ask", "-", "--json", stdin=b"Zeile 1\nZeile 2\n"),
            await quick.run("ask", "--json", "--", "--help me"),
            await quick.run("ask", "hi", "--model", "a/other", "--json"),
        ]
        asked = host.chats
    for result in results:
        checked(result)
    assert [one.path for one in host.requests if one.method == "POST"] == ["/v1/chat/completions"] * 4
    assert [one.json["model"] for one in asked] == ["Some/Model:v1 x"] * 3 + ["other"]
    assert [message["content"] for one in asked for message in one.json["messages"]] == [
        "Be brief.", "Grüße 🌍 \u2028?", "Zeile 1\nZeile 2\n", "--help me", "hi",
    ]  # fmt: skip
    assert asked[0].json["messages"][0]["role"] == "system"
    for one in asked:
        assert one.json["stream"] is True
        assert one.headers["x-title"] == "Mine"
        assert not {"authorization", "x-api-key"} & set(one.headers)


async def test_plain_output_is_the_answer_and_nothing_else(quick: Quick):
    async with Host(says("Par", "is")) as host, Host(says("two\nlines\n")) as lines:
        quick.providers(openai("a", host.url), openai("lines", lines.url))
        for flags in ([], ["--no-stream"], ["--trace"], ["--provider", "a"], ["--local-only"]):
            result = await quick.run("ask", "hi", *flags)
            assert (result.code, result.out) == (0, "Paris\n"), flags
            assert "a" in result.err
        assert (await quick.run("ask", "hi", "--provider", "lines")).out == "two\nlines\n"
        traced = await quick.ask("--trace")
        assert checked(traced)["text"] == "Paris"
        assert "a" in traced.err


async def test_words_come_as_they_are_said_and_all_at_once_without_streaming(quick: Quick):
    async with Host(raw(head() + event(chunk("first")), Do.HANG)) as host:
        quick.providers(openai("a", host.url))
        async with quick.running("ask", "hi") as process:
            assert process.stdout is not None
            assert await asyncio.wait_for(process.stdout.readexactly(5), SECONDS) == b"first"
