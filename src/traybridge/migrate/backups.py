"""Backup copies that the old tools and their owners made: which files they are, and how their contents count."""

import os
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path

from traybridge.migrate.findings import Findings


def backups_of(path: Path) -> tuple[Path, ...]:
    """The copies beside a file, newest first: ``x.backup*.json``, ``x.json.bak``, ``x.json~`` and the like."""
    stem, ending = path.stem, path.suffix
    patterns = [f"{path.name}{tail}" for tail in (".bak*", ".backup*", ".old*", ".orig", "~", ".[0-9]")]
    patterns += [f"{stem}{middle}*{ending}" for middle in (".backup", "_backup", "-backup", ".bak", ".old") if ending]
    try:
        names = os.listdir(path.parent)  # noqa: PTH208  # names only; a Path for each would be thrown away
    except OSError:
        return ()
    copies = [path.parent / name for name in names if name != path.name and any(fnmatch(name, one) for one in patterns)]
    return tuple(sorted(copies, key=lambda copy: (-_age(copy), copy.name)))


def _age(path: Path) -> float:
    try:
        return path.lstat().st_mtime
    except OSError:
        return 0.0


def as_backup(findings: Findings) -> Findings:
    """Mark what came from a copy: it fills gaps and is offered for the scrub, it adds no provider and no chat."""
    return replace(
        findings,
        found=tuple(replace(one, backup=True) for one in findings.found),
        files=tuple(replace(one, backup=True) for one in findings.files),
        conversations=(),
        chats=(),
        settings=(),
        fallbacks=(),
        problems=() if findings.found else findings.problems,
    )
