"""The steps in and out: gather, preview, apply, scrub; and export. A surface walks them with session.py."""

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from traybridge.core.config import Config
from traybridge.core.discovery import DiscoveredServer as Server
from traybridge.core.errors import KeyringProblem
from traybridge.core.import_preview import Entry
from traybridge.core.ports import SecretStore
from traybridge.core.secret import Secret
from traybridge.migrate import discover, servers
from traybridge.migrate.apply import Applied, apply, chats_of
from traybridge.migrate.environment import READER, read_environment
from traybridge.migrate.export import export
from traybridge.migrate.findings import Findings
from traybridge.migrate.plan import ImportPlan, plan
from traybridge.migrate.reasons import words_of
from traybridge.migrate.scrub import Kept, Scrubbed, scrub

_ROUNDS = 3


FORMATS = (*discover.READERS, servers.READER)
"""The names of all readers, each of which can be skipped."""


async def gather(
    *,
    home: Path,
    folder: Path,
    environment: Mapping[str, str],
    path: Path | None = None,
    running: Sequence[Server] = (),
    skip: Collection[str] = (),
) -> Findings:
    """Look at what is there, writing nothing; ``path`` (file or folder) replaces everything else.

    ``running`` are the servers that answer on this machine; ``skip`` names readers (FORMATS) that are left out.

    Raises:
        NotFound: there is nothing at ``path``.
    """
    if path is not None:
        return await asyncio.to_thread(_at_path, path, environment, skip)
    found = await asyncio.to_thread(_at_home, home, folder, environment, skip)
    return found if servers.READER in skip else found + servers.read(running)


def _at_path(path: Path, environment: Mapping[str, str], skip: Collection[str]) -> Findings:
    return discover.read_all(_but(skip, discover.at_path(path)), environment)


def _at_home(home: Path, folder: Path, environment: Mapping[str, str], skip: Collection[str]) -> Findings:
    found = discover.read_all(_but(skip, discover.in_home(home, folder, environment)), environment)
    return found if READER in skip else found + read_environment(environment)


def _but(skip: Collection[str], candidates: Iterable[discover.Candidate]) -> list[discover.Candidate]:
    return [one for one in candidates if one.reader not in skip]


async def preview(
    findings: Findings,
    config: Config,
    secret_store: SecretStore,
    *,
    replace_keys: bool = False,
    left_out: Collection[Entry] = (),
) -> ImportPlan:
    """Say what would happen; ``replace_keys``: stored keys that differ are replaced, which somebody must confirm.

    ``left_out`` are the entries of items (plan.Item.entry) that somebody does not want. A keyring that cannot be read
    is no error here: ``keyring_problem`` says so, and every key counts as new.
    """
    planned_with = partial(plan, findings, config, replace_keys=replace_keys, left_out=left_out)
    stored: dict[str, Secret] = {}
    known: set[str] = set()
    planned = planned_with(stored)
    try:
        for _ in range(_ROUNDS):  # a stored key can make an id taken, and the next one has an account too
            for account in [one for one in planned.accounts if one not in known]:
                known.add(account)
                if (key := await secret_store.get(account)) is not None:
                    stored[account] = key
            planned = planned_with(stored)
    except KeyringProblem as problem:
        return replace(planned_with({}), keyring_problem=words_of(problem))
    return planned


__all__ = [
    "FORMATS",
    "Applied",
    "Findings",
    "ImportPlan",
    "Kept",
    "Scrubbed",
    "apply",
    "chats_of",
    "export",
    "gather",
    "preview",
    "scrub",
]
