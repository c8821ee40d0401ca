"""Home folders as older tools left them, and the search that shows what a scrub left in them."""

import json
import re
import shlex
import shutil
import sqlite3
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml
from tests.migrate.conftest import LEGACY, Home, plain_base64

OPENROUTER = "sk-or-v1-MADEUP5f3a0000000000000000000000000000000000000000000000000001"
HUGGINGFACE = "hf_MADEUPmadeupMADEUPmadeupMADEUP5f3a02"
TOGETHER = "tgp_v1_MADEUP+madeup/MADEUP==5f3a03"
GROQ = "gsk_MADEUPmadeupMADEUPmadeupMADEUPmadeup5f3a04"
ANTHROPIC = "sk-ant-MADEUP-madeup_MADEUP-5f3a05"
WORK = "work-key-MADEUP-5f3a06"
EARLIER = "sk-or-v1-MADEUPearlier00000000000000000000000000000000000000000000007"
WORK_URL = "https://llm.example.com/v1"
HOSTS = {
    "openrouter": "openrouter.ai",
    "huggingface": "router.huggingface.co",
    "together": "api.together.xyz",
    "groq": "api.groq.com",
    "anthropic": "api.anthropic.com",
    "work": "llm.example.com",
    "llm.example.com": "llm.example.com",
}
"""Where a request of each provider has to arrive."""

_CIPHERTEXT = re.compile(rb"(?:gAAAA|Z0FBQUFB)[A-Za-z0-9_=-]{40,}")


@dataclass(frozen=True)
class Format:
    """What one old tool left. ``keys`` are to be in the keyring afterwards; ``off`` were switched off there;
    ``older`` keys are to be nowhere; ``chats`` counts what was said; ``settings`` are in the import's document.
    """

    name: str
    build: Callable[[Home], object]
    keys: dict[str, str]
    off: frozenset[str] = frozenset()
    older: tuple[str, ...] = ()
    chats: int = 0
    settings: dict[str, Any] = field(default_factory=dict)


def example(name: str) -> Callable[[Home], object]:
    (source,) = LEGACY.glob(f"{name}_*")
    return lambda home: shutil.copytree(source, home.path, dirs_exist_ok=True)


def encrypted(home: Home) -> None:
    """Double base64 over Fernet, beside a header that has the key as well."""
    home.key_file()
    home.config(
        {"name": "OpenRouter", "api_key_encrypted": home.wrapped(OPENROUTER), "status": "active"},
        {
            "name": "Work",
            "base_url": WORK_URL,
            "api_key_encrypted": home.wrapped(WORK),
            "headers": {"Authorization": f"Bearer {WORK}", "X-Team": "blue"},
        },
        {"name": "Together AI", "api_key": plain_base64(TOGETHER), "status": "ProviderStatus.ACTIVE"},
    )


def spiral_codex(home: Home) -> None:
    home.key_file(".spiral_codex_encryption_key")
    rows = {"openrouter": OPENROUTER, "huggingface": HUGGINGFACE}
    home.write(
        ".spiral_codex_keys.json",
        {
            name: {"encrypted_key": home.token(key), "locked": False, "saved_at": "2025-05-05T05:05:05"}
            for name, key in rows.items()
        },
    )


def database(home: Home) -> None:
    """Providers and chats; an earlier key lies in a page that was freed."""
    path = home.path / "token_manager.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE providers (id INTEGER PRIMARY KEY, name TEXT, api_key TEXT, provider_type TEXT,"
            " status TEXT, created_at TEXT);"
            "CREATE TABLE conversations (id INTEGER PRIMARY KEY, model_name TEXT, user_message TEXT,"
            " ai_response TEXT, provider_name TEXT, token_usage INTEGER, created_at TEXT);"
            "PRAGMA secure_delete = OFF;"
        )
        connection.executemany(
            "INSERT INTO providers (name, api_key, provider_type, status) VALUES (?, ?, 'cloud', ?)",
            [("OpenRouter", OPENROUTER, "active"), ("Hugging Face", HUGGINGFACE, "disabled"), ("x", OPENROUTER, "")],
        )
        connection.execute("DELETE FROM providers WHERE name = 'x'")
        connection.executemany(
            "INSERT INTO conversations (model_name, user_message, ai_response, provider_name, token_usage, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                ("openai/gpt-4o", "Capital of France?", "Paris.", "OpenRouter", 12, "2025-01-02 03:04:05"),
                ("llama", "Grüße?", "Grüße! 你好", "Exo Local", None, None),
                ("llama", OPENROUTER, "That is a key.", "Exo Local", 3, "2025-01-02 03:05:05"),
            ],
        )
        connection.commit()


def dotenv(home: Home) -> None:
    home.write(
        ".env",
        f"# mine\nOPENROUTER_API_KEY=\"{OPENROUTER}\"\nexport HF_TOKEN='{HUGGINGFACE}'  # {HUGGINGFACE}\n"
        f"TOGETHER_API_KEY={TOGETHER}\nGROQ_API_KEY=your_key_here\nDEBUG=1\nURL=https://a.example/?k={quote(TOGETHER)}\n",
        mode=0o640,
    )


