"""Work on what older tools left is linear: reading each format, weighing it, carrying chats over, scrubbing."""

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.support.growth import assert_linear, cpu

from traybridge.core.config import Config
from traybridge.core.secret import Secret
from traybridge.migrate import (
    bridge_yaml,
    continue_dev,
    environment,
    export,
    litellm,
    llm_keys,
    open_webui,
    spiral_codex,
    token_manager,
    token_manager_db,
)
from traybridge.migrate.chat_redaction import Censor
from traybridge.migrate.findings import Findings, FoundProvider, KeyLocation, OldConversation
from traybridge.migrate.grouped import Listed, grouped
from traybridge.migrate.key_search import encodings_of, holds
from traybridge.migrate.plan import plan
from traybridge.migrate.provider_mapping import row_of
from traybridge.migrate.redact_text import Eraser, erase
from traybridge.migrate.references import Held


def key(number: int) -> str:
    return f"sk-made-up-{number:08}"


def litellm_one_host(n: int) -> str:
    rows = (f"  - {{model_name: m{at}, litellm_params: {{model: openai/m{at}, api_key: {key(0)}}}}}" for at in range(n))
    return "model_list:\n" + "\n".join(rows)


def litellm_many_hosts(n: int) -> str:
    rows = (
        f"  - litellm_params: {{model: vllm/m, api_base: 'http://h{at}:1/v1', api_key: {key(at)}}}" for at in range(n)
    )
    return "model_list:\n" + "\n".join(rows)


def continue_models(n: int) -> str:
    return json.dumps({"models": [
        {"title": f"m{at}", "provider": "openai", "model": f"m{at}", "apiKey": key(0)} for at in range(n)
    ]})  # fmt: skip


def token_manager_rows(n: int) -> str:
    return json.dumps({"providers": [
        {"name": f"h{at}", "api_key": key(at), "base_url": f"http://h{at}:1/v1"} for at in range(n)
    ]})  # fmt: skip


def connections(n: int) -> str:
    return json.dumps({"OPENAI_API_BASE_URLS": [f"http://h{at}:1/v1" for at in range(n)],
                       "OPENAI_API_KEYS": [key(at) for at in range(n)]})  # fmt: skip


def webui_models(n: int) -> str:
    return json.dumps([{"url": "http://h:1/v1", "key": key(0), "config": {"model_ids": [f"m{at}" for at in range(n)]}}])


TEXTS: dict[str, tuple[Callable[..., Findings], Callable[[int], str], int]] = {
    "LiteLLM, one host": (litellm.read, litellm_one_host, 300),
    "LiteLLM, many hosts": (litellm.read, litellm_many_hosts, 300),
    "Continue": (continue_dev.read, continue_models, 1000),
    "Token Manager": (token_manager.read, token_manager_rows, 250),
    "Spiral Codex": (
        spiral_codex.read, lambda n: json.dumps({f"h{at}": {"encrypted_key": key(at)} for at in range(n)}), 500
    ),
    "Open WebUI, connections": (open_webui.read, connections, 500),
    "Open WebUI, models": (open_webui.read, webui_models, 5000),
    "llm": (llm_keys.read, lambda n: json.dumps({f"name{at}": key(at) for at in range(n)}), 3000),
    ".env": (
        environment.read,
        lambda n: "\n".join(f"OPENAI_API_KEY={key(at)}\nNAME{at}=${{OTHER{at}}}" for at in range(n)), 2000,
    ),
    "bridge_config.yaml": (
        bridge_yaml.read, lambda n: "api_keys:\n" + "\n".join(f"  name{at}: {key(at)}" for at in range(n)), 500
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_reading_is_linear(tmp_path: Path, name: str):
    read, text, n = TEXTS[name]
    path = tmp_path / "file"

    def measure(size: int) -> int:
        path.write_text(text(size))
        return cpu(lambda: read(path, {}))

    assert_linear(measure, n)


def test_joining_the_models_of_one_host_is_linear():
    row, secret = row_of("h", "http://h:1/v1"), Secret(key(0))

    def measure(size: int) -> int:
        held = [Held(secret, (KeyLocation(Path("file"), f"[{at}]", secret, secret),)) for at in range(size)]
        listed = [Listed("h", row, f"m{at}", one, f"also{at}") for at, one in enumerate(held)]
        return cpu(lambda: grouped(Path("file"), "litellm", listed))

    assert_linear(measure, 2000)


def test_reading_a_database_is_linear(tmp_path: Path):
    def measure(size: int) -> int:
        path = tmp_path / f"{size}.db"
        if not path.exists():
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("CREATE TABLE conversations (model_name, user_message, ai_response, created_at)")
                row = ("m", "question " * 10, "answer " * 20, "2025-01-02 03:04:05")
                connection.executemany("INSERT INTO conversations VALUES (?, ?, ?, ?)", [row] * size)
                connection.commit()
        return cpu(lambda: token_manager_db.read(path, {}))

    assert_linear(measure, 2000)


def found(n: int, *, same_host: bool = False) -> Findings:
    return Findings(tuple(
        FoundProvider("file", "litellm", f"h{at}", row_of(f"h{at}", "http://h:1/v1" if same_host else f"http://h{at}:1/v1"),
                      Secret(key(at))) for at in range(n)
    ))  # fmt: skip


@pytest.mark.parametrize("same_host", [False, True])
def test_weighing_what_was_found_is_linear(same_host: bool):
    def measure(size: int) -> int:
        findings = found(size, same_host=same_host)
        return cpu(lambda: plan(findings, Config(), {}))

    assert_linear(measure, 250)


def test_chats_are_carried_over_in_linear_time():
    chats = [OldConversation("m", f"question {at} {key(1)}", "answer " * 20) for at in range(4000)]

    def measure(size: int) -> int:
        censor = Censor([Secret(key(at)) for at in range(20)])
        return cpu(lambda: [censor.conversation(one).as_chat() for one in chats[:size]])

    assert_linear(measure, 1000)


SCRUBBED = {"json": (token_manager_rows, 500), "yaml": (litellm_many_hosts, 100),
            "env": (lambda n: "\n".join(f"NAME{at}={key(at)}" for at in range(n)), 1000)}  # fmt: skip


@pytest.mark.parametrize("syntax", SCRUBBED)
def test_taking_keys_out_of_a_text_is_linear_in_the_text(syntax: str):
    """Every tenth of them goes."""
    text, n = SCRUBBED[syntax]
    keys = [key(at) for at in range(100)]

    def measure(size: int) -> int:
        whole = re.sub(r"up-\d{6}", "up-000000", text(size))
        return cpu(lambda: erase(whole, syntax, Eraser(keys[::10], ())))

    assert_linear(measure, n)


def test_searching_a_file_for_keys_is_linear(tmp_path: Path):
    wanted = [encodings_of(key(at)) for at in range(5)]

    def measure(size: int) -> int:
        path = tmp_path / f"{size}"
        path.write_bytes(bytes(range(1, 251)) * size)
        return cpu(lambda: holds(path, wanted))

    assert_linear(measure, 4000)


def test_reading_an_export_is_linear(tmp_path: Path):
    chats = [{"id": f"c{at}", "messages": [{"role": "user", "text": "question " * 10}]} for at in range(8000)]

    def measure(size: int) -> int:
        path = tmp_path / "export.json"
        path.write_text(json.dumps({export.MARK: 1, "chats": chats[:size]}))
        return cpu(lambda: export.read(path, {}))

    assert_linear(measure, 2000)
