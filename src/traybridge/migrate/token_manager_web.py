"""Reader of the web manager's ``~/.token_manager/config.json``, whose encryption key is ``key.key`` beside it."""

from collections.abc import Mapping
from pathlib import Path

from traybridge.migrate.findings import Findings
from traybridge.migrate.token_manager import read_with

READER = "token_manager_web"
KEY_NAMES = ("key.key",)


def read(path: Path, _environment: Mapping[str, str]) -> Findings:
    """Read the file; its keys are single Fernet tokens in ``api_key``, its usage is null. Never raises."""
    return read_with(path, READER, KEY_NAMES)