def bridge_yaml(home: Home) -> None:
    home.write(
        "bridge_config.yaml",
        "exo:\n  primary_host: localhost\n  primary_port: 8000\n"
        f"api_keys:\n  openrouter: {OPENROUTER}\n  huggingface: '{HUGGINGFACE}'\n"
        "failover:\n  enabled: true\n  prefer_local: true\n  cloud_providers: [huggingface, openrouter]\n"
        "advanced:\n  request_timeout: 30\n",
    )


def litellm(home: Home) -> None:
    home.write(
        "config.yaml",
        "model_list:\n"
        "- model_name: smart\n  litellm_params:\n    model: openrouter/openai/gpt-4o\n"
        f"    api_key: {OPENROUTER}\n"
        "- model_name: backup\n  litellm_params:\n    model: groq/llama-3.3-70b-versatile\n"
        f'    api_key: "{GROQ}"\n'
        "- model_name: team\n  litellm_params: &team\n    model: hosted_vllm/qwen\n"
        f"    api_base: {WORK_URL}\n    api_key: os.environ/WORK_KEY\n"
        "- model_name: claude\n  litellm_params: {model: anthropic/claude-haiku-4-5, "
        f"api_key: {ANTHROPIC}}}\n"
        "litellm_settings:\n  fallbacks: [{smart: [backup]}]\n"
        f"environment_variables:\n  WORK_KEY: {WORK}\n",
    )


def llm(home: Home) -> None:
    keys = {"// Note": "This file stores secret API credentials.", "openrouter": OPENROUTER, "groq": GROQ}
    home.write(".config/io.datasette.llm/keys.json", keys)


def continue_dev(home: Home) -> None:
    home.write(
        ".continue/config.yaml",
        "name: mine\nversion: 1.0.0\nschema: v1\nmodels:\n"
        "- name: GPT\n  provider: openrouter\n  model: openai/gpt-4o\n"
        "  apiKey: ${{ secrets.OPENROUTER }}\n"
        f"- name: Work\n  provider: openai\n  model: qwen\n  apiBase: {WORK_URL}\n  apiKey: {WORK}\n"
        "- name: Local\n  provider: ollama\n  model: llama3.2\n",
    )
    home.write(".continue/.env", f"OPENROUTER={OPENROUTER}\n")


def open_webui(home: Home) -> None:
    section = {
        "enable": True,
        "api_base_urls": ["https://openrouter.ai/api/v1", "https://api.together.xyz/v1"],
        "api_keys": [OPENROUTER, TOGETHER],
        "api_configs": {"1": {"enable": True, "model_ids": ["meta/llama"]}},
    }
    home.write("config-1700000000000.json", {"version": 0, "openai": section, "ollama": {"enable": False}})


def backups(home: Home) -> None:
    """The file in use was scrubbed by its owner; a copy has the key, another one an earlier key in plain text."""
    home.key_file()
    rows = [
        {"name": "OpenRouter", "api_key_encrypted": home.wrapped(OPENROUTER)},
        {"name": "Together AI", "api_key": TOGETHER},
    ]
    home.config(*rows)
    home.config(*rows, name=".token_manager_config.backup_20250101.json").chmod(0o644)
    earlier = {"name": "OpenRouter", "api_key": EARLIER}
    home.config(earlier, name=".token_manager_config.json.bak")
    home.config(rows[1], name=".token_manager_config.json~")


EXAMPLE = {
    "openrouter": "sk-or-v1-EXAMPLEkey0000000000000000000000000000000000000000000000000001",
    "huggingface": "hf_EXAMPLEexampleEXAMPLEexampleEXAMPLE02",
    "together": "tgp_v1_EXAMPLEexampleEXAMPLEexampleEXAMPLEexa03",
}
ROTATED = {
    "openrouter": "sk-or-v1-EXAMPLErotated00000000000000000000000000000000000000000000009",
    "huggingface": "hf_EXAMPLErotatedEXAMPLErotatedEXAMPL9",
    "together": EXAMPLE["together"],
}
PLAIN = {
    "openrouter": "sk-or-v1-EXAMPLEplain000000000000000000000000000000000000000000000000005",
    "huggingface": "hf_EXAMPLEplainEXAMPLEplainEXAMPLEplain5",
}

