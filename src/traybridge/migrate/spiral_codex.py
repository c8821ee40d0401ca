"""Reader of ``~/.spiral_codex_keys.json``: one Fernet token for each provider's name."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from traybridge.core.i18n import msg
from traybridge.core.secret import Secret
from traybridge.migrate.files import Unreadable, parse_json, read_text
from traybridge.migrate.findings import Findings, FoundProvider, KeyFile, KeyLocation, OldFile, Problem
from traybridge.migrate.keys import Decoded, decode, key_files_beside
from traybridge.migrate.provider_mapping import Unusable, row_of, text_of

READER = "spiral_codex"
KEY_NAMES = (".spiral_codex_encryption_key",)


def read(path: Path, _environment: Mapping[str, str]) -> Findings:
    """Read the file and the encryption key beside it; never raises."""
    key_files, key_problem = key_files_beside(path.parent, KEY_NAMES)
    source = str(path)
    base = Findings(
        problems=(Problem(source, key_problem),) if key_problem else (),
        key_files=key_files,
        files=(OldFile(path, "json", tuple(file.path for file in key_files)),),
    )
    try:
        document = parse_json(read_text(path))
    except Unreadable as reason:
        return base + Findings(problems=(Problem(source, reason.words),))
    if not isinstance(document, dict):
        return base + Findings(problems=(Problem(source, msg("it holds no object of providers")),))
    return base + Findings(
        found=tuple(
            _entry(path, key_files, name, entry, f"[{position}]")
            for position, (name, entry) in enumerate(document.items())
        )
    )


def _entry(path: Path, key_files: tuple[KeyFile, ...], name: str, entry: object, label: str) -> FoundProvider:
    name = text_of(name)
    if not isinstance(entry, dict):
        return FoundProvider(
            str(path), READER, name, problem=msg("entry {label} is no object; it was left out", label=label)
        )
    value = entry.get("encrypted_key")
    decoded = decode(value, key_files)
    problem = decoded.lost or _odd_sum(decoded.key, entry.get("key_hash"))
    places: tuple[KeyLocation, ...] = ()
    if isinstance(value, str) and decoded != Decoded():
        places = (KeyLocation(path, f"{label}.encrypted_key", Secret(value), decoded.key, key_file=decoded.key_file),)
    try:
        row = row_of(name, text_of(entry.get("base_url"), 2000))
    except Unusable as reason:
        return FoundProvider(
            str(path), READER, name, None, decoded.key, reason.words, bool(decoded.lost), places=places
        )
    return FoundProvider(str(path), READER, name, row, decoded.key, problem, bool(decoded.lost), places=places)


def _odd_sum(key: Secret | None, key_hash: object) -> str:
    """``key_hash`` is the first 16 hex digits of the key's SHA-256."""
    if key is None or not isinstance(key_hash, str) or not key_hash:
        return ""
    if sha256(key.reveal().encode()).hexdigest().startswith(key_hash.lower()[:16]):
        return ""
    return msg("the key does not fit the checksum beside it; test it after the import")
