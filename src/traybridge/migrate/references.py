"""Keys that a file only refers to: ``os.environ/NAME``, ``${NAME}``, ``${{ secrets.NAME }}``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from traybridge.core.i18n import msg
from traybridge.core.secret import Secret
from traybridge.migrate.findings import KeyFile, KeyLocation
from traybridge.migrate.keys import Decoded, decode

_REFERENCE = re.compile(
    r"os\.environ/(\w+)|\$\{\{\s*(?:secrets|inputs|env)\.([\w./-]+)\s*\}\}|\$\{(\w+)(?::?-[^}]*)?\}|\$([A-Za-z_]\w*)"
)


@dataclass(frozen=True, slots=True)
class Held:
    """What a key field holds: the key, where it stands when it stands there itself, and a problem or ""."""

    key: Secret | None = None
    places: tuple[KeyLocation, ...] = ()
    problem: str = ""


def reference(value: object) -> str:
    """The name that a field refers to; "" when it holds the key itself."""
    part = _REFERENCE.fullmatch(value.strip()) if isinstance(value, str) else None
    return next((name.rpartition("/")[2] for name in part.groups() if name), "") if part else ""


def held(
    path: Path, label: str, value: object, environment: Mapping[str, str], key_files: tuple[KeyFile, ...] = ()
) -> Held:
    """Find the key of a field; references are looked up in the given environment only."""
    if name := reference(value):
        decoded = decode(environment.get(name))
        if decoded.key is None:
            return Held(problem=decoded.lost or msg("its key is kept in {name}, which is not set here", name=name))
        return Held(decoded.key)
    decoded = decode(value, key_files)
    if decoded == Decoded() or not isinstance(value, str):
        return Held(problem=decoded.lost)
    place = KeyLocation(path, label, Secret(value), decoded.key, key_file=decoded.key_file)
    return Held(decoded.key, (place,), decoded.lost)
