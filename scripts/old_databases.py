"""Makes tests/storage/old/v*.db.gz: databases as earlier versions of the program wrote them, by running their code.

`.venv/bin/python scripts/old_databases.py` checks each commit of VERSIONS out into a folder of its own, lets its code
write the same conversation, requests and lists of models, and packs the file. A version that is there is left alone:
what was once written never changes.
"""

import gzip
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "tests" / "storage" / "old"
VERSIONS = {1: "6f86ced", 2: "519004f", 3: "ca1fcd7", 4: "432febe"}
"""Schema (PRAGMA user_version) and a commit whose code writes it."""

WRITER = r"""
import asyncio, sys
from pathlib import Path

try:
    from traybridge.core.provenance import Attempt, Provenance, Skip, Usage
    from traybridge.core.outcome import Outcome
except ImportError:
    from traybridge.core.chat import Attempt, Provenance, Skip, Usage
    from traybridge.core.errors import Outcome
from traybridge.core.models import Catalogue, ModelInfo
from traybridge.storage.catalogues import SqliteCatalogues
from traybridge.storage.database import Database
from traybridge.storage.journal import SqliteJournal

OCTOBER, NOVEMBER = 1_791_000_000.0, 1_795_000_000.0


async def write(path):
    database = Database(path)
    journal = SqliteJournal(database)
    missed = Attempt("exo", "m", Outcome.NOT_LOADED, 0.004, 404, "model not loaded")
    well = Attempt("openrouter", "openai/gpt-4o", Outcome.OK, 0.9, 200)
    for number, at in enumerate((OCTOBER, NOVEMBER, NOVEMBER + 60)):
        await journal.record(
            Provenance(
                f"r{number}", "openrouter", "openai/gpt-4o", attempts=(missed, well), ttft=0.4211, total=0.9,
                skipped=(Skip("huggingface", "no key", "no_key"),), usage=Usage(10, 20, 30), cost=0.25,
                finish_reason="stop",
            ),
            at=at,
        )
    await journal.record(Provenance("r3", None, None, attempts=(missed,), total=0.1), at=NOVEMBER + 120)
    await SqliteCatalogues(database).save(
        "openrouter", Catalogue((ModelInfo("openai/gpt-4o", "GPT-4o", 128000, 2.5e-06, 1e-05),), NOVEMBER)
    )

    def converse(connection):
        chat = connection.execute(
            "INSERT INTO conversations (started_at, title, source, fingerprint) VALUES (?, 'A question', '', 'f-1')",
            (NOVEMBER,),
        ).lastrowid
        for role, content in (("user", "Why is the sky blue?"), ("assistant", "Rayleigh scattering.")):
            connection.execute(
                "INSERT INTO messages (conversation, at, role, content, provider, model, tokens)"
                " VALUES (?, ?, ?, ?, 'openrouter', 'openai/gpt-4o', 7)",
                (chat, NOVEMBER, role, content),
            )

    await database.run(converse)
    await database.aclose()


asyncio.run(write(Path(sys.argv[1])))
"""


def written_by(commit: str) -> bytes:
    """The database that the code of a commit writes."""
    with tempfile.TemporaryDirectory() as folder:
        tree, file = Path(folder) / "tree", Path(folder) / "traybridge.db"
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", str(tree), commit], cwd=ROOT, check=True)
        try:
            command = [sys.executable, "-c", WRITER, str(file)]
            subprocess.run(command, cwd=tree, env={"PYTHONPATH": str(tree / "src")}, check=True)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(tree)], cwd=ROOT, check=True)
        return file.read_bytes()


def main() -> None:
    FIXTURES.mkdir(exist_ok=True)
    for version, commit in VERSIONS.items():
        packed = FIXTURES / f"v{version}.db.gz"
        if not packed.exists():
            packed.write_bytes(gzip.compress(written_by(commit), mtime=0))


if __name__ == "__main__":
    main()
