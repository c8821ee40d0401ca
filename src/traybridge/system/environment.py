"""Find API keys in environment variables, to offer them to the person; they are never used unasked."""

from collections.abc import Mapping
from dataclasses import dataclass

from traybridge.core.errors import BadKey
from traybridge.core.presets import PRESETS
from traybridge.core.secret import Secret


@dataclass(frozen=True, slots=True)
class KeyInEnvironment:
    """A key found for a preset's host, and the variable that it stands in."""

    preset: str
    variable: str
    secret: Secret


def offers(environ: Mapping[str, str]) -> tuple[KeyInEnvironment, ...]:
    """What the variables of the presets hold, at most one key for each host; what cannot be a key is left out."""
    found = (_offer(row.id, row.env, environ) for row in PRESETS)
    return tuple(offer for offer in found if offer is not None)


def _offer(preset: str, variables: tuple[str, ...], environ: Mapping[str, str]) -> KeyInEnvironment | None:
    for variable in variables:
        try:
            return KeyInEnvironment(preset, variable, Secret.from_entry(environ.get(variable, "")))
        except BadKey:
            continue
    return None
