"""The whole way in and out, as a surface uses it: gather, preview, apply, scrub, document; and export."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from traybridge.core.config import Config
from traybridge.core.errors import KeyringProblem
from traybridge.core.ports import SecretStore
from traybridge.core.secret import Secret
from traybridge.migrate import discover
from traybridge.migrate.apply import Applied, apply, chats_of
from traybridge.migrate.environment import read_environment
from traybridge.migrate.export import export
from traybridge.migrate.found import Findings
from traybridge.migrate.plan import Plan, plan
from traybridge.migrate.report import document
from traybridge.migrate.scrub import Kept, Scrubbed, scrub

_ROUNDS = 3


async def gather(*, home: Path, folder: Path, environment: Mapping[str, str], path: Path | None = None) -> Findings:
    """Look at what is there, writing nothing; ``path`` (file or folder) replaces home, current folder and environment.

    Raises:
        NotFound: there is nothing at ``path``.
    """
    return await asyncio.to_thread(_gather, home, folder, environment, path)


def _gather(home: Path, folder: Path, environment: Mapping[str, str], path: Path | None) -> Findings:
    if path is not None:
        return discover.read_all(discover.at_path(path), environment)
    return discover.read_all(discover.in_home(home, folder, environment), environment) + read_environment(environment)


async def preview(findings: Findings, config: Config, secret_store: SecretStore, *, replace_keys: bool = False) -> Plan:
    """Say what would happen; ``replace_keys``: stored keys that differ are replaced, which somebody must confirm.

    A keyring that cannot be read is no error here: ``keyring_problem`` says so, and every key counts as new.
    """
    stored: dict[str, Secret] = {}
    known: set[str] = set()
    planned = plan(findings, config, stored, replace_keys=replace_keys)
    try:
        for _ in range(_ROUNDS):  # a stored key can make an id taken, and the next one has an account too
            for account in [one for one in planned.accounts if one not in known]:
                known.add(account)
                if (key := await secret_store.get(account)) is not None:
                    stored[account] = key
            planned = plan(findings, config, stored, replace_keys=replace_keys)
    except KeyringProblem as problem:
        return replace(plan(findings, config, {}, replace_keys=replace_keys), keyring_problem=str(problem))
    return planned


__all__ = [
    "Applied",
    "Findings",
    "Kept",
    "Plan",
    "Scrubbed",
    "apply",
    "chats_of",
    "document",
    "export",
    "gather",
    "preview",
    "scrub",
]
