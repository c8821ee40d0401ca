"""The real program against real hosts: what scripts rely on, word for word (cli.md)."""

import asyncio
import json
import signal

import pytest
from tests.cli.program import SECONDS, Program, closed_port, openai
from tests.support.hosts import Host
from tests.support.replies import PAGE, begins_and_hangs, body, breaks_off, hangs, lists, says

FIELDS = {
    "text", "reasoning", "provider", "model", "finish_reason", "usage", "cost", "ttft_ms", "total_ms", "interrupted",
    "attempts", "skipped", "ended", "nodes", "tokens_per_second", "sources",
}  # fmt: skip


# ---------------------------------------------------------------- ask


async def test_an_answer_goes_to_stdout_and_where_it_came_from_to_stderr(program: Program):
    async with Host(says("Par", "is")) as host:
        program.providers(openai("a", host.url))
        result = await program.run("ask", "What is the capital of France?")
    assert (result.code, result.out) == (0, "Paris\n")
    assert result.err.startswith("— a · m · ")
    [asked] = host.chats
    assert asked.json["messages"] == [{"role": "user", "content": "What is the capital of France?"}]
    assert asked.json["stream"] is True
    assert "authorization" not in asked.headers


async def test_the_json_document_has_every_field_and_nothing_else_is_on_stdout(program: Program):
    async with Host(says("Par", "is")) as host:
        program.providers(openai("a", host.url))
        result = await program.run("ask", "capital?", "--json")
    assert result.code == 0
    found = result.json
    assert set(found) == FIELDS
    assert (found["text"], found["reasoning"], found["provider"], found["model"]) == ("Paris", "", "a", "m")
    assert found["usage"] == {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}
    assert (found["finish_reason"], found["interrupted"]) == ("stop", False)
    assert isinstance(found["ttft_ms"], int)
    assert isinstance(found["total_ms"], int)
    [attempt] = found["attempts"]
    assert isinstance(attempt.pop("ms"), int)
    assert attempt == {"provider": "a", "model": "m", "outcome": "ok", "status": 200, "reason": ""}
    assert found["skipped"] == [{"provider": "embedded", "reason": "switched off"}]


async def test_stdin_system_and_model_reach_the_host(program: Program):
    async with Host() as host:
        program.providers(openai("a", host.url, models=["other"]))
        result = await program.run("ask", "-", "--system", "Be brief.", "--model", "a/other", stdin="Grüße?".encode())
    assert result.code == 0
    [asked] = host.chats
    assert asked.json["model"] == "other"
    assert [one["content"] for one in asked.json["messages"]] == ["Be brief.", "Grüße?"]


async def test_a_refused_host_costs_an_entry_and_the_next_one_answers(program: Program):
    async with Host() as host:
        program.providers(openai("dead", f"http://127.0.0.1:{closed_port()}/v1"), openai("alive", host.url))
        result = await program.run("ask", "capital?", "--json")
    found = result.json
    assert (result.code, found["text"], found["provider"]) == (0, "Paris", "alive")
    dead, alive = found["attempts"]
    assert (dead["provider"], dead["outcome"], dead["status"]) == ("dead", "transient", None)
    assert dead["reason"]
    assert (alive["provider"], alive["outcome"]) == ("alive", "ok")


async def test_html_is_a_reason_in_words_and_no_markup_is_printed(program: Program):
    async with Host(body(200, PAGE, "text/html")) as portal, Host() as host:
        program.providers(openai("portal", portal.url), openai("alive", host.url))
        result = await program.run("ask", "capital?", "--json")
        alone = await program.run("ask", "capital?", "--provider", "portal", "--json")
    assert result.json["provider"] == "alive"
    assert alone.code == 3
    found = alone.json
    assert set(found) == {*FIELDS, "error"}
    assert (found["text"], found["provider"], found["model"], found["usage"]) == ("", None, None, None)
    assert set(found["error"]) == {"title", "hint", "class"}
    assert found["error"]["title"]
    assert found["error"]["hint"]
    assert found["error"]["class"] == "transient"
    for attempt in found["attempts"]:
        assert attempt["outcome"] == "transient"
        assert 0 < len(attempt["reason"]) <= 300
    assert "<" not in alone.out


async def test_an_answer_that_breaks_off_is_kept_and_never_continued_by_another(program: Program):
    async with Host(breaks_off("The capi", "tal")) as broken, Host() as second:
        program.providers(openai("broken", broken.url), openai("second", second.url))
        told = await program.run("ask", "capital?", "--json")
        plain = await program.run("ask", "capital?")
        assert not second.chats
    assert told.code == plain.code == 3
    found = told.json
    assert (found["text"], found["provider"], found["interrupted"]) == ("The capital", "broken", True)
    assert found["finish_reason"] is None
    assert "broke off" in found["error"]["title"]
    assert plain.out == "The capital\n"
    assert "broke off" in plain.err


