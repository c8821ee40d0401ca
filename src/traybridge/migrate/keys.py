"""Decodes an old key field: a key, a placeholder, or a ciphertext and how to open it (import.md, "Keys")."""

import os
import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from traybridge.core.errors import BadKey
from traybridge.core.i18n import Text, msg
from traybridge.core.secret import Secret
from traybridge.migrate.files import Unreadable, read_text
from traybridge.migrate.findings import KeyFile
from traybridge.migrate.reasons import uncapitalised

LONGEST = 1280
"""Characters that every keyring takes (Windows: 2,560 bytes)."""

PLACEHOLDERS = frozenset(
    {
        "", "local-no-key-required", "your_openrouter_key_here", "your_huggingface_key_here", "your_together_key_here",
        "your_key_here", "sk-test-key", "test-key",
        # what people write where a local server wants anything at all
        "lm-studio", "ollama", "not-needed", "no-key", "no-key-required", "none", "null", "~", "empty",
        "dummy", "changeme",
    }
)  # fmt: skip
_PLACEHOLDER = re.compile(
    r"your[-_ ].*|<.*>|\[.*\]|\$\{\{?[^{}]*\}\}?|\$[A-Za-z_]\w*|os\.environ/.*|(.)\1*|(?:sk-|hf_)?[xX.*…]+", re.DOTALL
)

_PUT_TOGETHER = re.compile(r"\$\{|\$\(")
"""A variable or a command inside a longer value: only a shell could say what the key is."""
_BEGINNINGS = ("sk-", "hf_", "tgp_", "gsk_", "xai-", "pplx-", "nvapi-", "AIza")
"""How keys begin; sk- and hf_ are import.md's, the others are what the presets' hosts give out."""

TOKEN = re.compile(r"gAAAAA[A-Za-z0-9_-]{60,}={0,2}")
"""A Fernet token: version 0x80 and the time's leading zero bytes in base64; the shortest has 100 characters."""
WRAPPED_TOKEN = "Z0FBQUFB"  # noqa: S105  # no password: the first eight characters of base64 over a Fernet token
_TOKEN_START = "gAAAAA"  # noqa: S105
_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Decoded:
    """``key`` is None for a placeholder and for what could not be read; ``lost`` then says why it could not."""

    key: Secret | None = None
    lost: str = ""
    key_file: Path | None = None


def is_placeholder(text: str) -> bool:
    """True for what stands where a key should be entered, and for references to a key kept elsewhere."""
    plain = text.strip()
    return plain.lower() in PLACEHOLDERS or _PLACEHOLDER.fullmatch(plain) is not None


def decode(value: object, key_files: Sequence[KeyFile] = (), *, base64_expected: bool = False) -> Decoded:
    """Find the key in a field; ``base64_expected``: this writer put every key into base64, whatever it begins with."""
    if value is None:
        return Decoded()
    if not isinstance(value, str):
        return Decoded(lost=msg("the key is no text"))
    return _decode(value, key_files, base64_expected, _DEPTH)


def _decode(text: str, key_files: Sequence[KeyFile], base64_expected: bool, depth: int) -> Decoded:
    plain = re.sub(r"^bearer\s+", "", text.strip(), flags=re.IGNORECASE)
    if is_placeholder(plain):
        return Decoded()
    if _PUT_TOGETHER.search(plain):
        return Decoded(lost=msg("the key is put together by a shell, from a variable or a command"))
    if plain.startswith(_TOKEN_START) or TOKEN.search(plain):
        return _decrypt("".join(plain.split()), key_files, depth)
    inner = _from_base64(plain)
    if plain.startswith(WRAPPED_TOKEN) or inner.startswith((_TOKEN_START, WRAPPED_TOKEN)):
        if depth and inner:
            return _decode(inner, key_files, False, depth - 1)
        return Decoded(lost=msg("the encrypted key is damaged"))
    if inner and (base64_expected or inner.startswith(_BEGINNINGS)):
        return Decoded() if is_placeholder(inner) else _entry(inner)
    return _entry(plain)


def _from_base64(text: str) -> str:
    """What a text says as base64 of either alphabet, padded or not; "" when that is not printable ASCII."""
    packed = "".join(text.split()).rstrip("=").translate(str.maketrans("-_", "+/"))
    try:
        data = b64decode(packed + "=" * (-len(packed) % 4), validate=True)
    except (NotBase64, ValueError):
        return ""
    return data.decode() if re.fullmatch(rb"[\x21-\x7e]+", data) else ""


def _decrypt(token: str, key_files: Sequence[KeyFile], depth: int) -> Decoded:
    from cryptography.fernet import Fernet, InvalidToken

    if not key_files:
        return Decoded(lost=msg("the key is encrypted and the file with its encryption key is not there"))
    for file in key_files:
        try:
            plain = Fernet(file.key.reveal()).decrypt(token.encode()).decode()
        except (InvalidToken, ValueError):  # a wrong key, no Fernet key at all, or no text inside
            continue
        if not depth:
            break
        inside = _decode(plain, key_files, False, depth - 1)
        return Decoded(inside.key, inside.lost, inside.key_file or file.path)
    return Decoded(lost=msg("the key is encrypted and the encryption key beside it does not open it"))


def _entry(text: str) -> Decoded:
    if len(text) > LONGEST:
        return Decoded(lost=msg("the key has {count:,} characters, more than a keyring takes", count=len(text)))
    try:
        return Decoded(Secret.from_entry(text))
    except BadKey as error:
        return Decoded(lost=uncapitalised(error.title))


def key_files_beside(folder: Path, names: Sequence[str]) -> tuple[tuple[KeyFile, ...], Text | None]:
    """Read the Fernet keys that stand under one of these names in a folder; the second value is a problem."""
    files: list[KeyFile] = []
    problem: Text | None = None
    for name in names:
        path = folder / name
        try:
            text = read_text(path, limit=4096).strip()
        except Unreadable as reason:
            if os.path.lexists(path):
                problem = msg("the encryption key {name} cannot be used: {why}", name=name, why=reason.words)
            continue
        if _is_fernet_key(text):
            files.append(KeyFile(path, Secret(text)))
        else:
            problem = msg(
                "the encryption key {name} cannot be used: it is not a Fernet key (44 characters of base64)", name=name
            )
    return tuple(files), problem


def _is_fernet_key(text: str) -> bool:
    if not re.fullmatch(r"[A-Za-z0-9_+/-]{43}=", text):
        return False
    try:
        return len(b64decode(text.translate(str.maketrans("-_", "+/")), validate=True)) == 32
    except NotBase64:
        return False
