"""Reader of ``keys.json`` of the command line tool ``llm``: one key for each name."""

from collections.abc import Mapping
from pathlib import Path

from traybridge.core.i18n import msg
from traybridge.core.secret import Secret
from traybridge.migrate.files import Unreadable, parse_json, read_text
from traybridge.migrate.findings import Findings, FoundProvider, KeyLocation, OldFile, Problem
from traybridge.migrate.keys import Decoded, decode
from traybridge.migrate.provider_mapping import Unusable, row_of, text_of

READER = "llm_keys"
FOLDER = "io.datasette.llm"


def folders(home: Path, environment: Mapping[str, str]) -> tuple[Path, ...]:
    """Where ``llm`` keeps it: click's application folder on each platform, or what LLM_USER_PATH says."""
    told = environment.get("LLM_USER_PATH", "")
    config = environment.get("XDG_CONFIG_HOME", "")
    return (
        *((Path(told),) if told else ()),
        *((Path(config) / FOLDER,) if config else ()),
        home / ".config" / FOLDER,
        home / "Library" / "Application Support" / FOLDER,
        home / "AppData" / "Roaming" / FOLDER,
    )


def read(path: Path, _environment: Mapping[str, str]) -> Findings:
    """Read the file; the note that ``llm`` writes into it is no key. Never raises."""
    base = Findings(files=(OldFile(path, "json"),))
    try:
        document = parse_json(read_text(path))
    except Unreadable as reason:
        return base + Findings(problems=(Problem(str(path), reason.words),))
    if not isinstance(document, dict):
        return base + Findings(problems=(Problem(str(path), msg("it holds no object of keys")),))
    names = [name for name in document if not name.startswith("//")]
    return base + Findings(
        found=tuple(_entry(path, text_of(name), document[name], f"[{at}]") for at, name in enumerate(names))
    )


def _entry(path: Path, name: str, value: object, label: str) -> FoundProvider:
    decoded = decode(value)
    places: tuple[KeyLocation, ...] = ()
    if isinstance(value, str) and decoded != Decoded():
        places = (KeyLocation(path, label, Secret(value), decoded.key),)
    try:
        row = row_of(name)
    except Unusable as reason:
        return FoundProvider(
            str(path), READER, name, None, decoded.key, reason.words, bool(decoded.lost), places=places
        )
    return FoundProvider(
        str(path), READER, row.label, row, decoded.key, decoded.lost, bool(decoded.lost), places=places
    )