async def test_a_hanging_host_is_given_up_in_time(program: Program):
    async with Host(chat=hangs) as slow, Host() as host:
        program.providers(openai("slow", slow.url), openai("alive", host.url), before="[timeouts]\nheaders = 2.0\n")
        result = await program.run("ask", "capital?", "--json")
        asked = await asyncio.wait_for(slow.nth_chat(0), SECONDS)
        await asyncio.wait_for(asked.gone.wait(), SECONDS)
    found = result.json
    assert found["provider"] == "alive"
    assert found["attempts"][0]["reason"] == "No response within 2 s"
    assert found["attempts"][0]["ms"] >= 1990


async def test_ctrl_c_closes_the_socket_and_the_document_says_what_had_come(program: Program):
    async with Host(begins_and_hangs("The capi")) as host:
        program.providers(openai("a", host.url))
        process = await program.start("ask", "capital?", "--json")
        asked = await asyncio.wait_for(host.nth_chat(0), SECONDS)
        process.send_signal(signal.SIGINT)
        out, err = await asyncio.wait_for(process.communicate(), SECONDS)
        await asyncio.wait_for(asked.gone.wait(), SECONDS)
    assert process.returncode == 130
    found = json.loads(out)
    assert found["error"]["class"] == "cancelled"
    assert [one["outcome"] for one in found["attempts"]] == ["cancelled"]
    assert "Stopped." in err.decode()
    assert "Traceback" not in err.decode()


async def test_a_reader_that_leaves_ends_it_quietly_and_closes_the_socket(program: Program):
    async with Host(says(*["word "] * 50_000)) as host:
        program.providers(openai("a", host.url))
        process = await program.start("ask", "capital?")
        assert process.stdout is not None
        await asyncio.wait_for(process.stdout.readexactly(10), SECONDS)
        process.stdout._transport.close()  # type: ignore[attr-defined]
        assert process.stderr is not None
        err = await asyncio.wait_for(process.stderr.read(), SECONDS)
        assert await asyncio.wait_for(process.wait(), SECONDS) == 0
    assert err == b""


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "words"),
    [
        (["ask", ""], b"", 2, "The message is empty"),
        (["ask", "-"], b" \n", 2, "The message is empty"),
        (["ask", "-"], b"x" * 2_000_000, 1, "too long"),
        (["ask", "hi", "--provider", "nobody"], b"", 4, "There is no provider “nobody”"),
        (["ask", "hi", "--model", "no-such-model"], b"", 3, "no-such-model"),
        (["ask"], b"", 2, "Missing: TEXT|-"),
        (["ask", "hi", "there"], b"", 2, "arguments that it does not take"),
        (["ask", "hi", "--nothing"], b"", 2, "no option --nothing"),
        (["aks", "hi"], b"", 2, "Is “ask” meant?"),
    ],
)
async def test_what_cannot_be_asked_is_refused_before_anybody_is_asked(program: Program, arguments, stdin, code, words):
    async with Host() as host:
        program.providers(openai("a", host.url))
        result = await program.run(*arguments, stdin=stdin)
        assert not host.chats
    assert result.code == code
    assert words in result.err
    assert result.out == ""


async def test_a_failure_before_any_request_has_the_same_document(program: Program):
    program.providers(openai("a", "http://127.0.0.1:9/v1"))
    for arguments, code in ((["hi", "--provider", "nobody"], 4), (["", "--json"], 2)):
        result = await program.run("ask", *arguments, "--json")
        assert result.code == code
        assert set(result.json) == {*FIELDS, "error"}


async def test_tool_calls_and_refusals_stand_in_the_document_when_there_are_any(program: Program):
    call = {"index": 0, "id": "call_1", "type": "function", "function": {"name": "weather", "arguments": '{"a":1}'}}
    async with Host(says(finish_reason="tool_calls", tool_calls=[call])) as tools, Host(says(refusal="No.")) as no:
        program.providers(openai("tools", tools.url), openai("no", no.url))
        called = await program.run("ask", "hi", "--provider", "tools", "--json")
        refused = await program.run("ask", "hi", "--provider", "no", "--json")
    assert called.json["tool_calls"] == [{"id": "call_1", "name": "weather", "arguments": '{"a":1}'}]
    assert "refusal" not in called.json
    assert refused.json["refusal"] == "No."
    assert "tool_calls" not in refused.json


