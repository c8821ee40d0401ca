"""Who is asked for which model, in which order, and the reason for everybody else (routing.md, 1 and 2)."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from tests.cli.program import closed_port, openai
from tests.live.support.document import checked
from tests.live.support.launcher import Quick, Timed
from tests.support.hosts import Host, answering, by_path, hosting
from tests.support.http_server import Reply
from tests.support.replies import USAGE, body, chunk, events, lists, says

DEAD = "http://127.0.0.1:9/v1"


def reasons(result: Timed) -> dict[str, str]:
    return {one["provider"]: one["reason"] for one in json.loads(result.out)["skipped"]}


def bare(name: str, url: str, **more: object) -> dict[str, object]:
    """A provider for which nobody chose a model."""
    return {"id": name, "kind": "openai", "base_url": url, **more}


def priced(*rows: Mapping[str, Any]) -> Reply:
    return body(200, {"object": "list", "data": list(rows)})


FREE = {"prompt": "0", "completion": "0"}
PAID = {"prompt": "0.000002", "completion": "0.000006"}


async def test_the_order_of_the_file_is_the_order_of_asking(quick: Quick):
    async with Host() as host:
        quick.providers(
            openai("z", host.url), {"id": "embedded", "kind": "embedded", "enabled": False},
            openai("a", host.url), openai("m", host.url), starter=True,
        )  # fmt: skip
        route = (await quick.run("route", "--json")).json
        asked = checked(await quick.ask())
        assert [one["provider"] for one in route["routes"]] == ["z", "a", "m"]
        assert asked["provider"] == "z"
        assert {one["provider"] for one in asked["skipped"]} >= {"embedded"}
        await quick.run("providers", "move", "m", "1")
        assert checked(await quick.ask())["provider"] == "m"
        assert len(host.chats) == 2


async def test_every_reason_for_not_being_asked(quick: Quick):
    async with Host(says("Paris")) as host, Host(models=lists("one", "two")) as choice:
        quick.providers(
            openai("off", host.url, enabled=False),
            bare("openrouter", "https://openrouter.ai/api/v1"),
            {"id": "claude", "kind": "anthropic", "base_url": "https://api.anthropic.com/v1", "model": "x"},
            bare("choose", choice.url),
            {"id": "exo", "kind": "exo", "base_url": f"http://127.0.0.1:{closed_port()}"},
            openai("spent", host.url, monthly_cap=0),
            openai("good", host.url),
        )
        result = await quick.ask()
        found = checked(result)
        assert [one["provider"] for one in found["attempts"]] == ["good"]
        told = reasons(result)
        assert told["off"] == "switched off"
        assert told["openrouter"] == told["claude"] == "no key"
        assert "no model chosen" in told["choose"]
        assert told["exo"]
        assert "monthly cap reached" in told["spent"]
        assert told["embedded"] == "switched off"
        assert choice.chats == []
        assert reasons(await quick.run("route", "--json")) == told


async def test_local_only_is_judged_by_the_address_and_beats_everything(quick: Quick):
    async with Host(says("Paris")) as host, Host() as proxy:
        far = [
            openai("number", "http://8.8.8.8/v1"), openai("name", "http://cloud.example/v1"),
            openai("six", "http://[2001:4860:4860::8888]/v1"), openai("shared", "http://100.64.0.1/v1"),
        ]  # fmt: skip
        near = openai("near", host.url.replace("127.0.0.1", "localhost"))
        env = {"http_proxy": f"http://127.0.0.1:{proxy.port}", "https_proxy": f"http://127.0.0.1:{proxy.port}"}
        for before, flags in (("[routing]\nlocal_only = true\n", []), ("", ["--local-only"])):
            quick.providers(*far, near, before=before)
            result = await quick.ask(*flags, env=env)
            assert checked(result)["provider"] == "near"
            assert {reasons(result)[str(row["id"])] for row in far} == {"local only"}
            pinned = await quick.ask(*flags, "--provider", "number", env=env)
            assert checked(pinned, 3)["attempts"] == []
        quick.providers(*far, near, before="[routing]\nlocal_only = true\n")
        for arguments in (["status"], ["models", "--refresh"], ["doctor"], ["providers", "test", "number"]):
            await quick.run(*arguments, env=env)
        assert proxy.requests == []


async def test_local_only_as_a_flag_is_the_setting_a_name_is_judged_by_where_it_leads(quick: Quick):
    unknown = openai("box", "http://no-such-box:8000/v1")  # the name may be one of this network
    skipped = []
    for before, flags in (("[routing]\nlocal_only = true\n", []), ("", ["--local-only"])):
        quick.providers(unknown, openai("far", "https://far.example/v1"), before=before)
        found = checked(await quick.ask(*flags), 3)
        assert {one["provider"] for one in found["attempts"]} == {"box"}
        assert reasons(await quick.run("route", "--json", *flags))["far"] == "local only"
        skipped.append(found["skipped"])
    assert skipped[0] == skipped[1]


async def test_a_proxy_is_for_the_cloud_and_never_for_this_machine(quick: Quick):
    async with Host(says("near")) as host, answering(by_path(says("far"), lists("m"))) as proxy:
        env = dict.fromkeys(("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"), f"http://127.0.0.1:{proxy.port}")
        quick.providers(openai("near", host.url), openai("far", "http://cloud.example/v1"))
        assert checked(await quick.ask(env=env))["text"] == "near"
        assert proxy.requests == []
        assert checked(await quick.ask("--provider", "far", env=env))["text"] == "far"
        assert [one.path for one in proxy.requests if one.method == "POST"] == [
            "http://cloud.example/v1/chat/completions"
        ]


async def test_free_only_asks_nobody_whose_price_is_not_nothing(quick: Quick):
    prices = {
        "free": FREE, "paid": PAID, "half": {"prompt": "0", "completion": "0.1"}, "fee": {**FREE, "request": "0.01"},
        "image": {**FREE, "image": "0.002"}, "unknown": None,
    }  # fmt: skip
    for before, more in (("[routing]\nfree_only = true\n", {}), ("", {"free_only": True})):
        for name, pricing in prices.items():
            row = {"id": "m"} if pricing is None else {"id": "m", "pricing": pricing}
            async with Host(says("Paris"), models=priced(row)) as host:
                quick.providers(openai("a", host.url, **more), before=before)
                result = await quick.ask()
                if name == "free":
                    assert checked(result)["cost"] == 0
                else:
                    assert checked(result, 3)["attempts"] == []
                    assert "free only" in reasons(result)["a"], name
                    assert host.chats == []


async def test_money_is_counted_and_a_cap_ends_it(quick: Quick):
    said = events(chunk("x"), {**chunk(finish="stop"), "usage": {**USAGE, "cost": 0.02}})
    listed = priced({"id": "m", "pricing": PAID, "context_length": 8192})
    async with Host(said, models=listed) as dear, Host(says("Paris"), models=listed) as counted:
        quick.providers(openai("dear", dear.url, monthly_cap=0.03), openai("counted", counted.url))
        answers = [checked(await quick.ask()) for _ in range(3)]
        assert [one["provider"] for one in answers] == ["dear", "dear", "counted"]
        assert answers[0]["cost"] == pytest.approx(0.02)
        assert "monthly cap reached" in {one["provider"]: one["reason"] for one in answers[2]["skipped"]}["dear"]
        await quick.run("models", "--refresh")
        assert checked(await quick.ask())["cost"] == pytest.approx(7 * 0.000002 + 3 * 0.000006)
        used = {row["provider"]: row for row in (await quick.run("usage", "--json")).json["usage"]}
        assert used["dear"]["cost"] == pytest.approx(0.04)
        assert used["dear"]["requests"] == 2


async def test_pin_and_failover_are_switches_of_their_own(quick: Quick):
    async with hosting({"bad": body(500, {"error": "no"}), "good": says("Paris")}) as hosts:
        rows = [openai(name, host.url) for name, host in hosts.items()]
        quick.providers(*rows, before='[routing]\npin = "good"\n')
        result = await quick.ask()
        assert checked(result)["provider"] == "good"
        assert "pinned" in reasons(result)["bad"]
        quick.providers(*rows, before="[routing]\nfailover = false\n")
        result = await quick.ask()
        found = checked(result, 3)
        assert {one["provider"] for one in found["attempts"]} == {"bad"}
        assert 1 <= len(hosts["bad"].chats) <= 3
        assert "failover" in reasons(result)["good"]
        assert len(hosts["good"].chats) == 1
        quick.providers({**rows[0], "enabled": False}, rows[1], before="[routing]\nfailover = false\n")
        assert checked(await quick.ask())["provider"] == "good"


async def test_a_name_means_the_one_model_that_fits_and_each_is_sent_its_own_id(quick: Quick):
    table: dict[str, tuple[str, ...]] = {
        "first": ("openai/gpt-4o", "meta/Llama-3.2-3B-Instruct", "one/twin", "two/twin"),
        "second": ("gpt-4o", "mlx-community/Llama-3.2-3B-Instruct-4bit", "Only-Here"),
    }
    wanted: dict[str, list[tuple[str, str]]] = {
        "gpt-4o": [("first", "openai/gpt-4o"), ("second", "gpt-4o")],
        "openai/gpt-4o": [("first", "openai/gpt-4o"), ("second", "gpt-4o")],
        "GPT-4O": [("first", "openai/gpt-4o"), ("second", "gpt-4o")],
        "only-here": [("second", "Only-Here")],
        "second/gpt-4o": [("second", "gpt-4o")],
        "first/openai/gpt-4o": [("first", "openai/gpt-4o")],
        "llama-3.2-3b": [("first", "meta/Llama-3.2-3B-Instruct"), ("second", "mlx-community/Llama-3.2-3B-Instruct-4bit")],
        "one/twin": [("first", "one/twin")],
        "quick": [("first", "two/twin"), ("second", "Only-Here")],
    }  # fmt: skip
    async with Host(models=lists(*table["first"])) as first, Host(models=lists(*table["second"])) as second:
        before = '[aliases]\nquick = ["second:Only-Here", "first:two/twin"]\n'
        quick.providers(bare("first", first.url), bare("second", second.url), before=before)
        for name, routes in wanted.items():
            found = (await quick.run("route", "--model", name, "--json")).json
            assert [(one["provider"], one["model"]) for one in found["routes"]] == routes, name
        for name in ("twin", "gpt-5o", "nobody/has-this"):
            result = await quick.ask("--model", name)
            assert checked(result, 3)["attempts"] == [], name
        lost = await quick.ask("--model", "gpt-5o")
        assert "gpt-4o" in lost.err
        assert "twin" in (await quick.ask("--model", "twin")).err
        assert first.chats == second.chats == []
        assert checked(await quick.ask("--model", "Only-here"))["model"] in {"m", "Only-Here"}
        assert [one.json["model"] for one in second.chats] == ["Only-Here"]
        checked(await quick.ask("--model", "first/Only-Here"))
        assert [one.json["model"] for one in first.chats] == ["Only-Here"]  # who is named with a model may say no


async def test_another_model_is_used_only_where_that_is_allowed_and_it_is_said(quick: Quick):
    async with Host(models=lists("m")) as host:
        quick.providers(openai("a", host.url))
        assert checked(await quick.ask("--model", "gone"), 3)["attempts"] == []
        quick.providers(openai("a", host.url), before="[routing]\nsubstitute_models = true\n")
        assert checked(await quick.ask("--model", "gone"))["model"] == "m"
        told = await quick.run("ask", "hi", "--model", "gone")
        assert told.code == 0
        assert "gone" in told.err
        assert len(host.chats) == 2


async def test_a_conversation_that_does_not_fit_goes_where_it_does(quick: Quick):
    small = priced({"id": "m", "context_length": 64})
    async with Host(models=small) as short, Host(says("Paris")) as long:
        quick.providers(openai("short", short.url), openai("long", long.url))
        await quick.run("models", "--refresh")
        result = await quick.run("ask", "word " * 200, "--json")
        assert checked(result)["provider"] == "long"
        assert "context" in reasons(result)["short"]
        assert "needed" in reasons(result)["short"]
        assert checked(await quick.ask())["provider"] == "short"


async def test_too_long_for_one_goes_to_a_larger_window_only(quick: Quick):
    refused = body(
        400, {"error": {"message": "maximum context length is 100 tokens", "code": "context_length_exceeded"}}
    )
    windows = {"small": 1000, "same": 1000, "large": 9000}
    hosts = {}
    async with (
        Host(refused, models=priced({"id": "m", "context_length": 1000})) as hosts["small"],
        Host(says("same"), models=priced({"id": "m", "context_length": 1000})) as hosts["same"],
        Host(says("large"), models=priced({"id": "m", "context_length": 9000})) as hosts["large"],
    ):
        quick.providers(*[openai(name, hosts[name].url) for name in windows])
        await quick.run("models", "--refresh")
        result = await quick.ask()
        found = checked(result)
        assert [one["outcome"] for one in found["attempts"]] == ["context", "ok"]
        assert found["text"] == "large"
        assert "same" in reasons(result)
        assert hosts["same"].chats == []


async def test_the_plan_and_its_reasons_are_the_same_in_every_form(quick: Quick):
    async with Host() as host:
        quick.providers(
            openai("first", host.url), openai("second", host.url), openai("off", host.url, enabled=False),
            bare("openrouter", "https://openrouter.ai/api/v1"),
        )  # fmt: skip
        plan = (await quick.run("route", "--json")).json
        assert [one["provider"] for one in plan["routes"]] == ["first", "second"]
        assert {one["provider"]: one["reason"] for one in plan["skipped"]} == {
            "off": "switched off", "openrouter": "no key", "embedded": "switched off",
        }  # fmt: skip
        for flags in ([], ["--explain"]):
            told = await quick.run("route", *flags)
            assert told.code == 0
            for word in ("first", "second", "switched off", "no key"):
                assert word in told.out
        assert host.chats == []
        quick.providers(openai("off", host.url, enabled=False))
        assert (await quick.run("route", "--json")).code == 3
        assert (await quick.run("route", "--explain")).code == 3