FORMATS = (
    Format("example A: encrypted", example("A"), EXAMPLE),
    Format("example D: base64", example("D"), EXAMPLE),
    Format("example E: web", example("E"), EXAMPLE),
    Format("example H: rotated", example("H"), ROTATED, older=(EXAMPLE["openrouter"], EXAMPLE["huggingface"])),
    Format("example K: plain", example("K"), PLAIN),
    Format("example M: odd", example("M"), {"together": "sk-plain-in-encrypted-field"}),
    Format("token manager", encrypted, {"openrouter": OPENROUTER, "work": WORK, "together": TOGETHER}),
    Format("spiral codex", spiral_codex, {"openrouter": OPENROUTER, "huggingface": HUGGINGFACE}),
    Format(
        "database",
        database,
        {"openrouter": OPENROUTER, "huggingface": HUGGINGFACE},
        off=frozenset({"huggingface"}),
        chats=3,
    ),
    Format(".env", dotenv, {"openrouter": OPENROUTER, "huggingface": HUGGINGFACE, "together": TOGETHER}),
    Format(
        "bridge_config.yaml",
        bridge_yaml,
        {"openrouter": OPENROUTER, "huggingface": HUGGINGFACE},
        settings={"routing.failover": True, "prefer_local": True, "timeouts.first_content": 30.0},
    ),
    Format(
        "LiteLLM",
        litellm,
        {"openrouter": OPENROUTER, "groq": GROQ, "llm.example.com": WORK, "anthropic": ANTHROPIC},
        settings={
            "aliases.smart": ["openrouter:openai/gpt-4o", "groq:llama-3.3-70b-versatile"],
            "aliases.backup": ["groq:llama-3.3-70b-versatile"],
            "aliases.team": ["llm.example.com:qwen"],
            "aliases.claude": ["anthropic:claude-haiku-4-5"],
        },
    ),
    Format("llm", llm, {"openrouter": OPENROUTER, "groq": GROQ}),
    Format("Continue", continue_dev, {"openrouter": OPENROUTER, "work": WORK}),
    Format("Open WebUI", open_webui, {"openrouter": OPENROUTER, "together": TOGETHER}),
    Format("backups", backups, {"openrouter": OPENROUTER, "together": TOGETHER}, older=(EARLIER,)),
)


# ------------------------------------------------------------ looking


def tree(folder: Path, *, but: str = ".streams") -> dict[str, tuple[int, int, bytes]]:
    """Everything below a folder: permissions, time of the last change in ns, content; ``but`` is left out.

    The folder .streams holds what the commands of a test printed (support/launcher.py).
    """
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if name.parts[0] not in {but, ".streams"}:
            status = path.lstat()
            found[str(name)] = status.st_mode, status.st_mtime_ns, path.read_bytes() if path.is_file() else b""
    return found


def ciphertexts(folder: Path) -> set[str]:
    """Every Fernet token in the files of a folder, once or twice in base64."""
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return {one.decode() for content in files for one in _CIPHERTEXT.findall(content)}


def shapes(secret: str) -> set[bytes]:
    """How a text may lie in bytes: as it is, in UTF-16, in a URL, in JSON, in base64 whatever stands around it."""
    plain = secret.encode()
    found = {plain, secret.encode("utf-16-le"), secret.encode("utf-16-be"), quote(secret, safe="").encode()}
    found |= {quote(secret).encode(), json.dumps(secret)[1:-1].replace("/", "\\/").encode()}
    for encode in (b64encode, urlsafe_b64encode):
        for before in range(3):
            one, other = (encode(sign * before + plain + sign * 3) for sign in (b"\x00", b"\xff"))
            same = bytes(left if left == right else 0 for left, right in zip(one, other, strict=True))
            found.add(max(same.split(b"\x00"), key=len))
    return found


def holding(folder: Path, secrets: Iterable[str]) -> list[str]:
    """The files below a folder in which one of the texts lies in any shape."""
    wanted = [shape for secret in secrets for shape in shapes(secret)]
    files = {path: path.read_bytes().rstrip(b"\0") + b"\0" for path in sorted(folder.rglob("*")) if path.is_file()}
    return [str(path.relative_to(folder)) for path, content in files.items() if any(one in content for one in wanted)]


def read_as_its_tool(path: Path) -> Any:
    """What the old tool reads in a file of its own."""
    match path.suffix:
        case ".yaml":
            return yaml.safe_load(path.read_text())
        case ".db":
            with closing(sqlite3.connect(path)) as connection:
                return [list(row) for table in ("providers", "conversations") for row in _rows(connection, table)]
        case _ if path.name.startswith(".env"):
            words = [shlex.split(line, comments=True) for line in path.read_text().splitlines()]
            return [one[-1].partition("=")[::2] for one in words if one]
        case _:
            return json.loads(path.read_text())


def _rows(connection: sqlite3.Connection, table: str) -> list[Any]:
    return connection.execute(f"SELECT * FROM {table}").fetchall()


def without(value: Any, secrets: Iterable[str]) -> Any:
    """The same with the secrets taken out of every text in it."""
    known = {secret: shapes(secret) for secret in secrets}

    def emptied(one: Any) -> Any:
        match one:
            case str():
                left = one
                for secret in (secret for secret, ways in known.items() if any(way in one.encode() for way in ways)):
                    cut = left.replace(secret, "").replace(quote(secret), "")
                    left = "" if cut == left else cut.removesuffix("Bearer ")
                return left
            case list() | tuple():
                return type(one)(emptied(part) for part in one)
            case dict():
                return {name: emptied(part) for name, part in one.items()}
            case _:
                return one

    return emptied(value)