async def test_a_host_that_needs_a_key_is_skipped_without_one_and_no_keyring_is_no_error(program: Program):
    async with Host() as host:
        program.providers(
            {"id": "openrouter", "kind": "openai", "base_url": "https://openrouter.ai/api/v1"}, openai("a", host.url)
        )
        result = await program.run("ask", "hi", "--json")
    assert result.code == 0
    assert {"provider": "openrouter", "reason": "no key"} in result.json["skipped"]


async def test_local_only_asks_nobody_outside(program: Program):
    program.providers({"id": "far", "kind": "openai", "base_url": "https://far.example/v1", "model": "m"})
    result = await program.run("ask", "hi", "--local-only", "--json")
    assert result.code == 3
    assert result.json["attempts"] == []
    assert {"provider": "far", "reason": "local only"} in result.json["skipped"]


async def test_trace_tells_the_story_on_stderr(program: Program):
    async with Host() as host:
        program.providers(openai("dead", f"http://127.0.0.1:{closed_port()}/v1"), openai("a", host.url))
        result = await program.run("ask", "hi", "--trace", "--no-stream")
    assert result.out == "Paris\n"
    lines = result.err.splitlines()
    assert lines[0].startswith("dead (m): ")
    assert lines[1].startswith("a (m): answered, ")
    assert "embedded" in result.err or "Starter model" in result.err


async def test_a_broken_config_is_told_with_file_line_key_and_what_is_allowed(program: Program):
    program.config.parent.mkdir(parents=True)
    program.config.write_text('[routing]\nfailover = "yes"\n')
    for arguments in (["ask", "hi"], ["status"], ["config", "check"], ["providers", "list"], ["keys", "list"]):
        result = await program.run(*arguments)
        assert result.code == 1, arguments
        assert f"{program.config}:2:" in result.err
        assert "routing.failover" in result.err
        assert "true or false" in result.err
    assert program.config.read_text() == '[routing]\nfailover = "yes"\n'


async def test_unknown_keys_are_warned_about_and_kept(program: Program):
    async with Host() as host:
        program.providers(openai("a", host.url, colour="green"))
        result = await program.run("ask", "hi")
        assert result.code == 0
        assert "colour" in result.err
        await program.run("providers", "disable", "a")
        assert 'colour = "green"' in program.config.read_text()


# ---------------------------------------------------------------- status, route, models, doctor


async def test_status_tells_everybody_in_time_and_sends_nobody_a_chat(program: Program):
    async with Host() as alive, Host(chat=hangs, models=hangs) as slow:
        program.providers(
            openai("alive", alive.url),
            openai("slow", slow.url),
            openai("dead", f"http://127.0.0.1:{closed_port()}/v1"),
            openai("off", alive.url, enabled=False),
        )
        result = await program.run("status", "--json")
        people = await program.run("status")
        assert not alive.chats
        assert not slow.chats
        assert all(one.method == "GET" for one in (*alive.requests, *slow.requests))
    assert result.code == 0
    found = result.json
    assert set(found) == {"state", "providers", "exo", "gateway"}
    assert (found["state"], found["exo"]) == ("cloud", [])
    assert found["gateway"] == {"url": None, "on": False, "error": None}
    rows = {row["id"]: row for row in found["providers"]}
    assert set(rows["alive"]) == {
        "id", "kind", "enabled", "health", "reason", "retry_at", "latency_ms", "models",
    }  # fmt: skip
    assert (rows["alive"]["health"], rows["alive"]["models"], rows["alive"]["reason"]) == ("ok", 1, "")
    assert isinstance(rows["alive"]["latency_ms"], int)
    assert rows["slow"]["reason"] == "No answer so far"
    assert (rows["dead"]["health"], rows["off"]["health"], rows["off"]["enabled"]) == ("open", "off", False)
    assert rows["dead"]["retry_at"].endswith("+00:00")
    assert people.out.startswith("alive answers, m\n")
    assert "switched off" in people.out


async def test_route_is_the_plan_with_every_reason(program: Program):
    async with Host() as host:
        program.providers(
            openai("first", host.url),
            openai("second", host.url),
            openai("off", host.url, enabled=False),
            {"id": "groq", "kind": "openai", "base_url": "https://api.groq.com/openai/v1"},
        )
        result = await program.run("route", "--json")
        explained = await program.run("route", "--explain")
        nobody = await program.run("route", "--model", "no-such-model", "--json")
        assert not host.chats
    assert [(one["provider"], one["model"]) for one in result.json["routes"]] == [("first", "m"), ("second", "m")]
    assert {one["provider"]: one["reason"] for one in result.json["skipped"]} == {
        "off": "switched off",
        "groq": "no key",
        "embedded": "switched off",
    }
    assert explained.out.startswith("A question goes to first (m): it is the first in your order")
    assert "If that fails before its first word: second (m)." in explained.out
    assert "Groq: no key – traybridge keys set groq" in explained.out
    assert (nobody.code, nobody.json["routes"]) == (3, [])


