"""A home folder to fill, and the stores that an import writes to, as fakes that behave."""

import json
import shutil
import sqlite3
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from traybridge.core.config import Config, check_config
from traybridge.core.errors import KeyringProblem
from traybridge.core.keyring import origin_entry
from traybridge.core.saved_chat import SavedChat
from traybridge.core.secret import Secret

LEGACY = Path(__file__).parents[1] / "fixtures" / "legacy"

OPENROUTER = "sk-or-v1-MADEUP00000000000000000000000000000000000000000000000000000001"
HUGGINGFACE = "hf_MADEUPmadeupMADEUPmadeupMADEUP000002"
TOGETHER = "tgp_v1_MADEUPmadeup/MADEUP+madeupMADEUP0003"
OTHER = "sk-or-v1-MADEUPother0000000000000000000000000000000000000000000000004"


class Keyring:
    """A keyring in memory that can lock: every call after the ``calls_left``-th is refused."""

    def __init__(self, **keys: str) -> None:
        self.keys = {account: Secret(key) for account, key in keys.items()}
        self.calls_left = 10_000
        self.writes: list[str] = []
        self.forgets = False
        self.origins: dict[str, Secret] = {}

    def _call(self) -> None:
        self.calls_left -= 1
        if self.calls_left < 0:
            raise KeyringProblem("locked", "The keyring is locked", "Unlock it and try again.")

    async def get(self, account: str) -> Secret | None:
        self._call()
        return self._entries(account).get(account)

    async def set(self, account: str, secret: Secret) -> None:
        self._call()
        self.writes.append(account)
        if not self.forgets:
            self._entries(account)[account] = secret

    async def delete(self, account: str) -> bool:
        self._call()
        return self._entries(account).pop(account, None) is not None

    def _entries(self, account: str) -> dict[str, Secret]:
        return self.origins if account.endswith(origin_entry("")) else self.keys

    def revealed(self) -> dict[str, str]:
        return {account: key.reveal() for account, key in self.keys.items()}


class Settings:
    """A config file in memory; ``edits`` counts how often it was written."""

    def __init__(self, config: Config | None = None) -> None:
        self.config = config or Config()
        self.edits = 0

    def current(self) -> Config:
        return self.config

    def edit(self, change: Callable[[Config], Config]) -> Config:
        changed = change(self.config)
        check_config(changed)
        self.config = changed
        self.edits += 1
        return changed


class Chats:
    """A conversation store in memory."""

    def __init__(self) -> None:
        self.chats: dict[str, SavedChat] = {}

    async def add_chats(self, chats: Sequence[SavedChat]) -> int:
        before = len(self.chats)
        self.chats |= {one.id: one for one in chats}
        return len(self.chats) - before

    @property
    def questions(self) -> list[str]:
        return sorted(one.messages[0].text for one in self.chats.values())


class Home:
    """A folder that old tools left their files in."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.fernet_key = Fernet.generate_key()

    def __truediv__(self, name: str) -> Path:
        return self.path / name

    def write(self, name: str, content: object, mode: int = 0o600) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        match content:
            case bytes():
                path.write_bytes(content)
            case str():
                path.write_text(content, encoding="utf-8")
            case _:
                path.write_text(json.dumps(content, indent=2), encoding="utf-8")
        path.chmod(mode)
        return path

    def token(self, key: str) -> str:
        """A single Fernet token."""
        return Fernet(self.fernet_key).encrypt(key.encode()).decode()

    def wrapped(self, key: str) -> str:
        """What ``api_key_encrypted`` holds: base64 over a Fernet token."""
        return urlsafe_b64encode(self.token(key).encode()).decode()

    def key_file(self, name: str = ".token_manager_key") -> Path:
        return self.write(name, self.fernet_key)

    def config(self, *providers: object, name: str = ".token_manager_config.json", **rest: Any) -> Path:
        return self.write(name, {"providers": list(providers), "current_provider_index": 0, **rest})

    def database(self, name: str = "token_manager.db", *, wal: bool = False) -> Path:
        path = self.path / name
        with closing(sqlite3.connect(path)) as connection:
            if wal:
                connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(
                "CREATE TABLE providers (id INTEGER PRIMARY KEY, name TEXT, api_key TEXT, provider_type TEXT,"
                " status TEXT, created_at TEXT);"
                "CREATE TABLE conversations (id INTEGER PRIMARY KEY, model_name TEXT, user_message TEXT,"
                " ai_response TEXT, provider_name TEXT, token_usage INTEGER, created_at TEXT);"
            )
            connection.executemany(
                "INSERT INTO providers (name, api_key, provider_type, status) VALUES (?, ?, ?, ?)",
                [
                    ("OpenRouter", OPENROUTER, "cloud", "active"),
                    ("Hugging Face", HUGGINGFACE, "cloud", "disabled"),
                ],
            )
            connection.executemany(
                "INSERT INTO conversations (model_name, user_message, ai_response, provider_name, token_usage,"
                " created_at) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    ("openai/gpt-4o", "Capital of France?", "Paris.", "OpenRouter", 12, "2025-01-02 03:04:05"),
                    ("llama", "Grüße?", "Grüße!", "Exo Local", None, None),
                ],
            )
            connection.commit()
        return path

    def files(self) -> dict[str, bytes]:
        return {
            str(path.relative_to(self.path)): path.read_bytes()
            for path in sorted(self.path.rglob("*"))
            if path.is_file()
        }

    def bytes(self) -> bytes:
        return b"\n".join(self.files().values())


def used_home(folder: Path) -> Home:
    """A new folder in which an older tool keeps two keys, one of them encrypted."""
    folder.mkdir()
    home = Home(folder)
    home.key_file()
    home.config(
        {"name": "OpenRouter", "api_key_encrypted": home.wrapped(OPENROUTER), "status": "active"},
        {"name": "Hugging Face", "api_key": HUGGINGFACE, "status": "disabled"},
    )
    return home


def loosely(function: Callable[..., Any]) -> Any:
    """A reader whose findings a test looks into without asking each time whether there is a provider."""
    return function


def plain_base64(key: str) -> str:
    return b64encode(key.encode()).decode()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    return Home(folder)


@pytest.fixture
def example(tmp_path: Path) -> Callable[[str], Home]:
    """A copy of one of the example homes, by its first letter."""

    def copy(letter: str) -> Home:
        (source,) = LEGACY.glob(f"{letter}_*")
        shutil.copytree(source, tmp_path / letter)
        return Home(tmp_path / letter)

    return copy