async def test_models_lists_what_each_has(program: Program):
    async with Host(models=lists("one", "two")) as host:
        program.providers(openai("a", host.url))
        result = await program.run("models", "--json", "--refresh")
        people = await program.run("models")
    row = result.json["providers"][0]
    assert [model["id"] for model in row["models"]] == ["m", "one", "two"]
    assert all(model["ready"] for model in row["models"])
    assert "  two" in people.out


async def test_doctor_judges_each_provider_and_says_what_to_do(program: Program):
    async with Host() as host, Host(models=body(401, '{"error":{"message":"bad key"}}')) as locked:
        program.providers(
            openai("alive", host.url),
            openai("locked", locked.url),
            openai("dead", f"http://127.0.0.1:{closed_port()}/v1"),
            {"id": "groq", "kind": "openai", "base_url": "https://api.groq.com/openai/v1"},
        )
        result = await program.run("doctor", "--json")
        people = await program.run("doctor")
    found = {one["about"]: one for one in result.json["findings"]}
    assert found["settings"]["level"] == "fine"
    assert found["keyring"]["code"] == "keyring_absent"
    assert (found["alive"]["level"], found["dead"]["code"]) == ("fine", "unreachable")
    assert found["locked"]["code"] == "wants_key"
    assert found["groq"]["command"] == "traybridge keys set groq"
    assert "→ traybridge keys set groq" in people.out
    assert result.code == people.code == 1


async def test_doctor_goes_on_with_a_broken_config(program: Program):
    program.config.parent.mkdir(parents=True)
    program.config.write_text("[routing\n")
    result = await program.run("doctor", "--json")
    assert result.code == 1
    found = {one["about"]: one for one in result.json["findings"]}
    assert found["settings"]["code"] == "settings_broken"
    assert f"{program.config}:1" in found["settings"]["title"]


# ---------------------------------------------------------------- chat


async def test_chat_reads_lines_and_remembers_what_was_said(program: Program):
    async with Host() as host:
        program.providers(openai("a", host.url, models=["other"]))
        result = await program.run("chat", stdin=b"one\n\ntwo\n/new\n/model other\nthree\n/quit\nfour\n")
    assert (result.code, result.out) == (0, "Paris\nParis\nParis\n")
    said = [[one["content"] for one in asked.json["messages"]] for asked in host.chats]
    assert said == [["one"], ["one", "Paris", "two"], ["three"]]
    assert [asked.json["model"] for asked in host.chats] == ["m", "m", "other"]


async def test_a_piped_chat_that_got_no_answer_says_so_with_its_exit_code(program: Program):
    program.providers(openai("dead", f"http://127.0.0.1:{closed_port()}/v1"))
    result = await program.run("chat", stdin=b"one\n")
    assert (result.code, result.out) == (3, "")
    assert "dead: Nothing answers at" in result.err


async def test_on_a_fresh_machine_the_starter_model_answers_and_everybody_else_is_named(program: Program):
    """No config, no keyring, no Exo: the first question gets an answer all the same."""
    program.configure(
        f'[[providers]]\nid = "exo"\nkind = "exo"\nbase_url = "http://127.0.0.1:{closed_port()}"\n', starter=True
    )
    result = await program.run("ask", "What is the capital of France?", "--json")
    assert result.code == 0
    found = result.json
    assert (found["provider"], found["finish_reason"], found["cost"]) == ("embedded", "stop", 0)
    assert "Paris" in found["text"]
    assert [one["provider"] for one in found["skipped"]] == ["exo"]


async def test_a_greeting_to_the_starter_model_is_answered_by_the_program_itself(program: Program):
    """faults.md: "hi" got nonsense. Nothing is loaded for it, and no model and no speed are named."""
    program.configure("", starter=True)
    answered = await program.run("ask", "hi", "--json")
    found = answered.json
    assert (answered.code, found["provider"], found["model"], found["tokens_per_second"]) == (0, "embedded", None, None)
    assert found["text"].startswith("Hello! This is TrayBridge itself; no model was asked.")
    assert "English only" in found["text"]
    people = await program.run("ask", "Who are you?")
    assert people.err.startswith("— TrayBridge itself · ")
    assert "SmolLM" not in people.err
